"""Cases in a real browser: from the first report to the words in a cell, decided and undone."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import Visitor, list_violations
from playwright.sync_api import Page, expect
from sentence_reader import SentenceReader

from sayso.capture.options import CaptureOptions
from sayso.workbench.adding import Addition
from sayso.workbench.casebook import Casebook

WHO = "Ada Marlin Noll"
WIRE = f"Vera Lind said that {WHO} was detained on 2024-01-05.\n" + (
    f"Vera Lind said that {WHO} was sentenced on 2024-03-12."
)
LEDGER = f"Bo Ek said that {WHO} was sentenced on 2024-03-12.\n" + (
    f"Bo Ek said that {WHO} will be detained."
)
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    path = tmp_path / "refusals.casebook"
    with Casebook.create(path, analyst="Vera", reader=SentenceReader()) as made:
        yield made


def add(casebook: Casebook, text: str, **given: str) -> str:
    """Add a report, and return its id."""
    options = CaptureOptions(language="en", **given)  # type: ignore[arg-type]
    (added,) = casebook.add([Addition(name="report", source=text.encode(), options=options)])
    assert added.report is not None, added.problem
    return added.report.id


def add_both(casebook: Casebook, text: str = LEDGER) -> tuple[str, str]:
    one = add(casebook, WIRE, id="wire-1", publisher="Harbor Wire", published="2024-03-13")
    return one, add(casebook, text, id="ledger-2", publisher="Coast Ledger", published="2024-03-19")


def put_together(casebook: Casebook) -> None:
    for _ in casebook.reconcile():
        pass


def is_narrow(page: Page) -> bool:
    page.set_viewport_size({"width": 320, "height": 700})
    return bool(page.evaluate("document.documentElement.scrollWidth <= 320"))


def test_from_the_first_report_to_the_words_in_a_cell(visit: Visitor, casebook: Casebook) -> None:
    add(casebook, WIRE, id="wire-1", publisher="Harbor Wire", published="2024-03-13")
    page = visit("/cases")
    expect(page.locator("[data-waiting]")).to_contain_text("1 report is not in it yet")
    expect(page.locator(".case")).to_have_count(0)
    for address in ("/cases/k123456", "/people/p123456"):
        coming = visit(address)
        expect(coming.locator("[data-coming]")).to_contain_text("The page comes again by itself")
        coming.close()

    put_together(casebook)
    card = page.locator(".case")
    expect(card).to_contain_text("1 independent origin · 1 report")
    add(casebook, LEDGER, id="ledger-2", publisher="Coast Ledger", published="2024-03-19")
    put_together(casebook)
    page.reload()

    expect(page.get_by_role("region", name="Cases by stage")).to_contain_text("stage not known 0")
    expect(page.get_by_label("sentence")).to_contain_text("sentence, 12 March 2024")
    expect(card).to_contain_text("2 independent origins · 2 reports")
    expect(card.locator("[data-new]")).to_have_text("1 new report")
    page.keyboard.press("j")
    page.keyboard.press("Enter")

    expect(page.get_by_role("heading", level=1)).to_have_text(WHO)
    table = page.locator("table.accounts")
    expect(table.locator("thead th")).to_contain_text(["Step", "Vera Lind", "Bo Ek"])
    assert list_violations(page) == []
    assert is_narrow(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    table.locator("blockquote a", has_text="sentenced on 2024-03-12").last.click()
    page.wait_for_url("**/reports/ledger-2#c1")


def test_what_is_to_come_never_looks_like_what_was(visit: Visitor, casebook: Casebook) -> None:
    add_both(casebook)
    put_together(casebook)
    (case,) = casebook.case_files().cases
    page = visit(f"/cases/{case.id[:8]}", color_scheme="dark")

    expect(page.locator("svg rect.bar.done")).to_have_count(2)
    apart = page.locator(".undated")
    expect(apart).to_contain_text("expected, not done")
    expect(apart.locator(".tag.expected")).to_have_count(1)
    told = page.locator("table.accounts tbody tr", has_text="expected, not done")
    expect(told).to_contain_text("day not known")
    assert list_violations(page) == []


def test_a_statement_is_taken_out_of_a_case_for_a_reason_and_put_back(
    visit: Visitor, casebook: Casebook
) -> None:
    add_both(casebook)
    put_together(casebook)
    (case,) = casebook.case_files().cases
    page = visit(f"/cases/{case.id}")
    page.get_by_role("link", name="decide on ledger-2/c2").click()
    section = page.get_by_role("region", name="Does it belong to this case?")
    why = section.get_by_label("Why")
    why.fill("Another Ada Noll")
    page.reload()
    expect(why).to_have_value("Another Ada Noll")
    assert list_violations(page) == []

    section.get_by_role("button", name="It does not").click()

    page.wait_for_url(f"**/cases/{case.id}#decided")
    expect(page.locator("[data-waiting]")).to_contain_text("not in it yet")
    put_together(casebook)
    expect(page.locator("[data-waiting]")).to_have_count(0)
    expect(page.locator("#accounts")).not_to_contain_text("will be detained")
    decided = page.locator("#decided")
    expect(decided).to_contain_text("It does not belong to this case")
    expect(decided).to_contain_text("Another Ada Noll")

    decided.get_by_role("button", name="Undo").click()

    expect(page.locator("[data-waiting]")).to_have_count(1)
    put_together(casebook)
    expect(page.locator("#accounts")).to_contain_text("will be detained")


def test_whose_word_it_is_is_decided(visit: Visitor, casebook: Casebook) -> None:
    _, other = add_both(casebook)
    put_together(casebook)
    (case,) = casebook.case_files().cases
    page = visit(f"/cases/{case.id}/statements/{other}/c1")
    section = page.get_by_role("region", name="On whose word does it rest?")
    section.get_by_label("Whose").fill("Vera Lind")
    section.get_by_label("Why").fill("The editor told us")

    section.get_by_role("button", name="On theirs").click()
    page.wait_for_url(f"**/cases/{case.id}#decided")
    put_together(casebook)

    expect(page.locator("[data-waiting]")).to_have_count(0)
    expect(page.locator("#decided")).to_contain_text("It rests on the word of Vera Lind")


def test_two_accounts_are_kept_apart(visit: Visitor, casebook: Casebook) -> None:
    one, _ = add_both(casebook)
    put_together(casebook)
    (case,) = casebook.case_files().cases
    page = visit(f"/cases/{case.id}/statements/{one}/c2")
    section = page.get_by_role("region", name="Is it the same event?")
    section.get_by_label("Why").fill("Two trials")

    section.get_by_role("button", name="Two events").click()
    page.wait_for_url(f"**/cases/{case.id}#decided")
    put_together(casebook)

    expect(page.locator("[data-waiting]")).to_have_count(0)
    rows = page.locator("table.accounts tbody th b", has_text="sentence")
    expect(rows).to_have_count(2)


def test_a_board_is_narrowed_and_listed(visit: Visitor, casebook: Casebook) -> None:
    add_both(casebook)
    other = f"Vera Lind said that {SCRIPT} was detained on 2025-01-05."
    add(casebook, other, id="x", title=SCRIPT, publisher=SCRIPT, published="2025-01-06")
    put_together(casebook)
    page = visit("/cases?view=list")
    rows = page.locator("table.cases tbody tr")
    expect(rows).to_have_count(2)
    assert list_violations(page) == []
    assert is_narrow(page)
    page.set_viewport_size({"width": 1280, "height": 900})

    page.get_by_label("Person, in any script").fill("Noll")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(rows).to_have_count(1)
    page.get_by_role("link", name="Show all").click()
    page.get_by_label("Newest report from").fill("2025-01-01")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(rows).to_have_count(1)
    rows.get_by_role("link").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>")
    expect(page.locator("#reports")).to_contain_text("onerror")
    assert page.evaluate("document.images.length") == 0
