"""What to decide next, in the browser."""

import pytest
from browsing import Visitor, list_violations
from orlov import AddText
from playwright.sync_api import expect

from sayso.workbench.casebook import Casebook


@pytest.mark.parametrize("looks", ["light", "dark"])
def test_disagreements_stand_first_with_both_reasons(
    visit: Visitor, casebook: Casebook, add_text: AddText, looks: str
) -> None:
    report = add_text(casebook).id
    casebook.decide(f"claim:{report}/c1", judgement="yes", because="She was there.")
    oleg = casebook.for_analyst("Oleg")
    oleg.decide(f"claim:{report}/c1", judgement="no", because="The lawyer denies it.")

    page = visit("/worklist", color_scheme=looks)

    first = page.locator(".task").first
    expect(first).to_contain_text("“She was there.”")
    expect(first).to_contain_text("“The lawyer denies it.”")
    expect(first.get_by_role("link").first).to_have_attribute("href", f"/reports/{report}#c1")
    assert list_violations(page) == []
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_doubtful_statement_is_answered_by_one_key(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    add_text(casebook)
    page = visit("/worklist?kind=undecided")
    expect(page.locator(".task")).to_have_count(2)

    page.keyboard.press("j")
    page.keyboard.press("a")

    expect(page.locator(".task")).to_have_count(1)
    assert casebook.stats().decisions == 1


def test_the_worklist_of_one_report(visit: Visitor, casebook: Casebook, add_text: AddText) -> None:
    report = add_text(casebook).id
    add_text(casebook, "Lev Lisin said that nobody had come for him.")

    page = visit(f"/worklist?report={report}")

    expect(page.locator(".task")).to_have_count(2)


def test_looking_further_finds_all_and_nothing_twice(casebook: Casebook, add_text: AddText) -> None:
    from sayso.workbench.todo import UNDECIDED

    for number in range(5):
        add_text(casebook, f"Lev Lisin said that he had counted {number} lorries.")
    asked, before = [], None
    while True:
        found = casebook.look_through(UNDECIDED, before=before, seconds=0)
        asked += [it.question for it in found.items]
        if (before := found.next) is None:
            break

    everything = {it.question for it in casebook.worklist(limit=100)}
    assert len(asked) == len(set(asked)) == 5
    assert set(asked) == everything
