"""Which reports repeat which: word for word, in translation, as a forward, as a later version."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sayso.lang.folding import fold
from sayso.reconcile.origins.copy_direction import (
    Direction,
    find_direction,
    is_cited,
    is_forward,
)
from sayso.reconcile.origins.copy_text import CopyText, make_copy_text
from sayso.reconcile.origins.copy_words import (
    Indexed,
    Overlap,
    compare_words,
    list_candidates,
)
from sayso.records.casefile import Copying
from sayso.records.reading import Reading

# A text of one's own that is changed or written on.
_VERSION = 0.5
# Of two that a report can have its words from it is the one with so much more of them.
_MORE = 0.02
# Another one beside the likeliest must give so many sentences more.
_FURTHER_LINES = 2
_FURTHER_PART = 0.25


def find_copies(readings: Sequence[Reading]) -> tuple[Copying, ...]:
    """Return which reports repeat which; the same whatever their order.

    Each report that repeats others is given with the nearest one: the one with which it
    shares most, of equal ones the first. Another is given beside it only for sentences
    that the nearest does not have.

    Args:
        readings: Of reports on one matter, or of many; the work grows with their number.
    """
    return find_word_copies([make_copy_text(reading.report) for reading in readings])


def find_word_copies(texts: Iterable[CopyText]) -> tuple[Copying, ...]:
    """Return which texts repeat which in the same words."""
    ordered = sorted({it.key: it for it in texts}.values(), key=lambda it: it.order)
    indexed = [Indexed(text) for text in ordered]
    options: defaultdict[int, list[_Option]] = defaultdict(list)
    for one, other in sorted(list_candidates(ordered)):
        option = _judge(one, other, indexed)
        if option is not None:
            options[option.report].append(option)
    chosen: list[_Option] = []
    above: dict[int, list[int]] = {}
    for report in sorted(options):
        for option in _choose(options[report], indexed):
            if not _reaches(option.of, report, above):
                above.setdefault(report, []).append(option.of)
                chosen.append(option)
    return tuple(
        _make_copying(it, indexed) for it in sorted(chosen, key=lambda it: (it.report, it.of))
    )


@dataclass(frozen=True, slots=True)
class _Option:
    """One report that another can have its words from, by their numbers."""

    of: int
    report: int
    overlap: Overlap
    direction: Direction
    way: str


def _judge(one: int, other: int, indexed: Sequence[Indexed]) -> _Option | None:
    """Return how one of two texts repeats the other, or ``None`` where neither does."""
    texts = indexed[one].text, indexed[other].text
    forth = compare_words(indexed[one], texts[1])
    back = compare_words(indexed[other], texts[0])
    if not (forth.is_copy or back.is_copy):
        return None
    direction = find_direction(texts, (back.covered, forth.covered))
    of, report = (other, one) if direction.turned else (one, other)
    overlap = back if direction.turned else forth
    way = _find_way(indexed[of].text, indexed[report].text)
    if way == "version" and max(forth.covered, back.covered) < _VERSION:
        return None
    if not overlap.is_copy:
        return None  # a few words of a long text are all of a short one
    return _Option(of=of, report=report, overlap=overlap, direction=direction, way=way)


def _find_way(of: CopyText, report: CopyText) -> str:
    one, other = of.report, report.report
    if is_forward(other, one):
        return "forward"
    same = one.publisher is not None and fold(one.publisher) == fold(other.publisher or "")
    if same or (one.url is not None and one.url == other.url):
        return "version"
    return "words"


def _choose(options: Sequence[_Option], indexed: Sequence[Indexed]) -> list[_Option]:
    """Return the nearest of the reports that one has its words from, and what others add."""

    def rank(option: _Option) -> tuple[bool, bool, float, int]:
        of, report = indexed[option.of].text, indexed[option.report].text
        cited = option.way == "forward" or is_cited(of.report, report)
        return (
            not cited,
            option.way == "version",
            -round(option.overlap.covered / _MORE),
            option.of,
        )

    left = sorted(options, key=rank)
    chosen: list[_Option] = []
    explained: set[int] = set()
    total = max(1, sum(line.tells for line in indexed[left[0].report].text.lines))
    for option in left:
        new = {it.line for it in option.overlap.pairs} - explained
        enough = len(new) >= _FURTHER_LINES and len(new) >= _FURTHER_PART * total
        if not chosen or (enough and option.way != "version"):
            chosen.append(option)
            explained |= new
    return chosen


def _reaches(start: int, goal: int, above: dict[int, list[int]]) -> bool:
    """Whether a report comes, through others, from the goal: then nothing comes from it."""
    seen, left = {start}, [start]
    while left:
        at = left.pop()
        if at == goal:
            return True
        for it in above.get(at, ()):
            if it not in seen:
                seen.add(it)
                left.append(it)
    return False


def _make_copying(option: _Option, indexed: Sequence[Indexed]) -> Copying:
    of, report = indexed[option.of].text, indexed[option.report].text
    overlap = option.overlap
    count = len(overlap.pairs)
    because = [f"{count} of its sentences {'is' if count == 1 else 'are'} in the other's words."]
    if overlap.changed:
        because.append(f"Names or figures in them that are others: {overlap.changed}.")
    if overlap.quoted:
        because.append(f"Both quote the same words besides, in {overlap.quoted} of its sentences.")
    because.append(option.direction.because)
    return Copying(
        of=of.key,
        report=report.key,
        share=round(overlap.share, 3),
        way=option.way,
        because=tuple(because),
        pairs=tuple(
            (
                of.lines[it.of].begin,
                of.lines[it.of].end,
                report.lines[it.line].begin,
                report.lines[it.line].end,
            )
            for it in overlap.pairs
        ),
    )
