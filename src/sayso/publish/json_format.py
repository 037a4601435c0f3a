"""Records as JSON, and the JSON Schema of what that is: one way for every public format."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from enum import StrEnum
from inspect import cleandoc
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from sayso.records.report import Report
from sayso.records.selector import Span

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_PRIVATE: Mapping[type, frozenset[str]] = {Report: frozenset({"origin"})}
"""Fields that serve the program and are no part of a public format."""

_SCALARS: Mapping[type, str] = {str: "string", bool: "boolean", int: "integer", float: "number"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_ATTRIBUTE = re.compile(r"^ {4}(?P<names>[a-z_0-9]+(?:, [a-z_0-9]+)*): (?P<text>.*)$")


def write_json(values: Mapping[str, Any], *, indent: int | None = None) -> str:
    """Return plain values as JSON text; equal values give equal text.

    Letters of every script stay as they are. Half a surrogate pair, which no encoding
    can write, is escaped.
    """
    text = json.dumps(values, ensure_ascii=False, allow_nan=False, indent=indent)
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def make_schema(record: type, name: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a format, made from its records.

    Fields that it does not name are allowed: a format may grow within a version.

    Args:
        record: What the format has at the top.
        name: The format's name, the value of ``schema``.
    """
    definitions: dict[str, Any] = {}
    top = _describe_record(record, definitions)
    return {
        "$schema": _DRAFT,
        "$id": name,
        "title": name,
        **top,
        "required": ["schema", *top["required"]],
        "properties": {"schema": {"const": name}, **top["properties"]},
        "$defs": dict(sorted(definitions.items())),
    }


def to_plain(value: object) -> Any:
    """Return a record as plain dictionaries, lists, strings and numbers, whole ones as integers."""
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {name: to_plain(getattr(value, name)) for name in _public_fields(type(value))}
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
