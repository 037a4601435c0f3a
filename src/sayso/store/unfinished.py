"""Where something is written until it is whole: beside its place, for the owner alone."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sayso.errors import StoreError
from sayso.store.files import hold_lock

_SUFFIX = ".unfinished"
_LOCKS = frozenset({"lock", "lock-turn"})


@contextmanager
def hold_unfinished(out: Path) -> Iterator[Path]:
    """Give an empty folder beside ``out`` for what is not finished; it goes at the end.

    Its name follows from that of ``out``, so what a process that was killed left there goes
    with the next one to the same place, and does not lie hidden for ever.

    Args:
        out: Where it will lie, an absolute path.

    Raises:
        StoreError: Nothing can be written there.
    """
    place = out.with_name(out.name + _SUFFIX)
    try:
        place.mkdir(mode=0o700, exist_ok=True)
    except OSError as exc:
        raise StoreError(
            f"Nothing can be written beside {out}: {exc.strerror}.",
            remedy="Name another place, in a folder that exists and may be written to.",
        ) from exc
    with hold_lock(place / "lock"):
        for left in place.iterdir():
            if left.is_dir() and not left.is_symlink():
                shutil.rmtree(left)
            elif left.name not in _LOCKS:
                left.unlink()
        try:
            yield place
        finally:
            shutil.rmtree(place, ignore_errors=True)
