"""Case files as JSON in the cases format, and its JSON Schema."""

from collections.abc import Iterable, Mapping
from typing import Any

from sayso import __version__
from sayso.publish.cases_format import (
    PEOPLE_SCHEMA,
    SCHEMA,
    CaseEntry,
    CasesDocument,
    CasesMadeBy,
    CitationEntry,
    ContradictionEntry,
    CopyEntry,
    LikenessEntry,
    OriginEntry,
    PenaltyEntry,
    PeopleDocument,
    PersonEntry,
    ProvisionEntry,
    ReportEntry,
    StepEntry,
    SubjectEntry,
    ValueEntry,
)
from sayso.publish.json_format import make_schema, to_plain
from sayso.publish.wording import say_day
from sayso.records.casebook import ReportSummary
from sayso.records.casefile import (
    AccountValue,
    CaseFile,
    Citation,
    Contradiction,
    Copying,
    Identity,
    Likeness,
    Origin,
    Reason,
    Ref,
    SharedPenalty,
    SharedProvision,
    Step,
)
from sayso.records.reading import Maker


class ReportNames:
    """Names of reports and their findings, as the casebook has them.

    Args:
        reports: By SHA-256.
        files: Names of the files that they came in, by SHA-256.
    """

    def __init__(
        self, reports: Mapping[str, ReportSummary], files: Mapping[str, str | None]
    ) -> None:
        self._reports, self._files = reports, files

    def name(self, sha256: str) -> str:
        """Return a report's id; of one that is not known, its SHA-256."""
        found = self._reports.get(sha256)
        return sha256 if found is None else found.id

    def get(self, sha256: str) -> ReportSummary | None:
        """Return a report, or ``None`` where it is not known."""
        return self._reports.get(sha256)

    def get_published(self, sha256: str) -> str | None:
        """Return when a report was published, or ``None``."""
        found = self._reports.get(sha256)
        return None if found is None else found.published

    def say(self, sha256: str) -> str:
        """Return a report for a reader: its id, publisher and day."""
        found = self._reports.get(sha256)
        if found is None:
            return sha256
        facts = [found.publisher or "publisher not known", say_day(found.published) or "no date"]
        return f"{found.id} ({', '.join(facts)})"

    def name_all(self, sha256s: Iterable[str]) -> tuple[str, ...]:
        """Return several reports' ids."""
        return tuple(map(self.name, sha256s))

    def ref(self, ref: Ref) -> str:
        """Return a finding's name: "REPORT/c3"."""
        return f"{self.name(ref.report)}/{ref.id}"

    def refs(self, refs: Iterable[Ref]) -> tuple[str, ...]:
        """Return several findings' names."""
        return tuple(map(self.ref, refs))

    def list_entries(self, sha256s: Iterable[str]) -> tuple[ReportEntry, ...]:
        """Return what the format tells of reports, each once, in the order in which they came."""
        known = [self._reports[it] for it in dict.fromkeys(sha256s) if it in self._reports]
        return tuple(
            ReportEntry(
                id=it.id,
                file=self._files.get(it.sha256),
                title=it.title,
                url=it.url,
                publisher=it.publisher,
                published=it.published,
                language=it.language,
                sha256=it.sha256,
            )
            for it in sorted(known, key=lambda it: it.n)
        )


def say_makers(pack: Maker) -> CasesMadeBy:
    """Return what makes cases: this version of sayso, and a field's pack."""
    return CasesMadeBy(reader=Maker(name="sayso", version=__version__), packs=(pack,))


def make_cases_document(
    cases: Iterable[CaseFile], names: ReportNames, made_by: CasesMadeBy
) -> CasesDocument:
    """Return cases in the cases format."""
    cases = tuple(cases)
    told = (name for case in cases for name in case.reports)
    return CasesDocument(
        made_by=made_by,
        reports=names.list_entries(told),
        cases=tuple(_make_case(case, names) for case in cases),
    )


def make_people_document(
    people: Iterable[Identity],
    cases: Iterable[CaseFile],
    names: ReportNames,
    made_by: CasesMadeBy,
) -> PeopleDocument:
    """Return people, each with the cases that are theirs."""
    people, cases = tuple(people), tuple(cases)
    owner = {at: it for it in people for at in it.members}
    told = (at.report for it in people for at in it.members)
    return PeopleDocument(
        made_by=made_by,
        reports=names.list_entries(told),
        people=tuple(
            PersonEntry(
                person=make_subject(it, names, owner),
                cases=tuple(
                    case.id for case in cases if it.id in {subject.id for subject in case.subjects}
                ),
                reports=names.name_all(dict.fromkeys(at.report for at in it.members)),
            )
            for it in people
        ),
    )


def to_dict(document: CasesDocument | PeopleDocument) -> dict[str, Any]:
    """Return a document as plain dictionaries, lists, strings and numbers."""
    name = SCHEMA if isinstance(document, CasesDocument) else PEOPLE_SCHEMA
    return {"schema": name, **to_plain(document)}


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``sayso/cases/1``."""
    return make_schema(CasesDocument, SCHEMA)


def people_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``sayso/people/1``."""
    return make_schema(PeopleDocument, PEOPLE_SCHEMA)


def make_subject(
    identity: Identity, names: ReportNames, owner: Mapping[Ref, Identity]
) -> SubjectEntry:
    """Return one person or group; ``owner`` tells whose entities are known."""
    return SubjectEntry(
        entity=identity.id,
        name=identity.name,
        spellings=identity.spellings,
        count=identity.count,
        type=identity.type,
        gender=identity.gender,
        anonymous=identity.anonymous,
        ages=identity.ages,
        roles=identity.roles,
        members=names.refs(identity.members),
        joined=tuple(_make_likeness(it, identity, names, owner) for it in identity.joined),
        suggested=tuple(_make_likeness(it, identity, names, owner) for it in identity.suggested),
    )


def _make_likeness(
    likeness: Likeness, identity: Identity, names: ReportNames, owner: Mapping[Ref, Identity]
) -> LikenessEntry:
    outside = [at for at in (likeness.one, likeness.other) if at not in identity.members]
    other = owner.get(outside[0]) if outside else None
    one, two = names.ref(likeness.one), names.ref(likeness.other)
    return LikenessEntry(
        entity=None if other is None else other.id,
        name=None if other is None else other.name,
        one=one,
        other=two,
        score=round(likeness.score, 3),
        level=likeness.level,
        reasons=_say_reasons(likeness.reasons),
        question=f"same-person:{one}={two}",
        decision=likeness.decision,
    )


def _say_reasons(reasons: Iterable[Reason]) -> tuple[str, ...]:
    return tuple(it.words for it in reasons)


def _make_case(case: CaseFile, names: ReportNames) -> CaseEntry:
    owner = {at: it for it in case.subjects for at in it.members}
    return CaseEntry(
        id=case.id,
        kind=case.kind,
        stage=case.stage,
        subjects=tuple(make_subject(it, names, owner) for it in case.subjects),
        history=tuple(_make_step(step, case, names) for step in case.history),
        reports=names.name_all(case.reports),
        origins=tuple(_make_origin(it, names) for it in case.origins),
        contradictions=tuple(_make_contradiction(it, names) for it in case.contradictions),
        copies=tuple(_make_copy(it, names) for it in case.copies),
        citations=tuple(_make_citation(it, names) for it in case.citations),
        penalties=_make_penalties(case.penalties, names),
        provisions=tuple(
            _make_provision(number, it, names) for number, it in enumerate(case.provisions, start=1)
        ),
        matters=names.refs(case.matters),
        problems=case.problems,
        reasons=_say_reasons(case.reasons),
    )


def _make_origin(it: Origin, names: ReportNames) -> OriginEntry:
    return OriginEntry(
        id=it.id,
        name=it.name,
        kind=it.kind,
        reports=names.name_all(it.reports),
        via=it.via,
        because=it.because,
        claims=names.refs(it.claims),
        sure=it.sure,
        spellings=it.spellings,
    )


def _make_copy(it: Copying, names: ReportNames) -> CopyEntry:
    return CopyEntry(
        of=names.name(it.of),
        report=names.name(it.report),
        share=round(it.share, 3),
        way=it.way,
        because=it.because,
    )


def _make_citation(it: Citation, names: ReportNames) -> CitationEntry:
    return CitationEntry(
        by=it.by,
        of=it.of,
        how=it.how,
        reports=names.name_all(dict.fromkeys(at.report for at in it.claims)),
        claims=names.refs(it.claims),
    )


def _make_step(step: Step, case: CaseFile, names: ReportNames) -> StepEntry:
    return StepEntry(
        id=step.id,
        type=step.type,
        status=step.status,
        begin=step.begin,
        end=step.end,
        place=step.place,
        claims=names.refs(step.claims),
        reports=names.name_all(step.reports),
        origins=step.origins,
        independent=count_independent(step, case),
        events=names.refs(step.events),
        flags=step.flags,
        reasons=_say_reasons(step.reasons),
    )


def count_independent(step: Step, case: CaseFile) -> int:
    """Return how many independent origins a step has; of those that are not sure none counts.

    A step that somebody tells has one at least.
    """
    sure = sum(it.sure for it in case.origins if it.id in step.origins)
    return max(sure, 1 if step.origins else 0)


def _make_contradiction(it: Contradiction, names: ReportNames) -> ContradictionEntry:
    return ContradictionEntry(
        about=it.about,
        severity=it.severity,
        values=tuple(_make_value(value, names) for value in it.values),
        field=it.field,
        step=it.step,
        corrected=it.corrected,
        note=it.note,
    )


def _make_value(value: AccountValue, names: ReportNames) -> ValueEntry:
    return ValueEntry(
        value=value.value,
        claims=names.refs(value.claims),
        reports=names.name_all(value.reports),
        origins=value.origins,
        forms=value.forms,
    )


def _make_penalties(
    penalties: tuple[SharedPenalty, ...], names: ReportNames
) -> tuple[PenaltyEntry, ...]:
    ids = {at: f"p{number}" for number, it in enumerate(penalties, start=1) for at in it.given}
    made = []
    for number, shared in enumerate(penalties, start=1):
        penalty, report = shared.penalty, shared.given[0].report

        def name(found: str | None, report: str = report) -> str | None:
            return None if found is None else names.ref(Ref(report=report, id=found))

        other = penalty.alternative_of
        made.append(
            PenaltyEntry(
                id=f"p{number}",
                text=penalty.text,
                kind=penalty.kind,
                min=penalty.min,
                max=penalty.max,
                unit=penalty.unit,
                currency=penalty.currency,
                alternative_of=None if other is None else ids.get(Ref(report=report, id=other)),
                entity=name(penalty.entity),
                event=name(penalty.event),
                status=penalty.status,
                suspended=penalty.suspended,
                reports=names.name_all(shared.reports),
                given=names.refs(shared.given),
            )
        )
    return tuple(made)


def _make_provision(number: int, shared: SharedProvision, names: ReportNames) -> ProvisionEntry:
    it = shared.provision
    return ProvisionEntry(
        id=f"r{number}",
        text=it.text,
        code=it.code,
        article=it.article,
        part=it.part,
        paragraph=it.paragraph,
        jurisdiction=it.jurisdiction,
        offence=it.offence,
        reports=names.name_all(shared.reports),
        given=names.refs(shared.given),
    )
