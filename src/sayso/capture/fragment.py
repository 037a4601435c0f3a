"""Markup in a feed's item, as a reader sees it: one paragraph a line.

Unlike a page it has no furniture: all its text counts. This module parses hostile input: it
runs in the child process (`sandbox`), nowhere else.
"""

import re
from typing import Any

import lxml.html
from lxml import etree

_BLOCKS = frozenset(
    {
        *("p", "div", "br", "hr", "li", "ul", "ol", "dl", "dt", "dd", "table", "tr", "pre"),
        *("blockquote", "section", "article", "aside", "header", "footer", "main", "nav"),
        *("figure", "figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "address", "details"),
    }
)
_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "head"})
_MARKUP = re.compile(r"<[a-zA-Z/!]|&(?:#\w{1,8}|\w{2,31});")
_BLANKS = re.compile(r"\s+")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def read_fragment(markup: str) -> str:
    """Return the text of a piece of HTML; of plain text, itself."""
    if not _MARKUP.search(markup):
        return markup
    parser = lxml.html.HTMLParser(encoding="utf-8", recover=True, remove_comments=True)
    body = _NOT_XML.sub(" ", markup)
    try:
        tree = lxml.html.document_fromstring(f"<div>{body}</div>".encode(), parser=parser)
    except (etree.LxmlError, AssertionError):
        return ""
    return read_element(tree)


def read_element(tree: Any) -> str:
    """Return the text of an element of HTML or XHTML, paragraphs on lines of their own."""
    lines: list[list[str]] = [[]]
    unseen = 0  # how many elements that show nothing are open
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        if event not in ("comment", "pi"):
            name = element.tag.rpartition("}")[2].lower()
            if name in _BLOCKS:
                lines.append([])
            unseen += (name in _UNSEEN) * (1 if event == "start" else -1)
        if not unseen:
            after = element is not tree and event != "start"
            lines[-1].append((element.tail if after else event == "start" and element.text) or "")
    texts = (_BLANKS.sub(" ", "".join(line)).strip() for line in lines)
    return "\n".join(text for text in texts if text)
