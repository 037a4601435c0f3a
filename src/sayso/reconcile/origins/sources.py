"""One source of a case while its origins are traced."""

from dataclasses import dataclass, field

from sayso.reconcile.origins.grouping import Circle
from sayso.reconcile.origins.nodes import Told


@dataclass(slots=True, kw_only=True)
class Source:
    """Witnesses that are one, and what rests on them.

    Attributes:
        circle: The witnesses.
        told: What rests on them, in order.
        because: Why, one sentence each.
        published: Of a medium, its own reports.
    """

    circle: Circle
    told: list[Told]
    because: list[str] = field(default_factory=list)
    published: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """What it is called."""
        return self.circle.members[0].name
