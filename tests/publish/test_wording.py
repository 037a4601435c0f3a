import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.publish.wording import (
    make_harmless,
    say_day,
    say_interval,
    say_list,
    say_penalty,
    say_quantity,
    say_relation,
    say_time,
)
from sayso.records.entity import Gender, RelationType
from sayso.records.selector import Span
from sayso.records.value import (
    Money,
    Penalty,
    PenaltyKind,
    Quantity,
    TimeExpression,
    TimeType,
    Unit,
)

ANYWHERE = Span(0, 1)


@pytest.mark.parametrize(
    ("begin", "end", "said"),
    [
        ("2022-11-20", "2022-11-20", "20 November 2022"),
        ("2022-11-14", "2022-11-20", "14–20 November 2022"),
        ("2022-11-01", "2022-11-30", "November 2022"),
        ("2024-02-01", "2024-02-29", "February 2024"),
        ("2022-01-01", "2022-12-31", "2022"),
        ("2022-01-01", "2023-12-31", "2022–2023"),
        ("2022-10-31", "2022-11-06", "31 October – 6 November 2022"),
        ("2022-12-26", "2023-01-01", "26 December 2022 – 1 January 2023"),
        ("2022-12-01", "2023-02-28", "1 December 2022 – 28 February 2023"),
        ("2022-11-14", None, "14 November 2022 or later"),
        (None, "2022-11-14", "14 November 2022 or earlier"),
        (None, None, None),
        ("9999-12-31", "9999-12-31", "31 December 9999"),
        ("2022-11", "2022-12", "2022-11 to 2022-12"),
    ],
)
def test_an_interval_is_said_as_people_say_it(
    begin: str | None, end: str | None, said: str | None
) -> None:
    assert say_interval(begin, end) == said


@given(st.dates(), st.dates())
def test_every_interval_names_both_its_years(one: object, other: object) -> None:
    begin, end = sorted([str(one), str(other)])

    said = say_interval(begin, end)

    assert said is not None
    assert str(int(begin[:4])) in said
    assert str(int(end[:4])) in said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2022-11-21", "21 November 2022"),
        ("2022-11-21T10:00:00+00:00", "21 November 2022"),
        ("last year", "last year"),
        (None, None),
    ],
)
def test_a_day_is_said_or_left_as_it_is(day: str | None, said: str | None) -> None:
    assert say_day(day) == said


@pytest.mark.parametrize(
    ("value", "mod", "said"),
    [
        ("P3Y", "EQUAL_OR_LESS", "at most 3 years"),
        ("P1W", None, "1 week"),
        ("PT12H", "APPROX", "about 12 hours"),
        ("PT20M", None, "20 minutes"),
        ("P20M", None, "20 months"),
        ("P2CE", None, "2 centuries"),
        ("P2Q", None, None),
        ("PAST_REF", None, None),
        ("XXXX-05", None, None),
    ],
)
def test_a_time_without_days_says_its_length_or_nothing(
    value: str, mod: str | None, said: str | None
) -> None:
    time = TimeExpression(
        id="t1", span=ANYWHERE, text="x", type=TimeType.DURATION, value=value, mod=mod
    )

    assert say_time(time) == said


@pytest.mark.parametrize(
    ("least", "most", "unit", "said"),
    [
        (None, 3.0, "year", "imprisonment, up to 3 years"),
        (2.0, 5.0, "year", "imprisonment, 2 to 5 years"),
        (2.5, 2.5, "year", "imprisonment, 2.5 years"),
        (1.0, 1.0, "year", "imprisonment, 1 year"),
        (6.0, None, "month", "imprisonment, at least 6 months"),
        (None, None, None, "imprisonment"),
    ],
)
def test_a_penalty_keeps_its_bounds(
    least: float | None, most: float | None, unit: str | None, said: str
) -> None:
    penalty = Penalty(
        id="p1",
        span=ANYWHERE,
        text="x",
        kind=PenaltyKind.IMPRISONMENT,
        min=least,
        max=most,
        unit=unit,
    )

    assert say_penalty(penalty) == said


@pytest.mark.parametrize(
    ("quantity", "said"),
    [
        (
            {"value": 300.0, "approx": True, "unit": Unit.PERSON, "of": "soldiers"},
            "about 300 soldiers",
        ),
        ({"min": 12.0, "unit": Unit.PERSON}, "at least 12 people"),
        ({"min": 15.0, "max": 20.0, "of": "women"}, "15 to 20 women"),
        ({"value": 1.0, "unit": Unit.DAY}, "1 day"),
        ({"min": 1.0, "unit": Unit.MONTH}, "at least 1 month"),
        ({"max": 1.0, "unit": Unit.HOUR}, "up to 1 hour"),
        ({"min": 1.0, "max": 2.0, "unit": Unit.YEAR}, "1 to 2 years"),
        ({"value": 40.5, "unit": Unit.PERCENT}, "40.5 percent"),
        (
            {
                "value": 200000.0,
                "unit": Unit.MONEY,
                "currency": "RUB",
                "equivalent": Money(value=3407.0, currency="USD"),
            },
            "200,000 RUB (3,407 USD)",
        ),
        ({"unit": Unit.PERSON, "of": "conscripts"}, "an unknown number of conscripts"),
    ],
)
def test_a_quantity_is_no_firmer_than_the_report(quantity: dict[str, object], said: str) -> None:
    words = say_quantity(
        Quantity(id="q1", span=ANYWHERE, text="x", **quantity)  # type: ignore[arg-type]
    )

    assert words == said


@pytest.mark.parametrize(
    ("kind", "gender", "said"),
    [
        (RelationType.SPOUSE, Gender.FEMALE, "wife"),
        (RelationType.SPOUSE, None, "spouse"),
        (RelationType.PARENT, Gender.MALE, "father"),
        (RelationType.LAWYER_OF, Gender.FEMALE, "lawyer"),
    ],
)
def test_a_relation_has_its_everyday_name(
    kind: RelationType, gender: Gender | None, said: str
) -> None:
    assert say_relation(kind, gender) == said


def test_every_relation_has_a_name() -> None:
    assert all(say_relation(kind, gender) for kind in RelationType for gender in [None, *Gender])


@pytest.mark.parametrize(
    ("items", "said"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), ([*"abc"], "a, b and c")]
)
def test_a_list_reads_as_a_sentence(items: list[str], said: str) -> None:
    assert say_list(items) == said


@given(st.text(st.characters()))
def test_harmless_text_has_the_same_length_and_nothing_that_commands(text: str) -> None:
    harmless = make_harmless(text)

    assert len(harmless) == len(text)
    assert not any(
        ord(character) < 0x20 or 0x7F <= ord(character) < 0xA0
        for character in harmless.replace("\n", "")
    )
    assert not set(harmless) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2028\u2029")
    harmless.encode("utf-8")


@pytest.mark.parametrize("text", ["Дегтярёва’s", "נועם", "👩‍👩‍👧", "مرحبا", "é", "a\nb"])
def test_letters_of_every_script_stay(text: str) -> None:
    assert make_harmless(text) == text
