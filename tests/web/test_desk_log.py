"""The log in the browser: who decided what, when and why, and the history of one thing."""

import pytest
from browsing import Visitor, list_violations
from orlov import AddText
from playwright.sync_api import Page, expect

from sayso.records.log_query import LogFilters
from sayso.workbench.casebook import Casebook


def fits_narrow(page: Page) -> bool:
    page.set_viewport_size({"width": 320, "height": 800})
    return bool(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


@pytest.fixture
def report(casebook: Casebook, add_text: AddText) -> str:
    """A report with some history: judged twice, undone, corrected, noted on."""
    report = add_text(casebook).id
    oleg = casebook.for_analyst("Oleg")
    casebook.decide(f"claim:{report}/c1", judgement="yes", because="She was there.")
    oleg.decide(f"claim:{report}/c1", judgement="no", because="The lawyer denies it.")
    undone = casebook.decide(f"claim:{report}/c2", judgement="yes", because="A slip of the hand.")
    casebook.undo(undone.id, because="It was the other one.")
    casebook.decide(f"value:{report}/c1.certainty", value="expected", because="Her words say so.")
    return report


@pytest.mark.parametrize("looks", ["light", "dark"])
def test_the_log_tells_who_did_what_and_why_the_newest_first(
    visit: Visitor, report: str, looks: str
) -> None:
    page = visit("/log", color_scheme=looks)
    lines = page.locator(".logged")

    expect(lines.nth(0)).to_contain_text("Vera decided the certainty of")
    expect(lines.nth(0)).to_contain_text("“Her words say so.”")
    expect(lines.nth(0)).to_contain_text("before stated since expected")
    expect(lines.nth(1)).to_contain_text("Vera took back an answer")
    expect(lines.nth(2)).to_contain_text("undone")
    expect(lines.nth(3)).to_contain_text("Oleg rejected the statement")
    expect(lines.nth(4)).to_contain_text("replaced")
    assert list_violations(page) == []
    assert fits_narrow(page)


def test_a_line_leads_to_the_words_and_to_their_history(visit: Visitor, report: str) -> None:
    page = visit("/log?who=Oleg")
    line = page.locator(".logged")
    expect(line).to_have_count(1)
    assert (
        line.get_by_role("link", name="see it in").get_attribute("href") == f"/reports/{report}#c1"
    )

    line.get_by_role("link", name="its history").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("her husband Pavel Orlov")
    expect(page.locator(".logged .what")).to_contain_text(
        ["Vera accepted", "Oleg rejected", "Vera decided the certainty"]
    )
    assert list_violations(page) == []
    assert fits_narrow(page)


def test_the_history_of_a_report_begins_with_how_it_came_in(visit: Visitor, report: str) -> None:
    page = visit(f"/log?report={report}")

    expect(page.locator(".logged")).to_have_count(6)
    expect(page.locator(".logged").first).to_contain_text("Vera added")
    assert list_violations(page) == []


def test_the_log_is_narrowed(visit: Visitor, report: str) -> None:
    page = visit("/log")
    page.get_by_label("Words in the reason").fill("LAWYER")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".logged")).to_have_count(1)

    page.goto(page.url.partition("?")[0] + "?question=value&since=2020-01-01")
    expect(page.locator(".logged")).to_have_count(1)
    page.goto(page.url.partition("?")[0] + "?until=2020-01-01")
    expect(page.get_by_text("Nothing was found.")).to_be_visible()
    asked = page.request.get(page.url.partition("?")[0] + "?since=31-31-31&who=Oleg")
    assert asked.status == 422
    assert "There is no such day: 31-31-31." in asked.text()
    assert '<option value="Oleg" selected>' in asked.text()
    asked = page.request.get(page.url.partition("/log")[0] + "/reports?since=foo&q=court")
    assert asked.status == 422
    assert 'value="court"' in asked.text()


def test_pages_of_the_log_miss_nothing_and_tell_nothing_twice(
    casebook: Casebook, report: str
) -> None:
    told, before = [], None
    while True:
        page = casebook.log_page(LogFilters(), before=before, limit=2)
        told += [it.entry.n for it in page.entries if it.entry is not None]
        if (before := page.next) is None:
            break

    assert told == [it.n for it in casebook.log(newest_first=True)]


def test_what_was_lawfully_removed_is_not_told(
    visit: Visitor, casebook: Casebook, report: str
) -> None:
    casebook.remove(report, because="A court ordered it.")
    page = visit("/log")

    expect(page.locator(".logged").first).to_contain_text("A court ordered it.")
    expect(page.locator(".logged", has_text="words lawfully removed")).not_to_have_count(0)
    told = page.locator("main").inner_text()
    assert "Orlov" not in told
    assert "lawyer" not in told
    key = casebook.holdings.store
    assert list(key.list_decisions_about([""])) == []


def test_the_log_of_a_merged_casebook_is_told_as_its_own(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    with Casebook.create(casebook.path.parent / "harbor.casebook", analyst="Nina") as other:
        other.set_reviewers(2)
        casebook.merge(other)
    page = visit("/log")
    expect(page.locator(".logged").first).to_contain_text("Vera merged harbor")

    page.get_by_label("Log of").select_option(label="harbor")
    page.get_by_role("button", name="Show").click()

    expect(page.locator(".logged").first).to_contain_text("Nina did: reviewers 2 instead of 1")


def test_script_in_names_and_reasons_stays_text(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    script = '<script>document.title="taken"</script><img src=x onerror="alert(1)">'
    report = add_text(casebook, title=script).id
    casebook.for_analyst(script).decide(f"claim:{report}/c1", judgement="yes", because=script)
    page = visit("/log")

    expect(page.locator(".logged").first.locator(".why")).to_have_text(f"“{script}”")
    expect(page.locator(".logged").first.locator(".who")).to_have_text(script)
    assert "taken" not in page.title()
