"""TR-News and GeoWebNews: news articles in whose text people located the names of places.

Both are one XML file: TR-News (Kamalloo and Rafiei 2018) marks every name with an entry of
GeoNames, GeoWebNews (Gritta et al. 2019) names, adjectives and sites with coordinates.
Names without coordinates do not count.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from benchmarks.scoring.text import ScoringError

CORPORA = {"TR-News": "TR-News.xml", "GWN": "GWN.xml"}
"""Files by the name of the corpus."""

# How far a name may stand from where its offsets say: a few are off by one, two or three.
_SHIFTS = (0, -1, 1, -2, 2, -3, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A name that people located: offsets in the article's text, degrees (WGS 84)."""

    begin: int
    end: int
    phrase: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text and the names located in it.

    Attributes:
        corpus: The name of its corpus.
        name: Its id there.
        text: The text as the file has it.
        toponyms: In the order of the file.
    """

    corpus: str
    name: str
    text: str
    toponyms: tuple[Toponym, ...]

    @property
    def words(self) -> int:
        """How many words the text has, counted between blanks."""
        return len(self.text.split())

    @property
    def is_frozen(self) -> bool:
        """Whether it belongs to the half whose errors nobody looks at.

        By a hash of its id, so that the halves are the same for everyone and for ever.
        """
        return bool(hashlib.sha256(f"{self.corpus}/{self.name}".encode()).digest()[0] % 2)


def load_corpora(folder: Path) -> dict[str, tuple[Article, ...]]:
    """Load the corpora that lie in a folder; raises `ScoringError` where there is none."""
    files = {name: folder / file for name, file in CORPORA.items()}
    found = {name: load_corpus(name, file) for name, file in files.items() if file.is_file()}
    if not found:
        raise ScoringError(f"{folder} holds none of {', '.join(CORPORA.values())}.")
    return found


def load_corpus(name: str, file: Path) -> tuple[Article, ...]:
    """Load the articles of one file, in its order; raises `ScoringError`."""
    try:
        root = ElementTree.parse(file).getroot()
    except (OSError, ElementTree.ParseError) as exc:
        raise ScoringError(f"{file} cannot be read: {exc}.") from exc
    return tuple(
        _make_article(name, element, str(number))
        for number, element in enumerate(root.iter("article"))
    )


def _make_article(corpus: str, element: ElementTree.Element, number: str) -> Article:
    text = element.findtext("text") or ""
    return Article(
        corpus=corpus,
        name=element.get("docid") or element.get("file") or number,
        text=text,
        toponyms=tuple(_make_toponyms(element, text)),
    )


def _make_toponyms(element: ElementTree.Element, text: str) -> Iterator[Toponym]:
    for marked in element.iter("toponym"):
        entry = marked.find("gaztag")
        found = marked if entry is None else entry
        lat = found.findtext("latitude") or found.findtext("lat")
        lon = found.findtext("longitude") or found.findtext("lon")
        phrase = marked.findtext("extractedName") or marked.findtext("phrase")
        begin, end = marked.findtext("start"), marked.findtext("end")
        if not (lat and lon and phrase and begin and end):
            continue
        span = _find_near(phrase, text, int(begin)) or (int(begin), int(end))
        yield Toponym(begin=span[0], end=span[1], phrase=phrase, lat=float(lat), lon=float(lon))


def _find_near(phrase: str, text: str, begin: int) -> tuple[int, int] | None:
    """Return where a phrase stands at or close to an offset, if anywhere."""
    for shift in _SHIFTS:
        at = begin + shift
        if at >= 0 and text.startswith(phrase, at):
            return at, at + len(phrase)
    return None
