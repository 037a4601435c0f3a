"""Sources and what is counted of them, in words; and whom they cite, drawn."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from sayso.publish.source_graph import Arrow, Drawing, draw_sources
from sayso.publish.wording import SOURCE_KINDS, say_count, say_day, say_word
from sayso.records.casefile import CitingWay
from sayso.records.sources import CitingPair, Figure, FigureItem, SourceFigures, make_source_key

NO_SCORE = (
    "These are counts of what is in this casebook. They do not say how reliable anybody is: who is "
    "cited more is contradicted more, and what is confirmed here was confirmed by reports that "
    "somebody chose to add. “First here” is first among the reports in this casebook. Whoever has "
    "no name in the reports (“his wife”, “investigators”) is somebody else each time, and is not "
    "listed."
)

FIGURES: Mapping[Figure, str] = MappingProxyType(
    {
        Figure.FIRST: "first here with a step",
        Figure.CONFIRMED: "later confirmed",
        Figure.CONTRADICTED: "contradicted",
        Figure.CORRECTED: "corrected itself",
    }
)

MEANINGS: Mapping[Figure, str] = MappingProxyType(
    {
        Figure.FIRST: "Of the reports here that tell a step, all dated and of more than one "
        "publisher, its were the earliest by a day or more: those that it published, and those "
        "that cite it for the step.",
        Figure.CONFIRMED: "A step told on its word was told at least a day later on the word of "
        "another one that is surely independent of it.",
        Figure.CONTRADICTED: "What is said on its word and what is said on the word of others "
        "cannot both be right. Which of them is, is not said.",
        Figure.CORRECTED: "Reports of this publisher gave two values of one thing, and it took "
        "one back.",
    }
)

_WAYS: Mapping[CitingWay, str] = MappingProxyType(
    {
        CitingWay.CITES: "cites",
        CitingWay.COPIES: "copies",
        CitingWay.TRANSLATES: "translates",
        CitingWay.FORWARDS: "forwards",
    }
)
_MOST_DRAWN = 14


def say_kind(figures: SourceFigures) -> str:
    """Return what a source is for most reports."""
    return SOURCE_KINDS.get(figures.kind, say_word(figures.kind))


def count_figure(figures: SourceFigures, figure: Figure) -> int:
    """Return one of a source's figures."""
    return int(getattr(figures, figure.value))


def say_item(item: FigureItem) -> str:
    """Return one of the things that a figure counts: "sentence, 10 March 2024; later told by X"."""
    day = say_day(item.day)
    about = say_word(item.about)
    if item.figure in (Figure.FIRST, Figure.CONFIRMED):
        about += f", {day}" if day else ", day not known"
    others = {
        Figure.FIRST: "later told by",
        Figure.CONFIRMED: "later told on the word of",
        Figure.CONTRADICTED: "otherwise on the word of",
        Figure.CORRECTED: "",
    }[item.figure]
    return f"{about}; {others} {', '.join(item.others)}" if item.others else about


def say_pair(pair: CitingPair, names: Sequence[str]) -> tuple[str, str, str]:
    """Return what a source does with another one, that other, and how often: for a list."""
    often = f"{say_count(pair.claims, 'statement')} in {say_count(pair.cases, 'case')}"
    if is_by(pair, names):
        return f"{_WAYS[pair.how]} ", pair.of, often
    return f"is {_say_passive(pair.how)} by ", pair.by, often


def is_by(pair: CitingPair, names: Sequence[str]) -> bool:
    """Tell whether a source of these names is the one that cites."""
    return make_source_key(pair.by) in {make_source_key(it) for it in names}


def draw_citing(pairs: Sequence[CitingPair], names: Sequence[str]) -> Drawing:
    """Return a drawing of whom a source cites and who cites it, the commonest alone."""
    own = names[0]
    arrows = []
    for cites in (True, False):
        mine = [it for it in pairs if is_by(it, names) is cites]
        for it in mine[:_MOST_DRAWN]:
            by, of = (own, it.of) if cites else (it.by, own)
            arrows.append(Arrow(by=by, of=of, how=_WAYS[it.how]))
    return draw_sources(arrows, {})


def _say_passive(how: CitingWay) -> str:
    return {
        CitingWay.CITES: "cited",
        CitingWay.COPIES: "copied",
        CitingWay.TRANSLATES: "translated",
        CitingWay.FORWARDS: "forwarded",
    }[how]
