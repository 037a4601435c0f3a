"""What is done with a statement as a whole: judged, noted, withheld, undone and done again."""

from sayso.records.decision import Judgement
from sayso.review.question_text import QuestionError
from sayso.review.retracing import is_overtaken
from sayso.web.pages import claim_edits, facts, lookahead, missed
from sayso.web.pages.answering import (
    answer,
    find_claim,
    name_claim,
    name_report,
    say_done,
    take_key,
    take_reason,
)
from sayso.web.routes import Action, Done, Visit

_SAID = {
    Judgement.YES: "Accepted.",
    Judgement.NO: "Rejected.",
    Judgement.UNSURE: "Left as unsure.",
}


def judge_claim(visit: Visit) -> Done:
    """Accept a statement, reject it, or say that one cannot tell."""
    given = _take_judgement(visit)
    made = visit.casebook.decide(
        f"claim:{name_claim(visit)}",
        judgement=given,
        because=take_reason(visit, "Reviewed at the desk."),
        key=take_key(visit),
    )
    visit.desk.wake()
    return answer(visit, [made], claim=visit.path["claim"], said=_SAID[given])


def withhold_claim(visit: Visit) -> Done:
    """Say whether a statement must be withheld from whatever is published."""
    given = _take_judgement(visit)
    made = visit.casebook.decide(
        f"redact:{name_claim(visit)}",
        judgement=given,
        because=take_reason(visit, "Reviewed at the desk."),
        key=take_key(visit),
    )
    said = "It is withheld." if given is Judgement.YES else "It is not withheld."
    return answer(visit, [made], claim=visit.path["claim"], said=said)


def note_claim(visit: Visit) -> Done:
    """Keep a remark on a statement."""
    made = visit.casebook.decide(
        f"note:{name_claim(visit)}", because=visit.take("text") or "", key=take_key(visit)
    )
    return answer(visit, [made], claim=visit.path["claim"], said="The note is kept.")


def note_report(visit: Visit) -> Done:
    """Keep a remark on a report."""
    made = visit.casebook.decide(
        f"note:{name_report(visit)}", because=visit.take("text") or "", key=take_key(visit)
    )
    return answer(visit, [made], claim=None, said="The note is kept.")


def look_at_claim(visit: Visit) -> Done:
    """Show a statement as it is now, and change nothing: somebody decided in another window."""
    return answer(visit, [], claim=visit.path["claim"], said="")


def undo_last(visit: Visit) -> Done:
    """Take back this person's last decision in a report that is in force, or the one given."""
    return _retrace(visit, back=True)


def redo_last(visit: Visit) -> Done:
    """Put back what this person took back last in a report."""
    return _retrace(visit, back=False)


def _retrace(visit: Visit, *, back: bool) -> Done:
    name = name_report(visit)
    before = visit.casebook.show(name)
    because = "Undone at the desk." if back else "Put back at the desk."
    only = visit.take("decision") if back else None
    made = visit.casebook.retrace(name, back=back, because=because, only=only, key=take_key(visit))
    if made is None:
        said = "There is nothing of yours left to undo in this report."
        if not back:
            said = "There is nothing to put back."
        return answer(visit, [], claim=None, said=said)
    visit.desk.wake()
    after = visit.casebook.show(name)
    known = {it.id: it for it in after.decisions}
    target = known[made.undoes or ""]
    if not back:
        target = known[target.undoes or ""]
    claim = find_claim(after.reading, made) or find_claim(before.reading, made)
    said = f"{'Undone' if back else 'Put back'}: {say_done(target)}."
    if back and is_overtaken(after.decisions, target):
        said += " What was decided later holds."
    return answer(visit, [made], claim=claim, said=said)


def _take_judgement(visit: Visit) -> Judgement:
    given = visit.take("answer")
    if given not in list(Judgement):
        raise QuestionError(f"{given!r} is no answer.", remedy="Answer yes, no or unsure.")
    return Judgement(given)


_CLAIM = "/reports/{report}/claims/{claim}"

OFFERS = (
    Action(path=f"{_CLAIM}/judge", act=judge_claim, about_findings=True),
    Action(path=f"{_CLAIM}/withhold", act=withhold_claim, about_findings=True),
    Action(path=f"{_CLAIM}/note", act=note_claim, about_findings=True),
    Action(path=f"{_CLAIM}/look", act=look_at_claim),
    Action(path="/reports/{report}/note", act=note_report),
    Action(path="/reports/{report}/undo", act=undo_last),
    Action(path="/reports/{report}/redo", act=redo_last),
    *claim_edits.OFFERS,
    *missed.OFFERS,
    *facts.OFFERS,
    *lookahead.OFFERS,
)
