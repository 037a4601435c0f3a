"""Documents in which people marked time expressions: TimeML files, and WikiWars' key files.

Only what stands in ``<TEXT>`` counts; the day a document was made is given to the program
and is not scored. A third of the documents is *frozen*: picked by a hash
of their names, measured, and never looked into.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.scoring.text import ScoringError

_CREATION = frozenset({"CREATION_TIME", "PUBLICATION_TIME"})
_TAGS = frozenset({"TIMEX3", "TIMEX2"})
_PARTS = 3  # of which one is frozen


@dataclass(frozen=True, slots=True)
class Timex:
    """One time expression: where it stands, its TIMEX3 type ("" if not given) and value."""

    begin: int
    end: int
    type: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A text, the day that it was made ("1998-01-08", or ``None``), and what people marked."""

    name: str
    made: str | None
    text: str
    timexes: tuple[Timex, ...]

    @property
    def frozen(self) -> bool:
        """Whether it is measured and never looked into."""
        return hashlib.sha256(self.name.encode()).digest()[0] % _PARTS == 0

    @property
    def words(self) -> int:
        """How many words its text has."""
        return len(self.text.split())


def load_documents(folder: Path) -> tuple[Document, ...]:
    """Return all documents under a folder, by path; raises `ScoringError` if there are none."""
    files = sorted(
        file
        for file in folder.rglob("*")
        if file.name.endswith((".tml", ".key.xml")) and not file.name.startswith(".")
    )
    if not files:
        raise ScoringError(f"There are no .tml or .key.xml files under {folder}.")
    return tuple(read_document(file) for file in files)


def read_document(file: Path) -> Document:
    """Return one document; raises `ScoringError` where the file is not XML."""
    raw = file.read_text(encoding="utf-8-sig")
    # WikiWars' files are SGML, with bare ampersands.
    mended = re.sub(r"&(?!\w+;|#)", "&amp;", raw)
    try:
        root = ElementTree.fromstring(mended)
    except ElementTree.ParseError as exc:
        raise ScoringError(f"{file} is not XML: {exc}.") from exc
    body = root.find(".//TEXT")
    text, found = _walk(root if body is None else body)
    return Document(
        name=re.sub(r"\.(tml|key\.xml)$", "", file.name),
        made=_find_day(root),
        text=text,
        timexes=tuple(sorted(found, key=lambda timex: timex.begin)),
    )


def _find_day(root: ElementTree.Element) -> str | None:
    for path in (".//DCT", ".//DATETIME"):
        element = root.find(path)
        if element is not None:
            inner = element if element.get("value") else _first_mark(element)
            value = None if inner is None else inner.get("value") or inner.get("val")
            if value:
                return value
    for mark in root.iter("TIMEX3"):
        if mark.get("functionInDocument") in _CREATION:
            return mark.get("value")
    return None


def _first_mark(element: ElementTree.Element) -> ElementTree.Element | None:
    return next((mark for mark in element.iter() if mark.tag in _TAGS), None)


def _walk(body: ElementTree.Element) -> tuple[str, list[Timex]]:
    parts: list[str] = []
    found: list[Timex] = []
    size = 0

    def add(text: str | None) -> None:
        nonlocal size
        if text:
            parts.append(text)
            size += len(text)

    def visit(element: ElementTree.Element) -> None:
        begin = size
        add(element.text)
        for child in element:
            visit(child)
            add(child.tail)
        marked = element.tag in _TAGS and size > begin
        if marked and element.get("functionInDocument") not in _CREATION:
            value = element.get("value") or element.get("val") or ""
            found.append(Timex(begin, size, element.get("type") or "", value))

    visit(body)
    return "".join(parts), found


def dump(documents: tuple[Document, ...]) -> Iterator[str]:
    """Yield what people marked, as JSON lines that scorers read as a program's answer."""
    for document in documents:
        marked = [
            {"start": t.begin, "end": t.end, "type": t.type, "value": t.value}
            for t in document.timexes
        ]
        yield json.dumps({"doc": document.name, "timexes": marked}, ensure_ascii=False)
