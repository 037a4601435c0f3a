"""A report's text cut where findings begin and end, so that each piece can be marked."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from sayso.publish.wording import make_harmless
from sayso.records.claim import Style
from sayso.records.reading import Reading
from sayso.records.selector import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A run of characters about which the reading says the same throughout.

    Attributes:
        text: The characters, made harmless one for one.
        statements: Numbers of the statements whose content it belongs to, widest first.
        source_of, cue_of: Numbers of the statements whose source or cue it belongs to.
        findings: Ids of the entities, times and other values that it names.
        depth: How many attributed statements it lies in.
        ends: Numbers of the statements whose content ends with it.
    """

    text: str
    statements: tuple[int, ...]
    source_of: tuple[int, ...]
    cue_of: tuple[int, ...]
    findings: tuple[str, ...]
    depth: int
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Layer:
    """What one span adds to the pieces it covers."""

    span: Span
    kind: str
    number: int = 0
    finding: str = ""
    size: int = 0


def cut_paragraphs(reading: Reading) -> tuple[tuple[Segment, ...], ...]:
    """Cut the report into paragraphs, and each paragraph where findings begin and end.

    The paragraphs' characters, joined by line ends, are the report's text made harmless.
    """
    text = make_harmless(reading.report.text)
    layers = sorted(_list_layers(reading), key=lambda layer: layer.span)
    own = {i for i, claim in enumerate(reading.claims, start=1) if claim.style is Style.OWN}
    ends = _find_ends(reading)
    cuts = sorted({bound for layer in layers for bound in layer.span})
    paragraphs: list[tuple[Segment, ...]] = []
    running: list[_Layer] = []
    waiting = layers[::-1]
    begin = 0
    for paragraph in text.split("\n"):
        end = begin + len(paragraph)
        inner = cuts[bisect_right(cuts, begin) : bisect_left(cuts, end)]
        pieces = []
        for first, last in pairwise([begin, *inner, end] if paragraph else []):
            while waiting and waiting[-1].span.begin <= first:
                running.append(waiting.pop())
            running = [layer for layer in running if layer.span.end > first]
            pieces.append(_make_segment(text[first:last], running, own, ends.get(last, ())))
        paragraphs.append(tuple(pieces))
        begin = end + 1
    return tuple(paragraphs)


def _list_layers(reading: Reading) -> Iterator[_Layer]:
    for number, claim in enumerate(reading.claims, start=1):
        size = sum(end - begin for begin, end in claim.content.spans)
        for kind, passage in (
            ("content", claim.content),
            ("source", claim.source),
            ("cue", claim.cue),
        ):
            for span in () if passage is None else passage.spans:
                yield _Layer(span, kind, number=number, size=size)
    for entity in reading.entities:
        for span in entity.mentions:
            yield _Layer(span, "finding", finding=entity.id)
    named = [(time.id, time.span) for time in reading.times]
    named += [(quantity.id, quantity.span) for quantity in reading.quantities]
    named += [(provision.id, provision.span) for provision in reading.provisions]
    named += [(penalty.id, penalty.span) for penalty in reading.penalties]
    for id_, span in named:
        yield _Layer(span, "finding", finding=id_)


def _find_ends(reading: Reading) -> dict[int, tuple[int, ...]]:
    """Return the statements that end at each offset; a mark never stands after a line end."""
    ends: dict[int, tuple[int, ...]] = {}
    text = reading.report.text
    for number, claim in enumerate(reading.claims, start=1):
        begin, end = claim.content.spans[-1]
        last = begin + len(text[begin:end].rstrip("\n"))
        ends[last] = (*ends.get(last, ()), number)
    return ends


def _make_segment(
    text: str, running: list[_Layer], own: set[int], ends: tuple[int, ...]
) -> Segment:
    content = sorted({(-layer.size, layer.number) for layer in running if layer.kind == "content"})
    statements = tuple(number for _, number in content)
    return Segment(
        text=text,
        statements=statements,
        source_of=_numbers(running, "source"),
        cue_of=_numbers(running, "cue"),
        findings=tuple(dict.fromkeys(one.finding for one in running if one.kind == "finding")),
        depth=sum(number not in own for number in statements),
        ends=ends,
    )


def _numbers(running: list[_Layer], kind: str) -> tuple[int, ...]:
    return tuple(sorted({layer.number for layer in running if layer.kind == kind}))
