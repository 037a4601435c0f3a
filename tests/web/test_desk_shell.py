"""What all pages of the desk share: keys, looks, prints, what was said, a server that is away."""

import json
import re
from pathlib import Path

import pytest
from browsing import Visitor, list_violations, serve
from orlov import AddText
from plain_reader import PlainReader
from playwright.sync_api import Browser, expect

from sayso.cli.main import main
from sayso.publish.wording import HOLDS_NAMES
from sayso.web.access import Access
from sayso.workbench.casebook import Casebook

ROOT = Path(__file__).parents[2]
EVERYWHERE = {
    "r": "/reports",
    "d": "/worklist",
    "c": "/cases",
    "x": "/conflicts",
    "p": "/people",
    "m": "/places",
    "s": "/sources",
    "l": "/log",
}


def test_keys_lead_to_every_page_whatever_the_keyboard_writes(visit: Visitor) -> None:
    page = visit("/reports")

    for letter, path in EVERYWHERE.items():
        page.keyboard.press("g")
        page.keyboard.press(letter)
        page.wait_for_url(f"**{path}")
        current = page.locator("nav[aria-label=Desk] [aria-current=page]")
        expect(current).to_have_attribute("href", path)
        # As a Russian keyboard writes it: the key with S on it.
        page.wait_for_function("document.querySelector('#help:not([hidden])')")
    page.evaluate(
        """for (const [key, code] of [["п", "KeyG"], ["ы", "KeyS"]])
            document.body.dispatchEvent(new KeyboardEvent("keydown", {key, code, bubbles: true}))"""
    )
    page.wait_for_url("**/sources")
    page.keyboard.press("/")
    expect(page.locator("main input[type=search]").first).to_be_focused()


def test_the_sheet_lists_all_keys_and_can_turn_them_off(visit: Visitor) -> None:
    page = visit("/reports")
    page.keyboard.press("?")
    sheet = page.get_by_role("dialog", name="Keys")
    expect(sheet).to_contain_text("Go to Reports")
    assert list_violations(page) == []

    sheet.get_by_role("checkbox").uncheck()
    sheet.get_by_role("button", name="Close").click()
    page.keyboard.press("?")
    expect(sheet).to_have_count(0)
    page.reload()
    page.keyboard.press("?")
    expect(sheet).to_have_count(0)

    page.get_by_role("button", name="Keys").click()
    expect(sheet.get_by_role("checkbox")).not_to_be_checked()


def test_the_guide_lists_the_keys_of_the_reading_page(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    page = visit(f"/reports/{add_text(casebook).id}")
    page.get_by_role("button", name="Keys").click()
    bound = page.locator("dialog.keys dt").all_inner_texts()

    guide = (ROOT / "docs/how-to/review-desk.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (`.+?`) \|", guide, re.MULTILINE)
    assert [" ".join(key.replace("`", "").split()) for key in listed] == [
        " ".join(key.split()) for key in bound
    ]


def test_the_looks_that_were_chosen_are_remembered(visit: Visitor) -> None:
    page = visit("/reports", color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)

    page.get_by_label("Looks").select_option("dark")
    page.goto(page.url.replace("/reports", "/cases"))

    expect(page.get_by_label("Looks")).to_have_value("dark")
    assert page.evaluate(ground) != light
    assert list_violations(page) == []


def test_every_print_says_first_that_names_are_in_it(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    page = visit(f"/reports/{report}", color_scheme="dark")
    page.emulate_media(media="print")

    assert page.locator("body").inner_text().startswith(HOLDS_NAMES)
    assert page.get_by_role("navigation").count() == 0
    colors = page.evaluate("(s => [s.color, s.backgroundColor])(getComputedStyle(document.body))")
    assert colors == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    page.emulate_media(media="screen")
    page.evaluate("window.print = () => document.body.dataset.printed = 'yes'")
    page.get_by_role("button", name="Print").click()
    expect(page.locator("body")).to_have_attribute("data-printed", "yes")


def test_names_are_handed_out_only_after_a_question(visit: Visitor) -> None:
    page = visit("/people")
    expect(page.get_by_role("contentinfo")).to_contain_text(HOLDS_NAMES)

    page.get_by_role("link", name="This page as JSON").click()
    asked = page.get_by_role("dialog", name="Names of persons are in it")
    asked.get_by_role("button", name="Stay here").click()
    expect(asked).to_be_hidden()
    page.get_by_role("link", name="This page as JSON").click()
    assert list_violations(page) == []
    asked.get_by_role("button", name="Open it all the same").click()

    page.wait_for_url("**/people.json")
    assert json.loads(page.locator("pre").inner_text())["names_notice"] == HOLDS_NAMES


def test_what_was_said_can_be_undone_and_closed(visit: Visitor) -> None:
    page = visit("/reports")
    line, words = page.locator(".said"), page.locator("#said[role=status]")
    page.evaluate(
        """async () => {
            const desk = document.querySelector('script[src*="desk.js"]').src;
            const { say } = await import(desk);
            say("Two are one now.", () => say("They are two again."));
        }"""
    )
    expect(words).to_have_text("Two are one now.")
    assert list_violations(page) == []

    line.get_by_role("button", name="Undo").click()
    expect(words).to_have_text("They are two again.")
    line.get_by_role("button", name="Close").click()
    expect(line).to_be_hidden()


def test_a_page_goes_on_when_the_server_answers_again(
    browser: Browser, casebook: Casebook, add_text: AddText
) -> None:
    """The server began anew meanwhile: its sessions are others, the page and its words the same."""
    address = f"/reports/{add_text(casebook).id}"
    with serve(casebook) as before:
        context = browser.new_context()
        page = context.new_page()
        page.goto(before.address)
        page.goto(f"http://{before.host}:{before.port}{address}")
    post = """address => import(document.querySelector('script[src*="desk.js"]').src)
        .then(desk => desk.send(address, {
            answer: "yes", read: document.getElementById("reading").dataset.read,
        })).then(told => told !== null)"""
    judge = f"{address}/claims/c1/judge"

    assert page.evaluate(post, judge) is False
    expect(page.get_by_role("alert")).to_contain_text("The server does not answer.")
    expect(page.locator("#said")).to_contain_text("What you typed is still here.")

    with serve(casebook, port=before.port) as after:
        expect(page.get_by_role("alert")).to_contain_text("does not know this page yet")
        context.new_page().goto(after.address)
        expect(page.locator("#said")).to_contain_text("The server answers again.")
        assert page.evaluate(post, judge) is True
    context.close()
    assert casebook.stats().decisions == 1


def test_an_address_that_leads_nowhere_says_what_to_do(served: Access, visit: Visitor) -> None:
    page = visit("/reports")
    told = page.request.get(page.url.replace("/reports", "/nowhere"))

    assert told.status == 404
    assert "There is nothing at this address." in told.text()
    assert "What to do:" in told.text()


def test_what_leaves_a_casebook_says_aside_that_names_are_in_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "refusals.casebook"
    Casebook.create(folder, analyst="Vera").close()
    for words in (
        ["backup", tmp_path / "copy"],
        ["export", "--csv", tmp_path / "csv"],
        ["export", "--jsonl", tmp_path / "jsonl"],
        ["export", "--bag", tmp_path / "bag"],
        ["cases", "--format", "html", "--out", tmp_path / "pages"],
    ):
        capsys.readouterr()
        main([*map(str, words), "--casebook", str(folder)], reader=PlainReader())
        said = capsys.readouterr()
        assert said.err.count(HOLDS_NAMES) == 1, words
        assert HOLDS_NAMES not in said.out, words
    assert HOLDS_NAMES in (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
