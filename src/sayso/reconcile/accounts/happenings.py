"""When and where each step happened, as each account tells it."""

import re
from collections.abc import Iterator
from datetime import date

from sayso.reconcile.accounts.steps import has_day, has_place, list_one_day, name_type
from sayso.reconcile.accounts.tellings import Account, Accounts, Telling, Topic
from sayso.reconcile.accounts.values import Days, Spot
from sayso.records.casefile import Step
from sayso.records.entity import Entity
from sayso.records.event import Event, EventStatus
from sayso.records.selector import Span
from sayso.records.value import TimeExpression, TimeType
from sayso.records.whereabouts import list_place_keys

_DONE = frozenset({EventStatus.HAPPENED, EventStatus.ALLEGED})
_VAGUE = frozenset({"APPROX"})
_OPEN_BEFORE = frozenset({"BEFORE", "ON_OR_BEFORE"})
_OPEN_AFTER = frozenset({"AFTER", "ON_OR_AFTER"})
# The end of a sentence: not of "Feb. 6", nor of "S. Orlov".
_END = re.compile(r"(?<!\b\w)[.!?…][\"”»’)]*\s+(?=[\W_]*[^\W\d_a-zа-яёіїєґ])|\n+")
# Letters between a counted day and the date that is put beside it.
_APPOSED = 6
_SETTLED = frozenset({"settlement", "district", "region", "country"})


def list_happenings(accounts: Accounts) -> Iterator[Telling]:
    """Yield what is told of the date and the place of each step."""
    dated = _join_days(accounts)
    for step, events in accounts.steps:
        for account, event in events:
            if event.status not in _DONE:
                continue  # what was only planned may well have come otherwise
            if has_day(step.type):
                yield from _tell_date(accounts, dated.get(step.id, step), account, event)
            if has_place(step.type):
                yield from _tell_place(accounts, step, account, event)


def _join_days(accounts: Accounts) -> dict[str, Step]:
    """Return of the steps that come on one day under which of them their date is told.

    "Found guilty on Monday" and "sentenced on Tuesday" disagree, where there was one verdict.
    """
    types = list_one_day()
    steps = [it for it, _ in accounts.steps if it.type in types and it.status in _DONE]
    if len({it.type for it in steps}) != len(steps) or len(steps) < len(types):
        return {}
    named = min(steps, key=lambda it: types.index(it.type))
    return {it.id: named for it in steps}


def _tell_date(accounts: Accounts, step: Step, account: Account, event: Event) -> Iterator[Telling]:
    time = account.times.get(event.time or "")
    nearest = time is not None and _is_nearest(account, event, time)
    if time is not None:
        time = _find_written(account, time)
    value = None if time is None else read_days(time)
    if time is not None and value is not None and nearest and not _is_far_counted(account, time):
        yield accounts.tell(
            Topic(
                field="date",
                step=step.id,
                type=step.type,
                about=f"date of the {name_type(step.type)}",
            ),
            value,
            words=(time.text,),
            at=account.ref(event.id),
            claims=account.find_claims(time.span, event.claims),
        )


def _find_written(account: Account, time: TimeExpression) -> TimeExpression:
    """Return the date that words beside a counted day write out: "a week later, on Feb. 6"."""
    beside = (
        it
        for it in account.reading.times
        if it.id != time.id
        and (it.begin, it.end) == (time.begin, time.end)
        and max(it.span.begin - time.span.end, time.span.begin - it.span.end) <= _APPOSED
        and _is_written(it)
    )
    return time if _is_written(time) else next(beside, time)


def _is_far_counted(account: Account, time: TimeExpression) -> bool:
    """Whether a day is counted from one that another sentence tells: from which is a guess.

    "He came himself on 3 April. He is no kin of Orlov, who was jailed a day earlier."
    """
    anchor = account.times.get(time.anchor or "")
    if anchor is None or _is_written(time):
        return False
    first, last = sorted((anchor.span, time.span))
    return _END.search(account.text[first.end : last.begin]) is not None


def _is_written(time: TimeExpression) -> bool:
    return any(it.isdecimal() for it in time.text) and time.type is TimeType.DATE


def _is_nearest(account: Account, event: Event, time: TimeExpression) -> bool:
    """Whether no other event that has the same time is told nearer to it.

    "On 15 May he was sentenced for a refusal" dates the sentence; that the refusal has the
    date too is no account of it.
    """
    mine = min(_reach(time, it) for it in event.trigger.spans)
    return all(
        mine <= min(_reach(time, it) for it in other.trigger.spans)
        for other in account.reading.events
        if other.time == time.id and other.type != event.type
    )


def _reach(time: TimeExpression, span: Span) -> int:
    return max(0, span.begin - time.span.end, time.span.begin - span.end)


def read_days(time: TimeExpression) -> Days | None:
    """Return the days that a time can mean, or ``None`` where it has none."""
    if time.type not in (TimeType.DATE, TimeType.TIME) or time.begin is None or time.end is None:
        return None
    begin, end = date.fromisoformat(time.begin[:10]), date.fromisoformat(time.end[:10])
    if time.mod in _OPEN_BEFORE:
        begin = date.min
    if time.mod in _OPEN_AFTER:
        end = date.max
    return Days(
        begin=begin,
        end=end,
        written=_is_written(time),
        vague=time.mod in _VAGUE,
        others=tuple(
            (date.fromisoformat(it.begin[:10]), date.fromisoformat(it.end[:10]))
            for it in time.alternatives
            if it.begin is not None and it.end is not None
        ),
    )


def _tell_place(
    accounts: Accounts, step: Step, account: Account, event: Event
) -> Iterator[Telling]:
    entity = account.entities.get(event.place or "")
    spot = None if entity is None else read_spot(account, entity)
    if entity is None or spot is None:
        return
    spans = [it for it in entity.mentions if _near(it.begin, event)]
    claims = tuple(account.ref(it) for it in event.claims)
    yield accounts.tell(
        Topic(
            field="place",
            step=step.id,
            type=step.type,
            about=f"place of the {name_type(step.type)}",
        ),
        spot,
        words=(entity.name, *account.list_gazetteer_names(entity.id)),
        at=account.ref(event.id),
        claims=account.find_claims(min(spans), event.claims) if spans else claims,
    )


def read_spot(account: Account, entity: Entity) -> Spot | None:
    """Return where a place is, or ``None`` of one that is only described ("a basement")."""
    place = account.places.get(entity.id)
    if entity.anonymous or (place is None and not entity.name[:1].isupper()):
        return None
    keys = list_place_keys(account.reading, entity.id)
    named = f"name:{entity.name.casefold()}"
    before = keys[: keys.index(named)] if named in keys else ()
    return Spot(
        own=before or (named,),
        keys=keys,
        name=entity.name,
        feature=place.feature if place is not None and place.feature in _SETTLED else None,
    )


def _near(begin: int, event: Event) -> bool:
    return abs(begin - event.trigger.begin) <= 300
