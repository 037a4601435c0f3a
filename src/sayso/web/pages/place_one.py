"""One place: all mentions, what it can be, what was decided of it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from sayso.publish.place_words import list_reasons, make_spots, say_one, say_told, say_where
from sayso.publish.report_names import call_report
from sayso.publish.sentences import Piece, list_sentences
from sayso.records.decision import Decision
from sayso.records.places import Whereabouts
from sayso.review.question_text import QuestionError, parse_question
from sayso.web.pages.place_map import PlaceMap, make_map
from sayso.web.routes import Page, View, Visit
from sayso.workbench.place_pages import LocatedPlace, PlaceRuling, SeenPlace, ShownPlace

_AT_ONCE = 20
_FEW = 3
_SHOWN = 4  # sentences of one report


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One of the places that the name can mean.

    Attributes:
        choice: What is sent to choose it.
        label: What marks it on the map; "" where it is not marked.
        name: Its name in the gazetteer.
        where: Where it lies.
        reasons: What speaks for it.
        chosen: Whether it is taken to be this one.
    """

    choice: str
    label: str
    name: str
    where: str
    reasons: tuple[str, ...]
    chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """One sentence that names the place, and whether there is more of it."""

    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceReport:
    """One report that tells of the place.

    Attributes:
        at: "harbor-1/e5".
        report, title, published: The report.
        spellings: How it writes the name.
        around: What it says that the place lies in, or ``None``.
        sentences: Sentences that name it.
        hidden: How many more there are.
        decided: Whether people decided where it lies.
        checked: Whether a decision is meant for it unless that is changed.
        apart: Whether it can be parted from the other reports.
    """

    at: str
    report: str
    title: str | None
    published: str | None
    spellings: tuple[str, ...]
    around: str | None
    sentences: tuple[Quoted, ...]
    hidden: int
    decided: bool
    checked: bool
    apart: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceDecision:
    """What was decided, by whom, when and why; ``id`` takes it back."""

    id: str
    words: str
    analyst: str
    time: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlikePlace:
    """Another place of such a name: its id, names and where it lies.

    ``asked`` are the two entities that a decision is about; empty where there are none.
    """

    id: str
    asked: tuple[str, ...]
    names: tuple[str, ...]
    where: str
    told: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePlace:
    """Everything that is known of a place.

    Attributes:
        id: "l" and digits.
        names: What reports call it, the commonest first.
        where: Where it lies, and how exactly that is known.
        open: Whether it is not known which place is meant.
        told: How often it is named.
        map: Where it lies, or can.
        candidates: What its name can mean.
        reports: Reports that tell of it.
        more: The address of what follows, or ``None``.
        cases: Ids of the cases of its reports.
        alike: Other places of such a name.
        decisions: What was decided.
        settled: Whether all reports and decisions are in it.
        read: Changes whenever a report is read again that can be decided about here.
    """

    id: str
    names: tuple[str, ...]
    where: str
    open: bool
    told: str
    map: PlaceMap
    candidates: tuple[Candidate, ...]
    reports: tuple[PlaceReport, ...]
    more: str | None
    cases: tuple[str, ...]
    alike: tuple[AlikePlace, ...]
    decisions: tuple[PlaceDecision, ...]
    settled: bool
    read: str


def show_place(visit: Visit) -> View:
    """Return one place."""
    shown = visit.casebook.place(visit.path["place"], after=visit.get("after"), limit=_AT_ONCE)
    known = shown.known
    path = f"/places/{known.id}"
    alike = tuple(_make_alike(visit, known.id, it) for it in shown.alike)
    spots = make_spots("1", known.names[0], shown.where, open_=known.open)
    values = OnePlace(
        id=known.id,
        names=known.names,
        where=say_where(shown.where, open_=known.open),
        open=known.open,
        told=say_told(known.mentions, known.reports, known.cases),
        map=make_map(visit, spots, path, {}),
        candidates=tuple(_make_candidate(n, it, shown) for n, it in enumerate(shown.candidates)),
        reports=tuple(_make_report(it, shown) for it in shown.seen),
        more=None if shown.more is None else f"{path}?{urlencode({'after': shown.more})}",
        cases=shown.cases,
        alike=alike,
        decisions=(
            *(_make_decision(it) for it in shown.decisions),
            *(made for it in shown.rulings if (made := _make_ruling(it)) is not None),
        ),
        settled=shown.settled,
        read=visit.casebook.mark_readings(_list_asked(visit, shown, alike), kept=True),
    )
    return View(template="place.html.jinja", title=known.names[0], values=values)


def _make_candidate(number: int, it: Whereabouts, shown: ShownPlace) -> Candidate:
    told = [(one.report.id, one.seen.told) for one in shown.seen]
    same = [n for n, where in enumerate(shown.where) if where == it]
    marked = f"1{chr(ord('a') + same[0])}" if same and shown.known.open else "1" if same else ""
    return Candidate(
        choice=it.key,
        label=marked,
        name=it.name,
        where=say_one(it),
        reasons=tuple(list_reasons(number, it, told)),
        chosen=bool(same) and not shown.known.open,
    )


def _make_report(it: SeenPlace, shown: ShownPlace) -> PlaceReport:
    told = it.seen.told
    sentences = [Quoted(pieces=one.pieces) for one in list_sentences(it.text, told.mentions)]
    return PlaceReport(
        at=f"{it.report.id}/{told.id}",
        report=it.report.id,
        title=call_report(it.report),
        published=it.report.published,
        spellings=told.spellings,
        around=told.around,
        sentences=tuple(sentences[:_SHOWN]),
        hidden=max(0, len(sentences) - _SHOWN),
        decided=bool(told.decided),
        checked=len(shown.seen) <= _FEW and shown.more is None,
        apart=shown.known.reports > 1,
    )


def _list_asked(visit: Visit, shown: ShownPlace, alike: tuple[AlikePlace, ...]) -> tuple[str, ...]:
    """Return the reports that anything is decided about on the page."""
    seen = [f"{it.report.id}/{it.seen.told.id}" for it in shown.seen]
    apart = [at for one in {*seen[:1], *seen[-1:]} for at in _ask(visit, one, shown.known.id)]
    asked = [at for it in alike for at in it.asked]
    return tuple(at.rpartition("/")[0] for at in (*seen, *apart, *asked))


def _ask(visit: Visit, one: str, other: str) -> tuple[str, ...]:
    """Return whom a decision on two places is about, or nobody where one tells of both."""
    try:
        asked = parse_question(visit.casebook.ask_same_place(one, other))
    except QuestionError:
        return ()
    return tuple(str(it) for it in asked.targets)


def _make_alike(visit: Visit, place: str, it: LocatedPlace) -> AlikePlace:
    known = it.known
    return AlikePlace(
        id=known.id,
        asked=_ask(visit, place, known.id),
        names=known.names,
        where=say_where(it.where, open_=known.open),
        told=say_told(known.mentions, known.reports, known.cases),
    )


def _make_decision(decision: Decision) -> PlaceDecision:
    value = decision.value
    if isinstance(value, list) and all(isinstance(it, dict) for it in value):
        names = [f"{it['name']}, {it.get('admin1') or it.get('country') or ''}" for it in value]
        if len(names) == 1:
            words = f"it is {names[0].rstrip(', ')}"
        else:
            words = f"which of {len(names)} is not known" if names else "it is none of these"
    else:
        words = f"decided: {value}"
    return _write_decision(decision, words)


def _make_ruling(it: PlaceRuling) -> PlaceDecision | None:
    if it.decision is None:
        return None
    answers = {"yes": "is one place with", "no": "is another place than"}
    answer = str(it.ruling.judgement)
    words = answers.get(answer, "may or may not be one place with")
    return _write_decision(it.decision, f" {words} ".join(it.ends))


def _write_decision(decision: Decision, words: str) -> PlaceDecision:
    return PlaceDecision(
        id=decision.id,
        words=words,
        analyst=decision.analyst,
        time=decision.time,
        reason=decision.reason or "no reason given",
    )


PLACE = Page(path="/places/{place}", make=show_place)
