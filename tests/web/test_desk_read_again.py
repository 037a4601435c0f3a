"""What is decided on a page holds for what the page showed, and for nothing else."""

from browsing import Visitor, watch
from orlov import AddText
from playwright.sync_api import Browser, expect
from shifting_reader import ShiftingReader

from sayso.web.access import Access
from sayso.workbench.casebook import Casebook


def test_nothing_is_decided_about_a_report_that_was_read_again_meanwhile(
    browser: Browser, served: Access, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    with watch(browser, served) as (open_page, complaints):
        page = open_page(f"/reports/{report}")
        with Casebook.open(casebook.path, analyst="Oleg", reader=ShiftingReader(2)) as other:
            list(other.reread([report]))

        page.keyboard.press("j")
        page.keyboard.press("a")

        expect(page.get_by_text("was read again since")).to_be_visible()
        assert casebook.stats().decisions == 0
        assert all("422" in it for it in complaints)  # what Chromium logs of a refusal


def test_a_page_says_that_its_report_was_read_again_with_a_corrected_date(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    page = visit(f"/reports/{report}")
    page.keyboard.press("f")
    page.get_by_label("Which fact").select_option("published")
    page.locator("#edit-words").fill("2031-03-14")
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text("will be read again")
    expect(page.locator("#anew")).to_be_hidden()

    list(casebook.read_outdated())

    expect(page.locator("#said")).to_contain_text("The report was read again.")
    page.get_by_role("button", name="Load the page again").click()
    expect(page.locator(".byline")).to_contain_text("14 March 2031")
    expect(page.locator("#anew")).to_be_hidden()
