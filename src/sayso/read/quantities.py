"""How many and how much: the counts and sums of a report."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from itertools import zip_longest
from re import Match

from sayso.lang.language import Language
from sayso.lang.templates import find_templates
from sayso.read.money import read_sums
from sayso.read.numbers import parse_number
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span
from sayso.records.value import Quantity, TimeExpression, Unit

_PEOPLE = ("person", "military", "lawyer", "expert", "official", "eyewitness", "family_members")
_SUBJECTS = {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos", "attr", "ROOT"}


_AGE_FIGURES = 2
_PLACES = {"GPE", "LOC", "FAC", "ORG"}  # "in Minsk (22)" counts
_REACH = 6  # how many words may stand between a number and what it counts


def read_quantities(
    parse: Parse, language: Language, times: tuple[TimeExpression, ...]
) -> tuple[Quantity, ...]:
    """Return every count, sum and share of a report, in text order.

    Words that soften or bound a number belong to its span, so that a footnote never
    quotes a firmer figure than the report gave. Numbers that are part of a time, a name
    or a number of a law, and ages, count nothing and are left out.
    """
    sums = read_sums(parse, language)
    taken = [time.span for time in times] + [quantity.span for quantity in sums]
    taken.sort()
    found = list(sums)
    for match in _numbers(parse.text, language):
        if _overlaps(taken, match.start(), match.end()):
            continue
        counted = _read_count(parse, language, match, found)
        if counted is not None:
            found.append(counted)
    found.sort(key=lambda quantity: quantity.span)
    return tuple(
        replace(quantity, id=f"q{number}") for number, quantity in enumerate(found, start=1)
    )


def _numbers(text: str, language: Language) -> Iterator[Match[str]]:
    """Yield the numbers of a text with what bounds them, from left to right, longest first."""
    found = list(find_templates(language, "numbers", "counting", text))
    found.sort(key=lambda match: (match.start(), -match.end()))
    end = 0
    for match in found:
        if match.start() >= end:
            end = match.end()
            yield match


def _overlaps(taken: list[Span], begin: int, end: int) -> bool:
    at = bisect_right(taken, (begin, begin)) - 1
    near = taken[max(0, at) : at + 3]
    return any(span.begin < end and begin < span.end for span in near)


def _read_count(
    parse: Parse, language: Language, match: Match[str], before: Sequence[Quantity]
) -> Quantity | None:
    span = Span(match.start(), match.end())
    tokens = parse.tokens_in(*span)
    figure = _find_figure(parse, language, tokens[-1]) if tokens else None
    if not tokens or (figure is None and not _counts(parse, language, tokens, match)):
        return None
    quantity = _amount(match, language, Quantity(id="q", span=span, text=match[0]))
    quantity = _without_particle(parse, language, tokens, quantity)
    last = tokens[-1]
    if figure is not None:
        return _put(parse, language, figure, quantity, before)
    following = parse.tokens[last.i + 1] if last.i + 1 < len(parse.tokens) else None
    if following is not None and following.lower in language.words("numbers", "percent"):
        span = Span(span.begin, following.end)
        return replace(
            quantity, span=span, text=parse.text[span.begin : span.end], unit=Unit.PERCENT
        )
    noun = _find_noun(parse, language, last)
    if noun is None:
        unit = _unit_before(parse, language, last, before)
        return None if unit is None else replace(quantity, unit=unit)
    first, head = noun
    if head.lower in language.words("numbers", "times_as"):
        return replace(quantity, unit=Unit.ITEM, of=head.text)
    unit = Unit.PERSON if _is_person(head, language) else Unit.ITEM
    return replace(quantity, unit=unit, of=parse.words(first.i, head.i))


def _find_figure(parse: Parse, language: Language, number: Token) -> Token | None:
    """Return "number" in "put the number of deserters at 31", or ``None``."""
    link = parse.tokens[number.head]
    if number.dep != "pobj" or link.lower not in language.words("numbers", "figure_preposition"):
        return None
    named = language.words("numbers", "figure_noun")
    # "Puts the number of those taken this year at nine": the parser may lose the verb.
    for above in (parse.tokens[link.head], *parse.ancestors(link.head)):
        for noun in parse.children(above.i, "dobj", "nsubj", "nsubjpass"):
            if noun.lemma in named and noun.i < number.i and _is_put_on(language, above, link):
                return noun
    return None


def _is_put_on(language: Language, verb: Token, link: Token) -> bool:
    return link.head == verb.i or verb.lemma in language.words("numbers", "figure_verb")


def _put(
    parse: Parse,
    language: Language,
    figure: Token,
    quantity: Quantity,
    before: Sequence[Quantity],
) -> Quantity | None:
    """Return a figure that was put on something, with what it counts."""
    of = language.words("numbers", "of")
    for preposition in parse.children(figure.i, "prep"):
        for noun in parse.children(preposition.i, "pobj", "pcomp"):
            if preposition.lower in of:
                unit = Unit.PERSON if _is_person(noun, language) else Unit.ITEM
                return replace(quantity, unit=unit, of=parse.words(noun.left, noun.i))
    answered = next((q for q in reversed(before) if q.of is not None), None)
    return None if answered is None else replace(quantity, unit=answered.unit, of=answered.of)


def _without_particle(
    parse: Parse, language: Language, tokens: tuple[Token, ...], quantity: Quantity
) -> Quantity:
    """Give a verb its particle back: "handed over 27 men" are 27, not more."""
    particle = language.entry("numbers", "particle")
    first = tokens[0]
    governed = first.i and parse.tokens[first.i - 1].lemma in particle.lemmas
    if len(tokens) < 2 or first.lower not in particle.values or not governed:
        return quantity
    span = Span(tokens[1].begin, quantity.span.end)
    said = quantity.value if quantity.min is None else quantity.min
    return replace(
        quantity, span=span, text=parse.text[span.begin : span.end], value=said, min=None
    )


def _counts(parse: Parse, language: Language, tokens: tuple[Token, ...], match: Match[str]) -> bool:
    """Whether a number counts something, and is no age, ordinal, title or part of a name."""
    first, last = tokens[0], tokens[-1]
    if first.begin < match.start() and parse.text[match.start() - 1] not in "(\"'“‘[":
        return False
    if last.end > match.end() and parse.text[match.end() : match.end() + 1] not in "-–—'’%\"”":
        return False
    before = parse.tokens[first.i - 1] if first.i else None
    after = parse.tokens[last.i + 1] if last.i + 1 < len(parse.tokens) else None
    if before is not None and before.lower in language.words("numbers", "not_counted"):
        return False
    lead = " ".join(parse.text[max(0, match.start() - 12) : match.start()].lower().split())
    if lead.endswith(tuple(f" {words}" for words in language.words("numbers", "age_lead"))):
        return False
    text = parse.text[match.start() : match.end() + 16].lower()
    # "34," after a name is an age, "one of the" is no count, "2nd" no number.
    said = " ".join(text.split())
    if any(said.startswith(words) for words in language.words("numbers", "one_of")):
        return False
    if before is not None and f"{before.lower} {said}".startswith(
        tuple(language.words("numbers", "one_of"))
    ):
        return False
    if _is_age(parse, language, first, last):
        return False
    commas = before is not None and before.text == "," and (after is None or after.pos == "PUNCT")
    if commas and match[0].isdigit() and len(match[0]) <= 2:
        return False
    if last.name in {"LAW", "DATE", "TIME", "ORDINAL"} and not match.groupdict().get("number"):
        return False
    if len(tokens) == 1 and first.pos == "PROPN" and first.tag == "NNP":
        return False
    return not (match[0].isdigit() and len(match[0]) == 4 and first.name == "DATE")


def _is_age(parse: Parse, language: Language, first: Token, last: Token) -> bool:
    """Whether figures stand apart behind people: "two soldiers, 19 and 22," or "Thet (22)"."""
    joins = language.words("numbers", "age_join")
    left, right = first.i - 1, last.i + 1
    while left > 0 and _is_in_row(parse.tokens[left], joins):
        left -= 1
    while right < len(parse.tokens) and _is_in_row(parse.tokens[right], joins):
        right += 1
    row = parse.tokens[left + 1 : right]
    figures = [token for token in row if token.text.isdecimal()]
    closed = right == len(parse.tokens) or parse.tokens[right].pos == "PUNCT"
    if left < 0 or not figures or not _is_in_row(first, frozenset()):
        return False
    owner, opening = parse.tokens[left], row[0]
    if owner.pos == "PUNCT" and left > 0:
        owner, opening = parse.tokens[left - 1], owner
    if opening.pos != "PUNCT" or not (closed or row[-1].pos == "PUNCT"):
        return False
    several = len(figures) > 1 and owner.pos in {"NOUN", "PROPN"} and _is_person(owner, language)
    return several or (len(figures) == 1 and owner.tag == "NNP" and owner.name not in _PLACES)


def _is_in_row(token: Token, joins: frozenset[str]) -> bool:
    return token.lower in joins or (token.text.isdecimal() and len(token.text) <= _AGE_FIGURES)


def _amount(match: Match[str], language: Language, quantity: Quantity) -> Quantity:
    slots = match.groupdict()
    number = None if slots.get("number") is None else parse_number(match["number"], language)
    second = slots.get("number2")
    approx = slots.get("about") is not None or slots.get("about2") is not None
    if second is not None:
        return replace(quantity, min=number, max=parse_number(second, language), approx=approx)
    if slots.get("dozens") is not None:
        return replace(quantity, approx=True)
    if slots.get("at_least") or slots.get("more_than") or slots.get("or_more"):
        return replace(quantity, min=number, approx=approx)
    if slots.get("at_most") or slots.get("less_than"):
        return replace(quantity, max=number, approx=approx)
    return replace(quantity, value=number, approx=approx)


def _find_noun(parse: Parse, language: Language, last: Token) -> tuple[Token, Token] | None:
    """Return the first and the last word of what is counted, or ``None``."""
    text = parse.text[last.end : last.end + 20].lower()
    said = " ".join(text.split())
    after = last.i + 1
    if said.startswith(tuple(language.words("numbers", "of_them"))):
        return None
    if said.startswith(tuple(f"{words} " for words in language.words("numbers", "part_of"))):
        after += 2
    elif said.startswith(tuple(f"{words} " for words in language.words("numbers", "of"))):
        after += 1
    elif (head := _modified(parse, last)) is not None:
        return parse.tokens[after], head
    head = _noun_phrase(parse, after)
    return None if head is None else (parse.tokens[after], head)


def _modified(parse: Parse, number: Token) -> Token | None:
    """Return the noun that a number modifies by the parse, if it follows closely."""
    head = parse.tokens[number.head]
    if number.dep != "nummod" or not number.i < head.i <= number.i + _REACH:
        return None
    between = parse.tokens[number.i + 1 : head.i]
    plain = all(word.pos != "PUNCT" or word.tag == "HYPH" for word in between)
    return head if plain and head.pos in {"NOUN", "PROPN"} else None


def _noun_phrase(parse: Parse, start: int) -> Token | None:
    """Return the last noun of the phrase that begins with a word, or ``None``."""
    found: Token | None = None
    words = parse.tokens[start : start + _REACH + 2]
    for token, following in zip_longest(words, words[1:]):
        if found is not None and token.sentence != found.sentence:
            break
        if token.pos in {"NOUN", "PROPN"}:
            # "300 soldiers Monday": a plural ends the phrase unless it modifies.
            plural = found is not None and found.tag in {"NNS", "NNPS"}
            if found is not None and plural and found.dep != "compound" and found.head != token.i:
                break
            found = token
            continue
        inside = found is None or token.tag in {"HYPH", "POS"}
        if not inside or not _modifies(token, following):
            break
    return found


def _modifies(token: Token, following: Token | None) -> bool:
    """Whether a word can stand between a number and the noun that is counted."""
    if token.pos in {"ADJ", "NUM"} or token.tag in {"VBN", "VBG", "HYPH", "CC", "POS"}:
        return True
    if token.tag == "VBD":
        # "300 mobilized soldiers", where the parser saw a verb.
        return following is not None and following.tag in {"NNS", "NNPS"}
    return token.pos == "PUNCT" and token.text in "'\"“‘’”"


def _is_person(head: Token, language: Language) -> bool:
    if {head.lemma, head.lower} & language.words("numbers", "person") or head.name == "NORP":
        return True
    people = _people(language)
    if head.lemma in people or head.lower in people:
        return True
    return head.tag == "NNPS" or head.lower.endswith(
        tuple(language.words("numbers", "person_suffix"))
    )


@cache
def _people(language: Language) -> frozenset[str]:
    people: Mapping[str, object] = language.lexicons.get("people", {})
    return frozenset().union(
        *(language.words("people", name) for name in _PEOPLE if name in people)
    )


def _unit_before(
    parse: Parse, language: Language, last: Token, before: Sequence[Quantity]
) -> Unit | None:
    """Return the unit of what was counted last, for a number that stands alone; else ``None``."""
    counted = next((q.unit for q in reversed(before) if q.unit in {Unit.PERSON, Unit.ITEM}), None)
    said = " ".join(parse.text[last.end : last.end + 20].lower().split())
    if said.startswith(tuple(language.words("numbers", "of_them"))):
        return counted or Unit.PERSON
    if last.tag != "CD" or last.dep not in _SUBJECTS:
        return None
    return counted or (Unit.PERSON if last.dep in {"nsubj", "nsubjpass"} else None)
