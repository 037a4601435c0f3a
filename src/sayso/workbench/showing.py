"""A reading as people decided it, for the pages that show readings."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from sayso.publish.wording import say_word
from sayso.records.claim import Claim
from sayso.records.decision import Judgement, SubjectKind
from sayso.records.entity import Entity, Place
from sayso.records.event import Case, Event
from sayso.records.plain import make_record
from sayso.records.reading import Reading
from sayso.records.value import Penalty, Provision, Quantity, TimeExpression
from sayso.review.effective import EffectiveFinding, EffectiveReading, Standing

_FACTS = ("title", "publisher", "url", "published", "language")
_LISTS: Mapping[SubjectKind, tuple[str, type]] = MappingProxyType(
    {
        SubjectKind.CLAIM: ("claims", Claim),
        SubjectKind.ENTITY: ("entities", Entity),
        SubjectKind.TIME: ("times", TimeExpression),
        SubjectKind.PLACE: ("places", Place),
        SubjectKind.QUANTITY: ("quantities", Quantity),
        SubjectKind.PROVISION: ("provisions", Provision),
        SubjectKind.PENALTY: ("penalties", Penalty),
        SubjectKind.EVENT: ("events", Event),
        SubjectKind.CASE: ("cases", Case),
    }
)
_TOLD = frozenset({"standing", "redacted", "origin"})  # apart from the fields
_STANDINGS: Mapping[Standing, str] = MappingProxyType(
    {
        Standing.STANDS: "confirmed",
        Standing.REJECTED: "rejected",
        Standing.UNSURE: "doubted",
    }
)


def make_decided_reading(reading: Reading, effective: EffectiveReading) -> Reading:
    """Return a reading with the decided values in place of those that were read.

    What the reader did not find (claims that it missed, findings that only a decision keeps)
    is not in it; the list of decisions tells of that.
    """
    report = replace(
        reading.report,
        **{name: effective.report[name] for name in _FACTS if name in effective.report},
    )
    changed: dict[str, Any] = {}
    for kind, (name, record) in _LISTS.items():
        decided = {it.id: it for it in effective.list_kind(kind) if it.decided}
        if decided:
            found = getattr(reading, name)
            changed[name] = tuple(_decide(it, decided, record, kind) for it in found)
    return replace(reading, report=report, **changed)


def list_marks(effective: EffectiveReading) -> dict[str, tuple[str, ...]]:
    """Return what people decided of each claim, in a few words, by the claim's id."""
    marks = {claim.id: tuple(_list_words(claim)) for claim in effective.claims}
    return {name: words for name, words in marks.items() if words}


def _decide(
    finding: Any, decided: Mapping[str, EffectiveFinding], record: type, kind: SubjectKind
) -> Any:
    name = finding.entity if kind is SubjectKind.PLACE else finding.id
    if name not in decided:
        return finding
    try:
        return make_record(record, dict(decided[name].values))
    except ValueError:  # a decided value that the record cannot hold; the decisions tell it
        return finding


def _list_words(claim: EffectiveFinding) -> Iterator[str]:
    if claim.standing in _STANDINGS:
        yield _STANDINGS[claim.standing]
    if claim.redacted is Judgement.YES:
        yield "to be withheld"
    if "origin" in claim.decided:
        yield f"rests on {claim.origin or 'nobody known'}"
    fields = [say_word(name) for name in claim.decided if name not in _TOLD]
    if fields:
        yield f"{', '.join(fields)} as decided"
    if claim.changed:
        yield f"{', '.join(map(say_word, claim.changed))} read otherwise now"
