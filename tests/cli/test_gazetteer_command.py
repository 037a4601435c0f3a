"""`sayso gazetteer`: look a name up, and build one from a dump that one has."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.cli.main import main

Sayso = Callable[..., tuple[int, str, str]]

# A feature of nowhere, in the columns of GeoNames' readme.txt.
ROW = (
    "990000001\tVytryakove\tVytryakove\t\t49.6\t38.1\tP\tPPL\tUA\t\t14\t\t\t\t400000\t\t120"
    "\tEurope/Kyiv\t2026-03-04\n"
)


@pytest.fixture
def sayso(capsys: pytest.CaptureFixture[str]) -> Sayso:
    def run(*args: object) -> tuple[int, str, str]:
        code = main([str(arg) for arg in args])
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_a_name_is_looked_up_with_all_that_is_known(sayso: Sayso) -> None:
    code, out, err = sayso("gazetteer", "Zaitseve", "--country", "UA")

    assert (code, err) == (0, "")
    assert out.startswith("1. Zaitseve (settlement), Bakhmut, Donetsk, UA\n")
    assert "3,995 people; GeoNames 687470" in out
    assert "position unknown; its district lies about" in out


def test_an_unknown_position_is_null_and_its_district_is_marked(sayso: Sayso) -> None:
    code, out, _ = sayso("gazetteer", "Zaitseve", "--within", "Luhansk", "--json")

    (place,) = json.loads(out)["candidates"]
    assert code == 0
    assert (place["lat"], place["population"], place["geonames"]) == (None, None, None)
    assert (place["katottg"], place["district"]) == ("UA44100130160071351", "Svativskyi")
    assert place["approx"]["radius_km"] > 0


def test_a_region_is_shown_with_its_names(sayso: Sayso) -> None:
    _, out, _ = sayso("gazetteer", "Бєлгородська область")

    assert "1. Belgorod (region), RU" in out
    assert "called Белгородская область and Бєлгородська область" in out


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["Zaitsve"], "No place of the name 'Zaitsve' is known. Nearest in spelling: Zaitseve"),
        (["Zaitseve", "--country", "RU"], "is known in RU. There is one elsewhere"),
        (["Qqqq Xxxx"], "No place of the name 'Qqqq Xxxx' is known."),
    ],
)
def test_what_is_not_found_is_one_sentence_and_an_exit_code(
    sayso: Sayso, args: list[str], said: str
) -> None:
    code, out, err = sayso("gazetteer", *args)

    assert (code, out) == (1, "")
    assert said in err
    assert err.count("\n") == 1


def test_json_of_nothing_is_an_empty_list(sayso: Sayso) -> None:
    code, out, _ = sayso("gazetteer", "Qqqq Xxxx", "--json")

    assert code == 1
    assert json.loads(out)["candidates"] == []


def test_the_sources_are_shown_with_their_licences(sayso: Sayso) -> None:
    code, out, _ = sayso("gazetteer", "--sources")
    _, as_json, _ = sayso("gazetteer", "--sources", "--json")

    assert code == 0
    assert "CC BY 4.0 (data: GeoNames" in out
    assert all(len(it["sha256"]) == 64 for it in json.loads(as_json)["sources"])


def test_a_gazetteer_of_ones_own_is_built_looked_up_and_read_with(
    sayso: Sayso, tmp_path: Path
) -> None:
    dump, own = tmp_path / "UA.txt", tmp_path / "own.sqlite"
    dump.write_text(ROW, encoding="utf-8")
    report = tmp_path / "report.txt"
    report.write_text("Two men were held in Vytryakove.", encoding="utf-8")

    code, out, _ = sayso("gazetteer", "build", "--geonames", dump, "--out", own)

    assert code == 0
    assert "edition geonames-2026-03-04+" in out
    assert sayso("gazetteer", "Vytryakove")[0] == 1
    assert "49.60000, 38.10000" in sayso("gazetteer", "Vytryakove", "--gazetteer", own)[1]
    arguments = ("read", report, "--claims", "rules", "--format", "json", "--gazetteer", own)
    reading = json.loads(sayso(*arguments)[1])
    assert [place["geonames"] for place in reading["places"]] == [990000001]
    assert reading["made_by"]["data"][0]["version"].startswith("geonames-2026-03-04+")


@pytest.mark.parametrize(
    "args",
    [
        ["gazetteer"],
        ["gazetteer", "find"],
        ["gazetteer", "Kyiv", "--sources"],
        ["gazetteer", "Kyiv", "--gazetteer", "missing.sqlite"],
        ["gazetteer", "build", "--out", "own.sqlite"],
        ["gazetteer", "build", "--geonames", "missing.zip", "--out", "own.sqlite"],
    ],
)
def test_wrong_use_is_told_with_exit_code_2(
    sayso: Sayso, args: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    code, out, err = sayso(*args)

    assert (code, out) == (2, "")
    assert err
    assert list(tmp_path.iterdir()) == []


def test_a_country_or_region_that_is_not_known_is_told(sayso: Sayso) -> None:
    for option, value, told in (
        ("--country", "ZZ", "no country of the code 'ZZ' is known"),
        ("--within", "Nowhereland", "no region, district or country of the name 'Nowhereland'"),
        ("--within", "Nowhereland region", "'Nowhereland region' is known"),
    ):
        code, out, err = sayso("gazetteer", "Zaitseve", option, value)
        assert (code, out) == (2, "")
        assert told in err


def test_the_word_for_a_kind_may_stand_with_a_name(sayso: Sayso) -> None:
    _, out, _ = sayso("gazetteer", "Luhansk region")
    assert out.startswith("1. Luhansk (region), UA")
    code, out, _ = sayso("gazetteer", "Zaitseve", "--within", "Luhansk region")
    assert (code, "Luhansk" in out) == (0, True)


def test_help_has_no_marks_of_its_own_making(sayso: Sayso) -> None:
    assert "\\b" not in sayso("gazetteer", "--help")[1]
