"""Adding a statement that the reader missed."""

from typing import Any

from sayso.review.question_text import QuestionError
from sayso.web.pages.answering import answer, find_claim, name_report, take_key, take_reason
from sayso.web.pages.claim_edits import take_links, take_spans
from sayso.web.routes import Action, Done, Visit


def add_claim(visit: Visit) -> Done:
    """Keep selected words as a statement; what is not given of it is not known."""
    name, spans = name_report(visit), take_spans(visit)
    if not spans:
        raise QuestionError("No words are selected.", remedy="Select them in the text first.")
    parts: dict[str, Any] = {}
    if links := take_links(visit):
        parts["chain"] = links
    made = visit.casebook.decide(
        f"missed:{name}",
        value=parts,
        spans=spans,
        because=take_reason(visit, "Added at the desk."),
        key=take_key(visit),
    )
    visit.desk.wake()
    claim = find_claim(visit.casebook.show(name).reading, made)
    return answer(visit, [made], claim=claim, said="The statement is added.")


OFFERS = (Action(path="/reports/{report}/missed", act=add_claim, about_findings=True),)
