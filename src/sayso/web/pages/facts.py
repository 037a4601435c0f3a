"""Correcting what a report is: its title, publisher, address, date, language."""

from sayso.publish.wording import say_word
from sayso.review.question_text import QuestionError
from sayso.web.pages.answering import answer, name_report, take_key, take_reason
from sayso.web.routes import Action, Done, Visit

_FIELDS = ("title", "publisher", "url", "published", "language")


def correct_fact(visit: Visit) -> Done:
    """Decide a fact of a report; nothing is "not known". Where it matters it is read again."""
    field = visit.take("field")
    if field not in _FIELDS:
        raise QuestionError(
            f"{field!r} is not decided here.", remedy=f"It can be {', '.join(_FIELDS)}."
        )
    name = name_report(visit)
    made = visit.casebook.decide(
        f"value:{name}.{field}",
        value=visit.take("value"),
        because=take_reason(visit, "Corrected at the desk."),
        key=take_key(visit),
    )
    visit.desk.wake()
    said = f"{say_word(field).capitalize()} corrected."
    if name in visit.casebook.list_outdated():
        said += " The report will be read again with it; what was decided stays."
    return answer(visit, [made], claim=None, said=said)


OFFERS = (Action(path="/reports/{report}/facts", act=correct_fact),)
