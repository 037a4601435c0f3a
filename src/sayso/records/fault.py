"""What a verification finds: faults are data, so that one does not hide the others."""

from dataclasses import dataclass
from enum import StrEnum


class FaultKind(StrEnum):
    """What is wrong with what was found.

    A note is no failure: something that a reader of the verdict should know.
    """

    ALTERED = "altered"
    MISSING = "missing"
    INSERTED = "inserted"
    REMOVED = "removed"
    BROKEN = "broken"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that does not add up, or a note.

    Attributes:
        kind: What is wrong.
        where: What it is about, as it is named in the casebook: a path within the folder
            ("evidence/manifest-sha256.txt"), an entry ("log 12" of the casebook's own log,
            "log 12 of 0f3c..." of one that it carries), a timestamp.
        message: One sentence for a person.
    """

    kind: FaultKind
    where: str
    message: str

    @property
    def fails(self) -> bool:
        """Whether the verification fails by it."""
        return self.kind is not FaultKind.NOTE
