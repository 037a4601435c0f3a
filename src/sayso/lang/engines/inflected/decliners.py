"""Names declined by rules: pytrovich for Russian, shevchenko for Ukrainian."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from sayso.lang.language import Language

_LONGEST_ENDING = 3  # letters by which a form and its nominative differ


class RussianDecliner:
    """A `Decliner` that declines every nominative a form could have, and keeps what fits."""

    def __init__(self, language: Language) -> None:
        from pytrovich.enums import Case, Gender, NamePart
        from pytrovich.maker import PetrovichDeclinationMaker

        self._make: Any = PetrovichDeclinationMaker().make
        self._parts = {"given": NamePart.FIRSTNAME, "surname": NamePart.LASTNAME}
        self._genders = {"Masc": Gender.MALE, "Fem": Gender.FEMALE}
        self._cases = {
            "Gen": Case.GENITIVE, "Dat": Case.DATIVE, "Acc": Case.ACCUSATIVE,
            "Ins": Case.INSTRUMENTAL, "Loc": Case.PREPOSITIONAL,
        }  # fmt: skip
        self._endings = tuple(sorted(language.words("grammar", "nominative_ending")))
        self._stems = {
            str(short): str(full)
            for short, full in language.values("grammar", "fleeting_vowel").items()
        }

    def list_nominatives(self, word: str, kind: str, gender: str) -> Sequence[tuple[str, str]]:
        """Return what a word in lower case can be declined from, each with its case."""
        part, sex = self._parts[kind], self._genders[gender]
        return [
            (nominative, case)
            for nominative in self._list_guesses(word)
            for case, wanted in self._cases.items()
            if nominative != word and self._make(part, sex, wanted, nominative) == word
        ]

    @lru_cache(maxsize=5_000)  # noqa: B019 - one decliner lives as long as the process
    def _list_guesses(self, word: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._guess(word)))

    def _guess(self, word: str) -> Iterator[str]:
        for cut in range(1, _LONGEST_ENDING + 1):
            stem = word[: len(word) - cut]
            if len(stem) < 2:
                return
            # "Ковалёва" has lost nothing, "Белого" only what an adjective ends with.
            for ending in self._endings:
                if cut < _LONGEST_ENDING or len(ending) > 1:
                    yield stem + ending
            if cut == _LONGEST_ENDING:
                return
            yield stem
            for short, full in self._stems.items():
                if stem.endswith(short):
                    yield stem.removesuffix(short) + full


_TO_HIM = ("ові", "еві", "єві")
"""How the dative of men's given names ends."""


class UkrainianDecliner:
    """A `Decliner` by the inversion that shevchenko has itself."""

    def __init__(self) -> None:
        import shevchenko

        self._find: Any = shevchenko.to_nominative
        self._in_case: Any = shevchenko.in_case
        self._refusal: type[ValueError] = shevchenko.InputValidationError
        self._genders = {"Masc": shevchenko.MASCULINE, "Fem": shevchenko.FEMININE}
        self._cases = {
            "Gen": shevchenko.GENITIVE, "Dat": shevchenko.DATIVE, "Acc": shevchenko.ACCUSATIVE,
            "Ins": shevchenko.ABLATIVE, "Loc": shevchenko.LOCATIVE,
        }  # fmt: skip
        self._fields = {"given": "given_name", "surname": "family_name"}

    def list_nominatives(self, word: str, kind: str, gender: str) -> Sequence[tuple[str, str]]:
        """Return what a word in lower case can be declined from, each with its case."""
        field = self._fields[kind]
        found = []
        for case, wanted in self._cases.items():
            try:
                made = self._find({field: word, "gender": self._genders[gender]}, case=wanted)
            except self._refusal:
                continue
            nominative = str(made[field])
            if nominative and nominative != word:
                found.append((nominative, case))
        return self._leave_women(found, word, gender) if kind == "given" else found

    @staticmethod
    def _leave_women(found: list[tuple[str, str]], word: str, gender: str) -> list[tuple[str, str]]:
        """Return what a given name can be, a man's in "-ові" being none of "-ова".

        "Рустемові" is to Рустем: by the rules alone it could be to a man called Рустемова.
        """
        if gender != "Masc" or not word.endswith(_TO_HIM):
            return [] if word.endswith(_TO_HIM) else found
        stem = word[: -len(_TO_HIM[0])]
        return [(nominative, "Dat") for nominative, _ in found if nominative == stem] or found
