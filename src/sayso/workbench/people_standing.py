"""What a decision on people moved, told afterwards by whoever puts the casebook together.

`sayso.workbench.moving` waits until all is put together. A page cannot: it notes how things stand
before the decision, and looks again later.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.publish.cases_words import say_identity
from sayso.publish.wording import say_list
from sayso.records.casefile import Ref
from sayso.records.decision import Decision
from sayso.review.question_text import parse_question
from sayso.store.across import Across
from sayso.workbench.holdings import Holdings

_NOBODY = "nobody known"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who some people are, and which reports their cases hold.

    Attributes:
        ends: The entities of whom something is decided.
        people: The members of these people, and of those whom they may be one with, by id.
        cases: The reports of their cases, by id.
    """

    ends: tuple[Ref, ...]
    people: Mapping[str, tuple[Ref, ...]]
    cases: Mapping[str, tuple[str, ...]]


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
    return _take(holdings.store.across, tuple(ends), ())


def retake_standing(holdings: Holdings, before: Standing) -> Standing:
    """Return how things stand now with all that stood there before."""
    members = {at for found in before.people.values() for at in found}
    return _take(holdings.store.across, before.ends, members)


def find_changes(holdings: Holdings, before: Standing) -> Outcome:
    """Return what is otherwise than it stood, once all is put together."""
    now = retake_standing(holdings, before)
    was = {at: name for name, found in before.people.items() for at in found}
    moved: list[tuple[str, str, str | None, str, str]] = [
        ("person", at.report, at.id, was[at], name)
        for name, its in now.people.items()
        for at in its
        if at in was and not _is_heir(name, was[at], before.people, now.people)
    ]
    moved += _list_moved_reports(before, now)
    ends = [name for name, its in now.people.items() if set(before.ends) & {*its}]
    names = _name_people(holdings, now, {*ends, *(it[4] for it in moved)})
    whose = _name_cases(holdings, [it[4] for it in moved])
    changes = [
        Change(
            kind=kind,
            report=_name(holdings, report),
            entity=entity,
            before=old,
            now=name,
            name=(names if kind == "person" else whose).get(name, name),
        )
        for kind, report, entity, old, name in moved
    ]
    changes.sort(key=lambda it: (it.kind, it.now or "", it.report, it.entity or ""))
    return Outcome(
        people=tuple((name, names.get(name, name)) for name in ends), changes=tuple(changes)
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


def _take(across: Across, ends: tuple[Ref, ...], members: Collection[Ref]) -> Standing:
    near = {
        at
        for who in across.get_identities(ends)
        for it in who.suggested
        for at in (it.one, it.other)
    }
    people = across.list_members_of({*ends, *members, *near})
    ids = across.list_case_ids_of(people)
    cases = dict.fromkeys(name for found in ids.values() for name in found)
    return Standing(ends=ends, people=people, cases=across.list_reports_of(cases))


def _name(holdings: Holdings, sha256: str) -> str:
    found = holdings.store.find_report(sha256)
    return sha256 if found is None else found.id


def _name_people(holdings: Holdings, now: Standing, ids: Collection[str]) -> dict[str, str]:
    firsts = {now.people[name][0] for name in ids if name in now.people}
    return {it.id: say_identity(it) for it in holdings.store.across.get_identities(firsts)}


def _name_cases(holdings: Holdings, ids: Collection[str]) -> dict[str, str]:
    cards = holdings.store.across.get_cards(ids)
    return {it.id: say_list([who.name for who in it.subjects]) or _NOBODY for it in cards}


def _list_moved_reports(
    before: Standing, now: Standing
) -> Iterable[tuple[str, str, str | None, str, str]]:
    was: dict[str, list[str]] = {}
    for name, reports in before.cases.items():
        for report in reports:
            was.setdefault(report, []).append(name)
    for name, reports in now.cases.items():
        for report in reports:
            olds = was.get(report, [])
            if olds and not any(_is_heir(name, old, before.cases, now.cases) for old in olds):
                yield ("case", report, None, olds[0], name)


def _is_heir(
    name: str, old: str, before: Mapping[str, Sequence[object]], now: Mapping[str, Sequence[object]]
) -> bool:
    """Tell whether a person or case is what became of another: each holds the other's first."""
    return name == old or (now[name][0] in before[old] and before[old][0] in now[name])
