"""Sources, their figures worked out by hand, and whom they cite."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Visitor, list_violations
from plain_reader import PlainReader
from playwright.sync_api import expect

from sayso.capture.options import CaptureOptions
from sayso.workbench.adding import Addition
from sayso.workbench.casebook import Casebook

REPORTS = (
    ("Coastal Post", "2024-03-01", "Anna Orlova said that Pavel Orlov was detained on Monday."),
    ("Hill Gazette", "2024-03-03", "Anna Orlova said Pavel Orlov was detained after the holiday."),
    ("River News", "2024-03-05", "Ivan Petrov said Pavel Orlov was detained in the market."),
)
"""The detention of one man: the Post has it first, from his wife; the News later, from another."""


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    with Casebook.create(tmp_path / "c.casebook", analyst="Vera", reader=PlainReader()) as made:
        for publisher, day, text in REPORTS:
            options = CaptureOptions(
                language="en", publisher=publisher, published=day, title=publisher
            )
            for added in made.add([Addition(name=day, source=text.encode(), options=options)]):
                assert added.report is not None, added.problem
        for _ in made.reconcile():
            pass
        yield made


@pytest.fixture
def joined(casebook: Casebook) -> Casebook:
    """The first two tell of one matter, as somebody decided."""
    one, other = (it.id for it in list(casebook.reports())[:2])
    casebook.decide(f"same-person:{one}/e1={other}/e1", judgement="yes", because="His wife.")
    casebook.decide(f"same-event:{one}/v1={other}/v1", judgement="yes", because="One arrest.")
    for _ in casebook.reconcile():
        pass
    return casebook


def test_figures_count_the_statements_of_all_reports(joined: Casebook) -> None:
    post, orlova = joined.source("coastal  POST").figures, joined.source("Anna Orlova").figures

    assert (post.says, post.passes, post.reports, post.cases) == (0, 1, 1, 1)
    assert (orlova.says, orlova.passes, orlova.reports, orlova.cases) == (2, 0, 2, 1)
    assert (post.first, orlova.first) == (1, 1)
    assert (post.cites, post.cited, orlova.cites, orlova.cited) == (1, 0, 0, 2)


def test_each_figure_leads_to_the_statements_that_it_counts(
    visit: Visitor, joined: Casebook
) -> None:
    page = visit("/sources")
    expect(page.locator("main")).to_contain_text("They do not say how reliable anybody is")
    assert list_violations(page) == []
    page.get_by_role("link", name="Coastal Post: first here with a step, 1 time").click()

    expect(page.locator(".shown li").first).to_contain_text("later told by Hill Gazette")
    assert list_violations(page) == []
    page.get_by_role("link", name="All its statements").click()
    page.get_by_role("link", name="Pavel Orlov was detained on Monday.").click()
    expect(page).to_have_url(re.compile("/reports/.*#c1"))


def test_whom_a_source_cites_is_drawn_and_listed(visit: Visitor, casebook: Casebook) -> None:
    page = visit(
        "/source?name=Anna+Orlova", color_scheme="dark", viewport={"width": 320, "height": 800}
    )

    expect(page.locator("svg.citing .box")).to_have_count(3)
    expect(page.get_by_role("listitem").filter(has_text="is cited by")).to_have_count(2)
    assert list_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
