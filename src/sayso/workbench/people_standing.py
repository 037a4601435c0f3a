"""What a decision on people moved, told afterwards by whoever puts the casebook together.

`sayso.workbench.moving` waits until all is put together. A page cannot: it notes how things stand
before the decision, and looks again later.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.records.casefile import CaseFile, Identity, Ref
from sayso.records.decision import Decision
from sayso.review.question_text import parse_question
from sayso.store.across import Across
from sayso.workbench.holdings import Holdings

_MOST_CASES = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who some people are, and which reports their cases hold.

    Attributes:
        ends: The entities of whom something is decided.
        people: The members of these people, and of those whom they may be one with, by id.
        names: Their names, by id.
        cases: The reports of their cases, by id.
        whose: Whose cases these are, by id.
    """

    ends: tuple[Ref, ...]
    people: Mapping[str, tuple[Ref, ...]]
    names: Mapping[str, str]
    cases: Mapping[str, tuple[str, ...]]
    whose: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """Somebody who is somebody else now, or a report that is in another case.

    Attributes:
        kind: "person" or "case".
        report: Id of the report; of somebody, in which he is told of.
        entity: Of somebody, his id there; of a report ``None``.
        before, now: Ids of the person or case that it was and is; ``None`` where that is not
            known, or none.
        name: Of ``now`` where there is one, else of ``before``.
    """

    kind: str
    report: str
    entity: str | None
    before: str | None
    now: str | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a decision: who they are now of whom it was made, and what else moved.

    Attributes:
        people: Ids and names.
        changes: What moved.
    """

    people: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]


def take_standing(holdings: Holdings, ends: Sequence[Ref]) -> Standing:
    """Return how things stand with some people; nothing is walked, so that it is soon done."""
    across = holdings.store.across
    return _take(across, tuple(ends), across.get_identities(ends))


def retake_standing(holdings: Holdings, before: Standing) -> Standing:
    """Return how things stand now with all that stood there before."""
    across = holdings.store.across
    members = {at for found in before.people.values() for at in found}
    return _take(across, before.ends, across.get_identities({*before.ends, *members}))


def find_changes(holdings: Holdings, before: Standing) -> Outcome:
    """Return what is otherwise than it stood, once all is put together."""
    now = retake_standing(holdings, before)
    was = {at: name for name, found in before.people.items() for at in found}
    found = [
        Change(
            kind="person",
            report=_name(holdings, at.report),
            entity=at.id,
            before=was.get(at),
            now=name,
            name=now.names[name],
        )
        for name, its in now.people.items()
        for at in its
        if at in was and not _is_heir(name, was[at], before.people, now.people)
    ]
    found += _list_moved_reports(holdings, before, now)
    found.sort(key=lambda it: (it.kind, it.now or "", it.report, it.entity or ""))
    ends = set(before.ends)
    return Outcome(
        people=tuple((name, now.names[name]) for name, its in now.people.items() if ends & {*its}),
        changes=tuple(found),
    )


def find_ends(holdings: Holdings, decision: Decision) -> tuple[Ref, ...]:
    """Return the two entities that a decision on people, or the one it undoes, is about."""
    for it in holdings.store.across.list_rulings(decision.reports):
        if it.decision in (decision.id, decision.undoes) and it.other is not None:
            return (it.one, it.other)
    return ()


def find_asked(holdings: Holdings, question: str) -> tuple[Ref, ...]:
    """Return the entities that a question names, of reports that are here."""
    found = []
    for target in parse_question(question).targets:
        report = holdings.store.find_report(target.report)
        if report is not None and target.finding is not None:
            found.append(Ref(report=report.sha256, id=target.finding))
    return tuple(found)


def _take(across: Across, ends: tuple[Ref, ...], people: Iterable[Identity]) -> Standing:
    known = {it.id: it for it in people}
    near = {at for who in known.values() for it in who.suggested for at in (it.one, it.other)}
    known |= {it.id: it for it in across.get_identities(near)}
    ids = across.list_case_ids_of(known)
    wanted = list(dict.fromkeys(name for found in ids.values() for name in found))
    cases: dict[str, CaseFile] = {it.id: it for it in across.get_cases(wanted[:_MOST_CASES])}
    return Standing(
        ends=ends,
        people={name: it.members for name, it in known.items()},
        names={name: it.name for name, it in known.items()},
        cases={name: it.reports for name, it in cases.items()},
        whose={name: ", ".join(who.name for who in it.subjects) for name, it in cases.items()},
    )


def _name(holdings: Holdings, sha256: str) -> str:
    found = holdings.store.find_report(sha256)
    return sha256 if found is None else found.id


def _list_moved_reports(holdings: Holdings, before: Standing, now: Standing) -> Iterable[Change]:
    was: dict[str, list[str]] = {}
    for name, reports in before.cases.items():
        for report in reports:
            was.setdefault(report, []).append(name)
    for name, reports in now.cases.items():
        for report in reports:
            olds = was.get(report, [])
            if olds and not any(_is_heir(name, old, before.cases, now.cases) for old in olds):
                yield Change(
                    kind="case",
                    report=_name(holdings, report),
                    entity=None,
                    before=olds[0],
                    now=name,
                    name=now.whose[name],
                )


def _is_heir(
    name: str, old: str, before: Mapping[str, Sequence[object]], now: Mapping[str, Sequence[object]]
) -> bool:
    """Tell whether a person or case is what became of another: each holds the other's first."""
    return name == old or (now[name][0] in before[old] and before[old][0] in now[name])
