"""Ukrainian: the dictionary tells what a word can be, its neighbors which of it it is."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from sayso.lang.engines.inflected.dictionary import Dictionary, Reading, load_dictionary
from sayso.lang.engines.inflected.form import Analyser, Form, NameFinder
from sayso.lang.engines.inflected.names_by_rules import RuleNames
from sayso.lang.engines.inflected.neighbors import Candidate, choose
from sayso.lang.language import Language, get_language
from sayso.records.reading import Maker

_MOST = 14  # readings of one word that are weighed
_FUNCTION_POS = frozenset({"ADP", "CCONJ", "SCONJ", "PART", "PRON", "DET"})
_RARE = frozenset({"Arch", "Dist", "Slng", "alt"})
_NO_CASE = ("", "Nom", "Gen", "Dat", "Acc", "Ins", "Loc")


class UkrainianAnalyser:
    """An `Analyser` of Ukrainian words."""

    def __init__(self, dictionary: Dictionary, language: Language) -> None:
        self._dictionary = dictionary
        self.makers: tuple[Maker, ...] = dictionary.makers
        self._governs = {
            word: frozenset(str(cases).split())
            for word, cases in language.values("grammar", "preposition").items()
        }
        self._auxiliary = language.words("grammar", "auxiliary")
        self._likely = language.values("grammar", "likeliest")
        self._adjective_endings = tuple(language.words("grammar", "adjective_ending"))
        self._subordinators = language.words("grammar", "complementizer")
        self._list_candidates = lru_cache(maxsize=60_000)(self._list_candidates_anew)
        self._find_infinitive = lru_cache(maxsize=20_000)(self._find_infinitive_anew)

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[list[Form]]:
        """Return a form for each word of each sentence."""
        return [self._analyse_sentence(words) for words in sentences]

    def _analyse_sentence(self, words: Sequence[str]) -> list[Form]:
        begins = True
        choices: list[tuple[Candidate, ...]] = []
        for word in words:
            choices.append(self._list_candidates(word, begins))
            begins = (begins and not word[0].isalnum()) or word in '«„“"'
        return [
            Form(one.lemma, one.pos, one.tag, _list_others(one, all_of))
            for one, all_of in zip(choose(choices), choices, strict=True)
        ]

    def _list_candidates_anew(self, word: str, begins: bool) -> tuple[Candidate, ...]:
        """Return what a word can be, with how likely each is by itself."""
        lower = word.lower().replace("’", "'").replace("ʼ", "'")
        if (mark := _tell_mark(word)) is not None:
            return (Candidate.make(lower, mark, {}, 0.0),)
        if word.isdecimal() or word[0].isdigit():
            return (Candidate.make(lower, "NUM", {"NumType": "Digit"}, 0.0),)
        if lower in self._governs:
            return (Candidate.make(lower, "ADP", {}, 0.0, self._governs[lower]),)
        readings = self._dictionary.look_up(lower)
        if not any(reading.known for reading in readings) and len(word) > 1 and word.isupper():
            return _make_undeclined(lower)
        likely = str(self._likely.get(lower, ""))
        if likely and all(reading.pos == "X" for reading in readings):
            return (Candidate.make(lower, likely.split()[0], {}, 0.0),)
        found = [
            self._make_candidate(reading, word, begins=begins, likely=likely)
            for reading in readings
        ]
        kept = [one for one in found if one is not None] or list(_make_undeclined(lower))
        kept.sort(key=lambda one: -one.weight)
        return tuple(dict.fromkeys(kept))[:_MOST]

    def _make_candidate(
        self, reading: Reading, word: str, *, begins: bool, likely: str
    ) -> Candidate | None:
        pos, features, lemma = reading.pos, dict(reading.features), reading.lemma
        if features.get("VerbForm") == "Part" and pos == "ADJ":
            if (infinitive := self._find_infinitive(lemma)) is not None:
                pos, lemma = "VERB", infinitive
            else:
                del features["VerbForm"]
        if pos == "PRON" and "Fixd" in reading.grammemes:
            # "його", "її" beside what they belong to: of no gender of their own.
            pos = "DET"
            features.pop("Gender", None)
            features.pop("Number", None)
        capital = word[0].isupper()
        if pos == "PROPN" and not capital:
            return None
        if pos == "NOUN" and capital and not begins and not word.isupper():
            pos = "PROPN"
        if lemma in self._auxiliary and pos == "VERB":
            pos = "AUX"
        if pos == "CCONJ" and lemma in self._subordinators:
            pos = "SCONJ"
        weight = _weigh(reading, pos, features)
        if features.get("VerbForm") == "Inf" and word.lower() != lemma:
            weight -= 1.5  # "перекинуть": they will, rather than the infinitive of speech
        if pos == "VERB" and features.get("Tense") == "Fut" and features.get("Aspect") == "Perf":
            weight -= 0.3  # "перебуває" is now
        if likely:
            ranked = likely.split()
            named = f"{pos}:{lemma}"
            rank = next((at for at, one in enumerate(ranked) if one in {pos, named}), None)
            weight += -1.0 if rank is None else 3.0 - rank
        if pos == "PROPN" and reading.pos == "NOUN":
            # A capital inside a sentence is a name's, whatever else the word can be.
            weight += 1.2
        if "NameType" in features:
            weight += -0.3 if begins else 2.5
        if pos == "ADJ" and not lemma.endswith(self._adjective_endings):
            weight -= 2.0  # "чоловікові" is hardly ever "the man's"
        return Candidate.make(lemma, pos, features, weight)

    def _find_infinitive_anew(self, participle: str) -> str | None:
        """Return the infinitive of "заарештований", by way of "заарештовано"."""
        if not participle.endswith("ий"):
            return None
        for reading in self._dictionary.look_up(participle[:-2] + "о"):
            if reading.pos == "VERB" and "Impe" in reading.grammemes:
                return reading.lemma
        return None


def _tell_mark(word: str) -> str | None:
    if not any(map(str.isalnum, word)):
        return "PUNCT" if word.isascii() or (len(word) == 1 and word in "«»„“”‘’—–…№") else "SYM"
    if word[0] in "@#" or "://" in word or (word.isascii() and word.isalpha()):
        return "X"
    return None


def _make_undeclined(lower: str) -> tuple[Candidate, ...]:
    """Return a word without forms, such as an abbreviation, in every case."""
    return tuple(
        Candidate.make(lower, "PROPN", {"Case": case} if case else {}, 0.0) for case in _NO_CASE
    )


def _weigh(reading: Reading, pos: str, features: Mapping[str, str]) -> float:
    weight = 0.0 if reading.known else -1.0
    weight -= 2.0 * len(reading.grammemes & _RARE)
    if "voct" in reading.grammemes:
        weight -= 4.0
    if "Fixd" in reading.grammemes and pos == "NOUN" and "Abbr" not in reading.grammemes:
        weight -= 2.0
    if features.get("Mood") == "Imp":
        weight -= 2.0
    if pos in _FUNCTION_POS or pos == "NUM":
        weight += 2.0
    return weight


def _list_others(chosen: Candidate, candidates: Sequence[Candidate]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.tag for one in candidates if one.tag != chosen.tag))


def load_ukrainian() -> tuple[Analyser, NameFinder]:
    """Return the analyser and the finder of names for Ukrainian; raises `ModelError`."""
    language = get_language("uk")
    return UkrainianAnalyser(load_dictionary("uk"), language), RuleNames(language)
