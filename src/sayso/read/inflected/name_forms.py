"""What a person's name can be in the nominative, and which of it its place allows."""

from collections.abc import Mapping
from dataclasses import replace

from sayso.lang.folding import fold
from sayso.read.inflected.mention_words import MentionWords
from sayso.read.inflected.phrases import list_cases, list_forms
from sayso.records.entity import Gender
from sayso.records.morph import Morph, get_morph
from sayso.records.naming import NamedPerson, Namer
from sayso.records.parse import Parse, Token

_GENDERS = {"Masc": Gender.MALE, "Fem": Gender.FEMALE}
_ALL = frozenset({"Nom", "Gen", "Dat", "Acc", "Ins", "Loc"})
_OBLIQUE = _ALL - {"Nom"}
_REACH = 8
"""Words to either side of a name among which its verb is looked for."""
_BREAKS = frozenset(",;:()—–.!?")


def list_readings(
    parse: Parse,
    first: int,
    last: int,
    namer: Namer,
    endings: Mapping[Gender, tuple[str, ...]],
    told: Gender | None = None,
) -> tuple[NamedPerson, ...]:
    """Return what the words of a name can name in the nominative, likeliest first.

    Args:
        parse: The report's parse.
        first: First word of the name.
        last: Its last word.
        namer: Puts names into the nominative.
        endings: Ends of surnames that one gender alone bears.
        told: Whose it is, where a word before it shows that: "22-летнего".
    """
    words, tags = _join_initials(parse, first, last)
    if told is not None:
        # By the tags it would be hers: "22-летнего Эльвина Сафина".
        return (replace(namer.name_person(words, [""] * len(words), gender=told), others=()),)
    found = namer.name_person(words, tags)
    sure = tuple(one for one in (found, *found.others) if one.gender is not None and one.surname)
    if found.gender is None and not found.surname and sure:
        return tuple(replace(one, others=()) for one in sure)
    usual = tuple(one for one in sure if _ends_so(one, endings))
    if usual and len(usual) < len(sure):
        # "Блиновской" is she, Блиновская: no man is called Блиновска.
        return tuple(replace(one, others=()) for one in usual)
    hers = fold(found.surname).endswith(endings[Gender.FEMALE])
    if found.gender is None and sure and hers:
        # "Шевелёва" is she, or Шевелёв in the genitive, however a word is tagged.
        woman = replace(found, others=(), gender=Gender.FEMALE)
        return (woman, *(replace(one, others=()) for one in sure))
    if found.gender is None or (not found.given and _is_either(parse, last, found)):
        # "Шевчук" is he or she: which of them the words around may tell.
        return tuple(replace(found, others=(), gender=gender) for gender in Gender)
    others = (one for one in found.others if one.gender is not None)
    return (replace(found, others=()), *(replace(one, others=()) for one in others))


def _is_either(parse: Parse, last: int, found: NamedPerson) -> bool:
    """Whether a surname in the nominative is a man's as well as a woman's: "Гриценко"."""
    forms = list_forms(parse, last)
    genders = {form.gender for form in forms if form.case == "Nom" and form.name == "Sur"}
    same = fold(found.surname) == fold(parse.tokens[last].text)
    return same and {"Masc", "Fem"} <= genders


def _ends_so(person: NamedPerson, endings: Mapping[Gender, tuple[str, ...]]) -> bool:
    """Whether a surname ends as those of its bearer's gender alone do."""
    return person.gender is not None and fold(person.surname).endswith(endings[person.gender])


def choose_readings(
    parse: Parse,
    first: int,
    last: int,
    readings: tuple[NamedPerson, ...],
    *,
    beside: int | None,
    words: MentionWords,
) -> tuple[tuple[NamedPerson, ...], Gender | None]:
    """Return the readings of a name that the words around it leave, and whose it is.

    The gender is ``None`` where nothing tells; where words only make one likelier, its
    reading stands first. A name that may be his or hers is left as one reading of no gender.

    Args:
        parse: The report's parse.
        first: First word of the name.
        last: Its last word.
        readings: All that it can be.
        beside: The noun that stands beside the name in its case ("адвоката Белову").
        words: The language's words: the cases that prepositions and verbs govern.
    """
    surname = _find_surname(parse, first, last)
    if len(readings) == 1 or surname is None:
        return readings, readings[0].gender
    cases = [(one, _list_cases_of(parse, surname, one)) for one in readings]
    before = parse.tokens[first - 1] if first else None
    governed = before is not None and before.sentence == parse.tokens[first].sentence
    # By the word itself too: "О" at the beginning may be taken for an initial.
    told = words.cases_behind.get(fold(before.text), "") if governed and before is not None else ""
    if governed and before is not None and (told or before.pos == "ADP"):
        known = frozenset(told.split()) or _OBLIQUE
        left = likely = _keep(cases, known & _OBLIQUE)
    elif beside is None and _is_dative(parse, first, last, cases, words):
        left = likely = _keep(cases, frozenset({"Dat"}))
    else:
        left, likely = _choose(parse, first, last, beside, cases)
    genders = {one.gender for one in likely}
    gender = likely[0].gender if len(genders) == 1 else None
    if gender is None and len({one.name for one in left}) == 1:
        return (replace(left[0], gender=None),), None
    return left, gender


def _keep(
    readings: list[tuple[NamedPerson, frozenset[str]]], cases: frozenset[str]
) -> tuple[NamedPerson, ...]:
    """Return the readings that can stand in one of some cases; all where none can."""
    kept = tuple(one for one, mine in readings if mine & cases)
    return kept or tuple(one for one, _ in readings)


def _choose(
    parse: Parse,
    first: int,
    last: int,
    beside: int | None,
    readings: list[tuple[NamedPerson, frozenset[str]]],
) -> tuple[tuple[NamedPerson, ...], tuple[NamedPerson, ...]]:
    """Return the readings that the words around a name leave, and the likely ones of these."""
    everyone = tuple(one for one, _ in readings)
    if beside is not None:
        left = _keep(readings, list_cases(parse, beside) or _ALL)
        return left, left
    verb = _find_verb(parse, first, last)
    if verb is None:
        return everyone, everyone
    gender, plural = verb
    if plural:
        if _is_listed(parse, first, last) and not _has_other_subjects(parse, first, last):
            return everyone, everyone
    else:
        # "Сказала Ковалёва" is she; in "задержал Ковалёва" it is he who was detained.
        doing = tuple(
            one
            for one, cases in readings
            if "Nom" in cases and one.gender in {None, _GENDERS.get(gender, one.gender)}
        )
        if doing:
            return doing, doing
    left = _keep(readings, _OBLIQUE)
    objects = frozenset({"Dat"}) if _has_object(parse, first, last) else frozenset({"Acc", "Gen"})
    likely = _keep([pair for pair in readings if pair[0] in left], objects)
    # Only likelier: whoever else was told of may yet be meant.
    return (*likely, *(one for one in left if one not in likely)), likely


def _is_dative(
    parse: Parse,
    first: int,
    last: int,
    readings: list[tuple[NamedPerson, frozenset[str]]],
    words: MentionWords,
) -> bool:
    """Whether the verb of a name that is no subject governs the dative: "Волкову грозит срок"."""
    if any("Nom" in cases for _, cases in readings):
        return False
    for step, edge in ((1, last), (-1, first)):
        for away in range(1, _REACH):
            i = edge + step * away
            if not 0 <= i < len(parse.tokens):
                break
            token = parse.tokens[i]
            if token.sentence != parse.tokens[first].sentence or token.text in _BREAKS:
                break
            if token.pos == "VERB" and get_morph(token.tag).form == "Fin":
                return fold(token.lemma) in words.governs_dative
    return False


def _has_object(parse: Parse, first: int, last: int) -> bool:
    """Whether something else is what is done, so that a name is to whom: "Ковалёву дали срок"."""
    for step, edge in ((1, last), (-1, first)):
        for away in range(1, _REACH):
            i = edge + step * away
            if not 0 <= i < len(parse.tokens):
                break
            token = parse.tokens[i]
            if token.sentence != parse.tokens[first].sentence:
                break
            if token.text in _BREAKS:
                # "Ковалёву сообщили, что": what was said is the object.
                if step == 1 and parse.tokens[i + 1 : i + 2]:
                    return parse.tokens[i + 1].pos == "SCONJ" or token.text == ":"
                break
            morph = get_morph(token.tag)
            if morph.form == "Inf":
                return True
            governed = i > 0 and any(one.pos == "ADP" for one in parse.tokens[max(i - 2, 0) : i])
            if token.pos == "NOUN" and morph.case in {"Acc", "Nom"} and not governed:
                return morph.animate is False
            counted = token.pos == "NUM" and morph.case in {"Acc", "Nom"} and not governed
            if counted and i + 1 < len(parse.tokens):
                # "Роману дали четыре года": so many of what.
                return get_morph(parse.tokens[i + 1].tag).animate is False
    return False


def _join_initials(parse: Parse, first: int, last: int) -> tuple[list[str], list[str]]:
    """Return a name's words with the dots of its initials, and their tags."""
    words: list[str] = []
    tags: list[str] = []
    for token in parse.tokens[first : last + 1]:
        if token.text == "." and words:
            words[-1] += "."
        elif any(letter.isalpha() for letter in token.text):
            words.append(token.text)
            morph = get_morph(token.tag)
            # "Хасанов" is no plural of "Хасан" where it is one person's name.
            several = morph.name == "Giv" and morph.number == "Plur"
            tags.append("" if several else token.tag)
    return words, tags


def _find_surname(parse: Parse, first: int, last: int) -> Token | None:
    """Return the word of a name that two genders can share."""
    tokens = [t for t in parse.tokens[first : last + 1] if len(t.text) > 2]
    named = [t for t in tokens if get_morph(t.tag).name == "Sur"]
    return named[0] if named else tokens[-1] if tokens else None


def _list_cases_of(parse: Parse, surname: Token, reading: NamedPerson) -> frozenset[str]:
    """Return the cases that a surname can stand in where it is this person's."""
    forms = list_forms(parse, surname.i)
    cases = {
        form.case
        for form in forms
        if form.case
        and form.gender != "Neut"
        and _GENDERS.get(form.gender, reading.gender) is reading.gender
    }
    named = fold(reading.surname or reading.name.split()[-1])
    if cases and reading.gender is Gender.FEMALE and named == fold(surname.text):
        # Women keep a surname that is a man's too in every case: "о Шевчук".
        either = any(form.gender == "Masc" and form.case == "Nom" for form in forms)
        return _ALL if either else frozenset(cases)
    if cases:
        return frozenset(cases)
    return frozenset({"Nom"}) if named == fold(surname.text) else _OBLIQUE


def _find_verb(parse: Parse, first: int, last: int) -> tuple[str, bool] | None:
    """Return the gender of the nearest verb of a name's clause, and whether it is plural.

    ``None`` where there is none, or where somebody else is its subject.
    """
    found: Morph | None = None
    distance = _REACH + 1
    for step, edge in ((1, last), (-1, first)):
        for away in range(1, _REACH):
            i = edge + step * away
            if not 0 <= i < len(parse.tokens):
                break
            token = parse.tokens[i]
            if token.sentence != parse.tokens[first].sentence or token.text in _BREAKS:
                break
            morph = get_morph(token.tag)
            if _is_other_subject(token, morph) and away < distance:
                return None
            finite = token.pos in {"VERB", "AUX"} and (morph.form == "Fin" or morph.short)
            if finite and away < distance:
                found, distance = morph, away
                break
    if found is None:
        return None
    return found.gender, found.number == "Plur"


def _is_other_subject(token: Token, morph: Morph) -> bool:
    """Whether a word is who does it: a name's or a noun's nominative."""
    noun = token.pos in {"NOUN", "PROPN", "PRON"}
    return noun and morph.case == "Nom" and morph.number == "Sing" and morph.animate is not False


def _has_other_subjects(parse: Parse, first: int, last: int) -> bool:
    """Whether others do what is told: "Ковалёва и ещё двоих увели военные полицейские"."""
    around = (
        *parse.tokens[max(first - _REACH, 0) : first],
        *parse.tokens[last + 1 : last + 1 + _REACH],
    )
    return any(
        token.sentence == parse.tokens[first].sentence
        and token.pos == "NOUN"
        and (morph := get_morph(token.tag)).case == "Nom"
        and morph.number == "Plur"
        and morph.animate is True
        for token in around
    )


def _is_listed(parse: Parse, first: int, last: int) -> bool:
    """Whether a name is one of several in a row: "Иванов и Ковалёва ушли"."""
    around = (*parse.tokens[max(first - 1, 0) : first], *parse.tokens[last + 1 : last + 2])
    return any(token.pos == "CCONJ" or token.text == "," for token in around)
