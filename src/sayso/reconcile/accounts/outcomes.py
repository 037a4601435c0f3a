"""What each account says of the sort of punishment, and of what an appeal made of it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sayso.lang.language import SUPPORTED, get_language
from sayso.reconcile.accounts.law import DECIDED, find_step, is_of_case, list_appealed
from sayso.reconcile.accounts.refuting import is_refuted
from sayso.reconcile.accounts.steps import begins_anew, is_weighed, name_type
from sayso.reconcile.accounts.tellings import Account, Accounts, Telling, Topic
from sayso.reconcile.accounts.values import Outcome, Punishment
from sayso.records.casefile import Step
from sayso.records.event import Event, EventStatus
from sayso.records.value import Penalty, PenaltyKind

_LEXICON = "outcomes"
# Letters around the words for an appeal in which it is said how it ended.
_BEFORE, _AFTER = 40, 80
_ENDS = (". ", ".\n", "; ", "\n", "! ", "? ")


def list_kinds(accounts: Accounts) -> Iterator[Telling]:
    """Yield what is told of the sort of punishment that each sentence imposed.

    A report that tells of an appeal may give the punishment that came of it: of the first it
    tells nothing for sure.
    """
    appealed = {it.sha256 for it in list_appealed(accounts)}
    for account in accounts.reports:
        if account.sha256 in appealed:
            continue
        for penalty, step in _list_main(accounts, account):
            event = account.events.get(penalty.event or "")
            punishment = _read_punishment(account, penalty)
            if is_refuted(account, penalty.span):
                if not punishment.suspended:
                    continue
                # "They wrote that it was suspended. That is wrong": it is to be served.
                punishment = replace(punishment, suspended=False)
            yield accounts.tell(
                Topic(
                    field="kind",
                    step=step.id,
                    type=step.type,
                    about=f"kind of punishment ({name_type(step.type)})",
                ),
                punishment,
                words=() if is_refuted(account, penalty.span) else (penalty.text,),
                at=account.ref(penalty.id),
                claims=account.find_claims(penalty.span, () if event is None else event.claims),
            )


def _list_main(accounts: Accounts, account: Account) -> list[tuple[Penalty, Step]]:
    """Return the punishments that a report tells a sentence by: no fine beside a term."""
    found = [
        (penalty, step)
        for penalty in account.reading.penalties
        if penalty.status in DECIDED
        and penalty.alternative_of is None
        and is_weighed(penalty.kind)
        and is_of_case(accounts, account, penalty)
        and (step := find_step(accounts, account, penalty)) is not None
        and not begins_anew(step.type)
    ]
    jailed = {step.id for it, step in found if it.kind is PenaltyKind.IMPRISONMENT}
    return [it for it in found if it[0].kind is not PenaltyKind.FINE or it[1].id not in jailed]


def _read_punishment(account: Account, penalty: Penalty) -> Punishment:
    kind = str(penalty.kind)
    if penalty.kind is not PenaltyKind.IMPRISONMENT:
        return Punishment(kind=kind)
    if penalty.suspended:
        return Punishment(kind=kind, suspended=True)
    # "Sentenced to two years" leaves open whether he must serve them.
    code = account.reading.report.language
    served = code in SUPPORTED and get_language(code).pattern(_LEXICON, "served").search(
        penalty.text
    )
    return Punishment(kind=kind, suspended=False if served else None)


def list_outcomes(accounts: Accounts) -> Iterator[Telling]:
    """Yield whether each appeal that was decided left the sentence as it was."""
    for step, events in accounts.steps:
        if not begins_anew(step.type):
            continue
        for account, event in events:
            upheld = _is_upheld(account, event)
            if upheld is None or event.status is not EventStatus.HAPPENED:
                continue
            yield accounts.tell(
                Topic(
                    field="status",
                    step=step.id,
                    type=step.type,
                    about=f"outcome of the {name_type(step.type)}",
                ),
                Outcome(upheld=upheld, day=_find_day(account, event)),
                words=(event.trigger.text,),
                at=account.ref(event.id),
                claims=tuple(account.ref(it) for it in event.claims),
            )


def _is_upheld(account: Account, event: Event) -> bool | None:
    """Return whether the words around an appeal say that the sentence stands, if they do."""
    code = account.reading.report.language
    if code not in SUPPORTED:
        return None
    language = get_language(code)
    begin, end = event.trigger.spans[0].begin, event.trigger.spans[-1].end
    before = account.text[max(0, begin - _BEFORE) : begin]
    after = account.text[end : end + _AFTER]
    words = (
        before[max(before.rfind(it) for it in _ENDS) + 1 :]
        + account.text[begin:end]
        + after[: min((at for it in _ENDS if (at := after.find(it)) >= 0), default=None)]
    )
    upheld, changed = (
        language.pattern(_LEXICON, it).search(words) is not None for it in ("upheld", "changed")
    )
    return upheld if upheld is not changed else None


def _find_day(account: Account, event: Event) -> date:
    time = account.times.get(event.time or "")
    day = account.published if time is None or time.begin is None else time.begin
    try:
        return date.fromisoformat(day[:10])
    except ValueError:
        return date.max
