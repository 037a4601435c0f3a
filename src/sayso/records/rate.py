"""What a sum of one currency was worth in another on a day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class ExchangeRate:
    """One published rate between two currencies.

    Attributes:
        day: The day that it was published for.
        value: Units of the second currency for one unit of the first.
        source: Who published it, as words of a sentence ("the ECB").
    """

    day: date
    value: float
    source: str
