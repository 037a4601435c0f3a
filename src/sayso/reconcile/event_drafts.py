"""Events in the making, and which of them a telling may belong to."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from sayso.records.event import EventStatus
from sayso.records.value import TimeExpression

# A telling that names nobody belongs to an event told at most this many sentences before.
NEAR = 3


@dataclass(slots=True)
class Draft:
    """An event in the making.

    Attributes:
        tellers: On whose word it is told of somebody who was not resolved: never of them.
        number: Its place among the events of its type.
    """

    type: str
    status: EventStatus
    words: set[int]
    lemmas: set[str]
    sentence: int
    tellers: frozenset[str | None] = frozenset()
    subjects: dict[str, None] = field(default_factory=dict)
    actors: dict[str, None] = field(default_factory=dict)
    others: dict[str, None] = field(default_factory=dict)
    time: TimeExpression | None = None
    place: str | None = None
    provision: str | None = None
    number: int = 0


class Known:
    """The events of one type told so far, found by whom they befell and where they are told.

    Attributes:
        drafts: All of them, by number.
    """

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self._of: dict[str, dict[int, None]] = {}
        self._in: dict[int, set[int]] = {}

    def note(self, draft: Draft) -> None:
        """Find a draft from now on where it was last told and of whom."""
        for entity in draft.subjects:
            self._of.setdefault(entity, {})[draft.number] = None
        self._in.setdefault(draft.sentence, set()).add(draft.number)

    def candidates(self, draft: Draft) -> Iterator[Draft]:
        """Yield those that may be the same, the latest first: a report returns to it.

        Where either names nobody only one told near can be.
        """
        numbers = {n for entity in draft.subjects for n in self._of.get(entity, ())}
        for sentence in range(draft.sentence - NEAR, draft.sentence + 1):
            numbers |= self._in.get(sentence, set())
        return (self.drafts[n] for n in sorted(numbers, reverse=True))
