"""The reading page: the text on the left, the statements that were read in it on the right."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from sayso.publish.page import find_link
from sayso.records.casebook import ReadingState
from sayso.records.decision import Judgement
from sayso.web.addresses import make_report_address
from sayso.web.pages.reading_cards import ClaimCard, Deck
from sayso.web.pages.reading_marks import Paragraph, list_marks, list_paragraphs
from sayso.web.routes import Page, View, Visit
from sayso.workbench.answers import Shown

FILTERS: Mapping[str, str] = {
    "all": "all",
    "undecided": "undecided",
    "doubtful": "doubtful",
    "rejected": "rejected",
    "denial": "denials",
    "own": "own voice",
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
class ReadingPage:
    """One report with its statements.

    Attributes:
        report: Its id.
        sha256: Of its bytes.
        address: Of this page.
        state: "waiting", "read", "failed" or "removed".
        problem: Why it could not be read, or was removed; else ``None``.
        title, publisher, published, language: As they hold.
        link: Its address, if it is one that a browser may follow; else ``None``.
        facts: All facts of it, with what people corrected.
        text: Its text; offsets count its code points. ``None`` once it was removed.
        paragraphs: The same, line by line.
        marks: Where people, places, times, quantities and law stand: pairs of offsets by kind.
        claims: Its statements, in the order of the text.
        current: The statement that the address asks for, or ``None``.
        choices: The filters, each with how many statements it leaves.
        show: The filter that the address asks for.
        decided: How many statements are decided.
        versions: Ids of all versions of it, the oldest first.
        captures: When and how its bytes came in.
        withheld: Whether all of it must be withheld.
        notes: Remarks about it.
        checks: What a careful editor would ask of it as a whole.
    """

    report: str
    sha256: str
    address: str
    state: str
    problem: str | None
    title: str | None
    publisher: str | None
    published: str | None
    language: str
    link: str | None
    facts: tuple[Fact, ...]
    text: str | None
    paragraphs: tuple[Paragraph, ...]
    marks: Mapping[str, tuple[tuple[int, int], ...]]
    claims: tuple[ClaimCard, ...]
    current: ClaimCard | None
    choices: tuple[Choice, ...]
    show: str
    decided: int
    versions: tuple[str, ...]
    captures: tuple[str, ...]
    withheld: bool
    notes: tuple[str, ...]
    checks: tuple[str, ...]


def show_reading(visit: Visit) -> View:
    """Return one report with its statements."""
    shown = visit.casebook.show(visit.path["report"])
    values = _make_page(visit, shown)
    status = 410 if values.state == ReadingState.REMOVED else 200
    return View(
        template="reading.html.jinja",
        title=values.title or values.report,
        values=values,
        status=status,
    )


def find_card(visit: Visit, report: str, claim: str) -> ClaimCard | None:
    """Return one statement of a report as it is now, for the answer to an action.

    Args:
        visit: The request.
        report: The report's id, or its SHA-256.
        claim: The statement's id ("c3").
    """
    shown = visit.casebook.show(report)
    found = None if shown.reading is None else shown.reading.find(claim)
    return None if found is None else Deck(shown, {}).make_card(found)


def _make_page(visit: Visit, shown: Shown) -> ReadingPage:
    summary, report, reading = shown.report.summary, shown.report.report, shown.reading
    claims = () if reading is None or report is None else Deck(shown, {}).list_cards()
    counts = Counter(flag for claim in claims for flag in claim.flags)
    counts["all"] = len(claims)
    wanted = visit.get("claim")
    facts = {} if reading is None else reading.report
    return ReadingPage(
        report=summary.id,
        sha256=summary.sha256,
        address=make_report_address(summary.id),
        state=summary.state.value,
        problem=summary.problem,
        title=facts.get("title"),
        publisher=facts.get("publisher"),
        published=facts.get("published"),
        language=facts.get("language") or summary.language,
        link=find_link(facts.get("url")),
        facts=_list_facts(shown),
        text=None if report is None else report.text,
        paragraphs=() if report is None else list_paragraphs(report.text),
        marks={} if reading is None else list_marks(reading),
        claims=claims,
        current=next((it for it in claims if it.id == wanted), None),
        choices=tuple(
            Choice(name=name, words=words, count=counts[name]) for name, words in FILTERS.items()
        ),
        show=visit.get("show") if visit.get("show") in FILTERS else "all",
        decided=len(claims) - counts["undecided"],
        versions=shown.versions,
        captures=tuple(f"{it.added} ({it.method})" for it in shown.captures),
        withheld=reading is not None and reading.redacted is Judgement.YES,
        notes=() if reading is None else tuple(it.reason or "" for it in reading.notes),
        checks=(),
    )


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


OFFERS = (Page(path="/reports/{report}", make=show_reading),)
