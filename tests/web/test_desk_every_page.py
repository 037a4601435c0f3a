"""Every page of the desk: for everybody, on every screen, and deaf to what reports try to run."""

import json
import re
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
_HOSTILE = quote("<script>")
_PARAMETER = re.compile(r"\\\{\w+(:\w+)?\\\}")


@pytest.fixture(scope="module")
def access(workbench: Workbench, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Access]:
    path = tmp_path_factory.mktemp("desk") / "hostile.casebook"
    for casebook in make_hostile(path, workbench):
        with serve(casebook) as served:
            yield served


def list_pages(page: Page, own: str) -> Iterator[tuple[str, str]]:
    """Follow links until each page of `OFFERS` was met; yield path and address of each, opened.

    A page that is met by a harmless address is opened again by a hostile one that comes later.
    """
    patterns = {
        it.path: re.compile(_PARAMETER.sub("[^/]+", re.escape(it.path)))
        for it in OFFERS
        if isinstance(it, Offer)
    }
    met: dict[str, str] = {}
    waiting, seen = ["/reports"], {"/reports"}
    while waiting and len(seen) < 400:
        address = next((it for it in waiting if _HOSTILE in it), waiting[0])
        waiting.remove(address)
        path = urlsplit(address).path
        # The most particular pattern that fits is the page's own.
        fitting = [name for name, it in patterns.items() if it.fullmatch(path)]
        kind = min(fitting, key=lambda name: name.count("{"), default=None)
        if kind is None or (kind in met and (_HOSTILE in met[kind] or _HOSTILE not in address)):
            continue
        met[kind] = address
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
        yield kind, address
    missing = patterns.keys() - met.keys() - _ONLY_WITH_ACCOUNTS - _ASKED_BY_SCRIPTS
    assert not missing, f"no link leads to {sorted(missing)}"
    assert _HOSTILE in met["/reports/{report}"]
    assert _HOSTILE in met["/source"]


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
        page = open_page("/reports")
        wrong = [
            f"{path}: {it}"
            for path, address in list_pages(page, own)
            for it in list_faults(page, own, address)
        ]
        assert wrong == []
        assert complaints == []
