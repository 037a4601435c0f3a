"""Open reading pages in a real browser, and print how long they take.

    python -m benchmarks.desk.painting              3,000 words, and 5,000 statements
    python -m benchmarks.desk.painting --loads 50   each page so often

The server is a process of its own. The report of 3,000 words is made of reports of the storylines
beside the tests and read by sayso's own reader; the other one is invented, and read without
models. The browser is a new one with an empty cache; its first load is told apart, since style
and scripts come from its cache afterwards. "First paint" is the browser's own
first-contentful-paint, counted from the click; "server" is the page's answer to a plain client.
A key's time is from the key to the frame that shows what it did.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.desk.long_reports import StatementReader, write_statements, write_words
from benchmarks.desk.served import Served
from sayso.capture.options import CaptureOptions
from sayso.workbench.adding import Addition
from sayso.workbench.casebook import Casebook

_WORDS, _STATEMENTS = 3_000, 5_000
_PAINT = """() => new Promise((done) => {
  const look = () => {
    const found = performance.getEntriesByName("first-contentful-paint")[0];
    if (found) done(found.startTime); else setTimeout(look, 20);
  };
  look();
})"""
_PAINTED = """() => new Promise((done) => {
  const look = () => CSS.highlights.has("said") ? done(true) : setTimeout(look, 20);
  look();
})"""
# From what is done to the frame that shows it: a message that is sent in a frame comes behind it.
_TIME = """([kind, name]) => new Promise((done) => {
  const begin = performance.now();
  const port = new MessageChannel();
  port.port1.onmessage = () => done(performance.now() - begin);
  requestAnimationFrame(() => port.port2.postMessage(0));
  if (kind === "click") document.querySelector(name).click();
  else {
    const how = { key: name, bubbles: true, cancelable: true };
    document.body.dispatchEvent(new KeyboardEvent("keydown", how));
  }
})"""
_FILTERS = ("undecided", "doubtful", "denial", "own", "rejected", "all")


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.desk.painting",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--loads", type=int, default=20, help="of each page")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sayso-painting-") as scratch:
        path = Path(scratch) / "casebook"
        counts = _fill(path)
        with Served(path, analyst="bench") as served, sync_playwright() as playwright:
            chromium = shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_context(viewport={"width": 1280, "height": 800}).new_page()
            page.goto(served.address)
            base = served.address.partition("/enter")[0]
            for name, words in counts.items():
                print(f"{name}: {words}")
                _measure_page(page, served, f"{base}/reports/{name}", given.loads)
                _measure_keys(page, given.loads)
            browser.close()
    return 0


def _fill(path: Path) -> dict[str, str]:
    """Make a casebook of the two reports, and say what each of them is."""
    found = {}
    for name, text, reader in (
        ("words", write_words(_WORDS), None),
        ("statements", write_statements(_STATEMENTS), StatementReader()),
    ):
        opened = Casebook.create if reader is None else Casebook.open
        with opened(path, analyst="bench", reader=reader) as casebook:
            options = CaptureOptions(id=name, language="en", title="A long report")
            (added,) = casebook.add([Addition(name=name, source=text.encode(), options=options)])
            if added.report is None or added.problem is not None:
                raise SystemExit(f"The report was not read: {added.problem}")
            found[name] = f"{len(text.split()):,} words, {added.report.claims:,} statements"
    return found


def _measure_page(page: Page, served: Served, address: str, loads: int) -> None:
    path = "/" + address.split("/", 3)[3]
    served.client.show(path)
    size = len(served.client.show(path))
    answers = [_time(lambda: served.client.show(path)) for _ in range(loads)]
    _print(f"  server, {size // 1000:,} KB", answers)
    first, *paints = [_load(page, address) for _ in range(loads + 1)]
    print(f"  {'first paint, nothing cached':34} {first:6.0f}")
    _print("  first paint", paints)


def _load(page: Page, address: str) -> float:
    page.goto("about:blank")
    page.goto(address, wait_until="load")
    return float(page.evaluate(_PAINT))


def _measure_keys(page: Page, loads: int) -> None:
    page.evaluate(_PAINTED)
    for key in ("j", "k", "J", "n"):
        _print(f"  key {key}", [_act(page, "key", key) for _ in range(2 * loads)])
    _print("  filters", [_act(page, "click", f'.filters [data-show="{it}"]') for it in _FILTERS])


def _act(page: Page, kind: str, name: str) -> float:
    return float(page.evaluate(_TIME, [kind, name]))


def _time(act: Callable[[], object]) -> float:
    begin = time.perf_counter()
    act()
    return (time.perf_counter() - begin) * 1000


def _print(name: str, took: Sequence[float]) -> None:
    p95 = statistics.quantiles(took, n=20)[-1]
    print(f"{name:36} p50 {statistics.median(took):6.0f} ms   p95 {p95:6.0f} ms", flush=True)


if __name__ == "__main__":
    raise SystemExit(main())
