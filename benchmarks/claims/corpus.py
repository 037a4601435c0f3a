"""A part of PolNeAR: news articles, and the attributed statements that people marked in them.

PolNeAR (Newell et al. 2018) keeps a part as a folder: `text/NAME.txt`, and, for each person
who annotated it, `attributions/NAME_PERSON.ann` in the stand-off format of brat. Offsets
count characters of the text as it lies on disk, line ends as they are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.scoring.text import ScoringError

ROLES = ("source", "cue", "content")
"""Whose word it is, the words that attribute, what is attributed."""

Span = tuple[int, int]
"""Offsets, half-open."""

Attribution = Mapping[str, Sequence[Span]]
"""The spans of each of `ROLES`; a role that is missing or empty is not there."""

_SPANS = re.compile(r"(?P<id>T\d+)\t\S+ (?P<offsets>\d+ \d+(?:;\d+ \d+)*)\t")
_ROLES = re.compile(r"E\d+\t(?P<roles>.*)")
_NUMBER = "0123456789"


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A text and what is attributed in it.

    Attributes:
        name: Its file name, without suffix.
        text: The text as it lies on disk.
        readings: What each person marked, by the person's name, in the order of names.
    """

    name: str
    text: str
    readings: Mapping[str, tuple[Attribution, ...]]

    @property
    def gold(self) -> tuple[Attribution, ...]:
        """What the first person, by name, marked: the gold where several did."""
        return next(iter(self.readings.values()))

    @property
    def words(self) -> int:
        """How many words the text has, counted between blanks."""
        return len(self.text.split())


def load_articles(folder: Path) -> tuple[Article, ...]:
    """Load the annotated articles of a part, by name; raises `ScoringError`."""
    texts, notes = folder / "text", folder / "attributions"
    for needed in (texts, notes):
        if not needed.is_dir():
            raise ScoringError(
                f"There is no folder {needed}. A part of PolNeAR holds text/ and attributions/."
            )
    readings = _load_readings(notes)
    articles = tuple(
        Article(name=path.stem, text=_read(path), readings=readings[path.stem])
        for path in sorted(texts.glob("*.txt"), key=lambda path: path.stem)
        if path.stem in readings
    )
    if not articles:
        raise ScoringError(f"{folder} holds no annotated article.")
    return articles


def parse_notes(notes: str) -> tuple[Attribution, ...]:
    """Return the attributions of a stand-off file, in its order."""
    spans: dict[str, list[Span]] = {}
    events: list[str] = []
    for line in notes.split("\n"):
        if found := _SPANS.match(line):
            spans[found["id"]] = list(_parse_offsets(found["offsets"]))
        elif found := _ROLES.match(line):
            events.append(found["roles"])
    made = (_make_attribution(event, spans) for event in events)
    return tuple(one for one in made if any(one.values()))


def pick_articles(articles: Sequence[Article], most: int | None) -> tuple[Article, ...]:
    """Return so many articles, evenly spread: names sort by newspaper, and papers differ."""
    if most is None or most >= len(articles):
        return tuple(articles)
    return tuple(articles[number * len(articles) // most] for number in range(most))


def _load_readings(folder: Path) -> dict[str, dict[str, tuple[Attribution, ...]]]:
    """Return what people marked: by article, then by person."""
    found: dict[str, dict[str, tuple[Attribution, ...]]] = {}
    for path in sorted(folder.glob("*.ann"), key=lambda path: path.stem.rpartition("_")[::2]):
        article, _, person = path.stem.rpartition("_")
        found.setdefault(article, {})[person] = parse_notes(_read(path))
    return found


def _read(path: Path) -> str:
    """Return a file's characters: a line end that is changed would move every offset."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as exc:
        raise ScoringError(f"{path} cannot be read: {exc}.") from exc


def _parse_offsets(offsets: str) -> Iterator[Span]:
    for piece in offsets.split(";"):
        begin, end = piece.split(" ")
        yield int(begin), int(end)


def _make_attribution(event: str, spans: Mapping[str, list[Span]]) -> Attribution:
    """Gather the spans of an event such as "Attribution:T4 Source:T1 Content:T3 Content2:T9"."""
    made: dict[str, list[Span]] = {role: [] for role in ROLES}
    for part in event.split():
        name, _, reference = part.partition(":")
        role = name.rstrip(_NUMBER).lower()
        if role in made:
            made[role] += spans.get(reference, [])
    return made
