"""Who is let in, and what is refused: asked by plain requests, as an attacker would."""

import http.client
import re
from dataclasses import dataclass

import pytest
from orlov import AddText

from sayso.web.access import Access
from sayso.workbench.casebook import Casebook


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    text: str


def ask(
    access: Access, path: str, *, method: str = "GET", body: str | None = None, **headers: str
) -> Answer:
    """Ask as any program can."""
    connection = http.client.HTTPConnection("127.0.0.1", access.port, timeout=10)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body=body, headers=named)
    answer = connection.getresponse()
    text = answer.read().decode()
    connection.close()
    return Answer(
        status=answer.status,
        headers={name.lower(): value for name, value in answer.getheaders()},
        text=text,
    )


@pytest.fixture
def cookie(served: Access) -> str:
    entered = ask(served, f"/enter?token={served.token}")
    assert entered.status == 303
    return entered.headers["set-cookie"].partition(";")[0]


def test_without_the_token_nothing_is_shown(served: Access) -> None:
    refused = ask(served, "/reports")

    assert refused.status == 403
    assert "address that sayso serve printed" in refused.text


def test_a_wrong_token_lets_nobody_in(served: Access) -> None:
    assert ask(served, "/enter?token=guess").status == 403
    assert "set-cookie" not in ask(served, "/enter?token=guess").headers


def test_the_token_does_not_stay_in_the_address(served: Access) -> None:
    entered = ask(served, f"/enter?token={served.token}")

    assert entered.headers["location"] == "/reports"
    assert "HttpOnly" in entered.headers["set-cookie"]
    assert "samesite=strict" in entered.headers["set-cookie"].lower()


def test_another_name_for_this_machine_is_refused(served: Access, cookie: str) -> None:
    """DNS rebinding: a stranger's name that leads to this address."""
    assert ask(served, "/reports", cookie=cookie, host="evil.example").status == 421
    assert ask(served, "/reports", cookie=cookie, host="127.0.0.1:1").status == 421


@pytest.mark.parametrize("origin", ["http://evil.example", "null", ""])
def test_a_foreign_page_can_send_nothing(served: Access, cookie: str, origin: str) -> None:
    headers = {"origin": origin} if origin else {}
    sent = ask(served, "/reports/x/claims/c1/judge", method="POST", cookie=cookie, **headers)

    assert sent.status == 403


def test_a_form_without_proof_is_refused(
    served: Access, cookie: str, casebook: Casebook, add_text: AddText
) -> None:
    report = add_text(casebook).id
    sent = ask(
        served,
        f"/reports/{report}/claims/c1/judge",
        method="POST",
        body="answer=yes",
        cookie=cookie,
        origin=f"http://127.0.0.1:{served.port}",
        content_type="application/x-www-form-urlencoded",
    )

    assert sent.status == 403
    assert casebook.stats().decisions == 0


def test_every_answer_says_what_a_page_may_load(served: Access, cookie: str) -> None:
    for path in ("/reports", "/reports.json", "/nothing", "/static/x/desk.js"):
        answer = ask(served, path, cookie=cookie)
        assert "default-src 'none'" in answer.headers["content-security-policy"], path
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert answer.headers["cache-control"] == "private, no-store", path


@pytest.mark.parametrize("path", ["../../../etc/passwd", "%2e%2e%2fdesk.css", "..%2f..%2fapp.py"])
def test_no_path_leads_out_of_the_files_that_pages_load(served: Access, path: str) -> None:
    page = ask(served, f"/enter?token={served.token}")
    shown = ask(served, "/reports", cookie=page.headers["set-cookie"].partition(";")[0])
    found = re.search(r"/static/(\w+)/", shown.text)
    assert found is not None

    assert ask(served, f"/static/{found[1]}/{path}").status == 404


def test_an_upload_of_unknown_or_great_length_is_refused(served: Access, cookie: str) -> None:
    sent = ask(
        served,
        "/reports/x/claims/c1/judge",
        method="POST",
        cookie=cookie,
        origin=f"http://127.0.0.1:{served.port}",
        content_length="2000000",
    )

    assert sent.status == 413
