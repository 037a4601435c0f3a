"""Many reports made of the storylines beside the tests, with what is known of their cases."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import count

from benchmarks.reconciling.substitution import draw_change, list_keys, substitute
from benchmarks.scoring.storyline_gold import Story, list_stories
from benchmarks.storylines.corpus import Reader
from sayso.records.reading import Reading


@dataclass(frozen=True, slots=True)
class Copy:
    """One storyline told of other people, elsewhere and at another time.

    Attributes:
        story: The storyline.
        readings: Of its reports.
    """

    story: Story
    readings: tuple[Reading, ...]

    def list_cases(self) -> Iterator[frozenset[str]]:
        """Yield for each case of the gold which reports, by SHA-256, are in it."""
        names = dict(zip(self.story.reports, self.readings, strict=True))
        for case in self.story.cases:
            yield frozenset(names[name].report.sha256 for name in case.reports)


@dataclass(frozen=True, slots=True)
class Template:
    """A storyline as it was read, and the names in it that are changed."""

    story: Story
    readings: tuple[Reading, ...]
    people: frozenset[str]
    places: frozenset[str]

    def make(self, number: int) -> Copy:
        """Return the copy of this number; those of all storylines are numbered together."""
        change = draw_change(number, self.people, self.places)
        return Copy(self.story, tuple(substitute(it, change) for it in self.readings))


def read_templates(*, stale: bool) -> tuple[Template, ...]:
    """Read the reports of each storyline, once for each state of the reader's code."""
    reader = Reader(stale=stale)
    made = []
    for story in list_stories():
        readings = reader.read_story(story)
        keys = [list_keys(it) for it in readings]
        people = frozenset(key for it, _ in keys for key in it)
        places = frozenset(key for _, it in keys for key in it) - people
        made.append(Template(story, readings, people, places))
    return tuple(made)


def list_copies(templates: Sequence[Template], size: int) -> Iterator[Copy]:
    """Yield copies of all storylines in turn until there are so many reports."""
    reports = 0
    for number in count():
        copy = templates[number % len(templates)].make(number)
        reports += len(copy.readings)
        if reports > size and number >= len(templates):
            return
        yield copy


def list_retold(template: Template, size: int) -> list[Reading]:
    """Return so many reports of a storyline's own people, each of them told by many outlets."""
    return [
        replace(
            reading,
            report=replace(
                reading.report,
                id=f"{reading.report.id}-{number}",
                sha256=sha256(f"{reading.report.sha256} {number}".encode()).hexdigest(),
                publisher=f"Outlet {number}",
                url=None,
            ),
        )
        for number in range(size)
        for reading in [template.readings[number % len(template.readings)]]
    ]
