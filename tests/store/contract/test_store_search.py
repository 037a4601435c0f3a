"""Search, claims and cases, alike on every store."""

import random
from dataclasses import replace
from typing import Any

import pytest
from invented_store import add, extract, keep, make_report, read, remove

from sayso.errors import StoreError
from sayso.records.casebook import Filters
from sayso.records.claim import Link, SourceKind
from sayso.records.entity import Entity, EntityType
from sayso.records.report import Report
from sayso.records.selector import Span
from sayso.records.subjects import list_findings
from sayso.store.sql.findings_index import rebuild_index
from sayso.store.store import Store

TEXTS = (
    "Vera Lindt said that Oskar Maier was detained.",
    "Vera Lindt said perhaps he was free. Nothing was said of his sister.",
    "Олена Мазур сообщила, что Лук’янівка пуста, и ёлка стоит.",
)


def _find(store: Store, words: str, **filters: str) -> list[str]:
    page = store.search(words, Filters(**filters), limit=100)
    assert not page.more
    return [hit.report.sha256 for hit in page.hits]


def _keep_all(store: Store) -> list[str]:
    return [
        keep(store, make_report(text, published=f"2031-03-{day:02}", title=None)).sha256
        for day, text in enumerate(TEXTS, start=10)
    ]


def test_a_report_is_found_by_its_words_however_they_are_written(store: Store) -> None:
    first, second, third = _keep_all(store)

    assert _find(store, "DETAINED") == [first]
    assert _find(store, "lindt said") == [second, first]
    assert _find(store, '"was said of"') == [second]
    assert _find(store, '"said was"') == []
    assert _find(store, "Елка Лук'янівка") == [third]
    assert _find(store, "lindt мазур") == []


def test_a_title_is_found_and_is_not_one_phrase_with_the_text(store: Store) -> None:
    report = keep(store, make_report("Maier was held.", title="Two from Oskar"))

    assert _find(store, '"two from"') == [report.sha256]
    assert _find(store, '"Oskar Maier"') == []


def test_a_hit_shows_its_words_and_the_claims_that_hold_them(store: Store) -> None:
    keep(store, make_report())

    (hit,) = store.search("free").hits

    assert [hit.snippet[begin:end] for begin, end in hit.marks] == ["free"]
    assert hit.claims == ("c2",)


def test_hits_come_by_date_the_newest_first_and_those_without_a_date_last(store: Store) -> None:
    days = ["2031-03-12", None, "2030-01-01", "2031-03-12T09:00:00Z", "2032"]
    kept = [
        keep(store, make_report(f"{word} court", published=day)).sha256
        for word, day in zip("abcde", days, strict=True)
    ]

    assert _find(store, "court") == [kept[at] for at in (4, 3, 0, 2, 1)]
    assert _find(store, "court", since="2031-03-12") == [kept[at] for at in (4, 3, 0)]
    assert _find(store, "court", until="2031-03-12") == [kept[at] for at in (3, 0, 2)]
    assert _find(store, "court", since="2031-03-12", until="2031-03-12") == [kept[3], kept[0]]


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2028", "2028", "abc"),
        ("2028-02", "2028-02", "ab"),
        ("2028-02-29", "2028-12", "bc"),
        ("2028-03", "2027", ""),
    ],
)
def test_a_month_or_a_year_means_all_its_days(
    store: Store, since: str, until: str, found: str
) -> None:
    days = {"a": "2028-02-01", "b": "2028-02-29", "c": "2028-12-31", "d": "2029-01-01"}
    kept = {
        name: keep(store, make_report(f"court {name}", published=day)).sha256
        for name, day in days.items()
    }

    assert set(_find(store, "court", since=since, until=until)) == {kept[name] for name in found}


def test_pages_follow_one_another_without_gap_or_repetition(store: Store) -> None:
    kept = {keep(store, make_report(f"court {n}")).sha256 for n in range(7)}

    found: list[str] = []
    after, more = None, True
    while more:
        page = store.search("court", after=after, limit=3)
        found += [hit.report.sha256 for hit in page.hits]
        after, more = page.next, page.more

    assert len(found) == 7
    assert set(found) == kept


def test_ranking_puts_what_fits_best_first(store: Store) -> None:
    best = keep(store, make_report("Court, court, court.", published="2030-01-01"))
    keep(store, make_report("The court sat. " + "Nothing happened. " * 50))

    page = store.search("court", ranked=True)

    assert page.ranked
    assert len(page.hits) == 2
    assert page.hits[0].report.sha256 == best.sha256


def test_a_person_is_found_by_words_of_one_name(store: Store) -> None:
    first = keep(store, make_report("Oskar Maier met Vera Lindt. Anna Maria Berg came.")).sha256
    second = keep(store, make_report("Vera Maier said that Oskar Lindt was free.")).sha256

    assert _find_reports(store, person="maier") == [first, second]
    assert _find_reports(store, person="Oskar Maier") == [first]
    assert _find_reports(store, person="maier OSKAR") == [first]
    assert _find_reports(store, person="Anna Maria Berg") == [first]
    assert _find_reports(store, person="Anna Lindt") == []
    assert _find(store, "was free", person="Oskar Lindt") == [second]
    assert _find(store, "was free", person="Oskar Maier") == []


def test_a_place_is_found_by_its_whole_name_and_a_source_by_words(store: Store) -> None:
    report = make_report("Vera Lindt said that he left Upper Vale.", publisher="The Courier")
    reading = read(report)
    place = Entity(id="e9", type=EntityType.PLACE, name="Upper Vale", mentions=(Span(29, 39),))
    with store.writing() as writer:
        add(writer, report)
        writer.put_reading(replace(reading, entities=(*reading.entities, place)))

    assert _find_reports(store, place="upper vale") == [report.sha256]
    assert _find_reports(store, place="Vale") == []
    assert _find_reports(store, source="Courier") == [report.sha256]
    assert _find_reports(store, source="vera lindt") == [report.sha256]
    assert _find_reports(store, source="Vera Courier") == []
    assert [row.id for row in store.list_claims(Filters(place="Upper Vale"))] == ["c1"]


def _find_reports(store: Store, **filters: str) -> list[str]:
    return [report.sha256 for report in store.list_reports(Filters(**filters))]


def test_claims_of_a_person_are_those_that_name_the_person_or_are_the_persons(
    store: Store,
) -> None:
    text = (
        "Vera Lindt said that Oskar Maier was detained. Anna Berg said nobody came. "
        "Oskar Maier said he was free."
    )
    keep(store, make_report(text))

    assert _list_claims(store, person="Oskar Maier") == ["c1", "c3"]
    assert _list_claims(store, person="Berg") == ["c2"]
    assert _list_claims(store, source="Berg") == ["c2"]
    assert _list_claims(store, source="Courier") == ["c1", "c2", "c3"]
    assert _list_claims(store, person="Maier", source="Lindt") == ["c1"]
    assert _list_claims(store, person="Maier", until="2031-03-11") == []


def _list_claims(store: Store, **filters: str) -> list[str]:
    return [row.id for row in store.list_claims(Filters(**filters))]


def test_a_person_who_is_no_entity_is_found_by_the_name_in_a_chain(store: Store) -> None:
    report = make_report("Vera Lindt said that nobody came.")
    reading = read(report)
    link = Link(entity=None, name="Hanna Roth", kind=SourceKind.PERSON, span=None)
    (claim,) = reading.claims
    with store.writing() as writer:
        add(writer, report)
        writer.put_reading(replace(reading, claims=(replace(claim, chain=(*claim.chain, link)),)))

    (row,) = store.list_claims(Filters(person="Roth"))

    assert row.sources == ("Vera Lindt", "Hanna Roth")
    assert _find_reports(store, person="Hanna Roth") == [report.sha256]


def test_claims_come_newest_report_first_with_the_keys_of_their_subjects(store: Store) -> None:
    older = make_report(published="2030-01-01")
    newer = make_report("Anna Berg said nobody came.")
    keep(store, newer)
    keep(store, older)

    rows = store.list_claims()

    assert [(row.report, row.id) for row in rows] == [
        (newer.id, "c1"),
        (older.id, "c1"),
        (older.id, "c2"),
    ]
    keys = {name: subject.key for name, subject in list_findings(read(older))}
    assert [row.key for row in rows[1:]] == [keys["c1"], keys["c2"]]
    assert [row.id for row in store.list_claims(report=older.id)] == ["c1", "c2"]
    assert len(store.list_claims(limit=2)) == 2


def test_cases_are_found_by_person_and_day_and_shown_with_their_claims(store: Store) -> None:
    report = make_report()
    keep(store, report)
    keep(store, make_report("Anna Berg said nobody came."))

    ((name, case),) = store.list_cases()

    assert name == report.id
    assert store.list_cases(Filters(person="Vera Lindt")) == ((name, case),)
    assert store.list_cases(Filters(person="Oskar Maier")) == ()  # no subject of it
    assert store.list_cases(Filters(since="2031-03-13")) == ()
    found, rows = store.get_case(report.id, case.id)
    assert found == case
    assert [row.id for row in rows] == list(case.claims)
    with pytest.raises(StoreError, match="no case"):
        store.get_case(report.id, "k9")


def test_a_report_that_waits_is_found_by_its_words_alone(store: Store) -> None:
    report = make_report()
    keep(store, report, version=None)

    assert _find(store, "detained", source="Courier") == [report.sha256]
    assert _find(store, "detained", person="Maier") == []
    assert store.list_claims() == ()


def test_another_reading_text_or_day_is_found_in_place_of_the_one_before(store: Store) -> None:
    report = make_report(title=None)
    keep(store, report)
    reading = read(report)
    with store.writing() as writer:
        writer.put_reading(replace(reading, entities=(), claims=(), cases=()))
    assert _find_reports(store, person="Maier") == []
    assert _find(store, "detained", source="Courier") == [report.sha256]

    with store.writing() as writer:
        writer.set_published(report.sha256, "2029-01-01")
    assert _find(store, "detained", until="2029-01-01") == [report.sha256]
    assert _find(store, "detained", since="2029-01-02") == []

    with store.writing() as writer:
        extract(writer, replace(report, text="Anna Berg said nobody came."))
    assert _find(store, "detained") == []
    assert _find(store, "nobody") == [report.sha256]


def test_a_removed_report_is_found_by_nothing(store: Store) -> None:
    report = make_report()
    keep(store, report)
    other = keep(store, make_report("Oskar Maier was free.")).sha256

    with store.writing() as writer:
        remove(writer, report, [])

    assert _find(store, "maier") == [other]
    assert _find_reports(store, person="Maier") == [other]
    assert store.list_claims(Filters(source="Lindt")) == ()


def test_what_a_transaction_has_written_is_found_within_it(store: Store) -> None:
    report = make_report()
    with store.writing() as writer:
        add(writer, report)
        assert _find(store, "detained") == [report.sha256]
        writer.put_reading(read(report))
        assert len(store.list_claims(Filters(person="Maier"))) == 1
        writer.remove_report(report.sha256, "Lawfully removed.")

    assert _find(store, "detained") == []


def test_a_text_as_long_as_a_book_is_found_by_its_last_words_and_phrases(store: Store) -> None:
    words = random.Random(7).choices([f"w{n}" for n in range(3000)], k=60_000)
    report = make_report(" ".join([*words, "taken away", *words[:3], "away taken far"]))
    keep(store, report, version=None)

    assert _find(store, "far taken") == [report.sha256]
    assert _find(store, '"taken away"') == [report.sha256]
    assert _find(store, '"taken far"') == [report.sha256]
    assert _find(store, '"far taken"') == []
    assert _find(store, '"away far"') == []


def test_a_list_of_more_words_than_an_index_takes_is_found_by_its_last(store: Store) -> None:
    report = make_report(" ".join(f"number{n}" for n in range(90_000)))
    keep(store, report, version=None)
    keep(store, make_report("number1"), version=None)

    assert _find(store, "number89999") == [report.sha256]
    assert _find(store, '"number89998 number89999" number7') == [report.sha256]
    assert _find(store, "number90000") == []
    assert len(_find(store, "number1")) == 2


def test_an_index_that_is_made_anew_finds_the_same(store: Any) -> None:
    first, second, _ = _keep_all(store)
    with store.writing() as writer:
        rebuild_index(writer._connection)

    assert _find(store, "lindt said") == [second, first]
    assert _find(store, "detained", person="Maier") == [first]
    with store.writing() as writer:
        remove(writer, make_report(TEXTS[0], published="2031-03-10", title=None), [])
    assert _find(store, "lindt said") == [second]


@pytest.mark.parametrize("name", ["person", "place", "source"])
def test_a_filter_without_a_word_says_what_to_give(store: Store, name: str) -> None:
    with pytest.raises(StoreError, match=name):
        store.search("court", Filters(**{name: "…"}))


@pytest.mark.parametrize("day", ["yesterday", "2031-13-01", "11.03.2031"])
def test_a_day_that_is_none_is_refused(store: Store, day: str) -> None:
    with pytest.raises(StoreError, match="no day"):
        store.list_claims(Filters(since=day))


def test_a_search_without_a_word_is_refused(store: Store) -> None:
    with pytest.raises(StoreError, match="no word"):
        store.search('"…"')


def test_words_that_are_orders_to_a_search_engine_are_words(store: Store) -> None:
    report: Report = make_report("He was not near: OR AND NOT NEAR words:x marks a* :b & | ! <->")
    keep(store, report, version=None)

    for query in ("OR", "AND NOT", "not -near", "words:x", "a*", ":b", "NEAR <->", "'not'"):
        assert _find(store, query) == [report.sha256]
    assert _find(store, "OR zebra") == []


def test_other_forms_count_as_a_word_that_stands_alone(store: Store) -> None:
    first, second, _ = _keep_all(store)
    forms = {"detained": {"detained", "free"}, "said": {"said", "was"}}

    page = store.search("detained", forms=forms)
    assert [hit.report.sha256 for hit in page.hits] == [second, first]
    assert page.hits[0].snippet[slice(*page.hits[0].marks[0])] == "free"
    ranked = store.search("detained said", forms=forms, ranked=True)
    assert {hit.report.sha256 for hit in ranked.hits} == {first, second}
    assert store.search('"was detained"', forms=forms).hits[0].report.sha256 == first
