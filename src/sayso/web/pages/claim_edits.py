"""What is corrected of a statement: how firm it is, whose word, which words."""

import json
from typing import Any

from sayso.records.decision import Decision
from sayso.review.question_text import QuestionError
from sayso.web.pages.answering import answer, name_claim, take_key, take_reason
from sayso.web.routes import Action, Done, Visit

_FIELDS = ("certainty", "polarity", "style")
_REASON = "Corrected at the desk."


def set_value(visit: Visit) -> Done:
    """Decide how a statement is put, and whether it is affirmed."""
    field, value = visit.take("field"), visit.take("value")
    if field not in _FIELDS:
        raise QuestionError(
            f"{field!r} is not decided here.", remedy=f"It can be {', '.join(_FIELDS)}."
        )
    made = _decide(visit, f"value:{name_claim(visit)}.{field}", value)
    visit.desk.wake()
    return answer(visit, [made], claim=visit.path["claim"], said="Corrected.")


def set_source(visit: Visit) -> Done:
    """Decide whose word a statement is: links of a chain, or the report's own.

    ``links`` is JSON, from the source nearest to the report to the origin: [{"name": "his
    wife", "kind": "relative", "entity": "e4"}]; an entity is only what somebody chose.
    """
    name = name_claim(visit)
    if visit.take("own") is not None:
        # One decision, so that one undo takes it back: the style follows from it.
        made = _decide(visit, f"value:{name}.chain", [])
        said = "It is the report's own word."
    else:
        links = take_links(visit)
        if not links:
            raise QuestionError(
                "No source is given.", remedy="Give a name, or say that it is the report's own."
            )
        made = _decide(visit, f"value:{name}.chain", links)
        said = f"Its source is {links[-1].get('name')}."
    visit.desk.wake()
    return answer(visit, [made], claim=visit.path["claim"], said=said)


def set_origin(visit: Visit) -> Done:
    """Decide on whose word a statement finally rests; no name is "not known"."""
    made = _decide(visit, f"origin:{name_claim(visit)}", visit.take("name"))
    visit.desk.wake()
    return answer(visit, [made], claim=visit.path["claim"], said="The origin is kept.")


def set_span(visit: Visit) -> Done:
    """Decide which words are a statement's content, source or cue; no spans mean none."""
    spans = take_spans(visit)
    value = {"spans": [list(span) for span in spans]} if spans else None
    part = visit.take("part") or ""
    made = _decide(visit, f"span:{name_claim(visit)}.{part}", value)
    visit.desk.wake()
    return answer(
        visit, [made], claim=visit.path["claim"], said=f"The words of its {part} are kept."
    )


def take_links(visit: Visit) -> list[dict[str, Any]]:
    """Return the links of a chain that a form holds; raises `QuestionError`."""
    links = _load(visit, "links")
    if not isinstance(links, list) or not all(isinstance(it, dict) for it in links):
        raise QuestionError("The sources are not understood.", remedy="Give them as a JSON list.")
    return links


def take_spans(visit: Visit) -> tuple[tuple[int, int], ...]:
    """Return the offsets that a form holds, pairs in code points; raises `QuestionError`."""
    spans = _load(visit, "spans")
    try:
        made = tuple((begin, end) for begin, end in spans)
    except (TypeError, ValueError) as exc:
        raise QuestionError(
            "The words are not understood.", remedy="Select them in the text."
        ) from exc
    if not all(type(it) is int for span in made for it in span):
        raise QuestionError("The words are not understood.", remedy="Select them in the text.")
    return made


def _load(visit: Visit, name: str) -> Any:
    try:
        return json.loads(visit.take(name) or "[]")
    except (ValueError, RecursionError) as exc:
        raise QuestionError(
            f"The field {name!r} is not understood.", remedy="Send it as JSON."
        ) from exc


def _decide(visit: Visit, question: str, value: Any) -> Decision:
    return visit.casebook.decide(
        question,
        value=value,
        because=take_reason(visit, _REASON),
        key=take_key(visit),
    )


_CLAIM = "/reports/{report}/claims/{claim}"

OFFERS = (
    Action(path=f"{_CLAIM}/value", act=set_value, about_findings=True),
    Action(path=f"{_CLAIM}/source", act=set_source, about_findings=True),
    Action(path=f"{_CLAIM}/origin", act=set_origin, about_findings=True),
    Action(path=f"{_CLAIM}/span", act=set_span, about_findings=True),
)
