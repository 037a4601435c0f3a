"""A reading as one page for the browser: a single file that needs no network.

The page works without its script: the text is marked, every statement stands in a
list below it, and numbers lead from one to the other. The script adds the inspector,
the filters and the tabs.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.publish.digest import (
    Lookup,
    Statement,
    count_rests,
    list_statements,
    say_byline,
    say_headline,
    say_scope,
)
from sayso.publish.page import find_link, render_page
from sayso.publish.register import NOTHING, Additions
from sayso.publish.segments import Segment, cut_paragraphs
from sayso.publish.wording import say_day
from sayso.records.claim import Certainty, Polarity
from sayso.records.reading import Maker, Reading

_DEEPEST = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Piece:
    """A segment as the template prints it: classes and data attributes are made here."""

    segment: Segment
    classes: str
    data: Mapping[str, str]
    ends: tuple[Statement, ...]


def render(reading: Reading, *, more: Additions = NOTHING) -> str:
    """Return the reading as one self-contained HTML page, with what is added to it.

    It loads nothing: its Content-Security-Policy allows only its own style and script,
    named by their hashes. Whatever the report holds is shown as text.
    """
    lookup = Lookup(reading)
    statements = more.mark(list_statements(lookup))
    return render_page(
        "reading.html.jinja",
        {
            "report": reading.report,
            "headline": say_headline(reading),
            "byline": say_byline(reading),
            "link": find_link(reading.report.url),
            "captured": say_day(reading.report.captured),
            "rests": count_rests(reading),
            "scope": say_scope(reading),
            "paragraphs": _make_pieces(reading, statements),
            "statements": statements,
            "cases": more.list_cases(lookup),
            "sections": more.list_sections(lookup),
            "makers": [
                _say_maker(maker)
                for makers in (
                    (reading.made_by.reader,),
                    reading.made_by.models,
                    reading.made_by.languages,
                    reading.made_by.packs,
                    reading.made_by.data,
                )
                for maker in makers
            ],
        },
        style="reading.css",
        script="reading.js",
    )


def _make_pieces(reading: Reading, statements: tuple[Statement, ...]) -> list[list[_Piece]]:
    return [
        [_make_piece(segment, statements) for segment in paragraph]
        for paragraph in cut_paragraphs(reading)
    ]


def _make_piece(segment: Segment, statements: tuple[Statement, ...]) -> _Piece:
    data = {
        "s": segment.statements,
        "src": segment.source_of,
        "cue": segment.cue_of,
        "f": segment.findings,
    }
    return _Piece(
        segment=segment,
        classes=" ".join(_list_classes(segment, statements)),
        data={name: " ".join(map(str, ids)) for name, ids in data.items() if ids},
        ends=tuple(statements[number - 1] for number in segment.ends),
    )


def _list_classes(segment: Segment, statements: tuple[Statement, ...]) -> list[str]:
    """Name what shows in the text: the innermost attributed statement decides."""
    classes = []
    inside = [statements[number - 1] for number in segment.statements]
    attributed = [statement for statement in inside if not statement.own]
    if attributed:
        classes += ["said", f"depth-{min(segment.depth, _DEEPEST)}"]
        if len(attributed[-1].steps) > 1:
            classes.append("second")
    elif inside:
        classes.append("own")
    for statement in (attributed or inside)[-1:]:
        if statement.claim.certainty is not Certainty.STATED:
            classes.append("unsure")
        if statement.claim.polarity is Polarity.NEGATIVE:
            classes.append("denied")
    if segment.source_of:
        classes.append("source")
    if segment.cue_of:
        classes.append("cue")
    return classes


def _say_maker(maker: Maker) -> str:
    name = f"{maker.name} {maker.version}"
    return name if maker.sha256 is None else f"{name} (SHA-256 {maker.sha256[:12]}…)"
