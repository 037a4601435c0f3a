"""The words in which reports speak of somebody."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso.publish.sentences import Sentence, list_sentences
from sayso.records.casefile import Ref
from sayso.records.claim import Claim
from sayso.records.reading import Reading
from sayso.workbench.deciding import make_effective
from sayso.workbench.holdings import Holdings

_MOST_CLAIMS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One sentence of a report that speaks of somebody.

    Attributes:
        at: Whom, as the report's reading has it.
        sentence: The sentence, with the words marked.
        claims: Ids of the statements that it is of, at most three.
    """

    at: Ref
    sentence: Sentence
    claims: tuple[str, ...]


def list_mentions(holdings: Holdings, people: Iterable[Ref], most: int) -> tuple[Mention, ...]:
    """Return the sentences that speak of some people, in the order of these.

    Args:
        holdings: The casebook.
        people: Whom, each of them of one report.
        most: Sentences of each at most.
    """
    readings: dict[str, Reading | None] = {}
    found: list[Mention] = []
    for at in people:
        if at.report not in readings:
            readings[at.report] = get_present_reading(holdings, at.report)
        reading = readings[at.report]
        if reading is not None:
            found += list(_list_mentions(reading, at))[:most]
    return tuple(found)


def get_present_reading(holdings: Holdings, sha256: str) -> Reading | None:
    """Return a report's reading as people decided it; ``None`` of a report that is not here."""
    store = holdings.store
    if store.find_report(sha256) is None:
        return None
    if next(iter(store.list_decisions([sha256])), None) is None:
        return store.get_reading(sha256)
    effective = make_effective(holdings, sha256)
    return None if effective is None else effective.reading


def _list_mentions(reading: Reading, at: Ref) -> Iterator[Mention]:
    spans = next((it.mentions for it in reading.entities if it.id == at.id), ())
    for sentence in list_sentences(reading.report.text, spans):
        told = [it.id for it in reading.claims if _is_told(it, sentence)]
        yield Mention(at=at, sentence=sentence, claims=tuple(told[:_MOST_CLAIMS]))


def _is_told(claim: Claim, sentence: Sentence) -> bool:
    return any(it.begin < sentence.end and sentence.begin < it.end for it in claim.content.spans)
