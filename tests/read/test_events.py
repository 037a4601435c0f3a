"""What is told of events: who, when, where, and whether it happened."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.lang.engines.engine import Engine
from sayso.lang.language import Language
from sayso.packs.pack import get_pack
from sayso.read.events import read_events
from sayso.records.event import EventStatus
from sayso.records.finding import Telling
from sayso.records.parse import Parse

PACKS = (get_pack("military-refusal"),)


def read(text: str, engine: Engine, english: Language) -> tuple[Parse, tuple[Telling, ...]]:
    parse = engine.parse(text)
    return parse, read_events(parse, english, PACKS)


def words(parse: Parse, numbers: tuple[int, ...]) -> list[str]:
    return [parse.tokens[i].text for i in numbers]


@pytest.mark.parametrize(
    ("text", "subject", "actor"),
    [
        ("Military police detained the soldier.", "soldier", "police"),
        ("The soldier was detained by military police.", "soldier", "police"),
        ("The soldier whom police detained spoke.", "soldier", "police"),
        ("A soldier detained by police spoke.", "soldier", "police"),
        ("Police came and detained the soldier.", "soldier", "Police"),
    ],
)
def test_active_and_passive_give_the_same_people(
    text: str, subject: str, actor: str, engine: Engine, english: Language
) -> None:
    parse, tellings = read(text, engine, english)

    assert [words(parse, t.subjects) for t in tellings] == [[subject]]
    assert [words(parse, t.actors) for t in tellings] == [[actor]]


@pytest.mark.parametrize(
    ("text", "subject", "actor"),
    [
        ("Soldier Oleg Zimin jailed for refusing to fight", ["Zimin"], []),
        ("Oleg Zimin detained near Belgorod", ["Zimin"], []),
        ("Oleg Zimin detained soldiers near Belgorod", ["soldiers"], ["Zimin"]),
    ],
)
def test_a_headline_leaves_out_was(
    text: str, subject: list[str], actor: list[str], engine: Engine, english: Language
) -> None:
    parse, tellings = read(text, engine, english)

    assert words(parse, tellings[0].subjects) == subject
    assert words(parse, tellings[0].actors) == actor


def test_what_was_refused_is_no_event(engine: Engine, english: Language) -> None:
    _, tellings = read("He refused to be deployed to the front.", engine, english)

    assert [t.type for t in tellings] == ["refusal"]


def test_the_day_of_the_saying_does_not_date_the_event(engine: Engine, english: Language) -> None:
    _, tellings = read("She confirmed on Sunday that he had refused to fight.", engine, english)

    assert [t.time for t in tellings] == [None]


def test_the_day_in_front_of_what_is_said_dates_it(engine: Engine, english: Language) -> None:
    text = "He was detained on Sunday, she said."
    _, tellings = read(text, engine, english)

    assert [t.time for t in tellings] == [text.index("Sunday")]


def test_how_long_is_not_when(engine: Engine, english: Language) -> None:
    _, tellings = read("He was jailed for two years.", engine, english)

    assert [t.time for t in tellings] == [None]


def test_places_come_from_the_inside_out(engine: Engine, english: Language) -> None:
    parse, tellings = read("He was held in a basement in the village of Zaitseve.", engine, english)

    assert words(parse, tellings[0].places) == ["basement", "village", "Zaitseve"]


def test_a_step_that_names_nobody_is_of_whom_the_step_before_was(
    engine: Engine, english: Language
) -> None:
    parse, tellings = read(
        "Orlov was charged with desertion in May. The trial began in June.", engine, english
    )

    assert [(t.type, words(parse, t.subjects)) for t in tellings] == [
        ("charge", ["Orlov"]),
        ("trial", ["Orlov"]),
    ]


def test_a_lawyers_appeal_is_the_clients_matter(engine: Engine, english: Language) -> None:
    parse, tellings = read("Orlov's lawyer said she had filed an appeal.", engine, english)

    assert [words(parse, t.subjects) for t in tellings] == [["Orlov"]]


def test_a_reference_back_to_nothing_tells_nothing(engine: Engine, english: Language) -> None:
    _, tellings = read("The decision surprised everyone.", engine, english)

    assert tellings == ()


def test_a_tally_since_a_day_is_no_event(engine: Engine, english: Language) -> None:
    _, tellings = read("At least 14 men have been tried since January.", engine, english)

    assert tellings == ()


SCRAPS = st.lists(
    st.sampled_from(
        [
            *("soldiers", "who", "refused", "to", "fight", "were", "detained", "in", "Luhansk"),
            *("on", "Monday", "not", "if", "by", "police", "the", "case", "was", "opened", "said"),
            *(",", ".", "“", "”", "and", "his", "trial", "for", "refusing", "that", "he", "will"),
        ]
    ),
    max_size=30,
).map(" ".join)


@settings(max_examples=30, deadline=None)
@given(text=SCRAPS)
def test_every_number_in_a_telling_is_a_word_of_the_report(
    text: str, engine: Engine, english: Language
) -> None:
    parse, tellings = read(text, engine, english)

    for telling in tellings:
        numbers = (
            *(*telling.trigger, telling.anchor, *telling.subjects),
            *(*telling.actors, *telling.others, *telling.places),
        )
        assert all(0 <= i < len(parse.tokens) for i in numbers)
        assert telling.anchor in telling.trigger
        assert list(telling.trigger) == sorted(set(telling.trigger))
        assert telling.time is None or parse.token_at(telling.time) is not None
        assert not set(telling.subjects) & set(telling.actors)


@pytest.mark.parametrize("scrap", ["in a house ", "of ", "and was detained ", "who refused to "])
def test_endless_clauses_are_read_to_their_end(
    scrap: str, engine: Engine, english: Language
) -> None:
    parse, tellings = read("He was detained " + scrap * 1500, engine, english)

    assert all(0 <= i < len(parse.tokens) for t in tellings for i in t.trigger)


@pytest.mark.parametrize(
    ("text", "trigger", "place"),
    [
        ("Police in Gondar arrested Orlov.", "arrested", "Gondar"),
        ("A court in Perm is to hear the case against Orlov.", "hear", "Perm"),
    ],
)
def test_where_a_body_sits_it_acts(
    text: str, trigger: str, place: str, engine: Engine, english: Language
) -> None:
    parse, tellings = read(text, engine, english)

    (telling,) = [t for t in tellings if trigger in words(parse, t.trigger)]
    assert words(parse, telling.places) == [place]


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("Orlov was found guilty in August of ignoring a summons.", "ignoring"),
        ("They were called up in spring and are awaiting trial.", "awaiting"),
        ("Orlov's arrest was extended until June 1.", "arrest"),
    ],
)
def test_a_time_of_something_else_dates_no_event(
    text: str, trigger: str, engine: Engine, english: Language
) -> None:
    parse, tellings = read(text, engine, english)

    (telling,) = [t for t in tellings if trigger in words(parse, t.trigger)]
    assert telling.time is None


def test_a_day_between_subject_and_verb_dates_the_event(engine: Engine, english: Language) -> None:
    text = "Military police on December 7, 2023, detained Orlov outside a shop."

    _, (telling,) = read(text, engine, english)

    assert telling.time is not None
    assert text[telling.time :].startswith("December 7")


def test_the_trial_a_report_comes_back_to_may_be_anybodys_before(
    engine: Engine, english: Language
) -> None:
    text = (
        "Orlov was charged with desertion.\nOrlov was convicted.\nSidorov was acquitted.\n"
        "The retrial begins on Monday."
    )

    parse, tellings = read(text, engine, english)

    assert tellings[-1].known
    assert words(parse, tellings[-1].understood) == ["Sidorov", "Orlov", "Orlov"]


@pytest.mark.parametrize(
    "text",
    [
        "Two children died in a fire. Investigators opened a criminal case.",
        "A sergeant beat Orlov. Investigators opened a criminal case.",
    ],
)
def test_no_case_is_understood_to_be_against_who_was_harmed(
    text: str, engine: Engine, english: Language
) -> None:
    _, tellings = read(text, engine, english)

    (step,) = (telling for telling in tellings if telling.type == "case_opened")
    assert (step.subjects, step.understood) == ((), ())


def test_the_lawyer_of_his_family_speaks_of_him(engine: Engine, english: Language) -> None:
    text = "Orlov was detained.\nHis family's lawyer said that the case had been closed."

    parse, tellings = read(text, engine, english)

    assert [words(parse, t.subjects) for t in tellings] == [["Orlov"], ["His"]]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Release Baran Yildiz immediately.", []),
        ("Pavel Orlov was pulled off a No 3 tram.", [("detention", "happened")]),
        ("Pavel Orlov should never have spent a night in a cell.", [("confinement", "happened")]),
        ("Pavel Orlov was not detained.", [("detention", "denied")]),
        ("He did not deny that Pavel Zimin was detained.", [("detention", "alleged")]),
        ("Pavel Orlov had not complained of being beaten.", [("ill_treatment", "denied")]),
        ("No one complained that Pavel Orlov was beaten.", [("ill_treatment", "denied")]),
    ],
)
def test_a_demand_tells_nothing_and_a_number_denies_nothing(
    text: str, told: list[tuple[str, str]], engine: Engine, english: Language
) -> None:
    _, tellings = read(text, engine, english)

    assert [(telling.type, telling.status) for telling in tellings] == told


@pytest.mark.parametrize(
    "text",
    [
        "Reports that Oleg Sukhov was killed are false, his wife said.",
        "Rumours that Oleg Sukhov had been killed are untrue, his lawyer said.",
        "It is not true that Oleg Sukhov was killed.",
        "Claims that he was killed are lies, the police said.",
        "The claim that he was killed turned out to be false.",
        "There was no truth to reports that he was killed.",
        "The ministry dismissed claims that he was killed.",
        "The police called reports that he was killed false.",
    ],
)
def test_what_a_report_calls_untrue_did_not_happen(
    text: str, engine: Engine, english: Language
) -> None:
    _, tellings = read(text, engine, english)

    assert [t.status for t in tellings] == [EventStatus.DENIED]


def test_what_a_report_calls_true_happened(engine: Engine, english: Language) -> None:
    _, tellings = read("It is true that Oleg Sukhov was killed.", engine, english)

    assert [t.status for t in tellings] == [EventStatus.HAPPENED]
