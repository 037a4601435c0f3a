"""What a medium took back: the value that it had published, and the one it puts in its place."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from sayso.lang.language import SUPPORTED, Language, get_language
from sayso.reconcile.accounts.counts import read_count
from sayso.reconcile.accounts.happenings import read_days, read_spot
from sayso.reconcile.accounts.law import measure, read_article, read_term
from sayso.reconcile.accounts.tellings import Account, Accounts, Telling, Topic
from sayso.reconcile.accounts.tolerances import Tolerances
from sayso.reconcile.accounts.values import Amount, Spot, Value, relate
from sayso.records.casefile import Agreement
from sayso.records.entity import EntityType
from sayso.records.event import Event
from sayso.records.selector import Span
from sayso.records.value import Unit

_LEXICON = "corrections"
# The end of a sentence: not of "Nov. 20", nor of "S. Orlov".
_END = re.compile(r"(?<!\b\w)[.!?…][\"”»’)]*\s+(?=[\W_]*[^\W\d_a-zа-яёіїєґ])|\n+")
_WIDEST = ("country", "region", "district", "settlement")
# So many letters at most stand between "not" and the value that is not so.
_BESIDE = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A value that its own medium took back.

    Attributes:
        wrong: What it had published.
        right: What it puts in its place.
    """

    wrong: Telling
    right: Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A value in the text: where it stands, its field, its words."""

    span: Span
    field: str
    value: Value
    words: str
    at: str


def find_corrections(
    accounts: Accounts, topics: Mapping[Topic, Sequence[Telling]], limits: Tolerances
) -> Iterator[Correction]:
    """Yield what reports say that they, or their media before, had wrong.

    Args:
        accounts: The case.
        topics: What its accounts say of each thing.
        limits: How far apart two values may lie.
    """
    for account in accounts.reports:
        code = account.reading.report.language
        if code not in SUPPORTED:
            continue
        language = get_language(code)
        for passage, next_ in _list_passages(account, language):
            for wrong, right in _pair(account, language, passage, next_, limits):
                if right is None:
                    yield from _find_right(accounts, account, topics, wrong, limits)
                    continue
                topic = _find_topic(accounts, account, topics, (wrong, right), limits)
                if topic is not None:
                    yield Correction(
                        wrong=_tell(accounts, account, topic, wrong),
                        right=_tell(accounts, account, topic, right),
                    )


def _find_right(
    accounts: Accounts,
    account: Account,
    topics: Mapping[Topic, Sequence[Telling]],
    wrong: _Found,
    limits: Tolerances,
) -> Iterator[Correction]:
    """Yield what a correction that names only what was wrong means by the rest of its report.

    Its medium had given that value before, and its report gives another of the same thing.
    """
    for topic, tellings in topics.items():
        if topic.field != wrong.field:
            continue
        mine = [it for it in tellings if it.at.report == account.sha256]
        right = [
            it for it in mine if relate(it.value, wrong.value, limits) is Agreement.CONTRADICTS
        ]
        before = any(
            relate(it.value, wrong.value, limits) is Agreement.SAME
            and it.publisher == account.publisher
            for it in tellings
        )
        if right and before:
            yield Correction(wrong=_tell(accounts, account, topic, wrong), right=right[0])
            return


def settle(
    tellings: Sequence[Telling], correction: Correction, limits: Tolerances
) -> list[Telling]:
    """Return what is told of a thing once a report has taken a value back: it tells it no more.

    Where nobody else gives that value, it stays as what the medium had published before.
    """
    wrong, right = correction.wrong, correction.right
    kept = [
        it
        for it in tellings
        if it.at.report != wrong.at.report
        or relate(it.value, wrong.value, limits) is not Agreement.SAME
    ]
    known = any(relate(it.value, wrong.value, limits) is Agreement.SAME for it in kept)
    kept += [] if known else [wrong]
    return kept if right in kept else [*kept, right]


def _tell(accounts: Accounts, account: Account, topic: Topic, found: _Found) -> Telling:
    return accounts.tell(
        topic,
        found.value,
        words=(found.words,),
        at=account.ref(found.at),
        claims=account.find_claims(found.span),
    )


def _list_passages(account: Account, language: Language) -> Iterator[tuple[Span, Span]]:
    """Yield where something wrong is said, and where what is right can follow it."""
    text = account.text
    ends = [0, *(it.end() for it in _END.finditer(text)), len(text)]
    sentences = [Span(begin=a, end=b) for a, b in pairwise(ends) if a < b]
    none = Span(begin=len(text), end=len(text))
    for number, sentence in enumerate(sentences):
        words = text[sentence.begin : sentence.end]
        following = sentences[number + 1] if number + 1 < len(sentences) else none
        wrong = language.pattern(_LEXICON, "is_wrong").search(words)
        if wrong is not None and number:
            yield sentences[number - 1], sentence
        elif any(
            language.pattern(_LEXICON, it).search(words)
            for it in ("earlier_version", "said_wrongly")
        ):
            yield sentence, following


def _pair(
    account: Account, language: Language, passage: Span, following: Span, limits: Tolerances
) -> Iterator[tuple[_Found, _Found | None]]:
    """Yield the wrong and the right value of each field that a correction speaks of.

    The right one is ``None`` where the words beside do not give it.
    """
    first = list(_list_values(account, passage))
    second = list(_list_values(account, following))
    for field in dict.fromkeys(it.field for it in first):
        mine = _leave_wider([it for it in first if it.field == field])
        wrong = next((it for it in mine if _is_not_so(account, language, it)), mine[0])
        rest = [
            *(it for it in mine if it is not wrong),
            *(it for it in second if it.field == field and _is_of_a_kind(it.value, wrong.value)),
        ]
        right = next((it for it in rest if _is_another(it.value, wrong.value, limits)), None)
        yield wrong, right


def _leave_wider(found: list[_Found]) -> list[_Found]:
    """Leave of the places that a correction names the widest: "we put the village into Orel"."""
    wide = min((_get_width(it.value) for it in found), default=0)
    return [it for it in found if _get_width(it.value) == wide]


def _get_width(value: Value) -> int:
    """Return the rank of a place by its size, the widest first; of all other values one."""
    return _WIDEST.index(value.feature) if isinstance(value, Spot) and value.feature else 0


def _is_of_a_kind(one: Value, other: Value) -> bool:
    return _get_width(one) == _get_width(other)


def _is_another(one: Value, other: Value, limits: Tolerances) -> bool:
    if isinstance(one, Amount) and isinstance(other, Amount) and one.kind != other.kind:
        return False
    return relate(one, other, limits) is not Agreement.SAME


def _is_not_so(account: Account, language: Language, found: _Found) -> bool:
    before = account.text[max(0, found.span.begin - _BESIDE) : found.span.begin]
    return language.pattern(_LEXICON, "not_so").search(before) is not None


def _list_values(account: Account, within: Span) -> Iterator[_Found]:
    """Yield the values in a stretch of the text, in its order."""
    found = [it for it in _list_all(account) if within.begin <= it.span.begin < within.end]
    yield from sorted(found, key=lambda it: it.span)


def _list_all(account: Account) -> Iterator[_Found]:
    reading = account.reading
    for time in reading.times:
        term, days = read_term(time), read_days(time)
        if term is not None:
            yield _Found(span=time.span, field="term", value=term, words=time.text, at=time.id)
        if days is not None:
            yield _Found(span=time.span, field="date", value=days, words=time.text, at=time.id)
    for penalty in reading.penalties:
        for name, amount in measure(account, penalty):
            yield _Found(
                span=penalty.span, field=name, value=amount, words=penalty.text, at=penalty.id
            )
    for figure in reading.quantities:
        count = read_count(figure)
        if figure.unit is Unit.YEAR and figure.value is not None:
            age = Amount(kind="age", low=figure.value, high=figure.value)
            yield _Found(span=figure.span, field="age", value=age, words=figure.text, at=figure.id)
        if count is not None and figure.unit is Unit.PERSON:
            words, at = figure.text, figure.id
            yield _Found(span=figure.span, field="count", value=count, words=words, at=at)
    for law in reading.provisions:
        article = read_article(law)
        if article is not None:
            yield _Found(span=law.span, field="article", value=article, words=law.text, at=law.id)
    for entity in reading.entities:
        spot = read_spot(account, entity) if entity.type is EntityType.PLACE else None
        if spot is not None and spot.feature is not None:
            for span in entity.mentions:
                yield _Found(span=span, field="place", value=spot, words=entity.name, at=entity.id)


def _find_topic(
    accounts: Accounts,
    account: Account,
    topics: Mapping[Topic, Sequence[Telling]],
    pair: tuple[_Found, _Found],
    limits: Tolerances,
) -> Topic | None:
    """Return what a correction is about: where its medium had the one value or has the other."""
    wrong, right = pair
    best: tuple[float, Topic] | None = None
    told = {step.id: events for step, events in accounts.steps}
    for topic, tellings in topics.items():
        if topic.field != wrong.field:
            continue
        score = 0.0
        for telling in tellings:
            mine = telling.publisher == account.publisher
            if relate(telling.value, wrong.value, limits) is Agreement.SAME:
                score = max(score, 5 if mine else 3)
            elif _lies_in(telling.value, wrong.value):
                score = max(score, 4.5 if mine else 2.5)
            if relate(telling.value, right.value, limits) is Agreement.SAME:
                score = max(score, 4 if mine else 2)
        events = told.get(topic.step or "", [])
        near = min((_gap(it, wrong) for mine, it in events if mine is account), default=None)
        if near is not None and near <= _NEAR:
            score += 3 - near / _NEAR
        if score and (best is None or score > best[0]):
            best = (score, topic)
    return None if best is None else best[1]


def _lies_in(one: Value, other: Value) -> bool:
    """Whether a report that tells the one place takes it to lie in the other."""
    return isinstance(one, Spot) and isinstance(other, Spot) and bool(set(other.own) & {*one.keys})


# What is told so many letters from a value may be what the value is of.
_NEAR = 200


def _gap(event: Event, found: _Found) -> int:
    return min(abs(it.begin - found.span.begin) for it in event.trigger.spans)
