"""Putting decisions and a reading together: a pure function of the two, and of the texts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso.records.decision import (
    ClaimStands,
    Decision,
    Judgement,
    MissedClaim,
    Subject,
    SubjectKind,
    Value,
    list_subjects,
)
from sayso.records.plain import make_plain, make_record
from sayso.records.subjects import make_subject
from sayso.review.beside import is_link, make_links, make_passages
from sayso.review.effective import (
    STANDINGS,
    EffectiveFinding,
    EffectiveReading,
    Orphan,
)
from sayso.review.fields import FIELDS, get_handle, list_references
from sayso.review.force import Force, find_force, make_slot
from sayso.review.home import Finding, Home, Wanted
from sayso.review.overrides import (
    MISSED_FIELDS,
    STANDING,
    Present,
    adds_claim,
    make_missed_values,
    override,
)
from sayso.review.records import make_records
from sayso.review.rejecting import reject_untold
from sayso.review.snapshots import take_snapshot

_BESIDE = (SubjectKind.REPORT, SubjectKind.PASSAGE)  # kinds that are no findings
_ORDER = tuple(FIELDS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Missed:
    """A claim that an analyst added."""

    decision: Decision
    finding: Finding
    lost: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """What the decisions are about, found or kept.

    Attributes:
        wanted: Every finding that a decision in force speaks of, by what it is known by.
        located: Those that are there.
        kept: Those that are not but have a snapshot: the ids that they get.
        missed: Claims that analysts added, by the handle of the finding that each is.
    """

    wanted: Mapping[str, Wanted]
    located: Mapping[str, Finding]
    kept: Mapping[str, str]
    missed: Mapping[str, _Missed]


def make_effective_reading(
    name: str,
    facts: Mapping[str, Any],
    decisions: Iterable[Decision],
    homes: Mapping[str, Home],
    *,
    sha256: str,
) -> EffectiveReading:
    """Return what holds of one report.

    Args:
        name: The report's id.
        facts: The report's facts but its text, as captured, as plain values.
        decisions: All decisions about it, in the order of force.
        homes: Its text and reading by its SHA-256, and those of other reports that the
            decisions speak of, as far as they are here.
        sha256: Of the report's bytes.
    """
    home = homes[sha256]
    decisions = tuple(decisions)
    force = find_force(decisions, identify=lambda it: _identify(it, homes))
    found = _find_subjects(decisions, force, home, sha256)
    ids = _list_ids(home, found)
    present = Present(
        home=home,
        find_key=ids.get,
        find_subject=lambda it: ids.get(home.identify(it)) if it.report == sha256 else None,
    )
    findings = reject_untold(tuple(_make_findings(force, home, found, present)))
    reading = home.reading
    about = [it for it in force.holding if _is_about_report(it)]
    whole = override(SubjectKind.REPORT, facts, about, present, read=facts)
    return EffectiveReading(
        name=name,
        sha256=sha256,
        report=whole.values,
        decided=whole.decided,
        redacted=whole.redacted,
        notes=tuple(whole.notes),
        made_by=None if reading is None else make_plain(reading.made_by),
        claims_only=reading is not None and reading.claims_only,
        findings=findings,
        reading=(
            make_records(reading, findings, whole.values)
            if reading is not None and force.holding
            else reading
        ),
        passages=tuple(make_passages(force, home)),
        links=tuple(make_links(force, homes, home, ids)),
        checks=() if reading is None else tuple(make_plain(it) for it in reading.checks),
        orphans=tuple(_list_orphans(force, home, found, sha256)),
        disputes=force.disputes,
        answers=_list_answers(force, home, found, findings),
        overruled=_list_overruled(force, home, findings),
    )


def _identify(subject: Subject, homes: Mapping[str, Home]) -> str:
    home = homes.get(subject.report)
    return subject.key if home is None else home.identify(subject)


def _find_subjects(decisions: Sequence[Decision], force: Force, home: Home, sha256: str) -> _Found:
    numbers = _number(decisions, home, sha256)
    missed = [
        _make_missed(decision, home, f"m{numbers[home.identify(decision.question.passage)]}")
        for decision in force.holding
        if isinstance(decision.question, MissedClaim) and adds_claim(decision)
    ]
    read = {(it.kind, it.subject.spans): it for it in home.findings if it.subject is not None}
    claims: dict[str, _Missed] = {}
    added: list[Finding] = []
    for one in missed:
        subject = one.finding.subject
        same = None if subject is None else read.get((SubjectKind.CLAIM, subject.spans))
        added.extend([one.finding] if same is None else [])
        claims[_get_handle(same or one.finding)] = one
    wanted = _list_wanted(force, home, sha256)
    located = home.locate(wanted, added)
    kept = {
        key: f"o{numbers[key]}"
        for key, it in wanted.items()
        if key not in located and it.snapshot is not None
    }
    return _Found(wanted=wanted, located=located, kept=kept, missed=claims)


def _number(decisions: Iterable[Decision], home: Home, sha256: str) -> dict[str, int]:
    """Number what was ever decided on, so that ids stay when a decision is undone."""
    numbers: dict[str, int] = {}
    counts = {True: 0, False: 0}
    for decision in decisions:
        is_missed = isinstance(decision.question, MissedClaim)
        for subject in _list_concerned(decision, sha256):
            key = home.identify(subject)
            if key not in numbers:
                counts[is_missed] += 1
                numbers[key] = counts[is_missed]
    return numbers


def _list_concerned(decision: Decision, sha256: str) -> Iterator[Subject]:
    """Yield the subjects in this report of a question, and of the value that answers it."""
    if decision.question is None:
        return
    for subject in list_subjects(decision.question):
        if subject.report == sha256:
            yield subject
    for reference in _list_value_references(decision):
        yield make_record(Subject, reference["subject"])


def _list_value_references(decision: Decision) -> list[Mapping[str, Any]]:
    question = decision.question
    if isinstance(question, Value):
        return list_references(question.of.kind, question.field, decision.value)
    if isinstance(question, MissedClaim) and isinstance(decision.value, dict):
        return [
            reference
            for name in MISSED_FIELDS
            if name in decision.value
            for reference in list_references(SubjectKind.CLAIM, name, decision.value[name])
        ]
    return []


def _list_wanted(force: Force, home: Home, sha256: str) -> dict[str, Wanted]:
    wanted: dict[str, Wanted] = {}
    for decision in force.holding:
        concerned: list[tuple[Subject, Mapping[str, Any] | None]] = [
            (make_record(Subject, it["subject"]), it.get("finding"))
            for it in _list_value_references(decision)
        ]
        if decision.question is not None:
            subjects = list_subjects(decision.question)
            snapshots = (decision.finding, *[None] * len(subjects))
            concerned.extend(zip(subjects, snapshots, strict=False))
        for subject, snapshot in concerned:
            if subject.report != sha256 or subject.kind in _BESIDE:
                continue
            key = home.identify(subject)
            older = wanted.get(key)
            if snapshot is None and older is not None and older.snapshot is not None:
                continue
            wanted[key] = Wanted(subject=subject, snapshot=snapshot)
    return wanted


def _make_missed(decision: Decision, home: Home, name: str) -> _Missed:
    if not isinstance(decision.question, MissedClaim):
        raise ValueError("only a missed claim adds one")
    passage = decision.question.passage
    here = home.anchor(passage)
    subject = None
    content: dict[str, Any] = {"spans": [], "text": passage.text}
    if here is not None and home.report is not None:
        subject = make_subject(SubjectKind.CLAIM, home.report, here.spans)
        content = {"spans": [list(span) for span in here.spans], "text": here.text}
    values = make_missed_values(name, content)
    finding = Finding(kind=SubjectKind.CLAIM, id=name, subject=subject, values=values)
    return _Missed(decision=decision, finding=finding, lost=here is None)


def _list_ids(home: Home, found: _Found) -> dict[str, str]:
    """Return the present id of each finding by its content key, and by what it is known by."""
    missed = [it.finding for it in found.missed.values()]
    return {
        **{it.subject.key: it.id for it in missed if it.subject is not None},
        **home.ids,
        **{key: finding.id for key, finding in found.located.items()},
        **found.kept,
    }


def _make_findings(
    force: Force, home: Home, found: _Found, present: Present
) -> Iterator[EffectiveFinding]:
    by_key: dict[str, list[Decision]] = {}
    for decision in force.holding:
        if decision.question is not None and not is_link(decision.question):
            by_key.setdefault(home.identify(list_subjects(decision.question)[0]), []).append(
                decision
            )
    keys = {_get_handle(finding): key for key, finding in found.located.items()}
    added = [it.finding for handle, it in found.missed.items() if _get_handle(it.finding) == handle]
    subjects = _list_handles(home, found, added)
    made: list[EffectiveFinding] = []
    for place, finding in enumerate((*home.findings, *added)):
        is_added = place >= len(home.findings)
        handle = _get_handle(finding)
        missed = found.missed.get(handle)
        key = keys.get(handle)
        if key is None and missed is None:
            made.append(_get_untouched(finding, home, present, subjects))
            continue
        decisions = [] if key is None else by_key.get(key, [])
        decisions = decisions if missed is None else [missed.decision, *decisions]
        subject = finding.subject if key is None else home.anchor(found.wanted[key].subject)
        read = None if is_added else finding.values
        made.append(
            _make_finding(finding, subject, decisions, present, read=read, subjects=subjects)
        )
    for key, name in found.kept.items():
        made.append(_make_kept(found.wanted[key], name, by_key.get(key, []), present))
    yield from sorted(made, key=lambda it: _ORDER.index(it.kind))


def _get_untouched(
    finding: Finding, home: Home, present: Present, subjects: Mapping[str, Subject]
) -> EffectiveFinding:
    """Return a finding of the reading of which nothing was decided; it is the same each time."""
    handle = _get_handle(finding)
    if handle not in home.untouched:
        home.untouched[handle] = _make_finding(
            finding, finding.subject, (), present, read=finding.values, subjects=subjects
        )
    return home.untouched[handle]


def _list_handles(home: Home, found: _Found, added: Iterable[Finding]) -> dict[str, Subject]:
    handles = {
        _get_handle(it): it.subject for it in (*home.findings, *added) if it.subject is not None
    }
    for key, name in found.kept.items():
        subject = found.wanted[key].subject
        handles[get_handle(subject.kind, name)] = subject
    return handles


def _make_finding(
    finding: Finding,
    subject: Subject | None,
    decisions: Sequence[Decision],
    present: Present,
    *,
    read: Mapping[str, Any] | None,
    subjects: Mapping[str, Subject],
) -> EffectiveFinding:
    made = override(finding.kind, finding.values, decisions, present, read=read)
    kept_values = made.values if read is None else read
    return EffectiveFinding(
        kind=finding.kind,
        id=finding.id,
        subject=subject,
        values=made.values,
        read=read,
        standing=STANDINGS[made.judgement],
        decided=made.decided,
        origin=made.origin,
        redacted=made.redacted,
        notes=tuple(made.notes),
        changed=tuple(dict.fromkeys((*made.changed, *made.lost))),
        snapshot=take_snapshot(finding.kind, kept_values, subjects),
    )


def _make_kept(
    wanted: Wanted, name: str, decisions: Sequence[Decision], present: Present
) -> EffectiveFinding:
    """Return what no reading holds any more as it read when it was decided on."""
    subject, snapshot = wanted.subject, wanted.snapshot or {}
    here = present.home.anchor(subject)
    base = present.read_snapshot(subject, snapshot)
    base["entity" if subject.kind is SubjectKind.PLACE else "id"] = name
    made = override(subject.kind, base, decisions, present, read=None)
    return EffectiveFinding(
        kind=subject.kind,
        id=name,
        subject=here or subject,
        values=made.values,
        read=None,
        standing=STANDINGS[made.judgement],
        decided=made.decided,
        origin=made.origin,
        redacted=made.redacted,
        notes=tuple(made.notes),
        kept=True,
        changed=tuple(dict.fromkeys(made.lost)),
        snapshot=snapshot,
    )


def _is_about_report(decision: Decision) -> bool:
    if decision.question is None:
        return False
    return list_subjects(decision.question)[0].kind is SubjectKind.REPORT


def _list_orphans(force: Force, home: Home, found: _Found, sha256: str) -> Iterator[Orphan]:
    for decision in force.holding:
        if decision.question is None:
            continue
        for subject in list_subjects(decision.question):
            if subject.report != sha256 or subject.kind is SubjectKind.REPORT:
                continue
            key = home.identify(subject)
            is_lost = home.anchor(subject) is None
            is_there = key in found.located or subject.kind is SubjectKind.PASSAGE
            if is_lost or not (is_there or home.reading is None):
                yield Orphan(
                    decision=decision,
                    subject=subject,
                    id=found.kept.get(key),
                    lost=is_lost,
                    near=home.list_near(subject),
                )


def _list_answers(
    force: Force, home: Home, found: _Found, findings: Iterable[EffectiveFinding]
) -> dict[str, tuple[Decision, ...]]:
    """Return by the id of each statement that somebody judged what people answered."""
    rank = {decision.id: place for place, decision in enumerate(force.standing)}
    made: dict[str, tuple[Decision, ...]] = {}
    for finding in findings:
        if finding.kind is not SubjectKind.CLAIM or STANDING not in finding.decided:
            continue
        answers: list[Decision] = []
        if finding.subject is not None:
            slot = make_slot(ClaimStands(claim=finding.subject), home.identify)
            answers.extend(force.answers.get(slot, ()))
        missed = found.missed.get(get_handle(finding.kind, finding.id))
        if missed is not None and missed.decision.question is not None:
            slot = make_slot(missed.decision.question, home.identify)
            answers.extend(map(_judge_missed, force.answers.get(slot, ())))
        if answers:
            made[finding.id] = tuple(sorted(answers, key=lambda it: rank[it.id]))
    return made


def _list_overruled(
    force: Force, home: Home, findings: Iterable[EffectiveFinding]
) -> dict[str, tuple[Decision, ...]]:
    """Return by the id of each statement the answers that somebody else undid."""
    if not force.overruled:
        return {}
    slots = {
        finding.id: make_slot(ClaimStands(claim=finding.subject), home.identify)
        for finding in findings
        if finding.kind is SubjectKind.CLAIM and finding.subject is not None
    }
    return {name: force.overruled[slot] for name, slot in slots.items() if slot in force.overruled}


def _judge_missed(decision: Decision) -> Decision:
    """Return the answer to a missed claim as a judgement on whether it stands."""
    judgement = Judgement.YES if adds_claim(decision) else decision.judgement
    return replace(decision, judgement=judgement, value=None)


def _get_handle(finding: Finding) -> str:
    return get_handle(finding.kind, finding.id)
