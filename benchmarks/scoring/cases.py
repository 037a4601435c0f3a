"""Cases, the stage and the history of each, and contradictions."""

from bisect import bisect_right
from collections.abc import Sequence

from benchmarks.scoring.events import EventMatch
from benchmarks.scoring.given import Given, GivenCase
from benchmarks.scoring.gold import Gold, GoldCase
from benchmarks.scoring.matching import EntityMatch, pair_up
from benchmarks.scoring.tally import Section, Tally
from benchmarks.scoring.text import NO_WORDS, Words

_CONTRADICTION = "contradiction"


class _CaseMatch:
    """Which case of the reading is which of the gold's."""

    def __init__(self, gold: Gold, given: Given, entities: EntityMatch, events: EventMatch) -> None:
        self.subjects = [[entities.find(it) for it in case.subjects] for case in given.cases]
        """The gold's entities, by case of the reading; ``None`` for what is none."""
        self.steps = [_list_steps(case, events) for case in given.cases]
        """The gold's events, by case of the reading, in its order."""
        self.pairs = pair_up(
            lambda i, j: self._rate(i, gold.cases[j]), len(given.cases), len(gold.cases)
        )

    def is_right(self, number: int, case: GivenCase, wanted: GoldCase) -> bool:
        """Tell whether it has the right subjects, nobody else, and the right kind."""
        subjects = set(self.subjects[number])
        complete = wanted.subjects <= subjects <= wanted.subjects | wanted.subjects_may
        return complete and case.kind in wanted.kinds

    def list_in_order(self, number: int, wanted: GoldCase) -> set[str]:
        """Return the steps that stand in the gold's order: the most that can."""
        rank = wanted.steps
        steps = [step for step in self.steps[number] if step in rank]
        return {steps[place] for place in _find_longest_run([rank[step] for step in steps])}

    def _rate(self, number: int, wanted: GoldCase) -> float | None:
        subjects = self.subjects[number]
        shared = len(wanted.subjects.intersection(subjects))
        if not shared:
            return None
        extra = sum(it not in wanted.subjects | wanted.subjects_may for it in subjects)
        told = len(wanted.steps.keys() & self.steps[number])
        rate = shared / len(wanted.subjects) - 0.2 * extra + 0.1 * told
        return rate - (0.5 if wanted.optional else 0)


def score_cases(
    gold: Gold, given: Given, entities: EntityMatch, events: EventMatch, tally: Tally
) -> None:
    """Count cases, their stages, and the steps of their histories in the right order."""
    match = _CaseMatch(gold, given, entities, events)
    demanded = {step for case in gold.cases if not case.optional for step in case.steps}
    for number, case in enumerate(given.cases):
        wanted = gold.cases[match.pairs[number]] if number in match.pairs else None
        if wanted is None or not wanted.optional:
            right = wanted is not None and match.is_right(number, case, wanted)
            about = f"{case.id} {case.kind} {match.subjects[number]}"
            tally.give(Section.CASES, right, about)
            if case.stage is not None:
                right = wanted is not None and case.stage in wanted.stages
                tally.give(Section.STAGES, right, f"{case.id}: stage {case.stage}")
            in_order = set() if wanted is None else match.list_in_order(number, wanted)
            for step in _list_counted(match.steps[number], wanted, demanded):
                about = f"{case.id}: {step} out of order, or of another case"
                tally.give(Section.STAGES, step in in_order, about)
    back = {j: i for i, j in match.pairs.items()}
    for place, asked in enumerate(gold.cases):
        if not asked.optional:
            _count_wanted(asked, back.get(place), given, match=match, tally=tally)


def score_contradictions(gold: Gold, given: Given, tally: Tally) -> None:
    """Count checks that join at least two of the entries that disagree."""
    wanted_at: dict[str, tuple[Words, ...]] = {it.id: it.at for it in gold.quantities}
    wanted_at |= {it.id: (it.content,) for it in gold.statements}
    given_at = _locate_findings(given)
    found: set[int] = set()
    for check in given.checks:
        if check.kind != _CONTRADICTION:
            continue
        joined = [given_at.get(it, NO_WORDS) for it in check.about]
        hits = [
            number
            for number, wanted in enumerate(gold.contradictions)
            if sum(_touches(joined, wanted_at.get(it, ())) for it in wanted.about) >= 2
        ]
        demanded = [number for number in hits if not gold.contradictions[number].optional]
        if not hits:
            tally.give(Section.CONTRADICTIONS, False, check.message or "a contradiction")
        elif demanded and demanded[0] not in found:
            tally.give(Section.CONTRADICTIONS, True)
            found.add(demanded[0])
    for number, asked in enumerate(gold.contradictions):
        if not asked.optional:
            tally.want(Section.CONTRADICTIONS, number in found, "/".join(asked.about))


def _list_steps(case: GivenCase, events: EventMatch) -> list[str]:
    found = (events.find(event) for event in case.events)
    return list(dict.fromkeys(step for step in found if step is not None))


def _list_counted(steps: Sequence[str], wanted: GoldCase | None, demanded: set[str]) -> list[str]:
    """Return the steps that count: the case's own, and those of other cases."""
    if wanted is None:
        return [step for step in steps if step in demanded]
    foreign = demanded - wanted.history_may
    return [step for step in steps if step in wanted.steps or step in foreign]


def _count_wanted(
    wanted: GoldCase, number: int | None, given: Given, *, match: _CaseMatch, tally: Tally
) -> None:
    case = None if number is None else given.cases[number]
    in_order: set[str] = set()
    right = stage_right = False
    if case is not None and number is not None:
        in_order = match.list_in_order(number, wanted)
        right = match.is_right(number, case, wanted)
        stage_right = case.stage in wanted.stages
    tally.want(Section.CASES, right, f"{wanted.id} {sorted(wanted.subjects)}")
    tally.want(Section.STAGES, stage_right, f"{wanted.id}: stage {wanted.stages[0]}")
    for step in wanted.steps:
        tally.want(Section.STAGES, step in in_order, f"{wanted.id}: {step}")


def _find_longest_run(ranks: Sequence[int]) -> list[int]:
    """Return the places of a longest part of a sequence that never falls."""
    ends: list[int] = []  # the least rank that a run of each length can end with
    places: list[int] = []  # where that is
    before: list[int] = []  # the place before each, or -1
    for place, rank in enumerate(ranks):
        length = bisect_right(ends, rank)
        before.append(places[length - 1] if length else -1)
        ends[length : length + 1] = [rank]
        places[length : length + 1] = [place]
    run: list[int] = []
    place = places[-1] if places else -1
    while place >= 0:
        run.append(place)
        place = before[place]
    return run[::-1]


def _locate_findings(given: Given) -> dict[str, Words]:
    passages = (*given.quantities, *given.times, *given.penalties, *given.events)
    return {it.id: it.words for it in passages} | {it.id: it.content for it in given.claims}


def _touches(joined: Sequence[Words], places: Sequence[Words]) -> bool:
    return any(words & place for words in joined for place in places)
