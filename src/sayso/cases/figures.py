"""Figures in one report that cannot both be right."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from sayso.cases.accounts import get_origin, name_origin
from sayso.cases.history import DONE
from sayso.records.claim import Claim
from sayso.records.entity import Entity
from sayso.records.event import Check, CheckKind, Event, EventStatus, ParticipantRole
from sayso.records.reading import Reading
from sayso.records.value import Quantity, Unit

_Stated = tuple[Quantity, Claim]

# A figure counts those whose words begin at most so many characters after it.
_COUNTED = 16
# A figure is compared with so many after it: more than any report has.
_COMPARED = 100
# A figure that answers another stands at most so many characters from it.
_NEAR = 400
# "Fined" and "fines" are one word if they share so many letters.
_STEM = 4
# Letters that the endings of cases take at most, where a word is written with others than English.
_ENDING = 3
# How much more or less "about" may mean.
_SLACK = 0.1
# Rival counts of what the report calls by other names are at most so many times apart.
_ORDER = 6


def find_figure_conflicts(reading: Reading, entities: Mapping[str, Entity]) -> Iterator[Check]:
    """Yield pairs of figures that two sources give for one thing and that exclude each other.

    Two figures count one thing where the same happening is told of those they count; where
    one is put on a number named before ("put the number of deportees at 31"); where one
    counts what the other's words tell ("40 men fined", "12 such fines"); or where a source
    that denies a happening gives a figure of its own. Bounds that overlap exclude nothing, unless
    the one figure is put in answer to the other ("at least 12 ... the group puts it at 19").
    """
    finder = _Finder(reading, entities)
    stated = [(figure, claim) for figure in finder.figures if (claim := finder.claim_of(figure))]
    for (one, first), (other, second) in _pair(stated):
        if get_origin(first) == get_origin(second):
            continue
        if not finder.disagree(one, first, other, second):
            continue
        yield Check(
            kind=CheckKind.CONTRADICTION,
            about=(one.id, other.id, first.id, second.id),
            message=(
                f"“{_said(one)}” ({name_origin(first)}) does not agree with "
                f"“{_said(other)}” ({name_origin(second)})."
            ),
        )


def _pair(stated: list[_Stated]) -> Iterator[tuple[_Stated, _Stated]]:
    """Yield each figure with those after it that are near enough to be compared."""
    for number, one in enumerate(stated, start=1):
        for other in stated[number : number + _COMPARED]:
            yield one, other


class _Finder:
    def __init__(self, reading: Reading, entities: Mapping[str, Entity]) -> None:
        self._reading = reading
        self._entities = entities
        self._known: dict[str, list[Event]] = {}
        self._last_before: dict[str, str | None] = {}
        claims = {claim.id: claim for claim in reading.claims}
        self._denied: list[tuple[str, Claim]] = []
        self._told: defaultdict[str, set[str]] = defaultdict(set)
        for event in reading.events:
            for claim_id in event.claims:
                if event.status is EventStatus.DENIED and claim_id in claims:
                    self._denied.append((event.type, claims[claim_id]))
                elif event.status in DONE:
                    self._told[claim_id].add(event.type)
        sources = [span for c in reading.claims if c.source is not None for span in c.source.spans]
        self.figures = [
            quantity
            for quantity in reading.quantities
            if quantity.unit in (Unit.PERSON, Unit.ITEM)
            and _range(quantity) != (0.0, float("inf"))
            # "Two relatives said": how many speak is no figure of theirs.
            and not any(s.begin <= quantity.span.begin < s.end for s in sources)
        ]

    def claim_of(self, quantity: Quantity) -> Claim | None:
        """Return the innermost statement that gives a figure."""
        covering = [
            claim
            for claim in self._reading.claims
            for piece in claim.content.spans
            if piece.begin <= quantity.span.begin and quantity.span.end <= piece.end
        ]
        return min(covering, key=lambda claim: len(claim.content.text), default=None)

    def disagree(self, one: Quantity, first: Claim, other: Quantity, second: Claim) -> bool:
        """Tell whether two figures of two sources exclude or answer each other."""
        if _are_apart(one, other) and self._count_one_thing(one, first, other, second):
            return True
        differ = _are_apart(one, other) or _differ(one, other)
        return differ and self._is_answer(one, other)

    def _is_answer(self, one: Quantity, other: Quantity) -> bool:
        """Tell whether a figure is put on what another counted: "puts the number at 19"."""
        if one.unit is not other.unit or not self._is_put(other):
            return False
        alike = _are_alike(one, other)
        near = other.span.begin - one.span.end <= _NEAR and _is_near(one, other)
        return (near or alike) and self._is_last_before(one, other)

    def _count_one_thing(self, one: Quantity, first: Claim, other: Quantity, second: Claim) -> bool:
        """Tell whether two figures of two sources count the same."""
        near = abs(other.span.begin - one.span.end) <= _NEAR
        if one.unit is other.unit is Unit.PERSON:
            return self._is_told_of_both(one, other) or self._answers_denied(first, second)
        return near and self._is_counted_anew(one, other)

    def _is_told_of_both(self, one: Quantity, other: Quantity) -> bool:
        """Tell whether one happening, or two alike at one place, is told of those counted."""
        alike = _are_alike(one, other)
        return any(
            a.id == b.id
            or (alike and a.type == b.type and a.place is not None and a.place == b.place)
            for a in self._events_of(one)
            for b in self._events_of(other)
        )

    def _events_of(self, quantity: Quantity) -> list[Event]:
        """Return what is told of those whom a figure counts."""
        if (known := self._known.get(quantity.id)) is not None:
            return known
        counted = {
            entity.id
            for entity in self._entities.values()
            for mention in entity.mentions
            if quantity.span.begin <= mention.begin <= quantity.span.end + _COUNTED
        }
        self._known[quantity.id] = [
            event
            for event in self._reading.events
            if event.status in DONE
            and any(
                p.role is ParticipantRole.SUBJECT and p.entity in counted
                for p in event.participants
            )
        ]
        return self._known[quantity.id]

    def _is_put(self, quantity: Quantity) -> bool:
        """Tell whether what is counted is named before the figure, not after it."""
        text, span = self._reading.report.text, quantity.span
        words = quantity.of or ""
        after = text[span.end : span.end + len(words) + _COUNTED]
        return bool(words) and text.find(words, 0, span.begin) >= 0 and words not in after

    def _is_last_before(self, one: Quantity, other: Quantity) -> bool:
        """Tell whether a figure is the last before another that it could answer.

        The last of those that count the same thing, else the last of all; what is counted
        out of another figure ("four of them") is no figure that a total answers.
        """
        if other.id not in self._last_before:
            before = [q for q in self.figures if q.span.begin < other.span.begin]
            alike = [q for q in before if q.unit is other.unit and _are_alike(q, other)]
            last = alike or [q for q in before if q.unit is other.unit]
            self._last_before[other.id] = last[-1].id if last else None
        return self._last_before[other.id] == one.id

    def _answers_denied(self, first: Claim, second: Claim) -> bool:
        """Tell whether the second source denies, right before, what the first tells."""
        return any(
            kind in self._told[first.id]
            and get_origin(claim) == get_origin(second)
            and 0 <= second.content.begin - claim.content.begin <= _NEAR
            for kind, claim in self._denied
        )

    def _is_counted_anew(self, one: Quantity, other: Quantity) -> bool:
        """Tell whether one figure counts people and the next what befell them."""
        if one.unit is not Unit.PERSON or other.of is None:
            return False
        counted = other.of.split()[-1].lower()
        stem = counted[: max(_STEM, len(counted) - 1)]
        return any(
            word.lower().startswith(stem)
            for event in self._events_of(one)
            for word in event.trigger.text.split()
        )


def _head(quantity: Quantity) -> str | None:
    """Return the noun that is counted: "soldiers" of "mobilized soldiers"."""
    return None if quantity.of is None else quantity.of.split()[-1].lower()


def _are_alike(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures count the same noun, in whatever case: "солдат", "солдатами"."""
    first, second = _head(one), _head(other)
    if first is None or second is None:
        return first is second
    return _cut(first) == _cut(second)


def _cut(noun: str) -> str:
    """Return a noun without the ending that tells its case; English has none."""
    return noun if noun.isascii() else noun[: max(_STEM + 1, len(noun) - _ENDING)]


def _are_apart(one: Quantity, other: Quantity) -> bool:
    low, high = _range(one)
    other_low, other_high = _range(other)
    return high < other_low or other_high < low


def _differ(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures are not the same number but for rounding."""
    low, high = sorted((_nominal(one), _nominal(other)))
    return low * (1 + 2 * _SLACK) < high


def _is_near(one: Quantity, other: Quantity) -> bool:
    """Tell whether two figures are of one order, as rival counts of one thing are."""
    low, high = sorted((_nominal(one), _nominal(other)))
    return high <= low * _ORDER


def _nominal(quantity: Quantity) -> float:
    """Return the number that was said, whatever bounds or softens it."""
    said = (quantity.value, quantity.max, quantity.min)
    return next((number for number in said if number is not None), 0.0)


def _range(quantity: Quantity) -> tuple[float, float]:
    """Return the least and the most that a figure can mean."""
    if quantity.value is not None:
        slack = quantity.value * _SLACK if quantity.approx else 0.0
        return quantity.value - slack, quantity.value + slack
    low = 0.0 if quantity.min is None else quantity.min
    return low, float("inf") if quantity.max is None else quantity.max


def _said(quantity: Quantity) -> str:
    return quantity.text if quantity.of is None else f"{quantity.text} {quantity.of}"
