"""A list of reports to capture: JSON or CSV, one report a row."""

import csv
import io
import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from sayso.capture.decode import decode_text
from sayso.capture.options import CaptureOptions, parse_published
from sayso.errors import CaptureError

COLUMNS = ("id", "file", "title", "publisher", "published", "language", "url")

_MOST_BYTES = 50_000_000
_NAMED = "Name columns or keys: " + ", ".join(COLUMNS) + "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One row: a file and what the list says of it."""

    path: Path
    options: CaptureOptions


def read_manifest(path: Path, defaults: CaptureOptions) -> tuple[Listed, ...]:
    """Read a list of reports; raises `CaptureError` that names every row that is wrong.

    Args:
        path: A JSON list of objects, or CSV with a line of headings; UTF-8.
        defaults: What holds for rows that say nothing else.
    """
    try:
        with path.open("rb") as file:
            text = decode_text(file.read(_MOST_BYTES))
    except (OSError, ValueError) as exc:
        reason = getattr(exc, "strerror", None) or str(exc)
        raise CaptureError(
            f"The list cannot be opened: {reason}.", remedy="Check its name and its permissions."
        ) from exc
    rows = _json_rows(text) if text.lstrip()[:1] in {"[", "{"} else _csv_rows(text)
    if not rows:
        raise CaptureError("The list is empty.", remedy=_NAMED)
    listed: list[Listed] = []
    wrong: list[str] = []
    seen: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        try:
            item = _make_listed(row, path.parent, defaults)
            _refuse_repeated(item.options.id, number, seen)
        except CaptureError as exc:
            wrong.append(f"Row {number}: {exc.problem} {exc.remedy}")
        else:
            listed.append(item)
    if wrong:
        raise CaptureError(" ".join(wrong), remedy="Nothing was read.")
    return tuple(listed)


def _json_rows(text: str) -> list[object]:
    try:
        rows = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise CaptureError(
            f"The list is no valid JSON: {exc}.", remedy="Write a list of objects: [{...}, {...}]."
        ) from exc
    if not isinstance(rows, list):
        raise CaptureError(
            "The list is a JSON object.", remedy="Write a list of objects: [{...}, {...}]."
        )
    return rows


def _csv_rows(text: str) -> list[object]:
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
        rows: list[object] = list(reader)
    except csv.Error as exc:
        raise CaptureError(
            f"The list is no valid CSV: {exc}.", remedy="Put quotes round fields that hold commas."
        ) from exc
    if "file" not in (reader.fieldnames or ()):
        raise CaptureError("The list has no column 'file'.", remedy=_NAMED)
    return rows


def _make_listed(row: object, folder: Path, defaults: CaptureOptions) -> Listed:
    if not isinstance(row, dict):
        raise CaptureError("It is no object.", remedy=_NAMED)
    values = {key: _cell(key, value) for key, value in row.items()}
    if unknown := sorted(str(key) for key in values if key not in COLUMNS):
        raise CaptureError(f"{', '.join(map(repr, unknown))} is no known column.", remedy=_NAMED)
    file = values.pop("file", None)
    if file is None:
        raise CaptureError("It names no file.", remedy="Give its path in 'file'.")
    if (published := values.get("published")) is not None:
        values["published"] = parse_published(published)
    given: dict[str, Any] = {key: value for key, value in values.items() if value is not None}
    return Listed(path=folder / file, options=replace(defaults, **given))


def _cell(key: object, value: object) -> str | None:
    if key is None:  # what csv calls the cells beyond the headings
        raise CaptureError(
            "It has more cells than there are headings.",
            remedy="Put quotes round fields that hold commas.",
        )
    if value is None:
        return None
    if not isinstance(value, str):
        raise CaptureError(f"Its {key!r} is no text.", remedy="Put it in quotes.")
    return value.strip() or None


def _refuse_repeated(name: str | None, number: int, seen: dict[str, int]) -> None:
    if name is None:
        return
    if name in seen:
        raise CaptureError(
            f"Its id {name!r} is that of row {seen[name]}.", remedy="Give every report its own."
        )
    seen[name] = number
