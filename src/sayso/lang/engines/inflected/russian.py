"""Russian: slovnet tells what a word is in its sentence, the dictionary its lemma."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import takewhile

from sayso.lang.engines.inflected.dictionary import Dictionary, Reading, load_dictionary, make_tag
from sayso.lang.engines.inflected.form import Analyser, Form, NameFinder
from sayso.lang.engines.inflected.slovnet_models import SlovnetModels, load_slovnet
from sayso.records.parse import Name
from sayso.records.reading import Maker

# Bodies that this model alone sees are hardly ever any: a rank, a time, "СМИ".
_LABELS: Mapping[str, str] = {"PER": "PERSON", "LOC": "LOCATION"}
# Coarse tags that a dictionary and a model may give one word.
_ALIKE = (
    frozenset({"NOUN", "PROPN"}),
    frozenset({"VERB", "AUX"}),
    frozenset({"PRON", "DET", "ADJ"}),
    frozenset({"CCONJ", "SCONJ", "PART", "ADV"}),
    frozenset({"NUM", "ADJ"}),
    frozenset({"NOUN", "ADJ", "VERB"}),
)
_WEIGHTS: Mapping[str, float] = {
    "Case": 1.6, "Number": 1.0, "Gender": 1.0, "VerbForm": 1.0, "Tense": 1.0, "Person": 1.0,
    "Variant": 1.0,
}  # fmt: skip
_UNDECLINED = frozenset({"PUNCT", "SYM", "X", "ADP", "CCONJ", "SCONJ", "PART"})

_OF_SEVERAL = frozenset({"Animacy=Anim", "Number=Plur"})
_ALONE = frozenset({"Animacy=Anim", "Case=Nom", "Gender=Masc", "Number=Sing"})


class RussianAnalyser:
    """An `Analyser` of Russian words."""

    def __init__(self, models: SlovnetModels, dictionary: Dictionary) -> None:
        self._models = models
        self._dictionary = dictionary
        self.makers: tuple[Maker, ...] = (*models.makers, *dictionary.makers)
        self._make_form = lru_cache(maxsize=60_000)(self._make_form_anew)

    def analyse(self, sentences: Sequence[Sequence[str]]) -> list[list[Form]]:
        """Return a form for each word of each sentence."""
        return [
            _mend_subject(
                [self._make_form(word, tag) for word, tag in zip(words, tags, strict=True)]
            )
            for words, tags in zip(sentences, self._models.tag(sentences), strict=True)
        ]

    def _make_form_anew(self, word: str, tagged: str) -> Form:
        pos, _, tag = tagged.partition("|")
        pos = _mend_pos(word, pos)
        lower = word.lower()
        if pos in _UNDECLINED or not any(map(str.isalpha, lower)):
            return Form(lower, pos, tag)
        features = dict(part.split("=", 1) for part in tag.split("|") if part)
        readings = self._dictionary.look_up(lower)
        best = max(readings, key=lambda one: _compare(one, pos, features))
        if pos in {"ADJ", "PROPN"} and best.known and best.features.get("VerbForm") == "Part":
            pos = "VERB"
            features.update(VerbForm="Part", **_pick(best.features, "Voice", "Aspect", "Tense"))
        if best.known and best.features.get("VerbForm") == "Fin" and pos in {"VERB", "AUX"}:
            # "Перебросят" is to come, whatever a model makes of it.
            features.update(_pick(best.features, "Tense", "Number", "Person", "Gender"))
        if best.known and pos != best.pos and {one.pos for one in readings} == {"NOUN"}:
            pos = "NOUN"
        if best.known and "Case" in best.features and not _fits_any(readings, features):
            # The model guessed what the form cannot be: "Дегтярёвой" is no man's name.
            features.update(_pick(best.features, "Case", "Number", "Gender"))
        if word[0].isupper() and (kind := best.features.get("NameType")):
            features["NameType"] = kind
            pos = "PROPN" if pos == "NOUN" else pos
        others = tuple(
            dict.fromkeys(one.tag for one in readings if one is not best and one.tag != tag)
        )
        return Form(self._make_lemma(lower, pos, best), pos, make_tag(features), others)

    def _make_lemma(self, lower: str, pos: str, best: Reading) -> str:
        if pos in {"NOUN", "PROPN"} and best.pos in {"ADJ", "VERB"} and "Case" in best.features:
            # "мобилизованного", the man: a noun's lemma is its nominative.
            return (
                self._dictionary.inflect(lower, best, frozenset({"nomn", "sing", "masc"}))
                or best.lemma
            )
        return best.lemma


def _mend_subject(forms: list[Form]) -> list[Form]:
    """Return a sentence's forms with the man who does it in the singular.

    "Солдат отказался": a model takes the word for "of soldiers" wherever it stands. It is one
    man where the sentence begins with it, and its verb is a man's with no other subject.
    """
    first = next((i for i, form in enumerate(forms) if form.pos not in {"PUNCT", "SYM"}), None)
    if first is None or not set(forms[first].tag.split("|")) >= _OF_SEVERAL:
        return forms
    alone = next((tag for tag in forms[first].others if set(tag.split("|")) >= _ALONE), None)
    rest = range(first + 1, len(forms))
    verb = next((i for i in rest if "VerbForm=Fin" in forms[i].tag and _is_verb(forms[i])), None)
    if alone is None or verb is None or not {"Number=Sing"} <= set(forms[verb].tag.split("|")):
        return forms
    told = forms[verb].lemma != "нет" and not {"Gender=Fem", "Gender=Neut"} & set(
        forms[verb].tag.split("|")
    )
    others = any(
        "Case=Nom" in forms[i].tag
        and forms[i].pos in {"NOUN", "PROPN", "PRON"}
        and forms[i].lemma != "который"
        for i in (
            *range(first + 1, verb),
            *takewhile(lambda at: forms[at].pos != "PUNCT", rest[verb - first :]),
        )
    )
    if others or not told:
        return forms
    old = forms[first]
    others_left = (old.tag, *(tag for tag in old.others if tag != alone))
    made = Form(old.lemma, old.pos, alone, others_left)
    return [*forms[:first], made, *forms[first + 1 :]]


def _is_verb(form: Form) -> bool:
    return form.pos in {"VERB", "AUX"}


def _pick(features: Mapping[str, str], *names: str) -> dict[str, str]:
    return {name: features[name] for name in names if name in features}


def _fits_any(readings: Sequence[Reading], features: Mapping[str, str]) -> bool:
    """Whether the form can have the case, the number and the gender that a model gives it."""
    return any(
        all(
            one.features.get(name) in {None, features.get(name)}
            for name in ("Case", "Number", "Gender")
            if name in features
        )
        for one in readings
    )


def _mend_pos(word: str, pos: str) -> str:
    """Return a coarse tag of ours; marks and addresses are never words, whatever the model says."""
    if not any(map(str.isalnum, word)):
        return "SYM" if pos == "SYM" or (not word.isascii() and pos != "PUNCT") else "PUNCT"
    if word[0] in "@#" or "://" in word:
        return "X"
    if pos in {"<pad>", "PUNCT"}:
        return "X"
    return "PART" if pos == "INTJ" else pos


def _compare(reading: Reading, pos: str, features: Mapping[str, str]) -> float:
    """Return how well a reading fits what the model says of the word."""
    if reading.pos == pos:
        fit = 6.0
    else:
        fit = 3.0 if any(pos in alike and reading.pos in alike for alike in _ALIKE) else 0.0
    for name, value in features.items():
        other = reading.features.get(name)
        if other is not None:
            weight = _WEIGHTS.get(name, 0.4)
            fit += weight if other == value else -weight
    if pos == "PROPN" and "NameType" in reading.features:
        fit += 0.5
    return fit + reading.score


class RussianNames:
    """A `NameFinder` by slovnet's model of names."""

    def __init__(self, models: SlovnetModels) -> None:
        self._models = models
        self.makers = models.makers

    def find(
        self, sentences: Sequence[Sequence[str]], forms: Sequence[Sequence[Form]]
    ) -> tuple[Name, ...]:
        """Return persons and places."""
        del forms
        names: list[Name] = []
        base = 0
        for words, tags in zip(sentences, self._models.find_names(sentences), strict=True):
            names.extend(_join_tags(tags, base))
            base += len(words)
        return tuple(names)


def _join_tags(tags: Sequence[str], base: int) -> list[Name]:
    """Return the names that the tags of a sentence's words begin and go on with."""
    found: list[Name] = []
    for at, tag in enumerate(tags, base):
        mark, _, kind = tag.partition("-")
        if kind not in _LABELS:
            continue
        label = _LABELS[kind]
        if mark == "I" and found and found[-1].last == at - 1 and found[-1].label == label:
            found[-1] = Name(found[-1].first, at, label)
        else:
            found.append(Name(at, at, label))
    return found


def load_russian() -> tuple[Analyser, NameFinder]:
    """Return the analyser and the finder of names for Russian; raises `ModelError`."""
    models = load_slovnet()
    return RussianAnalyser(models, load_dictionary("ru")), RussianNames(models)
