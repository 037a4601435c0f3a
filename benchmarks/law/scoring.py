"""Compare a reading's penalties and provisions with those that a person reads.

A penalty is right where kind, amount, currency, status and whether it is suspended all are;
whose it is, and in whose place it stands, are facts of their own, in the same section, as in
`benchmarks.scoring`. A provision is right where all of its fields are.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from benchmarks.law.texts import Text, Wanted
from benchmarks.scoring.matching import pair_up
from sayso.records.reading import Reading
from sayso.records.value import Penalty

SECTIONS = ("penalties", "provisions")
_MONTHS = {"year": 12.0, "month": 1.0}
_DAYS = {"day": 1.0, "hour": 1 / 24}


@dataclass(slots=True)
class Score:
    """Facts that are right, given and wanted, by section; and each fault in words."""

    counts: dict[str, tuple[int, int, int]] = field(
        default_factory=lambda: dict.fromkeys(SECTIONS, (0, 0, 0))
    )
    faults: list[str] = field(default_factory=list)

    def add(self, section: str, *, right: bool = False, given: bool = False, wanted: bool) -> None:
        """Count one fact."""
        old = self.counts[section]
        self.counts[section] = (old[0] + right, old[1] + given, old[2] + wanted)


def score(text: Text, reading: Reading) -> Score:
    """Return what a reading has right of a text."""
    total = Score()
    _score_penalties(text, reading, total)
    wanted = list(text.provisions)
    for it in reading.provisions:
        fields = (it.code, it.article, it.part, it.paragraph, it.jurisdiction)
        if fields in wanted:
            wanted.remove(fields)
            total.add("provisions", right=True, given=True, wanted=True)
        else:
            total.add("provisions", given=True, wanted=False)
            total.faults.append(f"wrong provision: {it.text!r} {fields}")
    for missed in wanted:
        total.add("provisions", wanted=True)
        total.faults.append(f"missed provision: {missed}")
    return total


def _score_penalties(text: Text, reading: Reading, total: Score) -> None:
    pairs = _pair(text, reading.penalties)
    names = {entity.id: entity.name for entity in reading.entities}
    given_of = {j: reading.penalties[i] for i, j in pairs.items()}
    for i, penalty in enumerate(reading.penalties):
        if i not in pairs:
            total.add("penalties", given=True, wanted=False)
            total.faults.append(f"not a penalty: {_show(penalty)}")
    for j, wanted in enumerate(text.penalties):
        given = given_of.get(j)
        faults = ["missed"] if given is None else list(_find_faults(given, wanted))
        total.add("penalties", right=not faults, given=given is not None, wanted=True)
        if faults:
            total.faults.append(f"{wanted.words!r}: {'; '.join(faults)}")
        _score_bearer(given, wanted, names, total)
        _score_place(given, wanted, given_of, total)


def _score_bearer(
    penalty: Penalty | None, wanted: Wanted, names: dict[str, str], total: Score
) -> None:
    given = None if penalty is None or penalty.entity is None else names[penalty.entity]
    if wanted.bearer is None:
        return
    right = given is not None and wanted.bearer.lower() in given.lower()
    total.add("penalties", right=right, given=given is not None, wanted=True)
    if not right:
        total.faults.append(f"{wanted.words!r}: whose: {given}, not {wanted.bearer}")


def _score_place(
    penalty: Penalty | None, wanted: Wanted, given_of: dict[int, Penalty], total: Score
) -> None:
    given = None if penalty is None else penalty.alternative_of
    other = None if wanted.instead_of is None else given_of.get(wanted.instead_of)
    asked = wanted.instead_of is not None
    if not asked and given is None:
        return
    right = given is not None and other is not None and given == other.id
    total.add("penalties", right=right, given=given is not None, wanted=asked)
    if not right:
        total.faults.append(f"{wanted.words!r}: in place of: {given}")


def _find_faults(given: Penalty, wanted: Wanted) -> Iterator[str]:
    if given.kind != wanted.kind:
        yield f"kind {given.kind}"
    if (given.currency or given.unit) != wanted.unit and not _is_same_unit(given, wanted):
        yield f"unit {given.currency or given.unit}"
    for name in ("min", "max"):
        if not _is_same(getattr(given, name), given.unit, getattr(wanted, name), wanted.unit):
            yield f"{name} {getattr(given, name)} {given.unit}"
    if given.status != wanted.status:
        yield f"status {given.status}"
    if given.suspended != wanted.suspended:
        yield f"suspended {given.suspended}"


def _is_same_unit(given: Penalty, wanted: Wanted) -> bool:
    return any({given.unit, wanted.unit} <= set(units) for units in (_MONTHS, _DAYS))


def _is_same(
    given: float | None, unit: str | None, wanted: float | None, other: str | None
) -> bool:
    if given is None or wanted is None:
        return given is wanted
    scale = _MONTHS | _DAYS
    return abs(given * scale.get(unit or "", 1) - wanted * scale.get(other or "", 1)) < 0.01


def _pair(text: Text, given: tuple[Penalty, ...]) -> dict[int, int]:
    """Pair each given penalty with the wanted one whose words it shares most of."""

    def rate(i: int, j: int) -> float | None:
        wanted, penalty = text.penalties[j], given[i]
        begin, end = _find_words(text.text, wanted.words)
        shared = min(end, penalty.span.end) - max(begin, penalty.span.begin)
        if shared <= 0:
            return None
        whole = max(end, penalty.span.end) - min(begin, penalty.span.begin)
        return shared / whole + (penalty.kind == wanted.kind)

    return pair_up(rate, len(given), len(text.penalties))


def _find_words(text: str, words: str) -> tuple[int, int]:
    """Return where words first stand whole: "ten" is not in "sentence"."""
    match = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
    if match is None:
        raise ValueError(f"{words!r} does not stand in {text!r}")
    return match.span()


def _show(penalty: Penalty) -> str:
    return f"{penalty.text!r} {penalty.kind} {penalty.min}..{penalty.max} {penalty.status}"
