"""What every request passes, and every answer gets, whatever page it asks for."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Protocol

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.access import Access, Session

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types sayso",
    )
)
"""Only our own files run, and only `static/fragments.js` may turn text into elements."""

HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "content-security-policy": POLICY,
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=()",
        # With "no-referrer" browsers call the origin of our own forms "null".
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
    }
)
_PRIVATE = "private, no-store"
_READING = frozenset({"GET", "HEAD"})
_OURS = frozenset({"same-origin", "none"})
_OPEN = ("/static/", "/enter")


class Gatekeeper(Protocol):
    """What may ask who one is; `sayso.web.sign_in.Gate` does."""

    async def refuse(self, request: Request, session: Session) -> Response | None:
        """Return what somebody gets who has to sign in first; ``None`` where all is well."""


class Guard:
    """Refuses what no page of ours asks for: ASGI middleware around all routes.

    A request needs our own name in its Host header, a session, and, where it changes anything,
    our own origin; that its form is ours, `sayso.web.routes` checks. Answers are kept nowhere.
    """

    def __init__(self, app: ASGIApp, access: Access, gate: Gatekeeper | None = None) -> None:
        """Guard an application."""
        self._app, self._access, self._gate = app, access, gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # nothing of ours speaks by web sockets; the server closes it
        request = Request(scope)
        refusal = self._refuse(request)
        if refusal is None and self._gate is not None and "session" in scope:
            refusal = await self._gate.refuse(request, scope["session"])
        app = self._app if refusal is None else refusal
        await app(scope, receive, _make_sender(send))

    def _refuse(self, request: Request) -> Response | None:
        if request.headers.get("host", "") not in self._access.hosts:
            return _say(421, "This server answers to its own address alone.")
        if request.method not in _READING | {"POST"}:
            return _say(405, "There is nothing here that is asked for in this way.")
        if request.method == "POST" and not self._is_ours(request.headers):
            return _say(403, "This was sent by a page that is not of this server.")
        if request.url.path.startswith(_OPEN):
            return None
        session = self._access.find(request.cookies)
        if session is None:
            return _say(403, "Open the address that sayso serve printed: it lets this browser in.")
        request.scope["session"] = session
        return None

    def _is_ours(self, headers: Headers) -> bool:
        """Return whether a browser says that a page of ours sends this.

        A browser names the origin of every POST; what names none is no browser that we trust
        with a cookie.
        """
        origin = headers.get("origin", "")
        site = headers.get("sec-fetch-site", "same-origin")
        return origin in {f"http://{host}" for host in self._access.hosts} and site in _OURS


def _say(status: int, text: str) -> Response:
    return PlainTextResponse(f"{text}\n", status_code=status)


def _make_sender(send: Send) -> Send:
    async def send_with_headers(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _list_headers(headers):
                headers[name] = value
        await send(message)

    return send_with_headers


def _list_headers(headers: MutableHeaders) -> Iterable[tuple[str, str]]:
    yield from HEADERS.items()
    if "cache-control" not in headers:
        yield "cache-control", _PRIVATE
