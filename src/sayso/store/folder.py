"""The folder of a casebook: what it says about itself, its lock, its keys, its log's head."""

import hashlib
import json
import os
import re
import tomllib
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit

from sayso.errors import EvidenceError, PassphraseError, StoreError
from sayso.records.fault import Fault, FaultKind
from sayso.records.log import Head
from sayso.store.files import (
    hold_lock,
    make_folders,
    read_file,
    refuse_links,
    replace_file,
    sync_file,
    sync_folder,
    write_new,
)
from sayso.store.keys import Keys, is_whole, make_keys, read_keys, write_keys
from sayso.store.manifest import make_bag
from sayso.store.passphrase import normalize_passphrase
from sayso.store.readme import make_readme

FORMAT = 1
ABOUT = "casebook.toml"
README = "README.md"
KEYS = "keys.db"
HEAD = "log-head.json"
PENDING = "pending"
SPOOL = "spool"

_SEAL = "# SHA-256 of all lines above, so that a change of them shows.\n"
_ID = re.compile("[0-9a-f]{32}")
_HEX = re.compile("[0-9a-f]{64}")


class CasebookFolder:
    """One casebook's folder, open.

    Attributes:
        path: Where it is, without links.
        id: 32 hex digits, the same for ever.
        name: What the casebook is called.
        database: "sqlite", or the address of a PostgreSQL database without a password.
        encrypted: Whether it is.
        keys: What opens it; ``None`` where it is not encrypted.
    """

    def __init__(self, path: Path, about: dict[str, Any], keys: Keys | None) -> None:
        self.path = path
        self.id: str = about["id"]
        self.database: str = about["database"]
        self.encrypted: bool = about["encrypted"]
        self.name: str = about["name"] if keys is None else keys.name
        self.keys = keys

    @classmethod
    def create(
        cls,
        path: Path,
        *,
        id: str,  # noqa: A002 - our word
        name: str,
        database: str = "sqlite",
        passphrase: str | None = None,
    ) -> Self:
        """Make the folder of a new casebook; the database is made by who has the schema.

        ``casebook.toml`` comes last: a folder without it is none, whatever was interrupted.

        Args:
            path: An empty folder, or none yet.
            id: 32 hex digits.
            name: What the casebook is called, one line.
            database: As the attribute.
            passphrase: Encrypts the casebook.

        Raises:
            StoreError: The folder is not empty, or the database cannot be encrypted from here.
            PassphraseError: The passphrase is empty.
        """
        _check_wishes(id, name, database, encrypted=passphrase is not None)
        if passphrase is not None:
            passphrase = normalize_passphrase(passphrase)
        path = Path(os.path.realpath(path))
        _make_empty(path)
        make_folders(path, PENDING)
        keys = None
        if passphrase is not None:
            keys = _put_keys(path, make_keys(name), passphrase)
        return cls._lay_out(path, id=id, name=name, database=database, keys=keys)

    def copy_to(self, path: Path, *, database: str | None = None) -> Self:
        """Make the folder of a copy: same id, name and keys, but no evidence and no database yet.

        Args:
            path: An empty folder, or none yet.
            database: Where the copy's database is to be; where this one's is by default.

        Raises:
            StoreError: As `create`.
        """
        database = self.database if database is None else database
        _check_wishes(self.id, self.name, database, encrypted=self.encrypted)
        path = Path(os.path.realpath(path))
        _make_empty(path)
        make_folders(path, PENDING)
        if self.encrypted:
            write_new(path / KEYS, read_file(self.path, KEYS))
        return self._lay_out(path, id=self.id, name=self.name, database=database, keys=self.keys)

    @classmethod
    def _lay_out(
        cls,
        path: Path,
        *,
        id: str,  # noqa: A002 - our word
        name: str,
        database: str,
        keys: Keys | None,
    ) -> Self:
        """Lay the bag, the README and last ``casebook.toml`` in a folder."""
        readme = make_readme(id=id, name=name if keys is None else None, database=database)
        make_bag(path, id)
        write_new(path / README, readme.encode("utf-8"))
        about = {
            "format": FORMAT,
            "id": id,
            "name": name,
            "database": database,
            "encrypted": keys is not None,
            "readme_sha256": hashlib.sha256(readme.encode("utf-8")).hexdigest(),
        }
        if keys is not None:
            del about["name"]  # a name tells; it is in keys.db
        way = path / PENDING / f"{ABOUT}.tmp"
        replace_file(path / ABOUT, _write_about(about), by_way_of=way)
        return cls(path, about, keys)

    @classmethod
    def open(cls, path: Path, *, passphrase: str | None = None, keys: Keys | None = None) -> Self:
        """Open a casebook's folder; nothing in it is changed.

        Args:
            path: The folder.
            passphrase: Of an encrypted one.
            keys: Of an encrypted one that another process opened, instead of the passphrase.

        Raises:
            StoreError: There is no casebook, or it is of a newer format.
            PassphraseError: It is encrypted, and the passphrase is missing or wrong.
        """
        path = Path(os.path.realpath(path))
        about = _read_about(path)
        if not about["encrypted"]:
            return cls(path, about, None)
        if keys is not None:
            return cls(path, about, keys)
        if passphrase is None:
            raise PassphraseError(
                f"The casebook {path.name} is encrypted.",
                remedy="Give its passphrase: when asked, in a file, or in SAYSO_PASSPHRASE.",
            )
        return cls(path, about, read_keys(refuse_links(path, KEYS), passphrase))

    @staticmethod
    def is_encrypted(path: Path) -> bool:
        """Return whether a casebook needs a passphrase; raises `StoreError` if there is none."""
        return bool(_read_about(Path(os.path.realpath(path)))["encrypted"])

    def make_object_name(self, sha256: str) -> str:
        """Return under which name bytes of this SHA-256 lie among the evidence."""
        return sha256 if self.keys is None else self.keys.make_object_name(sha256)

    def locked(self, *, shared: bool = False) -> AbstractContextManager[None]:
        """Hold the casebook against other writers, or (shared) against any writer.

        It is given back when the process ends, however it ends. Not to be nested: also
        `Evidence.changing` and `Evidence.check` take it.

        Raises:
            StoreError: Others held it for longer than a minute.
        """
        with suppress(OSError) if shared else nullcontext():  # who only reads may not make it
            make_folders(self.path, PENDING)  # a copy may have left out an empty folder
        return hold_lock(refuse_links(self.path, f"{PENDING}/lock"), shared=shared)

    def write_head(self, head: Head) -> None:
        """Put the log's last entry beside it, where a shortened log shows.

        It never goes back. What shows that something was altered is left as it is: a file that
        is not as sayso writes it, and one of another log or of another entry of this number.
        """
        make_folders(self.path, PENDING)
        with hold_lock(refuse_links(self.path, f"{PENDING}/head-lock")):
            try:
                last = self.read_head()
            except EvidenceError:
                return
            if last is not None and (last.chain != head.chain or last.n >= head.n):
                return
            data = {"chain": head.chain, "n": head.n, "hash": head.hash}
            way = self.path / PENDING / f"{HEAD}.tmp"
            replace_file(self.path / HEAD, _write_json(data), by_way_of=way)

    def read_head(self) -> Head | None:
        """Return the log's head as it was last written, or ``None`` if it never was.

        Raises:
            EvidenceError: The file is not as sayso writes it.
        """
        try:
            data = read_file(self.path, HEAD)
        except FileNotFoundError:
            return None
        with suppress(ValueError, TypeError, KeyError):
            found = json.loads(data)
            head = Head(chain=found["chain"], n=found["n"], hash=found["hash"])
            if _is_head(head) and data == _write_json(found):
                return head
        raise EvidenceError(
            f"{HEAD} was altered.",
            remedy="Compare the log with a head that was published, or take it from a backup.",
        )

    def change_passphrase(self, old: str, new: str) -> None:
        """Put the keys under another passphrase; nothing else is written anew.

        A copy of ``keys.db`` from before, as in a backup, still opens with the old one.

        Raises:
            PassphraseError: The old one is wrong or the new one empty; nothing is changed.
            StoreError: The casebook is not encrypted.
        """
        if not self.encrypted:
            raise StoreError(
                "This casebook is not encrypted, so it has no passphrase.",
                remedy="Merge it into an encrypted one, which sayso new --encrypt makes.",
            )
        with self.locked():
            keys = read_keys(refuse_links(self.path, KEYS), old)
            self.keys = _put_keys(self.path, keys, new)

    def check(self) -> Iterator[Fault]:
        """Yield what is wrong with ``casebook.toml``, ``README.md`` and ``keys.db``."""
        if self.keys is not None and not is_whole(refuse_links(self.path, KEYS), self.keys):
            yield Fault(
                kind=FaultKind.ALTERED,
                where=KEYS,
                message="It is not what it was when the casebook was opened.",
            )
        try:
            about = _read_about(self.path)
            whole = read_file(self.path, ABOUT) == _write_about(about)
        except StoreError as exc:
            yield Fault(kind=FaultKind.ALTERED, where=ABOUT, message=exc.problem)
            return
        if not whole:
            message = "It was altered: its last line is not the SHA-256 of those above."
            yield Fault(kind=FaultKind.ALTERED, where=ABOUT, message=message)
        try:
            readme = read_file(self.path, README)
        except FileNotFoundError:
            yield Fault(kind=FaultKind.MISSING, where=README, message="It is missing.")
        except EvidenceError as exc:
            yield Fault(kind=FaultKind.ALTERED, where=README, message=exc.problem)
        else:
            if whole and hashlib.sha256(readme).hexdigest() != about.get("readme_sha256"):
                message = f"It was altered: its SHA-256 is not the one in {ABOUT}."
                yield Fault(kind=FaultKind.ALTERED, where=README, message=message)


def _check_wishes(id: str, name: str, database: str, *, encrypted: bool) -> None:  # noqa: A002
    if not _ID.fullmatch(id):
        raise ValueError(f"{id!r} is no id of a casebook: 32 hex digits")
    if not name.strip() or not name.isprintable():
        raise StoreError(
            "A casebook's name is one line of letters, digits and signs.",
            remedy="Give another name.",
        )
    if database == "sqlite":
        return
    address = urlsplit(database)
    if address.scheme not in ("postgresql", "postgres"):
        raise StoreError(
            "A casebook's database is in its folder, or on a PostgreSQL server.",
            remedy="Give an address as postgresql://USER@HOST/NAME, or none.",
        )
    if address.password is not None:
        raise StoreError(
            "The database's address holds a password, which would lie in casebook.toml for all.",
            remedy="Leave it out, and put it in ~/.pgpass or PGPASSWORD.",
        )
    if encrypted:
        raise StoreError(
            "A casebook on a PostgreSQL server cannot be encrypted from here.",
            remedy="Have the server's disk encrypted, or keep the casebook in its folder.",
        )


def _make_empty(path: Path) -> None:
    try:
        path.mkdir(mode=0o700)
    except FileExistsError:
        if not path.is_dir() or any(path.iterdir()):
            raise StoreError(
                f"{path.name} is there already, and is no empty folder.",
                remedy="Name another; a casebook that was interrupted while it was made has no "
                f"{ABOUT} and may be taken away.",
            ) from None
    except OSError as exc:
        raise StoreError(
            f"The folder {path.name} cannot be made: {exc.strerror}.",
            remedy="Name another, in a folder that exists and may be written to.",
        ) from exc
    else:
        sync_folder(path.parent)


def _put_keys(path: Path, keys: Keys, passphrase: str) -> Keys:
    way = path / PENDING / f"{KEYS}.tmp"
    way.unlink(missing_ok=True)
    write_new(way, b"")  # SQLCipher would make it with whatever mode the user's files have
    try:
        keys = write_keys(way, keys, passphrase)
        sync_file(way)
        way.replace(refuse_links(path, KEYS))
        sync_folder(path)
    finally:
        way.unlink(missing_ok=True)
    return keys


def _write_about(about: dict[str, Any]) -> bytes:
    # A string of TOML is one of JSON but for one character.
    lines = ["# A casebook of sayso; README.md says what that is. Do not edit.\n"]
    lines += [
        f"{key} = {json.dumps(value, ensure_ascii=False)}\n".replace("\x7f", "\\u007f")
        for key, value in about.items()
        if key != "sha256"
    ]
    text = "".join(lines)
    digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
    return f'{text}{_SEAL}sha256 = "{digest}"\n'.encode()


def _read_about(path: Path) -> dict[str, Any]:
    try:
        about = tomllib.loads(read_file(path, ABOUT).decode("utf-8"))
    except (FileNotFoundError, NotADirectoryError) as exc:
        raise StoreError(
            f"There is no casebook in {path.name}: it has no {ABOUT}.",
            remedy="Name another folder, or make a casebook with sayso new.",
        ) from exc
    except (ValueError, OSError) as exc:
        raise _bad_about(path) from exc
    if isinstance(about.get("format"), int) and about["format"] > FORMAT:
        raise StoreError(
            f"The casebook {path.name} is of format {about['format']}, newer than this sayso.",
            remedy="Install a newer version of sayso.",
        )
    if not _is_about(about):
        raise _bad_about(path)
    return about


def _is_about(about: dict[str, Any]) -> bool:
    return (
        type(about.get("format")) is int
        and about["format"] == FORMAT
        and isinstance(about.get("id"), str)
        and _ID.fullmatch(about["id"]) is not None
        and isinstance(about.get("database"), str)
        and isinstance(about.get("encrypted"), bool)
        and isinstance(about.get("name"), str) != about["encrypted"]
    )


def _bad_about(path: Path) -> StoreError:
    return StoreError(
        f"{ABOUT} of {path.name} is not as sayso writes it.",
        remedy="Put it back from a backup.",
    )


def _write_json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, indent=2).encode() + b"\n"


def _is_head(head: Head) -> bool:
    return (
        isinstance(head.chain, str)
        and _ID.fullmatch(head.chain) is not None
        and isinstance(head.n, int)
        and head.n >= 0
        and isinstance(head.hash, str)
        and _HEX.fullmatch(head.hash) is not None
    )
