"""The page in a real browser: Chromium, through Playwright."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from invented import make_reading
from playwright.sync_api import Browser, Page, expect, sync_playwright

from sayso.publish.reading_page import render

CHROMIUM = os.environ.get("SAYSO_CHROMIUM") or shutil.which("chromium")

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="needs Chromium: install it or name it in SAYSO_CHROMIUM"
)

Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def show(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open the page; afterwards, nothing must have been complained of or asked for."""
    file = tmp_path / "page.html"
    file.write_text(render(make_reading()), encoding="utf-8")
    complaints: list[str] = []
    contexts = []

    def open_page(**options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        own = file.as_uri()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda asked: complaints.extend({asked.url} - {own}))
        page.goto(own)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


def test_hostile_words_run_no_script(show: Opener, tmp_path: Path) -> None:
    hostile = "</script><script>document.title = 'owned'</script><img src=x onerror=alert(1)>"
    report = replace(make_reading().report, title=hostile, publisher=hostile, language='"x>')
    reading = replace(make_reading(), report=report)
    (tmp_path / "page.html").write_text(render(reading), encoding="utf-8")

    page = show()

    assert page.title() == hostile
    expect(page.locator("h1")).to_have_text(hostile)
    expect(page.locator("img")).to_have_count(0)


def test_statements_are_reached_by_keyboard(show: Opener) -> None:
    page = show()
    page.locator("#r1").focus()
    expect(page.locator("#inspector .number")).to_contain_text("1")

    page.keyboard.press("ArrowRight")
    expect(page.locator("#r2")).to_be_focused()
    expect(page.locator("#inspector .chain li")).to_have_text(
        ["Mira Tessaly wife of Ilan Tessaly", "Harbor News news outlet", "The Coast Gazette"]
    )
    expect(page.locator("#say")).to_contain_text("Statement 2 of 10. Mira Tessaly")

    assert "".join(page.locator(".chosen").all_text_contents()) == (
        "A reservist from Verrin was detained last week after he refused to go to the front"
    )
    assert page.locator(".chosen-source").all_text_contents() == ["his wife"]
    assert page.locator(".chosen-cue").all_text_contents() == ["told"]

    page.keyboard.press("Tab")
    expect(page.locator("#r3")).to_be_focused()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#r10")).to_be_focused()

    page.keyboard.press("Escape")
    expect(page.locator("#hint")).to_be_visible()
    expect(page.locator(".chosen")).to_have_count(0)
    page.keyboard.press("ArrowLeft")
    expect(page.locator("#r9")).to_be_focused()


def test_pointing_shows_the_chain_and_leaving_hides_it(show: Opener) -> None:
    page = show()

    page.locator(".seg", has_text="Around 200 conscripts").hover()
    expect(page.locator("#inspector .chain li").first).to_contain_text("relatives")
    page.mouse.move(1, 1)
    expect(page.locator("#hint")).to_be_visible()


def test_a_tap_shows_the_chain_on_a_telephone(show: Opener) -> None:
    page = show(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)

    page.locator(".seg", has_text="that anyone was being held").tap()
    inspector = page.locator("#inspector")
    expect(inspector).to_be_visible()
    expect(inspector).to_contain_text("Defense Ministry")
    expect(inspector).to_contain_text("denial")
    page.locator("#close").tap()
    expect(inspector).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_second_press_goes_from_the_inner_statement_to_the_outer(show: Opener) -> None:
    page = show()
    words = page.locator(".seg", has_text="Prosecutors intend")

    words.click()
    expect(page.locator("#inspector .number")).to_have_text("Statement 9")
    words.click()
    expect(page.locator("#inspector .number")).to_have_text("Statement 8")


def test_choosing_a_source_leaves_its_statements(show: Opener) -> None:
    page = show()
    button = page.get_by_role("button", name="Mira Tessaly").first

    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#filter")).to_contain_text("4 of 10 statements: Mira Tessaly")
    expect(page.locator(".statement:visible")).to_have_count(4)
    expect(page.locator(".seg.match", has_text="Around 200")).to_have_count(0)

    page.keyboard.press("Escape")
    expect(page.locator("#filter")).to_be_hidden()
    expect(page.locator(".statement:visible")).to_have_count(10)


def test_choosing_a_case_leaves_its_statements(show: Opener) -> None:
    page = show()

    page.get_by_role("tab", name="Cases").click()
    page.locator("#cases").get_by_role("button", name="conscripts").click()

    expect(page.locator(".statement:visible")).to_have_count(1)


def test_the_tabs_follow_the_arrow_keys(show: Opener) -> None:
    page = show()
    page.get_by_role("tab", name="Sources").focus()

    page.keyboard.press("ArrowRight")

    expect(page.get_by_role("tab", name="Cases")).to_have_attribute("aria-selected", "true")
    expect(page.locator("#cases")).to_be_visible()
    expect(page.locator("#sources")).to_be_hidden()


def test_a_number_in_a_list_leads_to_the_text(show: Opener) -> None:
    page = show()

    page.locator("#sources a[data-go='6']").first.click()

    expect(page.locator("#r6")).to_be_focused()
    expect(page.locator("#inspector")).to_contain_text("Lantern")


def test_everything_is_there_without_script(show: Opener) -> None:
    page = show(java_script_enabled=False)

    for section in ("sources", "cases", "people", "places", "times", "law", "checks"):
        expect(page.locator(f"#{section}")).to_be_visible()
    expect(page.locator("#inspector")).to_be_hidden()
    expect(page.locator(".statement")).to_have_count(10)
    page.locator("#r6").click()
    assert page.url.endswith("#s6")


def test_paper_shows_what_the_screen_hides(show: Opener) -> None:
    page = show()
    page.get_by_role("button", name="Harbor News").first.click()

    page.emulate_media(media="print")

    expect(page.locator(".statement:visible")).to_have_count(10)
    expect(page.locator("#checks")).to_be_visible()
    expect(page.locator("#inspector")).to_be_hidden()


CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const parse = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const light = ([r, g, b]) => [r, g, b]
    .map((value) => value / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
    .reduce((sum, value, i) => sum + value * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (element) => {
    for (let at = element; at; at = at.parentElement) {
      const color = parse(getComputedStyle(at).backgroundColor);
      if (color[3] === 255) return color;
    }
    return [255, 255, 255, 255];
  };
  const faint = [];
  const worded = "p, li, h1, h2, h3, span, a, b, blockquote, q, button";
  for (const element of document.querySelectorAll(worded)) {
    const words = [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!words || element.closest(".unseen, .skip, .count") || !element.checkVisibility()) continue;
    const [a, b] = [light(parse(getComputedStyle(element).color)), light(behind(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faint.push(`${element.textContent.slice(0, 30)}: ${ratio}`);
  }
  return faint;
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_word_is_readable_by_day_and_by_night(show: Opener, scheme: str) -> None:
    page = show(color_scheme=scheme)
    page.locator("#r9").click()

    assert page.evaluate(CONTRAST) == []


def test_day_and_night_differ(show: Opener) -> None:
    background = "getComputedStyle(document.body).backgroundColor"

    assert show(color_scheme="dark").evaluate(background) != show().evaluate(background)
