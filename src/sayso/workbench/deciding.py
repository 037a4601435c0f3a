"""What people decide: answers put into the log for good, and what holds because of them."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, islice
from typing import Any

from sayso.records.casebook import ReadingState
from sayso.records.decision import (
    Decision,
    Judgement,
)
from sayso.records.plain import make_plain
from sayso.review.effective import EffectiveReading
from sayso.review.force import find_undone
from sayso.review.question_text import AskedQuestion, QuestionError, Target, parse_question
from sayso.review.worklist import Item, ItemKind, list_items, list_orphan_items
from sayso.store.store import Store
from sayso.workbench.asking import Asked, Given, Page, ask
from sayso.workbench.facts import list_misdated
from sayso.workbench.holdings import Holdings
from sayso.workbench.keeping import keep, keep_all, make, make_removed
from sayso.workbench.shelf import make_effective_of

_DECIDED_ON = frozenset({ItemKind.DISPUTED, ItemKind.ORPHAN, ItemKind.CHANGED})
_SHORTEST = 6  # digits of an id that are enough to name a decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one question: a judgement or a value, as `decide` takes them."""

    question: str
    judgement: Judgement | None = None
    value: Any = None


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
    if value is not None and isinstance(value, str) and not reason.strip():
        value, reason = _take_text(question, value, reason)
    given = Given(judgement=judgement, value=value, quote=quote, spans=spans)
    return keep(holdings, _answer(holdings, question, given, reason=reason, key=key))


def decide_all(
    holdings: Holdings, answers: Sequence[Answer], *, reason: str
) -> tuple[Decision, ...]:
    """Answer several questions at once: all are in the log for good when this returns, or none.

    Raises:
        QuestionError: One of them cannot be answered so; nothing is decided.
    """
    return keep_all(
        holdings,
        [
            _answer(
                holdings,
                it.question,
                Given(judgement=it.judgement, value=it.value),
                reason=reason,
            )
            for it in answers
        ],
    )


def correct(holdings: Holdings, name: str, field: str, value: Any, *, reason: str) -> Decision:
    """Decide what a fact of a report is: its title, publisher, url, published or language.

    Where reports are read with that fact, `needs_reading` tells that it must be read again.
    """
    _need(reason, "A decision has a reason.")
    asked = AskedQuestion(name="value", targets=(Target(report=name),), field=field)
    made = ask(asked, Given(value=value), lambda target: _get_page(holdings, asked, target))
    return keep(holdings, make(holdings, made, reason=reason))


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
    target = find_decision(holdings.store, decision)
    return take_back(holdings, target, reason=reason, key=key)


def undo_all(holdings: Holdings, decisions: Sequence[str], *, reason: str) -> tuple[Decision, ...]:
    """Take several decisions out of force at once, all or none; errors as `undo`'s."""
    _need(reason, "A decision has a reason.")
    found = [find_decision(holdings.store, it) for it in dict.fromkeys(decisions)]
    return keep_all(holdings, [_undo(holdings, it, reason=reason) for it in found])


def take_back(
    holdings: Holdings, target: Decision, *, reason: str, key: str | None = None
) -> Decision:
    """Take a decision out of force that was looked up; arguments and errors as `undo`'s."""
    return keep(holdings, _undo(holdings, target, reason=reason, key=key))


def _undo(holdings: Holdings, target: Decision, *, reason: str, key: str | None = None) -> Decision:
    if target.question is None:
        raise QuestionError(
            f"The words of decision {target.id} were lawfully removed with its report.",
            remedy="It is out of force; there is nothing to undo.",
        )
    about = tuple(holdings.store.list_decisions(target.reports))
    asked = Asked(question=target.question, judgement=None, value=None, finding=None)
    made = make(holdings, asked, reason=reason, undoes=target.id, key=key)
    if target.id in find_undone(about) and made.id not in {it.id for it in about}:
        raise QuestionError(
            f"Decision {target.id} is undone already.", remedy="To restore it, undo what undid it."
        )
    return made


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
        raise make_removed(found)
    effective = make_effective_of(holdings.store, stored, shelf=holdings.shelf)
    return Page(report=stored.report, effective=effective)


def _take_text(question: str, value: str, reason: str) -> tuple[str | None, str]:
    """Take the text of a note for its reason."""
    return (None, value) if parse_question(question).name == "note" else (value, reason)


def _answer(
    holdings: Holdings, question: str, given: Given, *, reason: str, key: str | None = None
) -> Decision:
    asked = _settle(holdings.store, parse_question(question))
    _need(reason, "A note has a text." if asked.name == "note" else "A decision has a reason.")
    made = ask(asked, given, lambda target: _get_page(holdings, asked, target))
    return make(holdings, made, reason=reason, key=key)


def find_decision(store: Store, name: str) -> Decision:
    """Return a decision by its id or six digits or more of it; raises `QuestionError`."""
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
