"""A reading as JSON, and the JSON Schema of what that is."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from sayso.records.reading import SCHEMA, Reading
from sayso.records.report import Report
from sayso.records.selector import Span

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PRIVATE: Mapping[type, frozenset[str]] = {Report: frozenset({"origin"})}
"""Fields that serve the program and are no part of the public format."""

_SCALARS: Mapping[type, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_ATTRIBUTE = re.compile(r"^ {4}(?P<names>[a-z_0-9]+(?:, [a-z_0-9]+)*): (?P<text>.*)$")


def to_dict(reading: Reading) -> dict[str, Any]:
    """Return the reading as plain dictionaries, lists, strings and numbers.

    Names and order are those of the records; every field is there, ``None`` where it
    is not known.
    """
    return {"schema": SCHEMA, **_plain(reading)}


def to_json(reading: Reading, *, indent: int | None = None) -> str:
    """Return the reading as JSON text; equal readings give equal text.

    Letters of every script stay as they are. Half a surrogate pair, which no encoding
    can write, is escaped.
    """
    text = json.dumps(to_dict(reading), ensure_ascii=False, allow_nan=False, indent=indent)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of ``sayso/reading/1``, made from the records.

    Fields that it does not name are allowed: the format may grow within a version.
    """
    definitions: dict[str, Any] = {}
    top = _describe_record(Reading, definitions)
    return {
        "$schema": _DRAFT,
        "$id": SCHEMA,
        "title": SCHEMA,
        **top,
        "required": ["schema", *top["required"]],
        "properties": {"schema": {"const": SCHEMA}, **top["properties"]},
        "$defs": dict(sorted(definitions.items())),
    }


def _plain(value: object) -> Any:
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _plain(getattr(value, name)) for name in _public_fields(type(value))}
    return value


def _public_fields(record: type) -> Iterator[str]:
    private = _PRIVATE.get(record, frozenset())
    return (field.name for field in fields(record) if field.name not in private)


def _describe_record(record: type, definitions: dict[str, Any]) -> dict[str, Any]:
    """Describe a record class; the classes it mentions are added to ``definitions``."""
    hints = get_type_hints(record)
    summary, notes = _read_docstring(record)
    properties = {}
    for name in _public_fields(record):
        described = _describe(hints[name], definitions)
        note = notes.get(name)
        properties[name] = described if note is None else {**described, "description": note}
    return {
        "description": summary,
        "type": "object",
        "required": list(properties),
        "properties": properties,
    }


def _describe(hint: Any, definitions: dict[str, Any]) -> dict[str, Any]:
    """Describe a type as far as the records use types."""
    if get_origin(hint) is UnionType:
        kinds = [_describe(kind, definitions) for kind in get_args(hint) if kind is not NoneType]
        return {"anyOf": [*kinds, {"type": "null"}]}
    if get_origin(hint) is tuple:
        return _describe_tuple(get_args(hint), definitions)
    if hint in _SCALARS:
        return {"type": _SCALARS[hint]}
    if hint.__name__ not in definitions:
        definitions[hint.__name__] = {}
        definitions[hint.__name__] = _define(hint, definitions)
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _describe_tuple(kinds: tuple[Any, ...], definitions: dict[str, Any]) -> dict[str, Any]:
    if kinds[-1] is Ellipsis:
        return {"type": "array", "items": _describe(kinds[0], definitions)}
    return {
        "type": "array",
        "prefixItems": [_describe(kind, definitions) for kind in kinds],
        "items": False,
        "minItems": len(kinds),
    }


def _define(hint: type, definitions: dict[str, Any]) -> dict[str, Any]:
    if is_dataclass(hint):
        return _describe_record(hint, definitions)
    summary, _ = _read_docstring(hint)
    if issubclass(hint, StrEnum):
        return {
            "description": summary,
            "type": "string",
            "enum": [member.value for member in hint],
        }
    if hint is Span:
        offset = {"type": "integer", "minimum": 0}
        shape = {"prefixItems": [offset, offset], "items": False, "minItems": 2}
        return {"description": summary, "type": "array", **shape}
    raise TypeError(f"the records' {hint.__name__} has no description in JSON Schema yet")


def _read_docstring(record: type) -> tuple[str, dict[str, str]]:
    """Return a docstring's text before its attributes, and what it says of each attribute."""
    before, _, attributes = cleandoc(record.__doc__ or "").partition("\nAttributes:\n")
    notes: dict[str, str] = {}
    names: list[str] = []
    for line in attributes.splitlines():
        if match := _ATTRIBUTE.match(line):
            names = match["names"].split(", ")
            notes.update(dict.fromkeys(names, match["text"]))
        else:
            notes.update((name, f"{notes[name]} {line.strip()}".strip()) for name in names)
    return " ".join(before.split()), notes
