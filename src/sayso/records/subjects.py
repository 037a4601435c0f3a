"""The subjects that decisions about a reading's findings have."""

from collections.abc import Iterator
from hashlib import sha256

from sayso.records.decision import Subject, SubjectKind
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.records.selector import Span

_AROUND = 32


def make_text_digest(text: str) -> str:
    """Return the SHA-256 of a report's text in UTF-8, in hex digits."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def make_report_subject(report: Report) -> Subject:
    """Return the report itself as a subject."""
    return Subject(kind=SubjectKind.REPORT, report=report.sha256)


def make_subject(
    kind: SubjectKind, report: Report, spans: tuple[Span, ...], *, ordinal: int = 0
) -> Subject:
    """Return the subject that stands at these spans; raises ``ValueError`` outside the text."""
    selector = report.select(*spans)
    begin, end = spans[0].begin, spans[-1].end
    return Subject(
        kind=kind,
        report=report.sha256,
        text_sha256=make_text_digest(report.text),
        spans=spans,
        text=selector.text,
        prefix=report.text[max(0, begin - _AROUND) : begin],
        suffix=report.text[end : end + _AROUND],
        ordinal=ordinal,
    )


def list_findings(reading: Reading) -> Iterator[tuple[str, Subject]]:
    """Yield every finding's id and its subject, in the order of the reading's lists.

    Entities stand for their first mention, places likewise (as places), cases for the first
    mention of their first subject; what has no words in the text is left out. No two
    findings of one reading have the same key.
    """
    met: dict[tuple[SubjectKind, tuple[Span, ...]], int] = {}
    report = reading.report
    digest = make_text_digest(report.text)
    for name, kind, spans in _list_places(reading):
        ordinal = met.get((kind, spans), 0)
        met[kind, spans] = ordinal + 1
        begin, end = spans[0].begin, spans[-1].end
        yield (
            name,
            Subject(
                kind=kind,
                report=report.sha256,
                text_sha256=digest,
                spans=spans,
                text=" ".join(report.text[first:last] for first, last in spans),
                prefix=report.text[max(0, begin - _AROUND) : begin],
                suffix=report.text[end : end + _AROUND],
                ordinal=ordinal,
            ),
        )


def _list_places(reading: Reading) -> Iterator[tuple[str, SubjectKind, tuple[Span, ...]]]:
    mentions = {entity.id: entity.mentions for entity in reading.entities}
    for claim in reading.claims:
        yield claim.id, SubjectKind.CLAIM, claim.content.spans
    for entity in reading.entities:
        if entity.mentions:
            yield entity.id, SubjectKind.ENTITY, entity.mentions[:1]
    for place in reading.places:
        if mentions.get(place.entity):
            yield place.entity, SubjectKind.PLACE, mentions[place.entity][:1]
    for time in reading.times:
        yield time.id, SubjectKind.TIME, (time.span,)
    for quantity in reading.quantities:
        yield quantity.id, SubjectKind.QUANTITY, (quantity.span,)
    for provision in reading.provisions:
        yield provision.id, SubjectKind.PROVISION, (provision.span,)
    for penalty in reading.penalties:
        yield penalty.id, SubjectKind.PENALTY, (penalty.span,)
    for event in reading.events:
        yield event.id, SubjectKind.EVENT, event.trigger.spans
    for case in reading.cases:
        first = next((mentions[name] for name in case.subjects if mentions.get(name)), ())
        if first:
            yield case.id, SubjectKind.CASE, first[:1]
