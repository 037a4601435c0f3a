"""A dictionary of forms (pymorphy3), its grammemes told as features of Universal Dependencies."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sayso.errors import ModelError
from sayso.records.reading import Maker

_POS: Mapping[str, str] = {
    "NOUN": "NOUN", "ADJF": "ADJ", "ADJS": "ADJ", "COMP": "ADJ", "VERB": "VERB", "INFN": "VERB",
    "PRTF": "VERB", "PRTS": "VERB", "GRND": "VERB", "NUMR": "NUM", "ADVB": "ADV", "NPRO": "PRON",
    "PRED": "ADV", "PREP": "ADP", "CONJ": "CCONJ", "PRCL": "PART", "INTJ": "PART", "Prnt": "ADV",
    "PNCT": "PUNCT", "NUMB": "NUM", "LATN": "X", "ROMN": "NUM",
}  # fmt: skip
_CASES: Mapping[str, str] = {
    "nomn": "Nom", "gent": "Gen", "gen1": "Gen", "gen2": "Gen", "datv": "Dat", "accs": "Acc",
    "acc2": "Acc", "ablt": "Ins", "loct": "Loc", "loc1": "Loc", "loc2": "Loc", "voct": "Voc",
}  # fmt: skip
_OTHERS: Mapping[str, tuple[str, str]] = {
    "sing": ("Number", "Sing"), "plur": ("Number", "Plur"), "masc": ("Gender", "Masc"),
    "femn": ("Gender", "Fem"), "neut": ("Gender", "Neut"), "anim": ("Animacy", "Anim"),
    "inan": ("Animacy", "Inan"), "past": ("Tense", "Past"), "pres": ("Tense", "Pres"),
    "futr": ("Tense", "Fut"), "actv": ("Voice", "Act"), "pssv": ("Voice", "Pass"),
    "1per": ("Person", "1"), "2per": ("Person", "2"), "3per": ("Person", "3"),
    "perf": ("Aspect", "Perf"), "impf": ("Aspect", "Imp"), "indc": ("Mood", "Ind"),
    "impr": ("Mood", "Imp"), "Name": ("NameType", "Giv"), "Surn": ("NameType", "Sur"),
    "Patr": ("NameType", "Pat"), "Geox": ("NameType", "Geo"),
}  # fmt: skip
_SHORT = frozenset({"ADJS", "PRTS"})
# What a verb shows that is no infinitive; the Ukrainian dictionary leaves some of these unmarked.
_INFLECTED = frozenset(
    {
        *("past", "pres", "futr", "impr", "Impe", "sing", "plur", "masc", "femn", "neut"),
        *("GRND", "PRTF", "PRTS"),
    }
)
_ONE_GENDER = frozenset({"Masc", "Fem", "Neut"})


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing that a form can be.

    Attributes:
        lemma: Its dictionary form in lower case, gender of names kept.
        pos: Coarse tag.
        features: Features, by name; see `tag`.
        tag: The features in one string.
        score: How likely the reading is without its neighbors, as far as the dictionary knows.
        grammemes: What the dictionary says of it.
        known: Whether the word stands in the dictionary, and was not guessed by its ending.
    """

    lemma: str
    pos: str
    features: Mapping[str, str]
    tag: str
    score: float
    grammemes: frozenset[str]
    known: bool


# What a dictionary is asked about; it fails on letters without a name.
_ASKED = re.compile(r"[\u0400-\u052f\u0300-\u036f\d'.-]{1,60}")
_UNKNOWN = Reading("", "X", {}, "", 0.0, frozenset(), known=False)


class Dictionary:
    """Looks up forms; every form once. Load it with `load_dictionary`."""

    def __init__(self, code: str) -> None:
        package = f"pymorphy3_dicts_{code}"
        try:
            path = Path(import_module(package).get_path())
            import pymorphy3

            # The folder is named, so that no registered dictionaries are searched for.
            self._morph: Any = pymorphy3.MorphAnalyzer(path=str(path), lang=code)
        except ImportError as exc:
            raise ModelError(
                f"The dictionary {package} is not installed.",
                remedy="Install sayso with its requirements: pip install sayso",
            ) from exc
        self.makers = (
            Maker(name="pymorphy3", version=version("pymorphy3")),
            Maker(name=package, version=version(package.replace("_", "-"))),
        )
        self.look_up = lru_cache(maxsize=60_000)(self._look_up)

    def parse(self, word: str) -> list[Any]:
        """Return what the dictionary itself says of a form in lower case, likeliest first."""
        return list(self._morph.parse(word)) if _ASKED.fullmatch(word) else []

    def _look_up(self, word: str) -> tuple[Reading, ...]:
        """Return what a form in lower case can be, likeliest first; never nothing."""
        if _ASKED.fullmatch(word) is None:
            return (replace(_UNKNOWN, lemma=word),)
        found: dict[tuple[str, str, str], Reading] = {}
        for parsed in self._morph.parse(word):
            reading = self._make_reading(parsed)
            found.setdefault((reading.lemma, reading.pos, reading.tag), reading)
        return tuple(found.values())

    def _make_reading(self, parsed: Any) -> Reading:
        grammemes = frozenset(parsed.tag.grammemes)
        pos, features = _tell_features(grammemes)
        lemma = parsed.normal_form
        if "NameType" in features and features["NameType"] != "Geo":
            lemma = _keep_gender(parsed, lemma)
        return Reading(
            lemma, pos, features, make_tag(features), parsed.score, grammemes, parsed.is_known
        )

    def inflect(self, word: str, reading: Reading, grammemes: frozenset[str]) -> str | None:
        """Return another form of a word, or ``None`` where there is none."""
        for parsed in self._morph.parse(word) if _ASKED.fullmatch(word) else ():
            if frozenset(parsed.tag.grammemes) == reading.grammemes:
                # Of what a dictionary does not know every part is asked for.
                known = grammemes & self._morph.TagClass.KNOWN_GRAMMEMES
                for wanted in (known, known - {"sing"}, known - {"sing", "masc", "femn", "neut"}):
                    if (made := parsed.inflect(wanted)) is not None:
                        return str(made.word)
        return None


@cache
def load_dictionary(code: str) -> Dictionary:
    """Return the dictionary of a language; loaded once; raises `ModelError`."""
    return Dictionary(code)


def make_tag(features: Mapping[str, str]) -> str:
    """Return features as a fine tag."""
    return "|".join(f"{name}={features[name]}" for name in sorted(features))


def _keep_gender(parsed: Any, lemma: str) -> str:
    """Return the nominative of a name in its own gender and number."""
    made = parsed.inflect({"nomn"})
    return lemma if made is None else str(made.word)


@lru_cache(maxsize=8192)
def _tell_features(grammemes: frozenset[str]) -> tuple[str, Mapping[str, str]]:
    """Return coarse tag and features of a dictionary's grammemes."""
    pos = next((_POS[name] for name in sorted(grammemes) if name in _POS), "X")
    features: dict[str, str] = {}
    for name in grammemes:
        if name in _CASES:
            features["Case"] = _CASES[name]
        elif name in _OTHERS:
            key, value = _OTHERS[name]
            features[key] = value
    _tell_verb(grammemes, pos, features)
    if pos in {"NOUN", "ADJ"}:
        for extra in ("Tense", "Person", "Mood"):
            features.pop(extra, None)
        if "Case" not in features and not grammemes & _SHORT and "COMP" not in grammemes:
            features["Case"] = "Nom"
        if features.get("Gender") in _ONE_GENDER:
            features.setdefault("Number", "Sing")
    if features.get("Number") == "Plur" and pos != "NOUN":
        features.pop("Gender", None)
    if grammemes & _SHORT:
        features["Variant"] = "Short"
    if pos == "ADJ" and "Apro" in grammemes:
        pos = "DET"
    if pos == "CCONJ" and "subord" in grammemes:
        pos = "SCONJ"
    if features.get("NameType"):
        pos = "PROPN"
    return pos, features


def _tell_verb(grammemes: frozenset[str], pos: str, features: dict[str, str]) -> None:
    """Add what verbs alone have; a participle that declines is a verb too."""
    if pos == "ADJ" and grammemes & {"pssv", "actv"}:
        features["VerbForm"] = "Part"
    if pos != "VERB":
        return
    if grammemes & {"INFN", "infn"} or not grammemes & _INFLECTED:
        features["VerbForm"] = "Inf"
    elif "GRND" in grammemes:
        features["VerbForm"] = "Conv"
    elif grammemes & {"PRTF", "PRTS"}:
        features["VerbForm"] = "Part"
    else:
        features["VerbForm"] = "Fin"
        features.setdefault("Mood", "Ind")
        features.setdefault("Voice", "Act")
        if "Impe" in grammemes:
            features.update(Tense="Past", Voice="Pass")
        if "Gender" in features:
            features.setdefault("Number", "Sing")
