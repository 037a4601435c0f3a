"""Which words are names, and what they name: people, bodies, media, places."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from sayso.lang.folding import fold
from sayso.read.inflected.media import find_media
from sayso.read.inflected.mention_words import MentionWords
from sayso.read.inflected.name_parts import is_initial, split_name
from sayso.read.inflected.phrases import agree, can_be, find_governed, list_forms
from sayso.records.entity import EntityType
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token

_PERSON = "PERSON"
_BODY = "ORGANIZATION"
_PERSONAL = frozenset({"Giv", "Sur", "Pat"})
_LONGEST_BODY = 8
_SHORTEST = 4
_ENDING = 3
"""Letters at the end of a name that a case may change."""
_DESCRIBING = frozenset({"ADJ", "NOUN", "PROPN"})
_LAND = 4
"""Letters at most of a country's initials."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NameRun:
    """A name: words ``first`` to ``last``, both inclusive.

    Attributes:
        type: What it names.
        lead: The noun beside it that says what it is ("канал"), or ``None``.
        sign: Whether it is a call sign.
        reach: Of a body the last word of where it is: "МВД Дагестана". That place keeps a
            name of its own; ``None`` where none is beside it.
    """

    first: int
    last: int
    type: EntityType
    lead: int | None = None
    sign: bool = False
    reach: int | None = None


@dataclass(slots=True)
class _Taken:
    """Words that belong to a name already."""

    words: set[int] = field(default_factory=set)
    people: set[int] = field(default_factory=set)

    def take(self, first: int, last: int) -> bool:
        """Take words, unless one of them is taken."""
        inside = range(first, last + 1)
        if not self.words.isdisjoint(inside):
            return False
        self.words.update(inside)
        return True


def find_names(
    parse: Parse, words: MentionWords, places: Sequence[tuple[int, int]]
) -> tuple[NameRun, ...]:
    """Return the names of a report in text order; none overlaps another.

    Bodies that are told by a common noun ("Ростовский гарнизонный военный суд") are
    not among them.
    """
    taken = _Taken()
    runs = [
        NameRun(first=one.first, last=one.last, type=one.type, lead=one.lead, sign=one.sign)
        for one in find_media(parse, words)
        if taken.take(one.first, one.last)
    ]
    runs += _find_bodies(parse, words, places, taken)
    runs += _find_people(parse, words, places, taken)
    for first, last in places:
        if _is_of_body(parse, words, first, last) or _is_of_law(parse, words, first):
            continue
        if taken.take(first, last):
            runs.append(NameRun(first=first, last=last, type=EntityType.PLACE))
    runs += _find_labelled(parse, words, taken)
    return tuple(sorted(runs, key=lambda run: run.first))


def _is_of_body(parse: Parse, words: MentionWords, first: int, last: int) -> bool:
    """Whether what looks like a place is a body: "Полиция", "Читинский гарнизонный суд"."""
    if first == last and parse.tokens[first].pos == "NOUN":
        return fold(parse.tokens[first].lemma) in words.bodies
    if first != last or parse.tokens[first].pos != "ADJ":
        return False
    for i in range(last + 1, min(last + _LONGEST_BODY, len(parse.tokens))):
        token = parse.tokens[i]
        if token.sentence != parse.tokens[first].sentence or token.pos not in _DESCRIBING:
            return False
        if token.pos != "ADJ":
            return fold(token.lemma) in words.bodies and agree(parse, first, i)
    return False


def _is_of_law(parse: Parse, words: MentionWords, first: int) -> bool:
    """Whether a place is a law's initials, or whose law it is: "УК РФ"."""
    around = parse.tokens[max(first - 1, 0) : first + 1]
    return any(token.text in words.law_initials for token in around)


# -- bodies by their initials


def _find_bodies(
    parse: Parse, words: MentionWords, places: Sequence[tuple[int, int]], taken: _Taken
) -> Iterator[NameRun]:
    ends = dict(places)
    for token in parse.tokens:
        initials = words.acronyms.fullmatch(token.text) or words.institutions.fullmatch(token.text)
        if initials is None or token.i in taken.words:
            continue
        last = _find_number_behind(parse, token)
        reach: int | None = None
        if words.acronyms.fullmatch(token.text):
            last = _find_land(parse, last)
            reach = _find_region(parse, words, ends, last)
        if taken.take(token.i, last):
            yield NameRun(first=token.i, last=last, type=EntityType.ORGANIZATION, reach=reach)


def _find_region(
    parse: Parse, words: MentionWords, ends: Mapping[int, int], last: int
) -> int | None:
    """Return the last word of the place whose body it is: "МВД Дагестана", "УФСБ по Дагестану"."""
    sentence = parse.tokens[last].sentence
    behind = parse.tokens[last + 1 : last + 2]
    case = "Gen"
    if behind and "Dat" in words.cases_behind.get(fold(behind[0].text), ""):
        last, case = last + 1, "Dat"
    end = ends.get(last + 1)
    if end is None or parse.tokens[end].sentence != sentence:
        return None
    return end if can_be(parse, end, case) else None


def _find_land(parse: Parse, last: int) -> int:
    """Return the last word of "Минобороны РФ"; the same word where no initials follow."""
    governed = find_governed(parse, last)
    if governed is None or governed != last + 1:
        return last
    text = parse.tokens[governed].text
    return governed if text.isupper() and len(text) <= _LAND else last


def _find_number_behind(parse: Parse, token: Token) -> int:
    """Return the last word of "СИЗО № 1"; the word itself where no number follows."""
    following = parse.tokens[token.i + 1 : token.i + 3]
    if len(following) == 2 and following[0].text in {"№", "-"} and following[1].text.isdecimal():
        return token.i + 2
    return token.i


def _find_labelled(parse: Parse, words: MentionWords, taken: _Taken) -> Iterator[NameRun]:
    """Yield the bodies that only the engine saw; common nouns are read elsewhere."""
    for name in parse.names:
        first, last = name.first, name.last
        if name.label != _BODY or last - first >= _LONGEST_BODY:
            continue
        tokens = parse.tokens[first : last + 1]
        if any(fold(t.lemma) in words.bodies | words.media | words.channels for t in tokens):
            continue
        platform = words.platforms.fullmatch(parse.words(first, last)) is not None
        opens = first == parse.sentences[tokens[0].sentence][0] and first == last
        lawful = tokens[0].text in words.law_initials | words.no_bodies
        lawful = lawful or words.public.fullmatch(parse.words(first, last)) is not None
        named = any(t.text[0].isupper() for t in tokens) and not platform and not lawful
        # The first word of a sentence has a capital whatever it is.
        if named and (not opens or tokens[0].pos == "PROPN") and taken.take(first, last):
            yield NameRun(first=first, last=last, type=EntityType.ORGANIZATION)


# -- people


def _find_people(
    parse: Parse, words: MentionWords, places: Sequence[tuple[int, int]], taken: _Taken
) -> Iterator[NameRun]:
    placed = {i for first, last in places for i in range(first, last + 1)}
    towns = {parse.tokens[first].lemma for first, last in places if first == last}
    seen = {
        i: number
        for number, name in enumerate(parse.names)
        if name.label == _PERSON
        for i in range(name.first, name.last + 1)
    }
    sure = _list_stems(parse, _list_sure(parse))
    for name in parse.names:
        if name.label != _PERSON:
            continue
        parts = split_name(parse, words, name.first, name.last)
        for begin, end in parts:
            first, last = _trim(parse, words, begin, end)
            if first > last:
                continue
            if len(parts) == 1:
                first, last = _widen(parse, first, last, taken, seen)
            alone = first == last
            if alone and (first in placed or not _is_personal(parse, first, sure)):
                continue
            if alone and parse.tokens[first].lemma in towns:
                continue  # "Никому не был нужен Угледар"
            if taken.take(first, last):
                taken.people.update(range(first, last + 1))
                yield NameRun(first=first, last=last, type=EntityType.PERSON)
    for first, last in places:
        listed = first == last and _is_of_several(parse, words, first, taken.people)
        if listed and taken.take(first, last):
            taken.people.add(first)
            yield NameRun(first=first, last=last, type=EntityType.PERSON)
    known = _list_stems(parse, taken.people)
    for token in parse.tokens:
        if token.i in taken.words or token.i in placed or not token.text[0].isupper():
            continue
        first, last = token.i, token.i
        if get_morph(token.tag).name in _PERSONAL:
            first, last = _widen(parse, token.i, token.i, taken, seen)
        if (last > first or _is_known(parse, token, known)) and taken.take(first, last):
            yield NameRun(first=first, last=last, type=EntityType.PERSON)


def _is_of_several(parse: Parse, words: MentionWords, i: int, people: Set[int]) -> bool:
    """Whether what looks like a place is one of several people: "солдаты Иванов и Петренко"."""
    if not any(form.name == "Sur" for form in list_forms(parse, i)):
        return False
    tokens, noun = parse.tokens, i - 1
    if not (i + 2 in people and tokens[i + 1].pos == "CCONJ"):
        if not (i - 2 in people and tokens[i - 1].pos == "CCONJ"):
            return False
        noun = i - 2
        while noun in people:
            noun -= 1
    if noun < 0 or tokens[noun].sentence != tokens[i].sentence:
        return False
    several = any(form.number == "Plur" for form in list_forms(parse, noun))
    return several and fold(tokens[noun].lemma) in words.people


def _list_stems(parse: Parse, people: Set[int]) -> frozenset[str]:
    """Return what all cases of the words of people's names share."""
    words = (parse.tokens[i].text for i in people)
    return frozenset(_get_stem(word) for word in words if len(word) > _SHORTEST)


def _get_stem(word: str) -> str:
    return fold(word)[: max(len(word) - _ENDING, _SHORTEST)]


def _is_known(parse: Parse, token: Token, stems: frozenset[str]) -> bool:
    """Whether a word that the engine saw in no name is one that people in the report bear.

    Its form must be one of a name: a sentence opens with a capital whatever it is.
    """
    if len(token.text) <= _SHORTEST or token.text.isupper():
        return False
    named = any(form.name in _PERSONAL for form in list_forms(parse, token.i))
    alike = any(fold(token.text)[:n] in stems for n in range(_SHORTEST, len(token.text) + 1))
    opens = token.i == parse.sentences[token.sentence][0]
    return alike and (named or (token.pos in {"PROPN", "X"} and not opens))


def _list_sure(parse: Parse) -> frozenset[int]:
    """Return the words of people's names that are no single word at the beginning of a sentence."""
    return frozenset(
        i
        for name in parse.names
        if name.label == _PERSON and (name.first < name.last or not _opens(parse, name.first))
        for i in range(name.first, name.last + 1)
    )


def _opens(parse: Parse, i: int) -> bool:
    """Whether nothing but marks stands before a word in its sentence."""
    begin = parse.sentences[parse.tokens[i].sentence][0]
    return all(token.pos == "PUNCT" for token in parse.tokens[begin:i])


def _is_personal(parse: Parse, i: int, sure: Set[str]) -> bool:
    """Whether one word alone can be somebody's name.

    A sentence opens with a capital whatever it is: there the dictionary must know the word
    as a name, or the report must name somebody so elsewhere (``sure``: stems).
    """
    token = parse.tokens[i]
    if len(token.text) <= 2 or token.text.isupper():
        return False
    forms = list_forms(parse, i)
    if any(form.name in _PERSONAL for form in forms):
        return True
    if _opens(parse, i):
        text = fold(token.text)
        return any(text[:n] in sure for n in range(_SHORTEST, len(text) + 1))
    known = bool(forms[0].name) or (forms[0].animate is True and token.pos in {"PROPN", "NOUN"})
    return known or token.pos not in {"VERB", "ADV", "ADP", "AUX"}


def _trim(parse: Parse, words: MentionWords, first: int, last: int) -> tuple[int, int]:
    """Return a name without titles, common nouns and marks at its ends."""
    while first <= last and not _names(parse, words, first):
        first += 1
    while first <= last and not _names(parse, words, last) and not _is_initials_dot(parse, last):
        last -= 1
    return first, last


def _names(parse: Parse, words: MentionWords, i: int) -> bool:
    token = parse.tokens[i]
    if not token.text[0].isupper() or fold(token.text) in words.titles:
        return False
    if fold(token.lemma) in words.deities:
        return False
    if len(token.text) == 1 and not is_initial(parse, i):
        return False  # "К А. Белову": a preposition opens the sentence
    if token.pos == "NOUN" and not get_morph(token.tag).name and token.text.isalpha():
        # "Вину Хасанов признал": a sentence opens with a capital.
        opens = i == parse.sentences[token.sentence][0]
        return not opens and fold(token.lemma) not in words.people
    return True


def _is_whole_initial(parse: Parse, i: int) -> bool:
    """Whether a word is an initial with its dot."""
    return len(parse.tokens[i].text) == 2 and is_initial(parse, i)


def _is_initials_dot(parse: Parse, i: int) -> bool:
    return parse.tokens[i].text == "." and is_initial(parse, i - 1)


def _widen(
    parse: Parse, first: int, last: int, taken: _Taken, seen: Mapping[int, int]
) -> tuple[int, int]:
    """Return a name with the initials, the patronymic and the surname beside it.

    Args:
        parse: The report's parse.
        first: First word of the name.
        last: Its last word.
        taken: Words that belong to a name already.
        seen: The number of the person's name that the engine saw each word in: two that it
            saw apart are two people's.
    """
    mine = seen.get(first)
    sentence = parse.tokens[first].sentence
    while last + 1 < len(parse.tokens) and last + 1 not in taken.words:
        if is_initial(parse, last + 1) and parse.tokens[last + 1].sentence == sentence:
            last += 2 if parse.tokens[last + 1].text[-1] != "." else 1
        elif mine == seen.get(last + 1, mine) and _continues(parse, last, last + 1):
            last += 1
        else:
            break
    while first > 0 and first - 1 not in taken.words:
        dotted = parse.tokens[first - 1].text == "." and is_initial(parse, first - 2)
        if dotted and parse.tokens[first - 2].sentence == sentence and first - 2 not in taken.words:
            first -= 2
        elif _is_whole_initial(parse, first - 1) or (
            mine == seen.get(first - 1, mine) and _continues(parse, first, first - 1)
        ):
            first -= 1
        else:
            break
    return first, last


def _continues(parse: Parse, inside: int, i: int) -> bool:
    """Whether a word beside a name is part of it: of another kind, in the same case."""
    token, known = parse.tokens[i], parse.tokens[inside]
    morph, other = get_morph(token.tag), get_morph(known.tag)
    if token.sentence != known.sentence or not token.text[0].isupper():
        return False
    if morph.name not in _PERSONAL or other.name not in _PERSONAL or morph.name == other.name:
        return False
    return morph.case == other.case or "" in (morph.case, other.case)
