"""The reading page in a real browser."""

from browsing import Visitor, list_violations
from orlov import AddText
from playwright.sync_api import expect

from sayso.workbench.casebook import Casebook


def test_a_statement_is_accepted_without_leaving_the_page(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    page = visit(f"/reports/{report}?claim=c1")

    page.get_by_role("button", name="Accept").first.click()

    expect(page.locator(".claim").first).to_contain_text("stands")
    assert casebook.stats().decisions == 1
    assert list_violations(page) == []
