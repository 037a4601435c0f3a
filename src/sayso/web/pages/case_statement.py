"""One statement of a case: what people decide of it there, one question a form."""

from dataclasses import dataclass

from sayso.publish.case_conflicts import NoteView, make_notes
from sayso.publish.cases_digest import say_content
from sayso.publish.cases_json import ReportNames
from sayso.publish.cases_words import list_marks, say_origin, say_subjects, say_when
from sayso.publish.wording import EVENT_STATUSES, say_day, say_list, say_word
from sayso.records.casefile import CaseFile, Ref, Step
from sayso.records.decision import Decision, Judgement
from sayso.review.question_text import QuestionError
from sayso.web.addresses import make_report_address
from sayso.web.routes import AbsentError, Action, Done, Page, View, Visit
from sayso.workbench.case_desk import CaseDecision, CaseDesk
from sayso.workbench.deciding import Answer

_JUDGED = {
    ("belongs_to_case", Judgement.YES): "It belongs to this case",
    ("belongs_to_case", Judgement.NO): "It does not belong to this case",
    ("belongs_to_case", Judgement.UNSURE): "Whether it belongs to this case is not sure",
    ("same_event", Judgement.YES): "The two tell of one event",
    ("same_event", Judgement.NO): "The two tell of different events",
    ("same_event", Judgement.UNSURE): "Whether the two tell of one event is not sure",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedWords:
    """What a decision is about: words, and where they stand.

    Attributes:
        report: Id of the report, or ``None`` where it is not here.
        claim: Id of the statement; ``None`` of what is none.
        words: The words.
    """

    report: str | None
    claim: str | None
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision in force.

    Attributes:
        id: Its id in the log.
        answer: It in words.
        about: What it is about.
        analyst, day, reason: Who, when, why.
    """

    id: str
    answer: str
    about: tuple[DecidedWords, ...]
    analyst: str
    day: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChoice:
    """An account with which another may tell of one event.

    Attributes:
        id: "REPORT/v2".
        words: What it tells, in which report, when.
        together: Whether the two are taken for one event now.
    """

    id: str
    words: str
    together: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """An event that the statement tells.

    Attributes:
        id: "REPORT/v2".
        words: What it tells.
        status: As what it is read: "happened", "expected", ...
        time: "REPORT/t1", or ``None`` where no time is read of it.
        begin, end: First and last day, ISO dates; "" where not known.
        others: The accounts that it can be compared with.
    """

    id: str
    words: str
    status: str
    time: str | None
    begin: str
    end: str
    others: tuple[EventChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage:
    """One statement of a case.

    Attributes:
        case, name: The case's id, and whose it is.
        report, claim: Ids of the statement.
        slug: The report's id as addresses have it.
        text: The statement's words.
        marks: What to know before believing it.
        publisher, day: Of the report.
        chain: From whom the report has it, nearest to it first.
        origins: On whose word it rests in this case.
        known: Names of all origins of the case, to choose from.
        steps: The steps that it tells, in words.
        events: The events that it tells.
        statuses: As what an event can be told, and that in words.
        belongs: Whether it is of the case now.
        notes: What people noted of it.
        decided: What people decided of it in this case.
        read: Changes whenever a report is read again that can be decided about here.
    """

    case: str
    name: str
    report: str
    claim: str
    slug: str
    text: str
    marks: tuple[str, ...]
    publisher: str
    day: str
    chain: tuple[str, ...]
    origins: tuple[str, ...]
    known: tuple[str, ...]
    steps: tuple[str, ...]
    events: tuple[EventView, ...]
    belongs: bool
    notes: tuple[NoteView, ...]
    decided: tuple[Decided, ...]
    read: str
    statuses: tuple[tuple[str, str], ...] = tuple(
        (it.value, words or "told as done") for it, words in EVENT_STATUSES.items()
    )


def show_statement(visit: Visit) -> View:
    """Return one statement of a case, and what can be decided of it there."""
    desk = visit.casebook.open_case(visit.path["case"])
    at = _find(desk, visit)
    claim = desk.claims[at]
    names = ReportNames(desk.reports, {})
    found = names.get(at.report)
    values = StatementPage(
        case=desk.case.id,
        name=say_subjects(desk.case.subjects),
        report=names.name(at.report),
        claim=at.id,
        slug=make_report_address(names.name(at.report)).removeprefix("/reports/"),
        text=say_content(claim),
        marks=list_marks(claim),
        publisher=(None if found is None else found.publisher) or "publisher not known",
        day=say_day(names.get_published(at.report)) or "date not known",
        chain=tuple(it.name for it in claim.chain),
        origins=tuple(say_origin(it) for it in desk.case.origins if at in it.claims),
        known=tuple(dict.fromkeys(it.name for it in desk.case.origins)),
        steps=tuple(_say_step(it) for it in desk.case.history if at in it.claims),
        events=_list_events(desk, at, names),
        belongs=at not in desk.case.taken_out,
        notes=make_notes(desk.notes.get(at, ())),
        decided=tuple(make_decided(it, names) for it in desk.decisions if _concerns(it, desk, at)),
        read=visit.casebook.mark_readings(desk.case.reports, kept=True),
    )
    return View(template="case_statement.html.jinja", title=values.name, values=values)


def judge_belonging(visit: Visit) -> Done:
    """Decide whether a statement belongs to the case."""
    name, claim = _read_statement(visit)
    return _judge(visit, f"{name}/{claim}", visit.take_judgement())


def add_statement(visit: Visit) -> Done:
    """Decide that a statement, of whatever report, belongs to the case."""
    return _judge(visit, visit.take("statement") or "", Judgement.YES)


def settle_origin(visit: Visit) -> Done:
    """Decide on whose word a statement rests; no name says that nobody knows."""
    desk = visit.casebook.open_case(visit.path["case"])
    name, claim = _read_statement(visit)
    visit.casebook.decide(
        f"origin:{name}/{claim}", value=visit.take("name"), because=visit.take("because") or ""
    )
    return _go_back(desk)


def judge_event(visit: Visit) -> Done:
    """Decide whether two accounts tell of one event."""
    desk = visit.casebook.open_case(visit.path["case"])
    visit.casebook.decide(
        f"same-event:{visit.take('one') or ''}={visit.take('other') or ''}",
        judgement=visit.take_judgement(),
        because=visit.take("because") or "",
    )
    return _go_back(desk)


def correct_event(visit: Visit) -> Done:
    """Decide as what an event is told, and when it was, where that was read wrongly."""
    desk = visit.casebook.open_case(visit.path["case"])
    at = _find(desk, visit)
    names = ReportNames(desk.reports, {})
    shown = {it.id: it for it in _list_events(desk, at, names)}
    event = shown.get(visit.take("event") or "")
    if event is None:
        raise AbsentError("The statement tells no such event.", remedy="Load the page again.")
    answers = []
    for field, of in (("status", event.id), ("begin", event.time), ("end", event.time)):
        now, was = visit.take(field), visit.take(f"was_{field}")
        # What the form showed counts, not what stands by now: the rest was left as it was.
        if of is not None and now != was and not (field == "status" and now is None):
            answers.append(Answer(question=f"value:{of}.{field}", value=now))
    if not answers:
        raise QuestionError("Nothing was changed.", remedy="Choose what the report says.")
    visit.casebook.decide_all(answers, because=visit.take("because") or "")
    return _go_back(desk)


def note_statement(visit: Visit) -> Done:
    """Keep a remark on a statement."""
    name, claim = _read_statement(visit)
    visit.casebook.decide(f"note:{name}/{claim}", because=visit.take("because") or "")
    return Done(to=f"{visit.at.rpartition('/')[0]}")


def undo_decision(visit: Visit) -> Done:
    """Take a decision on the case out of force."""
    desk = visit.casebook.open_case(visit.path["case"])
    decision = visit.casebook.find_decision(visit.take("decision") or "")
    if decision.id not in {it.decision.id for it in desk.decisions}:
        raise QuestionError(
            f"Decision {decision.id} is not on this case, or holds no longer.",
            remedy="Load the page again.",
        )
    visit.casebook.undo(
        decision.id,
        because=visit.take("because") or "Taken back on the case's page.",
    )
    return _go_back(desk)


def make_decided(it: CaseDecision, names: ReportNames) -> Decided:
    """Return a decision by which a case is what it is, in words."""
    decision = it.decision
    about = list(zip(it.about, it.words, strict=False))
    if decision.type == "belongs_to_case":
        about = about[:1]
    return Decided(
        id=decision.id,
        answer=_say_answer(decision),
        about=tuple(
            DecidedWords(
                report=names.name(at.report) if names.get(at.report) else None,
                claim=at.id if at.id.startswith(("c", "m", "o")) else None,
                words=words,
            )
            for at, words in about
        ),
        analyst=decision.analyst,
        day=say_day(decision.time) or "",
        reason=decision.reason or "",
    )


def _say_answer(decision: Decision) -> str:
    if decision.type == "origin":
        if decision.value is None:
            return "Nobody knows on whose word it rests"
        return f"It rests on the word of {decision.value}"
    return _JUDGED[decision.type, decision.judgement or Judgement.UNSURE]


def _judge(visit: Visit, statement: str, answer: Judgement) -> Done:
    desk = visit.casebook.open_case(visit.path["case"])
    names = ReportNames(desk.reports, {})
    matter = desk.find_matter(statement.rpartition("/")[0])
    visit.casebook.decide(
        f"case:{statement}={names.name(matter.report)}/{matter.id}",
        judgement=answer,
        because=visit.take("because") or "",
    )
    return _go_back(desk)


def _find(desk: CaseDesk, visit: Visit) -> Ref:
    name, claim = _read_statement(visit)
    at = Ref(report=desk.find_report(name), id=claim)
    if at not in desk.claims:
        raise AbsentError(
            f"Case {desk.case.id} has no statement {name}/{claim}.",
            remedy="It may have been rejected, or read otherwise since; look into the report.",
        )
    return at


def _read_statement(visit: Visit) -> tuple[str, str]:
    return visit.path["report"], visit.path["claim"]


def _go_back(desk: CaseDesk) -> Done:
    return Done(to=f"/cases/{desk.case.id}#decided")


def _concerns(it: CaseDecision, desk: CaseDesk, at: Ref) -> bool:
    return at in it.about or bool(set(it.about) & set(desk.list_events_of(at)))


def _say_step(step: Step) -> str:
    status = EVENT_STATUSES[step.status]
    words = f"{say_word(step.type)}, {say_when(step)}"
    return words if status is None else f"{words} ({status})"


def _list_events(desk: CaseDesk, at: Ref, names: ReportNames) -> tuple[EventView, ...]:
    return tuple(
        EventView(
            id=names.ref(event),
            words=_say_event(event, desk, names),
            status=desk.events[event].status.value,
            time=f"{names.name(event.report)}/{time.id}" if time is not None else None,
            begin=(time and time.begin) or "",
            end=(time and time.end) or "",
            others=tuple(_list_others(event, desk, names)),
        )
        for event in desk.list_events_of(at)
        for time in [desk.times.get(event)]
    )


def _list_others(event: Ref, desk: CaseDesk, names: ReportNames) -> list[EventChoice]:
    """Return the accounts of the same step, then one of each other step."""
    mine = _find_step(desk.case, event)
    found = [] if mine is None else [(it, True) for it in mine.events if it != event]
    for step in desk.case.history:
        if step is not mine:
            found += [(it, False) for it in step.events[:1]]
    return [
        EventChoice(id=names.ref(it), words=_say_event(it, desk, names), together=together)
        for it, together in found
        if it in desk.events
    ]


def _find_step(case: CaseFile, event: Ref) -> Step | None:
    return next((it for it in case.history if event in it.events), None)


def _say_event(at: Ref, desk: CaseDesk, names: ReportNames) -> str:
    step = _find_step(desk.case, at)
    words = " ".join(desk.events[at].trigger.text.split())
    when = [] if step is None else [_say_step(step)]
    return say_list([f"“{words}” in {names.say(at.report)}", *when], last="told as")


_STATEMENT = "/cases/{case}/statements/{report}/{claim}"
OFFERS: tuple[Page | Action, ...] = (
    Page(path=_STATEMENT, make=show_statement),
    Action(path=f"{_STATEMENT}/belongs", act=judge_belonging, about_findings=True),
    Action(path=f"{_STATEMENT}/origin", act=settle_origin, about_findings=True),
    Action(path=f"{_STATEMENT}/same-event", act=judge_event, about_findings=True),
    Action(path=f"{_STATEMENT}/event", act=correct_event, about_findings=True),
    Action(path=f"{_STATEMENT}/note", act=note_statement, about_findings=True),
    Action(path="/cases/{case}/add", act=add_statement),
    Action(path="/cases/{case}/undo", act=undo_decision),
)
