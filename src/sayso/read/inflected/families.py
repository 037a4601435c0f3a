"""Surnames that several bear at once: "Арсена и Умара Мусаевых"."""

from collections.abc import Mapping, Sequence

from sayso.read.inflected.mention_words import MentionWords
from sayso.read.inflected.names import NameRun
from sayso.records.entity import EntityType, Gender
from sayso.records.morph import get_morph
from sayso.records.naming import NamedPerson, Namer
from sayso.records.parse import Parse

_SHORTEST = 2
"""Letters of a surname at least before the ending that shows several."""


def find_families(
    parse: Parse, words: MentionWords, runs: Sequence[NameRun]
) -> Mapping[int, tuple[str, str]]:
    """Return by the first word of a name the surname of its family, a man's and a woman's form.

    Two given names joined by "и" with a surname in the plural behind the last: both bear it.
    """
    found: dict[int, tuple[str, str]] = {}
    people = {run.last: run for run in runs if run.type is EntityType.PERSON and not run.sign}
    for run in people.values():
        before = people.get(run.first - 2)
        surname = _read_family(parse.tokens[run.last].text, words)
        if run.last != run.first + 1 or before is None or surname is None:
            continue
        joined = parse.tokens[run.first - 1].pos == "CCONJ"
        given = [before.first, run.first]
        if joined and before.first == before.last and all(_find_given(parse, i) for i in given):
            found[before.first] = found[run.first] = surname
    return found


def is_family(
    parse: Parse, words: MentionWords, run: NameRun, families: Mapping[int, tuple[str, str]]
) -> bool:
    """Whether a name is a surname alone, of several: "Мусаевы молчат"; it is no one person's."""
    token = parse.tokens[run.first]
    if run.type is not EntityType.PERSON or run.first != run.last or run.sign:
        return False
    surname = _read_family(token.text, words)
    if surname is None or surname in families.values():
        return surname is not None
    tags = (token.tag, *parse.otherwise.get(run.first, ()))
    borne = [form for form in map(get_morph, tags) if form.name == "Sur"]
    return bool(borne) and all(form.number == "Plur" for form in borne)


def name_member(
    parse: Parse, namer: Namer, run: NameRun, surname: tuple[str, str]
) -> NamedPerson | None:
    """Return one of a family by the given name, ``None`` where it does not tell the gender."""
    token = parse.tokens[run.first]
    tag = _find_given(parse, run.first) or token.tag
    person = namer.name_person([token.text], [tag])
    if person.gender is None:
        return None
    borne = surname[0] if person.gender is Gender.MALE else surname[1]
    given = person.given or person.name
    return NamedPerson(name=f"{given} {borne}", given=given, surname=borne, gender=person.gender)


def _find_given(parse: Parse, i: int) -> str:
    """Return the first tag by which a word is a given name, "" where none says so."""
    tags = (parse.tokens[i].tag, *parse.otherwise.get(i, ()))
    return next((tag for tag in tags if get_morph(tag).name == "Giv"), "")


def _read_family(text: str, words: MentionWords) -> tuple[str, str] | None:
    """Return a man's and a woman's form of a surname in the plural, ``None`` of any other."""
    plain = text.lower()
    for size in range(min(len(text) - _SHORTEST, max(map(len, words.family))), 0, -1):
        ends = words.family.get(plain[-size:])
        if ends is not None:
            man, woman = ends
            return text[:-size] + man, text[:-size] + woman
    return None
