"""Sums that are penalties."""

from collections.abc import Iterator
from re import Match
from typing import NamedTuple

from sayso.lang.language import Language
from sayso.lang.templates import compile_templates, find_templates_in
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.value import PenaltyKind, Quantity, Unit

_REACH = 60  # how far before a sum the words that make it a fine begin, in characters
# Coarse tags of words that no fine's verb reaches beyond.
_STOPS = frozenset({"VERB", "AUX", "ADP", "SCONJ", "CCONJ", "PUNCT"})
_ASIDE = 12  # how far after "40 base units" what they come to is said


class Fine(NamedTuple):
    """A fine's words, and its bounds where they are said in money."""

    span: Span
    kind: PenaltyKind
    min: float | None
    max: float | None
    unit: str | None
    currency: str | None


def find_fines(
    parse: Parse,
    language: Language,
    quantities: tuple[Quantity, ...],
    passages: tuple[tuple[int, int], ...],
) -> Iterator[Fine]:
    """Yield the sums that the words around them make fines, in text order of the sums.

    ``passages`` are those that speak of punishment (`find_passages`).
    """
    sums = [quantity for quantity in quantities if quantity.unit is Unit.MONEY]
    counted = tuple(find_templates_in(language, "law", "unit_fine", parse.text, passages))
    for match in counted:
        span = Span(match.start(), match.end())
        worth = next((q for q in sums if 0 < q.span.begin - span.end <= _ASIDE), None)
        if worth is None:
            yield Fine(span, PenaltyKind.FINE, None, None, None, None)
        else:
            sums.remove(worth)
            yield _make(worth, Span(span.begin, worth.span.end), PenaltyKind.FINE)
    changed = 0
    for quantity in sums:
        fined = _find_span(parse, language, quantity.span)
        between = parse.text[changed : quantity.span.begin].lower().strip()
        if fined is None and changed and between in language.words("law", "destined"):
            # "Reduced his fine from 500 euros to 100 euros."
            fined = quantity.span
        changed = 0 if fined is None else quantity.span.end
        if fined is not None:
            yield _make(quantity, fined, PenaltyKind.FINE)
            continue
        restored = _following(parse.text, quantity.span.end, language, "restitution_tail")
        if restored is not None:
            words = Span(quantity.span.begin, restored.end())
            yield _make(quantity, words, PenaltyKind.OTHER)


def _make(quantity: Quantity, span: Span, kind: PenaltyKind) -> Fine:
    low = quantity.value if quantity.value is not None else quantity.min
    high = quantity.value if quantity.value is not None else quantity.max
    return Fine(span, kind, low, high, Unit.MONEY.value, quantity.currency)


def _find_span(parse: Parse, language: Language, span: Span) -> Span | None:
    """Return a fine's words with its sum; ``None`` where the sum is no fine."""
    text = parse.text
    before = _ending(text, span.begin, language, "fine_lead")
    outside = _ending(text, span.begin, language, "fine_verb")
    after = _following(text, span.end, language, "fine_tail")
    if before is not None and outside is None:
        return Span(before.start(), span.end)
    if after is not None:
        return Span(span.begin, after.end())
    return span if outside is not None or _is_fined(parse, language, span) else None


def _is_fined(parse: Parse, language: Language, span: Span) -> bool:
    """Whether a sum stands after its verb: "fined Haretski 18,500 roubles"."""
    inside = parse.tokens_in(*span)
    if not inside:
        return False
    fined = language.words("law", "fine_verb")
    heads = {parse.tokens[word.head] for word in inside} - set(inside)
    if any(head.lower in fined for head in heads):
        return True
    low = parse.sentences[inside[0].sentence][0]
    for token in reversed(parse.tokens[low : inside[0].i]):
        if token.lower in fined:
            return True
        # "Fined the firm for a theft of 500 euros": of what, not how much.
        # "Fined her accomplice, Jonas Vaitkus, 3,500 euros": commas set off a name.
        if token.pos in _STOPS and token.text != ",":
            return token.tag == "HYPH"
    return False


def _ending(text: str, at: int, language: Language, name: str) -> Match[str] | None:
    """Return the longest match of an entry that ends just before an offset, or ``None``."""
    found = [
        match
        for pattern in compile_templates(language, "law", name)
        for match in pattern.finditer(text, max(0, at - _REACH), at)
        if not text[match.end() : at].strip()
    ]
    return min(found, key=lambda match: match.start(), default=None)


def _following(text: str, at: int, language: Language, name: str) -> Match[str] | None:
    """Return a match of an entry one character after an offset, or ``None``."""
    found = (p.match(text, at + 1) for p in compile_templates(language, "law", name))
    return next((match for match in found if match is not None), None)
