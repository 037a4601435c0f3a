"""The pack's frames read its examples, and its data hang together."""

import pytest

from sayso.errors import DataError
from sayso.lang.engines.engine import Engine
from sayso.lang.language import get_language
from sayso.packs.pack import Example, get_pack
from sayso.read.events import read_events

PACK = get_pack("military-refusal")


@pytest.mark.parametrize("example", PACK.examples, ids=lambda example: example.text)
def test_every_example_is_read_as_it_says(example: Example, engine: Engine) -> None:
    parse = engine.parse(example.text)

    tellings = read_events(parse, get_language(example.language), (PACK,))

    read = [
        (
            telling.type,
            parse.tokens[telling.trigger[0]].text,
            telling.status.value,
            parse.tokens[telling.subjects[0]].text if telling.subjects else "-",
        )
        for telling in tellings
    ]
    assert sorted(read) == sorted(example.events)


def test_every_event_type_has_a_frame_and_an_example() -> None:
    framed = {frame.type for frame in PACK.frames["en"]}
    shown = {event[0] for example in PACK.examples for event in example.events}

    assert framed == set(PACK.types)
    assert shown == set(PACK.types)


def test_every_frame_has_words_that_carry_it() -> None:
    assert all(bool(frame.verbs) != bool(frame.nouns) for frame in PACK.frames["en"])


def test_an_unknown_pack_is_refused_with_the_known_ones() -> None:
    with pytest.raises(DataError, match="military-refusal"):
        get_pack("fisheries")
