"""People of many reports in a real browser: looked at, joined, parted, and all taken back."""

import pytest
from browsing import Visitor, list_violations
from orlov import AddText
from playwright.sync_api import Page, expect

from sayso.cli.main import main
from sayso.workbench.casebook import Casebook

ONE = "Mira Tessaly was detained at the dam. Mira Tessaly said that she waits. Ilan Orsk said so."
OTHER = "Мира Тессали was detained. Мира Тессали said that she waits."
MARKUP = '<img src=x onerror="alert(1)"><script>alert(2)</script>'


@pytest.fixture
def two(casebook: Casebook, add_text: AddText) -> Casebook:
    """Two reports of one woman in two scripts, which nothing but her name joins."""
    add_text(casebook, ONE, id="dam-1", title="The dam", published="2031-03-01")
    add_text(casebook, OTHER, id="dam-2", published="2031-03-02")
    list(casebook.reconcile())
    return casebook


def print_cases(casebook: Casebook, capsys: pytest.CaptureFixture[str]) -> str:
    """Return what `sayso cases --format json` prints of a casebook."""
    capsys.readouterr()
    assert main(["--casebook", str(casebook.path), "cases", "--format", "json"]) == 0
    return capsys.readouterr().out


def check_looks(page: Page) -> None:
    """See that a page is accessible in light and in dark, and fits a narrow screen."""
    assert list_violations(page) == []
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")
    page.reload()
    assert list_violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.set_viewport_size({"width": 1280, "height": 800})


def test_whoever_reports_tell_of_is_listed_and_found_in_any_script(
    visit: Visitor, two: Casebook
) -> None:
    page = visit("/people")

    expect(page.locator(".people > li")).to_have_count(3)
    page.get_by_role("link", name="with suggestions waiting").click()
    expect(page.locator(".people > li")).to_have_count(2)
    page.get_by_role("searchbox").fill("Тессали")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".people > li")).to_have_count(2)
    check_looks(page)
    page.get_by_role("link", name="Mira Tessaly").click()
    expect(page.locator("mark").first).to_have_text("Mira Tessaly")
    check_looks(page)


def test_two_are_joined_and_parted_and_all_is_as_it_was(
    visit: Visitor, two: Casebook, capsys: pytest.CaptureFixture[str]
) -> None:
    before = print_cases(two, capsys)
    page = visit("/people/suggestions")
    page.get_by_role("link", name="Mira Tessaly and Мира Тессали").click()
    expect(page.get_by_text("makes one case of")).to_be_visible()
    check_looks(page)

    page.keyboard.press("r")
    page.keyboard.type("The same dam.")
    page.reload()
    expect(page.get_by_label("Why")).to_have_value("The same dam.")
    page.keyboard.press("y")
    expect(page.locator("#decided")).to_contain_text("Being put together")
    (made,) = two.holdings.store.list_decisions()
    assert made.reason == "The same dam."
    list(two.reconcile())
    expect(page.locator("#decided")).to_contain_text("Report dam-2 is now in case")
    assert len(two.case_files().cases) == 1

    page.locator("#decided").get_by_role("link", name="Mira Tessaly").first.click()
    expect(page.get_by_role("heading", name="What joined them")).to_be_visible()
    expect(page.locator(".joined")).to_contain_text("decided: yes")
    check_looks(page)
    page.get_by_role("button", name="Take this back").click()
    expect(page.locator("#decided")).to_contain_text("Being put together")
    list(two.reconcile())
    expect(page.locator("#decided")).to_contain_text("Report dam-2 is now in case")
    assert print_cases(two, capsys) == before


def test_one_member_is_taken_out_by_decisions(visit: Visitor, two: Casebook) -> None:
    two.decide("same-person:dam-1/e1=dam-2/e1", judgement="yes", because="The same dam.")
    list(two.reconcile())
    (person,) = (it for it in two.people_named("Tessaly").people)
    page = visit(f"/people/{person.id}")

    page.get_by_role("link", name="Take out").last.click()
    expect(page.get_by_text("the one taken out stands alone")).to_be_visible()
    check_looks(page)
    page.get_by_role("button", name="Make 1 decision").click()
    expect(page.locator("#decided")).to_contain_text("Being put together")
    list(two.reconcile())
    expect(page.locator("#decided")).to_contain_text("Report dam-2 is now in case")

    parted = two.people_named("Tessaly").people
    assert sorted(len(it.members) for it in parted) == [1, 1]
    assert len(two.case_files().cases) == 2


def test_an_id_of_before_leads_to_whoever_it_is_now(visit: Visitor, two: Casebook) -> None:
    ids = {it.id for it in two.people_named("Tessaly").people}
    two.decide("same-person:dam-1/e1=dam-2/e1", judgement="yes", because="The same dam.")
    list(two.reconcile())
    (now,) = two.people_named("Tessaly").people
    (gone,) = ids - {now.id}

    page = visit(f"/people/{gone}")
    expect(page.locator("main")).to_contain_text(f"You came by {gone}")
    unknown = page.request.get(page.url.replace(gone, "p0000000000"))
    assert unknown.status == 404
    assert "Nobody in this casebook has the id" in unknown.text()


def test_markup_in_names_and_reasons_is_shown_as_text(
    visit: Visitor, two: Casebook, add_text: AddText
) -> None:
    add_text(two, OTHER + " More.", id="x", title=MARKUP, publisher=MARKUP)
    name = "value:x/e1.name"
    two.decide(name, value=f"Мира {MARKUP} Тессали", because=MARKUP)
    two.decide("same-person:dam-1/e1=x/e1", judgement="yes", because=MARKUP)
    list(two.reconcile())
    page = visit("/people?q=Tessaly")

    page.locator(".people strong a").first.click()
    expect(page.get_by_text(MARKUP).first).to_be_visible()
    assert page.locator("main img, main script").count() == 0


def test_anybody_can_be_set_beside_anybody(visit: Visitor, two: Casebook) -> None:
    (person,) = two.people_named("Orsk").people
    page = visit(f"/people/{person.id}")

    page.get_by_label("Set beside somebody else").fill("Tessaly")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Set beside").first.click()

    expect(page.get_by_role("heading", name="For and against")).to_be_visible()
    expect(page.locator(".mark-conflicts")).to_contain_text("Ilan Orsk")
    page.keyboard.press("n")
    expect(page.locator("#decided")).to_contain_text("Kept: not one person")
    page.keyboard.press("u")
    expect(page.locator("#decided")).to_contain_text("Kept: taken back")
