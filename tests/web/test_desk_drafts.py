"""What is typed outlives a reload, a crash of the server, and a second tab."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from browsing import Visitor, watch
from orlov import AddText
from plain_reader import PlainReader
from playwright.sync_api import Browser, Page, expect

from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.web.access import Access
from sayso.workbench.casebook import Casebook


class LaterReader(PlainReader):
    """Finds all statements but the first, and counts them from one."""

    def read(self, report: Report) -> Reading:
        read = super().read(report)
        left = enumerate(read.claims[1:], start=1)
        return replace(read, claims=tuple(replace(it, id=f"c{n}") for n, it in left))


WORDS = "Ask Mira Tessaly whether she saw it herself."


@contextmanager
def serve_apart(path: Path, port: int) -> Iterator[str]:
    """Serve a casebook in a process of its own, which is killed in the end; give its address."""
    command = [sys.executable, "-m", "sayso", "serve", "--casebook", str(path), "--no-browser"]
    with subprocess.Popen(
        [*command, "--analyst", "Vera", "--port", str(port)], stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
        server.kill()


def open_note(page: Page) -> None:
    page.keyboard.press("j")
    page.keyboard.press("m")


def test_what_is_typed_outlives_a_crash_of_the_server_and_is_sent_once(
    browser: Browser, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    context = browser.new_context()
    page = context.new_page()
    with serve_apart(casebook.path, 0) as address:
        port = int(address.split(":")[2].partition("/")[0])
        page.goto(address)
        page.goto(f"http://127.0.0.1:{port}/reports/{report}")
        open_note(page)
        page.keyboard.type(WORDS)
    page.keyboard.press("Enter")
    expect(page.locator("#unsent")).to_contain_text("Note (c1)")
    page.keyboard.press("r")
    expect(page.locator("#unsent")).to_contain_text("Reject (c1)")

    with serve_apart(casebook.path, port) as address:
        other = context.new_page()
        other.goto(address)
        page.bring_to_front()
        page.reload()
        for left in (1, 0):
            page.locator("#unsent").get_by_role("button", name="Send again").first.click()
            expect(page.locator("#unsent li")).to_have_count(left)
        expect(page.locator("li#c1")).to_contain_text(WORDS)
        expect(page.locator("li#c1")).to_contain_text("rejected")
        expect(page.locator("#drafts")).to_be_hidden()
    context.close()
    assert casebook.stats().decisions == 2


def test_what_arrived_without_an_answer_is_not_decided_twice(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    page = visit(f"/reports/{report}")
    page.evaluate(
        """() => {
            const real = fetch;
            window.fetch = async (...asked) => {
                if (!String(asked[0]).includes("/judge")) return real(...asked);
                window.fetch = real;
                await real(...asked);
                throw new TypeError("the answer was lost");
            };
        }"""
    )
    page.keyboard.press("j")
    page.keyboard.press("a")

    page.locator("#unsent").get_by_role("button", name="Send again").click()

    expect(page.locator("li#c1")).to_contain_text("stands")
    assert casebook.stats().decisions == 1


def test_a_reload_offers_what_was_typed_until_it_is_kept(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    page = visit(f"/reports/{report}")
    open_note(page)
    page.keyboard.type(WORDS)
    page.reload()

    page.locator("#drafts").get_by_role("button", name="Note, c1").click()
    expect(page.locator("#edit-words")).to_have_value(WORDS)
    page.keyboard.press("Enter")
    expect(page.locator("li#c1")).to_contain_text(WORDS)
    page.reload()

    expect(page.locator("li#c1")).to_contain_text(WORDS)
    expect(page.locator("#drafts")).to_be_hidden()


def test_two_tabs_keep_both_drafts_and_show_what_the_other_decided(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    one = visit(f"/reports/{report}")
    two = one.context.new_page()
    two.goto(one.url)
    for page, words in ((one, "The first tab's words."), (two, "The second tab's words.")):
        page.bring_to_front()
        open_note(page)
        page.keyboard.press("Control+a")
        page.keyboard.type(words)
    kept = one.evaluate("() => Object.values(localStorage).filter((it) => it.includes('words.'))")

    assert sorted(json.loads(it)["text"] for it in kept) == [
        "The first tab's words.",
        "The second tab's words.",
    ]
    two.keyboard.press("Escape")
    two.keyboard.press("a")
    expect(one.locator("li#c1")).to_contain_text("stands")
    expect(one.locator("#edit-words")).to_have_value("The first tab's words.")


def test_words_typed_about_a_statement_are_offered_on_no_other_one(
    browser: Browser, served: Access, casebook: Casebook, add_text: AddText
) -> None:
    """Read again, the first statement is gone, and the second one has its number."""
    report = add_text(casebook).id
    with watch(browser, served) as (open_page, complaints):
        page = open_page(f"/reports/{report}")
        open_note(page)
        page.keyboard.type("Not her.")
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        page.keyboard.press("m")
        page.keyboard.type(WORDS)
        with Casebook.open(casebook.path, analyst="Oleg", reader=LaterReader()) as other:
            list(other.reread([report]))
        page.keyboard.press("Enter")

        page.get_by_role("button", name="Load the page again").click()

        drafts = page.locator("#drafts")
        expect(drafts.get_by_role("listitem")).to_contain_text("Not her.")
        expect(drafts.get_by_role("listitem")).to_contain_text("Pavel Orlov was detained")
        expect(page.locator("li#c1")).to_be_focused()
        drafts.get_by_role("button", name="Note, c1").click()
        expect(page.locator("#edit-words")).to_have_value(WORDS)
        page.keyboard.press("Enter")
        expect(page.locator("li#c1")).to_contain_text(WORDS)
        drafts.get_by_role("button", name="Forget it").click()
        expect(drafts).to_be_hidden()
        assert all("422" in it for it in complaints)  # what Chromium logs of a refusal


def test_a_browser_that_keeps_nothing_says_so_once(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    page = visit("/reports")
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); };")
    page.goto(f"{page.url}/{report}")
    open_note(page)
    page.keyboard.type("x")

    expect(page.locator("#said")).to_contain_text("keeps no drafts")
    page.keyboard.press("Enter")
    expect(page.locator("li#c1")).to_contain_text("1 note")


def test_drafts_are_forgotten_when_asked(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    page = visit(f"/reports/{report}")
    open_note(page)
    page.keyboard.type(WORDS)
    page.keyboard.press("Escape")
    page.get_by_text("More", exact=True).click()
    page.get_by_role("button", name="Forget all drafts").click()

    expect(page.locator("#said")).to_contain_text("forgotten")
    assert WORDS not in page.evaluate("() => JSON.stringify(localStorage)")
