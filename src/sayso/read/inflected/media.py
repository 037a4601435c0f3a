"""Names in quotation marks, beside nouns that say what they name, and names of known media."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.lang.folding import fold
from sayso.read.inflected.mention_words import MentionWords
from sayso.records.entity import EntityType
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token

_LONGEST_TITLE = 8
_LONGEST_NAME = 4
_REACH = 4
"""Words between a noun and the title that it leads: "канале о войне «Астра»"."""
_QUOTES = frozenset('«»"“”„')
_ACCOUNT = re.compile(r"(?<!\w)@[A-Za-z]\w{2,40}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """A name: words ``first`` to ``last`` without its marks, and the noun that leads it."""

    first: int
    last: int
    type: EntityType
    lead: int | None = None
    sign: bool = False


def find_media(parse: Parse, words: MentionWords) -> Iterator[Title]:
    """Yield names in quotation marks, then those beside nouns, then media known by name."""
    titles = [title for title in (_read_quote(parse, words, *q) for q in parse.quotes) if title]
    known = {_key(parse, t.first, t.last): t for t in titles if t.lead is not None}
    for title in titles:
        said = known.get(_key(parse, title.first, title.last))
        if title.lead is None and said is not None:
            yield Title(first=title.first, last=title.last, type=said.type)
        else:
            yield title
    yield from _find_known(parse, words)
    yield from _find_led(parse, words)
    for match in _ACCOUNT.finditer(parse.text):
        found = parse.tokens_in(*match.span())
        if found:
            yield Title(first=found[0].i, last=found[-1].i, type=EntityType.CHANNEL)


def _key(parse: Parse, first: int, last: int) -> str:
    """What two forms of one title share: the beginnings of its words."""
    return " ".join(
        fold(token.text)[: max(len(token.text) - 2, 3)] for token in parse.tokens[first : last + 1]
    )


# -- in quotation marks


def _read_quote(parse: Parse, words: MentionWords, begin: int, end: int) -> Title | None:
    inside = [t for t in parse.tokens_in(begin, end) if t.text not in _QUOTES]
    if not inside or len(inside) > _LONGEST_TITLE or not _is_titled(inside):
        return None
    first, last = inside[0].i, inside[-1].i
    if inside[-1].text in {",", ".", "!", "?", "…"} or last - first + 1 != len(inside):
        return None
    if words.platforms.fullmatch(parse.words(first, last)):
        return None
    lead = _find_lead(parse, words, first)
    if lead is not None:
        return _read_led(words, lead, first, last)
    known = _find_type(parse, words, first, last)
    if known is not None:
        return Title(first=first, last=last, type=known)
    if _is_said_to_tell(parse, words, inside):
        return Title(first=first, last=last, type=EntityType.OUTLET)
    labelled = any(
        n.label == "ORGANIZATION" and n.first >= first and n.last <= last for n in parse.names
    )
    if labelled and not any(t.pos == "VERB" for t in inside):
        return Title(first=first, last=last, type=EntityType.ORGANIZATION)
    return None


def _is_said_to_tell(parse: Parse, words: MentionWords, inside: list[Token]) -> bool:
    """Whether a title is who writes something: "о котором писало «Зауралье: тыл и фронт»"."""
    if any(t.pos in {"VERB", "AUX", "PRON"} for t in inside):
        return False
    sentence = inside[0].sentence
    for i in (inside[0].i - 2, inside[-1].i + 2):
        if 0 <= i < len(parse.tokens) and parse.tokens[i].sentence == sentence:
            token = parse.tokens[i]
            finite = token.pos == "VERB" and get_morph(token.tag).form == "Fin"
            if finite and fold(token.lemma) in words.media_say:
                return True
    return False


def _is_titled(inside: list[Token]) -> bool:
    letter = inside[0].text[0]
    return letter.isupper() or letter.isdigit()


def _find_lead(parse: Parse, words: MentionWords, first: int) -> Token | None:
    """Return the noun before a title that says what it is of."""
    at = first - 1
    while at >= 0 and parse.tokens[at].text in _QUOTES:
        at -= 1
    for i in range(at, max(at - _REACH, -1), -1):
        token = parse.tokens[i]
        if token.sentence != parse.tokens[first].sentence or token.pos in {"VERB", "PUNCT"}:
            return None
        if token.pos == "ADP" and i == at:
            return None
        if fold(token.lemma) in _list_leads(words):
            return token
    return None


def _list_leads(words: MentionWords) -> frozenset[str]:
    return words.channels | words.media | words.bodies | words.call_signs | words.title_leads


def _read_led(words: MentionWords, lead: Token, first: int, last: int) -> Title | None:
    lemma = fold(lead.lemma)
    if lemma in words.call_signs:
        return Title(first=first, last=last, type=EntityType.PERSON, lead=lead.i, sign=True)
    if lemma in words.channels:
        return Title(first=first, last=last, type=EntityType.CHANNEL, lead=lead.i)
    if lemma in words.media:
        return Title(first=first, last=last, type=EntityType.OUTLET, lead=lead.i)
    if lemma in words.title_leads:
        return None
    return Title(first=first, last=last, type=EntityType.ORGANIZATION, lead=lead.i)


def _find_type(parse: Parse, words: MentionWords, first: int, last: int) -> EntityType | None:
    text = parse.words(first, last)
    if words.channel_names.fullmatch(text):
        return EntityType.CHANNEL
    return EntityType.OUTLET if words.outlets.fullmatch(text) else None


# -- without


def _find_known(parse: Parse, words: MentionWords) -> Iterator[Title]:
    for kind, pattern in (
        (EntityType.CHANNEL, words.channel_names),
        (EntityType.OUTLET, words.outlets),
    ):
        for match in pattern.finditer(parse.text):
            found = parse.tokens_in(*match.span())
            exact = found and (found[0].begin, found[-1].end) == match.span()
            if exact and match[0][0].isupper() and _stands_alone(parse, match[0], found):
                yield Title(first=found[0].i, last=found[-1].i, type=kind)


def _stands_alone(parse: Parse, text: str, found: tuple[Token, ...]) -> bool:
    """Whether a known name can be meant where no marks stand around it.

    One that is a common noun too opens a sentence with a capital in any case, and needs its
    marks: "Зеркало разбили".
    """
    if len(found) > 1 or not any("а" <= letter <= "я" for letter in text.lower()):
        return True
    token = found[0]
    if token.i > 0 and parse.tokens[token.i - 1].text in _QUOTES:
        return True
    return token.pos == "PROPN" or text.isupper() or token.name in {"ORGANIZATION", "PRODUCT"}


def _find_led(parse: Parse, words: MentionWords) -> Iterator[Title]:
    """Yield "Astra" of "канал Astra", "Нижний берег" of "издание Нижний берег"."""
    for token in parse.tokens:
        lemma = fold(token.lemma)
        kind = (
            EntityType.CHANNEL
            if lemma in words.channels
            else EntityType.OUTLET
            if lemma in words.media
            else None
        )
        if kind is None:
            continue
        last = token.i
        while last - token.i < _LONGEST_NAME and _goes_on(parse, token, last + 1):
            last += 1
        if last == token.i or words.platforms.fullmatch(parse.words(token.i + 1, last)):
            continue
        if parse.tokens[token.i + 1].name == "PERSON":
            continue  # "канала Ивана Петрова"
        yield Title(first=token.i + 1, last=last, type=kind, lead=token.i)


def _goes_on(parse: Parse, lead: Token, i: int) -> bool:
    if i >= len(parse.tokens):
        return False
    token = parse.tokens[i]
    return token.sentence == lead.sentence and token.text[0].isupper() and token.pos != "PUNCT"
