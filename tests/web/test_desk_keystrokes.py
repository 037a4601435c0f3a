"""How many keys a judgement, a correction and an added statement take; each panel serves all.

Keys are counted where they arrive, in the browser.
"""

import pytest
from browsing import Visitor, list_violations
from orlov import AddText
from playwright.sync_api import Page, expect

from sayso.workbench.casebook import Casebook

NAMES = ("Anna Orlova", "Ivan Petrov", "Mira Tessaly", "Pavel Koval", "Vera Lind")
LATE = "Nobody has come for the water since."
TEXT = " ".join(f"{name} said that cell {n} was full." for n, name in enumerate(NAMES)) + f" {LATE}"


def press(page: Page, *keys: str) -> int:
    """Press keys one after another, and return how many the page got."""
    page.evaluate(
        """() => {
          if (!("pressed" in window)) {
            addEventListener("keydown", () => (window.pressed += 1), { capture: true });
          }
          window.pressed = 0;
        }"""
    )
    for key in keys:
        page.keyboard.press(key)
    return int(page.evaluate("window.pressed"))


def test_keys_of_a_judgement_a_correction_and_an_added_statement(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook, TEXT).id
    page = visit(f"/reports/{report}#c1")

    assert press(page, "a") == 1
    expect(page.locator("#c1")).to_contain_text("stands")
    expect(page.locator("#c2")).to_be_focused()

    assert press(page, "s", "m", "i", "r", "a", "Enter", "Enter") <= 8
    expect(page.locator("#c2 .who").first).to_contain_text("Mira Tessaly")

    page.locator("#c5 .no").click()
    assert press(page, "w", "ArrowDown", "i", "v", "e", "Enter", "Enter") <= 12
    expect(page.locator("#m1 blockquote")).to_have_text(LATE)
    expect(page.locator("#m1 .who").first).to_contain_text("Vera Lind")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_open_panel_can_be_used_by_everybody(
    visit: Visitor, casebook: Casebook, add_text: AddText, scheme: str
) -> None:
    report = add_text(casebook, TEXT).id
    page = visit(f"/reports/{report}#c5", color_scheme=scheme)
    wrong: list[str] = []
    panels = {
        "s": "#edit-source",
        "c": "#edit-how",
        "m": "#edit-text",
        "f": "#edit-fact",
        "w": "#selected",
        "?": "dialog.keys",
    }
    for key, panel in panels.items():
        page.keyboard.press(key)
        expect(page.locator(panel)).to_be_visible()
        if key == "w":
            page.keyboard.press("ArrowDown")
            wrong += list_violations(page, colors_only=scheme == "dark")
            page.keyboard.press("i")
            expect(page.locator("#edit-source-words")).to_have_text(LATE)
        wrong += [f"{panel}: {it}" for it in list_violations(page, colors_only=scheme == "dark")]
        page.keyboard.press("Escape")

    assert wrong == []
