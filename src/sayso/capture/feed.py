"""Feeds in RSS 0.9 to 2.0, RDF (RSS 1.0) and Atom: their items, and the text in each.

This module parses hostile input: it runs in the child process (`sandbox`), nowhere else.
An item's own bytes are its element in exclusive canonical XML (C14N), so that they do not
change when the feed around it does.
"""

from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import Any

from lxml import etree

from sayso.capture.address import clean_address
from sayso.capture.extracted import Extracted
from sayso.capture.fragment import read_element, read_fragment
from sayso.capture.options import find_day_or_moment
from sayso.errors import CaptureError

_ATOM = "{http://www.w3.org/2005/Atom}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_XHTML = "{http://www.w3.org/1999/xhtml}div"
_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# How often an item was commented on is no part of it.
_COUNTS = (
    "{http://purl.org/rss/1.0/modules/slash/}comments",
    "{http://purl.org/syndication/thread/1.0}total",
)
_MOST_ITEMS = 20_000


def extract_feed(data: bytes) -> dict[str, Any]:
    """Return a feed's items, for the parent to check.

    Returns:
        "title" of the feed, "problem" with its XML or ``None``, and "items": each with its own
        "data", what was "found" in it, its "mark" (guid or Atom id), "updated", and "part":
        which part of a report it gives, "content", "summary" or "headline".

    Raises:
        CaptureError: It is no feed, or defines entities of its own.
    """
    root, problem = _parse(data)
    cut = problem is not None and "end of" in problem.lower()
    feed = next((child for child in root.iter() if _name(child) in ("channel", "feed")), root)
    title = _text(feed, "title") or _text(feed, f"{_ATOM}title")
    author = _author(feed) if _name(feed) == "feed" else None
    language = root.get(_LANGUAGE) or _text(feed, "language") or _text(feed, f"{_DC}language")
    elements = [it for it in root.iter() if _name(it) in ("item", "entry") and _is_top(it)]
    if cut:
        elements = elements[:-1]
    if len(elements) > _MOST_ITEMS:
        raise CaptureError(f"It holds more than {_MOST_ITEMS:,} items.", remedy="Split it.")
    items = [_read(it, _language(it, language)) for it in elements]
    for item in items:
        item["found"]["author"] = item["found"]["author"] or author
    return {"title": title, "problem": problem, "items": items}


def extract_item(data: bytes) -> Extracted:
    """Return the text of one item's own bytes, and what it says of itself."""
    root, _ = _parse(data)
    return Extracted(**_read(root, None)["found"])


def _parse(data: bytes) -> tuple[Any, str | None]:
    """Return the root element, and what is wrong with the XML, if anything."""
    given = {"resolve_entities": False, "no_network": True, "load_dtd": False}
    problem = None
    try:
        root = etree.fromstring(data, etree.XMLParser(**given))
    except etree.XMLSyntaxError as exc:
        problem = str(exc.msg)
        try:
            root = etree.fromstring(data, etree.XMLParser(recover=True, **given))
        except etree.XMLSyntaxError:
            root = None
    if root is None:
        raise CaptureError("It is no XML that can be read.", remedy="Save the feed anew.")
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and any(True for _ in declared.iterentities()):
        raise CaptureError(
            "It defines entities of its own, which no feed does.", remedy="Do not trust it."
        )
    return root, problem


def _read(item: Any, language: str | None) -> dict[str, Any]:
    for name in _COUNTS:
        for count in list(item.iter(name)):
            count.getparent().remove(count)
    part, text = _find_text(item)
    found = Extracted(
        text=text,
        title=_title(item),
        author=_author(item),
        url=_address(item),
        published=_published(item),
        language=language,
    )
    data = etree.tostring(item, method="c14n", exclusive=True, with_tail=False)
    return {
        "data": data.decode("utf-8"),
        "found": asdict(found if found.title != text else replace(found, title=None)),
        "mark": _text(item, "guid") or _text(item, f"{_ATOM}id"),
        "updated": find_day_or_moment(_text(item, f"{_ATOM}updated") or ""),
        "part": part,
    }


def _find_text(item: Any) -> tuple[str, str]:
    """Return the fullest text that an item gives, and which part of a report it is."""
    for part, names in (
        ("content", (_CONTENT, f"{_ATOM}content", "content")),
        ("summary", ("description", f"{_ATOM}summary", "summary", f"{_DC}description")),
    ):
        for child in _children(item, *names):
            text = _read_markup(child)
            if text.strip():
                return part, text
    return "headline", _title(item) or ""


def _read_markup(element: Any) -> str:
    div = element.find(_XHTML)
    if div is not None:
        return read_element(div)
    text = "".join(element.itertext())
    return text if element.get("type") == "text" else read_fragment(text)


def _title(item: Any) -> str | None:
    for child in _children(item, "title", f"{_ATOM}title"):
        text = " ".join(_read_markup(child).split())
        if text:
            return text
    return None


def _author(item: Any) -> str | None:
    for child in _children(item, f"{_DC}creator", f"{_ATOM}author", "author"):
        name = _text(child, f"{_ATOM}name") or _text(child, "name") or "".join(child.itertext())
        if name.strip():
            return " ".join(name.split())
    return None


def _address(item: Any) -> str | None:
    links = [
        child.get("href")
        for child in _children(item, f"{_ATOM}link")
        if child.get("rel", "alternate") == "alternate"
    ]
    links.append(_text(item, "link"))
    links += [
        _text(child, ".")
        for child in _children(item, "guid")
        if child.get("isPermaLink", "true").lower() == "true"
    ]
    given = (clean_address(str(link or "")) for link in links)
    return next((link for link in given if link is not None), None)


def _published(item: Any) -> str | None:
    """Return the day or moment of first publication; never that of a change."""
    stated = (_text(item, name) for name in (f"{_ATOM}published", "pubDate", f"{_DC}date"))
    known = (find_day_or_moment(value) for value in stated if value)
    return next((day for day in known if day is not None), None)


def _language(item: Any, default: str | None) -> str | None:
    """Return the primary subtag of the language that is declared."""
    declared = (item.get(_LANGUAGE) or default or "").strip().lower()
    primary = declared.replace("_", "-").partition("-")[0]
    return primary if primary.isascii() and primary.isalpha() and len(primary) in (2, 3) else None


def _children(item: Any, *names: str) -> Iterator[Any]:
    """Yield the children of these names; a name without a namespace holds for that of RSS 1.0."""
    for name in names:
        for child in item:
            if child.tag == name or (name[0] != "{" and _is_rss(child, name)):
                yield child


def _is_rss(child: Any, name: str) -> bool:
    return _name(child) == name and (
        "}" not in child.tag or child.tag.startswith(("{http://purl.org/rss/", "{http://my.netsc"))
    )


def _text(element: Any, name: str) -> str | None:
    found = [element] if name == "." else _children(element, name)
    texts = ("".join(child.itertext()).strip() for child in found)
    return next((text for text in texts if text), None)


def _name(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _is_top(item: Any) -> bool:
    """Return whether this is an item of the feed, and not an element within one."""
    parent = item.getparent()
    return parent is not None and _name(parent) in ("channel", "feed", "RDF", "rss", "items")
