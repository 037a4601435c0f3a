"""When and where a telled event happened: what its clause says of time and place."""

from collections.abc import Iterator

from sayso.lang.language import Language
from sayso.read.inflected.event_clauses import Clause
from sayso.read.inflected.event_phrases import Phrase
from sayso.read.inflected.event_slots import Slots
from sayso.read.inflected.event_words import fold, words_of
from sayso.records.parse import Parse, Token
from sayso.records.value import TimeExpression, TimeType

_DATING = (TimeType.DATE, TimeType.TIME)
# Ranks of `place_preposition` from this one on tell no place.
_NOWHERE = 6
# From this one on they may as well tell where somebody is from.
_WHENCE = 5
# The place of what a noun tells stands so near behind it; another is that of its clause.
_BESIDE = 4


def find_time(
    parse: Parse,
    slots: Slots,
    language: Language,
    clause: Clause,
    anchor: Token,
    times: tuple[TimeExpression, ...],
) -> int | None:
    """Return the offset of the time expression that dates an event, or ``None``.

    The nearest of its own clause; else of the clauses before it that it goes on from, and, for
    what a gerund tells, of the clause that it belongs to. Who "в июне осуждён за неявку" had
    not appeared before: what somebody answers for is dated by what stands behind it alone.
    """
    dating = [time for time in times if time.type in _DATING]
    phrase = slots.phraser.at(clause, anchor.i)
    if phrase is not None and phrase.preposition in words_of(
        language, "events", "object_preposition"
    ):
        dating = [time for time in dating if time.span.begin >= anchor.end]
    at: Clause | None = clause
    for _ in range(4):
        if at is None:
            return None
        words = frozenset(at.words)
        inside = [time for time in dating if _stands_in(parse, time, words)]
        if inside:
            nearest = min(
                inside,
                key=lambda t: min(abs(t.span.begin - anchor.end), abs(anchor.begin - t.span.end)),
            )
            return nearest.span.begin
        at = at.joined or (at.above if at.kind == "gerund" else None)
    return None


def _stands_in(parse: Parse, time: TimeExpression, words: frozenset[int]) -> bool:
    token = parse.token_at(time.span.begin)
    return token is not None and token.i in words


def find_places(
    slots: Slots, language: Language, clause: Clause, anchor: Token, *, via: frozenset[str]
) -> tuple[int, ...]:
    """Return head words of where it happened, likeliest first.

    Whither somebody goes is a place only behind the prepositions ``via`` of the frame: who
    refused "ехать на фронт" did not refuse there.
    """
    ranks = {
        fold(word): int(rank)
        for word, rank in language.values("events", "place_preposition").items()
    }
    found: list[tuple[int, int, int]] = []
    at: Clause | None = clause
    while at is not None and not found:
        noun = anchor.pos in ("NOUN", "PROPN") and at is clause
        for phrase in slots.phraser.phrases(at):
            if noun and not anchor.i < phrase.first <= anchor.i + _BESIDE:
                continue
            rank = ranks.get(phrase.preposition, _NOWHERE)
            if rank >= _WHENCE and _tells_whence(slots, at, phrase):
                continue
            if rank < _NOWHERE and (phrase.case != "Acc" or phrase.preposition in via):
                found.append((rank, abs(phrase.noun - anchor.i), phrase.head))
                found.extend(
                    (rank, abs(phrase.noun - anchor.i) + 1, owner)
                    for owner in _inside(slots, at, phrase.last)
                )
        at = None if noun else at.joined
    return tuple(dict.fromkeys(head for _, _, head in sorted(found)))


def _tells_whence(slots: Slots, clause: Clause, phrase: Phrase) -> bool:
    """Tell whether a phrase says where somebody is from: "мобилизованных из Перми держат"."""
    before = slots.phraser.at(clause, phrase.at - 1)
    return before is not None and before.morph.animate is True and before.last == phrase.at - 1


def _inside(slots: Slots, clause: Clause, last: int) -> Iterator[int]:
    """Yield what a place lies in or belongs to: "в подвале школы"."""
    for phrase in slots.phraser.phrases(clause):
        if phrase.first == last + 1 and phrase.owner:
            yield phrase.head
            last = phrase.last
