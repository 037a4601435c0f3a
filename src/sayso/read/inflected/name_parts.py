"""Where one person's name ends and another's begins in words that were run together."""

from collections.abc import Iterator, Sequence

from sayso.lang.folding import fold
from sayso.read.inflected.mention_words import MentionWords
from sayso.read.inflected.phrases import find_first, find_owner, list_cases, list_forms
from sayso.records.entity import Gender
from sayso.records.morph import get_morph
from sayso.records.parse import Parse

_HYPHENS = frozenset({"-", "–"})
_SURNAME, _GIVEN = "Sur", "Giv"


def split_name(
    parse: Parse, words: MentionWords, first: int, last: int
) -> tuple[tuple[int, int], ...]:
    """Return the names of several people that the engine ran together, in text order.

    A finite verb or a common noun for somebody in lower case is no part of a name; two
    surnames or two given names that no hyphen joins are two people's, and so are a surname
    and a given name that no case and gender have in common ("жены Пестрякова Марины").

    Args:
        parse: The report's parse.
        words: The language's words for people.
        first: First word of what the engine took for one name.
        last: Its last word.
    """
    found: list[tuple[int, int]] = []
    begin = first
    for i in range(first, last + 2):
        if i <= last and not _is_between(parse, words, i):
            continue
        if begin < i:
            found += _split(parse, words, begin, i - 1)
        begin = i + 1
    return tuple(found)


def is_initial(parse: Parse, i: int) -> bool:
    """Whether a word is a letter that stands for a name: "Д", "Д."."""
    if not 0 <= i < len(parse.tokens):
        return False
    text = parse.tokens[i].text
    if len(text) == 1 and text.isupper():
        return i + 1 < len(parse.tokens) and parse.tokens[i + 1].text == "."
    return len(text) == 2 and text[0].isupper() and text[1] == "."


def _is_between(parse: Parse, words: MentionWords, i: int) -> bool:
    """Whether a word in lower case is a verb or a noun for somebody, of no name."""
    token = parse.tokens[i]
    if not token.text[0].islower():
        return False
    morph = get_morph(token.tag)
    finite = token.pos in {"VERB", "AUX"} and morph.form == "Fin"
    return finite or (token.pos == "NOUN" and fold(token.lemma) in words.people)


def _split(parse: Parse, words: MentionWords, first: int, last: int) -> Iterator[tuple[int, int]]:
    begin = first
    at: dict[str, int] = {}
    kinds = _list_kinds(parse, words, first, last)
    for i in range(first, last + 1):
        kind = kinds[i - first]
        if kind not in {_SURNAME, _GIVEN} or (i > first and parse.tokens[i - 1].text in _HYPHENS):
            continue
        initials = is_initial(parse, i) and is_initial(parse, at.get(_GIVEN, -1))
        behind = at.get(_GIVEN, -1)
        if kind == _SURNAME and at.get(_SURNAME) == begin and behind == begin + 1:
            # A surname, and another one behind the given name: the first is somebody else's.
            yield begin, begin
            begin, at = behind, {_GIVEN: behind}
        elif (kind == _GIVEN and _is_another(parse, words, begin, at, i)) or (
            kind in at and not is_initial(parse, i) and _parts(parse, begin, i)
        ):
            yield begin, i - 1
            begin, at = i, {}
        if not initials:
            at[kind] = i
    yield begin, last


def _is_another(parse: Parse, words: MentionWords, begin: int, at: dict[str, int], i: int) -> bool:
    """Whether a given name behind a surname is another's: "Петра Зотова Вера"."""
    surname = at.get(_SURNAME)
    if surname != i - 1 or is_initial(parse, i):
        return False
    if at.get(_GIVEN) == begin == surname - 1 and not is_initial(parse, begin):
        return True
    return surname == begin and (
        _differ(parse, words, begin, i) or _is_whose(parse, words, begin, i)
    )


def _is_whose(parse: Parse, words: MentionWords, surname: int, given: int) -> bool:
    """Whether a surname behind a noun for kin says whose: "тётя Зотова Вера" is Зотов's aunt.

    Words for kin need to say whose somebody is; where a pronoun does, the name is one.
    """
    noun = surname - 1
    if noun < 0 or parse.tokens[noun].sentence != parse.tokens[surname].sentence:
        return False
    kin = fold(parse.tokens[noun].lemma) in words.kin
    if not kin or find_owner(parse, words, find_first(parse, noun)) is not None:
        return False
    his = ("Masc", "Gen") in _list_places(parse, surname, _SURNAME)
    return his and bool(list_cases(parse, noun) & list_cases(parse, given))


def _list_kinds(parse: Parse, words: MentionWords, first: int, last: int) -> Sequence[str]:
    """Return which part of a name each word is."""
    kinds = [_get_kind(parse, i) for i in range(first, last + 1)]
    if kinds == [_GIVEN, _GIVEN]:
        # One of two may be a surname that the engine does not know.
        either = [_has(parse, i, _SURNAME) for i in (first, last)]
        if either == [True, False]:
            return (_SURNAME, _GIVEN)
        if either == [False, True] and not _differ(parse, words, last, first):
            return (_GIVEN, _SURNAME)
    if (
        kinds == [_SURNAME, _SURNAME]
        and not _has(parse, first, _SURNAME)
        and _has(parse, last, _SURNAME)
    ):
        # "Эльвин Сейтаблаев": what only looks like a plural of a given name is one.
        return (_GIVEN, _SURNAME)
    if (
        kinds == [_SURNAME, _SURNAME]
        and _has(parse, first, _GIVEN)
        and not _has(parse, last, _GIVEN)
    ):
        # "Приговорил контрактника Романа Белова": the first is a given name as well.
        return (_GIVEN, _SURNAME)
    return kinds


def _get_kind(parse: Parse, i: int) -> str:
    """Return which part of a name a word is: "Хасанов" behind "Руслан" is no plural of "Хасан"."""
    if is_initial(parse, i):
        return _GIVEN
    morph = get_morph(parse.tokens[i].tag)
    if morph.name == _GIVEN and morph.number == "Plur":
        return _SURNAME
    if morph.name or not parse.tokens[i].text[0].isupper():
        return morph.name
    # "Віра" is a word besides.
    kinds = {form.name for form in list_forms(parse, i) if form.number != "Plur"}
    return next((kind for kind in (_GIVEN, _SURNAME) if kind in kinds), "")


def _has(parse: Parse, i: int, kind: str) -> bool:
    return any(form.name == kind for form in list_forms(parse, i))


def _differ(parse: Parse, words: MentionWords, surname: int, given: int) -> bool:
    """Whether a surname and a given name have no case, number and gender in common."""
    mine = _list_places(parse, surname, _SURNAME)
    theirs = _list_places(parse, given, _GIVEN)
    text = fold(parse.tokens[surname].text)
    if text.endswith(words.endings[Gender.FEMALE]):
        # "Лосева" is she in the nominative alone.
        mine = {(gender, case) for gender, case in mine if gender != "Fem" or case == "Nom"}
    if not mine or not theirs:
        cases, others = list_cases(parse, surname), list_cases(parse, given)
        return bool(cases and others) and not cases & others
    if ("Masc", "Nom") in mine and not text.endswith(words.endings[Gender.MALE]):
        # Women keep a man's surname in every case: "Ткачук Марины".
        mine |= {("Fem", case) for _, case in theirs}
    return not any(
        case == other and (gender == sex or not gender or not sex)
        for gender, case in mine
        for sex, other in theirs
    )


def _list_places(parse: Parse, i: int, kind: str) -> set[tuple[str, str]]:
    """Return the genders and cases in which a word is a part of one person's name."""
    return {
        (form.gender, form.case)
        for form in list_forms(parse, i)
        if form.name == kind and form.number != "Plur" and form.case
    }


def _parts(parse: Parse, begin: int, i: int) -> bool:
    """Whether words before ``i`` are a name of their own: the cases of both differ."""
    one, other = get_morph(parse.tokens[begin].tag), get_morph(parse.tokens[i].tag)
    return one.case != other.case or (one.gender != other.gender and bool(one.gender))
