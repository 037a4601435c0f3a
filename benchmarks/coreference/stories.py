"""Which reports tell of one story: near one another by their words, names and numbers.

A story is what newsrooms follow: one quake, one trial. That two reports are of one story is
evidence that they tell of one event, never proof: two trials in one town read alike.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from heapq import heapify, heappop, heappush
from math import log, sqrt

from sayso.reconcile.names.sounds import get_sound

NEAR = 0.2
"""How near the reports of one story are to one another, on average; cosine of their terms."""

# Words of one root share so many letters, in every language that is read here.
_ROOT = 6
_SHORTEST = 3
# Names and numbers tell one quake from another; the other words are those of every quake.
_TELLING = 2
_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?…:\n]\W*$")
_ADDRESS = re.compile(r"\S+(?:://|@)\S+")
# What more than half of all reports hold tells none of them apart.
_COMMON = 0.5
# A term of so many reports joins no two of them by itself: with it time would grow with the
# square of their number.
_MOST = 100
_FAINT = 0.02

Terms = Mapping[str, float]


def count_terms(text: str) -> Terms:
    """Return what a report's text is compared by, and how often each term is in it.

    Words count by their first letters, names by their sound, so that reports in two
    languages share the people and the figures of their story.
    """
    text = _ADDRESS.sub(" ", text)
    counts: Counter[str] = Counter()
    begin = 0
    for found in _WORD.finditer(text):
        word = found[0]
        opens = begin == 0 or _SENTENCE_END.search(text, begin, found.start()) is not None
        begin = found.end()
        if word.isdecimal():
            counts[word] += _TELLING
        elif len(word) >= _SHORTEST:
            named = word[0].isupper() and not opens
            # A name has the same key where a sentence begins with it.
            counts[get_sound(word)[:_ROOT] or word.casefold()[:_ROOT]] += _TELLING if named else 1
    return counts


def group_stories(reports: Sequence[Terms], *, near: float = NEAR) -> tuple[tuple[int, ...], ...]:
    """Return the reports of each story by their numbers, each in one story; the same in any order.

    Average-link clustering of TF-IDF vectors, as news is clustered into topics (TDT), on
    the pairs that share a term that is not common: an inverted index, no full matrix.

    Args:
        reports: As `count_terms` gives them.
        near: How near reports must be on average; more gives smaller stories.
    """
    near = max(near, _FAINT)
    order = sorted(range(len(reports)), key=lambda at: sorted(reports[at].items()))
    links = _list_links(_weigh([reports[at] for at in order]))
    groups = cluster_average(len(order), links, least=near)
    return tuple(sorted(tuple(sorted(order[at] for at in group)) for group in groups))


def _weigh(reports: Sequence[Terms]) -> list[Terms]:
    """Return the vectors of unit length, without what is common or in one report alone."""
    held = Counter(term for report in reports for term in report)
    most = max(2, len(reports) * _COMMON)
    vectors: list[Terms] = []
    for report in reports:
        vector = {
            term: (1 + log(count)) * log(len(reports) / held[term])
            for term, count in report.items()
            if count > 0 and 1 < held[term] <= most
        }
        length = sqrt(sum(it * it for it in vector.values()))
        vectors.append({term: it / length for term, it in vector.items()} if length else {})
    return vectors


def _list_links(vectors: Sequence[Terms]) -> Iterator[tuple[int, int, float]]:
    """Yield each pair that shares a term, and how near the two are."""
    index: defaultdict[str, list[tuple[int, float]]] = defaultdict(list)
    for at, vector in enumerate(vectors):
        near: defaultdict[int, float] = defaultdict(float)
        for term, weight in vector.items():
            postings = index[term]
            for other, theirs in postings if len(postings) < _MOST else ():
                near[other] += weight * theirs
            postings.append((at, weight))
        yield from ((other, at, alike) for other, alike in near.items() if alike >= _FAINT)


def cluster_average(
    size: int, links: Iterator[tuple[int, int, float]], *, least: float
) -> list[tuple[int, ...]]:
    """Return groups of ``0 .. size - 1`` by average-link clustering.

    Args:
        size: How many there are.
        links: Pairs and how near they are; a pair that is missing is as far as can be.
        least: Two groups are joined while the mean over all their pairs is this at least.
    """
    members: list[tuple[int, ...]] = [(at,) for at in range(size)]
    sums: list[dict[int, float] | None] = [{} for _ in range(size)]
    heap = []
    for one, other, near in links:
        _get(sums, one)[other] = _get(sums, other)[one] = near
        if near >= least:
            heap.append((-near, one, other))
    heapify(heap)
    while heap:
        _, one, other = heappop(heap)
        # A group has a new number each time it grows: pairs of former groups are passed over.
        mine, theirs = sums[one], sums[other]
        if mine is None or theirs is None:
            continue
        sums[one] = sums[other] = None
        new = len(members)
        members.append(members[one] + members[other])
        joined: dict[int, float] = {}
        for group in sorted({*mine, *theirs} - {one, other}):
            near = mine.get(group, 0.0) + theirs.get(group, 0.0)
            beside = _get(sums, group)
            beside.pop(one, None)
            beside.pop(other, None)
            beside[new] = joined[group] = near
            mean = near / (len(members[new]) * len(members[group]))
            if mean >= least:
                heappush(heap, (-mean, group, new))
        sums.append(joined)
    return [members[at] for at, row in enumerate(sums) if row is not None]


def _get(sums: list[dict[int, float] | None], at: int) -> dict[int, float]:
    found = sums[at]
    if found is None:
        raise ValueError(f"group {at} was joined to another")
    return found
