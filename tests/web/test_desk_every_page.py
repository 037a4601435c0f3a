"""Every page of the desk: for everybody, on every screen, and deaf to what reports try to run."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from browsing import list_violations, serve, watch
from hostile_reports import make_hostile
from playwright.sync_api import Browser, Page

from sayso.publish.wording import HOLDS_NAMES
from sayso.web.access import Access
from sayso.web.pages import OFFERS
from sayso.web.routes import Page as Offer
from sayso.workbench.reading import Workbench

NARROW, ZOOMED, HEIGHT = 320, 640, 900  # pixels of style: a telephone; 1280 enlarged twice
_ONLY_WITH_ACCOUNTS = {"/sign-in"}
# These answer scripts of other pages, and are no pages to look at.
_ASKED_BY_SCRIPTS = {
    "/cases/waiting",
    "/people/decided/{decision}",
    "/reports/{report}/claims/{claim}",
    "/reports/{report}/names",
    "/standing",
}
_PARAMETER = re.compile(r"\\\{\w+(:\w+)?\\\}")


@pytest.fixture(scope="module")
def access(workbench: Workbench, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Access]:
    path = tmp_path_factory.mktemp("desk") / "hostile.casebook"
    for casebook in make_hostile(path, workbench):
        with serve(casebook) as served:
            yield served


def find_pages(page: Page, own: str) -> dict[str, str]:
    """Follow links until each page of `OFFERS` was met; return an address of each by its path."""
    patterns = {
        it.path: re.compile(_PARAMETER.sub("[^/]+", re.escape(it.path)))
        for it in OFFERS
        if isinstance(it, Offer)
    }
    met: dict[str, str] = {}
    waiting, seen = ["/reports"], {"/reports"}
    while waiting and len(seen) < 400:
        address = waiting.pop(0)
        path = urlsplit(address).path
        # The most particular pattern that fits is the page's own.
        fitting = [name for name, it in patterns.items() if it.fullmatch(path)]
        kind = min(fitting, key=lambda name: name.count("{"), default=None)
        if kind is None or kind in met:
            continue
        met[kind] = address
        page.goto(own + address)
        links = page.eval_on_selector_all(
            "a[href]",
            "all => all.map(it => new URL(it.getAttribute('href'), document.baseURI).href)",
        )
        for link in links:
            found = link.removeprefix(own).partition("#")[0] if link.startswith(own) else ""
            if found and not found.endswith(".json") and found not in seen:
                seen.add(found)
                waiting.append(found)
    missing = patterns.keys() - met.keys() - _ONLY_WITH_ACCOUNTS - _ASKED_BY_SCRIPTS
    assert not missing, f"no link leads to {sorted(missing)}"
    return met


def test_every_page_can_be_used_by_everybody_and_runs_nothing(
    browser: Browser, access: Access
) -> None:
    own = f"http://{access.host}:{access.port}"
    wrong: list[str] = []
    with watch(browser, access) as (open_page, complaints):
        light, dark = open_page("/reports"), open_page("/reports", color_scheme="dark")
        for path, address in find_pages(light, own).items():
            for name, page in (("light", light), ("dark", dark)):
                page.set_viewport_size({"width": 1280, "height": HEIGHT})
                page.goto(own + address)
                wrong += [f"{path}, {name}: {it}" for it in list_violations(page)]
            for width in (NARROW, ZOOMED):
                light.set_viewport_size({"width": width, "height": HEIGHT})
                wide = light.evaluate("document.documentElement.scrollWidth")
                if wide > width:
                    wrong.append(f"{path}: {wide} pixels wide on a screen of {width}")
            for page in (light, dark):
                if page.evaluate("window.ran") is not None:
                    wrong.append(f"{path}: a report's words were run")
            where, _, query = address.partition("?")
            told = light.request.get(f"{own}{where}.json?{query}")
            if told.status != 200 or not json.loads(told.text()):
                wrong.append(f"{path}: {told.status} as JSON")
            noted = json.loads(told.text()).get("names_notice") == HOLDS_NAMES
            if noted is not (light.locator("body").get_attribute("data-names") is not None):
                wrong.append(f"{path}: its JSON and its page differ about names in it")
        assert wrong == []
        assert complaints == []
