"""How the table of exchange rates is made of what central banks published."""

import zipfile
from pathlib import Path

import pytest

from sayso.store.rates_build import compile_rates, hash_input

MONTH = "        if month == {}: return ({},)[day-1]\n"


def write_inputs(folder: Path, rubles: list[str]) -> Path:
    """Write one month of two sources and the recipe that pins them; return the recipe."""
    with zipfile.ZipFile(folder / "ecb.zip", "w") as archive:
        archive.writestr("ecb.csv", "Date,USD,JPY,\n1999-01-06,1.1743,131.4200,\n1999-01-05,1,N/A,")
    modules = folder / "nbp"
    modules.mkdir()
    for code, rates in {"rub": rubles, "irr": ["0.01"] * 6}.items():
        days = ",".join(f"'{rate}'" for rate in rates)
        text = "def get_rate(year, month, day):\n    if year == 1999:\n" + MONTH.format(1, days)
        (modules / f"curr_{code}.py").write_text(text, encoding="utf-8")
    recipe = folder / "rates.toml"
    sources = "".join(
        f'[[source]]\nkey = "{key}"\nfile = "{name}"\nsha256 = "{hash_input(folder / name)}"\n'
        for key, name in (("ECB", "ecb.zip"), ("NBP", "nbp"))
    )
    recipe.write_text(sources + '[left_out]\ncodes = ["IRR"]\n', encoding="utf-8")
    return recipe


def test_the_rates_of_wednesdays_stand_as_published(tmp_path: Path) -> None:
    recipe = write_inputs(tmp_path, ["-1"] * 5 + ["0.1580"] + ["-1"] * 6 + ["0.1610"])

    table = compile_rates(recipe, tmp_path)

    assert table == "ECB\tJPY\t131.42\nECB\tUSD\t1.1743\nNBP\tRUB\t0.158\t0.161\n"


def test_a_rate_with_a_lost_zero_is_left_out(tmp_path: Path) -> None:
    week = ["-1"] * 6
    days = ["-1"] * 5 + ["0.158", *week, "1.580", *week, "0.159", *week, "0.160"]
    recipe = write_inputs(tmp_path, days)

    assert "NBP\tRUB\t0.158\t\t0.159\t0.16\n" in compile_rates(recipe, tmp_path)


def test_another_file_than_the_pinned_one_is_refused(tmp_path: Path) -> None:
    recipe = write_inputs(tmp_path, ["-1"] * 5 + ["0.158"])
    (tmp_path / "nbp/curr_rub.py").write_text("import os", encoding="utf-8")

    with pytest.raises(ValueError, match="not the file that was pinned"):
        compile_rates(recipe, tmp_path)
