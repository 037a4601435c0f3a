"""A served casebook, and a browser that complains aloud."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from importlib.resources import files

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from sayso.web.access import Access
from sayso.web.app import make_app
from sayso.web.clerk import Clerk
from sayso.web.desk import Desk
from sayso.web.serving import listen
from sayso.workbench.casebook import Casebook

CHROMIUM = os.environ.get("SAYSO_CHROMIUM") or shutil.which("chromium")
_CRITERIA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_PATIENCE = 10_000

Visitor = Callable[..., Page]


@contextmanager
def serve(casebook: Casebook, clerk: Clerk | None = None, *, port: int = 0) -> Iterator[Access]:
    """Serve a casebook on a port that is free, until the block ends; nobody reads by default."""
    with closing(listen(port)) as listening:
        access = Access(port=listening.getsockname()[1])
        app = make_app(Desk(casebook, clerk), access)
        server = uvicorn.Server(
            uvicorn.Config(app, log_level="warning", lifespan="off", server_header=False)
        )
        running = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        running.start()
        yield access
        server.should_exit = True
        running.join()


@pytest.fixture
def served(casebook: Casebook) -> Iterator[Access]:
    """Serve a casebook for as long as a test runs."""
    with serve(casebook) as access:
        yield access


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("needs Chromium: install it or name it in SAYSO_CHROMIUM")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@contextmanager
def watch(browser: Browser, served: Access) -> Iterator[tuple[Visitor, list[str]]]:
    """Give what opens the desk in a browser of its own, and what was complained of meanwhile.

    A complaint is what a page logs, an error of a script, and whatever is asked for elsewhere.
    """
    complaints: list[str] = []
    contexts: list[BrowserContext] = []
    own = f"http://{served.host}:{served.port}/"

    def note_request(url: str) -> None:
        if not url.startswith((own, "data:")):
            complaints.append(f"asked for {url}")

    def open_page(path: str = "/", **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(_PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: note_request(asked.url))
        page.goto(served.address)
        page.goto(own.removesuffix("/") + path)
        return page

    yield open_page, complaints
    for context in contexts:
        context.close()


@pytest.fixture
def visit(browser: Browser, served: Access) -> Iterator[Visitor]:
    """Open the desk; afterwards nothing must have been complained of."""
    with watch(browser, served) as (open_page, complaints):
        yield open_page
    assert complaints == [], complaints


def list_violations(page: Page, *, colors_only: bool = False) -> list[str]:
    """Return what axe-core finds against WCAG 2.2, levels A and AA, on the page as it stands.

    The script comes with axe-playwright-python; it is run from outside the page, whose policy
    lets no script in. Colors alone are looked at where nothing else changed.
    """
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8"))
    only = ("rule", ["color-contrast"]) if colors_only else ("tag", _CRITERIA)
    found = page.evaluate(
        "([type, values]) => axe.run(document, { runOnly: { type, values } })", only
    )
    return [
        f"{it['id']}: {node['target']} {node['failureSummary']}"
        for it in found["violations"]
        for node in it["nodes"]
    ]
