"""Web pages: the article's text, and what the page says of its publication.

This module parses hostile input: it runs in the child process (`sandbox`), nowhere else.
"""

import re
from copy import deepcopy
from typing import Any

import lxml.html
import trafilatura
from htmldate import find_date
from lxml import etree

from sayso.capture.address import clean_address
from sayso.capture.extracted import Extracted
from sayso.capture.layout import lay_out
from sayso.capture.linked_data import find_article
from sayso.capture.options import find_day_or_moment
from sayso.errors import CaptureError

# Names under which pages state the day of first publication, the most reliable first.
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "article.published",
    "og:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "citation_publication_date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "publication_date",
    "publication-date",
    "publish_date",
    "publish-date",
    "publishdate",
    "pubdate",
)
# htmldate falls back on these; they say when a page was changed, not published.
_CHANGED = re.compile(
    r"modif|updat|revis|lastmod|copyrightyear|expir|unpublish|crawl", re.IGNORECASE
)
_NAMING = ("property", "name", "itemprop", "http-equiv", "class", "id")
_SPOKEN = {"p", "li", "blockquote", "td", "figcaption"}
_OUTSIDE = {"script", "style", "footer", "aside", "nav"}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONG = 120  # characters; a line with the date of publication is shorter
_FURNITURE = "//script|//style|//noscript|//template|//svg|//iframe|//object|//comment()"


def extract_page(page: str, max_bytes: int) -> Extracted:
    """Extract a web page's article and metadata; raises `CaptureError` when it has no text."""
    tree = _parse(page)
    article = find_article(
        script.text_content() for script in tree.xpath("//script[@type='application/ld+json']")
    )
    found = Extracted(
        text="",
        title=article.title or _meta(tree, "og:title") or _heading(tree),
        publisher=article.publisher or _meta(tree, "og:site_name", "application-name"),
        url=_address(tree),
        published=article.published or _published(tree),
        language=_language(tree),
    )
    for element in tree.xpath(_FURNITURE):
        _remove(element)
    for element in tree.xpath("//pre"):
        _make_paragraphs(element)
    # trafilatura slows down faster than a page grows.
    if len(tree.text_content()) > 2 * max_bytes:
        raise CaptureError(
            f"This page holds far more than {max_bytes:,} bytes of text.",
            remedy="Save the article's text alone, or allow more with --max-bytes.",
        )
    return Extracted(
        text=_text(tree),
        title=found.title,
        publisher=found.publisher,
        url=found.url,
        published=found.published,
        language=found.language,
    )


def _parse(page: str) -> Any:
    parser = lxml.html.HTMLParser(encoding="utf-8", recover=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.LxmlError, AssertionError) as exc:  # lxml asserts that there is a body
        raise _empty() from exc
    for element in tree.iter():
        # lxml reads characters that it then refuses to write.
        if element.text and _NOT_XML.search(element.text):
            element.text = _NOT_XML.sub(" ", element.text)
        if element.tail and _NOT_XML.search(element.tail):
            element.tail = _NOT_XML.sub(" ", element.tail)
    return tree


def _text(tree: Any) -> str:
    """Return the article's text, one paragraph a line."""
    for recall in (False, True):
        document = trafilatura.bare_extraction(
            deepcopy(tree), with_metadata=False, include_comments=False, favor_recall=recall
        )
        text = str(getattr(document, "text", None) or "")
        if text.strip():
            return text
    text = str(trafilatura.html2txt(deepcopy(tree)))
    if not text.strip():
        raise _empty()
    return text


def _empty() -> CaptureError:
    return CaptureError(
        "This page holds no text of its own.",
        remedy="If a script shows it, save what the browser displays as text and read that.",
    )


def _remove(element: Any) -> None:
    """Remove an element, but not the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _make_paragraphs(element: Any) -> None:
    """Give typewritten text paragraphs: its empty lines would be lost."""
    paragraphs = lay_out(element.text_content()).text.split("\n")
    for child in list(element):
        element.remove(child)
    element.tag, element.text = "div", None
    for paragraph in paragraphs:
        etree.SubElement(element, "p").text = paragraph


def _metas(tree: Any) -> dict[str, str]:
    """Return the first content of each meta name, in lower case."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = (meta.get("content") or "").strip()
        for key in ("property", "name", "itemprop", "http-equiv"):
            if content and (name := meta.get(key)):
                found.setdefault(name.strip().lower(), content)
    return found


def _meta(tree: Any, *names: str) -> str | None:
    metas = _metas(tree)
    return next((metas[name] for name in names if name in metas), None)


def _heading(tree: Any) -> str | None:
    for path in ("//article//h1", "//h1", "//title"):
        texts = [" ".join(element.text_content().split()) for element in tree.xpath(path)]
        if texts and texts[0]:
            return str(texts[0])
    return None


def _address(tree: Any) -> str | None:
    links = tree.xpath("//link[translate(@rel, 'CANONICAL', 'canonical') = 'canonical']/@href")
    given = (clean_address(str(link or "")) for link in [*links, _meta(tree, "og:url")])
    return next((address for address in given if address is not None), None)


def _language(tree: Any) -> str | None:
    declared = (
        tree.get("lang")
        or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        or tree.get("xml:lang")
        or _meta(tree, "content-language", "og:locale")
        or ""
    )
    found = re.match(r"\s*([A-Za-z]{2,3})(?:[-_].*)?\s*$", declared)
    return found[1].lower() if found else None


def _published(tree: Any) -> str | None:
    metas = _metas(tree)
    stated = [metas[name] for name in _PUBLISHED if name in metas]
    stated += [
        element.get("datetime") or element.get("content") or element.text_content()
        for element in tree.xpath("//*[@itemprop='datePublished' or @pubdate]")
    ]
    known = (find_day_or_moment(value) for value in stated)
    return next((day for day in known if day is not None), None) or _guess_published(tree)


def _guess_published(tree: Any) -> str | None:
    """Let htmldate look where a page shows its date; never in the article's own sentences."""
    tree = deepcopy(tree)
    for element in list(tree.iter()):
        if not isinstance(element.tag, str):
            continue
        naming = " ".join(element.get(key) or "" for key in _NAMING)
        said = element.tag in _SPOKEN and len(element.text_content()) > _LONG
        if (
            _CHANGED.search(naming)
            or element.tag in _OUTSIDE
            or (said and not element.xpath(".//time"))
        ):
            _remove(element)
    found = find_date(
        tree, original_date=True, extensive_search=False, max_date="2100-01-01", url=_address(tree)
    )
    return find_day_or_moment(found) if found else None
