"""Who may sign in to the desk of a casebook."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One person's way in; its password is never here.

    Attributes:
        name: Who, as the log will say.
        created: When it was added, ISO 8601 in UTC.
        changed: When its password was set last, or when it was disabled.
        disabled: Whether it lets nobody in any more; what was decided under it stays.
    """

    name: str
    created: str
    changed: str
    disabled: bool
