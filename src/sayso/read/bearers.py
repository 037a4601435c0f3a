"""Words that stand for whom a penalty hits: what befalls them tells what they are."""

from collections.abc import Iterable
from typing import NamedTuple

from sayso.records.finding import PenaltyFinding
from sayso.records.value import PenaltyKind

# What a firm can bear as well as a person.
_ANYBODYS = frozenset({PenaltyKind.FINE, PenaltyKind.OTHER})


class Bearers(NamedTuple):
    """Head words, by number.

    Attributes:
        all: Of whoever bears a penalty.
        people: Of those whom only a person can be: they are jailed.
    """

    all: frozenset[int]
    people: frozenset[int]


NOBODY = Bearers(frozenset(), frozenset())


def list_bearers(findings: Iterable[PenaltyFinding]) -> Bearers:
    """Return the words that name whom penalties hit."""
    found = [(it.bearer, it.penalty.kind) for it in findings if it.bearer is not None]
    return Bearers(
        frozenset(bearer for bearer, _ in found),
        frozenset(bearer for bearer, kind in found if kind not in _ANYBODYS),
    )
