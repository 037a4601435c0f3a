"""Golds of storylines: what several reports together say, read from files.

The format is the one of golds of storylines elsewhere, with one field more: ``origins`` of a
step of a history, the numbers of independent origins that may be counted for it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scoring.fields import Fields
from benchmarks.scoring.gold_file import read_json
from benchmarks.scoring.text import ScoringError, strip_name

STORYLINES = Path(__file__).parents[2] / "tests" / "storylines"

Forms = tuple[str, ...]
"""Accepted forms of one name; ``~x`` accepts whatever holds x."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldSubject:
    """Somebody whose case it is.

    Attributes:
        names: Accepted forms of the name.
        spellings: The forms that reports use, each with what is accepted for it.
        spellings_may: Forms neither demanded nor wrong.
    """

    names: Forms
    spellings: tuple[Forms, ...]
    spellings_may: Forms

    @property
    def listed(self) -> Forms:
        """Every form that a report uses."""
        return tuple(form for forms in self.spellings for form in forms)

    @property
    def forms(self) -> Forms:
        """Every form that means this one."""
        return self.names + self.listed + self.spellings_may


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStep:
    """One step of a case.

    Attributes:
        types, statuses: What is accepted.
        days: Accepted first and last days; ``None`` accepts any.
        origins: How many independent origins may be counted; empty where nobody can say.
        optional: Neither demanded nor wrong.
    """

    types: Forms
    statuses: Forms
    days: tuple[tuple[str | None, str | None], ...] | None
    origins: tuple[int, ...]
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldOrigin:
    """On whose word reports rest, and which reports."""

    names: Forms
    kinds: Forms
    reports: frozenset[str]
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldConflict:
    """What accounts conflict about: words for it, and the sides' accepted forms, if given."""

    about: Forms
    values: tuple[Forms, ...] | None
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldStoryCase:
    """One case of a storyline."""

    id: str
    subjects: tuple[GoldSubject, ...]
    subjects_may: tuple[GoldSubject, ...]
    stages: Forms
    history: tuple[GoldStep, ...]
    reports: frozenset[str]
    reports_may: frozenset[str]
    origins: tuple[GoldOrigin, ...]
    conflicts: tuple[GoldConflict, ...]
    copies: frozenset[tuple[str, str]]
    optional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """A storyline's gold.

    Attributes:
        name: "storyline-a".
        about: What it is there for, in a sentence.
        reports: Ids of its reports.
        known: Id by whatever may name a report: id, file, title, address, stripped.
        cases: Its cases.
    """

    name: str
    about: str
    reports: tuple[str, ...]
    known: Mapping[str, str]
    cases: tuple[GoldStoryCase, ...]


def list_stories(folder: Path = STORYLINES) -> list[Story]:
    """Return the storylines, by name; raises `ScoringError`."""
    return [read_story(path) for path in sorted((folder / "gold").glob("*.json"))]


def read_story(path: Path) -> Story:
    """Read a storyline's gold, with the list of reports beside it; raises `ScoringError`."""
    fields = Fields(read_json(path), path.name)
    listed = Fields({"reports": read_json(path.parent.parent / "reports" / "index.json")}, "index")
    return Story(
        name=path.stem,
        about=fields.find_text("about") or "",
        reports=fields.get_texts("reports"),
        known=dict(_name_reports(listed.get_objects("reports"))),
        cases=tuple(_make_case(entry) for entry in fields.get_objects("cases")),
    )


def _name_reports(entries: Iterator[Fields]) -> Iterator[tuple[str, str]]:
    for entry in entries:
        for key in ("id", "file", "url", "title"):
            if name := entry.find_text(key):
                yield strip_name(name), entry.get_id()


def _make_case(entry: Fields) -> GoldStoryCase:
    return GoldStoryCase(
        id=entry.get_id(),
        subjects=tuple(map(_make_subject, entry.get_objects("subjects"))),
        subjects_may=tuple(map(_make_subject, entry.get_objects("subjects_may"))),
        stages=entry.get_texts("stage"),
        history=tuple(map(_make_step, entry.get_objects("history"))),
        reports=frozenset(entry.get_texts("reports")),
        reports_may=frozenset(entry.get_texts("reports_may")),
        origins=tuple(map(_make_origin, entry.get_objects("origins"))),
        conflicts=tuple(map(_make_conflict, entry.get_objects("contradictions"))),
        copies=frozenset(
            (it.get_text("of"), it.get_text("report")) for it in entry.get_objects("copies")
        ),
        optional=entry.get_flag("optional"),
    )


def _make_subject(entry: Fields) -> GoldSubject:
    return GoldSubject(
        names=entry.get_texts("name"),
        spellings=entry.get_text_lists("spellings"),
        spellings_may=entry.get_texts("spellings_may"),
    )


def _make_step(entry: Fields) -> GoldStep:
    return GoldStep(
        types=entry.get_texts("type"),
        statuses=entry.get_texts("status"),
        days=tuple(_list_days(entry)) if "begin_end" in entry else None,
        origins=tuple(_list_numbers(entry)),
        optional=entry.get_flag("optional"),
    )


def _list_days(entry: Fields) -> Iterator[tuple[str | None, str | None]]:
    for pair in entry.get_list("begin_end"):
        match pair:
            case [str() | None as begin, str() | None as end]:
                yield begin, end
            case _:
                raise ScoringError(f"{entry.where}: {pair!r} is no first and last day")


def _list_numbers(entry: Fields) -> Iterator[int]:
    for value in entry.get_list("origins"):
        if isinstance(value, bool) or not isinstance(value, int):
            raise ScoringError(f"{entry.where}: {value!r} is no number of origins")
        yield value


def _make_origin(entry: Fields) -> GoldOrigin:
    return GoldOrigin(
        names=entry.get_texts("name"),
        kinds=entry.get_texts("kind"),
        reports=frozenset(entry.get_texts("reports")),
        optional=entry.get_flag("optional"),
    )


def _make_conflict(entry: Fields) -> GoldConflict:
    return GoldConflict(
        about=entry.get_texts("about"),
        values=entry.get_text_lists("values") if "values" in entry else None,
        optional=entry.get_flag("optional"),
    )
