"""Names put into the nominative, keeping gender and number."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from sayso.lang.engines.inflected.accents import clean
from sayso.lang.engines.inflected.declining import (
    CASES,
    GENDERS,
    SURE,
    Declined,
    Decliner,
    NameWords,
)
from sayso.lang.engines.inflected.dictionary import Dictionary, load_dictionary
from sayso.lang.engines.inflected.phrases import decline_phrase
from sayso.lang.language import Language, get_language
from sayso.records.entity import Gender
from sayso.records.morph import get_morph
from sayso.records.naming import NamedPerson

_INITIAL = re.compile(r"[^\W\d_]\.?|[^\W\d_]{1,2}\.")
_GENDERS: Mapping[str, Gender] = {"Masc": Gender.MALE, "Fem": Gender.FEMALE}
_SPELLED_ALIKE = frozenset({("\u0435", "\u0451"), ("\u0433", "\u0491")})  # е for ё, г for ґ
_MOST_WORDS = 5
_TOLD = 6.0  # what it weighs that words beside the name show a gender
_CASE_SHOWN = 1.5  # that the tag of a word in its sentence shows a case
_GENDER_SHOWN: Mapping[str, float] = {"Fem": 1.0, "Masc": 0.3}
"""The same of a gender; a tagger that cannot tell says "Masc"."""
_CLEAR = 0.9  # by how much one gender must be likelier than the other
_NEAR = 4.0  # by how much another nominative may be unlikelier
_GIVEN_LOST = 4.0
"""That a word known as a given name is none, where no other is the given name."""
_SEVERAL = 2.0
"""That one speaks of several Ivans: how much less likely than of several Ivanovs."""
_OTHERS = 3
_ORDINARY = (("given", "surname"), ("given", "patronymic", "surname"), ("given", "patronymic"))


@dataclass(frozen=True, slots=True)
class _Way:
    """One way to understand a name."""

    weight: float
    gender: str
    kinds: tuple[str, ...]
    words: tuple[str, ...]


class DictionaryNamer:
    """Puts names into the nominative (`sayso.records.naming.Namer`)."""

    def __init__(self, dictionary: Dictionary, words: NameWords, few: frozenset[str]) -> None:
        self._dictionary = dictionary
        self._few = few
        self._words = words
        self._name_person = lru_cache(maxsize=20_000)(self._name_person_anew)

    def name_person(
        self, words: Sequence[str], tags: Sequence[str], *, gender: Gender | None = None
    ) -> NamedPerson:
        """Return a person's name in the nominative."""
        return self._name_person(tuple(map(clean, words)), tuple(tags), gender)

    def name_thing(self, words: Sequence[str], tags: Sequence[str]) -> str:
        """Return a body's, a place's or a description's words in the nominative."""
        return decline_phrase([*map(clean, words)], tags, self._dictionary, few=self._few)

    def _name_person_anew(
        self, words: tuple[str, ...], tags: tuple[str, ...], told: Gender | None
    ) -> NamedPerson:
        words, tags = _join_initials(words, tags)
        written = [at for at, word in enumerate(words) if _is_declined(word)]
        if not written or len(written) > _MOST_WORDS:
            return NamedPerson(name=_join(words), gender=told)
        ways = sorted(
            self._list_ways([words[at] for at in written], [tags[at] for at in written], told),
            key=lambda way: -way.weight,
        )
        if not ways:
            return NamedPerson(name=_join(words), gender=told)
        people = [self._make_person(way, words, written, ways, told) for way in ways]
        best = people[0]
        others: dict[tuple[str, Gender | None], NamedPerson] = {}
        for way, person in zip(ways, people, strict=True):
            if ways[0].weight - way.weight > _NEAR or len(others) == _OTHERS:
                break
            if person.name != best.name:
                others.setdefault((person.name, person.gender), person)
        return NamedPerson(
            name=best.name,
            given=best.given,
            patronymic=best.patronymic,
            surname=best.surname,
            gender=best.gender,
            others=tuple(others.values()),
        )

    def _list_ways(
        self, words: Sequence[str], tags: Sequence[str], told: Gender | None
    ) -> Iterator[_Way]:
        """Yield the best way for each gender, number, case and each kind of the words."""
        options = [self._words.list(word.lower()) for word in words]
        shown = [get_morph(tag) for tag in tags]
        given = [any(it.kind == "given" and it.weight >= SURE for it in one) for one in options]
        for gender, number, case in product(GENDERS, ("Sing", "Plur"), CASES):
            fitting = []
            for position, of_word in enumerate(options):
                tag = shown[position]
                best: dict[str, tuple[float, Declined]] = {}
                for one in of_word:
                    if (one.gender, one.number, one.case) != (gender, number, case):
                        continue
                    weight = one.weight + (_CASE_SHOWN if tag.case == case else 0.0)
                    weight += _GENDER_SHOWN[gender] if tag.gender == gender else 0.0
                    if one.kind not in best or best[one.kind][0] < weight:
                        best[one.kind] = (weight, one)
                fitting.append(list(best.values()))
            base = 0.2 if case == "Nom" else 0.0
            base -= 2.0 if number == "Plur" else 0.0
            base += _TOLD if told is _GENDERS[gender] else 0.0
            for chosen in product(*fitting):
                kinds = tuple(one.kind for _, one in chosen)
                several = number == "Plur" and "given" in kinds
                yield _Way(
                    base
                    - (_SEVERAL if several else 0.0)
                    + sum(weight for weight, _ in chosen)
                    + _weigh_kinds(kinds, given),
                    gender if number == "Sing" else "",
                    kinds,
                    tuple(one.nominative for _, one in chosen),
                )

    def _make_person(
        self,
        way: _Way,
        words: Sequence[str],
        written: Sequence[int],
        ways: Sequence[_Way],
        told: Gender | None,
    ) -> NamedPerson:
        made = list(words)
        parts = {"given": "", "patronymic": "", "surname": ""}
        for at, kind, nominative in zip(written, self._part(way), way.words, strict=True):
            made[at] = _write_as(words[at], nominative)
            parts[kind] = f"{parts[kind]} {made[at]}".strip()
        initials = [word for word in words if _INITIAL.fullmatch(word)]
        if not parts["given"] and initials:
            parts["given"] = initials[0]
            parts["patronymic"] = parts["patronymic"] or " ".join(initials[1:2])
        gender = told or (_GENDERS.get(way.gender) if _shows_gender(way, ways) else None)
        return NamedPerson(
            name=_join(made),
            given=parts["given"],
            patronymic=parts["patronymic"],
            surname=parts["surname"],
            gender=gender,
        )

    def _part(self, way: _Way) -> tuple[str, ...]:
        """Return what each word is; of two that no list knows the given name stands first.

        Where the first alone ends as surnames do it is the surname: "Галимова Лейсан".
        """
        if way.kinds != ("surname", "surname"):
            return way.kinds
        ends = [self._words.ends_as_surname(word) for word in way.words]
        return ("surname", "given") if ends == [True, False] else ("given", "surname")


def _shows_gender(way: _Way, ways: Sequence[_Way]) -> bool:
    """Whether the name is not as likely one of the other gender."""
    rivals = (
        other.weight
        for other in ways
        if other.gender not in {way.gender, ""} and other.words == way.words
    )
    return way.weight - max(rivals, default=-99.0) >= _CLEAR


def _weigh_kinds(kinds: Sequence[str], given: Sequence[bool]) -> float:
    """Return how ordinary it is that words of these kinds make up a name.

    ``given`` tells of each word whether it is known as a given name.
    """
    weight = -_GIVEN_LOST if len(kinds) > 1 and any(given) and "given" not in kinds else 0.0
    for kind in ("given", "patronymic", "surname"):
        weight -= 1.5 * max(kinds.count(kind) - 1, 0)
    ordered = tuple(kinds)
    if ordered in _ORDINARY or (ordered[-1:] + ordered[:-1]) == ordered:
        weight += 0.5
    if len(kinds) > 1 and kinds[0] == "surname" and kinds[-1] == "given":
        weight -= 0.3
    return weight


def _is_declined(word: str) -> bool:
    return _INITIAL.fullmatch(word) is None and any(map(str.isalpha, word))


def _join_initials(
    words: tuple[str, ...], tags: tuple[str, ...]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return words and tags in which an initial and its full stop are one word."""
    joined: list[str] = []
    kept: list[str] = []
    for at, word in enumerate(words):
        if word == "." and joined:
            joined[-1] += "."
            continue
        joined.append(word)
        kept.append(tags[at] if at < len(tags) else "")
    return tuple(joined), tuple(kept)


def _join(words: Sequence[str]) -> str:
    return " ".join(words)


def _write_as(written: str, nominative: str) -> str:
    """Return a nominative with the capitals of the form, and with е where the form has it."""
    letters = list(nominative)
    for at, (old, new) in enumerate(zip(written.lower(), nominative, strict=False)):
        if old != new and (old, new) not in _SPELLED_ALIKE:
            break
        letters[at] = old
    made = "".join(letters)
    parts = written.split("-")
    made_parts = made.split("-")
    if len(parts) != len(made_parts):
        return made.title()
    return "-".join(
        part if not old[:1].isupper() else part[:1].upper() + part[1:]
        for old, part in zip(parts, made_parts, strict=True)
    )


@cache
def load_namer(code: str) -> DictionaryNamer:
    """Return who declines names of a language; loaded once, when first needed.

    Raises:
        LanguageError: It is not one that sayso reads.
        ModelError: A dictionary is missing.
    """
    language = get_language(code)
    dictionary = load_dictionary(code)
    words = NameWords(dictionary, _DECLINERS[code](language), language)
    return DictionaryNamer(dictionary, words, language.words("grammar", "few"))


def _load_russian(language: Language) -> Decliner:
    from sayso.lang.engines.inflected.decliners import RussianDecliner

    return RussianDecliner(language)


def _load_ukrainian(_: Language) -> Decliner:
    from sayso.lang.engines.inflected.decliners import UkrainianDecliner

    return UkrainianDecliner()


_DECLINERS = {"ru": _load_russian, "uk": _load_ukrainian}
