"""Putting decisions into the log for good, all that are made at once or none."""

import re
from collections.abc import Iterable
from dataclasses import replace
from uuid import uuid4

from sayso.records.canonical import make_canonical
from sayso.records.casebook import ReadingState, ReportSummary
from sayso.records.decision import Decision, Question, Value, get_question_name
from sayso.records.entries import list_decided, make_decision_draft
from sayso.review.question_text import QuestionError
from sayso.store.store import Store, Writer
from sayso.workbench.as_shown import make_key, require_shown
from sayso.workbench.asking import Asked
from sayso.workbench.facts import refresh_published
from sayso.workbench.holdings import Holdings
from sayso.workbench.outdated import add_outdated

_READ_WITH = frozenset({"published", "language"})
_KEY = re.compile(r"[0-9a-f]{32}")


def make(
    holdings: Holdings,
    made: Asked,
    *,
    reason: str,
    undoes: str | None = None,
    key: str | None = None,
) -> Decision:
    """Return a decision that can be written down."""
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
    if key is None and holdings.sent is not None and holdings.sent.key is not None:
        _check_key(holdings.sent.key)
        decision = replace(decision, id=make_key(holdings.sent.key, decision))
    try:
        draft = make_decision_draft(decision)
        make_canonical(draft.sealed and dict(draft.sealed))
    except ValueError as exc:
        raise QuestionError(
            f"This cannot be written down: {exc}.", remedy="Use characters that are whole."
        ) from exc
    return decision


def keep(holdings: Holdings, decision: Decision) -> Decision:
    """Put a decision into the log; one that was sent before is there, and is returned."""
    return keep_all(holdings, [decision])[0]


def keep_all(holdings: Holdings, decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Put decisions into the log, all at once or none; those that were sent before are there."""
    with holdings.store.writing() as writer:
        return tuple([_append(holdings, writer, it) for it in decisions])


def _append(holdings: Holdings, writer: Writer, decision: Decision) -> Decision:
    store, sent = holdings.store, holdings.sent
    _refuse_removed(store, decision.reports)  # meanwhile, by another process
    if (before := _find_sent(store, decision)) is not None:
        return before
    if sent is not None and sent.shown is not None and decision.undoes is None:
        require_shown(store, sent.shown, decision.reports)
    writer.append(make_decision_draft(decision))
    if decision.question is not None and _is_published(decision.question):
        refresh_published(store, writer, decision.reports)
    if holdings.as_kept and (outdated := needs_reading(holdings, decision)) is not None:
        add_outdated(store, writer, [outdated])
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
            raise make_removed(found)


def make_removed(found: ReportSummary) -> QuestionError:
    """Return why nothing is decided of a report that was removed."""
    return QuestionError(
        f"Report {found.id} was removed. {found.problem}",
        remedy="Nothing more can be decided of it.",
    )


def _is_published(question: Question) -> bool:
    return isinstance(question, Value) and question.field == "published"


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
