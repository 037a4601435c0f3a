"""What each kind of entry in the log tells: drafts made from records, and records read back.

The fields are listed in ``docs/reference/casebook-format.md``. What outlives a lawful removal
is in the body; words of reports, names and reasons are sealed, with a random salt, and so is
what was hashed from words: a plain hash of a name is found by trying names.
"""

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sayso.records.capture import Capture
from sayso.records.decision import (
    Decision,
    Judgement,
    Question,
    list_subjects,
    make_plain_question,
    make_question,
)
from sayso.records.log import Draft, EntryKind, Head, LogEntry, make_later, make_merged_head
from sayso.records.plain import make_plain, make_record
from sayso.records.report import Report
from sayso.records.subjects import make_text_digest

FORMAT = 1
"""The version of the casebook's format, in its log's first entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFacts:
    """What is known of a report beside its text and its bytes.

    Attributes:
        id, title, publisher, url, published, captured, language: As in `Report`.
        author, forwarded_from: As in `Report`; entries of before they were known lack them.
        previous: SHA-256 of the report that it is a changed version of, or ``None``.
    """

    id: str
    title: str | None
    publisher: str | None
    url: str | None
    published: str | None
    captured: str | None
    language: str
    previous: str | None = None
    author: str | None = None
    forwarded_from: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldCapture:
    """What an entry of a capture tells.

    Attributes:
        id, sha256, size: As in `Capture`.
        text_sha256: Of the text that was extracted; ``None`` where the same bytes were there.
        capture: The collection record; ``None`` once it was lawfully removed.
        report: What was known of the report; ``None`` where the bytes were there already, and
            once it was lawfully removed.
    """

    id: str
    sha256: str
    size: int
    text_sha256: str | None
    capture: Capture | None
    report: ReportFacts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldExtraction:
    """What an entry of another extraction of the same bytes tells; ``report`` as in a capture."""

    sha256: str
    text_sha256: str
    report: ReportFacts | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """A lawful removal: what went, and why.

    Attributes:
        sha256: Of the bytes that went.
        text_sha256: Of the text that went, or ``None`` where there was none.
        reason: Why, in words that name nobody, since they stay.
        entries: Chain and number of the entries whose sealed part went.
    """

    sha256: str
    text_sha256: str | None
    reason: str
    entries: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogTimestamp:
    """An authority's word that a head was there at a time (RFC 3161).

    Attributes:
        n, hash: The head: the number and the hash of the log's entry.
        root: Merkle tree head of the entries 1 to ``n``.
        token: What the authority answered, DER in base64.
    """

    n: int
    hash: str
    root: str
    token: str


def make_salt() -> str:
    """Return 32 random hex digits, so that nobody can guess what a hash is of."""
    return secrets.token_hex(16)


def make_facts(report: Report, *, previous: str | None = None) -> ReportFacts:
    """Return what is known of a report beside its text and its bytes."""
    return ReportFacts(
        id=report.id,
        title=report.title,
        publisher=report.publisher,
        url=report.url,
        published=report.published,
        captured=report.captured,
        language=report.language,
        previous=previous,
        author=report.author,
        forwarded_from=report.forwarded_from,
    )


def make_casebook_draft(*, time: str, actor: str, made_with: str, name: str) -> Draft:
    """Return a log's first entry: ``made_with`` is "sayso 0.4.0", ``name`` the casebook's."""
    body = {"format": FORMAT, "made_with": made_with}
    return _draft(time, actor, EntryKind.CASEBOOK, body, {"name": name})


def make_capture_draft(
    capture: Capture,
    report: Report | None,
    *,
    previous: str | None = None,
    actor: str | None = None,
) -> Draft:
    """Return the entry of bytes that came in.

    Args:
        capture: How they came.
        report: What was made of them; ``None`` where the same bytes are there already.
        previous: SHA-256 of the report that it is a changed version of.
        actor: Who brought them in, where that is not the operator who obtained them.
    """
    body = {
        "id": capture.id,
        "sha256": capture.sha256,
        "size": capture.size,
        "text_sha256": None if report is None else make_text_digest(report.text),
    }
    facts = None if report is None else make_facts(report, previous=previous)
    sealed = {"capture": make_plain(capture), "report": make_plain(facts)}
    return _draft(capture.added, actor or capture.operator, EntryKind.CAPTURE, body, sealed)


def make_extraction_draft(
    report: Report, *, time: str, actor: str, previous: str | None = None
) -> Draft:
    """Return the entry of another text made of bytes that are there."""
    body = {"sha256": report.sha256, "text_sha256": make_text_digest(report.text)}
    sealed = {"report": make_plain(make_facts(report, previous=previous))}
    return _draft(time, actor, EntryKind.EXTRACTION, body, sealed)


def make_decision_draft(decision: Decision) -> Draft:
    """Return the entry of a decision; raises ``ValueError`` where its question is not there."""
    if decision.question is None:
        raise ValueError("a decision whose words were removed cannot be decided anew")
    body = {
        "id": decision.id,
        "type": decision.type,
        "judgement": None if decision.judgement is None else decision.judgement.value,
        "undoes": decision.undoes,
        "reports": list(decision.reports),
    }
    sealed = {
        "question": make_plain_question(decision.question),
        "reason": decision.reason,
        "value_json": _write_json(decision.value),
        "finding_json": None if decision.finding is None else _write_json(decision.finding),
    }
    return _draft(decision.time, decision.analyst, EntryKind.DECISION, body, sealed)


def make_removal_draft(removal: Removal, *, time: str, actor: str) -> Draft:
    """Return the entry of a lawful removal."""
    return _draft(time, actor, EntryKind.REMOVAL, make_plain(removal), None)


def make_merge_draft(
    head: Head, *, time: str, actor: str, name: str, told: str | None = None
) -> Draft:
    """Return the entry of a merge.

    Args:
        head: Of the other casebook's log.
        time: When.
        actor: Who merged.
        name: The other casebook's name.
        told: The latest time that its log has told up to the head, see `get_told`.
    """
    body = {**make_plain(head), "told": None if told is None else make_later(told)}
    return _draft(time, actor, EntryKind.MERGE, body, {"name": name})


def make_timestamp_draft(timestamp: LogTimestamp, *, time: str, actor: str) -> Draft:
    """Return the entry of a timestamp."""
    return _draft(time, actor, EntryKind.TIMESTAMP, make_plain(timestamp), None)


def make_custody_draft(
    action: str, *, time: str, actor: str, sha256: str | None = None, what: str
) -> Draft:
    """Return the entry of something done with the evidence: "export", "backup", "restore", ...

    Args:
        action: What was done.
        time: When.
        actor: Who did it.
        sha256: Of what was made, where it is one file.
        what: Where it went, in words.
    """
    body = {"action": action, "sha256": sha256}
    return _draft(time, actor, EntryKind.CUSTODY, body, {"what": what})


def read_capture(entry: LogEntry) -> ToldCapture:
    """Return what an entry of a capture tells; raises ``ValueError`` where it is none."""
    sealed = entry.sealed
    with _reading(entry, EntryKind.CAPTURE):
        return ToldCapture(
            id=entry.body["id"],
            sha256=entry.body["sha256"],
            size=entry.body["size"],
            text_sha256=entry.body["text_sha256"],
            capture=None if sealed is None else make_record(Capture, sealed["capture"]),
            report=_read_facts(sealed),
        )


def read_extraction(entry: LogEntry) -> ToldExtraction:
    """Return what an entry of an extraction tells; raises ``ValueError`` where it is none."""
    with _reading(entry, EntryKind.EXTRACTION):
        return ToldExtraction(
            sha256=entry.body["sha256"],
            text_sha256=entry.body["text_sha256"],
            report=_read_facts(entry.sealed),
        )


def read_decision(entry: LogEntry) -> Decision:
    """Return the decision that an entry tells; raises ``ValueError`` where it is none.

    What a lawful removal took away is ``None``: question, reason, value and finding; then there
    are no keys. They follow from the question alone, whatever an older entry's body holds.
    """
    body, sealed = entry.body, entry.sealed
    with _reading(entry, EntryKind.DECISION):
        question = None if sealed is None else make_question(body["type"], sealed["question"])
        return Decision(
            id=body["id"],
            type=body["type"],
            question=question,
            judgement=None if body["judgement"] is None else Judgement(body["judgement"]),
            analyst=entry.actor,
            time=entry.time,
            reason=None if sealed is None else sealed["reason"],
            value=None if sealed is None else _read_json(sealed["value_json"]),
            undoes=body["undoes"],
            keys=() if question is None else list_decided(question)[0],
            reports=tuple(body["reports"]),
            finding=None if sealed is None else _read_json(sealed["finding_json"]),
        )


def read_removal(entry: LogEntry) -> Removal:
    """Return what an entry of a removal tells; raises ``ValueError`` where it is none."""
    with _reading(entry, EntryKind.REMOVAL):
        return make_record(Removal, dict(entry.body))


def read_merge(entry: LogEntry) -> Head:
    """Return the head that a merge brought; raises ``ValueError`` where it is none."""
    with _reading(entry, EntryKind.MERGE):
        return make_merged_head(entry.body)


def read_timestamp(entry: LogEntry) -> LogTimestamp:
    """Return what an entry of a timestamp tells; raises ``ValueError`` where it is none."""
    with _reading(entry, EntryKind.TIMESTAMP):
        return make_record(LogTimestamp, dict(entry.body))


def list_decided(question: Question) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the content keys and the reports of a question's subjects, as a decision has them."""
    subjects = list_subjects(question)
    return (
        tuple(subject.key for subject in subjects),
        tuple(subject.report for subject in subjects),
    )


@contextmanager
def _reading(entry: LogEntry, kind: EntryKind) -> Iterator[None]:
    """Say which entry it is that does not hold what its kind holds."""
    where = f"entry {entry.n} of log {entry.chain}"
    if entry.kind is not kind:
        raise ValueError(f"{where} is a {entry.kind.value}, no {kind.value}")
    try:
        yield
    except (KeyError, TypeError, ValueError) as exc:
        raise ValueError(f"{where} is no whole {kind.value}: {exc}") from exc


def _draft(
    time: str,
    actor: str,
    kind: EntryKind,
    body: Mapping[str, Any],
    sealed: Mapping[str, Any] | None,
) -> Draft:
    salted = None if sealed is None else {"salt": make_salt(), **sealed}
    return Draft(time=time, actor=actor, kind=kind, body=body, sealed=salted)


def _read_facts(sealed: Mapping[str, Any] | None) -> ReportFacts | None:
    if sealed is None or sealed["report"] is None:
        return None
    return make_record(ReportFacts, sealed["report"])


def _write_json(value: Any) -> str:
    return json.dumps(make_plain(value), ensure_ascii=False, sort_keys=True, allow_nan=False)


def _read_json(text: str | None) -> Any:
    return None if text is None else json.loads(text)
