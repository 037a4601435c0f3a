from dataclasses import replace

import pytest
from invented import make_bare_reading, make_reading

from sayso.publish.digest import Lookup, count_rests, list_cases, list_statements, say_headline
from sayso.publish.register import list_sections
from sayso.records.event import EventStatus


@pytest.mark.parametrize(
    ("title", "text", "headline"),
    [
        ("Given  title", "Text.", "Given title"),
        (" ", "Short first line.\nMore.", "Short first line."),
        (None, "word " * 40, "word " * 17 + "word …"),
        (None, "x" * 200, "x" * 90 + " …"),
    ],
)
def test_a_report_without_a_title_is_called_by_its_first_words(
    title: str | None, text: str, headline: str
) -> None:
    assert say_headline(make_bare_reading(text, title=title)) == headline


def test_a_source_is_counted_once_however_often_it_speaks() -> None:
    rests = count_rests(make_reading())

    assert (rests.statements, rests.own, rests.sources, rests.second_hand) == (10, 1, 4, 3)


def test_a_statement_whose_source_is_not_known_is_not_the_reports_own() -> None:
    reading = make_reading()
    lost = replace(reading.claims[0], chain=())

    statement = list_statements(Lookup(replace(reading, claims=(lost,))))[0]

    assert not statement.own
    assert statement.origin == "unknown"


@pytest.mark.parametrize("status", list(EventStatus))
def test_only_what_happened_looks_done(status: EventStatus) -> None:
    reading = make_reading()
    events = tuple(replace(event, status=status) for event in reading.events)

    steps = [
        step for case in list_cases(Lookup(replace(reading, events=events))) for step in case.steps
    ]

    assert len(steps) == len(events)
    assert all((step.status is None) is (status is EventStatus.HAPPENED) for step in steps)


def test_steps_are_listed_in_the_order_of_the_case() -> None:
    case = list_cases(Lookup(make_reading()))[0]

    assert [step.what for step in case.steps] == ["refusal", "detention"]


def test_every_finding_is_listed_with_the_statements_that_speak_of_it() -> None:
    sections = {section.key: section for section in list_sections(Lookup(make_reading()))}
    listed = {entry.id: entry for section in sections.values() for entry in section.entries}

    assert listed["t1"].statements == (2,)
    assert listed["e7"].statements == (6,)
    assert listed["check-2"].statements == (6, 7)
    assert [entry.title for entry in sections["sources"].entries] == [
        "Mira Tessaly",
        "Harbor News",
        "lawyer",
        "Lantern",
        "relatives",
        "Defense Ministry",
    ]


@pytest.mark.parametrize(
    ("feature", "said"), [("continent", "in "), ("settlement", "in "), ("site", "at ")]
)
def test_what_is_in_a_continent_is_not_at_it(feature: str, said: str) -> None:
    reading = make_reading()
    place = replace(reading.places[0], feature=feature)

    words = Lookup(replace(reading, places=(place,))).say_where(place.entity)

    assert words.startswith(said)


def test_an_id_that_leads_nowhere_breaks_nothing() -> None:
    reading = make_reading()
    lost = replace(reading.cases[0], events=("v99",), provisions=("r99",), penalties=("p99",))

    case = list_cases(Lookup(replace(reading, cases=(lost,))))[0]

    assert case.steps == ()
