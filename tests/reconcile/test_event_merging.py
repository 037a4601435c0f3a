"""Which tellings are one event, and what it then holds."""

from collections.abc import Callable

import pytest

from sayso.capture.options import CaptureOptions
from sayso.lang.language import Language
from sayso.packs.pack import get_pack
from sayso.read.events import read_events
from sayso.read.law import read_provisions
from sayso.read.mentions import read_mentions
from sayso.read.times import read_times
from sayso.reconcile.entities import resolve_entities
from sayso.reconcile.events import make_events
from sayso.records.event import Event, EventStatus, ParticipantRole
from sayso.records.finding import Resolution
from sayso.records.parse import Parse
from sayso.workbench.reading import Workbench

PACKS = (get_pack("military-refusal"),)
Analyse = Callable[[str], Parse]


def events_of(text: str, parse: Analyse, english: Language) -> tuple[tuple[Event, ...], Resolution]:
    parsed = parse(text)
    resolution = resolve_entities(read_mentions(parsed, english, ()), parsed, english)
    times = read_times(parsed, english, published="2023-02-01")
    tellings = read_events(parsed, english, PACKS)
    return make_events(tellings, parsed, resolution, times, (), ()), resolution


def names(event: Event, resolution: Resolution, role: ParticipantRole) -> list[str]:
    name = {entity.id: entity.name for entity in resolution.entities}
    return [name[p.entity] for p in event.participants if p.role is role]


def test_the_same_event_told_twice_is_one_with_both_triggers(
    parse: Analyse, english: Language
) -> None:
    events, _ = events_of(
        "Ivan Petrov was detained on Monday. Petrov was detained at a base.", parse, english
    )

    assert [(e.type, e.trigger.text) for e in events] == [("detention", "detained detained")]


def test_two_people_who_refuse_are_two_events(parse: Analyse, english: Language) -> None:
    events, resolution = events_of(
        "Ivan Petrov refused to fight. Oleg Sidorov refused to serve.", parse, english
    )

    assert [names(e, resolution, ParticipantRole.SUBJECT) for e in events] == [
        ["Ivan Petrov"],
        ["Oleg Sidorov"],
    ]


def test_days_apart_are_two_events(parse: Analyse, english: Language) -> None:
    events, _ = events_of(
        "Ivan Petrov was jailed in April. Petrov was jailed again in June.", parse, english
    )

    assert len(events) == 2
    assert len({event.time for event in events}) == 2


def test_a_denial_never_joins_what_it_denies(parse: Analyse, english: Language) -> None:
    events, _ = events_of(
        "Ivan Petrov was beaten. The ministry denied that Petrov was beaten.", parse, english
    )

    assert [e.status for e in events] == [EventStatus.HAPPENED, EventStatus.DENIED]


def test_the_firmest_telling_gives_the_status(parse: Analyse, english: Language) -> None:
    events, _ = events_of(
        "Ivan Petrov allegedly refused to fight. Petrov refused to fight, he said.", parse, english
    )

    assert [e.status for e in events] == [EventStatus.HAPPENED]


def test_a_reference_back_adds_a_trigger_and_no_event(parse: Analyse, english: Language) -> None:
    events, _ = events_of(
        "Prosecutors dropped all charges against Ivan Petrov. Investigators will appeal "
        "the decision.",
        parse,
        english,
    )

    assert [(e.type, e.status) for e in events] == [
        ("charges_dropped", EventStatus.HAPPENED),
        ("appeal", EventStatus.EXPECTED),
    ]
    assert "decision" in events[0].trigger.text


def test_the_trigger_quotes_the_report(parse: Analyse, english: Language) -> None:
    text = "Police opened a criminal case against Ivan Petrov, who had refused to fight."
    events, _ = events_of(text, parse, english)

    assert len(events) == 2
    for event in events:
        pieces = [text[begin:end] for begin, end in event.trigger.spans]
        assert " ".join(pieces) == event.trigger.text


def test_the_two_of_a_couple_are_those_named_next(parse: Analyse, english: Language) -> None:
    (event,), resolution = events_of(
        "Two soldiers were detained in a town. Ivan Petrov and Oleg Sidorov were detained at home.",
        parse,
        english,
    )

    assert names(event, resolution, ParticipantRole.SUBJECT) == ["Ivan Petrov", "Oleg Sidorov"]


def test_a_trial_without_a_name_is_that_of_whom_most_is_told(
    parse: Analyse, english: Language
) -> None:
    events, resolution = events_of(
        "Ivan Petrov was charged with desertion.\nIvan Petrov was convicted in May.\n"
        "Oleg Sidorov was acquitted.\nThe retrial begins on Monday.",
        parse,
        english,
    )

    assert events[-1].type == "trial"
    assert names(events[-1], resolution, ParticipantRole.SUBJECT) == ["Ivan Petrov"]


def test_an_article_of_law_goes_to_the_event_in_whose_clause_it_stands(
    parse: Analyse, english: Language
) -> None:
    parsed = parse("Ivan Petrov was charged under Article 338 and sentenced to five years.")
    provisions = read_provisions(parsed, english)
    resolution = resolve_entities(read_mentions(parsed, english, ()), parsed, english)
    tellings = read_events(parsed, english, PACKS)

    events = make_events(tellings, parsed, resolution, (), (), (), provisions)

    assert [(e.type, e.provision) for e in events] == [
        ("charge", provisions[0].id),
        ("sentence", None),
    ]


def list_events(text: str) -> list[tuple[str, str, list[str]]]:
    """Return type, status and subjects of a text's events, as whole readings have them."""
    reading = Workbench(claims="rules").read(
        Workbench.capture_text(text, CaptureOptions(language="en"))
    )
    name = {entity.id: entity.name for entity in reading.entities}
    return [
        (
            event.type,
            event.status.value,
            [name[p.entity] for p in event.participants if p.role is ParticipantRole.SUBJECT],
        )
        for event in reading.events
    ]


SERVED = "Ivan Orlov served in Pskov. "
FLED = "His commanders wrote that he had fled. "


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        pytest.param(
            SERVED + FLED + "His lawyer, Igor Belov, denied that he had fled.",
            ["alleged", "denied"],
            id="what others tell and somebody denies is alleged",
        ),
        pytest.param(SERVED + FLED, ["happened"], id="what nobody denies is told as it is"),
        pytest.param(
            SERVED + FLED + "Orlov fled in May. His lawyer denied that he had fled.",
            ["happened", "denied"],
            id="what the report tells itself is told as it is",
        ),
        pytest.param(
            SERVED + FLED + "Oleg Zimin, another soldier, denied that he, Zimin, had fled.",
            ["happened", "denied"],
            id="who denies that he himself did it denies nothing of others",
        ),
    ],
)
def test_what_is_told_and_denied_is_not_done(text: str, statuses: list[str]) -> None:
    assert [status for _, status, _ in list_events(text)] == statuses


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("His mother said he was killed. She died inside, she said.", [[], ["mother"]]),
        ("Anna Orlova, the mother of a soldier killed near Bakhmut, wept.", [["soldier"]]),
        ("Anna Orlova, the mother of a soldier who was killed, wept.", [["soldier"]]),
        ("Ivan Orlov, 21, fell ill. His mother said her son died in June.", [["Ivan Orlov"]]),
        ("Anna Orlova said that her son had died.", [["son"]]),
        ("The mother of Ivan Orlov learned of his death.", [["Ivan Orlov"]]),
    ],
)
def test_no_relative_who_tells_of_a_death_is_dead(text: str, dead: list[list[str]]) -> None:
    assert [who for kind, _, who in list_events(text) if kind == "death"] == dead
