"""A report as it is now, text and reading, in which the subjects of decisions are looked for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sayso.records.decision import Subject, SubjectKind
from sayso.records.plain import make_plain
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.records.selector import Span
from sayso.records.subjects import list_findings, make_text_digest
from sayso.review.anchors import anchor
from sayso.review.effective import EffectiveFinding
from sayso.review.fields import get_handle


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One finding as plain values.

    Attributes:
        kind: What it is.
        id: Its id in the reading.
        subject: What a decision about it is about; ``None`` of what has no words of its own.
        values: Its fields in the reading format.
        mentions: Of an entity, its place or a case: where the entity, or the case's subjects,
            are mentioned.
    """

    kind: SubjectKind
    id: str
    subject: Subject | None
    values: Mapping[str, Any]
    mentions: frozenset[Span] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A subject that is looked for.

    Attributes:
        subject: As the latest decision has it.
        snapshot: What it read then, or ``None``.
    """

    subject: Subject
    snapshot: Mapping[str, Any] | None


class Home:
    """One report's present text and reading.

    Args:
        name: Its id in the casebook.
        report: The report; ``None`` once it was lawfully removed.
        reading: What is read in it, or ``None``.

    Attributes:
        untouched: Its findings as they hold where nobody decided anything of them, by handle,
            as far as they were asked for.
    """

    def __init__(self, name: str, report: Report | None, reading: Reading | None) -> None:
        self.name, self.report, self.reading = name, report, reading
        self.text_sha256 = None if report is None else make_text_digest(report.text)
        self.findings = () if reading is None else tuple(_list_all(reading))
        self.untouched: dict[str, EffectiveFinding] = {}
        self._anchored: dict[Subject, Subject | None] = {}

    @cached_property
    def ids(self) -> Mapping[str, str]:
        """The ids of its findings by their content keys."""
        return {it.subject.key: it.id for it in self.findings if it.subject is not None}

    def anchor(self, subject: Subject) -> Subject | None:
        """Return the subject as it stands in the present text, or ``None``."""
        if self.report is None:
            return None
        if subject not in self._anchored:
            self._anchored[subject] = anchor(subject, self.report, text_sha256=self.text_sha256)
        return self._anchored[subject]

    def identify(self, subject: Subject) -> str:
        """Return what the subject is known by: its content key in the present text, if any."""
        return (self.anchor(subject) or subject).key

    def locate(
        self, wanted: Mapping[str, Wanted], extra: Sequence[Finding] = ()
    ) -> dict[str, Finding]:
        """Return the finding that each subject is now, by what the subject is known by.

        It stands in the same place; an entity (its place, a case of it) may also have got an
        earlier mention than the one that was decided on. A finding that two subjects could
        be is neither's, unless one of them stands exactly there.

        Args:
            wanted: The subjects, by what `identify` gives.
            extra: Findings beside those of the reading: claims that it missed.
        """
        findings = (*self.findings, *extra)
        places: dict[tuple[SubjectKind, tuple[Span, ...]], list[Finding]] = {}
        for finding in findings:
            if finding.subject is not None:
                places.setdefault((finding.kind, finding.subject.spans), []).append(finding)
        exact: dict[str, Finding] = {}
        loose: dict[str, Finding] = {}
        for key, one in wanted.items():
            subject = self.anchor(one.subject)
            if subject is None:
                continue
            here = places.get((subject.kind, subject.spans), [])
            if here:
                if (found := _choose(here, subject, one.snapshot)) is not None:
                    exact[key] = found
            elif (found := _find_by_mention(findings, subject)) is not None:
                loose[key] = found
        located = _drop_shared(exact)
        taken = {_get_handle(finding) for finding in exact.values()}
        left = {key: it for key, it in loose.items() if _get_handle(it) not in taken}
        return {**located, **_drop_shared(left)}

    def find_id(self, subject: Subject) -> str | None:
        """Return the id of the finding that a subject is, or ``None``."""
        key = self.identify(subject)
        found = self.locate({key: Wanted(subject=subject, snapshot=None)}).get(key)
        return None if found is None else found.id

    def list_near(self, subject: Subject) -> tuple[str, ...]:
        """Return the ids of the findings of this kind that overlap a subject's words."""
        here = self.anchor(subject)
        if here is None:
            return ()
        return tuple(
            finding.id
            for finding in self.findings
            if finding.kind is here.kind
            and finding.subject is not None
            and _overlap(finding.subject.spans, here.spans)
        )


def is_alike(kind: SubjectKind, values: Mapping[str, Any], snapshot: Mapping[str, Any]) -> bool:
    """Whether a finding reads what another read, as far as tells findings of one place apart."""
    if kind is SubjectKind.CLAIM:
        return not list_changes(values, snapshot)
    field = {SubjectKind.ENTITY: "type", SubjectKind.EVENT: "type"}.get(kind, "kind")
    return bool(values.get(field) == snapshot.get(field))


def list_changes(values: Mapping[str, Any], snapshot: Mapping[str, Any]) -> tuple[str, ...]:
    """Return in what two readings of one claim give another statement, or another's word."""
    changes = {
        "source": _get_words(values.get("source")) != _get_words(snapshot.get("source")),
        "chain": _list_names(values) != _list_names(snapshot),
        "polarity": values.get("polarity") != snapshot.get("polarity"),
    }
    return tuple(name for name, has_changed in changes.items() if has_changed)


def _list_all(reading: Reading) -> Iterable[Finding]:
    subjects = {get_handle(it.kind, name): it for name, it in list_findings(reading)}
    mentions = {entity.id: frozenset(entity.mentions) for entity in reading.entities}
    lists: Sequence[tuple[SubjectKind, Sequence[Any]]] = (
        (SubjectKind.CLAIM, reading.claims),
        (SubjectKind.ENTITY, reading.entities),
        (SubjectKind.PLACE, reading.places),
        (SubjectKind.TIME, reading.times),
        (SubjectKind.QUANTITY, reading.quantities),
        (SubjectKind.PROVISION, reading.provisions),
        (SubjectKind.PENALTY, reading.penalties),
        (SubjectKind.EVENT, reading.events),
        (SubjectKind.CASE, reading.cases),
    )
    for kind, records in lists:
        for record in records:
            name = record.entity if kind is SubjectKind.PLACE else record.id
            meant = record.subjects if kind is SubjectKind.CASE else (name,)
            yield Finding(
                kind=kind,
                id=name,
                subject=subjects.get(get_handle(kind, name)),
                values=make_plain(record),
                mentions=frozenset().union(*(mentions.get(it, ()) for it in meant)),
            )


def _choose(
    here: Sequence[Finding], subject: Subject, snapshot: Mapping[str, Any] | None
) -> Finding | None:
    """Return which of several findings at one place a subject is."""
    if len(here) == 1 and subject.ordinal == 0:
        return here[0]
    same_number = here[subject.ordinal] if subject.ordinal < len(here) else None
    if snapshot is None:
        return same_number
    alike = [finding for finding in here if is_alike(subject.kind, finding.values, snapshot)]
    if same_number in alike:
        return same_number
    return alike[0] if len(alike) == 1 else None


def _find_by_mention(findings: Iterable[Finding], subject: Subject) -> Finding | None:
    found = [
        finding
        for finding in findings
        if finding.kind is subject.kind and set(subject.spans) <= finding.mentions
    ]
    return found[0] if len(found) == 1 else None


def _drop_shared(located: Mapping[str, Finding]) -> dict[str, Finding]:
    count: dict[str, int] = {}
    for finding in located.values():
        count[_get_handle(finding)] = count.get(_get_handle(finding), 0) + 1
    return {key: it for key, it in located.items() if count[_get_handle(it)] == 1}


def _get_handle(finding: Finding) -> str:
    return get_handle(finding.kind, finding.id)


def _overlap(some: Sequence[Span], others: Sequence[Span]) -> bool:
    return any(a.begin < b.end and b.begin < a.end for a in some for b in others)


def _get_words(passage: Any) -> str | None:
    return None if passage is None else _squeeze(passage["text"])


def _list_names(claim: Mapping[str, Any]) -> list[str]:
    return [_squeeze(link["name"]) for link in claim.get("chain") or ()]


def _squeeze(text: str) -> str:
    return " ".join(text.split())
