"""Signing in and out, where a casebook has accounts, and who must."""

import math
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from sayso.records.account import Account
from sayso.records.analyst import make_analyst_key
from sayso.web.access import Access, Session, Throttle
from sayso.web.desk import Desk
from sayso.web.paper import render
from sayso.workbench.accounts import BusyError

PLACE = "/sign-in"

_FIRST = "/reports"
_MOST_BYTES = 10_000
_MOST_NAME = 200
_OURS = re.compile(r"/(?![/\\])[^\x00-\x20\\]*")  # an address of ours, and nobody else's
_WRONG = "The name or the password is not right."


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    """What the page for signing in shows.

    Attributes:
        casebook: The casebook's name.
        to: Where one goes then.
        problem: Why one is not in, or ``None``.
        name: What was given as one's name.
    """

    casebook: str
    to: str
    problem: str | None = None
    name: str = ""


class Gate:
    """Asks who one is, once a casebook has an account; `sayso.web.guard.Guard` asks it."""

    def __init__(self, desk: Desk, access: Access) -> None:
        """Stand before a desk."""
        self._desk, self._access = desk, access

    async def refuse(self, request: Request, session: Session) -> Response | None:
        """Return what somebody gets who has to sign in first; ``None`` where all is well."""
        if request.url.path == PLACE or await run_in_threadpool(self._is_in, session):
            return None
        session.analyst = None
        if request.method == "GET" and request.headers.get("sec-fetch-mode") in (None, "navigate"):
            where = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"{PLACE}?to={quote(where, safe='')}", status_code=303)
        return JSONResponse(
            {
                "problem": "You are not signed in any more.",
                "remedy": "Sign in again in another tab; what you typed here is kept.",
            },
            status_code=401,
        )

    def _is_in(self, session: Session) -> bool:
        casebook = self._desk.casebook_of(session)
        if session.analyst is None:
            return not casebook.has_accounts()
        return self._access.is_signed_in(session, casebook.find_account(session.analyst))


def make_sign_in_routes(desk: Desk, access: Access) -> list[Route]:
    """Return the routes for signing in and out."""
    throttle = Throttle(access.clock)

    async def show(request: Request) -> Response:
        session: Session = request.scope["session"]
        to = _choose_place(request.query_params.get("to"))
        if not await run_in_threadpool(desk.casebook_of(session).has_accounts):
            return RedirectResponse(to, status_code=303)
        return _show(session, SignIn(casebook=desk.describe(session).casebook, to=to))

    async def sign_in(session: Session, form: Mapping[str, str]) -> Response:
        name, to = form.get("name", "")[:_MOST_NAME], _choose_place(form.get("to"))
        made = await run_in_threadpool(
            _try, desk, session, throttle, name=name, password=form.get("password", "")
        )
        if isinstance(made, Account):
            return _go(access, access.sign_in(session, made), to)
        told = SignIn(casebook=desk.describe(session).casebook, to=to, problem=made, name=name)
        return _show(session, told, status=403)

    async def sign_out(session: Session, _: Mapping[str, str]) -> Response:
        return _go(access, access.sign_out(session), PLACE)

    return [
        Route(PLACE, show, methods=["GET"]),
        Route(PLACE, _proven(access, sign_in), methods=["POST"]),
        Route("/sign-out", _proven(access, sign_out), methods=["POST"]),
    ]


def _try(
    desk: Desk, session: Session, throttle: Throttle, *, name: str, password: str
) -> Account | str:
    """Return the account that is opened, or why none is."""
    key = make_analyst_key(name)
    if delay := throttle.get_delay(key):
        seconds = math.ceil(delay)
        return f"That went wrong several times. Try again in {seconds} seconds."
    try:
        account = desk.casebook_of(session).check_password(name, password)
    except BusyError as exc:
        return f"{exc.problem} {exc.remedy}"
    if account is None:
        throttle.fail(key)
        return _WRONG
    throttle.forget(key)
    return account


def _proven(
    access: Access,
    act: Callable[[Session, Mapping[str, str]], Awaitable[Response]],
) -> Callable[[Request], Awaitable[Response]]:
    """Return an endpoint that acts only on forms of a page of the session."""

    async def endpoint(request: Request) -> Response:
        session: Session = request.scope["session"]
        length = request.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > _MOST_BYTES:
            return JSONResponse({"problem": "That is too much at once."}, status_code=413)
        async with request.form(max_files=0) as sent:
            form = {name: value for name, value in sent.items() if isinstance(value, str)}
        if not access.proves(session, form.get("proof", "")):
            return RedirectResponse(PLACE, status_code=303)
        return await act(session, form)

    return endpoint


def _choose_place(wish: str | None) -> str:
    """Return where to go next: an address of ours, never of a stranger."""
    return wish if wish is not None and _OURS.fullmatch(wish) else _FIRST


def _go(access: Access, session: Session, to: str) -> Response:
    answer = RedirectResponse(to, status_code=303)
    answer.set_cookie(access.cookie, session.id, httponly=True, samesite="strict")
    return answer


def _show(session: Session, values: SignIn, status: int = 200) -> Response:
    page = render("sign_in.html.jinja", {"view": values, "proof": session.proof})
    return Response(page, status_code=status, media_type="text/html; charset=utf-8")
