"""Accounts: who must sign in, and what ends it. Asked in a browser, and as an attacker would."""

import re

import pytest
from browsing import Visitor, list_violations
from orlov import AddText
from playwright.sync_api import Page, expect
from test_guard import Answer, ask

from sayso.errors import SaysoError
from sayso.web.access import SIGNED_IN_SECONDS, Access, Throttle
from sayso.workbench import accounts
from sayso.workbench.accounts import check_password
from sayso.workbench.casebook import Casebook

PASSWORD = "four blue herons"
_FORM = "application/x-www-form-urlencoded"


@pytest.fixture
def peopled(casebook: Casebook) -> Casebook:
    """A casebook with an account."""
    casebook.add_account("Vera", PASSWORD)
    return casebook


def sign_in(page: Page, name: str, password: str = PASSWORD) -> None:
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def enter(access: Access) -> str:
    entered = ask(access, f"/enter?token={access.token}")
    return entered.headers["set-cookie"].partition(";")[0]


def find_proof(access: Access, cookie: str, path: str = "/sign-in") -> str:
    found = re.search(
        r'name="proof" (?:value|content)="(\w+)"', ask(access, path, cookie=cookie).text
    )
    assert found is not None
    return found[1]


def post(access: Access, path: str, body: str, cookie: str, *, proof: str | None = None) -> Answer:
    proof = find_proof(access, cookie) if proof is None else proof
    return ask(
        access,
        path,
        method="POST",
        body=f"proof={proof}&{body}",
        cookie=cookie,
        origin=f"http://127.0.0.1:{access.port}",
        content_type=_FORM,
    )


def try_in(access: Access, cookie: str, name: str = "Vera", password: str = PASSWORD) -> Answer:
    return post(access, "/sign-in", f"name={name}&password={password.replace(' ', '+')}", cookie)


def take_cookie(answer: Answer) -> str:
    return answer.headers["set-cookie"].partition(";")[0]


def test_without_an_account_the_one_who_serves_works(visit: Visitor) -> None:
    page = visit("/accounts")

    expect(page.get_by_role("heading", name="You work as Vera")).to_be_visible()
    expect(page.locator("main")).to_contain_text("has no account")


@pytest.mark.parametrize("looks", ["light", "dark"])
def test_signing_in_leads_to_the_page_that_was_asked_for(
    visit: Visitor, peopled: Casebook, looks: str
) -> None:
    page = visit("/accounts", color_scheme=looks, viewport={"width": 320, "height": 700})
    assert list_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    sign_in(page, "vera")

    expect(page.get_by_role("heading", name="You work as Vera")).to_be_visible()
    assert list_violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()


def test_every_page_asks_who_one_is_once_there_is_an_account(
    served: Access, peopled: Casebook
) -> None:
    cookie = enter(served)

    for path in ("/reports", "/log", "/accounts", "/alive"):
        asked = ask(served, path, cookie=cookie)
        assert (asked.status, asked.headers["location"].partition("?")[0]) == (303, "/sign-in")
    sent = post(served, "/accounts/reviewers", "reviewers=2", cookie)
    assert (sent.status, peopled.reviewers) == (401, 1)


def test_a_session_from_before_is_worth_nothing_after(served: Access, peopled: Casebook) -> None:
    """Session fixation: whoever planted the id before the signing in has nothing by it."""
    before = enter(served)

    answer = try_in(served, before)

    assert answer.status == 303
    after = take_cookie(answer)
    assert after != before
    assert ask(served, "/reports", cookie=before).status == 403
    assert ask(served, "/reports", cookie=after).status == 200
    planted = f"{served.cookie}=planted"
    assert ask(served, "/sign-in", cookie=planted).status == 403


def test_signing_in_needs_proof_and_our_own_page(served: Access, peopled: Casebook) -> None:
    """Else a stranger's page signs somebody in as whom it wants."""
    cookie = enter(served)
    body = f"name=Vera&password={PASSWORD.replace(' ', '+')}"

    assert "set-cookie" not in post(served, "/sign-in", body, cookie, proof="guess").headers
    foreign = ask(
        served, "/sign-in", method="POST", body=body, cookie=cookie, origin="http://evil.example"
    )
    assert foreign.status == 403


def test_signing_in_leads_nowhere_else(served: Access, peopled: Casebook) -> None:
    for wish in ("//evil.example", "/%5Cevil.example", "http://evil.example", "/%09/evil.example"):
        answer = post(served, "/sign-in", f"name=Vera&password={PASSWORD}&to={wish}", enter(served))
        assert answer.headers["location"] == "/reports", wish


def test_no_answer_tells_which_names_there_are(served: Access, peopled: Casebook) -> None:
    peopled.add_account("Gleb", PASSWORD)
    peopled.disable_account("Gleb")
    cookie = enter(served)
    hide = re.compile(r'value="[^"]*"')

    told = {
        hide.sub("", try_in(served, cookie, name, password).text)
        for name, password in (
            ("Vera", "wrong wrong wrong"),
            ("Nobody", PASSWORD),
            ("Gleb", PASSWORD),
        )
    }

    assert len(told) == 1
    assert "is not right" in told.pop()


def test_an_unknown_name_costs_as_much_as_a_wrong_password(
    peopled: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: one hash each."""
    from sayso.workbench import accounts

    checked: list[str] = []
    real = accounts._is_right

    def check(known: str, given: str) -> bool:
        checked.append(known[:30])
        return real(known, given)

    monkeypatch.setattr(accounts, "_is_right", check)
    for name in ("Vera", "Nobody"):
        assert check_password(peopled.holdings, name, "wrong wrong wrong") is None

    assert len(checked) == 2
    assert checked[0] == checked[1]  # the same kind of hash, with the same costs


def test_guessing_gets_slower_and_a_right_password_is_not_looked_at_meanwhile(
    served: Access, peopled: Casebook
) -> None:
    cookie = enter(served)
    for _ in range(3):
        assert "is not right" in try_in(served, cookie, password="wrong wrong wrong").text

    refused = try_in(served, cookie)

    assert refused.status == 403
    assert re.search(r"Try again in \d+ seconds", refused.text)


def test_the_delay_grows_ends_and_is_forgotten() -> None:
    now = [0.0]
    throttle = Throttle(lambda: now[0])

    delays = []
    for _ in range(12):
        throttle.fail("vera")
        delays.append(throttle.get_delay("vera"))

    assert delays == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60]
    assert throttle.get_delay("oleg") == 0
    now[0] = 60
    assert throttle.get_delay("vera") == 0
    throttle.forget("vera")
    throttle.fail("vera")
    assert throttle.get_delay("vera") == 0


def test_who_must_wait_is_not_forgotten_for_the_sake_of_many_names() -> None:
    throttle = Throttle(lambda: 0.0)
    for _ in range(12):
        throttle.fail("vera")

    for n in range(3_000):
        throttle.fail(f"nobody {n}")

    assert throttle.get_delay("vera") == 60


def test_many_who_enter_end_no_session_of_somebody_signed_in(
    served: Access, peopled: Casebook
) -> None:
    cookie = take_cookie(try_in(served, enter(served)))
    stranger = enter(served)

    for _ in range(70):
        served.enter(served.token)

    assert ask(served, "/reports", cookie=cookie).status == 200
    assert ask(served, "/sign-in", cookie=stranger).status == 403


def test_a_password_set_meanwhile_stays(
    casebook: Casebook, peopled: Casebook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who signs in with the old one, whose hash is to be made anew, brings it not back."""

    class Aged:
        verify = staticmethod(accounts._HASHER.verify)

        @staticmethod
        def check_needs_rehash(_: str) -> bool:
            return True

        @staticmethod
        def hash(given: str) -> str:
            monkeypatch.undo()
            peopled.set_password("Vera", "another long password")
            return accounts._HASHER.hash(given)

    monkeypatch.setattr(accounts, "_HASHER", Aged)

    assert casebook.check_password("Vera", PASSWORD) is not None
    assert casebook.check_password("Vera", PASSWORD) is None
    assert casebook.check_password("Vera", "another long password") is not None


@pytest.mark.parametrize("name", ["B\u043eris", "\u0410nna", "Anna \u041e."])
def test_a_name_that_looks_like_another_is_refused(casebook: Casebook, name: str) -> None:
    with pytest.raises(SaysoError, match="several scripts"):
        casebook.add_account(name, PASSWORD)


@pytest.mark.parametrize("name", ["Борис", "Мар\u02bcяна К.", "Zoë 2", "山田たろう"])
def test_a_name_of_one_script_is_taken(casebook: Casebook, name: str) -> None:
    assert casebook.add_account(name, PASSWORD).name == name


@pytest.mark.parametrize("change", ["disabled", "password", "hours"])
def test_an_open_session_ends_with_the_account(
    served: Access, peopled: Casebook, change: str
) -> None:
    cookie = take_cookie(try_in(served, enter(served)))
    assert ask(served, "/reports", cookie=cookie).status == 200

    if change == "disabled":
        peopled.disable_account("Vera")
    elif change == "password":
        peopled.set_password("Vera", "five green herons")
    else:
        later = served.clock() + SIGNED_IN_SECONDS
        served.clock = lambda: later

    assert ask(served, "/reports", cookie=cookie).status == 303
    if change == "hours":
        assert try_in(served, cookie).status == 303


def test_whoever_signs_out_is_out(served: Access, peopled: Casebook) -> None:
    cookie = take_cookie(try_in(served, enter(served)))

    out = post(served, "/sign-out", "", cookie)

    assert out.headers["location"] == "/sign-in"
    assert ask(served, "/reports", cookie=cookie).status == 403


def test_a_name_that_is_script_stays_text(
    visit: Visitor, served: Access, casebook: Casebook
) -> None:
    name = '<img src=x onerror="alert(1)">{{7*7}}'
    casebook.add_account(name, PASSWORD)
    page = visit("/accounts")

    sign_in(page, name)

    expect(page.get_by_role("heading", name="You work as")).to_contain_text(name)
    refused = post(served, "/sign-in", "name=%22%3E%3Cimg+src=x%3E", enter(served))
    assert "<img" not in refused.text


def test_decisions_bear_the_name_of_the_account(
    served: Access, peopled: Casebook, add_text: AddText
) -> None:
    report = add_text(peopled).id
    peopled.add_account("Oleg", PASSWORD)
    cookie = take_cookie(try_in(served, enter(served), "oleg"))
    proof = find_proof(served, cookie, "/accounts")
    read = peopled.mark_readings([report])

    post(
        served, f"/reports/{report}/claims/c1/judge", f"answer=yes&read={read}", cookie, proof=proof
    )

    assert [it.analyst for it in peopled.holdings.store.list_decisions()] == ["Oleg"]


def test_passwords_are_in_no_log_and_in_no_bag(peopled: Casebook) -> None:
    bag = peopled.path.parent / "bag"
    peopled.export_bag(bag)
    hashed = peopled.holdings.store.accounts.find("vera")
    assert hashed is not None
    secret = hashed[1].split("$")[-1].encode()

    told = " ".join(str((it.body, it.sealed)) for it in peopled.log())
    held = b"".join(path.read_bytes() for path in bag.rglob("*") if path.is_file())

    assert "account-added" in told
    assert secret.decode() not in told
    assert PASSWORD not in told
    assert secret not in held


def test_accounts_stay_in_a_backup_and_come_by_no_merge(peopled: Casebook) -> None:
    place = peopled.path.parent
    peopled.backup(place / "copy.casebook")

    with Casebook.open(place / "copy.casebook") as copy:
        assert [it.name for it in copy.accounts()] == ["Vera"]
    with Casebook.create(place / "other.casebook", analyst="Nina") as other:
        other.merge(peopled)
        assert other.accounts() == ()


@pytest.mark.parametrize(
    ("name", "password"),
    [("", PASSWORD), (" \u200b ", PASSWORD), ("Oleg", "short"), ("VERA", PASSWORD)],
)
def test_what_is_no_account_is_refused(peopled: Casebook, name: str, password: str) -> None:
    with pytest.raises(SaysoError):
        peopled.add_account(name, password)

    assert [it.name for it in peopled.accounts()] == ["Vera"]
