"""What is done with a statement: asked by plain requests, and in a real browser."""

import http.client
import json
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from browsing import Visitor, list_violations
from orlov import ORLOV, AddText
from playwright.sync_api import expect

from sayso.web.access import Access
from sayso.workbench.casebook import Casebook

KEY = "0123456789abcdef0123456789abcdef"
PAVEL = ORLOV.index("Pavel")
Send = Callable[..., tuple[int, dict[str, Any]]]


@pytest.fixture
def send(served: Access) -> Send:
    """Send a form as the reading page does, and return the status and the answer."""

    def ask(path: str, body: str | None, headers: dict[str, str]) -> tuple[int, str, str]:
        connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
        connection.request("GET" if body is None else "POST", path, body=body, headers=headers)
        answer = connection.getresponse()
        cookie = (answer.getheader("set-cookie") or "").partition(";")[0]
        text = answer.read().decode()
        connection.close()
        return answer.status, text, cookie

    cookie = ask(f"/enter?token={served.token}", None, {})[2]
    page = ask("/reports", None, {"cookie": cookie})[1]
    proof = re.search(r'name="proof" content="(\w+)"', page)
    assert proof is not None

    def send_form(path: str, **fields: str) -> tuple[int, dict[str, Any]]:
        headers = {
            "cookie": cookie,
            "origin": f"http://127.0.0.1:{served.port}",
            "accept": "application/json",
            "content-type": "application/x-www-form-urlencoded",
            "x-sayso-proof": proof[1],
        }
        if path.partition("?")[0].endswith(".json"):
            body = None
        else:
            shown = ask("/".join(path.split("/")[:3]) + ".json", None, {"cookie": cookie})[1]
            body = urlencode({"read": json.loads(shown)["read"], **fields})
        status, text, _ = ask(path, body, headers)
        return status, json.loads(text)

    return send_form


def get_claim(casebook: Casebook, report: str, claim: str) -> Any:
    reading = casebook.show(report).reading
    assert reading is not None
    return reading.find(claim)


def test_a_judgement_answers_with_the_card_and_the_counts(
    send: Send, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    status, told = send(f"/reports/{report}/claims/c1/judge", answer="no", because="A fake.")

    assert status == 200
    assert told["values"]["tally"] == {"stands": 0, "rejected": 1, "unsure": 0, "undecided": 1}
    assert told["values"]["said"] == "Rejected."
    assert 'id="c1"' in told["fragment"]
    (decision,) = casebook.show(report).decisions
    assert (decision.analyst, decision.reason) == ("Vera", "A fake.")


def test_what_is_sent_twice_is_decided_once(
    send: Send, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    told = [send(f"/reports/{report}/claims/c1/source", own="yes", key=KEY) for _ in range(2)]

    assert told[0] == told[1]
    assert told[0][1]["values"]["decisions"][0] == KEY
    assert casebook.stats().decisions == 1


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("judge", {"answer": "maybe"}),
        ("judge", {"answer": "yes", "key": "short"}),
        ("value", {"field": "confidence", "value": "1"}),
        ("value", {"field": "certainty", "value": "very"}),
        ("source", {}),
        ("source", {"links": "{"}),
        ("source", {"links": '[{"name": "Mira", "kind": "person", "entity": "e99"}]'}),
        ("source", {"links": '[{"name": "Mira", "kind": "friend"}]'}),
        ("span", {"part": "content", "spans": "[[0, 999999]]"}),
        ("span", {"part": "content", "spans": '[["0", 4]]'}),
        ("span", {"part": "content"}),
        ("note", {"text": " "}),
    ],
)
def test_what_does_not_fit_is_refused_and_nothing_is_kept(
    send: Send, casebook: Casebook, add_text: AddText, action: str, fields: dict[str, str]
) -> None:
    report = add_text(casebook).id
    status, told = send(f"/reports/{report}/claims/c1/{action}", **fields)

    assert status == 422
    assert told["problem"]
    assert casebook.stats().decisions == 0


def test_a_chain_keeps_whom_somebody_chose_and_joins_nobody_else(
    send: Send, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    links = [
        {"name": "Harbor Post", "kind": "outlet"},
        {"name": "Pavel Orlov", "kind": "subject", "entity": "e2"},
    ]
    status, _ = send(f"/reports/{report}/claims/c1/source", links=json.dumps(links))

    assert status == 200
    chain = get_claim(casebook, report, "c1").values["chain"]
    assert [(it["name"], it["entity"]) for it in chain] == [
        ("Harbor Post", None),
        ("Pavel Orlov", "e2"),
    ]


def test_selected_words_become_a_statement_wherever_else_they_stand(
    send: Send, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook, "The cellar is full. Nobody came. The cellar is full.").id
    status, told = send(
        f"/reports/{report}/missed",
        spans="[[33, 51]]",
        links='[{"name": "a neighbor", "kind": "eyewitness"}]',
    )

    assert status == 200
    assert told["values"]["claim"] == "m1"
    found = get_claim(casebook, report, "m1")
    assert found.values["content"]["spans"] == [[33, 51]]
    assert found.values["chain"][0]["name"] == "a neighbor"
    assert found.values["certainty"] is None

    _, undone = send(f"/reports/{report}/undo")
    assert (undone["values"]["claim"], undone["values"]["card"]) == ("m1", None)
    _, redone = send(f"/reports/{report}/redo")
    assert redone["values"]["card"]["words"] == "The cellar is full"


def test_words_certainty_origin_note_and_withholding_are_kept(
    send: Send, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    base = f"/reports/{report}/claims/c1"
    for action, fields in (
        ("value", {"field": "certainty", "value": "alleged"}),
        ("value", {"field": "polarity", "value": "negative"}),
        ("span", {"part": "source", "spans": ""}),
        ("span", {"part": "content", "spans": f"[[{PAVEL}, {PAVEL + 11}]]"}),
        ("origin", {"name": "the guard"}),
        ("note", {"text": "Ask her again."}),
        ("withhold", {"answer": "yes"}),
    ):
        assert send(f"{base}/{action}", **fields)[0] == 200, action

    claim = get_claim(casebook, report, "c1")
    assert claim.values["certainty"] == "alleged"
    assert claim.values["polarity"] == "negative"
    assert claim.values["source"] is None
    assert claim.values["content"]["text"] == "Pavel Orlov"
    assert claim.origin == "the guard"
    assert claim.notes[0].reason == "Ask her again."
    assert claim.redacted == "yes"


def test_undo_says_what_it_undid_until_nothing_is_left(
    send: Send, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    send(f"/reports/{report}/claims/c2/judge", answer="yes")

    _, undone = send(f"/reports/{report}/undo")
    _, nothing = send(f"/reports/{report}/undo")

    assert undone["values"]["claim"] == "c2"
    assert undone["values"]["said"].startswith("Undone: the statement “perhaps he would be freed")
    assert "nothing of yours left" in nothing["values"]["said"]


def test_undo_beside_an_answer_takes_back_that_answer_alone(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    page = visit(f"/reports/{report}")
    page.keyboard.press("j")
    page.keyboard.press("r")
    expect(page.locator("#said")).to_have_text("Rejected.")
    other = casebook.for_analyst("VERA")  # one person, who works in another tab
    other.decide(f"claim:{report}/c2", judgement="yes", because="So.")

    page.locator("#undo-said").click()

    expect(page.locator("#said")).to_contain_text("Undone")
    standing = [get_claim(casebook, report, it).standing.value for it in ("c1", "c2")]
    assert standing == ["undecided", "stands"]
    page.keyboard.press("u")
    expect(page.locator("#said")).to_contain_text("perhaps he would be freed")
    assert get_claim(casebook, report, "c2").standing.value == "undecided"


def test_only_ones_own_answer_can_be_named_to_be_undone(
    send: Send, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    name = f"claim:{report}/c1"
    theirs = casebook.for_analyst("Boris").decide(name, judgement="no", because="So.")
    mine = casebook.decide(name, judgement="yes", because="So.")
    later = casebook.decide(name, judgement="unsure", because="So.")

    refused, _ = send(f"/reports/{report}/undo", decision=theirs.id)
    told = [send(f"/reports/{report}/undo", decision=mine.id, key=KEY)[1] for _ in range(2)]

    assert refused == 422
    assert told[0] == told[1]
    assert "What was decided later holds." in told[0]["values"]["said"]
    assert get_claim(casebook, report, "c1").decided["standing"] == later.id


def test_whose_answer_was_replaced_is_told_and_whether_the_page_had_shown_it(
    send: Send, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    other = casebook.for_analyst("Boris")
    theirs = other.decide(f"claim:{report}/c1", judgement="no", because="A fake.")

    _, first = send(f"/reports/{report}/claims/c1/judge", answer="yes", seen="")
    _, second = send(f"/reports/{report}/claims/c1/judge", answer="unsure", seen="")

    (replaced,) = first["values"]["replaced"]
    assert (replaced["by"], replaced["answer"]) == ("Boris", "no")
    assert replaced["decision"] == theirs.id
    assert replaced["meanwhile"]
    (own,) = second["values"]["replaced"]
    assert (own["other"], own["meanwhile"]) == (False, False)
    other.decide(f"claim:{report}/c1", judgement="no", because="Still.", key=KEY)
    _, third = send(f"/reports/{report}/claims/c1/judge", answer="yes", seen=KEY)
    assert (third["values"]["replaced"][0]["meanwhile"]) is False


def test_a_corrected_date_is_read_with_later_and_that_is_said(
    send: Send, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    _, date = send(f"/reports/{report}/facts", field="published", value="2024-03-11")
    _, title = send(f"/reports/{report}/facts", field="title", value="")

    assert "read again" in date["values"]["said"]
    assert "Title corrected." in title["values"]["said"]
    reading = casebook.show(report).reading
    assert reading is not None
    assert reading.report["published"] == "2024-03-11"


def test_sources_of_the_report_are_offered_first(
    send: Send, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    _, all_ = send(f"/reports/{report}/names.json")
    _, some = send(f"/reports/{report}/names.json?q=or%20pa")

    assert [it["name"] for it in all_["options"]] == ["Anna Orlova", "Ivan Petrov", "Pavel Orlov"]
    assert [(it["name"], it["entity"]) for it in some["options"]] == [("Pavel Orlov", "e2")]
    assert all_["kinds"]["public"] == "nobody named"


def test_a_source_is_corrected_and_undone_by_the_keyboard(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    page = visit(f"/reports/{report}")
    card = page.locator("li.claim")

    for key in ("j", "s", "p", "a", "v", "Enter", "Enter"):
        page.keyboard.press(key)
    expect(card.first.locator(".who").first).to_contain_text("Pavel Orlov")
    assert [it["name"] for it in get_claim(casebook, report, "c1").values["chain"]] == [
        "Pavel Orlov"
    ]
    assert list_violations(page) == []

    page.keyboard.press("u")
    expect(card.first.locator(".who").first).to_contain_text("Anna Orlova")
    page.keyboard.press("U")
    expect(card.first.locator(".who").first).to_contain_text("Pavel Orlov")


def test_a_missed_statement_is_selected_and_added_by_the_keyboard(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook, f"{ORLOV} Nobody has come for the water since.").id
    page = visit(f"/reports/{report}", color_scheme="dark")

    page.keyboard.press("w")
    for key in ("ArrowDown", "ArrowDown", "i"):
        page.keyboard.press(key)
    expect(page.locator("#edit-source-words")).to_have_text("Nobody has come for the water since.")
    assert list_violations(page) == []
    for key in ("i", "v", "Enter", "Enter"):
        page.keyboard.press(key)

    card = page.locator("li#m1")
    expect(card).to_contain_text("Nobody has come for the water since.")
    expect(card).to_contain_text("Ivan Petrov")
    expect(card).to_be_focused()


def test_a_whole_report_is_judged_with_one_key_each(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    text = " ".join(f"Anna Orlova said that cell {n} was full." for n in range(6))
    report = add_text(casebook, text).id
    page = visit(f"/reports/{report}")

    for key in "jarxara":
        page.keyboard.press(key)

    expect(page.locator("#progress")).to_have_text("6 of 6 decided")
    reading = casebook.show(report).reading
    assert reading is not None
    assert [it.standing.value for it in reading.claims] == [
        "stands",
        "rejected",
        "unsure",
        "stands",
        "rejected",
        "stands",
    ]


def test_the_bar_fits_a_narrow_screen(
    visit: Visitor, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    page = visit(f"/reports/{report}", viewport={"width": 320, "height": 640})
    for keys in ("js", "Escape c", "Escape m"):
        for key in keys.split() if " " in keys else keys:
            page.keyboard.press(key)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
