"""What reports tell of places and sources is counted, joined as decided, and goes with a report."""

from dataclasses import replace

from invented_store import keep, make_report, remove

from sayso.records.casefile import CaseFile, Citation, CitingWay, Ref
from sayso.records.claim import SourceKind
from sayso.records.decision import Judgement
from sayso.records.entity import Place
from sayso.records.event import CaseKind
from sayso.records.places import PlaceHomes, ToldPlace, make_place_id
from sayso.records.report import Report
from sayso.records.selector import Span
from sayso.records.sources import CaseSource, Figure, FigureItem, ToldClaim, ToldSource
from sayso.records.told import Grouped, Matter, Told, ToldRuling
from sayso.store.store import Store

ONE, OTHER = make_report("Ada Noll was in Zarichne."), make_report("Ada Noll left Zarichne.")
HOME, APART = make_place_id("name:zarichne"), make_place_id("apart")
ITEM = FigureItem(
    figure=Figure.FIRST,
    about="detention",
    day="2031-04-02",
    claims=(Ref(report=ONE.sha256, id="c1"),),
    others=("Hill Gazette",),
)


def make_told(report: Report, key: str = "name:zarichne", *, is_open: bool = False) -> Told:
    place = Place(
        entity="e2",
        feature="settlement",
        lat=None,
        lon=None,
        approx=None,
        country=None,
        admin1=None,
        geonames=None,
        katottg=None,
        candidates=(),
        within=None,
    )
    told = ToldPlace(
        id="e2",
        key=key,
        name="Zarichne",
        spellings=("Zarichne",),
        mentions=(Span(0, 3), Span(4, 8)),
        place=place,
        open=is_open,
    )
    claim = ToldClaim(id="c1", words="She was there.", own=True)
    passed = replace(claim, own=False)
    sources = (
        ToldSource(name="Ada Noll", kind=SourceKind.SUBJECT, claims=(claim,)),
        ToldSource(name="Coastal Post", kind=SourceKind.OUTLET, claims=(passed,)),
    )
    matter = Matter(id="k1", subjects=())
    return Told(report=report.sha256, places=(told,), sources=sources, matters=(matter,))


def tell(store: Store, *told: Told) -> None:
    marks = dict(store.across.list_marked(10))
    with store.writing() as writer:
        for it in told:
            assert writer.across.put_told(it, marks[it.report])


def group(store: Store, *reports: Report) -> None:
    """Keep one case of some reports, in which the Post was first and cites somebody."""
    found = store.across.find_group(Ref(report=reports[0].sha256, id="k1"))
    case = CaseFile(
        id="kabcdef0123",
        kind=CaseKind.INCIDENT,
        stage=None,
        subjects=(),
        matters=tuple(sorted(found.members)),
        history=(),
        reports=tuple(it.sha256 for it in reports),
        citations=(Citation(by="Coastal Post", of="Ada Noll", how=CitingWay.CITES),),
    )
    sources = (
        CaseSource(name="Coastal Post", kind=SourceKind.OUTLET, items=(ITEM,)),
        CaseSource(name="Ada Noll", kind=SourceKind.SUBJECT, spellings=("Ада Нолль", "Нолль")),
    )
    with store.writing() as writer:
        grouped = Grouped(cluster=found, cases=(case,), sources={case.id: sources})
        assert writer.across.put_cases(grouped)


def refresh(store: Store, homes: PlaceHomes | None = None) -> None:
    with store.writing() as writer:
        writer.across.gathered.put_homes(homes or PlaceHomes(places={}, single={}))
    while store.across.gathered.count_waiting():
        with store.writing() as writer:
            assert writer.across.gathered.refresh(1)


def fill(store: Store) -> None:
    keep(store, ONE)
    keep(store, OTHER)
    tell(store, make_told(ONE), make_told(OTHER))
    group(store, ONE, OTHER)
    refresh(store)


def list_places(store: Store, words: str | None = None) -> list[tuple[str, int, int, int]]:
    found = store.across.gathered.list_places(words=words, open_only=False, after=None, limit=9)
    return [(it.id, it.mentions, it.reports, it.cases) for it in found]


def test_what_reports_tell_is_counted(store: Store) -> None:
    fill(store)

    gathered = store.across.gathered
    assert list_places(store, "zarich") == list_places(store) == [(HOME, 4, 2, 1)]
    assert list_places(store, "elsewhere") == []
    assert gathered.count_places() == (1, 0)
    assert [it.report for it in gathered.list_place_reports(HOME, after=None, limit=9)] == [
        ONE.sha256,
        OTHER.sha256,
    ]
    assert gathered.list_place_cases(HOME, limit=9) == ("kabcdef0123",)
    assert store.across.count_waiting().figures == 0


def test_a_source_is_found_by_each_of_its_full_names(store: Store) -> None:
    fill(store)

    gathered = store.across.gathered
    found = gathered.find_source("ада  нолль")
    assert found == gathered.find_source("Ada Noll")
    assert found is not None
    assert (found[0].says, found[0].reports, found[0].cases, found[0].cited) == (2, 2, 1, 1)
    assert gathered.find_source("Нолль") is None
    assert [it.name for it in gathered.list_sources(words="noll", after=None, limit=9)] == [
        "Ada Noll"
    ]
    assert gathered.count_sources() == 2


def test_a_figure_gives_what_it_counts(store: Store) -> None:
    fill(store)

    gathered = store.across.gathered
    (item,) = gathered.list_source_items("Coastal Post", Figure.FIRST, skip=0, limit=9)
    assert (item.case, item.item) == ("kabcdef0123", ITEM)
    assert gathered.list_source_items("Coastal Post", Figure.FIRST, skip=1, limit=9) == ()
    (pair,) = gathered.list_citing("Coastal Post", limit=9)
    assert (pair.by, pair.of, pair.how, pair.cases) == (
        *("Coastal Post", "Ada Noll", CitingWay.CITES),
        1,
    )


def test_a_report_that_is_taken_away_takes_all_its_figures_with_it(store: Store) -> None:
    fill(store)

    with store.writing() as writer:
        remove(writer, ONE, [])
    assert list_places(store) == []
    assert store.across.gathered.list_sources(words=None, after=None, limit=9) == ()
    group(store, OTHER)
    refresh(store)

    assert list_places(store) == [(HOME, 2, 1, 1)]
    found = store.across.gathered.find_source("Ada Noll")
    assert found is not None
    assert found[0].says == 1


def test_places_are_joined_and_parted_as_decided(store: Store) -> None:
    fill(store)

    single = PlaceHomes(places={}, single={(OTHER.sha256, "e2"): APART})
    refresh(store, single)
    assert sorted(list_places(store)) == sorted([(HOME, 2, 1, 1), (APART, 2, 1, 1)])
    found = store.across.gathered.find_place(HOME)
    assert found is not None
    assert found.reports == 1

    refresh(store)
    assert list_places(store) == [(HOME, 4, 2, 1)]

    refresh(store, PlaceHomes(places={HOME: APART}, single={}))
    assert list_places(store) == [(APART, 4, 2, 1)]
    joined = store.across.gathered.find_place(HOME)
    assert joined is not None
    assert joined.id == APART


def test_rulings_on_places_are_kept_with_the_reports_that_they_are_of(store: Store) -> None:
    keep(store, ONE)
    keep(store, OTHER)
    ends = sorted((Ref(report=ONE.sha256, id="e2"), Ref(report=OTHER.sha256, id="e2")))
    ruling = ToldRuling(
        kind="places", one=ends[0], other=ends[1], judgement=Judgement.NO, decision="d" * 32
    )
    told = [replace(make_told(it), rulings=(ruling,)) for it in (ONE, OTHER)]
    tell(store, *told)

    gathered = store.across.gathered
    assert gathered.list_place_rulings() == (ruling,)
    assert gathered.get_ruled_places(ends) == dict.fromkeys(ends, (HOME, False))
    assert gathered.has_rulings_waiting()


def test_lists_go_on_where_they_stopped(store: Store) -> None:
    reports = [make_report(f"Number {number}.") for number in range(5)]
    for number, report in enumerate(reports):
        keep(store, report)
        tell(store, make_told(report, f"name:{number // 2}", is_open=number == 4))
    refresh(store)

    gathered = store.across.gathered
    every = gathered.list_places(words=None, open_only=False, after=None, limit=9)
    first = gathered.list_places(words=None, open_only=False, after=None, limit=1)
    rest = gathered.list_places(words=None, open_only=False, after=first[0].id, limit=9)
    assert [it.mentions for it in every] == [4, 4, 2]
    assert (*first, *rest) == every
    assert gathered.list_places(words=None, open_only=True, after=None, limit=9) == every[2:]
    sources = gathered.list_sources(words=None, after=None, limit=9)
    assert gathered.list_sources(words=None, after=sources[0].name, limit=9) == sources[1:]
    seen = gathered.list_source_reports("Ada Noll", after=None, limit=2)
    more = gathered.list_source_reports("Ada Noll", after=seen[-1].report, limit=9)
    assert [it.report for it in (*seen, *more)] == [it.sha256 for it in reversed(reports)]
