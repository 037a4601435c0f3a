"""Records as plain values (what JSON can hold), and back, strictly."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

_PLAIN = frozenset((str, int, float, bool, NoneType))


def make_plain(value: object) -> Any:
    """Return a record as dictionaries, lists, strings, numbers, booleans and ``None``."""
    kind: Any = type(value)
    return value if kind in _PLAIN else _get_writer(kind)(value)


def make_record(kind: type[T], value: Any) -> T:
    """Return the record that `make_plain` wrote.

    Fields with a default may be missing, since records grow; unknown fields are refused.

    Raises:
        ValueError: The value is no such record.
    """
    hint: Any = kind
    try:
        made: T = _get_reader(hint)(value)
    except (TypeError, KeyError) as exc:
        raise ValueError(f"it is no {kind.__name__}: {exc}") from exc
    return made


def make_field(kind: type, name: str, value: Any) -> Any:
    """Return a plain value as a record of this kind holds it in this field.

    Raises:
        ValueError: The value does not fit the field.
    """
    try:
        return _get_reader(get_type_hints(kind)[name])(value)
    except (TypeError, KeyError) as exc:
        raise ValueError(f"it is no {name} of a {kind.__name__}: {exc}") from exc


@cache
def _get_writer(kind: Any) -> Callable[[Any], Any]:
    """Return what turns a value of this type into a plain one."""
    if issubclass(kind, StrEnum):
        return lambda value: value.value
    if issubclass(kind, tuple | list):
        return lambda value: [make_plain(item) for item in value]
    if is_dataclass(kind):
        names = tuple(field.name for field in fields(kind))
        return lambda value: {name: make_plain(getattr(value, name)) for name in names}
    if issubclass(kind, Mapping):
        return lambda value: {key: make_plain(item) for key, item in value.items()}
    return lambda value: value


@cache
def _get_reader(hint: Any) -> Callable[[Any], Any]:
    """Return what turns a plain value into one of this type."""
    origin = get_origin(hint)
    if origin in (UnionType, Union):
        return _read_union(hint)
    if origin is tuple:
        return _read_tuple(get_args(hint))
    if origin is not None and issubclass(origin, Mapping):
        return lambda value: dict(_be(value, dict))
    if hint is Any or hint is object:
        return lambda value: value
    if is_dataclass(hint):
        return _read_dataclass(hint)
    if issubclass(hint, StrEnum):
        return lambda value: hint(_be(value, str))
    if issubclass(hint, tuple):  # a NamedTuple
        return _read_named_tuple(hint)
    if hint is float:
        return lambda value: float(_be(value, int, float))
    return lambda value: _be(value, hint)


def _be(value: Any, *kinds: type) -> Any:
    if not isinstance(value, kinds) or (isinstance(value, bool) and bool not in kinds):
        raise ValueError(f"{value!r:.80} is no {kinds[-1].__name__}")
    return value


def _read_union(hint: Any) -> Callable[[Any], Any]:
    kinds = [kind for kind in get_args(hint) if kind is not NoneType]
    if len(kinds) > 1:
        return lambda value: value  # of plain values only: str | int | None
    read = _get_reader(kinds[0])
    return lambda value: None if value is None else read(value)


def _read_tuple(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    if kinds[-1] is Ellipsis:
        read = _get_reader(kinds[0])
        return lambda value: tuple([read(item) for item in _be(value, list, tuple)])
    readers = [_get_reader(kind) for kind in kinds]
    return lambda value: tuple(
        read(item) for read, item in zip(readers, _be(value, list, tuple), strict=True)
    )


def _read_named_tuple(hint: Any) -> Callable[[Any], Any]:
    readers = [_get_reader(kind) for kind in get_type_hints(hint).values()]
    return lambda value: hint(*(read(item) for read, item in zip(readers, value, strict=True)))


def _read_dataclass(hint: Any) -> Callable[[Any], Any]:
    hints = get_type_hints(hint)
    readers = {field.name: _get_reader(hints[field.name]) for field in fields(hint)}
    needed = frozenset(
        field.name
        for field in fields(hint)
        if field.default is MISSING and field.default_factory is MISSING
    )

    def read(value: Any) -> Any:
        given = _be(value, dict)
        if missing := needed - given.keys():
            raise ValueError(f"a {hint.__name__} lacks {', '.join(sorted(missing))}")
        if unknown := given.keys() - readers.keys():
            raise ValueError(f"a {hint.__name__} has no {', '.join(sorted(unknown))}")
        return hint(**{name: readers[name](item) for name, item in given.items()})

    return read
