"""What looks like an imposed penalty and is none: it was refused, replaced or never spoken."""

from sayso.lang.language import Language
from sayso.lang.templates import compile_any, compile_templates
from sayso.read.event_status import find_status
from sayso.read.penalty_draft import Draft
from sayso.read.penalty_status import Standing
from sayso.records.event import EventStatus
from sayso.records.parse import Parse, Token
from sayso.records.value import PenaltyStatus

_LEAD = 16  # characters before a penalty within which "instead of" begins
_TAIL = 45  # characters after a term within which "until trial" begins


def is_not_imposed(parse: Parse, language: Language, draft: Draft, standing: Standing) -> bool:
    """Tell whether a penalty that a listed verb seems to impose was not imposed.

    "He was not sentenced to five years", "nobody got five years", "instead of five years", or
    a term that is spent before any verdict or is given for something else to be done.
    """
    if standing.status is not PenaltyStatus.IMPOSED:
        return False
    anchor = parse.tokens[standing.anchor]
    return (
        _is_replaced(parse, language, draft)
        or _is_denied(parse, language, anchor)
        or _is_withheld(parse, language, anchor)
        or _is_remand(parse, language, draft)
        or _is_deadline(parse, language, draft, anchor)
    )


def _is_replaced(parse: Parse, language: Language, draft: Draft) -> bool:
    begin = draft.span.begin
    lead = parse.text[max(0, begin - _LEAD) : begin].rstrip()
    pattern = compile_any(language, "law", "in_place")
    return any(match.end() == len(lead) for match in pattern.finditer(lead))


def _is_denied(parse: Parse, language: Language, anchor: Token) -> bool:
    before = parse.tokens[parse.sentences[anchor.sentence][0] : anchor.i]
    if any(word.lower in language.words("law", "contrast") for word in before):
        # "He was not fined but jailed": what follows is told as done.
        return False
    if find_status(parse, language, anchor) is EventStatus.DENIED:
        return True
    nobody = language.words("status", "nobody")
    subjects = parse.children(anchor.i, "nsubj", "nsubjpass")
    return any(word.lower in nobody for word in subjects)


def _is_withheld(parse: Parse, language: Language, anchor: Token) -> bool:
    """Whether a verb is what somebody refused to do: "declined to jail him"."""
    above = parse.tokens[anchor.head]
    return anchor.dep == "xcomp" and above.lemma in language.words("law", "withholding")


def _is_remand(parse: Parse, language: Language, draft: Draft) -> bool:
    """Whether a term is spent before a verdict: "two months in detention until trial"."""
    if not draft.has_amount or draft.currency is not None:
        return False
    last = parse.tokens_in(*draft.span)[-1]
    end = parse.tokens[parse.sentences[last.sentence][1]].end
    tail = parse.text[draft.span.end : min(end, draft.span.end + _TAIL)]
    units = language.values("times", "unit")
    for pattern in compile_templates(language, "law", "remand_tail"):
        for match in pattern.finditer(tail):
            # "Jailed for five years after two months in detention before trial": not the five.
            return not any(word.strip(",") in units for word in tail[: match.start()].split())
    return False


def _is_deadline(parse: Parse, language: Language, draft: Draft, anchor: Token) -> bool:
    """Whether a term is a time to do something in: "gave him two months to leave"."""
    if not draft.bare or anchor.lemma not in language.words("law", "dealt"):
        return False
    last = parse.tokens_in(*draft.span)[-1].i
    following = parse.tokens[last + 1 : last + 3]
    if [word.tag for word in following] != ["TO", "VB"]:
        return False
    return following[1].lemma not in language.words("law", "serving")
