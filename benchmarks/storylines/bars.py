"""The bars that storylines are held to: cases, origins of each step, contradictions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks.scoring.storyline_gold import GoldStoryCase, Story
from benchmarks.scoring.storyline_score import (
    GivenCase,
    StorySection,
    find_step_faults,
    has_right_reports,
    is_subject,
    list_given,
    list_objects,
    pair_cases,
    pair_steps,
)
from benchmarks.scoring.tally import Tally

CASES, EXACT, OVER, PRECISION, RECALL = 0.9, 0.85, 0.02, 0.8, 0.6


@dataclass(slots=True)
class Bars:
    """What was measured; shares are of one storyline or of several together.

    Attributes:
        cases, cases_right: Cases of the gold; those with just their reports and subjects.
        steps: Steps of the gold whose origins can be counted.
        told: Those of them that the output has too.
        exact, over: Those of ``told`` with the right number of independent origins, with more.
        faults: What is not exact, in words.
    """

    cases: int = 0
    cases_right: int = 0
    steps: int = 0
    told: int = 0
    exact: int = 0
    over: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Bars") -> None:
        """Count the other's too."""
        self.cases += other.cases
        self.cases_right += other.cases_right
        self.steps += other.steps
        self.told += other.told
        self.exact += other.exact
        self.over += other.over
        self.faults += other.faults


def measure_bars(story: Story, output: Any) -> Bars:
    """Measure a storyline's output; raises `ScoringError`."""
    given = list_given(story, output)
    found = {number: given[place] for place, number in pair_cases(story, given).items()}
    bars = Bars()
    for number, case in enumerate(story.cases):
        if case.optional:
            continue
        bars.cases += 1
        right = number in found and _is_right(case, found[number])
        bars.cases_right += right
        if not right:
            got = found.get(number)
            told = "missing" if got is None else f"{[it[0] for it in got.names]}"
            reports = "" if got is None else f" {sorted(got.reports)}"
            bars.faults.append(f"case {case.id}: {told}{reports}")
        _count_steps(case, found[number].data if number in found else {}, bars)
    return bars


def describe_bars(bars: Bars, tally: Tally) -> list[str]:
    """Return what was measured beside each bar, one line each."""
    conflicts = tally.sections[StorySection.CONTRADICTIONS]
    rows = [
        ("cases exactly right", bars.cases_right, bars.cases, f"at least {CASES:.0%}"),
        ("origins counted exactly, of steps told", bars.exact, bars.told, f"at least {EXACT:.0%}"),
        ("origins over-counted, of steps told", bars.over, bars.told, f"at most {OVER:.0%}"),
        ("origins counted exactly, of all steps", bars.exact, bars.steps, ""),
        ("contradictions precision", conflicts.right, conflicts.given, f"at least {PRECISION:.0%}"),
        ("contradictions recall", conflicts.found, conflicts.wanted, f"at least {RECALL:.0%}"),
    ]
    return [
        f"{name:42}{100 * part / max(whole, 1):6.1f} %  {f'{part}/{whole}':>9}  {bar}".rstrip()
        for name, part, whole, bar in rows
    ]


def list_shares(bars: Bars, tally: Tally) -> dict[str, float]:
    """Return what a gate looks at, in percent, each better the higher it is."""
    conflicts = tally.sections[StorySection.CONTRADICTIONS]
    return {
        "total-f1": 100 * tally.total.f1,
        "cases-right": 100 * bars.cases_right / max(bars.cases, 1),
        "origins-exact": 100 * bars.exact / max(bars.told, 1),
        "origins-not-over": 100 * (1 - bars.over / max(bars.told, 1)),
        "contradictions-precision": 100 * conflicts.precision,
        "contradictions-recall": 100 * conflicts.recall,
    }


def _is_right(case: GoldStoryCase, given: GivenCase) -> bool:
    own = all(
        sum(is_subject(subject, forms) for forms in given.names) == 1 for subject in case.subjects
    )
    known = (*case.subjects, *case.subjects_may)
    others = any(not any(is_subject(it, forms) for it in known) for forms in given.names)
    return own and not others and has_right_reports(case, given.reports)


def _count_steps(case: GoldStoryCase, given: Mapping[str, Any], bars: Bars) -> None:
    steps = list_objects(given, "history")
    # A step with the wrong day may be another one; its origins are counted all the same.
    places = {k: i for i, k in pair_steps(case, steps).items()}
    for k, wanted in enumerate(case.history):
        if not wanted.origins or (wanted.optional and k not in places):
            continue
        bars.steps += 1
        if k not in places:
            continue
        step = steps[places[k]]
        number = _count(step)
        bars.told += 1
        bars.exact += number in wanted.origins
        bars.over += number > max(wanted.origins)
        if number not in wanted.origins:
            wrong = "; ".join(find_step_faults(step, wanted))
            bars.faults.append(
                f"{case.id}: {wanted.types[0]} rests on {number} origins, not"
                f" {_say(wanted.origins)}: {_name_origins(step, given)}"
                + (f" (and {wrong})" if wrong else "")
            )


def _count(step: Mapping[str, Any]) -> int:
    """Return the independent origins of a step: those that are surely others than the rest."""
    told = step.get("independent")
    return told if isinstance(told, int) else len(step.get("origins") or ())


def _name_origins(step: Mapping[str, Any], given: Mapping[str, Any]) -> list[str]:
    names = {it.get("id"): str(it.get("name")) for it in list_objects(given, "origins")}
    return [names.get(it, str(it)) for it in step.get("origins") or ()]


def _say(numbers: Sequence[int]) -> str:
    return " or ".join(map(str, numbers))
