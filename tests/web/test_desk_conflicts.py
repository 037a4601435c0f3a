"""Where accounts conflict: both sides are seen, what was read wrongly is corrected."""

from browsing import Visitor, list_violations
from playwright.sync_api import expect
from test_desk_cases import WHO, add_both, casebook, is_narrow, put_together

from sayso.workbench.casebook import Casebook

__all__ = ["casebook"]
LATER = "\n".join(
    f"Bo Ek said that {WHO} {words}."
    for words in (
        "was sentenced on 2024-03-17",
        "was detained on 2024-01-05",
        "was not detained",
    )
)


def test_a_conflict_shows_both_sides_until_what_was_read_wrongly_is_corrected_or_rejected(
    visit: Visitor, casebook: Casebook
) -> None:
    add_both(casebook, LATER)
    put_together(casebook)
    page = visit("/conflicts")
    conflicts = page.locator(".conflicts > li")
    expect(conflicts.locator("h2")).to_contain_text(
        ["whether the detention happened", "date of the sentence"]
    )
    date = conflicts.nth(1)
    expect(date.locator(".side")).to_contain_text(
        ["on the word of Vera Lind", "on the word of Bo Ek"]
    )
    assert list_violations(page) == []
    assert is_narrow(page)
    page.set_viewport_size({"width": 1280, "height": 900})
    date.locator("blockquote a", has_text="2024-03-17").click()
    page.wait_for_url("**/reports/ledger-2#c1")

    (case,) = casebook.case_files().cases
    page.goto(page.url.partition("/reports")[0] + f"/cases/{case.id}/statements/ledger-2/c1")
    section = page.get_by_role("region", name="Was it read rightly?")
    section.get_by_label("First day").fill("2024-03-12")
    section.get_by_label("Last day").fill("2024-03-12")
    section.get_by_label("Why").fill("It writes 12: the scan misled the reader")
    section.get_by_role("button", name="Correct it").click()
    page.wait_for_url(f"**/cases/{case.id}#decided")
    put_together(casebook)
    page.get_by_role("link", name="Conflicts", exact=True).first.click()

    expect(conflicts).to_have_count(1)
    expect(conflicts).not_to_contain_text("date of the sentence")
    conflicts.locator("blockquote a", has_text="was not detained").click()
    page.wait_for_url("**/reports/ledger-2#c3")
    page.keyboard.press("r")
    expect(page.get_by_role("link", name="rejected 1")).to_be_visible()
    put_together(casebook)
    page.get_by_role("link", name="Conflicts", exact=True).first.click()

    expect(conflicts).to_have_text("No accounts conflict.")


def test_a_side_is_noted_and_the_list_narrowed(visit: Visitor, casebook: Casebook) -> None:
    add_both(casebook, LATER)
    put_together(casebook)
    page = visit("/conflicts?severity=medium", color_scheme="dark")
    conflict = page.locator(".conflicts > li")
    expect(conflict).to_have_count(1)
    conflict.get_by_text("Note something").click()
    conflict.get_by_label("Your words").fill("The court's list has the 12th")

    conflict.get_by_role("button", name="Keep the note").click()

    expect(conflict.locator(".note")).to_contain_text("The court's list has the 12th")
    assert list_violations(page) == []
    page.get_by_label("About what").select_option("polarity")
    page.get_by_label("How grave").select_option("")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(conflict).to_contain_text("whether the detention happened")
