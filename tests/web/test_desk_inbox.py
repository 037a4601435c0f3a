"""The inbox in a real browser: reports come in, are read, and are found."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from browsing import Visitor, list_violations, serve
from clerks import LocalClerk, make_visit
from orlov import ORLOV, AddText
from playwright.sync_api import Browser, expect

from sayso.store import spool
from sayso.web.access import Access
from sayso.web.pages.inbox import show_standing
from sayso.workbench.casebook import Casebook

SCRIPT = "<img src=x onerror=alert(1)>.txt"


@pytest.fixture
def served(casebook: Casebook) -> Iterator[Access]:
    """Serve a casebook whose reports are read in this process."""
    with closing(LocalClerk(casebook)) as clerk, serve(casebook, clerk) as access:
        yield access


def test_a_pasted_text_survives_a_reload_and_is_read(visit: Visitor, casebook: Casebook) -> None:
    page = visit("/reports")
    page.get_by_label("Words of the report").fill(ORLOV)
    page.get_by_label("Title").fill("A husband is taken")
    page.get_by_label("Day of publication").nth(1).fill("2031-03-14")

    page.reload()
    expect(page.get_by_label("Words of the report")).to_have_value(ORLOV)
    page.get_by_role("button", name="Add the text").click()

    expect(page.get_by_role("link", name="A husband is taken")).to_be_visible()
    expect(page.locator("#list")).to_contain_text("2 of 2 to review")
    expect(page.get_by_label("Words of the report")).to_have_value("")
    (report,) = casebook.reports()
    assert (report.published, report.claims) == ("2031-03-14", 2)
    (capture,) = casebook.show(report.id).captures
    assert (capture.method, capture.file_name, capture.operator) == ("text", None, "Vera")


def test_files_come_in_and_what_cannot_be_read_says_why(
    visit: Visitor, casebook: Casebook, tmp_path: Path
) -> None:
    one, other, none = tmp_path / "one.txt", tmp_path / SCRIPT, tmp_path / "none.txt"
    one.write_text(ORLOV)
    other.write_text("UNREADABLE. This is written in a language that nobody in the office reads.")
    none.write_text("")
    page = visit("/reports")

    page.get_by_label("Files", exact=True).set_input_files([one, other, none])
    page.get_by_role("button", name="Add the files").click()

    expect(page.locator("#said")).to_contain_text("2 are taken in")
    expect(page.locator("#said")).to_contain_text("none.txt: It is empty.")
    expect(page.locator("#list")).to_contain_text("Try again")
    assert {report.state.value for report in casebook.reports()} == {"read", "failed"}
    names = {
        it.file_name for report in casebook.reports() for it in casebook.show(report.id).captures
    }
    assert names == {"one.txt", SCRIPT}


def test_a_file_is_dropped_anywhere_on_the_page(visit: Visitor, casebook: Casebook) -> None:
    page = visit("/reports")
    dropped = page.evaluate_handle(
        """(text) => {
            const dropped = new DataTransfer();
            dropped.items.add(new File([text], "dropped.txt"));
            return dropped;
        }""",
        ORLOV,
    )

    page.dispatch_event("h1", "dragover", {"dataTransfer": dropped})
    expect(page.locator("#drop")).to_be_visible()
    page.dispatch_event("h1", "drop", {"dataTransfer": dropped})

    expect(page.locator("#list")).to_contain_text("to review")
    (report,) = casebook.reports()
    (capture,) = casebook.show(report.id).captures
    assert capture.file_name == "dropped.txt"
    assert report.published is None  # nobody said when, and nothing is guessed


def test_the_inbox_is_searched_narrowed_and_paged(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    for day in range(1, 56):
        text = f"Notice {day}. {ORLOV}" if day % 2 else f"Notice {day}. Nina Belova said nothing."
        add_text(casebook, text, title=f"Notice {day}", published=f"2031-03-{1 + day % 28:02}")
    gone = add_text(casebook, "Lev Karpov said that he left.", title="Gone")
    casebook.remove(gone.id, because="A court said so.")
    page = visit("/reports")

    expect(page.locator("#list .rows > li")).to_have_count(40)
    expect(page.locator("#list .rows > li").first).to_contain_text("A court said so.")
    page.get_by_role("link", name="Earlier").click()
    expect(page.locator("#list .rows > li")).to_have_count(16)

    page.get_by_role("searchbox").fill("husband")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#list mark").first).to_have_text("husband")
    page.get_by_label("State").select_option("reviewed")
    page.get_by_role("button", name="Search").click()
    expect(page.locator("#list")).to_contain_text("No report fits")
    assert "state=reviewed" in page.url


@pytest.mark.parametrize("looks", ["light", "dark"])
def test_everybody_can_use_the_inbox(
    visit: Visitor, casebook: Casebook, add_text: AddText, looks: str
) -> None:
    add_text(casebook, title="Notice")
    add_text(casebook, "UNREADABLE, all of it.", title="Not read")
    inlet = casebook.receive("a.bin", {})
    inlet.write(b"\x00\x01")
    casebook.spool.refuse(inlet.keep(), "It is no text.")
    page = visit("/reports?q=notice", color_scheme=looks, viewport={"width": 320, "height": 700})
    page.goto(page.url.partition("?")[0])
    page.get_by_text("Add reports").click()

    assert list_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_without_scripts_a_file_comes_in(
    browser: Browser, served: Access, casebook: Casebook, tmp_path: Path
) -> None:
    (tmp_path / "one.txt").write_text(ORLOV)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.address)

    page.get_by_label("Files", exact=True).set_input_files(tmp_path / "one.txt")
    page.get_by_role("button", name="Add the files").click()

    expect(page).to_have_url(f"http://127.0.0.1:{served.port}/reports")
    context.close()
    waiting = casebook.spool.list_waiting()
    assert waiting or list(casebook.reports())


def test_no_page_lists_thousands_of_files_that_wait(
    casebook: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(60):
        inlet = casebook.receive(f"{n}.txt", {})
        inlet.write(ORLOV.encode())
        item = inlet.keep()
    casebook.spool.refuse(item, "It cannot be read.")
    view = show_standing(make_visit(casebook)).values

    assert (len(view.handed), view.handed_over) == (50, 60)
    assert view.handed[0].problem == "It cannot be read."

    monkeypatch.setattr(spool, "read_file", None)  # they are at hand
    assert show_standing(make_visit(casebook)).values == view
