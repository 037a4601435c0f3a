"""Cases put together from the matters of many reports."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from types import MappingProxyType

from sayso.cases.across.accusations import list_accused
from sayso.cases.across.answers import join_by_initials, list_settings
from sayso.cases.across.background import leave_background
from sayso.cases.across.history import find_stage, list_flags, order_steps
from sayso.cases.across.incidents import join_by_events
from sayso.cases.across.matters import (
    Joined,
    Matter,
    is_named,
    join_by_deeds,
    join_by_people,
    list_lent,
    split_own_ways,
)
from sayso.cases.across.mentions import MentionFinder, Mentions
from sayso.cases.across.steps import Gathered, gather_steps
from sayso.cases.across.subjects import count_people, list_subjects
from sayso.cases.across.tellings import UNDATED, Telling, list_tellings
from sayso.cases.across.values import merge_penalties, merge_provisions
from sayso.cases.history import DONE
from sayso.packs.pack import Pack
from sayso.records.casefile import CaseFile, Identity, Ref, Step
from sayso.records.decision import Judgement
from sayso.records.entity import Entity
from sayso.records.event import Case, CaseKind, EventStatus
from sayso.records.members import Members, expand_groups, list_members
from sayso.records.reading import Reading
from sayso.records.ruling import NO_RULINGS, Rulings

_FIGURE = re.compile(r"\d+")


def assemble_cases(
    readings: Mapping[str, Reading],
    identities: Sequence[Identity],
    pack: Pack,
    rulings: Rulings = NO_RULINGS,
    *,
    matters: Sequence[Ref] | None = None,
    words: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> tuple[CaseFile, ...]:
    """Return the cases that the reports' matters make up, without origins and conflicts.

    Matters of the same people are one case; those that name nobody are one with the case that
    tells the same event. A report that makes no case of somebody, but tells a step of his, is
    one of his case's reports.

    Args:
        readings: By SHA-256 of the report.
        identities: Who is who among the subjects of the matters.
        pack: The field: its types of events and its procedure.
        rulings: What people decided.
        matters: The cases of single reports to put together; all of the readings' by default.
        words: Keys of each report's sentences, by which it shows that one repeats another.
    """
    return Assembler(readings, identities, pack, rulings, words).assemble(matters)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """One report's findings by their ids, and whom it names."""

    reading: Reading
    cases: Mapping[str, Case]
    entities: Mapping[str, Entity]
    articles: Mapping[str, str | None]
    members: Mapping[str, Members]
    company: frozenset[str]
    settings: frozenset[str]


class Assembler:
    """Puts the matters of reports together; what it learns of a report it learns once."""

    def __init__(
        self,
        readings: Mapping[str, Reading],
        identities: Sequence[Identity],
        pack: Pack,
        rulings: Rulings,
        words: Mapping[str, frozenset[str]],
    ) -> None:
        self._readings = readings
        self._words = words
        self._identities = {it.id: it for it in identities}
        self._identity_of = {at: it for it in identities for at in it.members}
        self._pack = pack
        self._rulings = rulings
        self._told: dict[str, dict[str, Telling]] = {}
        self._sources: dict[str, _Source] = {}
        self._accused: dict[str, frozenset[str]] = {}

    def assemble(self, matters: Sequence[Ref] | None) -> tuple[CaseFile, ...]:
        """Return the cases that some matters make up, or all of the readings'."""
        made = [it for ref in self._list_refs(matters) if (it := self.make_matter(ref))]
        parts = split_own_ways(made, self._pack)
        joining = join_by_people(parts, self._pack, self._rulings)
        join_by_deeds(joining, parts, self._pack)
        join_by_initials(joining, parts, self._readings)
        join_by_events(joining, parts, self._pack, self._rulings)
        # Whose victims are one case by now.
        join_by_deeds(joining, parts, self._pack)
        cases = leave_background(joining.list_cases(), self._readings)
        finder = MentionFinder(self._readings, self._identities, self._tell, self._rulings)
        lent = list_lent(joining, parts, self._pack)
        mentioned = finder.find(cases, [(matter.key, it) for matter, it in lent])
        return tuple(
            self._make_case(it, mentioned.get(n, Mentions())) for n, it in enumerate(cases)
        )

    def _list_refs(self, matters: Sequence[Ref] | None) -> list[Ref]:
        if matters is not None:
            return sorted(set(matters))
        return [Ref(report=key, id=c.id) for key, it in self._readings.items() for c in it.cases]

    def _open(self, report: str) -> _Source | None:
        """Return a report's findings by their ids; ``None`` of one that is not given."""
        if report not in self._sources:
            if report not in self._readings:
                return None
            reading = self._readings[report]
            named = (
                self._identity_of.get(Ref(report=report, id=it.id))
                for it in reading.entities
                if not it.anonymous
            )
            self._sources[report] = _Source(
                reading=reading,
                cases={it.id: it for it in reading.cases},
                entities={it.id: it for it in reading.entities},
                articles={it.id: it.article for it in reading.provisions},
                members=list_members(reading),
                company=frozenset(it.id for it in named if it is not None and is_named(it)),
                settings=list_settings(reading),
            )
        return self._sources[report]

    def make_matter(self, at: Ref) -> Matter | None:
        """Return what is compared of a case of one report; ``None`` where there is none."""
        source = self._open(at.report)
        if source is None or at.id not in source.cases:
            return None
        case, report = source.cases[at.id], source.reading.report
        told = self._tell(at.report)
        found = (source.articles.get(it) for it in case.provisions)
        return Matter(
            at=at,
            people=tuple(self._list_people(source, case)),
            tellings=tuple(told[it] for it in self._list_events(at, case) if it in told),
            articles=frozenset(it for it in found if it is not None),
            published=report.published[:10] if report.published else None,
            count=count_people(source.reading, self._list_counted(source, case)),
            company=source.company,
            settings=source.settings,
            words=self._words.get(at.report, frozenset()),
            figures=frozenset(_FIGURE.findall(report.text)),
            publisher=report.publisher,
        )

    def _list_counted(self, source: _Source, case: Case) -> Iterator[Entity]:
        """Yield a case's subjects without those who are counted among a group of it."""
        groups = (source.members[it] for it in case.subjects if it in source.members)
        counted = {name for group in groups for name in group.names}
        for name in case.subjects:
            if name in source.entities and name not in counted:
                yield source.entities[name]

    def _list_people(self, source: _Source, case: Case) -> Iterator[Identity]:
        for name in expand_groups(case.subjects, source.members):
            at = Ref(report=source.reading.report.sha256, id=name)
            if at in self._identity_of:
                yield self._identity_of[at]
            elif name in source.entities:
                yield _make_identity(at, source.entities[name])

    def _list_events(self, at: Ref, case: Case) -> Iterator[str]:
        """Yield a matter's events, those left out that people took out of it."""
        for name in case.events:
            ruling = self._rulings.cases.get((Ref(report=at.report, id=name), at))
            if ruling is None or ruling.judgement is not Judgement.NO:
                yield name

    def _tell(self, report: str) -> dict[str, Telling]:
        if report not in self._told:
            self._told[report] = list_tellings(
                self._readings[report], self._identity_of, self._pack
            )
        return self._told[report]

    # ------------------------------------------------------------ one case
    def _make_case(self, joined: Joined, mentioned: Mentions) -> CaseFile:
        matters = joined.matters
        tellings = {it.at: it for matter in matters for it in matter.tellings}
        tellings |= {it.at: it for it in mentioned.tellings}
        tellings = {at: it for at, it in tellings.items() if not self._is_ruled_out(at, matters)}
        taken_out = self._list_taken_out(matters)
        if taken_out:
            left = {at: [c for c in it.claims if c not in taken_out] for at, it in tellings.items()}
            tellings = {
                at: replace(it, claims=tuple(left[at]))
                for at, it in tellings.items()
                if left[at] or not it.claims
            }
        steps = order_steps(gather_steps(tellings.values(), self._pack, self._rulings), self._pack)
        history = tuple(self._make_step(number, step) for number, step in enumerate(steps, start=1))
        flags = list_flags(history, self._pack)
        history = tuple(replace(it, flags=flags.get(it.id, ())) for it in history)
        told = {it.at: self._sources[it.at.report].cases[it.at.id] for it in matters}
        steps_taken = any(
            self._pack.types[it.type].step and it.status is not EventStatus.DENIED
            for it in history
            if it.type in self._pack.types
        )
        kind = CaseKind.PROSECUTION if steps_taken else CaseKind.INCIDENT
        return CaseFile(
            id=_make_id(matters[0]),
            kind=kind,
            stage=find_stage(history, kind, self._pack),
            subjects=list_subjects(matters),
            matters=tuple(told),
            history=history,
            reports=self._sort_reports(
                {it.report for it in told}
                | {it.at.report for it in tellings.values()}
                | mentioned.reports
            ),
            penalties=merge_penalties(
                (Ref(report=at.report, id=p) for at, it in told.items() for p in it.penalties),
                self._readings,
                self._identity_of,
            ),
            provisions=merge_provisions(
                (Ref(report=at.report, id=p) for at, it in told.items() for p in it.provisions),
                self._readings,
            ),
            problems=tuple(_list_problems(joined, history)),
            reasons=tuple(dict.fromkeys(joined.reasons)),
            put_in=tuple(sorted(mentioned.claims - taken_out)),
            taken_out=tuple(sorted(taken_out)),
        )

    def _is_ruled_out(self, event: Ref, matters: Sequence[Matter]) -> bool:
        """Tell whether people decided that an event is not of a case, by any report's matter."""
        rulings = (self._rulings.cases.get((event, it.at)) for it in matters)
        return bool(self._rulings.cases) and any(
            it is not None and it.judgement is Judgement.NO for it in rulings
        )

    def _list_taken_out(self, matters: Sequence[Matter]) -> frozenset[Ref]:
        """Return the claims of which people decided that they are not of a case."""
        mine = {it.at for it in matters}
        return frozenset(
            finding
            for (finding, matter), ruling in self._rulings.cases.items()
            if matter in mine
            and ruling.judgement is Judgement.NO
            and finding.report in self._readings
            and any(it.id == finding.id for it in self._readings[finding.report].claims)
        )

    def _make_step(self, number: int, step: Gathered) -> Step:
        tellings = sorted(step.tellings, key=lambda it: it.order)
        begin, end = (None, None) if step.days is None else step.days
        foretold = _list_foretold(step)
        telling = [it for it in tellings if it.at not in foretold]
        accused = frozenset(it.at for it in telling if self._is_accused(it.at))
        # Where nobody tells it himself, it stands on the accuser's word.
        if len(accused) == len(telling):
            accused = frozenset()
        witnesses = [it for it in telling if it.at not in accused]
        return Step(
            id=f"s{number}",
            type=step.type,
            status=step.status,
            begin=begin,
            end=end,
            place=_choose_place(tellings),
            events=tuple(it.at for it in tellings),
            claims=tuple(dict.fromkeys(claim for it in witnesses for claim in it.claims)),
            reports=tuple(dict.fromkeys(it.at.report for it in telling)),
            reasons=tuple(dict.fromkeys(step.reasons)),
            foretold=tuple(it.at for it in tellings if it.at in foretold),
            accused=tuple(it.at for it in telling if it.at in accused),
        )

    def _is_accused(self, at: Ref) -> bool:
        if at.report not in self._accused:
            self._accused[at.report] = list_accused(self._readings[at.report], self._pack)
        return at.id in self._accused[at.report]

    def _sort_reports(self, reports: Iterable[str]) -> tuple[str, ...]:
        return tuple(
            sorted(reports, key=lambda it: (self._readings[it].report.published or UNDATED, it))
        )


def _list_problems(joined: Joined, history: Sequence[Step]) -> Iterator[str]:
    """Yield what does not add up in a case, one sentence each."""
    shared = sum(it.part is not None for it in joined.matters)
    if shared:
        words = "report tells" if shared == 1 else "reports tell"
        yield f"{shared} {words} of it together with people who go their own ways later."
    # A day is wrong, or an account of another event was taken for this one.
    for step in history:
        if step.flags:
            yield f"{step.id}: {step.flags[0]}"


def _list_foretold(step: Gathered) -> frozenset[Ref]:
    """Return what was told of a step before it came to pass: nobody's word that it did.

    Where its day is not known, that is before any report told it as done.
    """
    done = [it for it in step.tellings if it.status in DONE]
    day = min((it.published for it in done if it.published), default=None)
    if step.days is not None:
        day = step.days[0]
    return frozenset(
        it.at
        for it in step.tellings
        if done and day and it.status not in DONE and it.published and it.published < day
    )


def _choose_place(tellings: Sequence[Telling]) -> str | None:
    """Return the place of a step: a settlement that the earliest report names, else any place."""
    spots = [it.spot for it in tellings if it.spot is not None]
    settled = [it for it in spots if it.settled]
    return next((it.name for it in (*settled, *spots)), None)


def _make_id(first: Matter) -> str:
    # Where its people go own ways one matter is the earliest of several cases.
    part = f"/{first.part}" if first.part else ""
    digest = sha256(f"{first.at.report}/{first.at.id}{part}".encode()).hexdigest()
    return f"k{digest[:10]}"


def _make_identity(at: Ref, entity: Entity) -> Identity:
    """Return somebody whom no identity holds, as he is in his report."""
    return Identity(
        id=f"p{sha256(f'{at.report}/{at.id}'.encode()).hexdigest()[:10]}",
        type=entity.type,
        name=entity.name,
        spellings=(entity.name,),
        members=(at,),
        gender=entity.gender,
        ages=() if entity.age is None else (entity.age,),
        anonymous=entity.anonymous,
        count=entity.count,
        roles=entity.roles,
    )
