"""What falls with statements that people rejected: all that only these tell.

Who says that a report does not give a statement says that the report does not tell by it what
happened: else the event would go on as the report's own word, which nobody ever read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sayso.records.decision import SubjectKind
from sayso.review.effective import EffectiveFinding, Standing

# What stands at one place of the text, and is told by whatever statement holds that place.
_FIGURES = frozenset({SubjectKind.QUANTITY, SubjectKind.PROVISION, SubjectKind.PENALTY})
_Span = tuple[int, int]


def reject_untold(findings: Sequence[EffectiveFinding]) -> tuple[EffectiveFinding, ...]:
    """Return findings, those rejected that only rejected statements tell.

    These are events, the cases of which all events are such, and figures, articles of law and
    penalties in the words of such statements. An event that a statement tells besides which
    people added (they gave its words to another source, as a rule) is told by that one.

    Args:
        findings: What holds of a report; of claims, whether they stand.
    """
    claims = [it for it in findings if it.kind is SubjectKind.CLAIM]
    rejected = {it.id for it in claims if it.standing is Standing.REJECTED}
    if not rejected:
        return tuple(findings)
    standing = [it for it in claims if it.id not in rejected]
    added = [it for it in standing if it.read is None and not it.kept]
    fallen = [it for claim in claims if claim.id in rejected for it in _list_spans(claim)]
    kept = [it for claim in standing for it in _list_spans(claim)]
    made = [_retell(it, rejected, added) for it in findings]
    events = {
        it.id
        for it in made
        if it.kind is SubjectKind.EVENT and it.values["claims"] and rejected >= _list_claims(it)
    }

    def falls(finding: EffectiveFinding) -> bool:
        if finding.kind is SubjectKind.EVENT:
            return finding.id in events
        if finding.kind is SubjectKind.CASE:
            return bool(finding.values["events"]) and events.issuperset(finding.values["events"])
        if finding.kind not in _FIGURES:
            return False
        span = finding.values["span"]
        return _is_within(span, fallen) and not _is_within(span, kept)

    return tuple(replace(it, standing=Standing.REJECTED) if falls(it) else it for it in made)


def _retell(
    finding: EffectiveFinding, rejected: set[str], added: Sequence[EffectiveFinding]
) -> EffectiveFinding:
    """Return an event that only rejected statements tell as that of those that people added."""
    if finding.kind is not SubjectKind.EVENT or not added:
        return finding
    if not finding.values["claims"] or not rejected >= _list_claims(finding):
        return finding
    trigger = [tuple(it) for it in finding.values["trigger"]["spans"]]
    telling = [
        claim.id
        for claim in added
        if trigger and all(_is_within(it, list(_list_spans(claim))) for it in trigger)
    ]
    if not telling:
        return finding
    values: Mapping[str, Any] = {
        **finding.values,
        "claims": [*finding.values["claims"], *telling],
    }
    return replace(finding, values=values)


def _list_claims(event: EffectiveFinding) -> set[str]:
    return set(event.values["claims"])


def _list_spans(claim: EffectiveFinding) -> Iterator[_Span]:
    content = claim.values.get("content") or {}
    yield from ((int(begin), int(end)) for begin, end in content.get("spans", ()))


def _is_within(span: Sequence[int], spans: Sequence[_Span]) -> bool:
    return bool(span) and any(begin <= span[0] and span[1] <= end for begin, end in spans)
