"""What was right: counted by section, of what the gold demands and of what was given."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Section(StrEnum):
    """What is scored; every section counts facts, and all facts weigh the same."""

    ENTITIES = "entities"
    MENTIONS = "mentions"
    RELATIONS = "relations"
    TIMES = "times"
    CONTAINMENT = "places-containment"
    COUNTRY = "place country"
    QUANTITIES = "quantities"
    DETECTED = "attributions detected"
    SOURCE = "attribution source right"
    CHAIN = "chain right"
    CHAIN_KIND = "chain kind right"
    CERTAINTY = "certainty right"
    POLARITY = "polarity right"
    PENALTIES = "penalties"
    EVENTS = "events"
    PARTICIPANTS = "event participants"
    STATUS = "event status"
    TIME_AND_PLACE = "event time and place"
    CASES = "cases"
    STAGES = "stages"
    CONTRADICTIONS = "contradictions"


OF_STATEMENTS = (
    Section.SOURCE,
    Section.CHAIN,
    Section.CHAIN_KIND,
    Section.CERTAINTY,
    Section.POLARITY,
)
"""What is judged of a statement once it is detected."""

OF_ATTRIBUTED = (Section.DETECTED, Section.SOURCE, Section.CHAIN, Section.CERTAINTY)
"""What is counted once more without the report's own voice, apart from the total."""


@dataclass(slots=True)
class Count:
    """Facts that the gold demands, facts given, and how many of each are right."""

    wanted: int = 0
    found: int = 0
    given: int = 0
    right: int = 0

    @property
    def precision(self) -> float:
        """Share of what was given that is right; 0 when nothing was."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Share of what is demanded that was found; 0 when nothing is."""
        return self.found / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def empty(self) -> bool:
        """Whether there is nothing to say: nothing demanded, nothing given."""
        return not self.wanted and not self.given

    def add(self, other: "Count") -> None:
        """Count the other's facts too."""
        self.wanted += other.wanted
        self.found += other.found
        self.given += other.given
        self.right += other.right


@dataclass(frozen=True, slots=True)
class Fault:
    """Something missed, or given and wrong."""

    section: StrEnum
    missed: bool
    about: str

    def __str__(self) -> str:
        return f"{self.section}: {'missed' if self.missed else 'wrong'}: {self.about}"


def _count(sections: Iterable[StrEnum]) -> dict[StrEnum, Count]:
    return {section: Count() for section in sections}


@dataclass(slots=True)
class Tally:
    """The counts of one reading, or of several added up, and what went wrong."""

    sections: dict[StrEnum, Count] = field(default_factory=lambda: _count(Section))
    attributed: dict[StrEnum, Count] = field(default_factory=lambda: _count(OF_ATTRIBUTED))
    faults: list[Fault] = field(default_factory=list)

    @classmethod
    def of(cls, sections: Iterable[StrEnum]) -> "Tally":
        """Return counts of other sections than those of a reading."""
        return cls(sections=_count(sections), attributed={})

    @property
    def total(self) -> Count:
        """All sections together; its F1 is the score."""
        whole = Count()
        for count in self.sections.values():
            whole.add(count)
        return whole

    def want(self, section: StrEnum, right: bool, about: str = "") -> None:
        """Count a fact that the gold demands; without ``about`` a miss is not told."""
        self.sections[section].wanted += 1
        self.sections[section].found += right
        if not right and about:
            self.faults.append(Fault(section, missed=True, about=about))

    def give(self, section: StrEnum, right: bool, about: str = "") -> None:
        """Count a fact that the reading gives; without ``about`` an error is not told."""
        self.sections[section].given += 1
        self.sections[section].right += right
        if not right and about:
            self.faults.append(Fault(section, missed=False, about=about))

    def add(self, other: "Tally") -> None:
        """Count the other's facts too; its faults stay its own."""
        for section, count in other.sections.items():
            self.sections[section].add(count)
        for section, count in other.attributed.items():
            self.attributed[section].add(count)


def make_table(tally: Tally) -> Iterator[str]:
    """Yield the lines of a table: precision, recall and F1 by section, and the total."""
    yield f"{'section':26}{'P':>7}{'R':>7}{'F1':>7}   gold found   given right"
    for section, count in tally.sections.items():
        yield _make_row(section, count)
    if any(count.wanted for count in tally.attributed.values()):
        yield "attributed statements alone (not counted again in the total):"
        for section, count in tally.attributed.items():
            yield _make_row(f"  {section}", count)
    yield make_summary(tally)


def make_summary(tally: Tally) -> str:
    """Return the total in one line."""
    total = tally.total
    return f"total F1 {100 * total.f1:.1f} ({total.found}/{total.wanted} facts)"


def _make_row(name: str, count: Count) -> str:
    if count.empty:
        return f"{name:26}{'-':>7}{'-':>7}{'-':>7}"
    shares = "".join(f"{100 * x:7.1f}" for x in (count.precision, count.recall, count.f1))
    found, right = f"{count.found}/{count.wanted}", f"{count.right}/{count.given}"
    return f"{name:26}{shares}{found:>13}{right:>14}"
