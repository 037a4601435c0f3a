"""Who is let in, and what is refused: asked by plain requests, as an attacker would."""

import asyncio
import http.client
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest
from clerks import make_visit
from orlov import AddText
from starlette.requests import Request
from starlette.types import Message

from sayso.errors import StoreError
from sayso.web.access import Access
from sayso.web.desk import Desk
from sayso.web.faults import Faults
from sayso.web.guard import POLICY
from sayso.web.pages import OFFERS
from sayso.web.routes import Action, Intake, Page, View, Visit, make_routes
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


def list_paths(kind: type[Page] | type[Action] | type[Intake]) -> list[str]:
    """Return an address of every offer of a kind, its variable parts filled in."""
    return [re.sub(r"\{\w+(:\w+)?\}", "x", it.path) for it in OFFERS if isinstance(it, kind)]


SHOWN = [*list_paths(Page), *(f"{path}.json" for path in list_paths(Page)), "/", "/alive"]
DONE = [*list_paths(Action), *list_paths(Intake)]
FILE = (
    '--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n'
    "Content-Type: text/plain\r\n\r\nWords\r\n--x--\r\n"
)
UPWARDS = ("../../../../etc/passwd", "..%2f..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/casebook.sqlite")


def test_no_address_answers_whoever_was_not_let_in(served: Access) -> None:
    own = {"origin": f"http://127.0.0.1:{served.port}", "content_length": "0"}
    forged = {"cookie": f"{served.cookie}=guess"}

    assert {
        path: ask(served, path).status for path in SHOWN if ask(served, path).status != 403
    } == {}
    assert [path for path in SHOWN if ask(served, path, **forged).status != 403] == []
    assert [it for it in DONE if ask(served, it, method="POST", **own).status != 403] == []


def test_every_action_refuses_foreign_pages_and_forms_without_proof(
    served: Access, cookie: str, casebook: Casebook
) -> None:
    def send(path: str, origin: str, **headers: str) -> int:
        kind, body = "application/x-www-form-urlencoded", "answer=yes"
        if path in list_paths(Intake):
            kind, body = "multipart/form-data; boundary=x", FILE
        return ask(
            served,
            path,
            method="POST",
            body=body,
            cookie=cookie,
            origin=origin,
            content_type=kind,
            **headers,
        ).status

    own = f"http://127.0.0.1:{served.port}"
    for path in DONE:
        assert send(path, "http://evil.example") == 403, path
        assert send(path, own, sec_fetch_site="cross-site") == 403, path
        assert send(path, own, host="evil.example") == 421, path
        assert send(path, own) == 403, path
        assert send(path, own, x_sayso_proof="0" * 64) == 403, path
    assert casebook.stats().decisions == 0
    assert list(casebook.reports()) == []


def test_every_page_refuses_what_does_not_only_ask(served: Access, cookie: str) -> None:
    for path in SHOWN:
        for method in ("PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"):
            assert ask(served, path, method=method, cookie=cookie).status == 405, (method, path)
        assert ask(served, path, cookie=cookie, host="evil.example").status == 421, path


def test_no_address_leads_to_files_of_the_machine(served: Access, cookie: str) -> None:
    """Every variable part of every address is tried with a way upwards."""
    variable = [it.path for it in OFFERS if isinstance(it, Page) and "{" in it.path]
    for path in (*variable, "/static/{edition}/{name}", "/{anything}"):
        for way in UPWARDS:
            told = ask(served, re.sub(r"\{\w+(:\w+)?\}", way, path), cookie=cookie)
            assert told.status in {404, 200}, (path, way)
            assert "root:" not in told.text, (path, way)
            assert "SQLite format" not in told.text, (path, way)


def test_every_page_is_kept_nowhere_and_says_what_it_may_load(served: Access, cookie: str) -> None:
    for path in SHOWN:
        headers = ask(served, path, cookie=cookie).headers
        assert headers["cache-control"] == "private, no-store", path
        assert headers["content-security-policy"] == POLICY, path
        assert headers["cross-origin-resource-policy"] == "same-origin", path
        assert "access-control-allow-origin" not in headers, path
        assert "server" not in headers, path


ODD = (
    "/reports?q=a%00b",
    "/people/a%00",
    "/reports?q=%1b[2J",
    f"/reports?after={'9' * 400}",
    f"/people?page={'9' * 5000}",
)
"""Addresses that databases stumble over, each in its own way."""


@pytest.mark.parametrize("path", ODD)
def test_what_no_link_of_ours_holds_is_refused_in_one_sentence(
    served: Access, cookie: str, path: str
) -> None:
    told = ask(served, path, cookie=cookie)

    assert told.status == 404
    assert "characters that no text has" in told.text


def test_where_a_database_is_reached_is_on_no_page(casebook: Casebook) -> None:
    def fail(_: Visit) -> View:
        raise StoreError(
            "The PostgreSQL server does not answer (postgresql://vera@10.1.2.3/secret: no "
            "connection (10.1.2.3)).",
            remedy="Check that it runs.",
        )

    visit = make_visit(casebook)
    _, route = make_routes(visit.desk, Access(port=1), (Page(path="/x", make=fail),))
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/x",
        "headers": [],
        "query_string": b"",
        "session": visit.session,
    }
    with ThreadPoolExecutor(1) as pool:
        told = pool.submit(lambda: asyncio.run(route.endpoint(Request(scope)))).result()

    assert b"does not answer." in told.body
    assert b"vera@" not in told.body
    assert b"10.1.2.3" not in told.body


def test_what_fails_quotes_nothing(casebook: Casebook) -> None:
    """What an exception says may be the words of a report."""
    complaints: list[str] = []

    async def fail(*_: object) -> None:
        raise ValueError("Pavel Orlov was detained")

    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "http.disconnect"}

    scope = {"type": "http", "method": "GET", "path": "/x", "headers": [], "query_string": b""}
    page = Faults(fail, Desk(casebook), complaints.append)
    # Where a browser is at work, its loop runs in this thread.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(page(scope, receive, send))).result()

    assert sent[0]["status"] == 500
    (complaint,) = complaints
    assert "ValueError" in complaint
    assert "Orlov" not in complaint + str(sent)
