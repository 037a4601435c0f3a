"""Accounts: who may sign in to the desk of a casebook, and under which name the log tells of it.

They guard the desk alone: whoever can write to the casebook's folder needs none.
"""

import secrets
import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError

from sayso.errors import StoreError
from sayso.records.account import Account
from sayso.records.analyst import make_analyst_key, tidy_analyst
from sayso.records.entries import make_custody_draft
from sayso.workbench.holdings import Holdings

SHORTEST_PASSWORD, LONGEST_PASSWORD = 10, 1000
"""Characters of a password."""

_TOGETHER = frozenset({"cjk", "hiragana", "katakana", "hangul", "bopomofo"})  # in one name

# 19 MiB, two passes, one lane: what OWASP's "Password Storage" gives as the least for argon2id.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_AT_ONCE = BoundedSemaphore(2)  # each takes its memory and one core


class AccountError(StoreError):
    """An account cannot be made or changed as asked."""


class BusyError(StoreError):
    """So many sign in at this moment that one must try again."""


def find_account(holdings: Holdings, name: str) -> Account | None:
    """Return the account of a person, however its name is written."""
    found = holdings.store.accounts.find(make_analyst_key(name))
    return None if found is None else found[0]


def add_account(holdings: Holdings, name: str, password: str) -> Account:
    """Let a person sign in; a disabled account of this name lets in again.

    Raises:
        AccountError: There is such an account, or the name or the password is none.
    """
    name = tidy_analyst(name)
    if not make_analyst_key(name) or len(name) > 100:
        raise AccountError(
            "An account has a name of 1 to 100 characters.", remedy="Give another name."
        )
    if len(scripts := list_scripts(name)) > 1:
        raise AccountError(
            f"The name {name!r} mixes letters of several scripts: {', '.join(scripts)}.",
            remedy="Write it in one, so that no two names look the same.",
        )
    known = find_account(holdings, name)
    if known is not None and not known.disabled:
        raise AccountError(
            f"There is an account {known.name!r} already.",
            remedy="Give another name, or set its password: sayso account password NAME",
        )
    now = holdings.now()
    created = now if known is None else known.created
    made = Account(name=name, created=created, changed=now, disabled=False)
    _keep(holdings, made, _hash(password), told="account-added")
    return made


def set_password(holdings: Holdings, name: str, password: str) -> Account:
    """Give an account another password; whoever is signed in by it has to sign in again.

    Raises:
        AccountError: There is no such account, or it is no password.
    """
    known = _get(holdings, name)
    made = Account(
        name=known.name, created=known.created, changed=holdings.now(), disabled=known.disabled
    )
    _keep(holdings, made, _hash(password), told="account-password")
    return made


def disable_account(holdings: Holdings, name: str) -> Account:
    """Let a person sign in no more; what was decided under the name stays in force.

    Raises:
        AccountError: There is no such account, or it is disabled already.
    """
    known = _get(holdings, name)
    if known.disabled:
        raise AccountError(
            f"The account {known.name!r} is disabled already.",
            remedy="sayso account list shows all.",
        )
    made = Account(name=known.name, created=known.created, changed=holdings.now(), disabled=True)
    # Whoever gets at the table later finds no password to try.
    _keep(holdings, made, "", told="account-disabled")
    return made


def check_password(holdings: Holdings, name: str, password: str) -> Account | None:
    """Return the account that a name and its password open, or ``None``.

    An unknown name, a disabled account and a wrong password take the same time.

    Raises:
        BusyError: Others sign in at this moment.
    """
    if not _AT_ONCE.acquire(blocking=False):
        raise BusyError("Others are signing in.", remedy="Try again in 1 second.")
    try:
        found = holdings.store.accounts.find(make_analyst_key(name))
        decoy = _make_decoy()
        given = _normalize(password)[:LONGEST_PASSWORD]
        is_open = found is not None and not found[0].disabled
        is_right = _is_right(found[1] if found is not None and is_open else decoy, given)
        if found is None or not is_open or not is_right:
            return None
        account, known = found
        if _HASHER.check_needs_rehash(known) and not holdings.store.read_only:
            anew = _HASHER.hash(given)
            with holdings.store.writing() as writer:
                # Disabled or given another password meanwhile, it stays so.
                if holdings.store.accounts.find(make_analyst_key(account.name)) == found:
                    writer.accounts.put(make_analyst_key(account.name), account, anew)
        return account
    finally:
        _AT_ONCE.release()


def list_scripts(name: str) -> tuple[str, ...]:
    """Return the scripts whose letters a name holds, as Unicode names letters: "latin"."""
    # Signs that stand among letters of any script, like Ukrainian's apostrophe, are of none.
    folded = unicodedata.normalize("NFKC", name)
    letters = [it for it in folded if it.isalpha() and unicodedata.category(it) != "Lm"]
    found = {unicodedata.name(it, "unknown").split()[0].lower() for it in letters}
    return tuple(sorted(found)) if found - _TOGETHER else tuple(sorted(found))[:1]


def _is_right(known: str, given: str) -> bool:
    try:
        return _HASHER.verify(known, given)
    except (Argon2Error, InvalidHashError):
        return False


@cache
def _make_decoy() -> str:
    """Return the hash of a password that nobody has."""
    return _HASHER.hash(secrets.token_urlsafe())


def _get(holdings: Holdings, name: str) -> Account:
    found = find_account(holdings, name)
    if found is None:
        raise AccountError(
            f"There is no account {tidy_analyst(name)!r}.", remedy="sayso account list shows all."
        )
    return found


def _hash(password: str) -> str:
    password = _normalize(password)
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise AccountError(
            f"A password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters.",
            remedy="Take several words that do not belong together.",
        )
    return _HASHER.hash(password)


def _normalize(password: str) -> str:
    return unicodedata.normalize("NFC", password)


def _keep(holdings: Holdings, account: Account, password_hash: str, *, told: str) -> None:
    draft = make_custody_draft(
        told, time=account.changed, actor=holdings.analyst, what=account.name
    )
    with holdings.store.writing() as writer:
        writer.accounts.put(make_analyst_key(account.name), account, password_hash)
        writer.append(draft)
