"""What the comparison of two names found, part by part."""

from dataclasses import dataclass
from enum import StrEnum


class PartLikeness(StrEnum):
    """How one part of two names compares.

    ``same``: one name, though it may be written differently. ``compatible``: one may stand for the
    other (an initial, a short form, a rare romanization). ``unknown``: one of the names lacks it.
    """

    SAME = "same"
    COMPATIBLE = "compatible"
    DIFFERS = "differs"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class NameLikeness:
    """How alike two written names are, and why.

    Attributes:
        score: 0 to 1; 1 of equal names. From `sayso.reconcile.names.compare.LIKELY` on they are
            shown as likely one.
        surname, given, patronymic: Each part by itself.
        genders_differ: Whether the names tell two sexes: such are never one person's.
        words: The findings for a reader: "surnames agree: Degtyarev, Дегтярёв".
    """

    score: float
    surname: PartLikeness = PartLikeness.UNKNOWN
    given: PartLikeness = PartLikeness.UNKNOWN
    patronymic: PartLikeness = PartLikeness.UNKNOWN
    genders_differ: bool = False
    words: tuple[str, ...] = ()
