"""Count the keys that a hundred statements take in a real browser, by the keyboard alone.

    python -m benchmarks.desk.keystrokes
    python -m benchmarks.desk.keystrokes --only add     one of the three

Every keydown that the browser tells of is counted, Shift and "j" (on to the next statement)
among them; the mouse is not touched. The report is invented: a hundred statements of twenty
sources, some of whose names begin alike, each followed by one to three sentences that the reader
missed. Whoever corrects a source types the first two letters of the surname, goes to the name by
arrows where it is not the first one offered, and presses Enter twice. Whoever adds a statement
takes the sentence behind the statement before it ("w"), goes on to the one that was missed, which
is the last of up to three, and gives its source in the same way. Selecting by the mouse would
take a drag in place of "w" and the arrows.
"""

import argparse
import re
import shutil
import statistics
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from benchmarks.desk.served import Served
from sayso.capture.options import CaptureOptions
from sayso.records.claim import Certainty, Claim, Link, Polarity, SourceKind, Style
from sayso.records.entity import Entity, EntityType
from sayso.records.reading import MadeBy, Maker, Reading
from sayso.records.report import Report
from sayso.records.selector import Span
from sayso.workbench.adding import Addition
from sayso.workbench.casebook import Casebook

_COUNT = 100
_PATIENCE_MS = 60_000
_BARS = {"accept or reject": 1, "correct the source": 8, "add a missed statement": 12}
_NAMES = (
    *("Mira Tessaly", "Ilan Orsk", "Vera Orlin", "Tomas Ferrel", "Irena Ferrand", "Pavel Torren"),
    *("Lena Torvik", "Oskar Brandel", "Nadia Brann", "Emil Hask", "Rita Hassel", "Jonas Keller"),
    *("Marta Kemper", "Boris Lund", "Clara Maric", "Dina Marn", "Anton Selk", "Sofia Senn"),
    *("Viktor Ulm", "Hanna Wirth"),
)
_SAID = re.compile(r"(?P<source>[A-Z]\w+ [A-Z]\w+) (?P<cue>said) that (?P<said>[^.]+)")
_COUNTING = """() => {
  window.pressed = 0;
  addEventListener("keydown", () => { window.pressed += 1; }, true);
}"""


def write_text() -> str:
    """Return the report: a paragraph for each statement and what was missed behind it."""
    missed = ("The water was brown", "Nobody counted them", "The door had no handle")
    return "\n".join(
        f"{_NAMES[n % 20]} said that cell {n} held {n % 7 + 2} men. "
        + " ".join(f"{it} in week {n}." for it in missed[: n % 3 + 1])
        for n in range(_COUNT)
    )


@dataclass(frozen=True, slots=True)
class NameReader:
    """Reads what `write_text` writes: who said what."""

    def read(self, report: Report) -> Reading:
        """Return a claim for each sentence with "said", and everybody who is named."""
        ids = {name: f"e{n}" for n, name in enumerate(_NAMES, start=1)}
        entities = tuple(
            Entity(
                id=id_,
                type=EntityType.PERSON,
                name=name,
                mentions=tuple(Span(*it.span()) for it in re.finditer(name, report.text)),
            )
            for name, id_ in ids.items()
        )
        claims = tuple(
            Claim(
                id=f"c{n}",
                source=report.select(it.span("source")),
                cue=report.select(it.span("cue")),
                content=report.select(it.span("said")),
                style=Style.INDIRECT,
                chain=(
                    Link(
                        entity=ids[it["source"]],
                        name=it["source"],
                        kind=SourceKind.PERSON,
                        span=Span(*it.span("source")),
                    ),
                ),
                certainty=Certainty.STATED,
                polarity=Polarity.POSITIVE,
                said=None,
                confidence=0.9,
            )
            for n, it in enumerate(_SAID.finditer(report.text), start=1)
        )
        maker = Maker(name="names", version="1")
        made_by = MadeBy(reader=maker, models=(), languages=(), packs=())
        return Reading(
            made_by=made_by,
            report=report,
            entities=entities,
            claims=claims,
            times=(),
            places=(),
            quantities=(),
            provisions=(),
            penalties=(),
            events=(),
            cases=(),
            checks=(),
        )


def main() -> int:
    """Count, print mean and worst, and fail where a bar is missed."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.desk.keystrokes",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", default="", help="how what is counted begins")
    parser.add_argument("--count", type=int, default=_COUNT, help="statements, at most 100")
    given = parser.parse_args()
    found: dict[str, Callable[[Page, int], None]] = {
        "accept or reject": _judge,
        "correct the source": _correct,
        # Last: what is added stands between those that are gone through before.
        "add a missed statement": _add,
    }
    deeds = {name: it for name, it in found.items() if name.startswith(given.only)}
    expect.set_options(timeout=_PATIENCE_MS)
    with tempfile.TemporaryDirectory(prefix="sayso-keys-") as scratch:
        path = Path(scratch) / "casebook"
        with Casebook.create(path, analyst="bench", reader=NameReader()) as casebook:
            options = CaptureOptions(id="keys", language="en")
            addition = Addition(name="keys", source=write_text().encode(), options=options)
            for added in casebook.add([addition]):
                if added.problem is not None:
                    raise SystemExit(added.problem)
        with Served(path, analyst="bench") as served, sync_playwright() as playwright:
            chromium = shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            page = browser.new_page(viewport={"width": 1280, "height": 800})
            page.set_default_timeout(30_000)
            page.goto(served.address)
            print(f"{'keys a statement, of ' + str(given.count):32} mean  worst  at most")
            results = [
                _count(page, served, name, deed, given.count) for name, deed in deeds.items()
            ]
            browser.close()
    return 0 if all(results) else 1


def _count(
    page: Page, served: Served, name: str, deed: Callable[[Page, int], None], count: int
) -> bool:
    page.goto(f"{served.address.partition('/enter')[0]}/reports/keys")
    page.evaluate(_COUNTING)
    pressed = []
    if deed is _judge:
        page.keyboard.press("j")  # once a report: the first statement is chosen
    for n in range(count):
        before = page.evaluate("() => pressed")
        deed(page, n)
        pressed.append(page.evaluate("() => pressed") - before)
    return _print(name, pressed)


def _judge(page: Page, n: int) -> None:
    current = page.locator("#claims > [aria-current]")
    name = current.get_attribute("id")
    page.keyboard.press("r" if n % 4 == 3 else "a")
    expect(page.locator(f"li#{name}")).to_have_attribute("data-is", re.compile("stands|rejected"))


def _correct(page: Page, n: int) -> None:
    page.keyboard.press("j")
    page.keyboard.press("s")
    name = _NAMES[(n * 7 + 3) % 20]
    _choose(page, name)
    page.keyboard.press("Enter")
    expect(page.locator(f"li#c{n + 1} .who").first).to_contain_text(name)


def _add(page: Page, n: int) -> None:
    page.keyboard.press("j")
    for key in ("w", *["ArrowDown"] * (n % 3), "i"):
        page.keyboard.press(key)
    _choose(page, _NAMES[(n * 7 + 3) % 20])
    page.keyboard.press("Enter")
    expect(page.locator("li.claim[id^=m]")).to_have_count(n + 1)
    expect(page.locator("li.claim[id^=m]:focus")).to_have_count(1)


def _choose(page: Page, name: str) -> None:
    page.keyboard.type(name.split()[1][:2].lower())
    chosen = page.locator("#edit-names [aria-selected=true] bdi")
    expect(page.locator("#edit-names bdi", has_text=name)).to_be_visible()
    while chosen.text_content() != name:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")


def _print(name: str, pressed: Sequence[int]) -> bool:
    mean, worst = statistics.mean(pressed), max(pressed)
    print(f"{name:32} {mean:4.1f} {worst:6} {_BARS[name]:8}", flush=True)
    return worst <= _BARS[name]


if __name__ == "__main__":
    raise SystemExit(main())
