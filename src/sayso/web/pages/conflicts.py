"""Where accounts conflict, in all cases: both sides in their words."""

from dataclasses import dataclass

from sayso.publish.board_words import say_left
from sayso.publish.case_conflicts import ConflictView, make_conflict
from sayso.publish.cases_json import ReportNames
from sayso.publish.cases_words import SEVERITIES
from sayso.publish.wording import say_count, say_word
from sayso.records.board import GRAVITY, ConflictFilters, ListedConflict
from sayso.records.casefile import Severity
from sayso.review.question_text import QuestionError
from sayso.web.pages.case_links import make_conflicts_address
from sayso.web.routes import Action, Done, Page, View, Visit

_AT_ONCE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way to narrow the list: its name in addresses, in words, and how many there are."""

    id: str
    name: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictsPage:
    """Where accounts conflict.

    Attributes:
        conflicts: The conflicts of this page, the gravest first, of these the newest.
        total: How many are so narrowed, in words.
        severities, fields: What they can be narrowed to.
        corrected: Whether those are shown that one source only corrected.
        apart: How many there are of the other kind.
        other: Where those are.
        next: Where the list goes on, or ``None``.
        narrows: Whether they are narrowed.
        left: What is not in it yet, in words, or ``None``.
        settled: Whether all is.
        read: Changes whenever a report that is shown is read again.
    """

    conflicts: tuple[ConflictView, ...]
    total: str
    severities: tuple[Choice, ...]
    fields: tuple[Choice, ...]
    corrected: bool
    apart: int
    other: str
    next: str | None
    narrows: bool
    left: str | None
    settled: bool
    read: str


def show_conflicts(visit: Visit) -> View:
    """Return where accounts conflict, the gravest first; what a source corrected, apart."""
    filters = _read_filters(visit)
    found = visit.casebook.conflicts(filters, after=_read_after(visit), limit=_AT_ONCE)
    names = ReportNames(found.reports, {})
    mine = {key: it for key, it in found.counts.items() if key[2] is filters.corrected}
    total = sum(
        count
        for (severity, field, _), count in mine.items()
        if filters.severity in (None, severity) and filters.field in (None, field)
    )
    values = ConflictsPage(
        conflicts=tuple(
            make_conflict(it.case, it.number, names, found.claims, found.notes)
            for it in found.conflicts
        ),
        total=say_count(total, "conflict"),
        severities=tuple(
            Choice(
                id=it.value,
                name=SEVERITIES[it],
                count=sum(count for key, count in mine.items() if key[0] is it),
                chosen=it is filters.severity,
            )
            for it in GRAVITY
        ),
        fields=tuple(
            Choice(
                id=it,
                name=say_word(it),
                count=sum(count for key, count in mine.items() if key[1] == it),
                chosen=it == filters.field,
            )
            for it in sorted({key[1] for key in mine})
        ),
        corrected=filters.corrected,
        apart=sum(found.counts.values()) - sum(mine.values()),
        other=make_conflicts_address(ConflictFilters(corrected=not filters.corrected)),
        next=None if found.next is None else make_conflicts_address(filters, found.next),
        narrows=filters.severity is not None or filters.field is not None,
        left=say_left(found.left.waiting, settled=found.left.settled),
        settled=found.left.settled,
        read=visit.casebook.mark_readings({at.report for at in found.claims}, kept=True),
    )
    return View(template="conflicts.html.jinja", title="Where accounts conflict", values=values)


def note_side(visit: Visit) -> Done:
    """Keep a remark on a statement that gives a side."""
    visit.casebook.decide(
        f"note:{visit.take('statement') or ''}", because=visit.take("because") or ""
    )
    return Done(to=_read_return(visit))


def undo_note(visit: Visit) -> Done:
    """Take a remark back."""
    decision = visit.casebook.find_decision(visit.take("decision") or "")
    if decision.type != "note":
        raise QuestionError(
            f"Decision {decision.id} is no note.", remedy="Undo it where it was made."
        )
    visit.casebook.undo(
        decision.id,
        because=visit.take("because") or "Taken back where accounts conflict.",
    )
    return Done(to=_read_return(visit))


def _read_return(visit: Visit) -> str:
    """Return the page that was left; only one of the conflicts'."""
    to = visit.take("to") or ""
    return to if to.startswith("/conflicts?") else "/conflicts"


def _read_filters(visit: Visit) -> ConflictFilters:
    severity = visit.get("severity")
    return ConflictFilters(
        severity=Severity(severity) if severity in set(Severity) else None,
        field=visit.get("field"),
        corrected=visit.get("corrected") is not None,
    )


def _read_after(visit: Visit) -> ListedConflict | None:
    case, _, number = (visit.get("after") or "").partition(".")
    if not number.isdecimal():
        return None
    return ListedConflict(case=case, number=int(number[:9]))


OFFERS: tuple[Page | Action, ...] = (
    Page(path="/conflicts", make=show_conflicts),
    Action(path="/conflicts/note", act=note_side, about_findings=True),
    Action(path="/conflicts/undo", act=undo_note),
)
