"""What a person asks and answers, made into a decision's question and value, or refused."""

import contextlib
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from sayso.records.decision import (
    QUESTIONS,
    Judgement,
    Question,
    Subject,
    SubjectKind,
    list_subjects,
    make_question,
)
from sayso.records.plain import make_plain
from sayso.records.report import Report
from sayso.records.selector import Span
from sayso.records.subjects import make_report_subject, make_subject
from sayso.review.anchors import find_words
from sayso.review.effective import EffectiveFinding, EffectiveReading
from sayso.review.fields import FIELDS, bind, check_value
from sayso.review.overrides import MISSED_FIELDS, PARTS
from sayso.review.question_text import AskedQuestion, QuestionError, Target

_FINDINGS = tuple(kind for kind in FIELDS if kind is not SubjectKind.REPORT)
_ENTITY, _EVENT = (SubjectKind.ENTITY,), (SubjectKind.EVENT,)
_ASKED_OF: Mapping[str, tuple[tuple[SubjectKind, ...], ...]] = {
    "claim_stands": ((SubjectKind.CLAIM,),),
    "same_person": (_ENTITY, _ENTITY),
    "same_event": (_EVENT, _EVENT),
    "same_place": (_ENTITY, _ENTITY),
    "belongs_to_case": (_FINDINGS, (SubjectKind.CASE,)),
    "value": (_FINDINGS,),
    "span": ((SubjectKind.CLAIM,),),
    "missed_claim": ((),),
    "origin": ((SubjectKind.CLAIM,),),
    "redact": (_FINDINGS,),
    "note": (_FINDINGS,),
}
"""What kinds of findings each question can name."""

_BY_VALUE = frozenset({"value", "span", "origin"})
_QUOTED = frozenset({"missed_claim", "span", "redact", "note"})
_CLAIM_PARTS = ("source", "cue", "content")
_GAP = re.compile(r"\s*\[(?:\.\.\.|…)\]\s*")


class Typed(str):
    """A value as it was typed: what it says as JSON, or where that does not fit, the text itself.

    So "352.1" is an article, 31 an age, and null the answer that something is not known.
    """

    __slots__ = ()

    def list_meanings(self) -> tuple[Any, ...]:
        """Return what it can mean, the likelier first."""
        try:
            return (json.loads(self, parse_constant=_refuse_constant), str(self))
        except (ValueError, RecursionError):
            return (str(self),)


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """An answer as a person gives it.

    Attributes:
        judgement: Yes, no or unsure; ``None`` where a value is the answer.
        value: The value in the reading format, or `Typed`; ``None`` for not known.
        quote: The report's words that are meant, as they stand there; "[...]" between pieces.
        spans: The same by their offsets, where words were selected and not quoted.
    """

    judgement: Judgement | None = None
    value: Any = None
    quote: str | None = None
    spans: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A question with its answer, checked, as a decision holds them."""

    question: Question
    judgement: Judgement | None
    value: Any
    finding: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One report that a question names: its text, and what holds of it."""

    report: Report
    effective: EffectiveReading

    @property
    def facts(self) -> dict[str, Any]:
        """What was captured of the report, before any decision."""
        return {name: getattr(self.report, name) for name in FIELDS[SubjectKind.REPORT]}

    def get_finding(self, name: str, kinds: tuple[SubjectKind, ...]) -> EffectiveFinding:
        """Return a finding by its id; raises `QuestionError` where it is none of these kinds."""
        found = self.effective.find(name, kinds)
        if found is None or found.subject is None:
            raise QuestionError(
                f"Report {self.effective.name} has no {_say_kinds(kinds)} {name!r}.",
                remedy=f"sayso show {self.effective.name} lists what was read in it.",
            )
        return found

    def name_finding(self, name: str, kind: SubjectKind) -> dict[str, Any]:
        """Return what stands in a decided value for a finding of this report."""
        found = self.get_finding(name, (kind,))
        return {"subject": make_plain(found.subject), "finding": found.snapshot}

    def make_passage(self, spans: tuple[Span, ...]) -> dict[str, Any]:
        """Return what stands in a decided value for words of this report."""
        return {"subject": make_plain(make_subject(SubjectKind.PASSAGE, self.report, spans))}


def ask(asked: AskedQuestion, given: Given, get_page: Callable[[Target], Page]) -> Asked:
    """Return the question and the answer as a decision holds them.

    Args:
        asked: The question as it was typed.
        given: The answer as it was typed.
        get_page: Gives the report that a target names; raises `QuestionError`.

    Raises:
        QuestionError: The question names nothing that is there, or the answer does not fit it.
    """
    pages = [get_page(target) for target in asked.targets]
    if (given.quote is not None or given.spans) and not _takes_quote(asked):
        raise QuestionError(
            f"{asked} is about what was read, not about a passage.",
            remedy="Ask it without a quotation.",
        )
    subjects, finding = _find_subjects(asked, given, pages)
    judgement, value = _check_meanings(asked, given, pages[0], subjects[0])
    names = list(QUESTIONS[asked.name].__annotations__)
    plain: dict[str, Any] = dict(zip(names, map(make_plain, subjects), strict=False))
    if asked.field is not None:
        plain[names[-1]] = asked.field
    question = make_question(asked.name, plain)
    keys = [subject.key for subject in list_subjects(question)]
    if len(set(keys)) < len(keys):
        raise QuestionError(f"{asked} names one thing twice.", remedy="Name two.")
    return Asked(question=question, judgement=judgement, value=value, finding=finding)


def find_passage(report: Report, quote: str, near: Subject | None = None) -> tuple[Span, ...]:
    """Return where quoted words stand; raises `QuestionError` unless that is one place.

    Args:
        report: The report.
        quote: Its words; blanks and line ends count for the same, "[...]" parts pieces.
        near: Where the words may stand elsewhere too: in whose paragraphs they are meant.
    """
    pieces = [piece for piece in _GAP.split(quote.strip()) if piece]
    spans: list[Span] = []
    for piece in pieces:
        begin = spans[-1].end if spans else 0
        found = find_words(report.text, piece, begin=begin)
        if len(found) > 1 and near is not None and near.spans:
            first, last = _find_paragraphs(report.text, near)
            found = [it for it in found if first <= it.begin and it.end <= last]
        if len(found) != 1:
            times = f"{len(found)} times" if found else "nowhere"
            raise QuestionError(
                f"“{piece}” stands {times} in report {report.id} where it can be meant.",
                remedy="Quote more words, as they stand there, so that one place is meant."
                if found
                else "Quote the words as they stand there; sayso show prints them.",
            )
        spans.append(found[0])
    if not spans:
        raise QuestionError("No words are quoted.", remedy="Quote the words that are meant.")
    return tuple(spans)


def _takes_quote(asked: AskedQuestion) -> bool:
    about_report = asked.targets[0].finding is None
    return asked.name in _QUOTED and (about_report or asked.name == "span")


def _find_subjects(
    asked: AskedQuestion, given: Given, pages: list[Page]
) -> tuple[list[Subject], Mapping[str, Any] | None]:
    """Return a question's subjects, and what the first one reads now."""
    first = asked.targets[0]
    if first.finding is None:
        report = pages[0].report
        if given.spans:
            spans = _check_spans(pages[0], given.spans)
            return [make_subject(SubjectKind.PASSAGE, report, spans)], None
        if asked.name == "missed_claim" and given.quote is None:
            raise QuestionError(
                "It is not said which words were missed.", remedy="Quote them with --quote."
            )
        if given.quote is not None:
            spans = find_passage(report, given.quote)
            return [make_subject(SubjectKind.PASSAGE, report, spans)], None
        return [make_report_subject(report)], pages[0].facts
    kinds = _ASKED_OF[asked.name]
    if asked.name == "value" and asked.field is not None:
        kinds = (_list_kinds_with(asked.field),)
    found = [
        page.get_finding(target.finding or "", of)
        for page, target, of in zip(pages, asked.targets, kinds, strict=True)
    ]
    return [it.subject for it in found if it.subject is not None], found[0].snapshot


def _list_kinds_with(field: str) -> tuple[SubjectKind, ...]:
    """An entity and its place share an id: the field tells which is meant."""
    return tuple(kind for kind in _FINDINGS if field in FIELDS[kind]) or _FINDINGS


def _check_meanings(
    asked: AskedQuestion, given: Given, page: Page, subject: Subject
) -> tuple[Judgement | None, Any]:
    """Check an answer in the first of its meanings that fits."""
    if isinstance(given.value, Typed):
        first, *others = given.value.list_meanings()
        for meaning in others:
            with contextlib.suppress(QuestionError):
                return _check_answer(asked, replace(given, value=first), page, subject)
            first = meaning
        given = replace(given, value=first)
    return _check_answer(asked, given, page, subject)


def _check_answer(
    asked: AskedQuestion, given: Given, page: Page, subject: Subject
) -> tuple[Judgement | None, Any]:
    if asked.name == "note":
        _refuse_answer(asked, given)
        return None, None
    if asked.name == "missed_claim":
        return _check_missed(asked, given, page, subject)
    if asked.name in _BY_VALUE:
        if given.judgement is not None:
            raise QuestionError(
                f"{asked} asks for a value; {given.judgement.value} is none.",
                remedy="Give it with --value; null says that it is not known.",
            )
        return None, _CHECKS[asked.name](asked, given, page, subject)
    if given.judgement is None or given.value is not None:
        raise QuestionError(
            f"{asked} asks for a judgement.", remedy="Answer it with yes, no or unsure."
        )
    return given.judgement, None


def _refuse_answer(asked: AskedQuestion, given: Given) -> None:
    if given.judgement is not None or given.value is not None:
        raise QuestionError(
            f"{asked} asks for nothing: a note is a remark.",
            remedy="Give its text as the reason, with --because.",
        )


def _check_field(asked: AskedQuestion, given: Given, page: Page, subject: Subject) -> Any:
    field = asked.field or ""
    value = check_value(subject.kind, field, given.value)
    return bind(subject.kind, field, value, page.name_finding)


def _check_span(asked: AskedQuestion, given: Given, page: Page, subject: Subject) -> Any:
    if asked.field not in _CLAIM_PARTS:
        raise QuestionError(
            f"A claim has no part {asked.field!r}.", remedy=f"It can be {', '.join(_CLAIM_PARTS)}."
        )
    if given.quote is not None:
        if given.value is not None:
            raise QuestionError(
                "The words are given twice.", remedy="Quote them, or give their offsets."
            )
        return page.make_passage(find_passage(page.report, given.quote, subject))
    if given.value is None and asked.field == "content":
        raise QuestionError(
            "A claim without content is none.", remedy="Reject it: answer claim: with no."
        )
    return _make_passage(page, given.value, subject)


def _check_origin(asked: AskedQuestion, given: Given, page: Page, subject: Subject) -> Any:
    del asked, page, subject
    if given.value is not None and not (isinstance(given.value, str) and given.value.strip()):
        raise QuestionError(
            f"{given.value!r} is no name.",
            remedy="Give the origin's name with --value, or null where it is not known.",
        )
    return given.value


_CHECKS: Mapping[str, Callable[[AskedQuestion, Given, Page, Subject], Any]] = {
    "value": _check_field,
    "span": _check_span,
    "origin": _check_origin,
}


def _check_missed(
    asked: AskedQuestion, given: Given, page: Page, subject: Subject
) -> tuple[Judgement | None, Any]:
    if given.judgement in (Judgement.NO, Judgement.UNSURE):
        if given.value is not None:
            raise QuestionError(
                f"{asked} is answered with {given.judgement.value} and with a claim's parts.",
                remedy="Give the parts alone, or the judgement alone.",
            )
        return given.judgement, None
    parts = {} if given.value is None and given.judgement is not None else given.value
    allowed = (*PARTS, *MISSED_FIELDS)
    if not isinstance(parts, Mapping) or (unknown := sorted(parts.keys() - set(allowed))):
        wrong = "no object of parts" if not isinstance(parts, Mapping) else ", ".join(unknown)
        raise QuestionError(
            f"What the missed claim says is not understood: {wrong}.",
            remedy=f"Answer yes, or give some of {', '.join(allowed)} as JSON.",
        )
    made: dict[str, Any] = {}
    for name, value in parts.items():
        if name in PARTS:
            made[name] = _make_passage(page, value, subject)
        else:
            plain = check_value(SubjectKind.CLAIM, name, value)
            made[name] = bind(SubjectKind.CLAIM, name, plain, page.name_finding)
    return None, made


def _make_passage(page: Page, words: Any, near: Subject) -> Any:
    """Return quoted words, or offsets, as a decision keeps them; ``None`` for no such words."""
    if words is None:
        return None
    if isinstance(words, str):
        return page.make_passage(find_passage(page.report, words, near))
    spans = words.get("spans") if isinstance(words, Mapping) else None
    return page.make_passage(_check_spans(page, spans))


def _check_spans(page: Page, spans: Any) -> tuple[Span, ...]:
    """Return offsets as spans of a report; raises `QuestionError` where they are none."""
    try:
        if not isinstance(spans, list | tuple) or not spans:
            raise ValueError("there are no spans")
        made = tuple(Span(*span) for span in spans)
        page.report.select(*made)
    except (TypeError, ValueError) as exc:
        raise QuestionError(
            f"{spans!r} is no passage of report {page.effective.name}: {exc}.",
            remedy='Quote the words, or give their offsets: {"spans": [[10, 20]]}.',
        ) from exc
    return made


def _find_paragraphs(text: str, near: Subject) -> tuple[int, int]:
    begin, end = near.spans[0].begin, near.spans[-1].end
    first = text.rfind("\n", 0, begin) + 1
    last = text.find("\n", end)
    return first, len(text) if last < 0 else last


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is no number of JSON")


def _say_kinds(kinds: tuple[SubjectKind, ...]) -> str:
    return kinds[0].value if len(kinds) == 1 else "finding"
