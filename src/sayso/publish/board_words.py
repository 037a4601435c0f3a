"""Cases as cards of a board, in words."""

from dataclasses import dataclass

from sayso.publish.cases_words import (
    CONTESTED,
    NOBODY,
    SEVERITIES,
    say_identity,
    say_independent,
    say_standing,
)
from sayso.publish.wording import say_count, say_day, say_interval, say_word
from sayso.records.board import GRAVITY, CaseCard, ListedCard
from sayso.records.told import Waiting

UNKNOWN_STAGE = "stage not known"


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictCount:
    """How many contradictions of one severity there are, and both in words."""

    severity: str
    count: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CardView:
    """One case as a card.

    Attributes:
        id: Its id.
        subjects: Whose it is: id of the identity and name.
        others: How many more, in words, or ``None``.
        name: Whose it is, in one line.
        standing: Its kind and stage.
        last: The last dated step told as done, "contested" where another account denies it;
            ``None`` where none is known.
        when: The day of that step, or the days that it can mean.
        reports, origins: How many, in words.
        conflicts: How many of each severity, the gravest first; none where there is none.
        corrected: How many a source only corrected, in words, or ``None``.
        told: When its newest report came out.
        arrived: Numbers of the reports that came in last.
    """

    id: str
    subjects: tuple[tuple[str, str], ...]
    others: str | None
    name: str
    standing: str
    last: str | None
    when: str | None
    reports: str
    origins: str
    conflicts: tuple[ConflictCount, ...]
    corrected: str | None
    told: str
    arrived: tuple[int, ...]


def say_card(listed: ListedCard) -> CardView:
    """Return a case as a card in words."""
    card = listed.card
    subjects = tuple((it.id, say_identity(it)) for it in card.subjects)
    others = say_count(card.others, "more") if card.others else None
    told = say_day(listed.day)
    return CardView(
        id=card.id,
        subjects=subjects,
        others=others and others.removesuffix("s"),
        name=", ".join(name for _, name in subjects) or NOBODY,
        standing=say_standing(card),
        last=None if card.last is None else _say_last(card.last, contested=card.contested),
        when=None if card.last is None else say_interval(card.begin, card.end),
        reports=say_count(card.reports, "report"),
        origins=say_independent(card.sure, card.origins),
        conflicts=_count_conflicts(card),
        corrected=f"{card.corrected} corrected by its source" if card.corrected else None,
        told="day of its reports not known" if told is None else f"told of last on {told}",
        arrived=listed.arrived,
    )


def _say_last(type_: str, *, contested: bool) -> str:
    return f"{say_word(type_)} ({CONTESTED})" if contested else say_word(type_)


def say_stage(stage: str | None) -> str:
    """Return the head of a column."""
    return UNKNOWN_STAGE if stage is None else say_word(stage)


def say_left(waiting: Waiting, *, settled: bool) -> str | None:
    """Return what is not in it yet, or ``None`` where all is."""
    if waiting.reports:
        are = "is" if waiting.reports == 1 else "are"
        return f"{say_count(waiting.reports, 'report')} {are} not in it yet"
    return None if settled else "The last of it is being put together"


def _count_conflicts(card: CaseCard) -> tuple[ConflictCount, ...]:
    return tuple(
        ConflictCount(
            severity=severity.value,
            count=count,
            words=f"{say_count(count, 'conflict')}, {SEVERITIES[severity]}",
        )
        for severity, count in zip(GRAVITY, card.conflicts, strict=True)
        if count
    )
