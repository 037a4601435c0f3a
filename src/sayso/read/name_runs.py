"""Which capitalized words belong together in a name."""

from collections.abc import Iterator
from itertools import pairwise

from sayso.read.name_context import NameContext, is_capital
from sayso.records.entity import EntityType
from sayso.records.parse import Token

LABELS = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
}
"""What the engine's labels of names mean."""
_NOT_NAMES = frozenset(
    {"DATE", "TIME", "MONEY", "PERCENT", "ORDINAL", "CARDINAL", "QUANTITY", "LANGUAGE"}
)
_BODIES = frozenset({"ORG", "FAC"})
_HYPHENS = frozenset({"-", "–"})
_STOPS = frozenset({".", ";"})


def find_runs(context: NameContext) -> Iterator[tuple[int, int]]:
    """Yield the first and last words of the names of a report, in text order."""
    tokens = context.parse.tokens
    i = 0
    while i < len(tokens):
        run = _get_place(context, i)
        if run is None and _starts(context, tokens[i]):
            run = i, _find_end(context, i)
        if run is None:
            i += 1
            continue
        yield run
        i = run[1] + 1


def _get_place(context: NameContext, i: int) -> tuple[int, int] | None:
    """Return the name of a place that goes on from ``i``, unless it opens a body's name."""
    if i not in context.place_at:
        return None
    tokens = context.parse.tokens
    first, last = i, context.place_at[i][1]
    while first < last and tokens[first].pos == "PUNCT":
        first += 1
    # A range that crosses a full stop ends before it, but that of "No. 6" is none.
    stops = (
        one.i
        for one, after in pairwise(tokens[first + 1 : last + 2])
        if one.text in _STOPS and not (one.i < last and after.text.isdigit())
    )
    end = next(stops, last + 1) - 1
    return None if _leads_body(context, end) else (first, end)


def _leads_body(context: NameContext, last: int) -> bool:
    """Tell whether a place's name goes on into a body's ("Ufa Garrison Military Court")."""
    return _names_body(context, last + 1)


def _names_body(context: NameContext, i: int) -> bool:
    return any(token.lower in context.words.parts for token in context.list_capitals(i))


def _opens_place(context: NameContext, token: Token) -> bool:
    """Tell whether a word is the article of a place's name: "The Donetsk People's Republic"."""
    place = context.place_at.get(token.i + 1)
    if token.lower not in context.words.articles or place is None or place[0] != token.i + 1:
        return False
    after = context.parse.tokens[place[1] + 1 : place[1] + 2]
    return place[1] > place[0] and not any(one.text[:1].isupper() for one in after)


def _starts(context: NameContext, token: Token) -> bool:
    words = context.words
    if token.lower in words.whole or _opens_place(context, token):
        return False
    if " " in token.text or "." in token.text[1:-1]:
        return token.text[0].isupper() or token.lower in words.outlets
    if token.name in _NOT_NAMES or not token.text[0].isupper():
        return False
    if token.lower in words.calendar:
        return False
    if token.pos == "PROPN" and token.name != "NORP":
        return True
    label = context.label_at.get(token.i)
    if label is not None and label.label in LABELS and label.first == token.i:
        return token.pos != "ADJ" or label.last > label.first
    # "Russian Defense Ministry", "Supreme Court": an adjective that leads a name.
    following = context.find_next(token.i)
    if following is None or not is_capital(following) or following.pos == "ADJ":
        return False
    opens = token.i == context.parse.sentences[token.sentence][0] or token.quoted
    if token.pos in {"ADJ", "NOUN", "PROPN"} and not opens:
        return True
    return token.name == "NORP" and _names_body(context, token.i + 1)


def _find_end(context: NameContext, i: int) -> int:
    """Return the last word of the name that starts at ``i``."""
    tokens = context.parse.tokens
    if " " in tokens[i].text or tokens[i].lower in context.words.platforms:
        return i
    last = i
    while last + 1 < len(tokens):
        token = tokens[last + 1]
        if token.sentence != tokens[i].sentence or _breaks(context, token, i):
            break
        step = _find_step(context, token, i)
        if step is None:
            break
        last = step
    return last


def _breaks(context: NameContext, token: Token, first: int) -> bool:
    """Tell whether another name begins at a word: a place, a date, a platform."""
    place = context.place_at.get(token.i)
    if place is not None and place[0] == token.i:
        label = context.label_at.get(first)
        inside = label is not None and label.last >= place[1]
        return not inside and not _leads_body(context, place[1])
    return token.name in _NOT_NAMES or " " in token.text or token.lower in context.words.platforms


def _find_step(context: NameContext, token: Token, first: int) -> int | None:
    """Return how far a name reaches on when ``token`` is its next word, or ``None``."""
    following = context.find_next(token.i)
    capital_follows = following is not None and is_capital(following)
    if token.text[0].isupper():
        if token.pos in {"PROPN", "NOUN", "ADJ", "X", "NUM"}:
            return token.i
        if capital_follows and token.pos in {"ADP", "ADV", "VERB"}:
            # "Conscience Without Borders".
            return token.i
    body = context.holds_part(first, token.i - 1)
    if token.text.isdigit() and body and context.parse.tokens[token.i - 1].text[0].isupper():
        return token.i
    if token.text in _HYPHENS and following is not None:
        spaced = _is_spaced(context, token)
        if not spaced and following.name == "PERSON" and token.name == "PERSON":
            # "Park Jae-won"
            return token.i + 1
        if following.text.isdigit() or (capital_follows and not spaced):
            return None if spaced else token.i + 1
    if token.lower in context.words.particles and token.pos != "DET" and capital_follows:
        return token.i + 1
    joined = _find_joined(context, token, first, body=body)
    if joined is not None:
        return joined
    if token.tag == "POS" and capital_follows and first not in context.place_at:
        # "Soldiers' Mothers Committee".
        ahead = context.list_capitals(token.i + 1)
        if any(one.lower in context.words.parts for one in ahead):
            return ahead[-1].i
    return None


def _find_joined(context: NameContext, token: Token, first: int, *, body: bool) -> int | None:
    """Return where a body's name goes on after a small word: "Ministry of the Interior"."""
    words = context.words
    label = context.label_at.get(first)
    covered = label is not None and label.label in _BODIES and label.last > token.i
    joins = token.lower in words.sure_joints or (covered and body)
    if token.lower not in words.joints or not (body or covered) or not joins:
        return None
    ahead = context.find_next(token.i)
    while ahead is not None and ahead.lower in words.further_joints:
        ahead = context.find_next(ahead.i)
    if ahead is None or not is_capital(ahead):
        return None
    return context.place_at.get(ahead.i, (ahead.i, ahead.i))[1]


def _is_spaced(context: NameContext, token: Token) -> bool:
    text = context.parse.text
    before, after = text[token.begin - 1 : token.begin], text[token.end : token.end + 1]
    return before.isspace() or after.isspace()
