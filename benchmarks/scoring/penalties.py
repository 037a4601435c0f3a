"""Penalties: what, how much, whose, and in place of which other."""

from collections.abc import Iterator

from benchmarks.scoring.given import Given, GivenPenalty
from benchmarks.scoring.gold import Gold, GoldPenalty, Term
from benchmarks.scoring.matching import EntityMatch, pair_up
from benchmarks.scoring.tally import Section, Tally
from benchmarks.scoring.text import Words, get_likeness

_MONTHS = {"year": 12.0, "month": 1.0}
_DAYS = {"day": 1.0, "hour": 1 / 24}

Amount = tuple[str, float]
"""What is counted, and how many."""


def score_penalties(gold: Gold, given: Given, match: EntityMatch, tally: Tally) -> None:
    """Count penalties; whose each is, and each alternative, are facts of their own."""
    pairs = _pair(gold, given)
    wanted = {given.penalties[i].id: gold.penalties[j] for i, j in pairs.items()}
    right: set[str] = set()
    owned: set[str] = set()
    for number, penalty in enumerate(given.penalties):
        paired = gold.penalties[pairs[number]] if number in pairs else None
        if paired is not None and paired.optional:
            continue
        faults = ["not in the gold"] if paired is None else list(_find_faults(penalty, paired))
        name = str(penalty) if paired is None else paired.id
        tally.give(Section.PENALTIES, not faults, f"{name}: {'; '.join(faults)}")
        if paired is not None and not faults:
            right.add(paired.id)
        if penalty.entity is not None:
            entity = match.find(penalty.entity)
            if paired is not None and entity is not None and entity in paired.entities:
                tally.give(Section.PENALTIES, True)
                owned.add(paired.id)
            elif not _is_tolerated(entity, paired, gold):
                tally.give(Section.PENALTIES, False, f"{name}: entity {entity or penalty.entity}")
    for asked in gold.penalties:
        if not asked.optional:
            tally.want(Section.PENALTIES, asked.id in right, str(asked))
            if asked.entities:
                tally.want(Section.PENALTIES, asked.id in owned, f"{asked.id} entity")
    _score_alternatives(gold, given, wanted, tally)


def _score_alternatives(
    gold: Gold, given: Given, wanted: dict[str, GoldPenalty], tally: Tally
) -> None:
    accepted = {
        frozenset([it.id, it.alternative_of]): it.optional
        for it in gold.penalties
        if it.alternative_of is not None
    }
    found: set[frozenset[str | None]] = set()
    for penalty in given.penalties:
        paired = wanted.get(penalty.id)
        if penalty.alternative_of is None or (paired is not None and paired.optional):
            continue
        other = wanted.get(penalty.alternative_of)
        pair = frozenset(None if it is None else it.id for it in (paired, other))
        if pair not in accepted or pair not in found:
            about = f"{penalty.id} in place of {penalty.alternative_of}"
            tally.give(Section.PENALTIES, pair in accepted, about)
        found.add(pair)
    for pair, optional in accepted.items():
        if not optional:
            about = f"either {' or '.join(sorted(map(str, pair)))}"
            tally.want(Section.PENALTIES, pair in found, about)


def _pair(gold: Gold, given: Given) -> dict[int, int]:
    def rate(i: int, j: int) -> float | None:
        penalty, wanted = given.penalties[i], gold.penalties[j]
        near = (at for at in wanted.at if _is_near(penalty.words, at))
        best = max((get_likeness(penalty.words, at) for at in near), default=None)
        if best is None:
            return None
        return best + (penalty.kind in wanted.kinds) - 0.2 * wanted.optional

    return pair_up(rate, len(given.penalties), len(gold.penalties))


def _is_near(given: Words, wanted: Words) -> bool:
    if not given & wanted:
        return False
    if get_likeness(given, wanted) >= 0.34 or given <= wanted:
        return True
    return wanted <= given and len(given) <= len(wanted) + 8


def _is_tolerated(entity: str | None, paired: GoldPenalty | None, gold: Gold) -> bool:
    if entity is None or paired is None:
        return False
    if entity in paired.entities_may:
        return True
    return not paired.entities and not gold.is_demanded(entity)


def _find_faults(given: GivenPenalty, wanted: GoldPenalty) -> Iterator[str]:
    if given.kind not in wanted.kinds:
        yield f"kind {given.kind}"
    if not _is_term(given, wanted):
        yield f"amount {given.min}-{given.max} {given.unit}"
    if wanted.currency is not None and given.currency != wanted.currency:
        yield f"currency {given.currency}"
    if wanted.statuses and given.status not in wanted.statuses:
        yield f"status {given.status}"


def _is_term(given: GivenPenalty, wanted: GoldPenalty) -> bool:
    """Tell whether the term or sum is right; of a fine the unit does not matter."""
    unit = None if wanted.kinds == ("fine",) else given.unit
    low, high = (
        None if number is None else _measure(Term(number=number, unit=unit))
        for number in (given.min, given.max)
    )
    if wanted.value is not None:
        value = _measure(wanted.value)
        known = [amount for amount in (low, high) if amount is not None]
        return bool(known) and all(_is_same(amount, value) for amount in known)
    if wanted.max is not None and not _is_same(high, _measure(wanted.max)):
        return False
    if wanted.min is not None:
        return _is_same(low, _measure(wanted.min))
    return wanted.max is None or given.min in (None, 0)


def _measure(term: Term) -> Amount:
    """Return a term in months or days, which are not the same in all months."""
    if term.unit in _MONTHS:
        return "months", term.number * _MONTHS[term.unit]
    if term.unit in _DAYS:
        return "days", term.number * _DAYS[term.unit]
    return "sum", term.number


def _is_same(given: Amount | None, wanted: Amount) -> bool:
    if given is None or given[0] != wanted[0]:
        return False
    return abs(given[1] - wanted[1]) <= 0.01 * max(abs(wanted[1]), 1)
