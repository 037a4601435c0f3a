"""Cases for the browser: one safe file each, with a timeline, a table of accounts, a graph."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from invented_cases import make_case, make_identity, make_names, make_quotes
from playwright.sync_api import Browser, sync_playwright

from sayso.publish.cases_page import (
    render_case,
    render_conflicts,
    render_index,
    render_origins,
    render_people,
)

CHROMIUM = os.environ.get("SAYSO_CHROMIUM") or shutil.which("chromium")

PAGES = {
    "case": render_case(make_case(), make_names(), make_quotes()),
    "origins": render_origins(make_case(), make_names()),
    "conflicts": render_conflicts([make_case()], make_names()),
    "index": render_index([make_case()], "refusals"),
    "people": render_people("petrov", [make_identity()], [make_case()], make_names()),
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_one_file_that_asks_for_nothing(name: str) -> None:
    page = PAGES[name]

    assert "default-src &#39;none&#39;" in page
    assert "<script" not in page
    assert not re.search(r'(?:src|href)="(?!#|https://example\.org|data:,|k\w+\.html)', page)


def test_whatever_reports_hold_is_shown_as_text() -> None:
    assert "&lt;script&gt;" in PAGES["case"]
    assert "\x1b" not in PAGES["case"]
    assert "javascript:" not in PAGES["case"]


def test_the_table_has_a_row_a_step_and_a_column_an_origin() -> None:
    table = PAGES["case"].split('id="accounts"')[1].split("</table>")[0]

    assert table.count('scope="row"') == 2
    assert table.count('scope="col"') == 3  # the steps' own, and two origins
    assert table.count('class="silent"') == 2


def test_who_has_it_from_whom_is_drawn() -> None:
    assert '<path class="arrow copies"' in PAGES["case"]
    assert '<rect class="box origin"' in PAGES["case"]
    assert "<title>Publisher 1 cites Marina Belova</title>" in PAGES["origins"]


def test_the_timeline_tells_what_is_done_from_what_is_not() -> None:
    timeline = PAGES["case"].split('id="timeline"')[1].split("</section>")[0]

    assert timeline.count('<rect class="bar"') == 1
    assert "day not known" in timeline


@pytest.mark.skipif(
    CHROMIUM is None, reason="needs Chromium: install it or name it in SAYSO_CHROMIUM"
)
@pytest.mark.parametrize("name", PAGES)
def test_a_browser_shows_it_without_complaint(name: str, browser: Browser, tmp_path: Path) -> None:
    file = tmp_path / "page.html"
    file.write_text(PAGES[name], encoding="utf-8")
    complaints: list[str] = []
    page = browser.new_page(viewport={"width": 400, "height": 800})
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))

    page.goto(file.as_uri())

    assert complaints == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 400  # wide tables and drawings scroll by themselves
    page.close()
