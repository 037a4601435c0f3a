"""Which reports repeat which: word for word, in translation, as a forward, as a later version."""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from types import MappingProxyType

from sayso.lang.folding import fold
from sayso.reconcile.origins.copy_choice import Option, choose_nearest
from sayso.reconcile.origins.copy_direction import (
    Naming,
    find_direction,
    is_far_apart,
    is_forward,
)
from sayso.reconcile.origins.copy_text import CopyText, mark_footers
from sayso.reconcile.origins.copy_translation import (
    Rendering,
    Telling,
    compare_facts,
    list_possible,
    make_telling,
)
from sayso.reconcile.origins.copy_words import Overlap, Overlaps, list_candidates
from sayso.records.casefile import Copying
from sayso.records.reading import Reading

# A publisher's own text that is changed or written on is a version; a sentence that it repeats
# in the next report is none.
_VERSION = 0.5
# What came out days later is the next thing of its kind, no copy, where so few words are the
# same, or not all of a few more, or of short lines of a list.
_TURN, _FEW, _WHOLE = 12, 25, 0.95
_LIST_LINE, _LIST_PART = 8, 0.9


def find_copies(
    readings: Sequence[Reading], made: Mapping[str, CopyText] = MappingProxyType({})
) -> tuple[Copying, ...]:
    """Return which reports repeat which; the same whatever their order.

    Each report that repeats others is given with the nearest one: the one with which it
    shares most, of equal ones the first. Another is given beside it only for sentences
    that the nearest does not have.

    Args:
        readings: Of reports on one matter, or of many: the work grows with their number.
        made: What `make_copy_text` made of their reports before, by SHA-256, to spare the work.
    """
    by_key = {it.report.sha256: it for it in readings}
    found = (make_telling(it, made.get(name)) for name, it in by_key.items())
    tellings = sorted(found, key=lambda it: it.text.order)
    texts = [it.text for it in tellings]
    naming = Naming()
    options = list(_list_word_options(texts, naming))
    # Of what repeats another's words it is not asked of what it could be a translation.
    options += _list_translations(tellings, {it.report for it in options}, naming)
    return _make_copies(choose_nearest(options), texts)


def find_word_copies(texts: Iterable[CopyText]) -> tuple[Copying, ...]:
    """Return which texts repeat which in the same words."""
    ordered = sorted({it.key: it for it in texts}.values(), key=lambda it: it.order)
    return _make_copies(choose_nearest(_list_word_options(ordered, Naming())), ordered)


def _list_word_options(texts: Sequence[CopyText], naming: Naming) -> Iterator[Option]:
    marked = mark_footers(texts)
    overlaps = Overlaps(marked)
    for one, other in list_candidates(marked):
        option = _judge_words(one, other, overlaps, naming)
        if option is not None:
            yield option


def _judge_words(one: int, other: int, overlaps: Overlaps, naming: Naming) -> Option | None:
    """Return how one of two texts repeats the other, or ``None`` where neither does."""
    texts = overlaps.texts[one], overlaps.texts[other]
    forth, back = overlaps.compare(one, other), overlaps.compare(other, one)
    if not (forth.is_copy or back.is_copy):
        return None
    direction = find_direction(texts, (back.covered, forth.covered), naming)
    of, report = (other, one) if direction.turned else (one, other)
    overlap = back if direction.turned else forth
    if not overlap.is_copy:
        return None  # a few words of a long text are all of a short one
    if is_far_apart(*texts) and _is_next_of_kind(overlap):
        return None
    way = _find_way(overlaps.texts[of], overlaps.texts[report])
    if way == "version" and max(forth.covered, back.covered) < _VERSION:
        return None
    return Option(
        of=of,
        report=report,
        way=way,
        share=overlap.share,
        covered=overlap.covered,
        pairs=tuple((it.of, it.line) for it in overlap.pairs),
        told=sum(line.tells for line in overlaps.texts[report].lines),
        cites=naming.is_cited(overlaps.texts[of].report, overlaps.texts[report]),
        because=(*_explain_words(overlap), direction.because),
    )


def _is_next_of_kind(overlap: Overlap) -> bool:
    """Whether it is another reading of a bill, the next list of a series, a byword."""
    if overlap.words < _TURN or (overlap.words < _FEW and overlap.covered < _WHOLE):
        return True
    return overlap.covered < _LIST_PART and overlap.words < _LIST_LINE * len(overlap.pairs)


def _find_way(of: CopyText, report: CopyText) -> str:
    one, other = of.report, report.report
    if is_forward(other, one):
        return "forward"
    same = one.publisher is not None and fold(one.publisher) == fold(other.publisher or "")
    if same or (one.url is not None and one.url == other.url):
        return "version"
    return "words"


def _explain_words(overlap: Overlap) -> Iterator[str]:
    yield f"{_count(len(overlap.pairs))} in the other's words, {overlap.share:.0%} of all."
    if overlap.changed:
        yield f"Names or figures in them that are others: {overlap.changed}."
    if overlap.quoted:
        yield f"Of these {_count(overlap.quoted)} mostly quotation."


def _list_translations(
    tellings: Sequence[Telling], copied: Set[int], naming: Naming
) -> Iterator[Option]:
    for one, other in list_possible(tellings):
        if one in copied and other in copied:
            continue
        option = _judge_facts(one, other, tellings, naming)
        if option is not None:
            yield option


def _judge_facts(
    one: int, other: int, tellings: Sequence[Telling], naming: Naming
) -> Option | None:
    """Return how one of two reports translates the other, or ``None`` where neither does."""
    pair = tellings[one], tellings[other]
    forth, back = compare_facts(*pair), compare_facts(*pair[::-1])
    mutual = forth.is_mutual(back) or back.is_mutual(forth)
    if not (mutual or any(it.is_translation or it.follows for it in (forth, back))):
        return None
    direction = find_direction((pair[0].text, pair[1].text), (back.share, forth.share), naming)
    of, report = (other, one) if direction.turned else (one, other)
    rendering = back if direction.turned else forth
    cites = naming.is_cited(tellings[of].text.report, tellings[report].text)
    if not (mutual or rendering.is_translation or (cites and rendering.follows)):
        return None
    text = tellings[report].text
    return Option(
        of=of,
        report=report,
        way="forward" if is_forward(text.report, tellings[of].text.report) else "translation",
        share=rendering.share,
        covered=rendering.share * rendering.same,
        pairs=rendering.pairs,
        told=sum(line.tells for line in text.lines),
        cites=cites,
        because=(*_explain_facts(rendering), direction.because),
    )


def _explain_facts(rendering: Rendering) -> Iterator[str]:
    yield (
        f"{_count(len(rendering.pairs))} what the other tells, in the same order, in another"
        f" language: {rendering.facts} days, figures and names are the same."
    )
    if rendering.new:
        yield f"Of what they tell, {rendering.new:.0%} is not in the other."


def _count(sentences: int) -> str:
    return "1 sentence is" if sentences == 1 else f"{sentences} sentences are"


def _make_copies(options: Iterable[Option], texts: Sequence[CopyText]) -> tuple[Copying, ...]:
    return tuple(
        Copying(
            of=texts[it.of].key,
            report=texts[it.report].key,
            share=round(it.share, 3),
            way=it.way,
            because=it.because,
            pairs=tuple(_list_spans(it, texts)),
        )
        for it in sorted(options, key=lambda it: (it.report, it.of))
    )


def _list_spans(option: Option, texts: Sequence[CopyText]) -> Iterator[tuple[int, int, int, int]]:
    for one, other in option.pairs:
        of, report = texts[option.of].lines[one], texts[option.report].lines[other]
        yield of.begin, of.end, report.begin, report.end
