"""The keys of an encrypted casebook, and the small file that keeps them under the passphrase.

``keys.db`` is a SQLCipher database. Its key is scrypt (RFC 7914) of the passphrase, whose salt
is SQLCipher's own, the first 16 bytes of the file. Everything else is encrypted under keys
within it, so that another passphrase means writing this file anew and nothing else.
"""

import hashlib
import hmac
import secrets
from contextlib import closing
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from sayso.errors import EvidenceError, PassphraseError, StoreError
from sayso.store.passphrase import normalize_passphrase

SCRYPT = {"n": 2**17, "r": 8, "p": 1}
"""What a guess costs: 128 MiB and about a third of a second."""

_SALT_BYTES = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What opens an encrypted casebook; nothing of it is ever shown.

    Attributes:
        database_key: Raw key of the database, 32 bytes, as SQLCipher takes it.
        identity: Secret key of age (X25519), "AGE-SECRET-KEY-1...", for objects.
        name_key: Key of the HMAC that names objects, 32 bytes.
        name: What the casebook is called.
        wrapping: What opens the file of keys itself: 32 bytes that the passphrase makes, and
            the file's salt.
    """

    database_key: bytes = field(repr=False)
    identity: str = field(repr=False)
    name_key: bytes = field(repr=False)
    name: str = field(repr=False)
    wrapping: bytes = field(repr=False, default=b"")

    def make_object_name(self, sha256: str) -> str:
        """Return under which name bytes lie: 64 hex digits that tell nobody else which bytes."""
        return hmac.new(self.name_key, bytes.fromhex(sha256), hashlib.sha256).hexdigest()

    def encrypt(self, data: bytes) -> bytes:
        """Return an age file (age-encryption.org/v1) of these bytes."""
        import pyrage

        encrypted: bytes = pyrage.encrypt(data, [_load_identity(self.identity).to_public()])
        return encrypted

    def decrypt(self, data: bytes) -> bytes:
        """Return what an age file holds; raises `EvidenceError` if any bit of it was altered."""
        import pyrage

        try:
            decrypted: bytes = pyrage.decrypt(data, [_load_identity(self.identity)])
        except pyrage.DecryptError as exc:
            raise EvidenceError(
                "An encrypted file was altered, or is of another casebook.",
                remedy="Take it from a backup; sayso verify names what else differs.",
            ) from exc
        return decrypted


def make_keys(name: str) -> Keys:
    """Draw the keys of a new casebook."""
    from pyrage import x25519

    return Keys(
        database_key=secrets.token_bytes(32),
        identity=str(x25519.Identity.generate()),
        name_key=secrets.token_bytes(32),
        name=name,
    )


def write_keys(path: Path, keys: Keys, passphrase: str) -> Keys:
    """Write a new file of keys.

    Returns:
        The keys, with what now opens the file.

    Raises:
        PassphraseError: The passphrase is empty.
    """
    salt = secrets.token_bytes(_SALT_BYTES)
    wrapping = _stretch(passphrase, salt) + salt
    with closing(_connect(path, wrapping)) as database:
        # No journal: the file is new, and its name is not the one under which it will be found.
        database.execute("PRAGMA journal_mode = OFF")
        # In one tree, so that to read all rows is to check every page.
        columns = "name TEXT PRIMARY KEY, value BLOB NOT NULL"
        database.execute(f"CREATE TABLE key ({columns}) STRICT, WITHOUT ROWID")
        rows = [
            ("database_key", keys.database_key),
            ("identity", keys.identity.encode()),
            ("name_key", keys.name_key),
            ("name", keys.name.encode()),
        ]
        database.executemany("INSERT INTO key VALUES (?, ?)", rows)
        database.commit()
    return replace(keys, wrapping=wrapping)


def read_keys(path: Path, passphrase: str) -> Keys:
    """Open a file of keys.

    Raises:
        PassphraseError: The passphrase is wrong, or the file was damaged; nobody can tell which.
        StoreError: There is no such file.
    """
    try:
        with path.open("rb") as file:
            salt = file.read(_SALT_BYTES)
    except FileNotFoundError as exc:
        raise StoreError(
            f"{path.name}, which holds the keys of this casebook, is missing.",
            remedy="Put it back from a backup; without it nobody can open the casebook.",
        ) from exc
    if len(salt) == _SALT_BYTES:
        wrapping = _stretch(passphrase, salt) + salt
        keys = _unwrap(path, wrapping)
        if keys is not None:
            return keys
    raise PassphraseError(
        "The passphrase is wrong (or keys.db was damaged).",
        remedy="Type it again, and look at the keyboard's layout; nothing was changed.",
    )


def is_whole(path: Path, keys: Keys) -> bool:
    """Return whether a file of keys still is what it was when it was opened or written."""
    if not path.is_file() or path.read_bytes()[:_SALT_BYTES] != keys.wrapping[-_SALT_BYTES:]:
        return False
    return _unwrap(path, keys.wrapping) == keys


def _unwrap(path: Path, wrapping: bytes) -> Keys | None:
    """Return the keys, or ``None``: SQLCipher says the same of a wrong key and of damage."""
    with closing(_connect(path, wrapping)) as database:
        try:
            found: dict[str, bytes] = dict(database.execute("SELECT name, value FROM key"))
        except _get_driver().DatabaseError:
            return None
    return Keys(
        database_key=found["database_key"],
        identity=found["identity"].decode(),
        name_key=found["name_key"],
        name=found["name"].decode(),
        wrapping=wrapping,
    )


def _connect(path: Path, wrapping: bytes) -> Any:
    database = _get_driver().connect(str(path))
    database.execute("PRAGMA cipher_log_level = NONE")  # a wrong passphrase is told by us
    database.execute(f"PRAGMA key = \"x'{wrapping.hex()}'\"")
    # What its page size is by default, other databases of the process may have changed.
    database.execute("PRAGMA cipher_page_size = 4096")
    return database


def _get_driver() -> Any:
    try:
        from sqlcipher3 import dbapi2
    except ImportError as exc:
        raise StoreError(
            "Encrypted casebooks need SQLCipher, which is not installed.",
            remedy="Install it: pip install sqlcipher3",
        ) from exc
    return dbapi2


def _stretch(passphrase: str, salt: bytes) -> bytes:
    """Return the key that a passphrase makes; letters typed in another way make the same."""
    normal = normalize_passphrase(passphrase)
    return hashlib.scrypt(normal.encode("utf-8"), salt=salt, maxmem=2**28, dklen=32, **SCRYPT)


@lru_cache(maxsize=2)
def _load_identity(identity: str) -> Any:
    from pyrage import x25519

    return x25519.Identity.from_str(identity)
