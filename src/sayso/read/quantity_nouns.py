"""Of whom or what a number is: the noun that it counts, and whether that is people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from sayso.lang.language import Language
from sayso.records.parse import Parse, Token
from sayso.records.value import Quantity, Unit

_PEOPLE = ("person", "military", "lawyer", "expert", "official", "eyewitness", "family_members")
_SUBJECTS = {"nsubj", "nsubjpass", "dobj", "pobj", "conj", "attr", "appos"}
_REACH = 6  # how many words may stand between a number and what it counts


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: its unit, and the words for it, ``None`` where none stand there."""

    unit: Unit
    of: str | None = None


def find_counted(
    parse: Parse, language: Language, last: Token, before: Sequence[Quantity]
) -> Counted | None:
    """Return what the number that ends with a word counts, ``None`` where that cannot be told.

    Args:
        parse: The report.
        language: Its language.
        last: The number's last word.
        before: What was counted before it: "52 of them" are what they were.
    """
    said = _following(parse, last)
    after = last.i + 1
    if said.startswith(tuple(language.words("numbers", "of_them"))):
        who = parse.tokens[after + 2 : after + 3]
        if any(token.lower in language.words("numbers", "who") for token in who):
            return Counted(Unit.PERSON)
        unit = _unit_by_verb(parse, language, last) or _unit_before(before)
        return Counted(unit or Unit.PERSON)
    if (preposition := _count_of(said, language)) is not None:
        after += preposition
        for noun in parse.children(last.i + 1, "pobj"):
            if noun.i >= after and _is_plain(parse, after, noun):
                return name_counted(parse, language, after, noun)
    elif (besides := _find_besides(parse, language, last, before)) is not None:
        return besides
    elif (modified := _modified(parse, last)) is not None:
        return name_counted(parse, language, after, modified)
    elif said.startswith(tuple(language.words("numbers", "state"))):
        return Counted(Unit.PERSON, parse.tokens[after].text)
    head = find_head(parse, after)
    if head is not None:
        return name_counted(parse, language, after, head)
    return _find_unnamed(parse, language, last, before)


def name_counted(parse: Parse, language: Language, first: int, head: Token) -> Counted:
    """Return what a noun is as something counted, with its words from ``first`` on."""
    unit = Unit.PERSON if is_person(head, language) else Unit.ITEM
    while first < head.i and parse.tokens[first].pos in {"DET", "PUNCT"}:
        first += 1
    return Counted(unit, parse.words(first, head.i))


def find_head(parse: Parse, start: int) -> Token | None:
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


def is_person(head: Token, language: Language) -> bool:
    """Whether a noun is of people."""
    if {head.lemma, head.lower} & language.words("numbers", "person") or head.name == "NORP":
        return True
    people = _people(language)
    if head.lemma in people or head.lower in people:
        return True
    return head.tag == "NNPS" or head.lower.endswith(
        tuple(language.words("numbers", "person_suffix"))
    )


def _following(parse: Parse, last: Token) -> str:
    return " ".join(parse.text[last.end : last.end + 20].lower().split()) + " "


def _count_of(said: str, language: Language) -> int | None:
    """Return how many words stand between a number and the noun after "of", if any do."""
    if said.startswith(tuple(f"{words} " for words in language.words("numbers", "part_of"))):
        return 2
    return 1 if said.startswith(_spaced(language, "of")) else None


@cache
def _spaced(language: Language, entry: str) -> tuple[str, ...]:
    return tuple(f"{words} " for words in language.words("numbers", entry))


def _find_besides(
    parse: Parse, language: Language, last: Token, before: Sequence[Quantity]
) -> Counted | None:
    """Return what "15 others" or "three more" counts, where no noun follows."""
    if last.i + 1 >= len(parse.tokens):
        return None
    following = parse.tokens[last.i + 1]
    if following.lower not in language.words("numbers", "others"):
        return None
    if find_head(parse, following.i) not in {None, following}:
        return None
    unit = _unit_by_verb(parse, language, following) or _unit_before(before) or Unit.PERSON
    return Counted(unit, following.text if following.tag == "NNS" else None)


def _find_unnamed(
    parse: Parse, language: Language, last: Token, before: Sequence[Quantity]
) -> Counted | None:
    """Return the unit of a number that stands alone, else ``None``."""
    link = parse.tokens[last.head]
    of = language.words("numbers", "of")
    if last.dep == "pobj" and link.lower in of and link.i < last.i:
        group = parse.tokens[link.head]
        if group.lemma in language.words("numbers", "gathering"):
            return Counted(Unit.PERSON)
    unit = _unit_by_verb(parse, language, last)
    if unit is None and last.tag in {"CD", "NNS"} and last.dep in _SUBJECTS:
        alone = last.dep in {"nsubj", "nsubjpass"} or last.tag == "NNS"
        unit = _unit_before(before) or (Unit.PERSON if alone else None)
    return None if unit is None else Counted(unit)


def _unit_by_verb(parse: Parse, language: Language, number: Token) -> Unit | None:
    """Return the unit that the verb tells: who is killed, or dies, is people."""
    while number.dep == "conj" and number.head < number.i:
        number = parse.tokens[number.head]
    verb = parse.tokens[number.head]
    befallen = verb.lemma in language.words("numbers", "befalls")
    if befallen and number.dep in {"dobj", "nsubjpass"}:
        return Unit.PERSON
    acting = verb.lemma in language.words("numbers", "people_verb")
    return Unit.PERSON if acting and number.dep == "nsubj" else None


def _unit_before(before: Sequence[Quantity]) -> Unit | None:
    return next((q.unit for q in reversed(before) if q.unit in {Unit.PERSON, Unit.ITEM}), None)


def _modified(parse: Parse, number: Token) -> Token | None:
    """Return the noun that a number modifies by the parse, if it follows closely."""
    head = parse.tokens[number.head]
    if number.dep != "nummod" or not number.i < head.i <= number.i + _REACH:
        return None
    above = parse.tokens[head.head]
    if head.dep == "compound" and head.tag == "NN" and above.i == head.i + 1:
        # "Three president debates"; but "a 28-nation bloc" counts nations.
        hyphens = any(token.tag == "HYPH" for token in parse.tokens[number.i : head.i])
        head = head if hyphens else above
    return head if _is_plain(parse, number.i + 1, head) else None


def _is_plain(parse: Parse, first: int, head: Token) -> bool:
    """Whether a noun ends the phrase that begins with a word."""
    if head.pos not in {"NOUN", "PROPN"} or head.i - first > _REACH:
        return False
    between = parse.tokens[first : head.i]
    return all(word.pos != "PUNCT" or word.tag == "HYPH" for word in between)


def _modifies(token: Token, following: Token | None) -> bool:
    """Whether a word can stand between a number and the noun that is counted."""
    if token.pos in {"ADJ", "NUM"} or token.tag in {"VBN", "VBG", "HYPH", "CC", "POS"}:
        return True
    if token.tag == "VBD":
        # "300 mobilized soldiers", where the parser saw a verb.
        return following is not None and following.tag in {"NNS", "NNPS", "JJ"}
    return token.pos == "PUNCT" and token.text in "'\"“‘’”"


@cache
def _people(language: Language) -> frozenset[str]:
    people: Mapping[str, object] = language.lexicons.get("people", {})
    return frozenset().union(
        *(language.words("people", name) for name in _PEOPLE if name in people)
    )
