"""One way in for all pages and actions: a page is a view, also as JSON; an action needs proof."""

import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, QueryParams
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from sayso.errors import GatheringError, SaysoError
from sayso.publish.json_format import to_plain, write_json
from sayso.publish.wording import HOLDS_NAMES
from sayso.records.decision import Judgement
from sayso.review.question_text import QuestionError
from sayso.web.access import Access, Session
from sayso.web.addresses import read_report_slug
from sayso.web.desk import Desk
from sayso.web.paper import render
from sayso.workbench.casebook import Casebook

PROOF_FIELD, PROOF_HEADER = "proof", "x-sayso-proof"
NAMES_NOTICE = "names_notice"
"""The key of a page's JSON that says that names are in it; no record has a field of this name."""

READ_FIELD = "read"
"""What `mark_readings` said of the reports whose findings a form names by their ids."""

KEY_FIELD = "key"
"""Random hex digits of a form: what is sent twice by it is decided once."""

MOST_BYTES = 1_000_000
"""Of a form; an action that takes files says how much more it takes."""

_BROKEN_OFF = 400
_SHOWN, _ABSENT, _REFUSED, _LARGE, _FORBIDDEN, _FAULT = 200, 404, 422, 413, 403, 500
_LATER = 503


_TITLES: Mapping[int, str] = MappingProxyType({_ABSENT: "Not here", _FAULT: "A mistake of sayso"})
_NUL = "\0"
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MOST_DIGITS = 16
_WHERE = re.compile(r" \(postgresql:.*\)", re.DOTALL)
_ODD = SaysoError(
    "This holds characters that no text has, or too great a number.",
    remedy="Go on by a link above, and leave out what cannot be seen.",
)
_TOO_MUCH = SaysoError("That is too much at once.", remedy="Send less.")
_UNPROVEN = SaysoError(
    "This form is not of this session.",
    remedy="Load the page again; what you typed is kept in it.",
)


class AbsentError(SaysoError):
    """What an address names is not there."""


class AskedError(SaysoError):
    """What a page is asked to show cannot be asked so."""


class ProofError(Exception):
    """What was sent does not prove that it comes from a page of this session."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request, as a page or an action sees it.

    Attributes:
        desk: What is served.
        casebook: The casebook, as the person who is signed in works with it.
        session: The browser.
        at: The path of the address, as links write it.
        path: The variable parts of the address.
        query: What follows the question mark.
        form: What was sent; empty of a page.
    """

    desk: Desk
    casebook: Casebook
    session: Session
    path: Mapping[str, str]
    query: QueryParams
    form: FormData = field(default_factory=FormData)
    at: str = "/"

    def get(self, name: str) -> str | None:
        """Return a field of the query without blanks around it; ``None`` where it is empty."""
        return self.query.get(name, "").strip() or None

    def take_judgement(self) -> Judgement:
        """Return the field "answer" of the form; raises `QuestionError` where it is none."""
        given = self.take("answer")
        if given not in list(Judgement):
            raise QuestionError(f"{given!r} is no answer.", remedy="Answer yes, no or unsure.")
        return Judgement(given)

    def get_number(self, name: str) -> int | None:
        """Return a field of the query that is a number of 15 digits at most; else ``None``."""
        given = self.query.get(name, "")
        return int(given) if given.isdecimal() and len(given) < _MOST_DIGITS else None

    def take(self, name: str) -> str | None:
        """Return a field of the form without blanks around it; ``None`` where it is empty."""
        value = self.form.get(name)
        return (value.strip() or None) if isinstance(value, str) else None


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a page shows.

    Attributes:
        template: The template that shows it.
        title: The page's title.
        values: A record; the template's ``view``, and as plain values the page's JSON.
        names: Whether it holds names of persons: printing or saving it warns of that first.
        status: The status of the answer.
    """

    template: str
    title: str
    values: Any
    names: bool = True
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What an action did.

    Attributes:
        to: Which page shows it; a browser without scripts goes there.
        values: A record with what scripts need to know of it.
        fragment: A template for the part of the page that changed, filled with ``view``.
    """

    to: str
    values: Any = None
    fragment: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An address that shows something: "/cases/{case}", also as "/cases/{case}.json"."""

    path: str
    make: Callable[[Visit], View]


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """An address to which a form is sent.

    Attributes:
        path: The address.
        act: Does it.
        most_bytes: How much may be sent.
        about_findings: Whether its form names findings by their ids ("harbor-1/c3"): it must say
            of which readings, in `READ_FIELD`, and decides about no others.
    """

    path: str
    act: Callable[[Visit], Done]
    most_bytes: int = MOST_BYTES
    about_findings: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """An address to which files are sent: what takes them in has them on disk as they come.

    Attributes:
        path: The address.
        take: Takes in a request's body; it is told by what the form proves that it is ours.
        most_bytes: How much may be sent.
    """

    path: str
    take: Callable[[Visit, Request, Callable[[str], bool]], Awaitable[Done]]
    most_bytes: int


def make_routes(
    desk: Desk, access: Access, offers: tuple[Page | Action | Intake, ...]
) -> list[Route]:
    """Return the routes of pages and actions; that of a page's JSON stands before the page's."""
    routes = []
    for offer in offers:
        if isinstance(offer, Action):
            routes.append(Route(offer.path, _make_action(desk, access, offer), methods=["POST"]))
        elif isinstance(offer, Intake):
            routes.append(Route(offer.path, _make_intake(desk, access, offer), methods=["POST"]))
        else:
            for suffix in (".json", ""):
                show = _make_page(desk, offer, as_json=bool(suffix))
                routes.append(Route(f"{offer.path}{suffix}", show, methods=["GET"]))
    return routes


def answer(view: View, visit: Visit) -> Response:
    """Return a view as a page."""
    shown = {
        "view": view.values,
        "title": view.title,
        "names": view.names,
        "here": visit.desk.describe(visit.session),
        "proof": visit.session.proof,
        "at": visit.at,
        "data": _locate_data(visit) if view.status == _SHOWN else "",
        "notice": HOLDS_NAMES,
    }
    return Response(
        render(view.template, shown), status_code=view.status, media_type="text/html; charset=utf-8"
    )


def answer_problem(desk: Desk, request: Request, exc: SaysoError, status: int) -> Response:
    """Return a problem as a page, or as JSON to a script; plain words to whoever is not let in."""
    if "session" not in request.scope:
        return PlainTextResponse(f"{exc.problem}\n", status_code=status)
    view = _make_problem(exc, status)
    if _is_scripted(request):
        return _write(to_plain(view.values), status)
    return answer(view, _visit(desk, request))


def _locate_data(visit: Visit) -> str:
    """Return where a page is as JSON."""
    return f"{visit.at}.json" + (f"?{visit.query}" if visit.query else "")


def _make_page(
    desk: Desk, page: Page, *, as_json: bool
) -> Callable[[Request], Awaitable[Response]]:
    def show(visit: Visit) -> Response:
        try:
            view = page.make(visit)
        except GatheringError as exc:
            # A browser is to show it as a page that comes; whoever takes data is to ask again.
            view = _make_coming(exc, _LATER if as_json else _SHOWN)
        except AskedError as exc:
            view = _make_problem(exc, _REFUSED)
        except SaysoError as exc:
            view = _make_problem(exc, _ABSENT)
        if as_json:
            return _write(_mark(view), view.status)
        return answer(view, visit)

    async def endpoint(request: Request) -> Response:
        if _is_odd(request):
            return answer_problem(desk, request, _ODD, _ABSENT)
        return await run_in_threadpool(show, _visit(desk, request))

    return endpoint


def _make_action(
    desk: Desk, access: Access, action: Action
) -> Callable[[Request], Awaitable[Response]]:
    def act(visit: Visit, *, scripted: bool) -> Response:
        try:
            done = action.act(_receive(visit, action))
            visit.desk.wake()
        except SaysoError as exc:
            return _refuse(exc, visit, scripted=scripted)
        return _say_done(done, visit, scripted=scripted)

    async def endpoint(request: Request) -> Response:
        # A body of unknown length is none of our forms'; browsers always tell it.
        if not _fits(request, action.most_bytes):
            return answer_problem(desk, request, _TOO_MUCH, _LARGE)
        async with request.form(max_files=100, max_part_size=action.most_bytes) as form:
            proof = request.headers.get(PROOF_HEADER) or form.get(PROOF_FIELD)
            session: Session = request.scope["session"]
            if not isinstance(proof, str) or not access.proves(session, proof):
                return answer_problem(desk, request, _UNPROVEN, _FORBIDDEN)
            if _is_odd(request) or any(_NUL in it for it in form.values() if isinstance(it, str)):
                return answer_problem(desk, request, _ODD, _REFUSED)
            scripted = _is_scripted(request)
            return await run_in_threadpool(act, _visit(desk, request, form), scripted=scripted)

    return endpoint


def _receive(visit: Visit, action: Action) -> Visit:
    """Return a visit whose casebook decides about what the form showed alone, and once."""
    shown = (visit.take(READ_FIELD) or "") if action.about_findings else None
    if shown is not None:
        visit.casebook.require_readings(shown)  # first of all: what is named may be gone
    casebook = visit.casebook.as_sent(shown, visit.take(KEY_FIELD))
    return replace(visit, casebook=casebook)


def _make_intake(
    desk: Desk, access: Access, intake: Intake
) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        if not _fits(request, intake.most_bytes):
            return answer_problem(desk, request, _TOO_MUCH, _LARGE)
        visit, scripted = _visit(desk, request), _is_scripted(request)
        try:
            done = await intake.take(
                visit, request, lambda proof: access.proves(visit.session, proof)
            )
        except ProofError:
            return answer_problem(desk, request, _UNPROVEN, _FORBIDDEN)
        except SaysoError as exc:
            return _refuse(exc, visit, scripted=scripted)
        except ClientDisconnect:
            return Response(status_code=_BROKEN_OFF)  # nobody gets it
        finally:
            desk.wake()  # files that came before a fault are kept
        return _say_done(done, visit, scripted=scripted)

    return endpoint


def _fits(request: Request, most_bytes: int) -> bool:
    length = request.headers.get("content-length", "")
    return length.isdecimal() and int(length) <= most_bytes


def _is_odd(request: Request) -> bool:
    """Return whether an address holds what no link of ours does, and databases stumble over."""
    names = [it for it in request.path_params.values() if isinstance(it, str)]
    values = request.query_params.values()
    return any(_CONTROLS.search(it) for it in (*names, *values)) or any(
        it.isdecimal() and len(it) > _MOST_DIGITS for it in values
    )


def _is_scripted(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def _refuse(exc: SaysoError, visit: Visit, *, scripted: bool) -> Response:
    problem = _make_problem(exc, _REFUSED)
    return _write(to_plain(problem.values), _REFUSED) if scripted else answer(problem, visit)


def _say_done(done: Done, visit: Visit, *, scripted: bool) -> Response:
    if not scripted:
        return RedirectResponse(done.to, status_code=303)
    plain: dict[str, Any] = {"to": done.to, "values": to_plain(done.values)}
    if done.fragment is not None:
        plain["fragment"] = render(
            done.fragment, {"view": done.values, "proof": visit.session.proof}
        )
    return JSONResponse(plain)


def _visit(desk: Desk, request: Request, form: FormData | None = None) -> Visit:
    session: Session = request.scope["session"]
    return Visit(
        desk=desk,
        casebook=desk.casebook_of(session),
        session=session,
        path=MappingProxyType(_read_path(request)),
        query=request.query_params,
        form=FormData() if form is None else form,
        at=quote(request.scope["path"]),
    )


def _read_path(request: Request) -> dict[str, str]:
    found: dict[str, str] = dict(request.path_params)
    if "report" in found:
        found["report"] = read_report_slug(found["report"])
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What could not be shown or done, and what to do about it."""

    problem: str
    remedy: str


def _make_problem(exc: SaysoError, status: int) -> View:
    # Where a database is reached is for whoever runs it, in the terminal.
    problem = _WHERE.sub("", exc.problem)
    values = Problem(problem=problem, remedy=exc.remedy)
    title = _TITLES.get(status, "Not done")
    return View(
        template="problem.html.jinja", title=title, values=values, names=False, status=status
    )


def _make_coming(exc: GatheringError, status: int) -> View:
    """Return what is shown while something is put together; a script shows it when it is there."""
    values = Problem(problem=exc.problem, remedy=exc.remedy)
    return View(
        template="coming.html.jinja",
        title="Being put together",
        values=values,
        names=False,
        status=status,
    )


def _mark(view: View) -> Any:
    """Return a view as plain values, which say first of all that names are in them."""
    plain = to_plain(view.values)
    return {NAMES_NOTICE: HOLDS_NAMES} | plain if view.names and isinstance(plain, dict) else plain


def _write(plain: Any, status: int) -> Response:
    return Response(write_json(plain), status_code=status, media_type="application/json")
