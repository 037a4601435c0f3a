"""Who may come in: the token in the printed address, sessions, and proof that a form is our own."""

import hmac
import secrets
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType

from sayso.records.account import Account

SIGNED_IN_SECONDS = 12 * 3600
"""After which one has to sign in again, whatever one did meanwhile."""

_MOST_SESSIONS = 64
_FREE_TRIES = 3
_LONGEST_DELAY = 60.0  # seconds
_MOST_NAMES = 1000


@dataclass(slots=True)
class Session:
    """One browser that showed the token.

    Attributes:
        id: 43 random characters; the browser's cookie.
        proof: What forms and scripts of this session send along (OWASP, "Cross-Site Request
            Forgery Prevention", signed double submit bound to the session).
        analyst: Who signed in, or ``None``.
        stamp: `Account.changed` as it was then: an account that changed since ends it.
        until: When it ends, by `Access.clock`.
    """

    id: str
    proof: str
    analyst: str | None = None
    stamp: str | None = None
    until: float = 0.0


@dataclass(slots=True)
class Access:
    """What lets a browser in; nothing of it outlives the process.

    Args:
        port: The port that is listened on; cookies tell no ports apart, so its name holds it.
        host: The address that is listened on.
    """

    port: int
    host: str = "127.0.0.1"
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    clock: Callable[[], float] = time.monotonic
    _secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    _sessions: dict[str, Session] = field(default_factory=dict)

    @property
    def cookie(self) -> str:
        """The cookie's name."""
        return f"sayso-{self.port}"

    @property
    def hosts(self) -> frozenset[str]:
        """What a request may call this server; any other name is an attempt at DNS rebinding."""
        names = {self.host, "127.0.0.1", "localhost", "[::1]"}
        return frozenset(f"{name}:{self.port}" for name in names)

    @property
    def address(self) -> str:
        """The address that lets a browser in."""
        return f"http://{self.host}:{self.port}/enter?token={self.token}"

    def enter(self, token: str) -> Session | None:
        """Return a new session for whoever knows the token."""
        if not hmac.compare_digest(token.encode(), self.token.encode()):
            return None
        # Whoever signed in stays: that ends by its time alone.
        strangers = [it.id for it in list(self._sessions.values()) if not self._is_held(it)]
        for gone in strangers[: max(0, len(strangers) + 1 - _MOST_SESSIONS)]:
            self._sessions.pop(gone, None)
        return self._begin()

    def find(self, cookies: Mapping[str, str] = MappingProxyType({})) -> Session | None:
        """Return the session of a browser, or ``None``."""
        return self._sessions.get(cookies.get(self.cookie, ""))

    def sign_in(self, session: Session, account: Account) -> Session:
        """End a session, and begin a new one of the same browser for this person."""
        self._sessions.pop(session.id, None)
        begun = self._begin()
        begun.analyst, begun.stamp = account.name, account.changed
        begun.until = self.clock() + SIGNED_IN_SECONDS
        return begun

    def sign_out(self, session: Session) -> Session:
        """End a session, and begin a new one of the same browser for nobody."""
        self._sessions.pop(session.id, None)
        return self._begin()

    def is_signed_in(self, session: Session, account: Account | None) -> bool:
        """Return whether the person who signed in may go on.

        Args:
            session: The browser's.
            account: The person's account as it is now.
        """
        return (
            account is not None
            and not account.disabled
            and session.stamp == account.changed
            and self.clock() < session.until
        )

    def proves(self, session: Session, proof: str) -> bool:
        """Return whether a form comes from a page of this session."""
        return hmac.compare_digest(proof.encode(), session.proof.encode())

    def _is_held(self, session: Session) -> bool:
        return session.analyst is not None and self.clock() < session.until

    def _begin(self) -> Session:
        name = secrets.token_urlsafe(32)
        proof = hmac.new(self._secret, name.encode(), sha256).hexdigest()
        session = Session(name, proof)
        self._sessions[name] = session
        return session


class Throttle:
    """Makes whoever guesses passwords wait longer each time, whether there is such a name or not.

    Nothing sleeps: a try that comes too early is refused unseen.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Measure by a clock, in seconds."""
        self._clock = clock
        self._lock = threading.Lock()
        self._failures: dict[str, tuple[int, float]] = {}

    def get_delay(self, key: str) -> float:
        """Return how many seconds are left until a name may be tried again."""
        with self._lock:
            return self._get_delay(key)

    def fail(self, key: str) -> None:
        """Remember a wrong password."""
        with self._lock:
            count, _ = self._failures.pop(key, (0, 0.0))
            if len(self._failures) >= _MOST_NAMES:
                # Names are many so that one is forgotten: who must still wait is not.
                for name in [it for it in self._failures if not self._get_delay(it)]:
                    del self._failures[name]
            self._failures[key] = (count + 1, self._clock())

    def forget(self, key: str) -> None:
        """Forget what went wrong before: the password was right."""
        with self._lock:
            self._failures.pop(key, None)

    def _get_delay(self, key: str) -> float:
        count, last = self._failures.get(key, (0, 0.0))
        if count < _FREE_TRIES:
            return 0.0
        return max(0.0, last + _get_wait(count) - self._clock())


def _get_wait(count: int) -> float:
    return float(min(2.0 ** min(count - _FREE_TRIES, 10), _LONGEST_DELAY))
