"""The report that sayso was first asked to read, by the bar that was then set for it."""

from collections.abc import Callable

import pytest
from benchmarks.scoring.gold import Gold
from benchmarks.scoring.gold_file import read_gold
from benchmarks.scoring.golden import ROOT, get_json
from benchmarks.scoring.score import score
from benchmarks.scoring.tally import Section, Tally

from sayso.records.reading import Reading

SEED = ROOT.parent / "shared" / "reports" / "gold" / "seed.json"

pytestmark = pytest.mark.skipif(
    not SEED.exists(), reason="the seed report is not beside this repository"
)


@pytest.fixture(scope="module")
def gold() -> Gold:
    return read_gold(SEED)


@pytest.fixture(scope="module")
def tally(gold: Gold, read_golden: Callable[[Gold], Reading]) -> Tally:
    return score(gold, get_json(read_golden(gold)))


def find_missed(tally: Tally, *sections: Section) -> set[str]:
    """Return which of the gold's entries (ids) were missed in any of the sections."""
    faults = (fault for fault in tally.faults if fault.section in sections and fault.missed)
    return {fault.about.split()[0] for fault in faults}


def test_fifteen_of_seventeen_statements_have_the_right_source_and_chain(
    gold: Gold, tally: Tally
) -> None:
    statements = {statement.id for statement in gold.demanded}
    missed = find_missed(tally, Section.DETECTED, Section.SOURCE, Section.CHAIN)

    assert len(statements) == 17
    assert missed <= statements
    assert len(statements - missed) >= 15


def test_four_people_and_more_are_told_apart_and_complete(gold: Gold, tally: Tally) -> None:
    people = {
        entity.id
        for entity in gold.entities.values()
        if entity.types == ("person",) and not entity.optional
    }
    missed = find_missed(tally, Section.ENTITIES, Section.MENTIONS)

    assert len(people) >= 4
    assert missed <= gold.entities.keys()
    assert not people & missed


@pytest.mark.parametrize(
    "section",
    [
        pytest.param(Section.CASES, id="three cases with their subjects"),
        pytest.param(Section.STAGES, id="their steps in order"),
        pytest.param(Section.STATUS, id="what was done and what was only meant"),
        pytest.param(Section.TIMES, id="all times"),
        pytest.param(Section.PENALTIES, id="all penalties"),
        pytest.param(Section.QUANTITIES, id="the money and the counts"),
    ],
)
def test_all_of_it_is_right_and_nothing_more_is_given(section: Section, tally: Tally) -> None:
    count = tally.sections[section]

    assert count.wanted
    assert (count.found, count.right) == (count.wanted, count.given)


def test_the_gold_demands_three_cases_and_the_money(gold: Gold) -> None:
    assert len([case for case in gold.cases if not case.optional]) == 3
    assert "money" in {quantity.unit for quantity in gold.quantities if not quantity.optional}
