"""What becomes of a request for which there is nothing, or at which sayso itself fails."""

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.errors import SaysoError
from sayso.web.desk import Desk
from sayso.web.locating import locate
from sayso.web.routes import answer_problem

Complain = Callable[[str], None]

_ABSENT, _FAULT = 404, 500


class Faults:
    """Answers with a page where sayso fails, and says where in its code: ASGI middleware.

    What is said holds no words of an exception, which may quote a report.
    """

    def __init__(self, app: ASGIApp, desk: Desk, complain: Complain) -> None:
        """Stand around an application."""
        self._app, self._desk, self._complain = app, desk, complain

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on."""
        begun = False

        async def send_and_note(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except ClientDisconnect:
            return  # whoever asked is gone
        except Exception as exc:  # noqa: BLE001  the desk goes on for everything else
            self._complain(f"a page failed: {locate(exc)}. Please report this line.")
            if not begun:
                request = Request(scope)
                response = await run_in_threadpool(_answer_fault, self._desk, request)
                await response(scope, receive, send)


def make_absent(desk: Desk) -> Callable[[Request, Exception], Response]:
    """Return what answers where an address leads to nothing."""

    def answer_absent(request: Request, _: Exception) -> Response:
        problem = SaysoError(
            "There is nothing at this address.",
            remedy="Go on by a link above; an old link may name what is called otherwise now.",
        )
        return answer_problem(desk, request, problem, _ABSENT)

    return answer_absent


def _answer_fault(desk: Desk, request: Request) -> Response:
    problem = SaysoError(
        "Sayso failed at this: the mistake is in it, not in what you did.",
        remedy="What was decided before is kept. Go back and try again; if it stays, report the "
        "line that sayso serve printed in its terminal.",
    )
    return answer_problem(desk, request, problem, _FAULT)
