"""Where in a report's text what stands, for painting; offsets count code points."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sayso.publish.wording import make_harmless
from sayso.records.decision import SubjectKind
from sayso.records.entity import EntityType
from sayso.review.effective import EffectiveFinding, EffectiveReading

_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})
_KINDS: Mapping[SubjectKind, str] = {
    SubjectKind.TIME: "times",
    SubjectKind.QUANTITY: "quantities",
    SubjectKind.PROVISION: "law",
    SubjectKind.PENALTY: "law",
}
LAYERS = ("people", "places", "bodies", "times", "quantities", "law")
"""What can be painted on demand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One line of a report's text.

    Attributes:
        begin: Offset of its first character.
        text: Its characters, made harmless one for one.
    """

    begin: int
    text: str


def list_paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Return a text line by line; joined by line ends they are the text made harmless."""
    found, begin = [], 0
    for line in make_harmless(text).split("\n"):
        found.append(Paragraph(begin=begin, text=line))
        begin += len(line) + 1
    return tuple(found)


def list_marks(reading: EffectiveReading) -> Mapping[str, tuple[tuple[int, int], ...]]:
    """Return where people, places and so on stand, by what is painted."""
    found: dict[str, set[tuple[int, int]]] = {name: set() for name in LAYERS}
    for finding in reading.findings:
        for layer, begin, end in _list_places(finding):
            found[layer].add((begin, end))
    return {name: tuple(sorted(spans)) for name, spans in found.items()}


def _list_places(finding: EffectiveFinding) -> Iterator[tuple[str, int, int]]:
    if finding.kind is SubjectKind.ENTITY:
        layer = _choose_layer(str(finding.values.get("type")))
        yield from ((layer, begin, end) for begin, end in finding.values.get("mentions") or ())
    elif finding.kind in _KINDS:
        span = finding.values.get("span")
        if span:
            yield _KINDS[finding.kind], span[0], span[1]


def _choose_layer(kind: str) -> str:
    if kind in _PEOPLE:
        return "people"
    return "places" if kind == EntityType.PLACE else "bodies"
