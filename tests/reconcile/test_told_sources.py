"""What is counted of sources, against an example that was worked out by hand."""

from plain_reader import PlainReader

from sayso.reconcile.gathering.sources import list_case_sources, list_told_sources
from sayso.records.casefile import (
    AccountValue,
    CaseFile,
    Contradiction,
    Origin,
    Ref,
    Severity,
    Step,
)
from sayso.records.claim import SourceKind
from sayso.records.event import CaseKind, EventStatus
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.records.sources import CaseSource, Figure

POST, GAZETTE, NEWS = "a" * 64, "b" * 64, "c" * 64
PUBLISHED = {
    POST: ("Coastal Post", "2024-03-01"),
    GAZETTE: ("Hill Gazette", "2024-03-03"),
    NEWS: ("River News", "2024-03-05T08:00:00+03:00"),
}


def make_reading(sha256: str, text: str = "Nobody said anything.") -> Reading:
    publisher, published = PUBLISHED[sha256]
    report = Report(
        id=sha256[:8],
        title=None,
        publisher=publisher,
        author=None,
        url=None,
        published=published,
        captured=None,
        language="en",
        sha256=sha256,
        text=text,
        origin=((0, 0),),
    )
    return PlainReader().read(report)


def at(sha256: str, name: str = "c1") -> Ref:
    return Ref(report=sha256, id=name)


def make_step(name: str, type_: str, *reports: str, origins: tuple[str, ...]) -> Step:
    return Step(
        id=name,
        type=type_,
        status=EventStatus.HAPPENED,
        begin="2024-02-28",
        end="2024-02-28",
        place=None,
        events=tuple(at(it, "v1") for it in reports),
        claims=tuple(at(it) for it in reports),
        reports=reports,
        origins=origins,
    )


def make_origin(name: str, called: str, *reports: str, steps: tuple[str, ...]) -> Origin:
    return Origin(
        id=name,
        name=called,
        kind=SourceKind.LAWYER,
        claims=tuple(at(it) for it in reports),
        reports=reports,
        spellings=(called,),
        steps=steps,
    )


def make_value(value: str, origin: str, *reports: str) -> AccountValue:
    claims = tuple(at(it) for it in reports)
    return AccountValue(value=value, claims=claims, reports=reports, origins=(origin,))


def make_conflict(about: str, *values: AccountValue, corrected: bool = False) -> Contradiction:
    return Contradiction(
        about=about,
        field="term",
        step="s1",
        severity=Severity.HIGH,
        values=values,
        corrected=corrected,
    )


CASE = CaseFile(
    id="kabcdef0123",
    kind=CaseKind.PROSECUTION,
    stage="sentence",
    subjects=(),
    matters=(at(POST, "k1"),),
    history=(
        # On the lawyer's word by the Post, then by the Gazette; later on the court's by the News.
        make_step("s1", "sentence", POST, GAZETTE, NEWS, origins=("o1", "o2")),
        # One report alone tells it: nobody was first with it.
        make_step("s2", "appeal", NEWS, origins=("o2",)),
    ),
    reports=(POST, GAZETTE, NEWS),
    origins=(
        make_origin("o1", "Marina Belova", POST, GAZETTE, steps=("s1",)),
        make_origin("o2", "City Court", NEWS, steps=("s1", "s2")),
        make_origin("o3", "his wife", GAZETTE, steps=()),
    ),
    contradictions=(
        make_conflict("term", make_value("2", "o1", POST, GAZETTE), make_value("3", "o2", NEWS)),
        make_conflict(
            "fine", make_value("1", "o1", POST), make_value("4", "o1", POST), corrected=True
        ),
    ),
)


def count(case: CaseFile = CASE) -> dict[str, dict[Figure, int]]:
    readings = {name: make_reading(name) for name in PUBLISHED}
    return {it.name: _count(it) for it in list_case_sources(case, readings)}


def _count(source: CaseSource) -> dict[Figure, int]:
    figures = [it.figure for it in source.items]
    return {figure: figures.count(figure) for figure in Figure if figure in figures}


def test_figures_are_what_counting_by_hand_gives() -> None:
    assert count() == {
        # The Post cites her: of the sentence hers was the first word, and the court's came later.
        "Marina Belova": {Figure.FIRST: 1, Figure.CONFIRMED: 1, Figure.CONTRADICTED: 1},
        "City Court": {Figure.CONTRADICTED: 1},
        "Coastal Post": {Figure.FIRST: 1, Figure.CORRECTED: 1},
        "Hill Gazette": {},
        "River News": {},
    }


def test_who_is_nameless_is_no_source_of_a_list() -> None:
    assert "his wife" not in count()


def test_of_two_reports_of_one_day_neither_was_first() -> None:
    readings = {name: make_reading(GAZETTE) for name in PUBLISHED}
    readings[POST] = make_reading(POST)
    same_day = {name: make_reading(POST) for name in PUBLISHED}

    found = list_case_sources(CASE, readings)
    tied = list_case_sources(CASE, same_day)

    assert any(it.figure is Figure.FIRST for one in found for it in one.items)
    assert not any(it.figure is Figure.FIRST for one in tied for it in one.items)
    assert not any(it.figure is Figure.CONFIRMED for one in tied for it in one.items)


def test_a_report_gives_each_source_its_statements_and_its_publisher_what_it_passes_on() -> None:
    text = "Anna Orlova said that Pavel Orlov was detained. Anna Orlova said that he was well."
    told = {it.name: it.claims for it in list_told_sources(make_reading(POST, text))}

    assert [(it.id, it.own) for it in told["Anna Orlova"]] == [("c1", True), ("c2", True)]
    assert [(it.id, it.own) for it in told["Coastal Post"]] == [("c1", False), ("c2", False)]
