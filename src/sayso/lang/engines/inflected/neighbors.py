"""Which reading of each word its neighbors agree with: the best path through a sentence.

Each pair of neighbors is weighed by agreement and government, and the path of the greatest
sum is found in time that grows with the length of the sentence (Viterbi 1967).
"""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from sayso.lang.engines.inflected.dictionary import make_tag

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "VERB"})
_HEADS = frozenset({"NOUN", "PROPN", "PRON"})
_MODIFIERS = frozenset({"ADJ", "DET"})
_INSIDE = frozenset({"Acc", "Loc"})  # what "в" and "на" govern
_DIRECT = frozenset({"Nom", "Acc"})


@dataclass(frozen=True, slots=True)
class Shape:
    """What of a reading its neighbors look at."""

    pos: str
    case: str
    number: str
    gender: str
    animate: str
    form: str
    person: str
    name: str
    governs: frozenset[str]
    lemma: str  # of marks and small words alone


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of one word.

    Attributes:
        weight: How likely it is by itself.
        shape: What its neighbors look at.
    """

    lemma: str
    pos: str
    tag: str
    weight: float
    shape: Shape

    @staticmethod
    def make(
        lemma: str,
        pos: str,
        features: Mapping[str, str],
        weight: float,
        governs: frozenset[str] = frozenset(),
    ) -> "Candidate":
        """Return a candidate of features."""
        shape = Shape(
            pos,
            features.get("Case", ""),
            features.get("Number", ""),
            features.get("Gender", ""),
            features.get("Animacy", ""),
            features.get("VerbForm", ""),
            features.get("Person", ""),
            features.get("NameType", ""),
            governs,
            lemma if pos in {"PUNCT", "NUM"} else "",
        )
        return Candidate(lemma, pos, make_tag(features), weight, shape)


def choose(choices: Sequence[Sequence[Candidate]]) -> list[Candidate]:
    """Return one candidate for each word: those that agree best."""
    if not choices:
        return []
    scores = [one.weight + _weigh_start(one.shape) for one in choices[0]]
    backs: list[list[int]] = []
    for before, now in itertools.pairwise(choices):
        shapes = [one.shape for one in before]
        made: list[float] = []
        back: list[int] = []
        for one in now:
            here = one.shape
            reached = [
                score + _weigh_pair(shape, here)
                for score, shape in zip(scores, shapes, strict=True)
            ]
            best = max(range(len(reached)), key=reached.__getitem__)
            made.append(reached[best] + one.weight)
            back.append(best)
        scores = made
        backs.append(back)
    at = max(range(len(scores)), key=scores.__getitem__)
    path = [at]
    for back in reversed(backs):
        at = back[at]
        path.append(at)
    return [options[at] for options, at in zip(choices, reversed(path), strict=True)]


def _weigh_start(shape: Shape) -> float:
    return _START_WEIGHTS.get(shape.case, 0.0)


@lru_cache(maxsize=200_000)
def _weigh_pair(before: Shape, now: Shape) -> float:
    """Return how well two neighbors go together."""
    weight = _CASE_WEIGHTS.get(now.case, 0.0)
    if now.case == "Loc" and now.name:
        weight -= 3.0  # what stands in the locative is seldom a person
    if before.pos == "ADP":
        return weight + _weigh_governed(before, now)
    modifies = before.pos in _MODIFIERS or before.form == "Part"
    if now.case == "Loc" and not (modifies or before.pos in {"NUM", "PROPN", "ADV", "PUNCT"}):
        weight -= 3.0
    if modifies and now.pos in _HEADS | _MODIFIERS:
        weight += _weigh_agreement(before, now)
    elif before.pos == "NUM" and now.pos in _HEADS | _MODIFIERS:
        weight += _weigh_counted(before, now)
    elif before.pos in _HEADS and now.pos in _HEADS | _MODIFIERS:
        weight += _weigh_nouns(before, now)
    elif before.pos in _HEADS and now.pos in {"VERB", "AUX"}:
        weight += _weigh_subject(before, now)
    elif before.pos in {"VERB", "AUX"}:
        weight += _weigh_after_verb(before, now)
    elif before.pos in {"PUNCT", "CCONJ", "SCONJ"}:
        # A clause seldom begins with a genitive.
        weight += {"Nom": 0.3, "Gen": -0.5}.get(now.case, 0.0)
    if before.pos == "DET" and now.pos in {"VERB", "AUX", "ADP", "PUNCT"}:
        weight -= 2.0  # "його затримали" is of him, not of what is his
    if now.pos == "ADP" and before.pos == "ADP":
        weight -= 3.0
    return weight


_START_WEIGHTS: Mapping[str, float] = {"Nom": 0.6, "Gen": -0.4, "Loc": -3.0}
_CASE_WEIGHTS: Mapping[str, float] = {
    "Nom": 0.0, "Gen": 0.1, "Acc": -0.2, "Ins": -0.2, "Dat": -0.6, "Loc": -0.8, "Voc": -3.0,
}  # fmt: skip


def _weigh_governed(before: Shape, now: Shape) -> float:
    """Return how well a word stands behind a preposition."""
    if not now.case:
        return 0.0 if now.pos in {"NUM", "X", "ADV", "PUNCT"} else -2.0
    weight = 4.0 if now.case in before.governs else -6.0
    if before.governs == _INSIDE:
        weight += 0.4 if now.case == "Loc" else 0.0
        weight -= 4.0 if now.name else 0.0  # one is seldom in or on somebody
    return weight - (1.0 if now.pos == "VERB" else 0.0)


def _agree(before: Shape, now: Shape) -> bool:
    """Whether two words show the same case, number and gender, as far as they show them."""
    if before.case != now.case or not before.case:
        return False
    if before.number and now.number and before.number != now.number:
        return False
    if now.number == "Plur" or before.number == "Plur":
        return True
    return not (before.gender and now.gender) or before.gender == now.gender


def _weigh_agreement(before: Shape, now: Shape) -> float:
    if not _agree(before, now):
        return -2.0 if now.pos in {"NOUN", "PROPN"} else -1.0
    weight = 3.0
    if before.case == "Acc" and before.gender == "Masc" and before.animate and now.animate:
        weight += 0.5 if before.animate == now.animate else -1.0
    return weight


def _weigh_counted(before: Shape, now: Shape) -> float:
    """Return how well a word stands behind a number: "двох солдатів", "5 солдатів"."""
    if before.case and before.case not in _DIRECT:
        return 2.5 if before.case == now.case else -1.0
    if now.case == "Gen":
        return 1.5 if now.number == "Plur" else 0.5
    return 0.8 if now.number == "Plur" and now.case in _DIRECT else 0.0


def _weigh_nouns(before: Shape, now: Shape) -> float:
    if before.name and now.name:
        return 4.0 if _agree(before, now) else -4.0
    if now.name and before.animate == "Anim" and before.case == now.case:
        return 1.5
    if now.case == "Gen" and before.pos != "PRON":
        return 1.5
    if before.case == now.case:
        return -0.3 if now.pos in {"NOUN", "PROPN"} else 0.0
    return 0.0


def _weigh_subject(before: Shape, now: Shape) -> float:
    if before.case != "Nom":
        return 0.0
    if now.form == "Inf":
        return -0.5
    if before.number and now.number and before.number != now.number:
        return -1.5
    if now.number == "Sing" and before.gender and now.gender and before.gender != now.gender:
        return -1.5
    return 1.5


def _weigh_after_verb(before: Shape, now: Shape) -> float:
    if before.pos == "AUX" and now.form == "Part" and now.case in {"", "Nom"}:
        return 4.5  # "був затриманий": what befell him, not what he is called
    if now.case == "Acc":
        return 0.9
    if now.case == "Nom":
        fits = _weigh_subject(now, before) > 0
        return 0.6 if fits and before.form == "Fin" else -0.6
    return 0.4 if before.pos == "AUX" and now.form in {"Inf", "Part"} else 0.0
