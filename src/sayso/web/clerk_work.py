"""What the clerk does: adds what was handed over, reads what waits, puts cases together."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from sayso.errors import SaysoError
from sayso.web.locating import locate
from sayso.workbench.casebook import Casebook

MOST_TRIES = 2
"""How often something is tried that ended the program each time."""

NO_MEMORY = "It needs more memory than the desk gives to one. Split it, or add it with sayso add."
"""Why something was given up that memory did not suffice for."""

_ROUND = 100
"""Reports that are read before cases are brought up to date, however many wait."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What the clerk begins to do, as it tells whoever watches over it.

    Attributes:
        doing: "adding" a file, "reading" a report, "joining" (cases are put together),
            "waiting" for the clerk of another desk, or "resting".
        what: Of a file its id, of a report its SHA-256; else "".
        name: What people call it: the file's name, the report's id; else "".
        size: Of a file its bytes, of a report the characters of its text; else 0.
        left: How many of that kind are left, this one included.
    """

    doing: str
    what: str = ""
    name: str = ""
    size: int = 0
    left: int = 0

    def to_plain(self) -> dict[str, Any]:
        """Return it as plain values."""
        return asdict(self)


Tell = Callable[[Telling], None]


def work(casebook: Casebook, tell: Tell) -> None:
    """Do all there is to do, until nothing is left; told to stop at any moment, nothing is lost.

    Args:
        casebook: The casebook, with what reads its reports.
        tell: Is told of each thing before it is done.
    """
    casebook.spool.tidy()
    tried: set[str] = set()
    while True:
        done = _add(casebook, tell) + _read(casebook, tell, tried)
        _join(casebook, tell)
        if not done:
            break
    tell(Telling(doing="resting"))


def _add(casebook: Casebook, tell: Tell) -> int:
    """Add what was handed over; return how many files that were."""
    spool = casebook.spool
    waiting = [item for item in spool.list_waiting() if item.problem is None]
    for n, item in enumerate(waiting):
        left = len(waiting) - n
        if spool.find(item.id) is None:
            continue  # somebody else was faster
        telling = Telling(doing="adding", what=item.id, name=item.name, size=item.size, left=left)
        tell(telling)
        if spool.note_try(item.id) > MOST_TRIES:
            spool.refuse(item, _say_tries("adding it"))
            continue
        try:
            for _ in casebook.add_received(item):
                tell(telling)  # a sign of life for each report of many
        except MemoryError:
            spool.refuse(item, NO_MEMORY)
        except Exception as exc:  # noqa: BLE001  the others are to be added
            spool.refuse(item, f"Sayso failed at it: {locate(exc)}. Please report this.")
        spool.forget_tries(item.id)
    return len(waiting)


def _read(casebook: Casebook, tell: Tell, tried: set[str]) -> int:
    """Read what waits, some of it where it is much; return how many reports that were."""
    unread = [sha256 for sha256 in casebook.list_unread() if sha256 not in tried]
    read = 0
    for sha256 in unread[:_ROUND]:
        if read and any(item.problem is None for item in casebook.spool.list_waiting()):
            break  # what somebody has just handed over comes first
        tried.add(sha256)
        read += 1
        _read_one(casebook, tell, sha256, len(unread) - read + 1)
        if sha256 in casebook.list_outdated():
            tried.discard(sha256)  # it was corrected again meanwhile
    return read


def _read_one(casebook: Casebook, tell: Tell, sha256: str, left: int) -> None:
    spool = casebook.spool
    try:
        stored = casebook.holdings.store.get_report(sha256)
        if stored.report is None:  # it was removed
            casebook.end_reading(sha256)
            return
        size = len(stored.report.text)
        tell(Telling(doing="reading", what=sha256, name=stored.summary.id, size=size, left=left))
        if spool.note_try(sha256) > MOST_TRIES:
            casebook.give_up(sha256, _say_tries("reading it"))
            return
        problem = None
        for done in casebook.reread([sha256]):
            problem = done.problem
        if problem is None:
            casebook.end_reading(sha256)
        else:  # it would be no other the next time
            casebook.give_up(sha256, problem)
    except MemoryError:
        casebook.give_up(sha256, NO_MEMORY)
    except SaysoError as exc:
        casebook.give_up(sha256, str(exc))
    except Exception as exc:  # noqa: BLE001  the others are to be read
        casebook.give_up(sha256, f"Sayso failed at it: {locate(exc)}. Please report this.")


def _join(casebook: Casebook, tell: Tell) -> None:
    if casebook.is_settled():
        return
    tell(Telling(doing="joining"))
    for progress in casebook.reconcile(gently=True):
        tell(Telling(doing="joining", left=progress.left))


def _say_tries(what: str) -> str:
    return (
        f"The program ended {MOST_TRIES} times while it was {what}, so it is left alone. "
        "Look at what it holds before it is tried again."
    )
