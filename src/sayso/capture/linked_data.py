"""What a page's JSON-LD says of its article (schema.org)."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sayso.capture.options import find_day_or_moment

_ARTICLES = ("Article", "Posting", "Report")
_DEPTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """What is stated; ``None`` for what is not."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None


def find_article(scripts: Iterable[str]) -> Article:
    """Return the page's own article: the first that any of its scripts describes.

    A page of no article may still say when it was published itself.
    """
    things: list[dict[str, Any]] = []
    for script in scripts:
        try:
            things += _things(json.loads(script, strict=False), 0)
        except (ValueError, RecursionError):
            continue
    articles = [thing for thing in things if any(t.endswith(_ARTICLES) for t in _types(thing))]
    pages = [thing for thing in things if any(t.endswith("WebPage") for t in _types(thing))]
    for thing in [*articles, *pages]:
        published = find_day_or_moment(_words(thing.get("datePublished")) or "")
        if published is not None or thing in articles:
            publisher = _named(thing.get("publisher"), things)
            return Article(
                title=_words(thing.get("headline")), publisher=publisher, published=published
            )
    return Article()


def _things(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    """Yield all objects, outer ones first, but not those in lists of other articles."""
    if depth > _DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        if "ItemList" in _types(value):
            return
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "publisher"):
            yield from _things(value.get(key), depth + 1)


def _types(thing: dict[str, Any]) -> list[str]:
    types = thing.get("@type")
    return [t for t in (types if isinstance(types, list) else [types]) if isinstance(t, str)]


def _words(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _named(value: Any, things: list[dict[str, Any]]) -> str | None:
    """Return an organization's name, given whole, in a list, or by reference."""
    if isinstance(value, list):
        value = value[0] if value else None
    if not isinstance(value, dict):
        return _words(value)
    if (name := _words(value.get("name"))) is not None or "@id" not in value:
        return name
    meant = [thing for thing in things if thing.get("@id") == value["@id"]]
    return next((name for thing in meant if (name := _words(thing.get("name")))), None)
