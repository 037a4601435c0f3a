"""Settings chosen on all storylines but one, and tried on that one.

What the stages are set to was chosen by people who saw these storylines. So the few settings
that matter most are chosen anew for each storyline, on the others alone, from a small grid; what
they give on the one left out says more of texts that nobody saw.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import product

from benchmarks.scoring.storyline_gold import Story
from benchmarks.scoring.storyline_score import make_story_tally, score_story
from benchmarks.scoring.tally import Tally
from benchmarks.storylines.bars import Bars, measure_bars
from benchmarks.storylines.corpus import make_output
from sayso.packs.pack import DEFAULT as DEFAULT_PACK
from sayso.packs.pack import get_pack
from sayso.reconcile.accounts.comparing import compare_accounts
from sayso.reconcile.accounts.tolerances import DEFAULT_TOLERANCES, Tolerances
from sayso.reconcile.people.joining import join_profiles
from sayso.reconcile.people.profiles import list_profiles
from sayso.reconcile.people.weights import DEFAULT as DEFAULT_WEIGHTS
from sayso.reconcile.people.weights import Weights
from sayso.records.casefile import CaseFile
from sayso.records.reading import Reading
from sayso.records.ruling import NO_RULINGS
from sayso.workbench.casefiles import make_cases_of

# Added to what the shipped settings are, so that the grid stays around them.
_PRIOR = (0.0, -0.6, 0.6)
_CONTEXT = (0.0, -0.5, 0.5)
_MARGIN = (0.0, -0.4, 0.4)
_DAYS = (0, -1, 1)
_MONTHS = (0.0, -0.25, 0.5)
_ROUNDED = (0.0, -0.02, 0.04)


@dataclass(frozen=True, slots=True)
class Settings:
    """What is tried."""

    weights: Weights = DEFAULT_WEIGHTS
    limits: Tolerances = DEFAULT_TOLERANCES


@dataclass(slots=True)
class Trial:
    """What one storyline scores with one setting."""

    tally: Tally
    bars: Bars


@dataclass(slots=True)
class Tuner:
    """Scores storylines with settings, each pair once.

    Attributes:
        read: Each storyline with its readings.
    """

    read: Sequence[tuple[Story, tuple[Reading, ...]]]
    _known: dict[tuple[str, Settings], Trial] = field(default_factory=dict)

    def leave_one_out(self) -> Iterator[tuple[Story, Settings, Trial]]:
        """Yield every storyline with the settings that do best on the others, and its scores."""
        for story, _ in self.read:
            others = [pair for pair in self.read if pair[0] is not story]
            settings = self._choose(others, list(_list_weights()), Settings())
            settings = self._choose(others, list(_list_limits()), settings)
            yield story, settings, self._try(story, settings)

    def _choose(
        self,
        read: Sequence[tuple[Story, tuple[Reading, ...]]],
        tried: Sequence[Weights] | Sequence[Tolerances],
        start: Settings,
    ) -> Settings:
        """Return the first of the best: the shipped settings where nothing does better."""
        best, most = start, -1.0
        for part in tried:
            changed = {"weights": part} if isinstance(part, Weights) else {"limits": part}
            settings = replace(start, **changed)
            whole = make_story_tally()
            for story, _ in read:
                whole.add(self._try(story, settings).tally)
            if whole.total.f1 > most + 1e-9:
                best, most = settings, whole.total.f1
        return best

    def _try(self, story: Story, settings: Settings) -> Trial:
        key = (story.name, settings)
        if key not in self._known:
            readings = next(readings for it, readings in self.read if it is story)
            output = make_output(story, readings, make_cases_with(readings, settings))
            tally, bars = score_story(story, output), measure_bars(story, output)
            self._known[key] = Trial(tally, bars)
        return self._known[key]


def make_cases_with(readings: Sequence[Reading], settings: Settings) -> tuple[CaseFile, ...]:
    """Return the cases that readings make up, with other settings than the shipped ones."""
    profiles = [profile for reading in readings for profile in list_profiles(reading)]
    identities = join_profiles(profiles, NO_RULINGS, settings.weights)
    by_report = {reading.report.sha256: reading for reading in readings}
    cases = make_cases_of(by_report, identities, get_pack(DEFAULT_PACK))
    if settings.limits == DEFAULT_TOLERANCES:
        return cases
    return tuple(_compare_anew(case, by_report, settings.limits) for case in cases)


def say_changes(settings: Settings) -> str:
    """Return in which settings one differs from what is shipped."""
    pairs = ((settings.weights, DEFAULT_WEIGHTS), (settings.limits, DEFAULT_TOLERANCES))
    changed = [
        f"{name} {getattr(mine, name):g}"
        for mine, shipped in pairs
        for name in ("prior", "context", "margin", "relative_days", "months", "rounded")
        if hasattr(mine, name) and getattr(mine, name) != getattr(shipped, name)
    ]
    return ", ".join(changed) or "as shipped"


def _compare_anew(case: CaseFile, readings: dict[str, Reading], limits: Tolerances) -> CaseFile:
    mine = {name: readings[name] for name in case.reports}
    compared = compare_accounts(case, mine, limits)
    return replace(case, comparisons=compared.comparisons, contradictions=compared.contradictions)


def _list_weights() -> Iterator[Weights]:
    for prior, context, margin in product(_PRIOR, _CONTEXT, _MARGIN):
        yield replace(
            DEFAULT_WEIGHTS,
            prior=DEFAULT_WEIGHTS.prior + prior,
            context=DEFAULT_WEIGHTS.context + context,
            margin=DEFAULT_WEIGHTS.margin + margin,
        )


def _list_limits() -> Iterator[Tolerances]:
    for days, months, rounded in product(_DAYS, _MONTHS, _ROUNDED):
        yield replace(
            DEFAULT_TOLERANCES,
            relative_days=DEFAULT_TOLERANCES.relative_days + days,
            months=DEFAULT_TOLERANCES.months + months,
            rounded=DEFAULT_TOLERANCES.rounded + rounded,
        )
