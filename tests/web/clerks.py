"""A clerk in the process of the test, that reads as the test's casebook does."""

import queue
import threading

from sayso.web.clerk import Doings
from sayso.web.clerk_work import Telling, work
from sayso.workbench.casebook import Casebook


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
