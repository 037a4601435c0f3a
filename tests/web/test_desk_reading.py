"""The reading page in a real browser: text and statements side by side."""

import json

import pytest
from browsing import Visitor, list_violations
from orlov import AddText
from playwright.sync_api import Page, expect

from sayso.workbench.casebook import Casebook
from sayso.workbench.inbox import Wish

TEXT = (
    "🕯️ Vigil at Lower Sorn 🕯️\n"
    "Anna Orlova said that Pavel Orlov was detained on Monday. "
    "Ivan Petrov said perhaps he would be freed.\n"
    "𝔐ira Tessaly said <b>the gate</b> was <script>alert(1)</script> shut 🔒 at noon.\n"
    "Світлана Коваль said брата забрали вночі."
)
PAINTED = """name => [...(CSS.highlights.get(name) ?? [])].map(it => {
  const range = document.createRange();
  range.setStart(it.startContainer, it.startOffset);
  range.setEnd(it.endContainer, it.endOffset);
  return String(range);
})"""


def get_painted(page: Page, name: str) -> list[str]:
    """Return the words that are painted under a name."""
    found: list[str] = page.evaluate(PAINTED, name)
    return found


def expect_painted(page: Page, name: str, words: list[str]) -> None:
    """Wait until the page got round to painting."""
    for _ in range(100):
        if get_painted(page, name) == words:
            return
        page.evaluate("() => new Promise(requestAnimationFrame)")
    assert get_painted(page, name) == words


def expect_current(page: Page, claim: str) -> None:
    expect(page.locator("#claims > [aria-current]")).to_have_id(claim)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_statement_stands_beside_its_words(
    visit: Visitor, casebook: Casebook, add_text: AddText, scheme: str
) -> None:
    """Offsets are code points, and what a report holds is only ever text."""
    report = add_text(casebook, TEXT, title="Vigil", publisher="The Sorn Courier").id
    page = visit(f"/reports/{report}#c3", color_scheme=scheme)

    expect_current(page, "c3")
    card = page.locator("#c3")
    expect(card).to_contain_text("𝔐ira Tessaly")
    expect(card).to_contain_text("The Sorn Courier")
    expect(card).to_contain_text("<script>alert(1)</script> shut 🔒 at noon.")
    content = ["<b>the gate</b> was <script>alert(1)</script> shut 🔒 at noon."]
    expect_painted(page, "current-content", content)
    expect_painted(page, "current-source", ["𝔐ira Tessaly"])
    expect_painted(page, "cue", ["said"] * 4)
    assert list_violations(page) == []
    text = page.evaluate("[...document.querySelectorAll('#text p')].map(it => it.textContent)")
    assert "\n".join(text) == TEXT


def test_statements_are_gone_through_by_keys(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook, TEXT).id
    casebook.decide(f"claim:{report}/c2", judgement="yes", because="It says so.")
    page = visit(f"/reports/{report}")

    page.keyboard.press("j")
    expect_current(page, "c1")
    page.keyboard.press("J")
    expect_current(page, "c3")
    page.keyboard.press("k")
    expect_current(page, "c2")
    expect(page.locator("#c2")).to_contain_text("Stands by Vera")
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#c2")).to_be_focused()
    expect(page).to_have_url(f"{page.url.partition('#')[0]}#c2")
    page.reload()
    expect_current(page, "c2")


def test_the_words_lead_to_their_statement(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook, TEXT).id
    page = visit(f"/reports/{report}")

    spot = page.evaluate(
        """() => {
          const words = document.querySelectorAll("#text p")[2].firstChild;
          const range = document.createRange();
          range.setStart(words, words.data.indexOf("noon"));
          range.setEnd(words, words.data.indexOf("noon") + 4);
          const box = range.getBoundingClientRect();
          return [box.x + box.width / 2, box.y + box.height / 2];
        }"""
    )
    page.mouse.click(*spot)

    expect_current(page, "c3")


def test_what_is_selected_is_counted_in_code_points(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook, TEXT).id
    page = visit(f"/reports/{report}")

    selected = page.evaluate(
        """async () => {
          const at = document.querySelector('script[src*="/reading.js"]').src;
          const { getSelected, getText } = await import(new URL("highlights.js", at));
          const lines = document.querySelectorAll("#text p");
          const [first, last] = [lines[0].firstChild, lines[2].firstChild];
          const begin = first.data.indexOf("Sorn"), end = last.data.indexOf("🔒") + 3;
          getSelection().setBaseAndExtent(first, begin, last, end);
          const spans = getSelected();
          return [spans, getText(spans)];
        }"""
    )

    begin, end = TEXT.index("Sorn"), TEXT.index("🔒") + 1
    assert selected == [[[begin, end]], TEXT[begin:end]]


def test_the_list_is_narrowed_and_counts_what_is_decided(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook, TEXT).id
    casebook.decide(f"claim:{report}/c2", judgement="no", because="He did not.")
    page = visit(f"/reports/{report}")

    expect(page.locator("#progress")).to_have_text("1 of 4 decided")
    page.get_by_role("link", name="rejected 1").click()
    expect(page.locator("#claims > :visible")).to_have_count(1)
    page.keyboard.press("j")
    expect_current(page, "c2")
    page.keyboard.press("a")
    expect(page.get_by_role("link", name="rejected 0")).to_be_visible()
    expect(page.locator("#c2")).to_contain_text("stands")
    page.keyboard.press("j")
    expect_current(page, "c2")


def test_what_people_said_stands_beside_what_was_read(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook, TEXT, published="2023-05-12").id
    casebook.decide(f"value:{report}/c1.certainty", value="alleged", because="By hearsay.")
    casebook.decide(f"origin:{report}/c1", value="a neighbor", because="She told me.")
    casebook.decide(f"redact:{report}/c1", judgement="yes", because="He is in danger.")
    casebook.decide(f"note:{report}/c1", because="Ask her <i>again</i>.")
    casebook.correct(report, "title", "The vigil", because="The page says so.")
    page = visit(f"/reports/{report}#c1")

    card = page.locator("#c1")
    for words in ("a neighbor", "as decided", "withheld", "Ask her <i>again</i>.", "By hearsay."):
        expect(card).to_contain_text(words)
    expect(card).to_contain_text("read as stated")
    expect(card).to_contain_text("Anna Orlova")
    page.get_by_text("About the report").click()
    expect(page.locator(".facts")).to_contain_text("corrected by Vera")
    expect(page.locator(".facts")).to_contain_text("captured: not known")


def test_reports_that_wait_failed_or_are_gone_say_so(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    gone = add_text(casebook, TEXT).id
    casebook.remove(gone, because="A court orders it.")
    page = visit(f"/reports/{gone}.json")
    told = json.loads(page.inner_text("body"))

    assert told["state"] == "removed"
    assert "A court orders it" in told["notice"]
    assert told["text"] is None


@pytest.mark.parametrize("name", ["a/b", "..", "x.json", "Звіт № 1?#%2F", " blank ", "~tilde"])
def test_a_report_of_any_id_has_a_page(
    visit: Visitor, casebook: Casebook, add_text: AddText, name: str
) -> None:
    add_text(casebook, TEXT, id=name, title="Odd")
    page = visit("/reports")

    page.get_by_role("link", name="Odd").click()
    expect(page.locator("#reading.scripted")).to_be_visible()
    page.keyboard.press("j")
    page.keyboard.press("a")
    expect(page.locator("#c1")).to_contain_text("stands")


def test_a_phone_shows_the_text_above_its_statements(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook, TEXT).id
    page = visit(f"/reports/{report}#c2", viewport={"width": 320, "height": 640})

    expect_current(page, "c2")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("link", name="Text", exact=True).click()
    expect(page.locator("#text p").nth(1)).to_be_in_viewport()
    page.get_by_role("link", name="Statements", exact=True).click()
    expect(page.locator("#c2")).to_be_in_viewport()
    assert list_violations(page) == []


def test_without_scripts_a_statement_is_chosen_by_its_number(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook, TEXT).id
    page = visit(f"/reports/{report}", java_script_enabled=False)

    page.get_by_role("link", name="c2", exact=True).click()
    page.get_by_role("button", name="Accept").click()

    expect(page.locator("#c2")).to_contain_text("stands")


def test_who_is_asked_to_confirm_is_not_told_why_the_first_one_decided(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook, TEXT).id
    casebook.set_reviewers(2)
    for claim in ("c1", "c2"):
        oleg = casebook.for_analyst("Oleg")
        oleg.decide(f"claim:{report}/{claim}", judgement="no", because="I know her.")
    casebook.decide(f"claim:{report}/c2", judgement="yes", because="It says so.")
    page = visit(f"/reports/{report}#c1")

    card = page.locator("#c1")
    expect(card).to_contain_text("answered by one of two")
    for told in ("I know her.", "Oleg", "rejected"):
        expect(card).not_to_contain_text(told)
    expect(card.get_by_role("link", name="History")).to_have_count(0)
    expect(page.locator("#progress")).to_have_text("1 of 4 decided")
    expect(page.get_by_role("link", name="rejected 0")).to_be_visible()
    shown = page.request.get(f"{page.url.partition('#')[0]}.json").json()["claims"][0]
    assert (shown["standing"], shown["judged"]) == ("undecided", None)
    assert "rejected" not in card.evaluate("it => it.outerHTML")
    expect(page.locator("#c2")).to_contain_text("disputed")

    page.keyboard.press("r")
    expect(card).to_contain_text("settled")
    expect(card).to_contain_text("rejected")
    card.locator(".no").click()
    expect(card.get_by_role("link", name="History")).to_be_visible()


def test_the_inbox_counts_what_waits_to_be_confirmed_by_who_looks(
    casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    casebook.set_reviewers(2)
    for claim in ("c1", "c2"):
        casebook.decide(f"claim:{report}/{claim}", judgement="no", because="So.")

    def count(analyst: str) -> int:
        (row,) = casebook.for_analyst(analyst).inbox(Wish(), limit=5).rows
        return row.undecided

    assert (count("Oleg"), count("vera")) == (2, 0)
    casebook.for_analyst("Oleg").decide(f"claim:{report}/c1", judgement="yes", because="So.")
    assert count("Oleg") == 1
