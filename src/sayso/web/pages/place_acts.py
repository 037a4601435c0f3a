"""What is done with places: which one it is, joined, parted, taken back."""

from dataclasses import dataclass

from sayso.review.question_text import QuestionError
from sayso.web.routes import Action, Done, Visit
from sayso.workbench.deciding import Answer

_BECAUSE = "Decided on the page of the place."
_BACK = "Taken back on the page of the place."


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDone:
    """The decisions that were made, by their ids."""

    decisions: tuple[str, ...]


def choose_place(visit: Visit) -> Done:
    """Decide which place reports mean, for each that was chosen."""
    place = visit.path["place"]
    chosen = tuple(it for it in visit.form.getlist("at") if isinstance(it, str))
    choice = visit.take("choice") or ""
    because = visit.take("because") or _BECAUSE
    asked = visit.casebook.ask_place(place, chosen, choice)
    made = visit.casebook.decide_all(
        [Answer(question=question, value=value) for question, value in asked], because=because
    )
    return _finish(visit, tuple(it.id for it in made))


def answer_same(visit: Visit) -> Done:
    """Decide whether two places are one."""
    answer = visit.take_judgement()
    one = visit.take("one") or visit.path["place"]
    question = visit.casebook.ask_same_place(one, visit.take("other") or "")
    because = visit.take("because") or _BECAUSE
    made = visit.casebook.decide(question, judgement=answer, because=because)
    return _finish(visit, (made.id,))


def take_back(visit: Visit) -> Done:
    """Take a decision on a place out of force."""
    because = visit.take("because") or _BACK
    made = visit.casebook.find_decision(visit.take("decision") or "")
    if not visit.casebook.is_of_place(made, visit.path["place"]):
        raise QuestionError(
            f"Decision {made.id} is not about this place.", remedy="Undo it where it was made."
        )
    made = visit.casebook.undo(made.id, because=because)
    return _finish(visit, (made.id,))


def _finish(visit: Visit, decisions: tuple[str, ...]) -> Done:
    visit.desk.wake()
    return Done(to=f"/places/{visit.path['place']}", values=PlaceDone(decisions=decisions))


ACTIONS = (
    Action(path="/places/{place}/choose", act=choose_place, about_findings=True),
    Action(path="/places/{place}/same", act=answer_same, about_findings=True),
    Action(path="/places/{place}/undo", act=take_back),
)
