"""What a casebook's cases get right of a storyline."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePath
from typing import Any

from benchmarks.scoring.matching import pair_up
from benchmarks.scoring.storyline_gold import (
    Forms,
    GoldConflict,
    GoldOrigin,
    GoldStep,
    GoldStoryCase,
    GoldSubject,
    Story,
)
from benchmarks.scoring.tally import Tally
from benchmarks.scoring.text import ScoringError, fold, is_name, strip_name


class StorySection(StrEnum):
    """What is scored of a storyline; all facts weigh the same."""

    CASES = "story cases"
    PERSONS = "story persons"
    SPELLINGS = "story spellings"
    STAGES = "story stages"
    ORIGINS = "story origins"
    CONTRADICTIONS = "story contradictions"
    COPIES = "story copies"


Given = Mapping[str, Any]
"""An object of the output."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenCase:
    """A case of the output.

    Attributes:
        data: As given; empty where the gold's case has none.
        names: Of each subject, its name and its spellings.
        reports: The ids of its reports.
    """

    data: Given
    names: tuple[tuple[Any, ...], ...] = ()
    reports: frozenset[str] = frozenset()


_MISSING = GivenCase(data={})


def make_story_tally() -> Tally:
    """Return counts of a storyline's sections, all of them nought."""
    return Tally.of(StorySection)


def score_story(story: Story, output: Any) -> Tally:
    """Score what ``sayso cases --format json`` prints; raises `ScoringError`."""
    given = list_given(story, output)
    pairs = pair_cases(story, given)
    tally = make_story_tally()
    found = {number: given[place] for place, number in pairs.items()}
    for number, case in enumerate(story.cases):
        if not case.optional:
            others = [it for it in story.cases if it is not case]
            _Scorer(story, case, found.get(number, _MISSING), tally).run(others)
    for place, it in enumerate(given):
        _score_given_case(it, story.cases[pairs[place]] if place in pairs else None, tally)
    return tally


def list_given(story: Story, output: Any) -> list[GivenCase]:
    """Return the output's cases; raises `ScoringError`."""
    if not isinstance(output, dict):
        raise ScoringError("the output is no object with cases")
    made = []
    for case in list_objects(output, "cases"):
        subjects = list_objects(case, "subjects")
        names = tuple((it.get("name"), *_get_list(it, "spellings")) for it in subjects)
        made.append(GivenCase(data=case, names=names, reports=get_reports(story, case)))
    return made


def pair_cases(story: Story, given: Sequence[GivenCase]) -> dict[int, int]:
    """Return which case of the gold (by number) each of the output's is, by shared subjects."""

    def rate(i: int, j: int) -> float | None:
        wanted, one = story.cases[j], given[i]
        shared = sum(any(is_subject(it, forms) for forms in one.names) for it in wanted.subjects)
        if not shared:
            return None
        return 10 * shared + len(one.reports & wanted.reports) - len(one.reports - wanted.reports)

    return pair_up(rate, len(given), len(story.cases))


def has_right_reports(case: GoldStoryCase, reports: frozenset[str]) -> bool:
    """Tell whether a case has all the reports that it must, and none that it must not."""
    return case.reports <= reports <= case.reports | case.reports_may


def is_subject(subject: GoldSubject, forms: Sequence[Any]) -> bool:
    """Tell whether any form of a name means this subject."""
    return any(_is_named(form, subject.forms) for form in forms)


def pair_steps(case: GoldStoryCase, given: Sequence[Given]) -> dict[int, int]:
    """Return which step of the gold's history (by number) each given one is."""

    def rate(i: int, k: int) -> float | None:
        wanted = case.history[k]
        if given[i].get("type") not in wanted.types:
            return None
        wrong = len(find_step_faults(given[i], wanted))
        return 1 - 0.3 * wrong - 0.01 * abs(i - k) - (0.05 if wanted.optional else 0)

    return pair_up(rate, len(given), len(case.history))


def find_step_faults(given: Given, wanted: GoldStep) -> list[str]:
    """Return what is wrong with a step of the right type."""
    faults = []
    if wanted.days is not None and _get_days(given) not in wanted.days:
        faults.append(f"{_get_days(given)}, not {wanted.days[0]}")
    if given.get("status") not in wanted.statuses:
        faults.append(f"status {given.get('status')}")
    return faults


def list_objects(entry: Given, key: str) -> list[Given]:
    """Return a list of objects; raises `ScoringError`."""
    found = _get_list(entry, key)
    if not all(isinstance(it, dict) for it in found):
        raise ScoringError(f"{key} holds something other than objects")
    return found


def get_reports(story: Story, entry: Given) -> frozenset[str]:
    """Return the ids of the reports that an object names."""
    return frozenset(get_report(story, it) for it in _get_list(entry, "reports"))


def get_report(story: Story, name: Any) -> str:
    """Return a report's id by whatever names it."""
    for text in flatten(name):
        path = PurePath(text)
        for form in (text, path.name, path.stem):
            if (found := story.known.get(strip_name(form))) is not None:
                return found
    return str(name)


def flatten(value: Any) -> list[str]:
    """Return every string and number within a value of JSON, as strings."""
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return [str(value)]
    if isinstance(value, list | dict):
        inner = value.values() if isinstance(value, dict) else value
        return [text for item in inner for text in flatten(item)]
    return []


def find_conflict(given: Given, wanted: Sequence[GoldConflict]) -> int | None:
    """Return the number of the last of the gold's conflicts that a given one is."""
    values = {strip_name(it) for it in flatten(given.get("values"))}
    about = fold(" ".join(flatten(given.get("about"))))
    hit = None
    for number, it in enumerate(wanted):
        if it.values is None:
            right = any(fold(form) in about for form in it.about)
        else:
            right = all(any(strip_name(form) in values for form in side) for side in it.values)
        hit = number if right else hit
    return hit


def _score_given_case(given: GivenCase, wanted: GoldStoryCase | None, tally: Tally) -> None:
    about = f"{given.data.get('id')}: reports {sorted(given.reports)}"
    if wanted is not None:
        if not wanted.optional:
            right = has_right_reports(wanted, given.reports)
            tally.give(StorySection.CASES, right, about)
        return
    tally.give(
        StorySection.CASES,
        False,
        f"{about}: {[it[0] for it in given.names]}: no such case, or one split in two",
    )
    for key, section in _OF_CASES.items():
        for _ in list_objects(given.data, key):
            tally.give(section, False)


_OF_CASES = {
    "history": StorySection.STAGES,
    "origins": StorySection.ORIGINS,
    "contradictions": StorySection.CONTRADICTIONS,
    "copies": StorySection.COPIES,
}


@dataclass(frozen=True, slots=True)
class _Scorer:
    """Scores one case of the gold against the output's."""

    story: Story
    case: GoldStoryCase
    given: GivenCase
    tally: Tally

    def run(self, others: Sequence[GoldStoryCase]) -> None:
        found = self.given is not _MISSING
        self.tally.want(
            StorySection.CASES,
            found and has_right_reports(self.case, self.given.reports),
            f"{self.case.id}: reports {sorted(self.given.reports)}",
        )
        for subject in self.case.subjects:
            self._score_subject(subject)
        self._score_given_subjects([it for case in others for it in case.subjects])
        self._score_stage()
        self._score_history()
        self._score_origins()
        self._score_conflicts()
        self._score_copies()

    def _score_subject(self, subject: GoldSubject) -> None:
        mine = [forms for forms in self.given.names if is_subject(subject, forms)]
        name = subject.names[0]
        self.tally.want(
            StorySection.PERSONS,
            len(mine) == 1,
            f"{self.case.id}: {name} is {len(mine)} subjects",
        )
        forms = [form for it in mine for form in it if isinstance(form, str)]
        for accepted in subject.spellings:
            right = any(is_name(form, accepted) for form in forms)
            self.tally.want(StorySection.SPELLINGS, right, f"{name}: {accepted[0]}")
        for form in sorted({strip_name(form) for form in forms}):
            if is_name(form, subject.listed):
                self.tally.give(StorySection.SPELLINGS, True)
            elif not is_name(form, subject.forms):
                about = f"{name}: {form!r} is not this person"
                self.tally.give(StorySection.SPELLINGS, False, about)

    def _score_given_subjects(self, others: Sequence[GoldSubject]) -> None:
        for forms in self.given.names:
            about = f"{self.case.id}: {forms[0]}"
            if any(is_subject(it, forms) for it in self.case.subjects):
                merged = any(is_subject(it, forms) for it in others)
                self.tally.give(StorySection.PERSONS, not merged, f"{about} is merged with another")
            elif not any(is_subject(it, forms) for it in self.case.subjects_may):
                self.tally.give(StorySection.PERSONS, False, f"{about} is no subject of this case")

    def _score_stage(self) -> None:
        stage = self.given.data.get("stage")
        about = f"{self.case.id}: stage"
        if stage is not None:
            self.tally.give(StorySection.STAGES, stage in self.case.stages, f"{about} {stage}")
        right = stage in self.case.stages
        self.tally.want(StorySection.STAGES, right, f"{about} {next(iter(self.case.stages), '')}")

    def _score_history(self) -> None:
        given, wanted = list_objects(self.given.data, "history"), self.case.history
        pairs = pair_steps(self.case, given)
        matched = [(pairs[i], i) for i in sorted(pairs) if not wanted[pairs[i]].optional]
        run = _find_run(matched)
        good = {i for i in run if not find_step_faults(given[i], wanted[pairs[i]])}
        for i, step in enumerate(given):
            if i in pairs and wanted[pairs[i]].optional:
                continue
            if i not in pairs and _tells_again(step, wanted):
                continue
            why = _say_faults(step, wanted[pairs[i]]) if i in pairs else "no such step"
            about = f"{self.case.id}: {step.get('type')} {_get_days(step)}: {why}"
            self.tally.give(StorySection.STAGES, i in good, about)
        for k, it in enumerate(wanted):
            if not it.optional:
                days = it.days[0] if it.days else ""
                about = f"{self.case.id}: {it.types[0]} {days}"
                right = any(pairs.get(i) == k for i in good)
                self.tally.want(StorySection.STAGES, right, about)

    def _score_origins(self) -> None:
        wanted, found = self.case.origins, set()
        for it in list_objects(self.given.data, "origins"):
            k = _find_origin(it, wanted)
            if k is not None and wanted[k].optional:
                continue
            reports = get_reports(self.story, it)
            right = k is not None and k not in found and it.get("kind") in wanted[k].kinds
            right = right and k is not None and reports == wanted[k].reports
            if right:
                found.add(k)
            about = f"{self.case.id}: {it.get('name')!r} {it.get('kind')} {sorted(reports)}"
            self.tally.give(StorySection.ORIGINS, right, about)
        for k, origin in enumerate(wanted):
            if not origin.optional:
                about = f"{self.case.id}: {origin.names[0]} {sorted(origin.reports)}"
                self.tally.want(StorySection.ORIGINS, k in found, about)

    def _score_conflicts(self) -> None:
        wanted, found = self.case.conflicts, set()
        for it in list_objects(self.given.data, "contradictions"):
            hit = find_conflict(it, wanted)
            if hit is None or (hit not in found and not wanted[hit].optional):
                sides = [flatten(side)[:1] for side in _get_list(it, "values")]
                about = f"{self.case.id}: {it.get('about')} {sides}"
                self.tally.give(StorySection.CONTRADICTIONS, hit is not None, about)
            if hit is not None:
                found.add(hit)
        for k, conflict in enumerate(wanted):
            if not conflict.optional:
                about = f"{self.case.id}: {conflict.about[0]}"
                self.tally.want(StorySection.CONTRADICTIONS, k in found, about)

    def _score_copies(self) -> None:
        copies = list_objects(self.given.data, "copies")
        given = {
            (get_report(self.story, it.get("of")), get_report(self.story, it.get("report")))
            for it in copies
        }
        for of, report in sorted(given):
            right = (of, report) in self.case.copies
            self.tally.give(StorySection.COPIES, right, f"{self.case.id}: {report} of {of}")
        for of, report in sorted(self.case.copies):
            right = (of, report) in given
            self.tally.want(StorySection.COPIES, right, f"{self.case.id}: {report} of {of}")


def _find_origin(given: Given, wanted: Sequence[GoldOrigin]) -> int | None:
    forms = [given.get("name"), *_get_list(given, "spellings")]
    for number, it in enumerate(wanted):
        if any(_is_named(form, it.names) for form in forms):
            return number
    return None


def _find_run(matched: Sequence[tuple[int, int]]) -> list[int]:
    """Return the longest run of given steps that does not go back, the first of equal ones."""
    runs: list[list[int]] = []
    best: list[int] = []
    for place, (rank, step) in enumerate(matched):
        before = [runs[m] for m in range(place) if matched[m][0] <= rank]
        runs.append([*max(before, key=len, default=[]), step])
        best = max(best, runs[-1], key=len)
    return best


def _tells_again(given: Given, wanted: Sequence[GoldStep]) -> bool:
    return any(given.get("type") in it.types and not find_step_faults(given, it) for it in wanted)


def _say_faults(given: Given, wanted: GoldStep) -> str:
    return "; ".join(find_step_faults(given, wanted)) or "out of order"


def _get_days(given: Given) -> tuple[str | None, str | None]:
    begin, end = given.get("begin"), given.get("end")
    return (
        None if begin is None else str(begin)[:10],
        None if end is None else str(end)[:10],
    )


def _is_named(form: Any, accepted: Forms) -> bool:
    return isinstance(form, str) and is_name(form, accepted)


def _get_list(entry: Given, key: str) -> list[Any]:
    value = entry.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise ScoringError(f"{key} is no list")
    return value
