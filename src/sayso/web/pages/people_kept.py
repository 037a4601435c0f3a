"""How things stood before the last decisions on people, as long as the desk runs."""

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from weakref import WeakKeyDictionary

from sayso.web.desk import Desk
from sayso.workbench.people_standing import Standing

_MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """How things stood before some decisions were made at once.

    Attributes:
        standing: How they stood.
        decisions: The ids of these decisions.
        words: What was decided: "one person".
        undone: Whether these decisions took others back.
    """

    standing: Standing
    decisions: tuple[str, ...]
    words: str
    undone: bool = False


_lock = Lock()
_kept: "WeakKeyDictionary[Desk, OrderedDict[str, Before]]" = WeakKeyDictionary()


def keep_before(desk: Desk, before: Before) -> str:
    """Keep how things stood, and return the id under which it is found: the last decision's.

    All of it are findings: where it is gone, the page says that it does not know.
    """
    name = before.decisions[-1]
    with _lock:
        kept = _kept.setdefault(desk, OrderedDict())
        kept.setdefault(name, before)  # sent twice: it stood otherwise before the first
        while len(kept) > _MOST:
            kept.popitem(last=False)
    return name


def find_before(desk: Desk, name: str) -> Before | None:
    """Return how things stood before a decision, or ``None`` where that is not known any more."""
    with _lock:
        return _kept.get(desk, OrderedDict()).get(name)
