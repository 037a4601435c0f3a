"""The reading page: the text on the left, the statements that were read in it on the right."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sayso.publish.page import find_link
from sayso.publish.report_names import call_report
from sayso.records.capture import Capture
from sayso.records.casebook import ReadingState, ReportSummary
from sayso.records.decision import Judgement
from sayso.review.effective import EffectiveReading
from sayso.web.addresses import make_report_address
from sayso.web.pages.reading_cards import ClaimCard, Deck, Deed, make_deed
from sayso.web.pages.reading_marks import LAYERS, Paragraph, list_marks, list_paragraphs
from sayso.web.routes import AbsentError, Page, View, Visit
from sayso.workbench.answers import Shown
from sayso.workbench.matters import KeptCase

FILTERS: Mapping[str, str] = {
    "all": "all",
    "undecided": "undecided",
    "doubtful": "doubtful",
    "rejected": "rejected",
    "denial": "denials",
    "own": "own voice",
}

_MANY = 500
"""Statements from which on a page tells each at length only when it is looked at."""

_NONE: Mapping[ReadingState, str] = {
    ReadingState.WAITING: "It is not read yet.",
    ReadingState.FAILED: "It could not be read.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One fact of a report.

    Attributes:
        name: Its name in the reading format.
        now: What holds, or ``None`` where it is not known.
        captured: What was captured, where people corrected it; else ``None``.
        corrected: Whether people decided it.
        by: Who, and when, or ``None``.
    """

    name: str
    now: str | None
    captured: str | None = None
    corrected: bool = False
    by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One filter above the statements."""

    name: str
    words: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """What can be underlined on demand, and in how many places it stands."""

    name: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Obtained:
    """How the report's bytes came in once.

    Attributes:
        when: ISO 8601.
        how: "file", "web", ...
        by: Who did it.
        name: The file's name or the address asked for, or ``None``.
    """

    when: str
    how: str
    by: str
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPage:
    """One report with its statements.

    Attributes:
        report: Its id.
        sha256: Of its bytes.
        read: Changes whenever it is read again: decisions about what stands here send it along.
        waits: Whether it is to be read, or read again as people decided.
        address: Of this page.
        state: "waiting", "read", "failed" or "removed".
        notice: What to know before all else: that it waits, could not be read, was removed.
        none: What the list says where there is no statement.
        called: Its title, or what stands for it and says so.
        title, publisher, published, language: As they hold.
        link: Its address, if it is one that a browser may follow; else ``None``.
        facts: All facts of it, with what people corrected.
        text: Its text; offsets count its code points. ``None`` once it was removed.
        paragraphs: The same, line by line.
        layers: What can be underlined on demand.
        marks: Where people, places, times, quantities and law stand: pairs of offsets by kind.
        claims: Its statements, in the order of the text.
        brief: Whether there are so many statements that only the current one is told at length.
        current: The statement that the address asks for, or ``None``.
        choices: The filters, each with how many statements it leaves.
        show: The filter that the address asks for.
        decided: How many statements are decided.
        versions: Ids of all versions of it, the oldest first.
        captures: How its bytes came in, each time.
        cases: The cases across reports that it tells of.
        earlier, later: Ids of the reports beside it in the inbox, or ``None``.
        withheld: Whether all of it must be withheld.
        notes: Remarks about it.
        checks: What a careful editor would ask of it as a whole.
    """

    report: str
    sha256: str
    read: str
    waits: bool
    address: str
    state: str
    notice: str | None
    none: str
    called: str
    title: str | None
    publisher: str | None
    published: str | None
    language: str
    link: str | None
    facts: tuple[Fact, ...]
    text: str | None
    paragraphs: tuple[Paragraph, ...]
    layers: tuple[Layer, ...]
    marks: Mapping[str, tuple[tuple[int, int], ...]]
    claims: tuple[ClaimCard, ...]
    brief: bool
    current: ClaimCard | None
    choices: tuple[Choice, ...]
    show: str
    decided: int
    versions: tuple[str, ...]
    captures: tuple[Obtained, ...]
    cases: tuple[KeptCase, ...]
    earlier: str | None
    later: str | None
    withheld: bool
    notes: tuple[Deed, ...]
    checks: tuple[str, ...]


def show_reading(visit: Visit) -> View:
    """Return one report with its statements."""
    shown = visit.casebook.show(visit.path["report"])
    values = _make_page(visit, shown)
    return View(template="reading.html.jinja", title=values.called, values=values)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingMark:
    """Whether a page still shows what is read in a report.

    Attributes:
        report: The report's id.
        read: As `ReadingPage.read`: where it is another one, the report was read again.
        waits: As `ReadingPage.waits`.
        state: "waiting", "read", "failed" or "removed".
    """

    report: str
    read: str
    waits: bool
    state: str


def show_mark(visit: Visit) -> View:
    """Return which reading of a report there is now, for a page that waits for another one."""
    summary = visit.casebook.get_summary(visit.path["report"])
    values = ReadingMark(
        report=summary.id,
        read=visit.casebook.mark_readings([summary.sha256]),
        waits=_is_to_be_read(visit, summary),
        state=summary.state.value,
    )
    return View(template="reading_mark.html.jinja", title="Reading", values=values, names=False)


def _is_to_be_read(visit: Visit, summary: ReportSummary) -> bool:
    waiting = summary.state is ReadingState.WAITING
    return waiting or summary.sha256 in visit.casebook.list_outdated()


def show_claim(visit: Visit) -> View:
    """Return one statement at length, as it stands in the list."""
    card = find_card(visit, visit.path["report"], visit.path["claim"])
    if card is None:
        raise AbsentError(
            f"There is no statement {visit.path['claim']!r} in this report.",
            remedy="It was read anew perhaps: load the page again.",
        )
    return View(template="claim.html.jinja", title=card.id, values=card)


def find_card(visit: Visit, report: str, claim: str) -> ClaimCard | None:
    """Return one statement of a report as it is now, for the answer to an action.

    Args:
        visit: The request.
        report: The report's id, or its SHA-256.
        claim: The statement's id ("c3").
    """
    return make_card(visit, visit.casebook.show(report), claim)


def make_card(visit: Visit, shown: Shown, claim: str) -> ClaimCard | None:
    """Return one statement of what is shown of a report, or ``None``."""
    found = None if shown.reading is None else shown.reading.find(claim)
    if found is None:
        return None
    cases = visit.casebook.list_kept_cases(shown)
    return _make_deck(visit, shown, cases).make_card(found)


def _make_deck(visit: Visit, shown: Shown, cases: Mapping[str, KeptCase]) -> Deck:
    book = visit.casebook
    return Deck(shown, cases, reviewers=book.reviewers, analyst=book.holdings.analyst)


def _make_page(visit: Visit, shown: Shown) -> ReadingPage:
    summary, report, reading = shown.report.summary, shown.report.report, shown.reading
    cases = visit.casebook.list_kept_cases(shown)
    claims: tuple[ClaimCard, ...] = ()
    if reading is not None:
        claims = _make_deck(visit, shown, cases).list_cards()
    counts = Counter(flag for claim in claims for flag in claim.flags)
    counts["all"] = len(claims)
    wanted, show = visit.get("claim"), visit.get("show") or "all"
    facts: Mapping[str, Any] = {} if reading is None else reading.report
    marks = {} if reading is None else list_marks(reading)
    earlier, later = visit.casebook.find_neighbors(shown)
    return ReadingPage(
        report=summary.id,
        sha256=summary.sha256,
        read=visit.casebook.mark_readings([summary.sha256]),
        waits=_is_to_be_read(visit, summary),
        address=make_report_address(summary.id),
        state=summary.state.value,
        notice=_say_state(summary) or _say_unread(visit, summary, facts.get("language")),
        none=_NONE.get(summary.state, "No statement was read in it."),
        called=call_report(
            shown.called if reading is None else replace(shown.called, title=facts.get("title"))
        ),
        title=facts.get("title"),
        publisher=facts.get("publisher"),
        published=facts.get("published"),
        language=facts.get("language") or summary.language,
        link=find_link(facts.get("url")),
        facts=_list_facts(shown),
        text=None if report is None else report.text,
        paragraphs=() if report is None else list_paragraphs(report.text),
        layers=tuple(Layer(name=name, count=len(marks.get(name, ()))) for name in LAYERS),
        marks=marks,
        claims=claims,
        brief=len(claims) > _MANY,
        current=next((it for it in claims if it.id == wanted), None),
        choices=tuple(
            Choice(name=name, words=words, count=counts[name]) for name, words in FILTERS.items()
        ),
        show=show if show in FILTERS else "all",
        decided=len(claims) - counts["undecided"],
        versions=shown.versions,
        captures=tuple(map(_tell_capture, shown.captures)),
        cases=tuple(dict.fromkeys(cases.values())),
        earlier=earlier,
        later=later,
        withheld=reading is not None and reading.redacted is Judgement.YES,
        notes=() if reading is None else tuple(map(make_deed, reading.notes)),
        checks=() if reading is None else tuple(_list_checks(reading)),
    )


def _say_state(summary: ReportSummary) -> str | None:
    problem = summary.problem or ""
    said = {
        ReadingState.WAITING: "This report waits to be read. Its statements come after that.",
        ReadingState.FAILED: f"This report could not be read. {problem}",
        ReadingState.REMOVED: f"This report was removed. {problem}",
    }
    found = said.get(summary.state)
    return None if found is None else found.strip()


def _say_unread(visit: Visit, summary: ReportSummary, language: str | None) -> str | None:
    """Return that what is shown was read before, and why it was not read again."""
    if summary.problem is None or summary.state is not ReadingState.READ:
        return None
    before = visit.casebook.get_reading(summary.sha256)
    told = ["These statements are of an earlier reading."]
    if before is not None and language is not None and before.report.language != language:
        told = [f"Read as {before.report.language}; decided {language}."]
    return " ".join((*told, f"Not read again: {summary.problem}"))


def _tell_capture(capture: Capture) -> Obtained:
    return Obtained(
        when=capture.added,
        how=capture.method,
        by=capture.operator,
        name=capture.file_name or capture.url,
    )


def _list_checks(reading: EffectiveReading) -> Iterator[str]:
    """Yield the checks that are about no statement: those stand beside theirs."""
    claims = {it.id for it in reading.claims}
    for check in reading.checks:
        if not claims & set(check["about"]):
            yield str(check["message"])


def _list_facts(shown: Shown) -> tuple[Fact, ...]:
    if shown.reading is None or shown.report.report is None:
        return ()
    decisions = {it.id: it for it in shown.decisions}
    found = []
    for name, now in shown.reading.report.items():
        if name == "id":
            continue
        deed = decisions.get(shown.reading.decided.get(name, ""))
        found.append(
            Fact(
                name=name,
                now=now,
                captured=None if deed is None else getattr(shown.report.report, name),
                corrected=deed is not None,
                by=None if deed is None else f"{deed.analyst}, {deed.time[:10]}",
            )
        )
    return tuple(found)


OFFERS = (
    Page(path="/reports/{report}", make=show_reading),
    Page(path="/reports/{report}/reading", make=show_mark),
    Page(path="/reports/{report}/claims/{claim}", make=show_claim),
)
