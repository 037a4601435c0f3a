"""Which mentions of events, in many reports, are one event's, going by word and story alone.

Where a report's reading knows an event's people, place and time, cases are assembled by
those (`sayso.cases.across`). Of words alone, as other programs and corpora give them, the
story and the kind of happening tell most.
"""

import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from benchmarks.coreference.stories import Terms, group_stories

_ROOT, _SHORTEST = 5, 3


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention:
    """A word that tells of an event.

    Attributes:
        report: Number of the report among those compared.
        lemma: The dictionary form of the word, or of the main one of several.
    """

    report: int
    lemma: str


def join_event_mentions(
    mentions: Sequence[EventMention], reports: Sequence[Terms]
) -> tuple[tuple[int, ...], ...]:
    """Return the mentions of each event by their numbers, each with one event.

    Args:
        mentions: Of all reports.
        reports: The reports' texts as `benchmarks.coreference.stories.count_terms` gives them.
    """
    stories = {
        report: number for number, story in enumerate(group_stories(reports)) for report in story
    }
    events: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for at, mention in enumerate(mentions):
        events[stories[mention.report], find_happening(mention.lemma)].append(at)
    return tuple(sorted(map(tuple, events.values())))


@lru_cache(maxsize=1 << 14)
def find_happening(lemma: str) -> str:
    """Return one word for all that tell the same kind of happening: "buy" for "takeover"."""
    root = _find_root(lemma)
    return _load_alike().get(root, root)


def _find_root(lemma: str) -> str:
    word = lemma.casefold()
    for ending in load_words()["endings"]["words"]:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST:
            word = word.removesuffix(ending)
            break
    if len(word) > _SHORTEST and word[-1] == word[-2]:
        word = word[:-1]
    return word.rstrip("e")[:_ROOT] or word


@cache
def load_words() -> Mapping[str, Any]:
    """Return the words of `event_words.toml`."""
    return tomllib.loads(Path(__file__).with_name("event_words.toml").read_text("utf-8"))


@cache
def _load_alike() -> Mapping[str, str]:
    """Return the first word's root for each root; of a word in two groups, the first's."""
    alike: dict[str, str] = {}
    for group in load_words()["alike"]["groups"]:
        words = group.split()
        for word in words:
            alike.setdefault(_find_root(word), _find_root(words[0]))
    return alike
