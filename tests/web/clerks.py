"""A clerk in the process of the test, that reads as the test's casebook does."""

import queue
import threading

from starlette.datastructures import QueryParams

from sayso.web.access import Access
from sayso.web.clerk import Doings
from sayso.web.clerk_work import Telling, work
from sayso.web.desk import Desk
from sayso.web.routes import Visit
from sayso.workbench.casebook import Casebook


def make_visit(casebook: Casebook, **path: str) -> Visit:
    """Return what a page gets that is asked for without a browser."""
    access = Access(port=1)
    session = access.enter(access.token)
    assert session is not None
    return Visit(
        desk=Desk(casebook), casebook=casebook, session=session, path=path, query=QueryParams()
    )


class LocalClerk:
    """Does what a clerk does, in a thread; `close` waits until all is done."""

    def __init__(self, casebook: Casebook) -> None:
        self._casebook = casebook
        self._woken: queue.Queue[bool] = queue.Queue()
        self._doings = Doings()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def wake(self) -> None:
        self._woken.put(True)

    def describe(self) -> Doings:
        return self._doings

    def close(self) -> None:
        self._woken.put(False)
        self._thread.join()

    def _run(self) -> None:
        while self._woken.get():
            work(self._casebook, self._tell)

    def _tell(self, telling: Telling) -> None:
        self._doings = Doings(doing=telling.doing, name=telling.name, left=telling.left)
