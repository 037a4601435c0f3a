"""A reading scored against its gold."""

from typing import Any

from benchmarks.scoring.cases import score_cases, score_contradictions
from benchmarks.scoring.entities import score_entities, score_mentions, score_relations
from benchmarks.scoring.events import EventMatch, score_events
from benchmarks.scoring.given import make_given
from benchmarks.scoring.gold import Gold
from benchmarks.scoring.matching import EntityMatch
from benchmarks.scoring.penalties import score_penalties
from benchmarks.scoring.statements import score_statements
from benchmarks.scoring.tally import Tally
from benchmarks.scoring.values import (
    TimeMatch,
    score_containment,
    score_countries,
    score_quantities,
    score_times,
)


def score(gold: Gold, reading: Any) -> Tally:
    """Score a reading.

    Args:
        gold: What the report says.
        reading: The parsed JSON that `sayso read --format json` prints, or ``{}``.

    Raises:
        ScoringError: The reading is not of that format.
    """
    given, tally = make_given(reading, gold.text), Tally()
    entities = EntityMatch(gold, given)
    times = TimeMatch(gold, given)
    events = EventMatch(gold, given, entities, times)
    score_entities(gold, given, entities, tally)
    score_mentions(gold, given, entities, tally)
    score_relations(gold, given, entities, tally)
    score_times(gold, given, times, tally)
    score_containment(gold, given, entities, tally)
    score_countries(gold, given, entities, tally)
    score_quantities(gold, given, tally)
    score_statements(gold, given, entities, tally)
    score_penalties(gold, given, entities, tally)
    score_events(gold, given, events, tally)
    score_cases(gold, given, entities, events, tally)
    score_contradictions(gold, given, tally)
    return tally
