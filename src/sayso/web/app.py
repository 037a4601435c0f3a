"""All addresses of the desk."""

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from sayso.web.access import Access, Session
from sayso.web.desk import Desk
from sayso.web.faults import Complain, Faults, make_absent
from sayso.web.guard import Guard
from sayso.web.pages import OFFERS
from sayso.web.paper import get_edition, list_assets
from sayso.web.routes import make_routes
from sayso.web.sign_in import Gate, make_sign_in_routes

_FIRST = "/reports"


def make_app(desk: Desk, access: Access, *, complain: Complain | None = None) -> Starlette:
    """Return the desk as an application (ASGI).

    Args:
        desk: What is served.
        access: Who is let in.
        complain: Gets a line where sayso fails; without it the failure goes on to the server.
    """
    around = [Middleware(Guard, access=access, gate=Gate(desk, access))]
    if complain is not None:
        around.append(Middleware(Faults, desk=desk, complain=complain))

    async def enter(request: Request) -> Response:
        session = access.enter(request.query_params.get("token", ""))
        if session is None:
            return PlainTextResponse(
                "This address is not the one that sayso serve printed last.\n", status_code=403
            )
        # The token leaves the address bar, and with it the history.
        answer = RedirectResponse(_FIRST, status_code=303)
        answer.set_cookie(access.cookie, session.id, httponly=True, samesite="strict")
        return answer

    async def tell_alive(request: Request) -> Response:
        session: Session = request.scope["session"]
        here = desk.describe(session)
        # Only a page of ours can read this, so that it may go on with its words in a new session.
        told = {"casebook": here.id, "analyst": here.analyst, "proof": session.proof}
        return JSONResponse(told)

    async def begin(_: Request) -> Response:
        return RedirectResponse(_FIRST, status_code=303)

    return Starlette(
        routes=[
            Route("/", begin),
            Route("/enter", enter),
            Route("/alive", tell_alive),
            # Browsers ask for it beside what is no page.
            Route("/favicon.ico", _serve_no_icon),
            Route("/static/{edition}/{name}", _serve_asset),
            *make_sign_in_routes(desk, access),
            *make_routes(desk, access, OFFERS),
        ],
        middleware=around,
        exception_handlers={404: make_absent(desk)},
    )


async def _serve_no_icon(_: Request) -> Response:
    return Response(status_code=204)


async def _serve_asset(request: Request) -> Response:
    asset = list_assets().get(request.path_params["name"])
    if asset is not None and request.path_params["edition"] == get_edition():
        kept = {"cache-control": "public, max-age=31536000, immutable"}
        return Response(asset.content, media_type=asset.kind, headers=kept)
    return PlainTextResponse("There is no such file.\n", status_code=404)
