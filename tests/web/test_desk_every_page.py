"""Every page of the desk: for everybody, on every screen, and deaf to what reports try to run."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import quote, urlsplit

import pytest
from browsing import list_violations, serve, watch
from hostile_reports import make_hostile
from playwright.sync_api import Browser, Page

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
    "/reports/{report}/reading",
    "/standing",
}
# How an id or a name that holds markup stands in an address.
_HOSTILE = re.compile(f"/~|{quote('<script>')}")
_MOST_OPENED = 3
_PARAMETER = re.compile(r"\\\{\w+(:\w+)?\\\}")


@pytest.fixture(scope="module")
def access(workbench: Workbench, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Access]:
    path = tmp_path_factory.mktemp("desk") / "hostile.casebook"
    for casebook in make_hostile(path, workbench):
        with serve(casebook) as served:
            yield served


def list_pages(page: Page, own: str) -> Iterator[tuple[str, str]]:
    """Follow links until each page of `OFFERS` was met; yield path and address of each, opened.

    Of each the first that is met is given, and, where that one's address is harmless, the first
    that has a hostile one; links of a few more are followed.
    """
    patterns = {
        it.path: re.compile(_PARAMETER.sub("[^/]+", re.escape(it.path)))
        for it in OFFERS
        if isinstance(it, Offer)
    }
    met: dict[str, bool] = {}  # whether by a hostile address
    opened: Counter[str] = Counter()
    waiting, seen = ["/reports"], {"/reports"}
    while waiting and len(seen) < 2_000:
        address = next((it for it in waiting if _HOSTILE.search(it)), waiting[0])
        waiting.remove(address)
        path = urlsplit(address).path
        # The most particular pattern that fits is the page's own.
        fitting = [name for name, it in patterns.items() if it.fullmatch(path)]
        kind = min(fitting, key=lambda name: name.count("{"), default=None)
        if kind is None or opened[kind] == _MOST_OPENED:
            continue
        opened[kind] += 1
        page.goto(own + address)
        links = page.eval_on_selector_all(
            "a[href]",
            "all => all.map(it => new URL(it.getAttribute('href'), document.baseURI).href)",
        )
        for link in links:
            assert urlsplit(link).scheme in {"http", "https"}, f"{kind} leads to {link}"
            found = link.removeprefix(own).partition("#")[0] if link.startswith(own) else ""
            if found and not found.endswith(".json") and found not in seen:
                seen.add(found)
                waiting.append(found)
        hostile = bool(_HOSTILE.search(address))
        if kind not in met or (hostile and not met[kind]):
            met[kind] = hostile
            yield kind, address
    missing = patterns.keys() - met.keys() - _ONLY_WITH_ACCOUNTS - _ASKED_BY_SCRIPTS
    assert not missing, f"no link leads to {sorted(missing)}"
    assert met["/reports/{report}"]
    assert met["/cases/{case}/statements/{report}/{claim}"]
    assert met["/source"]


def list_faults(page: Page, own: str, address: str) -> Iterator[str]:
    """Yield what is wrong with an open page."""
    page.set_viewport_size({"width": 1280, "height": HEIGHT})
    yield from (f"in light: {it}" for it in list_violations(page))
    page.emulate_media(color_scheme="dark")
    yield from (f"in dark: {it}" for it in list_violations(page, colors_only=True))
    page.emulate_media(color_scheme="light")
    for width in (NARROW, ZOOMED):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            yield f"{wide} pixels wide on a screen of {width}"
    if page.evaluate("window.ran") is not None:
        yield "a report's words were run"
    where, _, query = address.partition("?")
    told = page.request.get(f"{own}{where}.json?{query}")
    if told.status != 200 or not json.loads(told.text()):
        yield f"{told.status} as JSON"


def test_every_page_can_be_used_by_everybody_and_runs_nothing(
    browser: Browser, access: Access
) -> None:
    own = f"http://{access.host}:{access.port}"
    with watch(browser, access) as (open_page, complaints):
        page = open_page("/reports", reduced_motion="reduce")  # colors change at once
        wrong = [
            f"{path}: {it}"
            for path, address in list_pages(page, own)
            for it in list_faults(page, own, address)
        ]
        assert wrong == []
        assert complaints == []
