"""What the reference says of two values is what the program finds of them."""

import re
from datetime import date
from pathlib import Path

import pytest

from sayso.reconcile.accounts.tolerances import DEFAULT_TOLERANCES
from sayso.reconcile.accounts.values import (
    Amount,
    Article,
    Days,
    Held,
    Name,
    Outcome,
    Punishment,
    Spot,
    Value,
    relate,
)
from sayso.reconcile.accounts.weighing import weigh

_REFERENCE = Path(__file__).parents[3] / "docs" / "reference" / "accounts.md"
_CELLS = 5
_MONTHS = {"months": 1.0, "years": 12.0}


def _read_rows() -> list[tuple[str, ...]]:
    rows = [
        tuple(cell.strip() for cell in line.strip("|").split("|"))
        for line in _REFERENCE.read_text("utf-8").splitlines()
        if line.startswith("| ")
    ]
    return [row for row in rows if len(row) == _CELLS and row[0] != "field"]


def _read_value(field: str, said: str) -> Value:
    if field == "date":
        days, _, counted = said.partition(", ")
        begin, _, end = days.partition("/")
        return Days(
            begin=date.fromisoformat(begin),
            end=date.fromisoformat(end or begin),
            written=not counted,
        )
    if field == "place":
        name, _, within = said.partition(", ")
        keys = (f"name:{name.casefold()}", f"admin1:UA/{within or name}", "country:UA")
        feature = "settlement" if within else "region"
        return Spot(own=keys[:1], keys=keys, name=name, feature=feature)
    if field == "name":
        return Name(name=said)
    if field == "kind":
        served = {"served": False, "suspended": True}.get(said)
        return Punishment(kind="fine" if said == "fine" else "imprisonment", suspended=served)
    if field == "status":
        return Outcome(upheld=said == "upheld")
    if field == "polarity":
        return Held(happened=said.endswith("happened"))
    if field == "article":
        article, _, part = said.partition(".")
        return Article(code=None, article=article, part=part or None)
    return _read_amount(field, said)


def _read_amount(field: str, said: str) -> Amount:
    found = re.fullmatch(r"(about |at least )?([\d.]+) ?(\w+)?", said)
    assert found is not None
    how, figure, unit = found.groups()
    low = float(figure) * _MONTHS.get(unit or "", 1.0)
    return Amount(
        kind=f"sum:{unit}" if field == "amount" else field,
        low=low,
        high=None if how == "at least " else low,
        approx=how == "about ",
    )


@pytest.mark.parametrize(("field", "one", "other", "agreement", "severity"), _read_rows())
def test_the_reference_says_how_two_values_stand(
    field: str, one: str, other: str, agreement: str, severity: str
) -> None:
    first, second = _read_value(field, one), _read_value(field, other)

    assert relate(first, second, DEFAULT_TOLERANCES) == agreement
    assert relate(second, first, DEFAULT_TOLERANCES) == agreement
    if severity:
        type_ = one.split()[0]
        assert weigh(field, type_, first, second, DEFAULT_TOLERANCES) == severity


def test_half_a_country_is_apart_from_none_of_its_regions() -> None:
    region = _read_value("place", "Donetsk")
    half = Spot(
        own=("name:eastern ukraine",),
        keys=("name:eastern ukraine", "country:UA"),
        name="eastern Ukraine",
        feature="region",
    )
    assert relate(region, half, DEFAULT_TOLERANCES) == "compatible"
    assert relate(region, half, DEFAULT_TOLERANCES) == relate(half, region, DEFAULT_TOLERANCES)
