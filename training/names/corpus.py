"""Texts with typed spans: NEREL's form (brat) and our own."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.names.scoring import load_brat

from sayso.lang.engines.tagger.name_decode import TYPES
from sayso.lang.engines.tagger.text import Pieces, Words, make_words
from training.domain import FIRST
from training.domain import load as load_report

OWN = Path(__file__).parent / "own"
OURS = frozenset(
    {
        *("PERSON", "ORGANIZATION", "CITY", "COUNTRY", "STATE_OR_PROVINCE", "DISTRICT"),
        *("LOCATION", "FACILITY", "PROFESSION", "NATIONALITY", "AGE", "FAMILY"),
        *("LAW", "CRIME", "PENALTY"),
    }
)
"""The types that are annotated in our own texts."""
_MARK = re.compile(r"\[(?P<type>[A-Z_]+)\||\]")
_ENTRY = re.compile(r"(?P<type>[A-Z_]+)(?P<which>\d+)?: (?P<text>.+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """A text with typed spans.

    Attributes:
        spans: Begin, end, type; offsets, half-open; ``None`` where nobody annotated.
        partial: Whether only the types of `OURS` are annotated.
    """

    name: str
    text: str
    spans: frozenset[tuple[int, int, str]] | None = None
    partial: bool = False


@dataclass(slots=True)
class NameExample:
    """A text in words; ``spans`` are first word, last word and number of the type."""

    typed: Typed
    words: Words
    spans: list[tuple[int, int, int]] | None = field(default=None)


def load_nerel(folder: Path) -> list[Typed]:
    """Return the texts of a folder of brat files, by name."""
    return [
        Typed(name=name, text=text, spans=frozenset(spans))
        for name, (text, spans) in load_brat(folder).items()
    ]


def load_own(folder: Path = OWN) -> list[Typed]:
    """Return our own texts, or those of another folder.

    A file holds a text (or ``@uk/001``: that report of `training.domain`), a line of three
    dashes, and lines ``TYPE: words``: each stretch of the text that reads so is of that type.
    ``TYPE2: words`` is the second such stretch only. A file ``*.marked`` holds texts between
    empty lines whose spans are marked in place: ``[PERSON|Иван Серов]``.
    """
    listed = [_load_own(path) for path in sorted(folder.glob("*/*.txt"))]
    marked = [one for path in sorted(folder.glob("*/*.marked")) for one in _load_marked(path)]
    return [*listed, *marked]


def _load_marked(path: Path) -> Iterator[Typed]:
    for number, marked in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n")):
        text, at = "", 0
        opened: list[tuple[int, str]] = []
        spans: set[tuple[int, int, str]] = set()
        for match in _MARK.finditer(marked):
            text += marked[at : match.start()]
            at = match.end()
            if match["type"]:
                opened.append((len(text), match["type"]))
            else:
                begin, kind = opened.pop()
                spans.add((begin, len(text), kind))
        text += marked[at:]
        name = f"{path.parent.name}/{path.stem}-{number}"
        yield Typed(name=name, text=text, spans=frozenset(spans), partial=True)


def _load_own(path: Path) -> Typed:
    text, _, entries = path.read_text(encoding="utf-8").partition("\n---\n")
    if text.startswith("@"):
        text = load_report(FIRST / f"{text[1:]}.txt").text
    spans: set[tuple[int, int, str]] = set()
    for entry in entries.splitlines():
        if not entry.strip():
            continue
        match = _ENTRY.fullmatch(entry.strip())
        if match is None or match["type"] not in TYPES:
            raise ValueError(f"{path}: {entry}")
        at = list(find_words(text, match["text"]))
        if match["which"]:
            at = at[int(match["which"]) - 1 :][:1]
        if not at:
            raise ValueError(f"{path}: not in the text: {entry}")
        spans.update((begin, end, match["type"]) for begin, end in at)
    name = f"{path.parent.name}/{path.stem}"
    return Typed(name=name, text=text, spans=frozenset(spans), partial=True)


def find_words(text: str, words: str) -> Iterator[tuple[int, int]]:
    """Yield where words stand in a text, whole."""
    for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text):
        yield match.span()


def load_plain(folder: Path) -> list[Typed]:
    """Return texts that nobody annotated: those between empty lines of ``*.txt``."""
    return [
        Typed(name=f"{path.stem}/{number}", text=text)
        for path in sorted(folder.glob("*.txt"))
        for number, text in enumerate(path.read_text(encoding="utf-8").split("\n\n"))
        if text.strip()
    ]


def make_name_example(typed: Typed, pieces: Pieces) -> NameExample:
    """Return a text in words, its spans in whole words."""
    words = make_words(typed.text, pieces)
    if typed.spans is None:
        return NameExample(typed, words)
    at = [-1] * (len(typed.text) + 1)
    for number, (begin, end) in enumerate(words.spans):
        at[begin:end] = [number] * (end - begin)
    spans: set[tuple[int, int, int]] = set()
    for begin, end, kind in typed.spans:
        inside = [number for number in at[begin:end] if number >= 0]
        if inside and kind in TYPES:
            spans.add((min(inside), max(inside), TYPES.index(kind)))
    return NameExample(typed, words, sorted(spans))
