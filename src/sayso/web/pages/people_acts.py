"""What is done with people: two are one, or not, or nobody can tell; taken out; taken back."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.publish.cases_words import say_identity
from sayso.publish.people_words import ANSWERS
from sayso.records.casefile import Ref
from sayso.records.decision import Judgement
from sayso.review.question_text import QuestionError
from sayso.web.addresses import make_report_address
from sayso.web.pages.people_kept import Before, find_before, keep_before
from sayso.web.pages.people_parts import MemberLink, link_member
from sayso.web.routes import Action, Done, Page, View, Visit
from sayso.workbench.casebook import Casebook
from sayso.workbench.deciding import Answer
from sayso.workbench.parting import PlannedParting
from sayso.workbench.people_standing import Change

_LOOKED = "Looked at side by side."
_BACK = "Taken back at the desk."


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLine:
    """What a decision moved: a sentence with the report, and the person or case that is meant.

    Attributes:
        kind: "person" or "case".
        report, address: Id of the report, and where it is.
        entity: Of somebody, his id there.
        before, now: Ids of the person or case that it was and is; ``None`` where not known.
        name: Who that is, or whose case.
    """

    kind: str
    report: str
    address: str
    entity: str | None
    before: str | None
    now: str | None
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was decided, and what became of it.

    Attributes:
        id: Of the last of the decisions.
        decisions: All of them, that are taken back together.
        words: What was decided; ``None`` where that is in the log alone.
        undone: Whether others were taken back.
        settled: Whether all is put together.
        known: Whether it is known how things stood before.
        people: Who those are now of whom it was decided: ids and names.
        changes: What moved.
    """

    id: str
    decisions: tuple[str, ...]
    words: str | None
    undone: bool
    settled: bool
    known: bool
    people: tuple[tuple[str, str], ...]
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """One decision that is to be made: "no:same-person:...", and the two it is about."""

    step: str
    answer: str
    one: MemberLink
    other: MemberLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """How somebody is taken out of a person.

    Attributes:
        id, name: The person.
        member: Who is taken out.
        steps: The decisions that do it.
        joined: With whom he is one afterwards.
        parts: What becomes of the others.
        holds: Whether the others stay one.
        back: Decisions that joined him: taken back, all is as it was before them.
        read: Changes whenever a report that ``steps`` are about is read again.
    """

    id: str
    name: str
    member: MemberLink
    steps: tuple[PlannedStep, ...]
    joined: tuple[MemberLink, ...]
    parts: tuple[tuple[MemberLink, ...], ...]
    holds: bool
    back: tuple[str, ...]
    read: str


def decide_people(visit: Visit) -> Done:
    """Decide whether two are one."""
    one, other = visit.take("one") or "", visit.take("other") or ""
    answer = _read_answer(visit.take("answer"))
    return _decide(
        visit, [(f"same-person:{one}={other}", answer)], visit.take("because") or _LOOKED
    )


def split_people(visit: Visit) -> Done:
    """Make the decisions that take somebody out of a person."""
    steps = [it for it in visit.form.getlist("step") if isinstance(it, str)]
    if not steps:
        raise QuestionError("Nothing is to be decided.", remedy="Load the page again.")
    answers = []
    for step in steps:
        answer, _, question = step.partition(":")
        if not question.startswith("same-person:"):
            raise QuestionError(
                f"{question!r} is no question about people.", remedy="Load it again."
            )
        answers.append((question, _read_answer(answer)))
    return _decide(visit, answers, visit.take("because") or _LOOKED, words="taken out")


def undo_people(visit: Visit) -> Done:
    """Take decisions on people back; what they had replaced holds again."""
    names = [it for it in visit.form.getlist("decision") if isinstance(it, str) and it.strip()]
    if not names:
        raise QuestionError("No decision is named.", remedy="Load the page again.")
    for name in names:
        if visit.casebook.find_decision(name).type != "same_person":
            raise QuestionError(
                f"Decision {name} is not about who is one.", remedy="Undo it where it was made."
            )
    kept = find_before(visit.desk, names[-1])
    # The last one first: each then finds what it had replaced.
    made = visit.casebook.undo_all(reversed(names), because=visit.take("because") or _BACK)
    if kept is not None:
        standing = visit.casebook.retake_standing(kept.standing)
    else:
        standing = visit.casebook.take_standing(made[-1])
    visit.desk.wake()
    before = Before(
        standing=standing,
        decisions=tuple(it.id for it in made),
        words="taken back",
        undone=True,
    )
    name = keep_before(visit.desk, before)
    return Done(to=f"/people/decided/{name}", values=_look(visit, name))


def show_decided(visit: Visit) -> View:
    """Return what a decision moved, as far as all is put together by now."""
    values = _look(visit, visit.path["decision"])
    return View(template="people_decided.html.jinja", title="What was decided", values=values)


def show_without(visit: Visit) -> View:
    """Return how somebody is taken out of a person."""
    report, entity = visit.get("report") or "", visit.get("entity") or ""
    planned = visit.casebook.plan_parting(visit.path["identity"], report, entity)
    values = _make_without(planned, visit.casebook)
    return View(template="people_without.html.jinja", title="Take out", values=values)


def _read_answer(given: str | None) -> Judgement:
    if given not in set(Judgement):
        raise QuestionError(
            f"{given!r} is no answer.", remedy="Say one person, not one, or cannot tell."
        )
    return Judgement(given)


def _decide(
    visit: Visit,
    answers: Sequence[tuple[str, Judgement]],
    because: str,
    *,
    words: str | None = None,
) -> Done:
    standing = visit.casebook.take_standing([question for question, _ in answers])
    made = visit.casebook.decide_all(
        [Answer(question=question, judgement=answer) for question, answer in answers],
        because=because,
    )
    visit.desk.wake()
    before = Before(
        standing=standing,
        decisions=tuple(it.id for it in made),
        words=words or ANSWERS[made[-1].judgement],
    )
    name = keep_before(visit.desk, before)
    return Done(to=f"/people/decided/{name}", values=_look(visit, name))


def _look(visit: Visit, name: str) -> Decided:
    before, settled = find_before(visit.desk, name), visit.casebook.is_settled()
    if before is None:
        return Decided(
            id=name,
            decisions=(name,),
            words=None,
            undone=False,
            settled=settled,
            known=False,
            people=(),
            changes=(),
        )
    found = visit.casebook.find_changes(before.standing) if settled else None
    return Decided(
        id=name,
        decisions=before.decisions,
        words=before.words,
        undone=before.undone,
        settled=settled,
        known=True,
        people=() if found is None else found.people,
        changes=() if found is None else tuple(_make_line(it) for it in found.changes),
    )


def _make_line(it: Change) -> ChangeLine:
    return ChangeLine(
        kind=it.kind,
        report=it.report,
        address=make_report_address(it.report),
        entity=it.entity,
        before=it.before,
        now=it.now,
        name=it.name,
    )


def _make_without(planned: PlannedParting, casebook: Casebook) -> Without:
    person, parting = planned.person, planned.parting
    pairs = [(it, Judgement.NO) for it in parting.apart]
    pairs += [(it, Judgement.YES) for it in parting.together]

    def link(at: Ref) -> MemberLink:
        return link_member(at, person)

    steps = []
    for (one, other), answer in pairs:
        ends = link(one), link(other)
        asked = "=".join(f"{it.report.id}/{it.entity}" for it in ends)
        steps.append(
            PlannedStep(
                step=f"{answer.value}:same-person:{asked}",
                answer=ANSWERS[answer],
                one=ends[0],
                other=ends[1],
            )
        )
    back = [
        it.ruling.decision
        for it in person.answers
        if it.ruling.judgement is Judgement.YES
        and parting.out in (it.ruling.one, it.ruling.other)
        and {it.ruling.one, it.ruling.other} <= set(person.identity.members)
    ]
    return Without(
        id=person.identity.id,
        name=say_identity(person.identity),
        member=link(parting.out),
        steps=tuple(steps),
        joined=tuple(map(link, parting.joined)),
        parts=tuple(tuple(map(link, part)) for part in parting.parts),
        holds=parting.holds,
        back=tuple(back),
        read=casebook.mark_readings((at.report for pair, _ in pairs for at in pair), kept=True),
    )


ACTIONS: tuple[Page | Action, ...] = (
    Page(path="/people/decided/{decision}", make=show_decided),
    Page(path="/people/{identity}/without", make=show_without),
    Action(path="/people/decide", act=decide_people, about_findings=True),
    Action(path="/people/split", act=split_people, about_findings=True),
    Action(path="/people/undo", act=undo_people),
)
