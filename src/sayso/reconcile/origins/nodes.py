"""What claims of a case can rest on, and what each rests on directly."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from sayso.reconcile.origins.witnesses import Witness
from sayso.records.casefile import Ref


class Told(NamedTuple):
    """What a claim tells of one step (its id, or `NO_STEP`)."""

    claim: Ref
    step: str


class Telling(NamedTuple):
    """What a medium tells of a step, as far as one who cites it can have read it.

    Attributes:
        medium: As `Media` names it.
        step: Id of the step.
        reports: Which of its reports.
    """

    medium: str
    step: str
    reports: tuple[str, ...]


Node = Told | Telling | Witness
"""What claims can rest on."""


@dataclass(slots=True, kw_only=True)
class Ground:
    """What the claims of a case rest on.

    Attributes:
        edges: By what is told, what it rests on directly; of a witness nothing.
        heard: By witness, the media that heard it.
        relayed: By witness, who gave its words to the reports; ``None`` where nobody but media.
        cited_in: By witness, the reports that cite it.
        through: By claim, the media it came through, nearest to the origin first.
        recalled: What a medium tells in its own voice and told, or cited, in an earlier report.
        guessed: What is to come, laid to one near the man whom the report cites for other things.
        itself: By what people decided to rest on a medium, what that one's own reports tell of it.
        notes: By claim, why it rests on that, where the report does not tell it in so many words.
    """

    edges: dict[Node, tuple[Node, ...]] = field(default_factory=dict)
    heard: defaultdict[Witness, set[str]] = field(default_factory=lambda: defaultdict(set))
    relayed: defaultdict[Witness, set[Witness | None]] = field(
        default_factory=lambda: defaultdict(set)
    )
    cited_in: defaultdict[Witness, set[str]] = field(default_factory=lambda: defaultdict(set))
    through: dict[Ref, tuple[str, ...]] = field(default_factory=dict)
    recalled: set[Told] = field(default_factory=set)
    guessed: set[Told] = field(default_factory=set)
    itself: dict[Told, Telling] = field(default_factory=dict)
    notes: dict[Ref, str] = field(default_factory=dict)
