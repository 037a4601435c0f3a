"""Parts of a whole and multiples: "two-thirds of voters", "three times as many"."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from sayso.lang.language import Language
from sayso.read.number_finding import Said, find_said
from sayso.read.numbers import parse_number
from sayso.read.quantity_nouns import find_counted, find_head, name_counted
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span
from sayso.records.value import Quantity, Unit

_REACH = 24  # how many characters behind a part tell what it is
_WORDS = 6  # how many words may stand between a multiple and what it is of
_TEN = 10


def read_parts(parse: Parse, language: Language) -> tuple[Quantity, ...]:
    """Return the shares and multiples of a report, in text order, their ids still to be given.

    A share is a part of one: "two-thirds" is 0.667, "one in five" 0.2. "Three times as many"
    is 3 times; "beaten three times" counts occasions.
    """
    found = [
        quantity
        for name, read in (("share", _read_share), ("multiple", _read_multiple))
        for match in find_said(language, name, parse.text)
        if (quantity := read(parse, language, match)) is not None
    ]
    found.sort(key=lambda quantity: (quantity.span.begin, -quantity.span.end))
    return tuple(_apart(found))


def _apart(found: list[Quantity]) -> Iterator[Quantity]:
    end = 0
    for quantity in found:
        if quantity.span.begin >= end:
            end = quantity.span.end
            yield quantity


def bound(quantity: Quantity, value: float | None, match: Said) -> Quantity:
    """Return a quantity with its number, as the words before and after it bound or soften it."""
    slots = match.groupdict()

    def says(*names: str) -> bool:
        return any(slots.get(name) is not None for name in names)

    approx = says("about", "about_too", "about2", "about_tail", "dozens")
    if says("at_least", "more_than", "or_more"):
        return replace(quantity, min=value, approx=approx)
    if says("at_most", "less_than", "or_less"):
        return replace(quantity, max=value, approx=approx)
    return replace(quantity, value=value, approx=approx)


def _read_share(parse: Parse, language: Language, match: Said) -> Quantity | None:
    slots = match.groupdict()
    if slots.get("fraction") is not None:
        share = _fraction(match["fraction"], language)
        fits = share is not None and _is_part(parse, language, match)
    else:
        share = _ratio(match, language)
        fits = share is not None
    tokens = parse.tokens_in(match.start(), match.end())
    if not fits or not tokens or parse.text[match.end() : match.end() + 1] in ("-", "%"):
        return None
    if tokens[0].begin != match.start():
        return None
    quantity = Quantity(
        id="q", span=Span(match.start(), match.end()), text=match.text, unit=Unit.SHARE
    )
    return replace(bound(quantity, share, match), of=_find_whole(parse, language, tokens[-1].i + 1))


def _fraction(words: str, language: Language) -> float | None:
    """Return what "half", "a third" or "two-thirds" is of one."""
    said = " ".join(words.lower().split())
    if said in language.words("numbers", "half_word"):
        return 0.5
    parts = re.split(r"[\s\-‐‑–]+", said)
    number = parse_number(" ".join(parts[:-1]), language)
    whole = float(language.values("numbers", "denominator")[parts[-1]])
    # "A third": the article is one.
    share = (1.0 if number is None else number) / whole
    return share if 0 < share <= 1 else None


def _ratio(match: Said, language: Language) -> float | None:
    """Return what "one in five" is of one; ``None`` where both count ("12 out of 40 men")."""
    few = parse_number(match["number"], language)
    many = parse_number(match["number2"], language)
    round_ones = set(language.values("numbers", "round").values())
    if few is None or many is None or not 0 < few < many:
        return None
    small = many <= _TEN and match["in_every"].lower() not in language.words("numbers", "of_ten")
    single = few == 1 and match["in_every"].lower() in language.words("numbers", "in_one")
    return few / many if small or single or many in round_ones else None


def _is_part(parse: Parse, language: Language, match: Said) -> bool:
    """Whether "half" or "a third" is a part of something, no ordinal and no half of a game."""
    said = " ".join(parse.text[match.end() : match.end() + _REACH].lower().split())
    first = parse.token_at(match.start("fraction"))
    bounded = match.start("fraction") > match.start()
    if first is None or _begins(said, language, "of_number"):
        return False
    before = parse.tokens[first.i - 1] if first.i else None
    if before is not None and not bounded:
        inside = language.words("numbers", "no_part_after")
        ordinal = before.lower in language.words("numbers", "ordinal")
        if before.lower in inside or ordinal:
            return False
    if _begins(said, language, "share_tail"):
        return True
    numbered = parse_number(match["fraction"].replace("-", " "), language) is not None
    half = match["fraction"].lower() in language.words("numbers", "half_word")
    return bounded or (numbered and not half) or (half and first.dep in {"nsubj", "nsubjpass"})


def _begins(said: str, language: Language, entry: str) -> bool:
    return _opening(language, entry).match(said) is not None


@cache
def _opening(language: Language, entry: str) -> re.Pattern[str]:
    return re.compile(language.alternation("numbers", entry) + r"(?!\w)")


def _find_whole(parse: Parse, language: Language, start: int) -> str | None:
    """Return the words of the whole that a share is a part of."""
    skipped = language.words("numbers", "share_of")
    while start < len(parse.tokens) and parse.tokens[start].lower in skipped:
        start += 1
    head = find_head(parse, start)
    return None if head is None else name_counted(parse, language, start, head).of


def _read_multiple(parse: Parse, language: Language, match: Said) -> Quantity | None:
    slots = match.groupdict()
    if slots.get("multiplying") is not None:
        return _read_multiplying(parse, language, match)
    tokens = parse.tokens_in(match.start(), match.end())
    if not tokens or tokens[0].begin != match.start():
        return None
    quantity = Quantity(
        id="q", span=Span(match.start(), match.end()), text=match.text, unit=Unit.TIMES
    )
    if slots.get("fold") is not None:
        return bound(quantity, _value(match["fold"], language, "fold"), match)
    if slots.get("fold_ending") is not None:
        return bound(quantity, parse_number(match["number"], language), match)
    if slots.get("twice") is not None:
        value: float | None = _value(match["twice"], language, "twice")
    else:
        value = parse_number(match["number"], language)
    lead = parse.tokens[tokens[0].i - 1].lemma if tokens[0].i else ""
    idiom = lead in language.words("numbers", "no_occasion")
    if value is None or tokens[-1].end > match.end() or idiom:
        return None
    if not _is_multiple(parse, language, match.end(), tokens[-1]):
        said = match.groupdict().get("times_as")
        return replace(bound(quantity, value, match), unit=Unit.ITEM, of=said)
    return replace(bound(quantity, value, match), of=_find_multiplied(parse, language, tokens[-1]))


def _value(word: str, language: Language, entry: str) -> float:
    return float(language.values("numbers", entry)[word.lower()])


def _is_multiple(parse: Parse, language: Language, end: int, last: Token) -> bool:
    """Whether "three times" says how many times as much, not on how many occasions."""
    said = " ".join(parse.text[end : end + _REACH].lower().split())
    if _begins(said, language, "occasion_tail"):
        return False
    following = parse.tokens[last.i + 1 : last.i + 2]
    compared = any(token.tag in {"JJR", "RBR"} for token in following)
    return compared or _begins(said, language, "multiple_tail")


def _find_multiplied(parse: Parse, language: Language, last: Token) -> str | None:
    """Return what there is three times as much of."""
    figures = language.words("numbers", "figure_noun")
    skipped = language.words("numbers", "multiple_skip")
    stops = language.words("numbers", "multiple_stop")
    for token in parse.tokens[last.i + 1 : last.i + 1 + _WORDS]:
        if token.lower in stops or token.sentence != last.sentence:
            return None
        if token.lower in skipped or token.lemma in figures:
            continue
        head = find_head(parse, token.i)
        return None if head is None else name_counted(parse, language, token.i, head).of
    return None


def _read_multiplying(parse: Parse, language: Language, match: Said) -> Quantity | None:
    tokens = parse.tokens_in(match.start(), match.end())
    verb = tokens[-1] if tokens else None
    values = language.values("numbers", "multiplied")
    if verb is None or tokens[0].begin != match.start() or verb.end != match.end():
        return None
    word = verb.lemma if verb.lemma in values else verb.lower
    said = " ".join(parse.text[match.end() : match.end() + _REACH].lower().split())
    is_verb = verb.pos == "VERB" and not _begins(said, language, "no_multiple_before")
    before_noun = _begins(said, language, "multiple_before")
    if word not in values or not (is_verb or (before_noun and verb.lower == word)):
        return None
    quantity = Quantity(
        id="q", span=Span(match.start(), match.end()), text=match.text, unit=Unit.TIMES
    )
    of = (
        _find_multiplied(parse, language, verb)
        if not is_verb
        else _find_grown(parse, language, verb)
    )
    return replace(bound(quantity, float(values[word]), match), of=of)


def _find_grown(parse: Parse, language: Language, verb: Token) -> str | None:
    """Return what doubled, or was doubled."""
    nouns = parse.children(verb.i, "dobj") or parse.children(verb.i, "nsubj", "nsubjpass")
    noun = nouns[0] if nouns else None
    if noun is None or noun.pos not in {"NOUN", "PROPN"}:
        return None
    if noun.lemma in language.words("numbers", "figure_noun"):
        counted = find_counted(parse, language, noun, ())
        return None if counted is None else counted.of
    first = noun.left
    while first < noun.i and parse.tokens[first].pos in {"DET", "PRON"}:
        first += 1
    return parse.words(first, noun.i)
