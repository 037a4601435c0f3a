"""People of many reports in a real browser: looked at, joined, parted, and all taken back."""

from browsing import Visitor, list_violations
from orlov import AddText
from playwright.sync_api import expect

from sayso.workbench.casebook import Casebook

ONE = "Ilan Orsk said that Mira Tessaly was detained at the dam. Ilan Orsk said it again."
OTHER = "Nina Orsk said that Мира Тессали was detained. Nina Orsk said so."


def test_whoever_reports_tell_of_is_listed_and_found_in_any_script(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    add_text(casebook, ONE, title="The dam")
    add_text(casebook, OTHER)
    list(casebook.reconcile())
    page = visit("/people")

    expect(page.locator(".people > li")).to_have_count(4)
    page.get_by_role("searchbox").fill("Тессали")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".people > li")).to_have_count(2)
    assert list_violations(page) == []
    page.get_by_role("link", name="Mira Tessaly").click()
    expect(page.locator("mark").first).to_have_text("Mira Tessaly")
    assert list_violations(page) == []
