"""The frames of every pack read its examples, and its data hang together."""

from pathlib import Path

import pytest

from sayso.errors import DataError
from sayso.lang.engines.engine import Engine
from sayso.lang.language import get_language
from sayso.packs.pack import Example, Pack, find_packs, get_pack
from sayso.read.events import read_events

PACKS = tuple(get_pack(name) for name in find_packs())
EXAMPLES = [
    pytest.param(pack, example, id=f"{pack.maker.name}: {example.text}")
    for pack in PACKS
    for example in pack.examples
]
each_pack = pytest.mark.parametrize("pack", PACKS, ids=lambda pack: str(pack.maker.name))


@pytest.mark.parametrize(("pack", "example"), EXAMPLES)
def test_every_example_is_read_as_it_says(pack: Pack, example: Example, engine: Engine) -> None:
    parse = engine.parse(example.text)

    tellings = read_events(parse, get_language(example.language), (pack,))

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


@each_pack
def test_every_event_type_has_a_frame_and_an_example(pack: Pack) -> None:
    framed = {frame.type for frame in pack.frames["en"]}
    shown = {event[0] for example in pack.examples for event in example.events}

    assert framed == set(pack.types)
    assert shown == set(pack.types)


@each_pack
def test_every_frame_has_words_that_carry_it(pack: Pack) -> None:
    assert all(bool(frame.verbs) != bool(frame.nouns) for frame in pack.frames["en"])


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
