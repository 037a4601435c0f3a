"""Pictures of the desk for the documentation: five invented reports, read as they are."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import serve, watch
from playwright.sync_api import Browser, Page

from sayso.cli.main import main
from sayso.web.access import Access
from sayso.workbench.casebook import Casebook

ROOT = Path(__file__).parents[2]
FOLDER = os.environ.get("SAYSO_SCREENSHOTS")
MOST_BYTES = 150_000
SIZE = {"width": 1032, "height": 580}

pytestmark = pytest.mark.skipif(not FOLDER, reason="make screenshots names a folder for them")


@pytest.fixture(scope="module")
def access(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Access]:
    path = tmp_path_factory.mktemp("pictures") / "kirsanov.casebook"
    where = ["--casebook", str(path)]
    vera = ["--analyst", "Vera"]
    assert main(["new", str(path), *vera]) == 0
    assert main([*where, "add", "--manifest", str(ROOT / "examples/across.json"), *vera]) == 0
    for claim, answer in (("c2", "yes"), ("c1", "yes"), ("c4", "unsure")):
        because = ["--because", "Compared with the text."]
        assert main([*where, "decide", f"claim:dispatch/{claim}", answer, *because, *vera]) == 0
    assert main([*where, "cases"]) == 0
    with Casebook.open(path, analyst="Vera") as casebook, serve(casebook) as served:
        yield served


def take(page: Page, name: str) -> None:
    assert FOLDER is not None
    path = Path(FOLDER) / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, animations="disabled")
    assert path.stat().st_size < MOST_BYTES, name


def test_pictures_are_made_of_the_pages_as_they_are(browser: Browser, access: Access) -> None:
    with watch(browser, access) as (open_page, complaints):
        page = open_page("/reports/dispatch", viewport=SIZE, color_scheme="light")
        page.wait_for_function("document.querySelector('#help:not([hidden])')")
        for _ in range(3):
            page.keyboard.press("j")
        take(page, "reading")
        page.get_by_role("button", name="Keys").click()
        take(page, "keys")

        page = open_page("/cases", viewport=SIZE, color_scheme="light")
        page.get_by_role("link", name="Denis Kirsanov").first.click()
        page.wait_for_load_state("networkidle")
        take(page, "case")

        page = open_page("/places", viewport=SIZE, color_scheme="dark")
        take(page, "places")
        assert complaints == []
