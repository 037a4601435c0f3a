"""A case across reports in the order in which a reader wants it.

The page for the terminal and the page for the browser both print a digest, so that they never
say different things.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.publish.cases_json import ReportNames, count_independent
from sayso.publish.cases_words import CONTESTED, list_marks, say_independent, say_origin, say_when
from sayso.publish.wording import EVENT_STATUSES, say_day, say_word
from sayso.records.board import list_contested
from sayso.records.casefile import CaseFile, Origin, Ref, Step
from sayso.records.claim import Certainty, Claim
from sayso.records.event import EventStatus

Quotes = Mapping[Ref, Claim]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words for a step, and the reports that give them.

    Attributes:
        text: The statement.
        marks: What to know before believing it.
        told: The claims that give it in these words, and the days of their reports, in words;
            the earliest report's first.
    """

    text: str
    marks: tuple[str, ...]
    told: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What one origin says of one step.

    Attributes:
        origin: Its id within the case.
        name: It in words.
        sure: Whether it is surely independent.
        quotes: The words, the earliest report's first; several reports that rest on one origin
            repeat it.
    """

    origin: str
    name: str
    sure: bool
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step in words.

    Attributes:
        id: Within the case.
        what, when, place: The type, the days, the place or ``None``.
        status: ``None`` of a step that is told as done and that nobody denies, "contested" where
            another account does, else "denied", "intended, not done", ...
        rests: How many independent origins it has.
        accounts: What each origin says, in the order of the case's origins.
        unattributed: Words whose origin is not known.
        flags: What does not fit.
        conflicts: Ids of the contradictions about it, counted from 1 in the case's order.
    """

    id: str
    what: str
    when: str
    place: str | None
    status: str | None
    rests: str
    accounts: tuple[Account, ...]
    unattributed: tuple[Quote, ...]
    flags: tuple[str, ...]
    conflicts: tuple[int, ...]


def list_steps(case: CaseFile, names: ReportNames, quotes: Quotes) -> tuple[StepView, ...]:
    """Return the steps of a case, oldest first."""
    return tuple(_view(step, case, names, quotes) for step in case.history)


def find_status(step: Step, quotes: Quotes) -> EventStatus:
    """Return as what a step is shown.

    Told only as to come: whatever it was taken for, it has not the mark of what was.
    """
    said = [quotes[it].certainty for it in step.claims if it in quotes]
    to_come = bool(said) and all(it is Certainty.EXPECTED for it in said)
    done = step.status is EventStatus.HAPPENED
    return EventStatus.EXPECTED if done and to_come else step.status


def _view(step: Step, case: CaseFile, names: ReportNames, quotes: Quotes) -> StepView:
    told = set(step.claims)
    accounts = tuple(
        _account(it, step, names, quotes) for it in case.origins if it.id in step.origins
    )
    known = {ref for it in case.origins for ref in it.claims}
    return StepView(
        id=step.id,
        what=say_word(step.type),
        when=say_when(step),
        place=step.place,
        status=_say_status(step, case, quotes),
        rests=say_independent(count_independent(step, case), len(accounts)),
        accounts=accounts,
        unattributed=_list_quotes([it for it in step.claims if it in told - known], names, quotes),
        flags=step.flags,
        conflicts=tuple(
            number for number, it in enumerate(case.contradictions, start=1) if it.step == step.id
        ),
    )


def is_contested(step: Step, case: CaseFile, quotes: Quotes) -> bool:
    """Tell whether a step is shown as done that another account denies."""
    happened = find_status(step, quotes) is EventStatus.HAPPENED
    return happened and step.id in list_contested(case)


def _say_status(step: Step, case: CaseFile, quotes: Quotes) -> str | None:
    return (
        CONTESTED if is_contested(step, case, quotes) else EVENT_STATUSES[find_status(step, quotes)]
    )


def _account(origin: Origin, step: Step, names: ReportNames, quotes: Quotes) -> Account:
    mine = set(origin.claims)
    return Account(
        origin=origin.id,
        name=say_origin(origin),
        sure=origin.sure,
        quotes=_list_quotes([it for it in step.claims if it in mine], names, quotes),
    )


def _list_quotes(claims: list[Ref], names: ReportNames, quotes: Quotes) -> tuple[Quote, ...]:
    """Return the claims' words, each once, however many reports repeat them."""
    told: dict[tuple[str, tuple[str, ...]], list[tuple[str, str]]] = {}
    for ref in claims:
        if ref in quotes:
            text = say_content(quotes[ref])
            day = say_day(names.get_published(ref.report)) or "day not known"
            told.setdefault((text, list_marks(quotes[ref])), []).append((names.ref(ref), day))
    return tuple(
        Quote(text=text, marks=marks, told=tuple(places))
        # What is said outright stands before a denial or a plan.
        for (text, marks), places in sorted(told.items(), key=lambda item: bool(item[0][1]))
    )


def say_content(claim: Claim) -> str:
    """Return the words of a statement, with an ellipsis between its pieces."""
    # They are kept joined by one blank.
    pieces, begin = [], 0
    for first, last in claim.content.spans:
        pieces.append(claim.content.text[begin : begin + last - first])
        begin += last - first + 1
    return " … ".join(" ".join(piece.split()) for piece in pieces)
