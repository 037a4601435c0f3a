"""Two reviewers: what they agree on is settled, by two browsers of one desk."""

from browsing import Visitor, list_violations
from orlov import AddText
from playwright.sync_api import Page, expect
from test_desk_accounts import PASSWORD, sign_in

from sayso.review.settlement import Agreement
from sayso.workbench.casebook import Casebook


def answer(page: Page, report: str, said: str, why: str) -> None:
    """Answer whether the first statement stands, as the page's own scripts do."""
    page.evaluate(
        """async ([report, answer, because]) => {
          const proof = document.querySelector('meta[name="proof"]').content;
          const { read } = await (await fetch(`/reports/${report}.json`)).json();
          await fetch(`/reports/${report}/claims/c1/judge`, {
            method: "POST",
            headers: { Accept: "application/json", "X-Sayso-Proof": proof },
            body: new URLSearchParams({ answer, because, read }),
          });
        }""",
        [report, said, why],
    )


def test_two_people_disagree_agree_and_neither_counts_twice(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    casebook.set_reviewers(2)
    for name in ("Vera", "Oleg"):
        casebook.add_account(name, PASSWORD)

    def tell() -> Agreement:
        return casebook.settle_claims(casebook.show(report).reading)["c1"].state

    vera = visit("/worklist")
    sign_in(vera, "Vera")
    answer(vera, report, "yes", "She was there.")
    answer(vera, report, "yes", "I am sure of it.")
    assert tell() is Agreement.ONCE
    vera.goto(vera.url)
    expect(vera.get_by_role("heading", name="Waiting for you 0")).to_be_visible()

    oleg = visit("/worklist")
    sign_in(oleg, "Oleg")
    expect(oleg.get_by_role("heading", name="Waiting for you 1")).to_be_visible()
    waiting = oleg.locator("section", has_text="Waiting for you").locator(".task")
    expect(waiting).to_contain_text("Vera has answered")
    expect(waiting).not_to_contain_text("I am sure")  # nobody is led
    assert list_violations(oleg) == []
    waiting.get_by_label("Why").fill("The lawyer denies it.")
    waiting.get_by_role("button", name="No", exact=True).click()

    expect(oleg.get_by_role("heading", name="Disagreements 1")).to_be_visible()
    assert tell() is Agreement.DISAGREEMENT
    vera.goto(vera.url)
    dispute = vera.locator("section", has_text="Disagreements").locator(".task")
    expect(dispute).to_contain_text("“The lawyer denies it.”")

    oleg.locator(".task").first.get_by_label("Why").fill("The lawyer took it back.")
    oleg.locator(".task").first.get_by_role("button", name="Yes", exact=True).click()

    expect(oleg.get_by_role("heading", name="Disagreements 0")).to_be_visible()
    assert tell() is Agreement.SETTLED


def test_how_many_must_agree_is_set_on_a_page_and_told_in_the_log(
    visit: Visitor, casebook: Casebook
) -> None:
    page = visit("/accounts")

    page.get_by_label("two different people").check()
    page.get_by_role("button", name="Keep it so").click()

    expect(page.get_by_label("two different people")).to_be_checked()
    assert casebook.reviewers == 2
    last = next(casebook.log(newest_first=True))
    assert (last.actor, last.body["action"]) == ("Vera", "reviewers")
