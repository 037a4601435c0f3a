"""What a gazetteer made of a GeoNames dump promises."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from invented_dump import (
    CHANGED,
    KYIV,
    LUHANSK,
    MILL,
    ROWS,
    ZAITSEVE,
    make_other_name,
    make_row,
    write_zip,
)

from sayso.errors import StoreError
from sayso.store.gazetteer import Gazetteer, get_packaged_path
from sayso.store.gazetteer_build.rebuild import rebuild_gazetteer


def rebuild(folder: Path, lines: Iterable[str] = ROWS, names: Iterable[str] = ()) -> Path:
    dump, out = folder / "allCountries.txt", folder / "own.sqlite"
    dump.write_text("".join(lines), encoding="utf-8")
    other = folder / "alternateNamesV2.txt"
    other.write_text("".join(names), encoding="utf-8")
    rebuild_gazetteer(get_packaged_path(), dump, out, other_names=other if names else None)
    return out


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Path:
    names = [
        make_other_name(MILL, "ru", "Выдуманная Мельница"),
        make_other_name(MILL, "xx", "Name in Another Language"),
        make_other_name(MILL, "en", "The Old Windy", "colloquial"),
        make_other_name(123, "en", "Name of What Is Not There"),
    ]
    return rebuild(tmp_path_factory.mktemp("rebuilt"), names=names)


def test_a_village_of_the_register_gets_the_position_that_the_dump_has(own: Path) -> None:
    with Gazetteer(own) as opened:
        (village,) = opened.look_up("Zaitseve", within="Luhansk")

    assert (village.place.katottg, village.place.geonames) == ("UA44100130160071351", ZAITSEVE)
    assert (village.place.lat, village.place.lon) == (49.7001, 38.0002)
    assert (village.district, village.population) == ("Svativskyi", 40)


def test_a_place_that_is_in_no_package_is_found(own: Path) -> None:
    with Gazetteer(own) as opened:
        (mill,) = opened.look_up("Vytryak Mill")
        (far,) = opened.look_up("Nordmill Invented", country="td")
        creek = opened.find("Zaitseve Creek")

    assert (mill.place.admin1, mill.place.geonames) == ("Luhansk", MILL)
    assert (far.place.lat, far.population) == (10.5, 77)
    assert creek == ()


def test_what_is_known_keeps_its_names_and_codes(own: Path) -> None:
    with Gazetteer(own) as opened, Gazetteer.packaged() as packaged:
        kyiv, *_ = opened.find("Kyiv")
        other, *_ = opened.find("Invented Name of Kyiv")
        region = opened.look_up("Луганская область")[0]

        assert opened.find_country("UA") is not None
        assert len(opened.find("Zaitseve")) == len(packaged.find("Zaitseve"))
    assert kyiv.geonames == other.geonames == KYIV
    assert (region.place.geonames, region.place.lat) == (LUHANSK, 48.91)
    assert region.labels["uk"] == "Луганська область"


def test_names_by_language_are_added_where_they_are_of_a_known_place(own: Path) -> None:
    with Gazetteer(own) as opened:
        assert [place.geonames for place in opened.find("Выдуманная Мельница")] == [MILL]
        for name in ("Name in Another Language", "The Old Windy", "Name of What Is Not There"):
            assert opened.find(name) == ()


def test_it_says_what_it_was_built_from(own: Path) -> None:
    with Gazetteer(own) as opened, Gazetteer.packaged() as packaged:
        assert opened.maker.version == f"geonames-{CHANGED}+{packaged.maker.version}"
        assert opened.maker.sha256 != packaged.maker.sha256
        assert opened.sources()[: len(packaged.sources())] == packaged.sources()
        assert [it.file for it in opened.sources()[-2:]] == [
            "allCountries.txt",
            "alternateNamesV2.txt",
        ]
        assert "CC BY 4.0" in opened.sources()[-1].licence


def test_the_same_dump_gives_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()

    assert rebuild(tmp_path / "one").read_bytes() == rebuild(tmp_path / "two").read_bytes()


def test_a_packed_dump_is_read_as_it_is_and_progress_reaches_its_end(tmp_path: Path) -> None:
    dump = write_zip(tmp_path / "UA.zip", "UA.txt", ROWS)
    seen: list[tuple[int, int]] = []

    rebuild_gazetteer(
        get_packaged_path(), dump, tmp_path / "own.sqlite",
        progress=lambda done, total: seen.append((done, total)),
    )  # fmt: skip

    with Gazetteer(tmp_path / "own.sqlite") as opened:
        assert opened.find("Vytryak Mill")
    size = len("".join(ROWS).encode())
    assert seen == [(size, size)] * 2


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["Svatove;49.4;38.1\n"], "Line 1 of .* has 1 columns, not 19"),
        ([*ROWS, "cut off in the mid"], f"Line {len(ROWS) + 1} of"),
        ([make_row(1, "Nowhere", 123.0, 0.0)], "no point on the globe"),
    ],
)
def test_a_wrong_file_is_said_with_the_line_and_leaves_nothing(
    tmp_path: Path, lines: list[str], said: str
) -> None:
    (tmp_path / "own.sqlite").write_bytes(b"the one before")

    with pytest.raises(StoreError, match=said):
        rebuild(tmp_path, lines)

    assert (tmp_path / "own.sqlite").read_bytes() == b"the one before"
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []


def test_a_damaged_archive_is_said(tmp_path: Path) -> None:
    dump = write_zip(tmp_path / "UA.zip", "UA.txt", [row * 200 for row in ROWS])
    spoilt = bytearray(dump.read_bytes())
    spoilt[1000:1040] = bytes(40)
    dump.write_bytes(spoilt)

    with pytest.raises(StoreError, match=r"damaged|no feature|UTF-8"):
        rebuild_gazetteer(get_packaged_path(), dump, tmp_path / "own.sqlite")


def test_a_dump_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="allCountries"):
        rebuild_gazetteer(get_packaged_path(), tmp_path / "UA.zip", tmp_path / "own.sqlite")


def test_the_gazetteer_that_came_with_sayso_is_never_written_over(tmp_path: Path) -> None:
    dump = write_zip(tmp_path / "UA.zip", "UA.txt", ROWS)

    with pytest.raises(StoreError, match="is an input"):
        rebuild_gazetteer(get_packaged_path(), dump, get_packaged_path())
