"""Which nominatives, genders and cases a word of a person's name can stand for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

from sayso.lang.engines.inflected.dictionary import Dictionary
from sayso.lang.language import Language

CASES = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")
GENDERS = ("Masc", "Fem")
_KINDS = {"Giv": "given", "Pat": "patronymic", "Sur": "surname"}
_KNOWN, _GUESSED, _ADJECTIVE, _DECLINED, _UNDECLINED = 3.0, 2.0, 1.5, 1.0, 0.5
_UNKNOWN = 0.8  # that an unknown word is a man's given name as it stands
SURE = 2.5  # from here on the dictionary knows the name
_BESIDE = 1.0  # how much less likely a guess is of a word that is a known name otherwise
_VOCATIVE = 1.5  # how much less likely somebody is called than told of


@dataclass(frozen=True, slots=True)
class Declined:
    """One thing that a word of a name can be.

    Attributes:
        kind: "given", "patronymic" or "surname".
        nominative: In lower case.
        gender, case, number: As in `sayso.records.morph.Morph`.
        weight: How likely it is by itself.
    """

    kind: str
    nominative: str
    gender: str
    case: str
    number: str
    weight: float


class Decliner(Protocol):
    """Declines names by the rules of a language, whether a dictionary knows them or not."""

    def list_nominatives(self, word: str, kind: str, gender: str) -> Sequence[tuple[str, str]]:
        """Return what a word in lower case can be declined from, each with its case."""
        ...


class NameWords:
    """Tells what words of names can be."""

    def __init__(self, dictionary: Dictionary, decliner: Decliner, language: Language) -> None:
        self._dictionary = dictionary
        self._decliner = decliner
        self._female = tuple(language.words("grammar", "female_ending"))
        self._male = tuple(language.words("grammar", "male_ending"))
        self._oblique = tuple(language.words("grammar", "oblique_ending"))
        self._fixed = tuple(language.words("grammar", "fixed_ending"))
        self._shared = tuple(language.words("grammar", "shared_ending"))
        self._vowels = tuple(language.words("grammar", "vowel"))
        self.list = lru_cache(maxsize=20_000)(self._list)

    def _list(self, word: str) -> tuple[Declined, ...]:
        """Return all that a word in lower case can be."""
        parts = word.split("-")
        if len(parts) > 1 and all(parts):
            return self._join(parts)
        found: dict[tuple[str, str, str, str, str], Declined] = {}
        known = tuple(self._look_up(word))
        # The rules guess: they are asked where the dictionary does not know a word as a name.
        sure = {one.kind for one in known if one.weight >= SURE}
        guessed = tuple(self._look_up_common(word))
        if "surname" not in sure:
            guessed = (*guessed, *self._decline(word), *self._keep(word))
        guessed = (*guessed, *self._leave_to_her(word, known), *self._let_it_be_hers(word, known))
        for one in (*known, *guessed):
            # A known woman's name may be the genitive of a man's that is not: "Эльвина".
            hers = {it.gender for it in known if it.kind == "given"}
            his = hers == {"Fem"} and one.kind == "given" and one.gender == "Masc"
            if his and one.weight < SURE:
                one = replace(one, weight=one.weight + _BESIDE)
            elif one.weight < SURE and sure:
                one = replace(one, weight=one.weight - _BESIDE)
            key = (one.kind, one.nominative, one.gender, one.case, one.number)
            if key not in found or found[key].weight < one.weight:
                found[key] = one
        return tuple(found.values())

    def ends_as_surname(self, word: str) -> bool:
        """Whether a word in lower case ends as surnames of one gender alone do."""
        return word.endswith((*self._female, *self._male))

    def _look_up(self, word: str) -> Iterator[Declined]:
        for reading in self._dictionary.look_up(word):
            kind = _KINDS.get(reading.features.get("NameType", ""))
            if kind is None:
                continue
            weight = _KNOWN if reading.known else _GUESSED - (1.0 if kind == "given" else 0.0)
            case = reading.features.get("Case", "Nom")
            if case == "Voc":
                case, weight = "Nom", weight - _VOCATIVE
            number = reading.features.get("Number", "Sing")
            gender = reading.features.get("Gender")
            weight += reading.score - (0.5 if "Fixd" in reading.grammemes else 0.0)
            both = gender not in GENDERS
            if kind == "surname" and reading.lemma.endswith(self._shared):
                both = both or self._suits_anybody(reading.lemma)
            for one in GENDERS:
                if both or one == gender:
                    other = 0.3 if gender in GENDERS and one != gender else 0.0
                    yield Declined(kind, reading.lemma, one, case, number, weight - other)

    def _suits_anybody(self, nominative: str) -> bool:
        return not nominative.endswith((*self._female, *self._male))

    def _leave_to_her(self, word: str, known: Sequence[Declined]) -> Iterator[Declined]:
        """Yield a woman's surname that a dictionary knows as a man's: "Олена Вовк"."""
        named = {(one.kind, one.gender, one.case, one.nominative) for one in known}
        hers = any(one.kind == "surname" and one.gender == "Fem" for one in known)
        his = ("surname", "Masc", "Nom", word) in named
        if his and not hers and self._suits_anybody(word) and not word.endswith(self._vowels):
            for case in CASES:
                weight = _KNOWN + _BESIDE if case == "Nom" else _ADJECTIVE
                yield Declined("surname", word, "Fem", case, "Sing", weight - _BESIDE)

    def _let_it_be_hers(self, word: str, known: Sequence[Declined]) -> Iterator[Declined]:
        """Yield a woman's surname of which a dictionary knows the man's alone: "Салимова"."""
        named = [one for one in known if one.kind == "surname"]
        his = any(one.nominative.endswith(self._male) for one in named if one.gender == "Masc")
        if his and word.endswith(self._female) and all(one.gender == "Masc" for one in named):
            weight = max(one.weight for one in named)
            yield Declined("surname", word, "Fem", "Nom", "Sing", weight - _UNDECLINED)

    def _look_up_common(self, word: str) -> Iterator[Declined]:
        """Yield what a surname can be that is a common word: "Чорної", "Галушки"."""
        for reading in self._dictionary.look_up(word):
            gender = reading.features.get("Gender", "")
            if gender not in GENDERS or reading.features.get("Case") not in CASES:
                continue
            if reading.pos == "NOUN" and reading.known and "Sing" in reading.features.values():
                # A woman's is declined where it ends in a vowel, a man's always.
                for one in GENDERS if reading.lemma.endswith(self._shared) else GENDERS[:1]:
                    case = reading.features["Case"]
                    yield Declined("surname", reading.lemma, one, case, "Sing", _ADJECTIVE)
            if reading.pos != "ADJ":
                continue
            made = self._dictionary.inflect(word, reading, frozenset({"nomn"}))
            if made is not None and reading.features["Case"] in CASES:
                case = reading.features["Case"]
                yield Declined("surname", made, gender, case, "Sing", _ADJECTIVE)

    def _decline(self, word: str) -> Iterator[Declined]:
        for kind in ("given", "surname"):
            for gender in GENDERS:
                for nominative, case in self._decliner.list_nominatives(word, kind, gender):
                    weight = _DECLINED - (1.0 if kind == "given" else 0.0)
                    if kind == "surname":
                        weight -= self._doubt(nominative, gender)
                    yield Declined(kind, nominative, gender, case, "Sing", weight)

    def _doubt(self, nominative: str, gender: str) -> float:
        """Return how much a surname's ending speaks against a gender."""
        if gender == "Masc":
            return 4.0 if nominative.endswith(self._female) else 0.0
        return 4.0 if nominative.endswith(self._male) else 0.0

    def _keep(self, word: str) -> Iterator[Declined]:
        """Yield the word as it stands: the nominative, or what is not declined."""
        fixed = word.endswith(self._fixed) or word.isascii()
        oblique = word.endswith(self._oblique)
        for gender in GENDERS:
            doubt = self._doubt(word, gender)
            if not doubt:
                weight = _DECLINED + (0.5 if fixed else -1.5 if oblique else 0.0)
                yield Declined("surname", word, gender, "Nom", "Sing", weight)
            # Women's surnames that end in consonants are not declined, nor are some of anybody's.
            still = gender == "Fem" and not word.endswith(self._vowels) and not doubt
            if gender == "Masc" and not oblique and not word.endswith(self._vowels):
                yield Declined("given", word, gender, "Nom", "Sing", _UNKNOWN)
            if fixed or (still and not oblique):
                for case in CASES[1:]:
                    yield Declined("surname", word, gender, case, "Sing", _UNDECLINED)
        if word.isascii():
            for gender in GENDERS:
                for case in CASES:
                    yield Declined("given", word, gender, case, "Sing", _UNDECLINED)

    def _join(self, parts: Sequence[str]) -> tuple[Declined, ...]:
        """Return what a double name can be: its parts stand in one case, or the first is fixed."""
        lists = [self.list(part) for part in parts]
        found = []
        for last in lists[-1]:
            words, weight = [], last.weight
            for part, options in zip(parts[:-1], lists[:-1], strict=True):
                fitting = [
                    one
                    for one in options
                    if (one.kind, one.gender, one.case, one.number)
                    == (last.kind, last.gender, last.case, last.number)
                ]
                best = max(fitting, key=lambda one: one.weight, default=None)
                words.append(part if best is None else best.nominative)
                weight = min(weight, _UNDECLINED if best is None else best.weight)
            joined = "-".join([*words, last.nominative])
            found.append(Declined(last.kind, joined, last.gender, last.case, last.number, weight))
        return tuple(found)
