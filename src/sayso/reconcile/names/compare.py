"""How alike two written names of people are, whatever their scripts and the order of words."""

from functools import cache
from math import exp
from typing import NamedTuple

from sayso.reconcile.names.likeness import NameLikeness, PartLikeness
from sayso.reconcile.names.pairing import Answer, Pairing, pair_words
from sayso.reconcile.names.parts import NameParts, list_name_parts
from sayso.reconcile.names.sounds import load_names_data

LIKELY = 0.9
"""The score from which two names are shown as likely one; see `sayso bench names`."""

_SAME, _MAY_BE = 0.9, 0.75
# What a comparison can reach at most that lacks what would make it sure.
_TWO_SEXES, _OTHER_GIVEN, _NO_GIVEN, _NO_SURNAME, _ONLY_INITIAL = 0.2, 0.6, 0.6, 0.3, 0.85
_OTHER_FATHER = 0.8


class Compared(NamedTuple):
    """Two names compared: how alike, word by word, and whether they tell two sexes."""

    score: float
    pairing: Pairing
    clash: bool


def compare_names(one: str, other: str) -> float:
    """Return how alike two names of people are, 0 to 1; 1 of equal ones.

    Names of two sexes ("Yuri Degtyarev", "Tatyana Degtyareva") never reach `LIKELY`; nor does
    a surname alone beside a full name, nor an initial. Two equal surnames alone are equal names:
    `explain_names` tells that their given names are unknown.
    """
    if one == other:
        return 1.0
    best = find_best(one, other)
    return 0.0 if best is None else best.score


def explain_names(one: str, other: str) -> NameLikeness:
    """Return how alike two names of people are, part by part, and in words."""
    best = find_best(one, other)
    if best is None:
        return NameLikeness(score=float(one == other))
    pairing, clash = best.pairing, best.clash
    score = 1.0 if one == other else best.score
    parts = (
        ("surnames", pairing.surname),
        ("given names", pairing.given),
        ("patronymics", pairing.patronymic),
    )
    words = [_tell(name, answer) for name, answer in parts if answer is not None]
    return NameLikeness(
        score=score,
        surname=_judge(pairing.surname),
        given=_judge(pairing.given),
        patronymic=_judge(pairing.patronymic),
        genders_differ=clash,
        words=tuple(words + ["genders differ"] * clash),
    )


def list_features(pairing: Pairing) -> list[float]:
    """Return what the score is made of.

    The weights of `weights.toml` are learned by ``python -m training.matching``.
    """
    features = [1.0]
    measures = []
    for answer in (pairing.surname, pairing.given, pairing.patronymic):
        alike = 0.0 if answer is None else answer[0]
        measures.append(alike)
        features += [
            float(answer is None),
            max(0.0, alike - 0.4) / 0.6,
            max(0.0, alike - 0.75) / 0.25,
            float(alike >= 0.98),
        ]
    initial = any(
        answer is not None and (answer[1].initial or answer[2].initial)
        for answer in (pairing.given, pairing.patronymic)
    )
    surname, given, patronymic = measures
    return [
        *features,
        float(initial),
        float(min(pairing.extra, 3)),
        min(surname, given),
        surname * given,
        min(surname, patronymic) if pairing.patronymic else surname * given,
    ]


def find_best(one: str, other: str) -> Compared | None:
    """Return how the most alike forms of two names compare; ``None`` of what holds no letters."""
    # The one order of the two, so that the answer is the same whichever comes first.
    first, second = sorted((one, other))
    best = None
    for mine in list_name_parts(first):
        for theirs in list_name_parts(second):
            found = _compare_forms(mine, theirs)
            if best is None or found.score > best.score:
                best = found
    return best


def _compare_forms(one: NameParts, other: NameParts) -> Compared:
    pairing = pair_words(one, other)
    clash = one.gender is not None and other.gender is not None and one.gender != other.gender
    if sorted(it.sound for it in one.words) == sorted(it.sound for it in other.words):
        # Equal but for case, order, script and what all romanizations mix up.
        return Compared(1.0 if not clash else _TWO_SEXES, pairing, clash)
    score = min(_score(pairing), _limit(pairing, clash=clash))
    return Compared(score, pairing, clash)


def _score(pairing: Pairing) -> float:
    if pairing.surname is None or pairing.given is None:
        # What is learned from full names tells nothing of "Degtyarev" beside "Yuri Degtyarev".
        only, most = pairing.surname, _NO_GIVEN
        if only is None:
            only, most = pairing.given, _NO_SURNAME
        return most * only[0] if only is not None and only[0] >= _MAY_BE else 0.0
    features = list_features(pairing)
    total = sum(map(_multiply, load_weights(), features))
    return 1 / (1 + exp(-max(-40.0, min(40.0, total))))


def _multiply(weight: float, feature: float) -> float:
    return weight * feature


def _limit(pairing: Pairing, *, clash: bool) -> float:
    limit = 0.999
    if clash:
        limit = min(limit, _TWO_SEXES)
    if pairing.given is None:
        return limit
    if pairing.given[1].initial or pairing.given[2].initial:
        limit = min(limit, _ONLY_INITIAL)
    if _judge(pairing.given) is PartLikeness.DIFFERS:
        limit = min(limit, _OTHER_GIVEN)
    if _judge(pairing.patronymic) is PartLikeness.DIFFERS:
        limit = min(limit, _OTHER_FATHER)
    return limit


@cache
def load_weights() -> tuple[float, ...]:
    """Return what each of `list_features` adds to a score."""
    return tuple(map(float, load_names_data("weights.toml")["score"]["weights"]))


def _judge(answer: Answer | None) -> PartLikeness:
    if answer is None:
        return PartLikeness.UNKNOWN
    alike, mine, theirs = answer
    if alike >= _SAME and not (mine.initial or theirs.initial):
        short = [it.given.short for it in (mine, theirs) if it.given is not None]
        return PartLikeness.COMPATIBLE if any(short) else PartLikeness.SAME
    return PartLikeness.COMPATIBLE if alike >= _MAY_BE else PartLikeness.DIFFERS


def _tell(name: str, answer: Answer) -> str:
    said = {
        PartLikeness.SAME: "agree",
        PartLikeness.COMPATIBLE: "can be one",
        PartLikeness.DIFFERS: "differ",
    }[_judge(answer)]
    _, mine, theirs = answer
    return f"{name} {said}: {mine.text}, {theirs.text}"
