"""What the build of the packaged gazetteer promises."""

import os
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

from sayso.store.gazetteer import Gazetteer, get_packaged_path
from sayso.store.gazetteer_build.build import STORE, build_gazetteer
from sayso.store.gazetteer_build.inputs import find_inputs
from sayso.store.gazetteer_build.place import Gazetted
from sayso.store.gazetteer_build.tables import read_digest, write_gazetteer

ROOT = Path(__file__).parents[2]
LARGEST = 60_000_000
RECIPE = tomllib.loads((STORE / "data/gazetteer.toml").read_text(encoding="utf-8"))
PACKAGES = {entry["package"]: entry["version"] for entry in RECIPE["input"] if "package" in entry}
MODULES = {entry["file"].split("/")[0] for entry in RECIPE["input"] if "package" in entry}


def test_the_file_is_small_enough_to_travel() -> None:
    assert 1_000_000 < get_packaged_path().stat().st_size <= LARGEST


@pytest.mark.skipif(
    not all(find_spec(module) for module in MODULES),
    reason="the packages that the gazetteer is built from are not installed",
)
def test_the_same_inputs_give_the_same_bytes(tmp_path: Path) -> None:
    again = tmp_path / "again.sqlite"
    program = f"""if True:
        from pathlib import Path
        from sayso.store.gazetteer_build.build import build_gazetteer
        build_gazetteer(Path({str(again)!r}))"""
    # Sets come in another order than where the packaged one was built, by a seed of chance.
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    subprocess.run([sys.executable, "-c", program], env=environment, check=True)

    assert again.read_bytes() == get_packaged_path().read_bytes()


def test_a_gazetteer_of_the_same_inputs_is_left_alone() -> None:
    before = get_packaged_path().stat().st_mtime_ns

    assert build_gazetteer() == get_packaged_path()
    assert get_packaged_path().stat().st_mtime_ns == before


def test_rows_and_names_do_not_depend_on_the_order_of_sets(tmp_path: Path) -> None:
    names = [f"Invented {number}" for number in range(50)]

    def write(path: Path, given: list[str]) -> bytes:
        region = Gazetted(name="Nowhere", feature="region", country="UA", names=set(given))
        town = Gazetted(name="Town", feature="settlement", country="UA", region=region)
        town.labels = {"uk": "Місто", "en": "Town"}
        write_gazetteer(path, [region, town], [], digest="0", edition="invented")
        return path.read_bytes()

    one, two = write(tmp_path / "1.sqlite", names), write(tmp_path / "2.sqlite", names[::-1])
    assert one == two
    with Gazetteer(tmp_path / "1.sqlite") as opened:
        assert opened.maker.version == "invented"
        assert [place.name for place in opened.find("Invented 7")] == ["Nowhere"]


def test_an_input_that_is_not_the_pinned_one_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "names.tsv").write_text("UA\tUkraine\n", encoding="utf-8")
    entry = {"key": "names", "file": "names.tsv", "sha256": "0" * 64}

    with pytest.raises(RuntimeError, match="not the file that was pinned"):
        find_inputs({"input": [entry]}, tmp_path)


def test_a_package_that_is_missing_is_named_with_its_version(tmp_path: Path) -> None:
    entry = {"key": "a", "package": "no-such", "version": "1.2", "file": "no_such/a.json"}

    with pytest.raises(RuntimeError, match=r"Install no-such==1\.2"):
        find_inputs({"input": [entry | {"sha256": ""}]}, tmp_path)


@pytest.mark.parametrize("where", ["build-system", "dev"])
def test_the_packages_are_required_in_the_versions_that_are_pinned(where: str) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    requires = {
        "build-system": project["build-system"]["requires"],
        "dev": project["project"]["optional-dependencies"]["dev"],
    }[where]

    pinned = dict(line.split("==") for line in requires if "==" in line)

    assert {name: pinned.get(name) for name in PACKAGES} == PACKAGES


def test_the_packages_are_among_the_tested_versions() -> None:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()

    assert {f"{name}=={version}" for name, version in PACKAGES.items()} <= set(lines)


def test_every_licence_stands_in_the_notice() -> None:
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    entries = [*RECIPE["input"], *RECIPE["table"]]

    assert [entry for entry in entries if not entry["licence"]] == []
    for name in ("GeoNames", "Natural Earth", "Unicode", "KATOTTG", "iso-codes"):
        assert name in notice
    assert {entry["package"] for entry in entries if "package" in entry} <= set(
        re.findall(r"[\w-]+", notice)
    )


def test_a_file_that_is_no_gazetteer_has_no_digest(tmp_path: Path) -> None:
    (tmp_path / "notes.sqlite").write_text("Nothing of the kind. " * 100, encoding="utf-8")

    assert read_digest(tmp_path / "notes.sqlite") is None
    assert read_digest(tmp_path / "none.sqlite") is None
