"""Serving the desk to the browser of this machine."""

import errno
import gc
import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import uvicorn

from sayso.errors import SaysoError
from sayso.web.access import Access
from sayso.web.app import make_app
from sayso.web.clerk import ChildClerk
from sayso.web.desk import Desk
from sayso.workbench.casebook import Casebook

DEFAULT_PORT = 8377
"""The same each time: what a browser keeps of unsent words, it keeps by port."""

_LOOPBACK = "127.0.0.1"
_QUEUE = 128
_COLLECTING = (50_000, 20, 100)
_SILENT = 100
"""Above every level that is logged at."""

_GRACE = 3
"""Seconds that open requests have to end once the desk is told to stop."""


class ServeError(SaysoError):
    """The desk cannot be served."""


def serve(
    casebook: Casebook,
    *,
    port: int = DEFAULT_PORT,
    say: Callable[[str], None] = print,
    complain: Callable[[str], None] = print,
) -> None:
    """Serve a casebook until the process is told to stop.

    Args:
        casebook: What is served.
        port: On which port of this machine alone; 0 for any that is free.
        say: Gets the address, once it answers.
        complain: Gets a sentence where sayso itself is at fault.

    Raises:
        ServeError: The port is taken, or may not be used.
        KeyboardInterrupt: It was told to stop, and did.
    """
    with closing(listen(port)) as listening, closing(ChildClerk(casebook)) as clerk:
        access = Access(port=listening.getsockname()[1])
        app = make_app(Desk(casebook, clerk), access, complain=complain)
        if casebook.has_work():
            clerk.wake()
        config = uvicorn.Config(
            app,
            access_log=False,
            # What goes wrong is told in our own words, without the texts that tracebacks quote.
            log_config=None,
            log_level=_SILENT,
            server_header=False,
            lifespan="off",
            timeout_graceful_shutdown=_GRACE,
        )
        _spare_collecting()
        with _stopping_alike():
            _Server(config, lambda: say(access.address)).run(sockets=[listening])


def _spare_collecting() -> None:
    """Look for garbage in cycles seldom: each time costs tens of milliseconds of somebody's answer.

    What is loaded by now stays as long as the desk does, and is looked through no more.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(*_COLLECTING)


class _Server(uvicorn.Server):
    """A server that says when it answers: whoever reads that may stop it from then on."""

    def __init__(self, config: uvicorn.Config, say: Callable[[], None]) -> None:
        super().__init__(config)
        self._say = say

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self._say()


@contextmanager
def _stopping_alike() -> Iterator[None]:
    """Have SIGTERM stop the desk as Ctrl+C does: what is open is closed first."""
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def listen(port: int) -> socket.socket:
    """Return a socket of this machine alone that connections wait on; raises `ServeError`."""
    # Only of a socket that is said to be TCP's does asyncio send short answers at once: else each
    # waits 40 ms for the other side's acknowledgement.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((_LOOPBACK, port))
        # From here on a browser that is quicker than the server waits instead of being refused.
        listening.listen(_QUEUE)
    except OSError as exc:
        listening.close()
        why = "taken by another program" if exc.errno == errno.EADDRINUSE else str(exc.strerror)
        raise ServeError(
            f"Port {port} cannot be used: {why}.", remedy="Give another one with --port."
        ) from exc
    return listening
