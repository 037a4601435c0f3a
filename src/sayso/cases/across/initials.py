"""People of whom a report gives nothing but initials: "Citizen L."."""

import re
from collections.abc import Iterable

_LETTER = re.compile(r"[^\W\d_]")
_INITIALS = re.compile(r"[^\W\d_]\.?(?:[\s-]?[^\W\d_]\.)*")


def is_initial(name: str) -> bool:
    """Tell whether a name is nothing but initials: "Citizen L." is somebody kept unnamed."""
    return _INITIALS.fullmatch(name) is not None


def fits_initials(name: str, names: Iterable[str]) -> bool:
    """Tell whether somebody of some names can be meant by initials."""
    first = {f"{word[0]}.".casefold() for it in names for word in it.split()}
    return set(list_initials(name)) <= first


def list_initials(name: str) -> tuple[str, ...]:
    """Return the initials that are all of a name, each as in "l."; none of a fuller name."""
    return tuple(f"{it}.".casefold() for it in _LETTER.findall(name)) if is_initial(name) else ()
