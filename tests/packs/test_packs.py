"""The frames of every pack read its examples, and its data hang together."""

from pathlib import Path

import pytest

from sayso.errors import DataError
from sayso.lang.engines.engine import Engine
from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.language import get_language
from sayso.packs.pack import Example, Pack, find_packs, get_pack
from sayso.read.events import read_events
from sayso.read.inflected.events import read_events as read_inflected_events
from sayso.records.finding import Telling
from sayso.records.parse import Parse

PACKS = tuple(get_pack(name) for name in find_packs())
EXAMPLES = [
    pytest.param(pack, example, id=f"{pack.maker.name}: {example.language}: {example.text}")
    for pack in PACKS
    for example in pack.examples
]
each_framing = pytest.mark.parametrize(
    ("pack", "code"),
    [
        pytest.param(pack, code, id=f"{pack.maker.name}-{code}")
        for pack in PACKS
        for code in pack.frames
    ],
)


@pytest.mark.parametrize(("pack", "example"), EXAMPLES)
def test_every_example_is_read_as_it_says(pack: Pack, example: Example, engine: Engine) -> None:
    parse, tellings = _read(pack, example, engine)

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


def _read(pack: Pack, example: Example, english: Engine) -> tuple[Parse, tuple[Telling, ...]]:
    language = get_language(example.language)
    if language.grammar == "inflected":
        parse = load_inflected(example.language).parse(example.text)
        return parse, read_inflected_events(parse, language, (pack,))
    parse = english.parse(example.text)
    return parse, read_events(parse, language, (pack,))


@each_framing
def test_every_event_type_has_a_frame_and_an_example(pack: Pack, code: str) -> None:
    framed = {frame.type for frame in pack.frames[code]}
    examples = [example for example in pack.examples if example.language == code]
    shown = {event[0] for example in examples for event in example.events}

    assert framed == set(pack.types)
    assert shown == set(pack.types)


@each_framing
def test_every_language_of_a_pack_shows_what_tells_no_event(pack: Pack, code: str) -> None:
    assert any(e.language == code and not e.events for e in pack.examples)


@each_framing
def test_every_frame_has_words_that_carry_it(pack: Pack, code: str) -> None:
    assert all(bool(frame.verbs) != bool(frame.nouns) for frame in pack.frames[code])


def test_the_pack_of_military_refusal_reads_three_languages() -> None:
    assert set(get_pack("military-refusal").frames) == {"en", "ru", "uk"}


def test_an_unknown_pack_is_refused_with_the_known_ones() -> None:
    with pytest.raises(DataError, match="fisheries") as refused:
        get_pack("fisheries")
    assert "military-refusal" in str(refused.value.remedy)


HEAD = """name = "bells"
version = "1"
[types.ring]
"""
FRAMES = """[[ring]]
verbs = ["ring"]
subject = ["agent"]
"""


def _write(folder: Path, **files: str) -> Path:
    folder.mkdir()
    for stem, text in files.items():
        (folder / f"{stem}.toml").write_text(text, encoding="utf-8")
    return folder


def test_any_folder_can_be_a_pack(tmp_path: Path, engine: Engine) -> None:
    pack = get_pack(_write(tmp_path / "bells", pack=HEAD, en=FRAMES))

    parse = engine.parse("Petrov rang twice.")
    assert [t.type for t in read_events(parse, get_language("en"), (pack,))] == ["ring"]
    assert (pack.maker.name, pack.maker.version) == ("bells", "1")


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"en": FRAMES}, "holds no pack.toml"),
        ({"pack": "name = "}, "pack.toml"),
        ({"pack": 'name = "bells"'}, "no .types."),
        ({"pack": HEAD + "loud = true"}, "ring holds unknown keys"),
        ({"pack": HEAD, "en": FRAMES + "bell = 1"}, "unknown keys"),
        ({"pack": HEAD, "en": "[[sing]]"}, "no list of frames"),
        ({"pack": HEAD, "law": "[[article]]"}, "lacks"),
    ],
)
def test_a_malformed_pack_is_refused_with_what_is_wrong(
    files: dict[str, str], why: str, tmp_path: Path
) -> None:
    with pytest.raises(DataError, match=why):
        get_pack(_write(tmp_path / "bells", **files))


def test_a_folder_that_is_not_there_is_no_pack(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        get_pack(tmp_path / "nothing")
