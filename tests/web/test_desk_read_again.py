"""What is decided on a page holds for what the page showed, and for nothing else."""

from browsing import watch
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
