"""A bar on the terminal, once work has lasted long enough to wonder."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock, Timer
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress

_PATIENCE = 1.0  # seconds


class Bar:
    """Shows on standard error how many of all reports are read."""

    def __init__(self, total: int, *, shown: bool, patience: float = _PATIENCE) -> None:
        self._total, self._done = total, 0
        self._lock = RLock()
        self._progress: Progress | None = None
        self._timer = Timer(patience, self.start) if shown else None

    def __enter__(self) -> "Bar":
        if self._timer is not None:
            self._timer.daemon = True
            self._timer.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._timer is not None:
            self._timer.cancel()
        with self._lock:
            self._timer = None
            if self._progress is not None:
                self._progress.stop()

    def step(self) -> None:
        """Count one report as done."""
        with self._lock:
            self._done += 1
            if self._progress is not None:
                self._progress.update(self._progress.task_ids[0], completed=self._done)

    def grow(self, number: int) -> None:
        """Count so many more reports as to be done."""
        with self._lock:
            self._total += number
            if self._progress is not None:
                self._progress.update(self._progress.task_ids[0], total=self._total)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Take the bar away while something else is written to the terminal."""
        with self._lock:
            if self._progress is not None:
                self._progress.stop()
            yield
            if self._progress is not None:
                self._progress.start()

    def start(self) -> None:
        """Show the bar now, unless work is over."""
        from rich.console import Console
        from rich.progress import Progress

        with self._lock:
            if self._timer is None:
                return
            self._progress = Progress(console=Console(stderr=True), transient=True)
            self._progress.add_task("Reading", total=self._total, completed=self._done)
            self._progress.start()
