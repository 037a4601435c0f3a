"""What people decide: answers put into the log for good, and what holds because of them."""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, islice
from typing import Any
from uuid import uuid4

from sayso.records.canonical import make_canonical
from sayso.records.casebook import ReadingState, ReportSummary
from sayso.records.decision import (
    Decision,
    Judgement,
    Question,
    Value,
    get_question_name,
)
from sayso.records.entries import list_decided, make_decision_draft
from sayso.records.plain import make_plain
from sayso.review.effective import EffectiveReading
from sayso.review.force import find_undone
from sayso.review.question_text import AskedQuestion, QuestionError, Target, parse_question
from sayso.review.worklist import Item, ItemKind, list_items, list_orphan_items
from sayso.store.store import Store
from sayso.workbench.asking import Asked, Given, Page, ask
from sayso.workbench.facts import list_misdated, refresh_published
from sayso.workbench.holdings import Holdings
from sayso.workbench.outdated import add_outdated
from sayso.workbench.shelf import make_effective_of

_DECIDED_ON = frozenset({ItemKind.DISPUTED, ItemKind.ORPHAN, ItemKind.CHANGED})
_READ_WITH = frozenset({"published", "language"})
_KEY = re.compile(r"[0-9a-f]{32}")
_SHORTEST = 6  # digits of an id that are enough to name a decision


def decide(
    holdings: Holdings,
    question: str,
    *,
    judgement: Judgement | None = None,
    value: Any = None,
    quote: str | None = None,
    spans: tuple[tuple[int, int], ...] = (),
    reason: str,
    key: str | None = None,
) -> Decision:
    """Answer a question; the decision is in the log for good when this returns.

    Args:
        holdings: The casebook.
        question: As `docs/reference/decisions.md` lists them: "claim:harbor-1/c3".
        judgement: The answer, where the question asks for one.
        value: The answer, where it asks for a value; ``None`` says that it is not known. Of
            a note, its text may be given here instead of as the reason.
        quote: The report's words that are meant, where the question is about a passage.
        spans: The same words by their offsets.
        reason: Why; of a note, its text.
        key: The id that the decision gets, 32 random hex digits: whoever cannot tell whether
            an answer arrived may send it again, and nothing is decided twice.

    Raises:
        QuestionError: The question names nothing that is there, the answer does not fit it,
            or there is no reason.
    """
    asked = _settle(holdings.store, parse_question(question))
    if asked.name == "note" and isinstance(value, str) and not reason.strip():
        value, reason = None, value
    _need(reason, "A note has a text." if asked.name == "note" else "A decision has a reason.")
    given = Given(judgement=judgement, value=value, quote=quote, spans=spans)
    made = ask(asked, given, lambda target: _get_page(holdings, asked, target))
    return _keep(holdings, made, reason=reason, key=key)


def correct(holdings: Holdings, name: str, field: str, value: Any, *, reason: str) -> Decision:
    """Decide what a fact of a report is: its title, publisher, url, published or language.

    Where reports are read with that fact, `needs_reading` tells that it must be read again.
    """
    _need(reason, "A decision has a reason.")
    asked = AskedQuestion(name="value", targets=(Target(report=name),), field=field)
    made = ask(asked, Given(value=value), lambda target: _get_page(holdings, asked, target))
    return _keep(holdings, made, reason=reason)


def undo(holdings: Holdings, decision: str, *, reason: str, key: str | None = None) -> Decision:
    """Take a decision out of force by a new one; undoing an undo puts it back.

    Args:
        holdings: The casebook.
        decision: Its id, or six digits or more of the beginning of it.
        reason: Why.
        key: As `decide` has it.

    Raises:
        QuestionError: There is no such decision, it is undone already, or its words were
            lawfully removed.
    """
    _need(reason, "A decision has a reason.")
    target = _find_decision(holdings.store, decision)
    return take_back(holdings, target, reason=reason, key=key)


def take_back(
    holdings: Holdings, target: Decision, *, reason: str, key: str | None = None
) -> Decision:
    """Take a decision out of force that was looked up; arguments and errors as `undo`'s."""
    if target.question is None:
        raise QuestionError(
            f"The words of decision {target.id} were lawfully removed with its report.",
            remedy="It is out of force; there is nothing to undo.",
        )
    about = tuple(holdings.store.list_decisions(target.reports))
    if target.id in find_undone(about):
        raise QuestionError(
            f"Decision {target.id} is undone already.", remedy="To restore it, undo what undid it."
        )
    made = Asked(question=target.question, judgement=None, value=None, finding=None)
    return _keep(holdings, made, reason=reason, undoes=target.id, key=key)


def needs_reading(holdings: Holdings, decision: Decision) -> str | None:
    """Return the SHA-256 of the report that a decision makes read again, or ``None``.

    That is one that was read with another date of publication, or in another language, than
    are in force now.
    """
    question = decision.question
    if not isinstance(question, Value) or question.field not in _READ_WITH:
        return None
    found = holdings.store.find_report(question.of.report)
    if found is None or found.state not in (ReadingState.READ, ReadingState.FAILED):
        return None
    return found.sha256


def make_effective(holdings: Holdings, name: str) -> EffectiveReading | None:
    """Return a report's reading with what was decided of it; ``None`` once it was removed.

    Raises:
        StoreError: There is no such report.
    """
    stored = holdings.store.get_report(name)
    if stored.report is None:
        return None
    return make_effective_of(holdings.store, stored, shelf=holdings.shelf)


def list_work(
    holdings: Holdings,
    report: str | None = None,
    *,
    suggested: Iterable[Item] = (),
    limit: int | None = None,
) -> tuple[Item, ...]:
    """Return what to decide next, of one report or of all, the most urgent first.

    First whatever concerns a decision that was made, then ``suggested``: what reports together
    ask, looked at only where there is room for it.
    """
    if report is None:
        decided, rest = _list_decided_on(holdings.store), _list_undecided(holdings.store)
    else:
        effective = make_effective(holdings, report)
        items = () if effective is None else tuple(list_items(effective))
        decided = iter([it for it in items if it.kind in _DECIDED_ON])
        rest = iter([it for it in items if it.kind not in _DECIDED_ON])
    return tuple(islice(chain(decided, suggested, rest), limit))


def list_orphans(holdings: Holdings) -> tuple[Item, ...]:
    """Return the decisions in force whose subject no reading holds any more.

    Decisions about reports that are not here, as a merge may bring them, are none.
    """
    return tuple(
        item for effective in _list_decided(holdings.store) for item in list_orphan_items(effective)
    )


def replay(holdings: Holdings) -> tuple[str, ...]:
    """Forget all that is kept beside the log, keep it anew from it, and tell what differs.

    Returns:
        One sentence for each kind of record that is not what it was, and for each report that
        is found by another date than was decided; none where the log tells all.
    """
    before = _digest_all(holdings.store)
    with holdings.store.writing() as writer:
        writer.rebuild_decisions()
    after = _digest_all(holdings.store)
    decided = {sha256 for it in holdings.store.list_decisions() for sha256 in it.reports}
    return (
        *(
            f"The {name} that were kept are not those that the log tells."
            for name in before
            if before[name] != after[name]
        ),
        *(
            f"Report {it.id} is found by the date {it.published}; {date} is in force."
            for it, date in list_misdated(holdings.store, sorted(decided))
        ),
    )


def _need(reason: str, problem: str) -> None:
    if not reason.strip():
        raise QuestionError(problem, remedy="Give it with --because.")


def _settle(store: Store, asked: AskedQuestion) -> AskedQuestion:
    """Take a name that ends like a finding's for a report's, where only that is there."""
    targets = tuple(
        Target(report=str(it))
        if store.find_report(it.report) is None and store.find_report(str(it)) is not None
        else it
        for it in asked.targets
    )
    return replace(asked, targets=targets)


def _get_page(holdings: Holdings, asked: AskedQuestion, target: Target) -> Page:
    found = holdings.store.find_report(target.report)
    if found is None:
        raise QuestionError(
            f"There is no report {target.report!r} in this casebook, of which {asked} speaks.",
            remedy="sayso reports lists those that are there.",
        )
    stored = holdings.store.get_report(found.sha256)
    if stored.report is None:
        raise _make_removed(found)
    effective = make_effective_of(holdings.store, stored, shelf=holdings.shelf)
    return Page(report=stored.report, effective=effective)


def _keep(
    holdings: Holdings,
    made: Asked,
    *,
    reason: str,
    undoes: str | None = None,
    key: str | None = None,
) -> Decision:
    keys, reports = list_decided(made.question)
    decision = Decision(
        id=_check_key(key) or uuid4().hex,
        type=get_question_name(made.question),
        question=made.question,
        judgement=made.judgement,
        value=made.value,
        analyst=holdings.analyst,
        time=holdings.now(),
        reason=reason.strip(),
        undoes=undoes,
        keys=keys,
        reports=reports,
        finding=made.finding,
    )
    try:
        draft = make_decision_draft(decision)
        make_canonical(draft.sealed and dict(draft.sealed))
    except ValueError as exc:
        raise QuestionError(
            f"This cannot be written down: {exc}.", remedy="Use characters that are whole."
        ) from exc
    with holdings.store.writing() as writer:
        _refuse_removed(holdings.store, reports)  # meanwhile, by another process
        if key is not None and (sent := _find_sent(holdings.store, decision)) is not None:
            return sent
        writer.append(draft)
        if _is_published(made.question):
            refresh_published(holdings.store, writer, reports)
        if holdings.as_kept and (outdated := needs_reading(holdings, decision)) is not None:
            add_outdated(holdings.store, writer, [outdated])
    return decision


def _check_key(key: str | None) -> str | None:
    if key is not None and not _KEY.fullmatch(key):
        raise QuestionError(
            f"{key!r} is no key of a decision.", remedy="Give 32 random hex digits, or none."
        )
    return key


def _find_sent(store: Store, decision: Decision) -> Decision | None:
    """Return what was kept when a decision was sent before; raises for another question's key."""
    found = [it for it in store.list_decisions(decision.reports) if it.id == decision.id]
    if found and found[0].question is not None and found[0].keys != decision.keys:
        raise QuestionError(
            f"The key {decision.id} is another decision's.", remedy="Draw a new one."
        )
    return found[0] if found else None


def _refuse_removed(store: Store, sha256s: Iterable[str]) -> None:
    for sha256 in sha256s:
        found = store.find_report(sha256)
        if found is not None and found.state is ReadingState.REMOVED:
            raise _make_removed(found)


def _make_removed(found: ReportSummary) -> QuestionError:
    return QuestionError(
        f"Report {found.id} was removed. {found.problem}",
        remedy="Nothing more can be decided of it.",
    )


def _is_published(question: Question) -> bool:
    return isinstance(question, Value) and question.field == "published"


def _find_decision(store: Store, name: str) -> Decision:
    name = name.strip().lower()
    found = store.find_decisions(name) if name else ()
    if len(found) == 1 and (len(name) >= _SHORTEST or found[0].id == name):
        return found[0]
    if not found:
        problem = f"There is no decision {name!r}."
    elif len(found) > 1:
        problem = f"Several decisions begin with {name!r}."
    else:
        problem = f"{name!r} is too short to name a decision."
    raise QuestionError(
        problem, remedy="Give the id, or the beginning of it, as sayso log prints it."
    )


def _list_decided(store: Store) -> Iterator[EffectiveReading]:
    """Yield the reports that decisions speak of, as far as they are here, in that order."""
    seen: set[str] = set()
    for decision in store.list_decisions():
        for sha256 in decision.reports:
            if sha256 in seen:
                continue
            seen.add(sha256)
            found = store.find_report(sha256)
            stored = None if found is None else store.get_report(sha256)
            if stored is not None and stored.report is not None:
                yield make_effective_of(store, stored)


def _list_decided_on(store: Store) -> Iterator[Item]:
    for effective in _list_decided(store):
        yield from (item for item in list_items(effective) if item.kind in _DECIDED_ON)


def _list_undecided(store: Store) -> Iterator[Item]:
    for summary in store.list_reports(states=(ReadingState.READ,)):
        stored = store.get_report(summary.sha256)
        if stored.report is not None:
            items = list_items(make_effective_of(store, stored))
            yield from (item for item in items if item.kind not in _DECIDED_ON)


def _digest_all(store: Store) -> dict[str, str]:
    return {
        "decisions": _digest(store.list_decisions()),
        "captures": _digest(store.list_captures()),
        "objects": _digest(store.list_objects()),
    }


def _digest(records: Iterable[object]) -> str:
    digest = hashlib.sha256()
    for record in records:
        digest.update(repr(make_plain(record)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
