"""How many people a step happened to, as each account tells it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from sayso.lang.language import SUPPORTED, get_language
from sayso.reconcile.accounts.steps import name_type
from sayso.reconcile.accounts.tellings import Account, Accounts, Telling, Topic
from sayso.reconcile.accounts.tolerances import Tolerances
from sayso.reconcile.accounts.values import Amount
from sayso.records.casefile import Ref, Step
from sayso.records.entity import Entity, EntityType
from sayso.records.event import CheckKind, Event, EventStatus, ParticipantRole
from sayso.records.value import Quantity, Unit

# The end of a sentence, and a figure.
_END = re.compile(r"[.!?…]\s")
_DIGITS = re.compile(r"\s*(\d{1,5})\b")
# Letters before a figure in which it stands which one it takes the place of.
_PUT_RIGHT = 60
_Counted = tuple[Amount, tuple[str, ...], tuple[Ref, ...]]

_LEXICON = "corrections"
_DONE = frozenset({EventStatus.HAPPENED, EventStatus.ALLEGED})
# Letters between a figure and the name of those it counts ("300 mobilized soldiers"), at most.
_COUNTED = 24
# Letters around a figure in which "others" makes it a part of more.
_BESIDE = 24


def list_counts(accounts: Accounts, limits: Tolerances) -> Iterator[Telling]:
    """Yield what is told of the number of those whom each step befell.

    Args:
        accounts: The case.
        limits: How far apart two figures of one report may lie that count the same.
    """
    told: list[Telling] = []
    for step, events in accounts.steps:
        for account, event in events:
            if event.status in _DONE:
                told += _tell_counts(accounts, step, account, event)
    yield from told
    yield from _list_checked(accounts, limits)
    yield from _list_put_right(accounts, told)


def _list_checked(accounts: Accounts, limits: Tolerances) -> Iterator[Telling]:
    """Yield the figures that one report itself sets against each other (`sayso.cases.figures`)."""
    for account in accounts.reports:
        figures = {it.id: it for it in account.reading.quantities}
        for check in account.reading.checks:
            rivals = [figures[it] for it in check.about if it in figures]
            if check.kind is not CheckKind.CONTRADICTION or not _are_rivals(rivals, limits):
                continue
            step = _find_step(accounts, account, check.about)
            for figure in rivals if step is not None else ():
                amount = read_count(figure)
                if step is not None and amount is not None:
                    telling = accounts.tell(
                        _make_topic(step),
                        amount,
                        words=(figure.text, f"{figure.text} {figure.of or ''}"),
                        at=account.ref(figure.id),
                        claims=account.find_claims(figure.span),
                    )
                    yield replace(telling, checked=True)


def _list_put_right(accounts: Accounts, told: Sequence[Telling]) -> Iterator[Telling]:
    """Yield the figures that a report puts in the place of another's: "not twelve, but nine men".

    It is a figure of the step of which another account gives the first one.
    """
    for account in accounts.reports:
        for wrong, figure in _find_put_right(account):
            amount = read_count(figure)
            topics = (
                it.topic
                for it in told
                if it.at.report != account.sha256
                and isinstance(it.value, Amount)
                and it.value.low == it.value.high == wrong
            )
            topic = next(topics, None)
            if topic is not None and amount is not None:
                yield accounts.tell(
                    topic,
                    amount,
                    words=(figure.text, f"{figure.text} {figure.of or ''}"),
                    at=account.ref(figure.id),
                    claims=account.find_claims(figure.span),
                )


def _find_put_right(account: Account) -> Iterator[tuple[float, Quantity]]:
    """Yield the figures of people that stand behind "not ..., but", each with what is not so."""
    code, text = account.reading.report.language, account.text
    if code not in SUPPORTED:
        return
    not_so, but = (get_language(code).pattern(_LEXICON, it) for it in ("not_so", "but_so"))
    people = [it for it in account.reading.quantities if it.unit is Unit.PERSON]
    for figure in people:
        before = text[max(0, figure.span.begin - _PUT_RIGHT) : figure.span.begin]
        before = _END.split(before)[-1]
        last = [it for it in but.finditer(before) if not before[it.end() :].strip()]
        denied = list(not_so.finditer(before[: last[-1].start()])) if last else []
        if not denied:
            continue
        start = figure.span.begin - len(before) + denied[-1].end()
        digits = _DIGITS.match(text, start)
        read = [it.value for it in people if 0 <= it.span.begin - start <= 1]
        wrong = float(digits[1]) if digits is not None else next(iter(read), None)
        if wrong is not None:
            yield wrong, figure


def _are_rivals(figures: list[Quantity], limits: Tolerances) -> bool:
    said = [it for figure in figures for it in (figure.value, figure.min, figure.max) if it]
    return bool(said) and max(said) <= limits.rival_counts * min(said)


def _find_step(accounts: Accounts, account: Account, about: tuple[str, ...]) -> Step | None:
    """Return the step that claims of a check tell, the earliest in the history."""
    told = {step.id for it in about if (step := accounts.told_in.get(account.ref(it))) is not None}
    return next((step for step in accounts.case.history if step.id in told), None)


def _make_topic(step: Step) -> Topic:
    return Topic(
        field="count",
        step=step.id,
        type=step.type,
        about=f"number of people ({name_type(step.type)})",
    )


def _tell_counts(
    accounts: Accounts, step: Step, account: Account, event: Event
) -> Iterator[Telling]:
    for participant in event.participants:
        entity = account.entities.get(participant.entity)
        if (
            participant.role is not ParticipantRole.SUBJECT
            or entity is None
            or entity.type is not EntityType.GROUP
        ):
            continue
        for amount, words, claims in _count(account, event, entity):
            yield accounts.tell(
                _make_topic(step),
                amount,
                words=words,
                at=account.ref(event.id),
                claims=claims,
            )


def _count(account: Account, event: Event, entity: Entity) -> Iterator[_Counted]:
    figures = [
        quantity
        for quantity in account.reading.quantities
        if quantity.unit is Unit.PERSON
        and any(
            it.begin <= quantity.span.begin < it.end
            or 0 <= it.begin - quantity.span.end <= _COUNTED
            for it in entity.mentions
        )
    ]
    told = [account.claims[it] for it in event.claims if it in account.claims]
    inside = [
        it
        for it in figures
        if any(
            s.begin <= it.span.begin and it.span.end <= s.end for c in told for s in c.content.spans
        )
    ]
    for quantity in inside or figures:
        amount = _add_named(account, event, quantity)
        if amount is not None:
            words = (quantity.text, f"{quantity.text} {quantity.of or ''}")
            yield amount, words, account.find_claims(quantity.span, event.claims)
    if not figures and entity.count is not None:
        amount = Amount(kind="count", low=float(entity.count), high=float(entity.count))
        yield amount, (entity.name,), tuple(account.ref(it) for it in event.claims)


def _add_named(account: Account, event: Event, quantity: Quantity) -> Amount | None:
    """Return how many there are with whom the words name besides, or ``None`` if that is open.

    "Gorlov and eleven others" are twelve, and so are "he and eleven others"; "eleven others" are
    eleven and nobody knows who; "three of the soldiers" are three or more.
    """
    amount = read_count(quantity)
    text, span, code = account.text, quantity.span, account.reading.report.language
    if amount is None or code not in SUPPORTED:
        return amount
    language = get_language(code)
    part = language.pattern(_LEXICON, "part_of").match(text[span.end : span.end + _BESIDE].lstrip())
    if part is not None and amount.low is not None:
        return replace(amount, high=None)  # "three of the soldiers": there are more
    besides = language.pattern(_LEXICON, "besides")
    before = text[max(0, span.begin - _BESIDE) : span.begin]
    near = text[max(0, span.begin - 6) : span.end + _BESIDE].split(".")[0]
    if besides.search(near) is None:
        return amount
    words = besides.sub(" ", before).split()
    named = len(words) > 1 and language.pattern(_LEXICON, "and").fullmatch(words[-1]) is not None
    if (
        not named
        or not (words[-2][:1].isupper() or _has_one(account, event))
        or amount.low != amount.high
        or amount.low is None
    ):
        return None
    return replace(amount, low=amount.low + 1, high=amount.low + 1)


def _has_one(account: Account, event: Event) -> bool:
    """Whether an event befell one person, named or not, beside those who are counted."""
    subjects = (it for it in event.participants if it.role is ParticipantRole.SUBJECT)
    found = (account.entities.get(it.entity) for it in subjects)
    return sum(it is not None and it.type is EntityType.PERSON for it in found) == 1


def read_count(quantity: Quantity) -> Amount | None:
    """Return the bounds of a figure, or ``None`` where it has none."""
    low = quantity.value if quantity.min is None else quantity.min
    high = quantity.value if quantity.max is None else quantity.max
    if quantity.min is not None and quantity.max is None:
        high = None
    if quantity.max is not None and quantity.min is None:
        low = None
    if low is None and high is None:
        return None
    return Amount(kind="count", low=low, high=high, approx=quantity.approx)
