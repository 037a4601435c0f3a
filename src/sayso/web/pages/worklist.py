"""What to decide next; where reviewers disagree."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode
from weakref import WeakKeyDictionary

from sayso.errors import SaysoError
from sayso.publish.casebook_words import say_question, say_short, say_value
from sayso.records.decision import Decision
from sayso.review.question_text import AskedQuestion, Shape, Target, get_shape, parse_question
from sayso.review.settlement import PersonsAnswer
from sayso.review.worklist import Item, ItemKind
from sayso.web.addresses import make_report_address
from sayso.web.desk import Desk
from sayso.web.routes import Action, Done, Page, View, Visit
from sayso.workbench.agreeing import Agreed, Agreements
from sayso.workbench.log_pages import About
from sayso.workbench.todo import DECIDED_ON, UNDECIDED

KINDS: Mapping[str, tuple[str, str]] = {
    "disputed": ("Disagreements", "People gave different answers; the latest holds meanwhile."),
    "waiting": ("Waiting for you", "Somebody else alone has answered: a second person settles it."),
    "same-person": ("Who may be one", "Likely one person, in several reports."),
    "decided": ("Decided, then changed", "The reader reads it otherwise now, or no longer at all."),
    "undecided": ("Checks and doubtful statements", "The reader is unsure, or does not add up."),
}
"""What is listed, in the order of urgency: its title, and what it means."""

_FEW, _AT_ONCE = 5, 20
_SHORT, _LONG = 0.01, 0.05  # seconds: for each of several parts, and for one alone
_STANDS = "Does the report say this, as this source’s word?"
_agreements: WeakKeyDictionary[Desk, Agreements] = WeakKeyDictionary()


class NoChoiceError(SaysoError):
    """There is no such answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one person answered.

    Attributes:
        by: Who.
        day: When, ISO 8601.
        answer: "yes", "no", "unsure", or a value in words.
        why: The reason; "" where it is not to be shown.
        holds: Whether it is in force: the latest one.
    """

    by: str
    day: str
    answer: str
    why: str
    holds: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something to decide.

    Attributes:
        id: Marks its place on the page.
        kind: Why it is here: as in `ItemKind`, or "waiting".
        report: Id of the report.
        address: Where its words stand.
        words: The words that it is about; "" of a whole report.
        why: What is to be looked at, in a sentence; "" where the answers say it.
        question: What `sayso decide` takes; ``None`` where it is answered elsewhere.
        answers: What people answered, the oldest first.
        history: Where its history is, or ``None``.
        beside: Where two people are shown side by side, or ``None``.
        is_judged: Whether it is answered by yes, no or unsure.
        read: Changes whenever a report that it is about is read again.
    """

    id: str
    kind: str
    report: str
    address: str
    words: str
    why: str
    question: str | None
    answers: tuple[Answer, ...] = ()
    history: str | None = None
    beside: str | None = None
    is_judged: bool = True
    read: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """All of one kind that was found.

    Attributes:
        name: A key of `KINDS`.
        title, meaning: What it is.
        tasks: What to decide.
        count: How many there are, or ``None`` where that is not known.
        more: Where there is more of it, or ``None``.
        looked_at: In how many reports it was looked for, where not in all; else ``None``.
    """

    name: str
    title: str
    meaning: str
    tasks: tuple[Task, ...]
    count: int | None
    more: str | None
    looked_at: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Worklist:
    """What to decide next.

    Attributes:
        parts: By kind, the most urgent first.
        kind: To which kind it is narrowed, or ``None``.
        report: To which report, or ``None``.
        reviewers: How many people must give the same answer.
        unread: How many decisions were not looked through yet.
        settled: Whether all reports are in the cases, so that all is known of who may be one.
    """

    parts: tuple[Part, ...]
    kind: str | None
    report: str | None
    reviewers: int
    unread: int
    settled: bool


def show_worklist(visit: Visit) -> View:
    """Return what to decide next."""
    kind, report = visit.get("kind"), visit.get("report")
    kind = kind if kind in KINDS else None
    reviewers = visit.casebook.reviewers
    if report is not None:
        unread, parts = 0, [_list_of_report(visit, report)]
    else:
        agreements = _agreements.setdefault(visit.desk, visit.casebook.agreements())
        unread = agreements.advance(reviewers, seconds=_SHORT)
        if unread:
            agreements.read_on()
        wanted = [it for it in KINDS if kind in (it, None)]
        if reviewers == 1 and kind is None:
            wanted.remove("waiting")
        limit = _FEW if kind is None else _AT_ONCE
        parts = [_make_part(visit, agreements, name, limit) for name in wanted]
    values = Worklist(
        parts=tuple(parts),
        kind=kind,
        report=report,
        reviewers=reviewers,
        unread=unread,
        settled=visit.casebook.is_settled(),
    )
    return View(template="worklist.html.jinja", title="To decide", values=values)


def decide(visit: Visit) -> Done:
    """Answer a question that the worklist asks."""
    question, answer = visit.take("question") or "", visit.take_judgement()
    visit.casebook.decide(question, judgement=answer, because=visit.take("because") or "Reviewed.")
    visit.desk.wake()
    to = visit.take("to") or ""
    return Done(to=to if to in _PLACES else "/worklist")


def _make_part(visit: Visit, agreements: Agreements, name: str, limit: int) -> Part:
    after = visit.get_number("after")
    if name in ("disputed", "waiting"):
        return _make_agreed(visit, agreements, name, after=after or 0, limit=limit)
    title, meaning = KINDS[name]
    if name == "same-person":
        items = visit.casebook.suggested(limit=limit + 1)
        return Part(
            name=name,
            title=title,
            meaning=meaning,
            tasks=tuple(_make_task(visit, it, number) for number, it in enumerate(items[:limit])),
            count=None,
            more="/people/suggestions" if len(items) > limit else None,
        )
    kinds = DECIDED_ON if name == "decided" else UNDECIDED
    found = visit.casebook.look_through(
        kinds, before=after, limit=limit, seconds=_SHORT if limit == _FEW else _LONG
    )
    more = None
    if found.next is not None:
        more = f"/worklist?{urlencode({'kind': name, 'after': found.next})}"
    return Part(
        name=name,
        title=title,
        meaning=meaning,
        tasks=tuple(_make_task(visit, it, number) for number, it in enumerate(found.items)),
        count=None,
        more=more,
        looked_at=None if found.next is None else found.looked_at,
    )


def _make_agreed(
    visit: Visit, agreements: Agreements, name: str, *, after: int, limit: int
) -> Part:
    analyst = visit.casebook.holdings.analyst
    counts = dict(zip(("disputed", "waiting"), agreements.count(analyst), strict=True))
    if name == "disputed":
        found = agreements.list_disagreements(after=after, limit=limit)
    else:
        found = agreements.list_waiting(analyst, after=after, limit=limit)
    where = visit.casebook.where_about([it.question for it in found])
    title, meaning = KINDS[name]
    rest = after + limit < counts[name]
    query = urlencode({"kind": name, "after": after + limit})
    return Part(
        name=name,
        title=title,
        meaning=meaning,
        tasks=tuple(
            _make_agreed_task(visit, it, about, name)
            for it, about in zip(found, where, strict=True)
        ),
        count=counts[name],
        more=f"/worklist?{query}" if rest else None,
    )


def _list_of_report(visit: Visit, report: str) -> Part:
    items = visit.casebook.worklist(report, limit=500)
    return Part(
        name="report",
        title=f"All that {report} asks",
        meaning="The most urgent first.",
        tasks=tuple(_make_task(visit, it, number) for number, it in enumerate(items)),
        count=len(items),
        more=None,
    )


def _make_agreed_task(visit: Visit, agreed: Agreed, about: tuple[About, ...], kind: str) -> Task:
    decision, first = agreed.question, about[0]
    names = {sha256: it.report for sha256, it in zip(decision.reports, about, strict=True)}
    answers = agreed.settlement.answers
    hidden = kind == "waiting"  # who confirms is not to be led by the reason of the first
    return Task(
        id=f"d{decision.id[:16]}",
        kind=kind,
        report=first.report,
        address=make_report_address(first.report, first.finding),
        words=first.words,
        why=_STANDS
        if decision.type == "claim_stands"
        else say_question(decision.question, lambda it: names.get(it, say_short(it))),
        question=_ask(decision, [(it.report, it.finding) for it in about]),
        answers=(
            *(_tell(it, is_last=False, hidden=hidden) for it in agreed.settlement.overruled),
            *(_tell(it, is_last=it is answers[-1], hidden=hidden) for it in answers),
        ),
        history=f"/log?about={decision.id}",
        beside=None,
        is_judged=decision.judgement is not None,
        read=visit.casebook.mark_readings(it.report for it in about),
    )


def _ask(decision: Decision, where: list[tuple[str, str | None]]) -> str | None:
    """Return the question as it can be answered now; ``None`` where that is not known at once."""
    shape = get_shape(decision.type)
    is_whole = all(finding is not None for _, finding in where)
    if decision.judgement is None or shape not in (Shape.FINDING, Shape.PAIR) or not is_whole:
        return None
    targets = tuple(Target(report=report, finding=finding) for report, finding in where)
    return str(AskedQuestion(name=decision.type, targets=targets))


def _tell(answer: PersonsAnswer, *, is_last: bool, hidden: bool) -> Answer:
    said = say_value(answer.value) if answer.judgement is None else answer.judgement.value
    return Answer(
        by=answer.analyst,
        day=answer.time,
        answer="" if hidden else said,
        why="" if hidden else answer.reason or "",
        holds=is_last,
    )


def _make_task(visit: Visit, item: Item, number: int) -> Task:
    asked = None if item.question is None else parse_question(item.question)
    finding = None if asked is None else asked.targets[0].finding
    is_judged = asked is not None and asked.name not in ("value", "span", "note", "origin")
    return Task(
        id=f"{item.kind.value}-{number}",
        kind=item.kind.value,
        report=item.report,
        address=make_report_address(item.report, finding),
        words=item.words,
        why=item.why,
        question=item.question if is_judged else None,
        history=None if item.decision is None else f"/log?about={item.decision}",
        beside=None if item.kind is not ItemKind.SAME_PERSON else _find_beside(visit, asked),
        is_judged=is_judged,
        read=visit.casebook.mark_readings(
            [item.report] if asked is None else [it.report for it in asked.targets],
            kept=item.kind is ItemKind.SAME_PERSON,
        ),
    )


def _find_beside(visit: Visit, asked: AskedQuestion | None) -> str | None:
    """Return where the two are shown side by side."""
    if asked is None:
        return None
    found = visit.casebook.find_identities(asked.targets)
    return None if found is None else f"/people/{found[0]}/beside/{found[1]}"


_PLACES = frozenset({"/worklist", *(f"/worklist?kind={name}" for name in KINDS)})

OFFERS: tuple[Page | Action, ...] = (
    Page(path="/worklist", make=show_worklist),
    Action(path="/worklist/decide", act=decide, about_findings=True),
)
