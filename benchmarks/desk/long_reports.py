"""Long reports for measures and tests of the reading page, and a reader that needs no models."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sayso.records.claim import Certainty, Claim, Link, Polarity, SourceKind, Style
from sayso.records.entity import Entity, EntityType
from sayso.records.reading import MadeBy, Maker, Reading
from sayso.records.report import Report
from sayso.records.selector import Span
from sayso.records.value import TimeExpression, TimeType

_SPEAKERS = ("Mira Tessaly", "Ilan Orsk", "the guard of hut nine", "Канал «Маяк» 📡")
_CUES = ("said", "denied", "claims", "added")
_LINE = re.compile(
    r"(?P<source>.+?) (?P<cue>said|denied|claims|added) that (?P<said>.+ (?P<day>\w+day)\.)"
)
_STORYLINES = Path(__file__).parents[2] / "tests" / "storylines" / "reports"


def write_statements(count: int, *, a_paragraph: int = 4) -> str:
    """Return a text of so many statements, some in paragraphs with characters beyond 16 bits."""
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    lines = (
        f"{_SPEAKERS[n % 4]} {_CUES[n % 3 and n % 4]} that cellar {n} of the brick works at Lower "
        f"Sorn held {n % 37} men of the fourth brigade since {days[n % 5]}."
        for n in range(1, count + 1)
    )
    return "".join(
        line + ("\n" if n % a_paragraph == 0 else " ") for n, line in enumerate(lines, start=1)
    ).strip()


def write_words(count: int) -> str:
    """Return a text of about so many words: reports of the storylines, one behind the other."""
    words, texts = 0, []
    for path in sorted(_STORYLINES.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        if not text.isascii() and re.search("[а-яіїєґ]", text):
            continue
        texts.append(text.strip())
        words += len(text.split())
        if words >= count:
            break
    return "\n".join(texts)


@dataclass(frozen=True, slots=True)
class StatementReader:
    """Reads what `write_statements` writes: one claim a sentence, some denied, doubtful or own."""

    def read(self, report: Report) -> Reading:
        """Return the statements of a report, who makes them, and the days that they name."""
        found = list(_list_sentences(report.text))
        names = {name: f"e{n}" for n, name in enumerate(_SPEAKERS, start=1)}
        claims = tuple(
            _make_claim(report, match, number, names) for number, match in enumerate(found, start=1)
        )
        return Reading(
            made_by=MadeBy(
                reader=Maker(name="statements", version="1"), models=(), languages=(), packs=()
            ),
            report=report,
            entities=tuple(_make_entity(report.text, name, id_) for name, id_ in names.items()),
            times=tuple(_make_time(match, number) for number, match in enumerate(found, start=1)),
            places=(),
            quantities=(),
            claims=claims,
            provisions=(),
            penalties=(),
            events=(),
            cases=(),
            checks=(),
        )


def _list_sentences(text: str) -> Iterator[re.Match[str]]:
    for sentence in re.finditer(r"[^.\n]+\.", text):
        begin = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
        match = _LINE.match(text, begin, sentence.end())
        if match is not None:
            yield match


def _make_claim(report: Report, match: re.Match[str], number: int, names: dict[str, str]) -> Claim:
    own = number % 25 == 0
    link = Link(
        entity=names.get(match["source"]),
        name=match["source"],
        kind=SourceKind.CHANNEL if "Канал" in match["source"] else SourceKind.PERSON,
        span=Span(*match.span("source")),
    )
    return Claim(
        id=f"c{number}",
        source=None if own else report.select(match.span("source")),
        cue=None if own else report.select(match.span("cue")),
        content=report.select(match.span("said")),
        style=Style.OWN if own else Style.INDIRECT,
        chain=() if own else (link,),
        certainty=Certainty.ALLEGED if match["cue"] == "claims" else Certainty.STATED,
        polarity=Polarity.NEGATIVE if match["cue"] == "denied" else Polarity.POSITIVE,
        said=None,
        confidence=0.52 if number % 10 == 0 else 0.91,
    )


def _make_entity(text: str, name: str, id_: str) -> Entity:
    spans = (Span(*match.span()) for match in re.finditer(re.escape(name), text))
    return Entity(id=id_, type=EntityType.PERSON, name=name, mentions=tuple(spans))


def _make_time(match: re.Match[str], number: int) -> TimeExpression:
    return TimeExpression(
        id=f"t{number}",
        span=Span(*match.span("day")),
        text=match["day"],
        type=TimeType.DATE,
        value="PAST_REF",
        begin=None,
        end=None,
        mod=None,
        anchor=None,
        alternatives=(),
    )
