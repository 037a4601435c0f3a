"""The weights that the reference gives are those in force."""

import re
from dataclasses import asdict
from pathlib import Path

from sayso.reconcile.people.weights import DEFAULT

_PAGE = Path(__file__).parents[3] / "docs" / "reference" / "who-is-who.md"


def test_the_reference_gives_the_weights_in_force() -> None:
    told = re.findall(r"`(\w+)` (-?\d+\.\d)", _PAGE.read_text("utf-8"))

    weights = asdict(DEFAULT)
    assert len(told) > 30
    assert {name: float(weight) for name, weight in told} == {n: weights[n] for n, _ in told}
