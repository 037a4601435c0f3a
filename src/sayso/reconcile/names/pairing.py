"""Which word of one name answers which of another, and how alike they are."""

from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from sayso.reconcile.names.closeness import measure_closeness
from sayso.reconcile.names.given import list_given_sounds
from sayso.reconcile.names.parts import NameParts, NameRole, NameWord

_SURNAME, _GIVEN, _PATRONYMIC = (it.value for it in NameRole)
_ROLES = (_PATRONYMIC, _GIVEN, _SURNAME)
_INITIAL, _SHORT, _PART, _OTHER_ROLE = 0.8, 0.9, 0.9, 0.5
_PAIRED = 0.5

Answer: TypeAlias = tuple[float, NameWord, NameWord]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pairing:
    """Two names word by word.

    Attributes:
        surname, given, patronymic: How alike the words of that part are, 0 to 1, with the two
            words; ``None`` where one of the names lacks it.
        extra: How many words of the one have nothing to answer them in the other, though both
            still have some.
    """

    surname: Answer | None
    given: Answer | None
    patronymic: Answer | None
    extra: int


def pair_words(one: NameParts, other: NameParts) -> Pairing:
    """Return which words answer one another: the most alike first, then by their roles."""
    mine, theirs = list(one.words), list(other.words)
    found: dict[int, Answer] = {}
    options = sorted(
        ((compare_words(a, b), i, j) for i, a in enumerate(mine) for j, b in enumerate(theirs)),
        reverse=True,
    )
    used, met = set[int](), set[int]()
    doubtful: list[Answer] = []
    for alike, i, j in options:
        if alike < _PAIRED:
            break
        if i in used or j in met:
            continue
        used.add(i)
        met.add(j)
        role = mine[i].mask & theirs[j].mask
        answer = (alike, mine[i], theirs[j])
        if role in _ROLES and role not in found:
            found[role] = answer
        else:
            doubtful.append(answer)
    left = [it for i, it in enumerate(mine) if i not in used]
    missed = [it for j, it in enumerate(theirs) if j not in met]
    _place_doubtful(doubtful, found)
    _pair_rest(left, missed, found)
    return Pairing(
        surname=found.get(_SURNAME),
        given=found.get(_GIVEN),
        patronymic=found.get(_PATRONYMIC),
        extra=len(left) + len(missed),
    )


def _place_doubtful(doubtful: list[Answer], found: dict[int, Answer]) -> None:
    """Give the parts that are still open to pairs that may be several, the longest the surname."""
    for answer in sorted(doubtful, key=lambda it: -len(it[1].sound) - len(it[2].sound)):
        _, mine, theirs = answer
        may = mine.mask & theirs.mask or mine.mask | theirs.mask
        role = next(
            (it for it in (_SURNAME, _GIVEN, _PATRONYMIC) if it & may and it not in found), 0
        )
        if role:
            found[role] = answer


def _pair_rest(left: list[NameWord], missed: list[NameWord], found: dict[int, Answer]) -> None:
    """Set words of one part against each other that are not alike: "Yuri", "Oleg"."""
    for role in _ROLES:
        if role in found:
            continue
        mine = next((it for it in left if it.mask & role), None)
        theirs = next((it for it in missed if it.mask & role), None)
        if mine is not None and theirs is not None:
            found[role] = (compare_words(mine, theirs), mine, theirs)
            left.remove(mine)
            missed.remove(theirs)


@lru_cache(maxsize=1 << 17)
def compare_words(one: NameWord, other: NameWord) -> float:
    """Return how alike two words of names are, 0 to 1, whatever their order."""
    if one.initial or other.initial:
        return _compare_initials(one, other)
    common = one.mask & other.mask
    if not common:
        # Roles are guesses: equal words answer one another though they seem to be two parts.
        equal = one.sound == other.sound or one.neutral == other.neutral
        return _OTHER_ROLE if equal or _are_one_given(one, other) else 0.0
    if common & _PATRONYMIC and one.patronymic is not None and other.patronymic is not None:
        if one.patronymic.names and other.patronymic.names:
            return float(bool(one.patronymic.names & other.patronymic.names))
        return measure_closeness(one.patronymic.stem, other.patronymic.stem)
    if common & _GIVEN and one.given is not None and other.given is not None:
        if _are_one_given(one, other):
            return _SHORT if one.given.short or other.given.short else 1.0
        if common == _GIVEN:
            # Two names are not one for being spelt alike: "Aleksei", "Aleksandr".
            return 0.0
    alike = measure_closeness(one.sound, other.sound)
    if alike < 1 and (one.neutral != one.sound or other.neutral != other.sound):
        alike = max(alike, measure_closeness(one.neutral, other.neutral))
    if one.parts or other.parts:
        alike = max(alike, _compare_parts(one, other))
    return alike


def _are_one_given(one: NameWord, other: NameWord) -> bool:
    if one.given is None or other.given is None:
        return False
    return bool(one.given.names & other.given.names)


def _compare_initials(one: NameWord, other: NameWord) -> float:
    if not one.mask & other.mask:
        return 0.0
    shorter, longer = sorted((one, other), key=lambda it: not it.initial)
    sounds = {longer.sound}
    if longer.given is not None and longer.mask & _GIVEN:
        sounds |= list_given_sounds(longer.given.names)
    fits = any(it.startswith(shorter.sound) for it in sounds)
    return _INITIAL if fits or shorter.sound.startswith(longer.sound) else 0.0


def _compare_parts(one: NameWord, other: NameWord) -> float:
    mine, theirs = one.parts or (one.sound,), other.parts or (other.sound,)
    return _PART * max(measure_closeness(a, b) for a in mine for b in theirs)
