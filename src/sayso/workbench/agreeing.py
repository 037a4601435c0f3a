"""On which questions people disagree, and which wait for a second person: known at once.

All decisions are looked through once, so many at a time as a page can wait for, and then only
those that came since; nothing of it is kept on disk, since it follows from the log.
"""

from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import islice
from threading import Event, Lock, Thread
from time import monotonic

from sayso.errors import SaysoError
from sayso.records.analyst import make_analyst_key
from sayso.records.decision import Decision, Note
from sayso.records.entries import read_decision
from sayso.records.log import EntryKind
from sayso.review.force import Force, find_force, make_slot
from sayso.review.settlement import Agreement, Settlement, settle
from sayso.store.store import Store

_AT_ONCE = 100
_SLICE = 0.02  # seconds, between which whoever asks for a page has the turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """One question with what people answered.

    Attributes:
        question: The decision that is in force; all about it follows from that.
        settlement: How far it is settled.
    """

    question: Decision
    settlement: Settlement


class Agreements:
    """How far the questions of one casebook are settled that somebody answered.

    Args:
        store: The casebook's.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._reviewers = 0
        self._reading: Thread | None = None
        self._begin()

    def _begin(self) -> None:
        """Forget everything, and look at all decisions anew."""
        self._n, self._seen = self._store.get_head().n, 0
        self._unread = self._store.list_decisions()
        self._is_read = False
        self._answers: dict[object, dict[str, Decision]] = {}
        self._keys: dict[object, tuple[str, ...]] = {}
        self._dirty: dict[object, None] = {}  # in the order in which they were met
        self._disputed: dict[object, None] = {}
        self._once: dict[object, str] = {}

    def advance(self, reviewers: int, *, seconds: float) -> int:
        """Take in decisions for so long at most, and return how many are left, about.

        Args:
            reviewers: How many different people must give the same answer.
            seconds: After which it stops, whatever is left.
        """
        with self._lock:
            if reviewers != self._reviewers:
                self._reviewers = reviewers
                self._dirty.update(dict.fromkeys(self._answers))
            until = monotonic() + seconds
            while not self._is_read and monotonic() < until:
                some = list(islice(self._unread, _AT_ONCE))
                for decision in some:
                    self._take(decision)
                self._is_read = len(some) < _AT_ONCE
            if self._is_read:
                self._take_new()
            self._settle_all()
            return 0 if self._is_read else max(0, self._store.count().decisions - self._seen)

    def read_on(self) -> None:
        """Take in what is left beside whatever else is done; it ends when all is taken in."""
        if self._reading is None or not self._reading.is_alive():
            self._reading = Thread(target=self._read_all, name="agreements", daemon=True)
            self._reading.start()

    def _read_all(self) -> None:
        turn = Event()
        # A store that was closed or removed meanwhile needs no answer from here.
        with suppress(SaysoError):
            while self.advance(self._reviewers, seconds=_SLICE):
                turn.wait(_SLICE)

    def count(self, analyst: str) -> tuple[int, int]:
        """Return how many questions people disagree on, and how many wait for this person."""
        key = make_analyst_key(analyst)
        with self._lock:
            waiting = sum(1 for who in self._once.values() if who != key)
            return len(self._disputed), waiting

    def list_disagreements(self, *, after: int = 0, limit: int) -> tuple[Agreed, ...]:
        """Return questions that people answered differently, the latest first."""
        with self._lock:
            slots = list(islice(reversed(self._disputed), after, after + limit))
        return self._show(slots)

    def list_waiting(self, analyst: str, *, after: int = 0, limit: int) -> tuple[Agreed, ...]:
        """Return questions that one other person alone answered, the latest first."""
        key = make_analyst_key(analyst)
        with self._lock:
            slots = (slot for slot, who in reversed(self._once.items()) if who != key)
            chosen = list(islice(slots, after, after + limit))
        return self._show(chosen)

    def _take(self, decision: Decision) -> None:
        """Keep what counts of a decision: who answered what; words are looked up to be shown."""
        self._seen += 1
        if decision.question is None or isinstance(decision.question, Note):
            return
        slot = make_slot(decision.question)
        here = self._answers.setdefault(slot, {})
        first = next(iter(here.values()), None)
        self._keys.setdefault(slot, decision.keys)
        here[decision.id] = replace(
            decision,
            question=decision.question if first is None else first.question,
            reason=None,
            finding=None,
            keys=self._keys[slot],
        )
        self._dirty[slot] = None

    def _take_new(self) -> None:
        """Take in what the log tells since; after a removal or a merge all is looked at anew."""
        head = self._store.get_head().n
        if head == self._n:
            return
        kinds = (EntryKind.DECISION, EntryKind.REMOVAL, EntryKind.MERGE)
        for entry in self._store.list_entries(after=self._n, kinds=kinds):
            if entry.kind is not EntryKind.DECISION:
                self._begin()
                return
            self._take(read_decision(entry))
        self._n = head

    def _settle_all(self) -> None:
        for slot in self._dirty:
            self._disputed.pop(slot, None)
            self._once.pop(slot, None)
            force = find_force(self._answers[slot].values())
            settled = self._settle(force, slot)
            if settled.state is Agreement.DISAGREEMENT:
                self._disputed[slot] = None
            elif settled.state is Agreement.ONCE:
                self._once[slot] = make_analyst_key(settled.people[0])
        self._dirty.clear()

    def _show(self, slots: list[object]) -> tuple[Agreed, ...]:
        """Look up the words of questions that were chosen."""
        keys = {key for slot in slots for key in self._keys[slot]}
        force = find_force(self._store.list_decisions_about(keys))
        return tuple(
            Agreed(
                question=(force.answers.get(slot) or force.overruled[slot])[-1],
                settlement=self._settle(force, slot),
            )
            for slot in slots
            if slot in force.answers or slot in force.overruled  # else undone or removed meanwhile
        )

    def _settle(self, force: Force, slot: object) -> Settlement:
        return settle(
            force.answers.get(slot, ()),
            reviewers=self._reviewers,
            overruled=force.overruled.get(slot, ()),
        )
