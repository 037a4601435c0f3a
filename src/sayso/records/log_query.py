"""What a list of the log is narrowed by."""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.records.log import EntryKind


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilters:
    """What entries of one log must be; all of it.

    Attributes:
        chain: The log: id of the casebook that wrote it; ``None`` for the casebook's own.
        actor: Who did it, as the log has the name.
        kinds: Of which of these kinds; of any where none is given.
        question: Name of the question that a decision answers ("claim_stands").
        since, until: First and last day in UTC ("2031-03-14").
    """

    chain: str | None = None
    actor: str | None = None
    kinds: tuple[EntryKind, ...] = ()
    question: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LogOverview:
    """What is in a log, to choose from.

    Attributes:
        actors: Everybody who did something, by name.
        chains: Name of each casebook whose log is kept, by its id, the own one first; ``None``
            where a lawful removal took the name.
    """

    actors: tuple[str, ...]
    chains: Mapping[str, str | None]
