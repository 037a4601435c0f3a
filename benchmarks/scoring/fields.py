"""JSON objects read with care: what has the wrong kind is named, not passed on."""

from collections.abc import Iterator
from typing import Any

from benchmarks.scoring.text import ScoringError

Number = int | float


class Fields:
    """One JSON object; ``where`` names it in messages.

    Every ``get_`` raises `ScoringError` where the value is of another kind; those that
    may give ``None`` do so for ``null`` and for what is missing.
    """

    def __init__(self, data: Any, where: str) -> None:
        if not isinstance(data, dict):
            raise ScoringError(f"{where} is no object")
        self._data: dict[str, Any] = data
        self.where = where

    def __contains__(self, key: str) -> bool:
        return key in self._data

    def get_id(self) -> str:
        """Return the object's own id."""
        return self.get_text("id")

    def get_text(self, key: str) -> str:
        """Return a string that must be there."""
        value = self.find_text(key)
        if value is None:
            raise self._refuse(key, "is missing")
        return value

    def find_text(self, key: str) -> str | None:
        """Return a string, or ``None``."""
        value = self._data.get(key)
        if value is not None and not isinstance(value, str):
            raise self._refuse(key, "is no string")
        return value

    def find_number(self, key: str) -> Number | None:
        """Return a number, or ``None``."""
        value = self._data.get(key)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._refuse(key, "is no number")
        return value

    def get_flag(self, key: str) -> bool:
        """Return a truth value; what is missing is false."""
        value = self._data.get(key)
        if value is not None and not isinstance(value, bool):
            raise self._refuse(key, "is neither true nor false")
        return bool(value)

    def get_texts(self, key: str) -> tuple[str, ...]:
        """Return a list of strings; what is missing is empty."""
        values = self.get_list(key)
        if not all(isinstance(value, str) for value in values):
            raise self._refuse(key, "holds something other than strings")
        return tuple(values)

    def get_list(self, key: str) -> list[Any]:
        """Return a list as it is; what is missing is empty."""
        value = self._data.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self._refuse(key, "is no list")
        return value

    def get_text_lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        """Return a list of lists of strings; what is missing is empty."""
        inner = [Fields({key: value}, self.where).get_texts(key) for value in self.get_list(key)]
        return tuple(inner)

    def get_objects(self, key: str) -> Iterator["Fields"]:
        """Yield the objects of a list; what is missing is empty."""
        for number, value in enumerate(self.get_list(key)):
            named = value.get("id") if isinstance(value, dict) else None
            yield Fields(value, f"{self.where}.{key}[{number if named is None else named}]")

    def find_object(self, key: str) -> "Fields | None":
        """Return an object, or ``None``."""
        value = self._data.get(key)
        return None if value is None else Fields(value, f"{self.where}.{key}")

    def _refuse(self, key: str, fault: str) -> ScoringError:
        return ScoringError(f"{self.where}: {key} {fault}")
