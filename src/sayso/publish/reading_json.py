"""A reading as JSON, and the JSON Schema of what that is."""

from typing import Any

from sayso.publish.json_format import make_schema, to_plain, write_json
from sayso.records.reading import SCHEMA, Reading


def to_dict(reading: Reading) -> dict[str, Any]:
    """Return the reading as plain dictionaries, lists, strings and numbers.

    Names and order are those of the records; every field is there, ``None`` where it
    is not known.
    """
    return {"schema": SCHEMA, **to_plain(reading)}


def to_json(reading: Reading, *, indent: int | None = None) -> str:
    """Return the reading as JSON text; equal readings give equal text."""
    return write_json(to_dict(reading), indent=indent)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``sayso/reading/1``, made from the records."""
    return make_schema(Reading, SCHEMA)
