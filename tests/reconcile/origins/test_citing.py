"""Who has it from whom: the arrows of the graph of sources."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from voices import index, make_case, report, retell, says, voice

from sayso.reconcile.origins.citing import list_citations
from sayso.reconcile.origins.media import are_one_medium
from sayso.reconcile.origins.tracing import trace_origins
from sayso.records.casefile import CitingWay, Copying
from sayso.records.reading import Reading

IRINA = voice("relative", "Irina Salakhova", "wife")
SHORE = voice("channel", "the channel Coastal Post")
Arrow = tuple[str, str, CitingWay]


def draw(*readings: Reading, copies: Sequence[Copying] = ()) -> list[Arrow]:
    case = make_case(readings)
    origins = trace_origins(case, index(readings), copies)
    found = list_citations(replace(case, origins=origins), index(readings), copies)
    assert all(it.claims for it in found)
    return [(it.by, it.of, it.how) for it in found]


def test_arrows_lead_from_the_publisher_by_the_medium_to_the_origin() -> None:
    first = report("Coastal Post", "2024-03-01", says("detention", by=[IRINA]))
    second = report(
        "Volga Times", "2024-03-02", says("detention", by=[SHORE, voice("relative", "wife")])
    )

    assert draw(first, second) == [
        ("Coastal Post", "Irina Salakhova", CitingWay.CITES),
        ("Volga Times", "Coastal Post", CitingWay.CITES),
    ]


def test_a_report_in_its_own_voice_draws_no_arrow() -> None:
    assert draw(report("Coastal Post", "2024-03-01", says("detention"))) == []


@pytest.mark.parametrize(
    ("way", "how"),
    [
        ("words", CitingWay.COPIES),
        ("translation", CitingWay.TRANSLATES),
        ("forward", CitingWay.FORWARDS),
    ],
)
def test_a_copy_is_an_arrow_of_its_kind(way: str, how: CitingWay) -> None:
    first = report("Coastal Post", "2024-03-01", says("detention"))
    second = retell(first, "Volga Times", "2024-03-02")
    copying = Copying(of=first.report.sha256, report=second.report.sha256, share=1.0, way=way)

    assert draw(first, second, copies=[copying]) == [("Volga Times", "Coastal Post", how)]


def test_a_later_version_of_ones_own_report_is_no_arrow() -> None:
    first = report("Coastal Post", "2024-03-01", says("detention"))
    second = retell(first, "Coastal Post", "2024-03-02")
    copying = Copying(of=first.report.sha256, report=second.report.sha256, share=1.0, way="version")

    assert draw(first, second, copies=[copying]) == []


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Volga Right aid group", "Volga Right", True),
        ("Conscience Line project", "Conscience Line", True),
        ("Volga Right", "Volga Left", False),
        ("Echo of the Caucasus", "Echo", False),
    ],
)
def test_what_a_name_is_said_to_be_is_no_part_of_it(one: str, other: str, same: bool) -> None:
    assert are_one_medium(one, other) is are_one_medium(other, one) is same
