"""Accounts of one step agree, repeat one another or conflict, and no word is lost of either."""

import random
from dataclasses import replace
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_accounts import Told, figure, make_case, read, region, village

from sayso.reconcile.accounts.comparing import Compared, compare_accounts
from sayso.records.casefile import Agreement, CaseFile, Contradiction
from sayso.records.claim import Polarity
from sayso.records.event import EventStatus, Participant, ParticipantRole
from sayso.records.reading import Reading
from sayso.records.selector import Selector, Span
from sayso.records.value import PenaltyStatus, TimeExpression, TimeType

_Thing = TypeVar("_Thing")
MARCH = ("2024-03-01", "2024-03-31")
DAY_12 = ("2024-03-12", "2024-03-12")
DAY_13 = ("2024-03-13", "2024-03-13")
DAY_15 = ("2024-03-15", "2024-03-15")
ZAITSEVE = village("Zaitseve", code="UA44120000000000001")
RASSYPNE = village("Rassypne", code="UA14000000000000002", admin1="Donetsk")


def compare(*told: Told) -> Compared:
    readings = [read(it) for it in told]
    return compare_accounts(make_case(readings), {it.report.sha256: it for it in readings})


def find(field: str, *told: Told) -> Contradiction | None:
    return next((it for it in compare(*told).contradictions if it.field == field), None)


@pytest.mark.parametrize(
    ("field", "one", "other", "severity"),
    [
        pytest.param("term", {"term": 29}, {"term": 26.4}, "high", id="terms"),
        pytest.param(
            "kind",
            {"term": 24, "suspended": True, "term_words": "two years suspended"},
            {"term": 24, "term_words": "two years in a penal colony"},
            "high",
            id="suspended and served",
        ),
        pytest.param(
            "status",
            {"type": "appeal", "text": "The court upheld the sentence of two years."},
            {"type": "appeal", "text": "The court cut the sentence from two years to one."},
            "medium",
            id="outcomes of an appeal",
        ),
        pytest.param("date", {"days": DAY_12}, {"days": DAY_15}, "medium", id="days"),
        pytest.param("date", {"days": DAY_12}, {"days": DAY_13}, "low", id="days side by side"),
        pytest.param(
            "article", {"article": ("332", "2")}, {"article": ("337", None)}, "high", id="articles"
        ),
        pytest.param(
            "article", {"article": ("332", "2")}, {"article": ("332", "3")}, "medium", id="parts"
        ),
        pytest.param("age", {"age": 34}, {"age": 36}, "medium", id="ages"),
        pytest.param(
            "count", {"count": figure(300)}, {"count": figure(250)}, "medium", id="counts"
        ),
        pytest.param(
            "count", {"count": figure(300)}, {"count": figure(30)}, "high", id="counts far apart"
        ),
        pytest.param("count", {"count": figure(12)}, {"count": figure(13)}, "low", id="one more"),
        pytest.param(
            "count", {"count": figure(low=200)}, {"count": figure(150)}, "medium", id="too few"
        ),
        pytest.param(
            "place",
            {"type": "confinement", "place": ZAITSEVE},
            {"type": "confinement", "place": RASSYPNE, "place_name": "Rassypne"},
            "medium",
            id="villages",
        ),
    ],
)
def test_values_that_exclude_each_other_conflict(
    field: str, one: dict[str, object], other: dict[str, object], severity: str
) -> None:
    found = find(field, Told(number=1, **one), Told(number=2, **other))  # type: ignore[arg-type]

    assert found is not None
    assert found.severity == severity
    assert sorted(it.reports for it in found.values) == [("0" * 63 + "1",), ("0" * 63 + "2",)]
    assert all(it.claims and it.origins for it in found.values)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param({"days": MARCH}, {"days": DAY_12}, id="in March, on 12 March"),
        pytest.param(
            {"days": DAY_12}, {"days": DAY_13, "written": False}, id="12 March, on Wednesday"
        ),
        pytest.param({"count": figure(300, approx=True)}, {"count": figure(296)}, id="about 300"),
        pytest.param({"count": figure(300)}, {"count": figure(296)}, id="a round figure"),
        pytest.param({"count": figure(low=200)}, {"count": figure(250)}, id="more than 200"),
        pytest.param({"article": ("337", None)}, {"article": ("337", "5")}, id="a part of it"),
        pytest.param(
            {"place": ZAITSEVE},
            {"place": region("Luhansk"), "place_name": "Luhansk region"},
            id="a village of the region",
        ),
        pytest.param({"age": 34}, {"age": 35}, id="a birthday"),
        pytest.param(
            {"count": figure(16), "text": "6 soldiers"},
            {"count": figure(3), "text": "3 of the soldiers"},
            id="a part of them",
        ),
        pytest.param(
            {"term": 24, "suspended": True},
            {"term": 24, "term_words": "two years"},
            id="suspended, and a term of which nothing more is said",
        ),
        pytest.param(
            {"type": "appeal", "text": "The court upheld the sentence of two years."},
            {
                "type": "appeal",
                "text": "The court cut the sentence from two years to one.",
                "published": "2024-06-20",
            },
            id="an appeal, and the cassation after it",
        ),
        pytest.param(
            {"type": "confinement", "days": DAY_12},
            {"type": "confinement", "days": DAY_15},
            id="it lasted",
        ),
        pytest.param({"term": 26}, {"term": 26.4}, id="2 years 2 months, 2.2 years"),
        pytest.param(
            {"name": "Oleg Gorelov"}, {"name": "Олег Горелов"}, id="another script, no other name"
        ),
        pytest.param(
            {"term": 36, "penalty": PenaltyStatus.SOUGHT}, {"term": 29}, id="sought and imposed"
        ),
        pytest.param(
            {"status": EventStatus.EXPECTED, "days": DAY_15}, {"days": DAY_12}, id="it was put off"
        ),
        pytest.param(
            {"term": 120, "penalty": PenaltyStatus.FACED}, {"term": 29}, id="faced and imposed"
        ),
    ],
)
def test_a_less_precise_or_another_value_is_no_conflict(
    one: dict[str, object], other: dict[str, object]
) -> None:
    told = Told(number=1, **one), Told(number=2, **other)  # type: ignore[arg-type]

    assert compare(*told).contradictions == ()


def test_an_adjacent_softer_value_is_kept_with_the_side_that_it_fits() -> None:
    found = find(
        "count",
        Told(number=1, count=figure(300, approx=True)),
        Told(number=2, count=figure(296)),
        Told(number=3, count=figure(200)),
    )

    assert found is not None
    assert [it.value for it in found.values] == ["about 300", "200"]
    assert "296" in found.values[0].forms


def test_a_side_has_the_words_of_the_reports_and_plain_forms() -> None:
    found = find(
        "term",
        Told(number=1, term=29, term_words="двум годам и пяти месяцам"),
        Told(number=2, term=36),
    )

    assert found is not None
    assert found.about == "term of the sentence"
    assert found.values[0].value == "2 years 5 months"
    assert {"двум годам и пяти месяцам", "29 months"} <= set(found.values[0].forms)


def test_a_side_is_the_word_of_those_alone_who_tell_that_step_in_the_statement() -> None:
    readings = [read(Told(number=1, source="Ida", term=60)), read(Told(number=2, term=72))]
    case = make_case(readings)
    by_name = {it.name: it for it in case.origins}
    # "Six years for refusing": the sister is cited in it for the refusal, and for no sentence.
    second = replace(by_name["Outlet 2"], steps=("s1",))
    sister = replace(second, id="osister", name="the sister", steps=("s9",))
    case = replace(case, origins=(by_name["Ida"], second, sister))

    found = compare_accounts(case, {it.report.sha256: it for it in readings}).contradictions

    assert [set(it.origins) for it in found[0].values] == [{"oIda"}, {"oOutlet 2"}]


def test_a_report_that_knows_both_values_conflicts_with_neither() -> None:
    both = read(Told(number=1, count=figure(300)))
    both = replace(
        both,
        quantities=(*both.quantities, replace(figure(20), id="q2")),
    )
    other = read(Told(number=2, count=figure(20)))
    readings = {it.report.sha256: it for it in (both, other)}

    assert compare_accounts(make_case(readings.values()), readings).contradictions == ()


def test_a_denial_conflicts_with_what_it_denies() -> None:
    found = find(
        "polarity",
        Told(number=1, type="ill_treatment", published="2024-03-10"),
        Told(number=2, type="ill_treatment", published="2024-03-12", status=EventStatus.DENIED),
    )

    assert found is not None
    assert (found.severity, found.about) == ("high", "whether the ill-treatment happened")
    assert {it.value for it in found.values} == {"happened", "denied"}


def test_a_hearing_that_was_not_held_denies_the_appeal_that_another_says_it_decided() -> None:
    told = read(Told(number=1, source="a channel", type="appeal"))
    denial = replace(told.claims[0], id="c2", chain=(replace(told.claims[0].chain[0], name="Ida"),))
    trial = replace(
        told.events[0], id="v2", type="trial", status=EventStatus.DENIED, claims=("c2",)
    )
    both = replace(told, claims=(*told.claims, denial), events=(*told.events, trial))
    readings = {told.report.sha256: both}
    case = make_case([told])
    denied = replace(
        case.history[0],
        id="s2",
        type="trial",
        status=EventStatus.DENIED,
        events=(replace(case.history[0].events[0], id="v2"),),
    )

    found = compare_accounts(replace(case, history=(*case.history, denied)), readings)

    assert [(it.about, it.step) for it in found.contradictions] == [
        ("whether the appeal happened", "s1")
    ]


def test_who_says_that_it_was_not_so_never_stands_on_the_side_of_those_who_tell_it() -> None:
    accuser = read(Told(number=1, type="ill_treatment", published="2024-03-10"))
    denier = read(
        Told(number=2, type="ill_treatment", published="2024-03-12", status=EventStatus.DENIED)
    )
    denies = tuple(replace(it, polarity=Polarity.NEGATIVE) for it in denier.claims)
    unread = read(Told(number=3, type="ill_treatment", published="2024-03-12"))
    silent = replace(
        unread, claims=tuple(replace(it, polarity=Polarity.NEGATIVE) for it in unread.claims)
    )
    readings = {it.report.sha256: it for it in (accuser, replace(denier, claims=denies), silent)}

    (found,) = compare_accounts(make_case(readings.values()), readings).contradictions

    happened = next(it for it in found.values if it.value == "happened")
    assert happened.reports == (accuser.report.sha256,)


def test_that_no_suspect_was_detained_denies_no_victims_detention() -> None:
    text = "He died. No one has been detained, police said."
    police = read(Told(number=2, type="detention", status=EventStatus.DENIED, text=text))
    (event,), at = police.events, text.index("detained")
    span = Span(begin=at, end=at + len("detained"))
    trigger = Selector(spans=(span,), text="detained")
    denied = replace(event, participants=(), trigger=trigger)
    died = replace(event, id="v2", type="death", status=EventStatus.HAPPENED)
    told = read(Told(number=1, type="detention"))
    case = make_case([told, police])
    police = replace(police, events=(denied, died))
    readings = {it.report.sha256: it for it in (told, police)}

    assert compare_accounts(case, readings).contradictions == ()


def test_what_was_denied_before_it_came_is_no_conflict() -> None:
    told = (
        Told(number=1, type="charge", published="2024-03-01", status=EventStatus.DENIED),
        Told(number=2, type="charge", published="2024-03-12"),
    )

    assert compare(*told).contradictions == ()


def test_a_later_value_of_the_same_medium_is_a_correction() -> None:
    found = find(
        "term",
        Told(number=1, publisher="The Herald", published="2024-03-12", term=24, source="lawyer"),
        Told(number=2, publisher="Copyist", published="2024-03-13", term=24, source="lawyer"),
        Told(number=3, publisher="The Herald", published="2024-03-14", term=26, source="lawyer"),
    )

    assert found is not None
    assert found.corrected
    assert found.severity == "medium"
    assert found.note == "The Herald first gave 2 years, and on 2024-03-14 2 years 2 months."


def test_what_somebody_else_holds_to_is_not_corrected() -> None:
    found = find(
        "term",
        Told(number=1, publisher="The Herald", published="2024-03-12", term=24, source="lawyer"),
        Told(number=2, publisher="Gazette", published="2024-03-13", term=24, source="court"),
        Told(number=3, publisher="The Herald", published="2024-03-14", term=26, source="lawyer"),
    )

    assert found is not None
    assert not found.corrected
    assert found.severity == "high"


def test_one_origin_again_is_a_repetition_and_no_confirmation() -> None:
    compared = compare(
        Told(number=1, term=24, source="lawyer"),
        Told(number=2, term=24, source="lawyer"),
        Told(number=3, term=24, source="court"),
    )

    terms = [it for it in compared.comparisons if it.field == "term"]
    assert [it.agreement for it in terms] == [Agreement.REPEATS, Agreement.SAME]


def test_a_shorter_term_after_an_appeal_is_no_conflict() -> None:
    told = (
        Told(number=1, term=29),
        Told(number=2, type="appeal", term=20, penalty=PenaltyStatus.REDUCED),
        Told(number=3, term=20, published="2024-06-01"),
    )

    assert compare(*told).contradictions == ()


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Gorlov and eleven others refused to go."),
        ("en", "They are he and eleven others, who refused to go."),
        ("ru", "Горлов и ещё одиннадцать человек отказались ехать."),
        ("ru", "Мужчина рассказал, что он и ещё одиннадцать человек отказались ехать."),
        ("uk", "Гончар і ще одинадцять людей відмовилися їхати."),
    ],
)
def test_whom_a_figure_is_besides_is_counted(language: str, text: str) -> None:
    words = {"en": "eleven", "ru": "одиннадцать", "uk": "одинадцять"}[language]
    at = text.index(words)
    others = replace(figure(11), span=Span(begin=at, end=at + len(words)), text=words)
    reading = read(Told(number=1, count=others, text=text, language=language))
    group = replace(reading.entities[-1], mentions=(Span(begin=at, end=at + len(words)),))
    reading = replace(reading, entities=(*reading.entities[:-1], group))
    (event,) = reading.events
    he = Participant(role=ParticipantRole.SUBJECT, entity="e1")
    event = replace(event, participants=(*event.participants, he))
    reading = replace(reading, events=(event,))
    rivals = read(Told(number=2, count=figure(14)))
    readings = {it.report.sha256: it for it in (reading, rivals)}

    (found,) = compare_accounts(make_case(readings.values()), readings).contradictions

    assert {it.value for it in found.values} == {"12", "14"}


def _date_twice(told: Told, *, words: str, anchor: str | None = None) -> Reading:
    """Return a reading whose event is dated by words in its text, beside its first date."""
    reading = read(told)
    (time,), at = reading.times, told.text.index(words)
    counted = replace(
        time, span=Span(begin=at, end=at + len(words)), text=words, id="t2", anchor=anchor
    )
    first = replace(time, span=Span(begin=told.text.index(time.text), end=0), id="t1")
    first = replace(first, span=Span(begin=first.span.begin, end=first.span.begin + 10))
    (event,) = reading.events
    return replace(reading, times=(first, counted), events=(replace(event, time="t2"),))


def test_a_date_beside_a_counted_day_is_as_firm_as_any() -> None:
    text = "They came for him a week later, on 2024-03-12, and took him away."
    one = _date_twice(Told(number=1, days=DAY_12, text=text), words="a week later")
    other = read(Told(number=2, days=DAY_13))
    readings = {it.report.sha256: it for it in (one, other)}

    (found,) = compare_accounts(make_case(readings.values()), readings).contradictions

    assert found.field == "date"


def test_a_day_counted_from_another_sentences_day_is_no_account() -> None:
    text = "He came on 2024-03-12. He is no kin of Gorelov, who was jailed a day earlier."
    one = _date_twice(Told(number=1, days=DAY_12, text=text), words="a day earlier", anchor="t1")
    other = read(Told(number=2, days=("2024-06-12", "2024-06-12")))
    readings = {it.report.sha256: it for it in (one, other)}

    assert compare_accounts(make_case(readings.values()), readings).contradictions == ()


def test_a_fine_on_somebody_unnamed_is_that_of_the_step_that_tells_it() -> None:
    readings = [read(Told(number=1, term=24)), read(Told(number=2, term=29))]
    (penalty,), (case,) = readings[0].penalties, readings[0].cases
    readings[0] = replace(
        readings[0],
        penalties=(replace(penalty, entity=None),),
        cases=(replace(case, penalties=()),),
    )
    found = compare_accounts(make_case(readings), {it.report.sha256: it for it in readings})

    assert [it.field for it in found.contradictions] == ["term"]


def test_who_tells_the_term_of_before_an_appeal_tells_what_was_wrong_with_it() -> None:
    cut = Told(number=3, type="appeal", term=60, penalty=PenaltyStatus.REDUCED)
    readings = [read(Told(number=1, term=72)), read(Told(number=2, term=66)), read(cut)]
    lengths = {"P6Y": "six years", "P5Y6M": "five and a half years"}
    times = tuple(
        TimeExpression(
            id=f"t{n}", span=Span(begin=n, end=n + 1), text=it, type=TimeType.DURATION, value=value
        )
        for n, (value, it) in enumerate(lengths.items())
    )
    readings[2] = replace(readings[2], times=times)
    found = compare_accounts(make_case(readings), {it.report.sha256: it for it in readings})

    assert [it.about for it in found.contradictions] == ["term of the sentence"]


def test_the_day_of_a_conviction_is_that_of_its_sentence() -> None:
    found = find(
        "date",
        Told(number=1, type="sentence", days=DAY_12),
        Told(number=2, type="conviction", days=DAY_15),
    )

    assert found is not None
    assert found.about == "date of the sentence"


VALUES = st.builds(
    Told,
    number=st.integers(1, 10_000),
    source=st.sampled_from([None, "lawyer", "wife", "court"]),
    publisher=st.sampled_from([None, "The Herald", "Gazette"]),
    published=st.sampled_from([None, "2024-03-12", "2024-03-15"]),
    type=st.sampled_from(["sentence", "appeal", "ill_treatment"]),
    status=st.sampled_from([EventStatus.HAPPENED, EventStatus.DENIED, EventStatus.EXPECTED]),
    days=st.sampled_from([None, MARCH, DAY_12, DAY_13, DAY_15]),
    place=st.sampled_from([None, ZAITSEVE, RASSYPNE]),
    count=st.sampled_from([None, figure(300), figure(low=200), figure(12)]),
    term=st.sampled_from([None, 24.0, 26.0, 29.0]),
    article=st.sampled_from([None, ("332", None), ("332", "2"), ("337", "5")]),
    age=st.sampled_from([None, 34, 36]),
)


@settings(max_examples=50)
@given(st.lists(VALUES, max_size=7, unique_by=lambda it: it.number), st.randoms())
def test_the_order_of_reports_changes_nothing(told: list[Told], chance: random.Random) -> None:
    readings = [read(it) for it in told]
    case = make_case(readings)
    by_report = {it.report.sha256: it for it in readings}
    mixed = dict(chance.sample(sorted(by_report.items()), len(by_report)))

    first = compare_accounts(case, by_report)

    assert compare_accounts(_shuffle(case, chance), mixed) == first


def _mix(chance: random.Random, things: tuple[_Thing, ...]) -> tuple[_Thing, ...]:
    return tuple(chance.sample(things, len(things)))


def _shuffle(case: CaseFile, chance: random.Random) -> CaseFile:
    return replace(
        case,
        reports=_mix(chance, case.reports),
        matters=_mix(chance, case.matters),
        history=tuple(replace(it, events=_mix(chance, it.events)) for it in case.history),
        subjects=tuple(replace(it, members=_mix(chance, it.members)) for it in case.subjects),
    )


@settings(max_examples=30)
@given(st.lists(VALUES, max_size=5, unique_by=lambda it: it.number))
def test_no_side_of_a_conflict_is_empty_or_stands_alone(told: list[Told]) -> None:
    for found in compare(*told).contradictions:
        assert len(found.values) >= 2
        assert all(it.value and it.reports and it.forms for it in found.values)


def test_a_case_without_readings_has_no_conflict() -> None:
    case = make_case([read(Told(number=1, term=24))])
    none: dict[str, Reading] = {}

    assert compare_accounts(case, none) == ((), ())


@pytest.mark.parametrize(
    ("language", "text", "words"),
    [
        ("en", "There were not 12 men in the pit, but nine men.", "nine men"),
        ("ru", "В подвале было не 12, как писали, а девять человек.", "девять"),
        ("uk", "У підвалі було не 12, як писали, а дев'ять людей.", "дев'ять"),
    ],
)
def test_a_figure_in_the_place_of_anothers_is_of_the_same_step(
    language: str, text: str, words: str
) -> None:
    at = text.index(words)
    nine = replace(figure(9), span=Span(begin=at, end=at + len(words)), text=words)
    right = replace(read(Told(number=2, text=text, language=language)), quantities=(nine,))
    readings = {it.report.sha256: it for it in (read(Told(number=1, count=figure(12))), right)}

    (found,) = compare_accounts(make_case(readings.values()), readings).contradictions

    assert {it.value for it in found.values} == {"12", "9"}
