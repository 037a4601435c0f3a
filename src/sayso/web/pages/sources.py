"""Sources: what each said, how often first, how often confirmed or contradicted later."""

from dataclasses import dataclass
from urllib.parse import urlencode

from sayso.publish.source_words import FIGURES, NO_SCORE, count_figure, say_kind
from sayso.records.sources import SourceFigures
from sayso.web.pages.source_one import SOURCE, make_source_address
from sayso.web.routes import Action, Page, View, Visit

_AT_ONCE = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One figure of a source: its words, its number, and the address of what it counts."""

    words: str
    number: int
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One source of a list.

    Attributes:
        name, kind: Its name, and what it is for most reports.
        to: Its address.
        says, passes, reports, cases, cites, cited: As in `SourceFigures`.
        figures: What is counted in the cases.
    """

    name: str
    kind: str
    to: str
    says: int
    passes: int
    reports: int
    cases: int
    figures: tuple[Counted, ...]
    cites: int
    cited: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """The sources of a casebook.

    Attributes:
        words: What was looked for, or ``None``.
        all: How many have a name.
        meaning: What the figures do not mean.
        columns: What the figures are called.
        sources: Those shown.
        more: The address of what follows, or ``None``.
        settled: Whether all reports and decisions are in it.
    """

    words: str | None
    all: int
    meaning: str
    columns: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    more: str | None
    settled: bool


def show_sources(visit: Visit) -> View:
    """Return the sources of the casebook, or those of a name."""
    words = visit.get("q")
    found = visit.casebook.sources(words, after=visit.get("after"), limit=_AT_ONCE)
    kept = {"q": words} if words is not None else {}
    more = {**kept, "after": found.sources[-1].name} if found.more else None
    values = Sources(
        words=words,
        all=found.all,
        meaning=NO_SCORE,
        columns=tuple(FIGURES.values()),
        sources=tuple(_make_line(it) for it in found.sources),
        more=None if more is None else f"/sources?{urlencode(more)}",
        settled=found.settled,
    )
    return View(template="sources.html.jinja", title="Sources", values=values)


def _make_line(it: SourceFigures) -> SourceLine:
    return SourceLine(
        name=it.name,
        kind=say_kind(it),
        to=make_source_address(it.name),
        says=it.says,
        passes=it.passes,
        reports=it.reports,
        cases=it.cases,
        figures=tuple(
            Counted(
                words=words,
                number=count_figure(it, figure),
                to=make_source_address(it.name, figure=figure.value),
            )
            for figure, words in FIGURES.items()
        ),
        cites=it.cites,
        cited=it.cited,
    )


OFFERS: tuple[Page | Action, ...] = (Page(path="/sources", make=show_sources), SOURCE)
