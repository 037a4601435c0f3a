"""What the pages of people show in the same way: reports, likenesses, answers, mentions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.publish.cases_words import LEVELS, say_identity
from sayso.publish.people_words import ANSWERS, get_sign, say_strength
from sayso.publish.report_names import call_report
from sayso.publish.sentences import Piece
from sayso.publish.wording import say_day
from sayso.records.casebook import ReportSummary
from sayso.records.casefile import Identity, Likeness, Ref
from sayso.records.decision import Judgement
from sayso.workbench.people_mentions import Mention
from sayso.workbench.people_pages import Answer, Person


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLink:
    """One report: its id, its title or id, who published it and when, in words."""

    id: str
    title: str
    publisher: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReasonLine:
    """One piece of evidence.

    Attributes:
        sign: "+" for, "−" against, "·" neither.
        words: It, with the reports' own values.
        strength: How much it says, in words.
        weight: What it adds, in logits.
    """

    sign: str
    words: str
    strength: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """Why two may be one: how alike they are, in words and of 100, and the evidence."""

    level: str
    score: int
    decided: bool
    reasons: tuple[ReasonLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberLink:
    """Somebody as one report tells of him: the name there, his id there, and the report."""

    name: str
    entity: str
    report: ReportLink


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One sentence that speaks of somebody: its words, cut where marked, and its statements."""

    pieces: tuple[Piece, ...]
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldBy:
    """What one report says of somebody, in its own sentences."""

    member: MemberLink
    sentences: tuple[Told, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """What somebody decided of two.

    Attributes:
        id: Of the decision.
        answer: "one person", "not one person" or "cannot tell".
        one, other: The two.
        who: Id of whoever else is meant, where that is known and somebody else by now.
        who_name: And the name.
        analyst, day, reason: Who decided it, when and why.
    """

    id: str
    answer: str
    one: MemberLink
    other: MemberLink
    who: str | None
    who_name: str | None
    analyst: str
    day: str
    reason: str


def link_report(sha256: str, reports: Mapping[str, ReportSummary]) -> ReportLink:
    """Return a report by its SHA-256."""
    found = reports.get(sha256)
    if found is None:
        return ReportLink(
            id=sha256, title=sha256[:16], publisher="publisher not known", day="date not known"
        )
    return ReportLink(
        id=found.id,
        title=call_report(found),
        publisher=found.publisher or "publisher not known",
        day=say_day(found.published) or "date not known",
    )


def link_member(at: Ref, person: Person) -> MemberLink:
    """Return somebody as one report tells of him."""
    profile = person.profiles.get(at)
    return MemberLink(
        name="name not known" if profile is None else profile.name,
        entity=at.id,
        report=link_report(at.report, person.reports),
    )


def say_why(likeness: Likeness) -> Why:
    """Return how alike two are, and why."""
    level = likeness.level
    return Why(
        level=LEVELS[level],
        score=round(100 * likeness.score),
        decided=likeness.decision is not None,
        reasons=tuple(
            ReasonLine(
                sign=get_sign(it, level),
                words=it.words,
                strength=say_strength(it, level),
                weight=round(it.weight, 1),
            )
            for it in likeness.reasons
        ),
    )


def list_answers(answers: Iterable[Answer], person: Person) -> tuple[AnswerLine, ...]:
    """Return what people decided of somebody and others."""
    return tuple(_make_answer(it, person) for it in answers if it.ruling.other is not None)


def list_told(
    mentions: Iterable[Mention], order: Sequence[Ref], person: Person
) -> tuple[ToldBy, ...]:
    """Return sentences by the member of whom they speak, in an order."""
    told: dict[Ref, list[Told]] = {at: [] for at in order}
    for it in mentions:
        if it.at in told:
            told[it.at].append(Told(pieces=it.sentence.pieces, claims=it.claims))
    return tuple(
        ToldBy(member=link_member(at, person), sentences=tuple(lines)) for at, lines in told.items()
    )


def _make_answer(it: Answer, person: Person) -> AnswerLine:
    one, other = it.ruling.one, it.ruling.other or it.ruling.one
    who = _find_other(one, other, person)
    return AnswerLine(
        id=it.decision.id,
        answer=ANSWERS[Judgement(it.ruling.judgement) if it.ruling.judgement else None],
        one=link_member(one, person),
        other=link_member(other, person),
        who=None if who is None else who.id,
        who_name=None if who is None else say_identity(who),
        analyst=it.decision.analyst,
        day=say_day(it.decision.time) or it.decision.time,
        reason=it.decision.reason or "",
    )


def _find_other(one: Ref, other: Ref, person: Person) -> Identity | None:
    found = (person.find_other(at) for at in (one, other) if at not in person.identity.members)
    return next(found, None)
