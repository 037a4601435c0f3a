"""Who may come in: the token in the printed address, sessions, and proof that a form is our own."""

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from types import MappingProxyType

_MOST_SESSIONS = 64


@dataclass(slots=True)
class Session:
    """One browser that showed the token.

    Attributes:
        id: 43 random characters; the browser's cookie.
        proof: What forms and scripts of this session send along (OWASP, "Cross-Site Request
            Forgery Prevention", signed double submit bound to the session).
        analyst: Who signed in, or ``None``.
    """

    id: str
    proof: str
    analyst: str | None = None


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
        while len(self._sessions) >= _MOST_SESSIONS:
            del self._sessions[next(iter(self._sessions))]
        return self._begin(None)

    def find(self, cookies: Mapping[str, str] = MappingProxyType({})) -> Session | None:
        """Return the session of a browser, or ``None``."""
        return self._sessions.get(cookies.get(self.cookie, ""))

    def sign_in(self, session: Session, analyst: str | None) -> Session:
        """End a session, and begin a new one of the same browser for this person."""
        self._sessions.pop(session.id, None)
        return self._begin(analyst)

    def proves(self, session: Session, proof: str) -> bool:
        """Return whether a form comes from a page of this session."""
        return hmac.compare_digest(proof.encode(), session.proof.encode())

    def _begin(self, analyst: str | None) -> Session:
        name = secrets.token_urlsafe(32)
        proof = hmac.new(self._secret, name.encode(), sha256).hexdigest()
        session = Session(name, proof, analyst)
        self._sessions[name] = session
        return session
