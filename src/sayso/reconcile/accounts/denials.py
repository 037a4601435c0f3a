"""What one account tells as done and another denies."""

from collections.abc import Iterator, Sequence

from sayso.lang.language import SUPPORTED, get_language
from sayso.reconcile.accounts.happenings import read_days
from sayso.reconcile.accounts.steps import name_type
from sayso.reconcile.accounts.tellings import Account, Accounts, Telling, Topic
from sayso.reconcile.accounts.tolerances import Tolerances
from sayso.reconcile.accounts.values import Held, relate
from sayso.records.casefile import Agreement, Step
from sayso.records.event import CheckKind, Event, EventStatus, ParticipantRole
from sayso.records.whereabouts import list_place_keys

_TOLD = frozenset({EventStatus.HAPPENED, EventStatus.ALLEGED})
_LEXICON = "corrections"
_CHARGE = "charge"
_OF_LAW = frozenset({"detention", _CHARGE})
# What somebody is sought for.
_WRONGS = frozenset({"death", "ill_treatment", "attack", "case_opened"})
# Without a hearing nothing was decided.
_DECIDED_IN = {"trial": frozenset({"appeal"})}
# Letters before "detained" in which it stands who was not.
_BEFORE = 36
_Told = tuple[Account, Event]


def list_denials(accounts: Accounts, limits: Tolerances) -> Iterator[Telling]:
    """Yield who tells a step as done and who denies it, of each step of which both are said.

    What is denied before it is told to have happened ("he has not been charged") is no
    conflict: it came later.
    """
    told = [(step, [it for it in events if _tells(*it)]) for step, events in accounts.steps]
    told = [(step, events) for step, events in told if events]
    denied: dict[str, list[_Told]] = {}
    for account in accounts.reports:
        for event in account.reading.events:
            if event.status is not EventStatus.DENIED or _is_of_suspects(account, event):
                continue
            step = _find_denied(accounts, account, event, told, limits)
            if step is not None:
                denied.setdefault(step.id, []).append((account, event))
    for step, events in told:
        if step.id in denied:
            topic = Topic(
                field="polarity",
                step=step.id,
                type=step.type,
                about=f"whether the {name_type(step.type)} happened",
            )
            yield from _tell(accounts, topic, events, happened=True)
            yield from _tell(accounts, topic, denied[step.id], happened=False)


def _tells(account: Account, event: Event) -> bool:
    """Tell whether an account tells an event as done, not in saying what was not so."""
    return event.status in _TOLD and not account.findings.is_told_in_denial(event.id)


def _is_of_suspects(account: Account, event: Event) -> bool:
    """Whether it is denied of those who did what a report tells, not of whom it befell.

    "Police are investigating his death. No one has been detained."
    """
    code = account.reading.report.language
    wronged = any(it.type in _WRONGS and it.status in _TOLD for it in account.reading.events)
    if event.type not in _OF_LAW or not (wronged or event.type == _CHARGE):
        return False
    if code not in SUPPORTED:
        return False
    if any(it.role is ParticipantRole.SUBJECT for it in event.participants):
        return False
    end = event.trigger.spans[-1].end
    words = account.text[max(0, event.trigger.spans[0].begin - _BEFORE) : end]
    return get_language(code).pattern(_LEXICON, "of_suspects").search(words) is not None


def _find_denied(
    accounts: Accounts,
    account: Account,
    event: Event,
    told: Sequence[tuple[Step, list[_Told]]],
    limits: Tolerances,
) -> Step | None:
    """Return the step that an account denies: that of its type, at its time and place."""
    own = accounts.step_of.get(account.ref(event.id))
    if own is None and not _is_about_case(accounts, account, event):
        return None
    fitting = [
        (step, events)
        for step, events in told
        if step.type == event.type
        and (step is own or any(_can_be_one(account, event, *it, limits) for it in events))
        and _is_answer(account, step, events)
    ]
    exact = [step for step, _ in fitting if step is own]
    answered = [] if fitting else _list_answered(account, event, told)
    answered = answered or ([] if fitting else _list_undecided(account, event, told))
    return next(iter(exact or [step for step, _ in fitting] or answered), None)


def _list_answered(
    account: Account, event: Event, told: Sequence[tuple[Step, list[_Told]]]
) -> list[Step]:
    """Return the steps of another type that the report itself sets against a denial.

    "She was not ill-treated" answers "she was kept in isolation"; see `sayso.cases.checks`.
    """
    beside = {
        account.ref(name)
        for check in account.reading.checks
        if check.kind is CheckKind.CONTRADICTION and event.id in check.about
        for name in check.about
        if name in account.events and account.events[name].status in _TOLD
    }
    return [step for step, _ in told if beside & set(step.events)]


def _list_undecided(
    account: Account, event: Event, told: Sequence[tuple[Step, list[_Told]]]
) -> list[Step]:
    """Return what the same report has decided on another's word in the hearing that is denied.

    "A channel wrote that the court upheld the sentence. The hearing was not held, she said."
    """
    mine = account.list_voices(account.ref(it) for it in event.claims)
    return [
        step
        for step, events in told
        if step.type in _DECIDED_IN.get(event.type, ())
        and any(
            teller is account
            and not set(mine) & set(account.list_voices(account.ref(it) for it in other.claims))
            for teller, other in events
        )
    ]


def _is_about_case(accounts: Accounts, account: Account, event: Event) -> bool:
    """Whether a denial that no case has is of this one: of its subject, or of nobody named."""
    # The officer who denies it is at times taken for whom it befell.
    speakers = {
        link.entity
        for name in event.claims
        if name in account.claims
        for link in account.claims[name].chain
    }
    subjects = [
        it.entity
        for it in event.participants
        if it.role is ParticipantRole.SUBJECT and it.entity not in speakers
    ]
    if any(account.ref(it) in accounts.subjects for it in subjects):
        return True
    mine = accounts.matters.get(account.sha256, frozenset())
    others = [it for it in account.reading.cases if it.id not in mine]
    named = [it for it in subjects if it in account.entities and _is_named(account, it)]
    return not named and not others


def _is_named(account: Account, entity: str) -> bool:
    found = account.entities[entity]
    return not found.anonymous and found.name[:1].isupper()


def _can_be_one(
    account: Account, event: Event, other: Account, told: Event, limits: Tolerances
) -> bool:
    one, two = account.times.get(event.time or ""), other.times.get(told.time or "")
    if one is not None and two is not None:
        first, second = read_days(one), read_days(two)
        if (
            first is not None
            and second is not None
            and relate(first, second, limits) is Agreement.CONTRADICTS
        ):
            return False
    here = {it for it in list_place_keys(account.reading, event.place) if it[:6] == "admin1"}
    there = {it for it in list_place_keys(other.reading, told.place) if it[:6] == "admin1"}
    return not here or not there or bool(here & there)


def _is_answer(account: Account, step: Step, events: Sequence[_Told]) -> bool:
    """Whether a denial can answer a step: it was said when the step was told, or after it was."""
    if step.begin is not None:
        return step.begin[:10] <= account.published[:10]
    return min(it.published for it, _ in events) <= account.published


def _tell(
    accounts: Accounts, topic: Topic, events: Sequence[_Told], *, happened: bool
) -> Iterator[Telling]:
    for account, event in events:
        claims = tuple(account.ref(it) for it in event.claims)
        yield accounts.tell(
            topic,
            Held(happened=happened),
            words=(event.trigger.text,),
            at=account.ref(event.id),
            claims=claims,
        )
