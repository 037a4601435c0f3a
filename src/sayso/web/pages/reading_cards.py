"""Statements as the reading page shows them: in words, with what people decided of each."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sayso.publish.wording import (
    CERTAINTIES,
    EVENT_STATUSES,
    SOURCE_KINDS,
    STYLES,
    say_time,
    say_word,
)
from sayso.records.claim import Certainty, Polarity, SourceKind, Style
from sayso.records.decision import Decision, Judgement, Subject, SubjectKind
from sayso.records.event import EventStatus
from sayso.records.plain import make_record
from sayso.records.value import TimeExpression
from sayso.review.effective import EffectiveFinding, EffectiveReading, Standing
from sayso.review.settlement import MOST_REVIEWERS, Agreement, list_unconfirmed, settle
from sayso.review.worklist import DOUBTFUL
from sayso.workbench.answers import Shown
from sayso.workbench.matters import KeptCase

_APART = frozenset({"standing", "origin", "redacted"})
_PARTS = ("content", "source", "cue")
_UNKNOWN = "not known"
_STATES: Mapping[EventStatus, str] = {
    EventStatus.ALLEGED: "alleged",
    EventStatus.EXPECTED: "expected",
    EventStatus.DENIED: "denied",
}
_AGREEMENTS: Mapping[Agreement, tuple[str, str]] = {
    Agreement.ONCE: ("once", "by one of two"),
    Agreement.DISAGREEMENT: ("disputed", "disputed"),
    Agreement.SETTLED: ("settled", "settled"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One step of a statement's chain.

    Attributes:
        name: What it is called.
        what: What it is here ("relative"), or ``None`` where that is not known.
        anonymous: Whether the report does not name it.
        decided: Whether people said that it is the origin.
    """

    name: str
    what: str | None
    anonymous: bool = False
    decided: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """What somebody decided, when and why.

    Attributes:
        id: The decision's.
        by: The analyst.
        day: When, ISO 8601.
        because: The reason, or ``None`` where a lawful removal took it away.
    """

    id: str
    by: str
    day: str
    because: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A field that people decided, and what the reader has there.

    Attributes:
        field: Its name in the reading format.
        now: What holds, in words.
        read: What the reader reads now, in words; ``None`` where it finds no such statement.
        deed: Who decided it.
        follows: Whether nobody decided it by itself: it follows from whose word was decided.
    """

    field: str
    now: str
    read: str | None
    deed: Deed | None
    follows: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step that a statement tells.

    Attributes:
        what: Its type, in words.
        status: ``None`` of what is told as done, else in words.
        done: Whether it is told as done.
        state: What else it is told as: "intended", "expected", "denied" or "alleged".
        when: In words, or ``None`` where not known.
        case: The id of the case across reports that it is kept in, or ``None``.
        name: Whose case that is.
    """

    what: str
    status: str | None
    done: bool
    state: str
    when: str | None
    case: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCard:
    """One statement with what people decided of it.

    Attributes:
        report: Id of its report.
        id: Its id ("c3").
        key: Its content key, under which the log tells of it; ``None`` where it has none.
        standing: "undecided", "stands", "rejected" or "unsure"; "undecided" of what is hidden.
        hidden: Whether one other person answered, and what is not told: who looks is to confirm
            it, and not to be led.
        flags: What it can be picked by: its standing, "doubtful", "denial", "own", "redacted".
        words: What is stated; "" where that is not known.
        cue: The words that attribute it, or ``None``.
        chain: Its sources, the origin first, without the publisher; empty where none is known.
        publisher: Who published it, or ``None``.
        style, certainty: In words.
        firmness: The certainty as the reading format has it, or ``None``.
        firm: Whether it is stated as certain.
        denial: Whether it denies; ``None`` where that is not known.
        said: When it was said, in words, or ``None``.
        confidence: How sure the reader is; ``None`` of what no reader read.
        spans: Where its content, source and cue stand: "10-20 25-30", in code points.
        judged: Who decided whether it stands; ``None`` of what is hidden.
        agreement: Where several people are asked: "once", "settled" or "disputed"; else ``None``.
        agreement_words: The same in words.
        added: Whether a person added it.
        withheld: Whether it must be withheld; ``None`` where nobody decided.
        kept: Whether no reading holds it any more.
        changed: Fields that the reader reads otherwise than when it was decided on, in words.
        lost: Whether its words are gone from the text.
        corrections: What people corrected.
        notes: Remarks about it.
        checks: What a careful editor would ask of it.
        steps: What steps of which cases it tells.
        decided: Ids of the decisions that it shows.
        values: Its fields in the reading format.
    """

    report: str
    id: str
    key: str | None
    standing: str
    hidden: bool
    flags: tuple[str, ...]
    words: str
    cue: str | None
    chain: tuple[Source, ...]
    publisher: str | None
    style: str
    certainty: str
    firmness: str | None
    firm: bool
    denial: bool | None
    said: str | None
    confidence: float | None
    spans: Mapping[str, str]
    judged: Deed | None
    agreement: str | None
    agreement_words: str
    added: bool
    withheld: bool | None
    kept: bool
    changed: tuple[str, ...]
    lost: bool
    corrections: tuple[Correction, ...]
    notes: tuple[Deed, ...]
    checks: tuple[str, ...]
    steps: tuple[Step, ...]
    decided: tuple[str, ...]
    values: Mapping[str, Any]


class Deck:
    """Makes the cards of one report.

    Args:
        shown: Everything that is known of the report.
        cases: The cases across reports that those of the report are of, by the id there.
        reviewers: How many people must give the same answer.
        analyst: Who looks at them.
    """

    def __init__(
        self,
        shown: Shown,
        cases: Mapping[str, KeptCase],
        *,
        reviewers: int = 1,
        analyst: str = "",
    ) -> None:
        reading = shown.reading
        if reading is None:
            raise ValueError("there is no reading to make cards of")
        self._reading, self._reviewers = reading, reviewers
        self._hidden = list_unconfirmed(reading, reviewers=reviewers, analyst=analyst)
        self._decisions = {it.id: it for it in shown.decisions}
        self._entities = _index(reading, SubjectKind.ENTITY)
        self._times = _index(reading, SubjectKind.TIME)
        self._checks: dict[str, list[str]] = {}
        for check in reading.checks:
            for name in check["about"]:
                self._checks.setdefault(name, []).append(str(check["message"]))
        self._steps: dict[str, list[Step]] = {}
        for claim, step in _list_steps(reading, cases, self._say_time):
            self._steps.setdefault(claim, []).append(step)

    def list_cards(self) -> tuple[ClaimCard, ...]:
        """Return all statements in the order of the text; those whose words are gone are last."""
        return tuple(map(self.make_card, sorted(self._reading.claims, key=_get_begin)))

    def make_card(self, claim: EffectiveFinding) -> ClaimCard:
        """Return one statement as the page shows it."""
        values = claim.values
        content = values.get("content")
        confidence = values.get("confidence")
        polarity, certainty = values.get("polarity"), values.get("certainty")
        agreement, words = self._agree(claim)
        is_hidden = claim.id in self._hidden
        standing = Standing.UNDECIDED if is_hidden else claim.standing
        is_added = claim.read is None and not claim.kept
        return ClaimCard(
            report=self._reading.name,
            id=claim.id,
            key=None if claim.subject is None else _get_key(claim.subject),
            standing=standing.value,
            hidden=is_hidden,
            flags=tuple(_list_flags(claim, standing)),
            words=_get_words(content) or "",
            cue=_get_words(values.get("cue")),
            chain=tuple(self._list_sources(claim)),
            publisher=self._reading.report.get("publisher"),
            style=_say_style(values.get("style")),
            certainty=_say_certainty(certainty),
            firmness=certainty,
            firm=certainty == Certainty.STATED,
            denial=None if polarity is None else polarity == Polarity.NEGATIVE,
            said=self._say_time(values.get("said")),
            confidence=None if confidence is None else float(confidence),
            spans={name: _write_spans(values.get(name)) for name in _PARTS},
            judged=None if is_hidden else self._get_deed(claim.decided.get("standing")),
            agreement=agreement,
            agreement_words=words,
            added=is_added,
            withheld=None if claim.redacted is None else claim.redacted is Judgement.YES,
            kept=claim.kept,
            changed=tuple(map(say_word, claim.changed)),
            lost=not (content and content["spans"]),
            corrections=() if is_added else tuple(self._list_corrections(claim)),
            notes=tuple(map(make_deed, claim.notes)),
            checks=tuple(self._checks.get(claim.id, ())),
            steps=tuple(self._steps.get(claim.id, ())),
            decided=tuple(dict.fromkeys(claim.decided.values())),
            values=values,
        )

    def _agree(self, claim: EffectiveFinding) -> tuple[str | None, str]:
        """Return how far people agree, and the words for it."""
        if self._reviewers < MOST_REVIEWERS:
            return None, ""
        if claim.id in self._hidden:
            return _AGREEMENTS[Agreement.ONCE][0], "answered by one of two"
        answers = self._reading.answers.get(claim.id, ())
        overruled = self._reading.overruled.get(claim.id, ())
        settled = settle(answers, reviewers=self._reviewers, overruled=overruled)
        return _AGREEMENTS.get(settled.state, (None, ""))

    def _list_sources(self, claim: EffectiveFinding) -> Iterator[Source]:
        links: Sequence[Mapping[str, Any]] = claim.values.get("chain") or ()
        if "origin" in claim.decided:
            yield Source(name=claim.origin or "origin not known", what=None, decided=True)
            if links and claim.origin is not None and links[-1]["name"] == claim.origin:
                links = links[:-1]
        for link in reversed(links):
            entity = self._entities.get(link["entity"] or "", {})
            yield Source(
                name=link["name"],
                what=_say_kind(link["kind"]),
                anonymous=bool(entity.get("anonymous")) or link["kind"] == SourceKind.PUBLIC,
            )

    def _list_corrections(self, claim: EffectiveFinding) -> Iterator[Correction]:
        for name, decision in claim.decided.items():
            if name in _APART:
                continue
            is_judgement = decision == claim.decided.get("standing")
            read = None if claim.read is None else self._say(name, claim.read.get(name))
            now = self._say(name, claim.values.get(name))
            if now != read:
                yield Correction(
                    field=name,
                    now=now,
                    read=read,
                    deed=None
                    if is_judgement and claim.id in self._hidden
                    else self._get_deed(decision),
                    follows=name == "style" and decision == claim.decided.get("chain"),
                )

    def _say(self, field: str, value: Any) -> str:
        if value is None:
            return _UNKNOWN if field not in _PARTS else "none"
        if field in _PARTS:
            return f"“{_get_words(value)}”"
        if field == "chain":
            names = [f"{it['name']} ({_say_kind(it['kind'])})" for it in reversed(value)]
            return " → ".join(names) or "nobody"
        if field == "said":
            return self._say_time(value) or _UNKNOWN
        said = {"style": _say_style, "certainty": _say_certainty, "polarity": _say_polarity}
        return said[field](value) if field in said else say_word(str(value))

    def _say_time(self, name: Any) -> str | None:
        values = self._times.get(str(name))
        if values is None:
            return None
        try:
            time = make_record(TimeExpression, dict(values))
        except ValueError:
            return f"“{values['text']}”"
        return say_time(time) or f"“{time.text}”, not resolved"

    def _get_deed(self, decision: str | None) -> Deed | None:
        found = self._decisions.get(decision or "")
        return None if found is None else make_deed(found)


def _index(reading: EffectiveReading, kind: SubjectKind) -> dict[str, Mapping[str, Any]]:
    return {it.id: it.values for it in reading.list_kind(kind)}


def _list_steps(
    reading: EffectiveReading, cases: Mapping[str, KeptCase], say: Callable[[Any], str | None]
) -> Iterator[tuple[str, Step]]:
    """Yield the steps that statements tell, by the statement's id."""
    of_event: dict[str, KeptCase] = {}
    for matter in reading.list_kind(SubjectKind.CASE):
        if matter.id in cases:
            of_event |= dict.fromkeys(matter.values["events"], cases[matter.id])
    for event in reading.list_kind(SubjectKind.EVENT):
        case = None if event.standing is Standing.REJECTED else of_event.get(event.id)
        status = EventStatus(event.values["status"])
        step = Step(
            what=say_word(event.values["type"]),
            status=EVENT_STATUSES[status],
            done=status is EventStatus.HAPPENED,
            when=say(event.values["time"]),
            state=_STATES.get(status, "intended"),
            case=None if case is None else case.id,
            name=None if case is None else case.name,
        )
        yield from ((claim, step) for claim in event.values["claims"])


@lru_cache(maxsize=16_384)
def _get_key(subject: Subject) -> str:
    """Return a subject's content key, which is a digest and dear."""
    return subject.key


def _list_flags(claim: EffectiveFinding, standing: Standing) -> Iterator[str]:
    yield standing.value
    confidence = claim.values.get("confidence")
    if confidence is not None and confidence < DOUBTFUL and standing is Standing.UNDECIDED:
        yield "doubtful"
    if claim.values.get("polarity") == Polarity.NEGATIVE:
        yield "denial"
    if claim.values.get("style") == Style.OWN:
        yield "own"
    if claim.redacted is Judgement.YES:
        yield "redacted"


def _get_begin(claim: EffectiveFinding) -> tuple[float, float, str]:
    content = claim.values.get("content")
    spans = content["spans"] if content else ()
    return (spans[0][0], -spans[-1][1], claim.id) if spans else (float("inf"), 0, claim.id)


def _get_words(passage: Mapping[str, Any] | None) -> str | None:
    return None if passage is None else " ".join(str(passage["text"]).split())


def _write_spans(passage: Mapping[str, Any] | None) -> str:
    spans: Iterable[Sequence[int]] = () if passage is None else passage["spans"]
    return " ".join(f"{begin}-{end}" for begin, end in spans)


def make_deed(decision: Decision) -> Deed:
    """Return what somebody decided, as cards tell it."""
    return Deed(id=decision.id, by=decision.analyst, day=decision.time, because=decision.reason)


def _say_kind(kind: Any) -> str | None:
    return None if kind is None else SOURCE_KINDS.get(SourceKind(kind), say_word(str(kind)))


def _say_style(style: Any) -> str:
    return f"style {_UNKNOWN}" if style is None else STYLES[Style(style)]


def _say_certainty(certainty: Any) -> str:
    return f"certainty {_UNKNOWN}" if certainty is None else CERTAINTIES[Certainty(certainty)]


def _say_polarity(polarity: Any) -> str:
    return "denied" if polarity == Polarity.NEGATIVE else "affirmed"
