"""Quotations that stand by themselves, behind a sentence that only says who speaks.

"Пишет жена мобилизованного. Имя знаем. «Мужа увезли второго. Их держат в подвале.»": a channel
prints what it was sent, and a tagger that looks at one sentence after the other finds nobody's
word in it.
"""

from collections.abc import Iterator
from dataclasses import replace

from sayso.lang.language import Language
from sayso.read.inflected.statements import RULED, Finder, Found
from sayso.records.parse import Parse
from sayso.records.selector import Span
from sayso.records.tagged import TaggedStatement, TaggedText

_LEAST = 6  # words of a quotation that is a statement by itself, not a name or a phrase
_BACK = 3  # sentences at most from a quotation to who was said to speak
_DASH = 3  # characters at most that open a line
_COVERED = 0.5  # part of a quotation that is somebody's already


def add_announced(tagged: TaggedText, parse: Parse, language: Language) -> TaggedText:
    """Return what was tagged, and each whole quotation as the word of who was said to speak.

    What was tagged within such a quotation is what the speaker says of others.
    """
    finder = Finder(parse, language)
    statements = list(tagged.statements)
    for begin, end in parse.quotes:
        inside = [token.i for token in parse.tokens_in(begin, end)]
        if not inside or not _stands_alone(parse, inside, begin, end):
            continue
        speaker = _find_speaker(finder, inside[0])
        if speaker is None:
            continue
        statements = list(_take_back(statements, finder, inside[-1]))
        if _is_covered(statements, Span(begin, end)) or _says_whose(statements, begin, end):
            continue
        source, cue = speaker
        found = finder.make(Found(source=source, cue=cue, content=tuple(inside)))
        statements = [_nest(one, begin, end) for one in statements if one.cue != found.cue]
        statements.append(found)
    statements.sort(key=lambda one: (one.cue[0] if one.cue else Span(0, 0), one.level))
    return replace(tagged, statements=tuple(statements))


def _stands_alone(parse: Parse, inside: list[int], begin: int, end: int) -> bool:
    """Whether a quotation is whole sentences, and no words of the report's share them."""
    if sum(parse.tokens[i].pos != "PUNCT" for i in inside) < _LEAST:
        return False
    before = parse.text[:begin].rstrip(" \t\u00a0—–-")
    after = parse.text[end:].lstrip(" \t\u00a0.…!?")
    opens = not before or before[-1] in "\n:.!?…"
    return opens and (not after or after[0] == "\n")


def _is_covered(statements: list[TaggedStatement], quote: Span) -> bool:
    covered = 0
    for one in statements:
        if one.confidence < RULED or _lies_in(one.cue, *quote):
            continue
        covered += sum(max(0, min(b, quote.end) - max(a, quote.begin)) for a, b in one.content)
    return covered >= _COVERED * (quote.end - quote.begin)


def _take_back(
    statements: list[TaggedStatement], finder: Finder, last: int
) -> Iterator[TaggedStatement]:
    """Yield statements without the words of a quotation that ends before they are announced.

    "Рассказывает командир:" in a paragraph behind speaks of what comes, not of what was said.
    """
    parse = finder.parse
    here = parse.tokens[last]
    for one in statements:
        cue = parse.tokens_in(*one.cue[0]) if one.cue else ()
        later = bool(cue) and cue[0].paragraph > here.paragraph
        if later and finder.read_announcement(cue[0].sentence) is not None:
            kept = tuple(span for span in one.content if span.begin >= here.end)
            if kept:
                yield replace(one, content=kept)
            continue
        yield one


def _says_whose(statements: list[TaggedStatement], begin: int, end: int) -> bool:
    """Whether a line tells from its first word who says it: "— Их увезли, — сказал сосед"."""
    return any(
        _lies_in(one.cue, begin, end) and one.source and one.content[0].begin <= begin + _DASH
        for one in statements
        if one.content
    )


def _find_speaker(finder: Finder, first: int) -> tuple[tuple[int, ...], tuple[int, ...]] | None:
    sentence = finder.parse.tokens[first].sentence
    for back in range(1, _BACK + 1):
        if sentence - back < 0:
            return None
        found = finder.read_announcement(sentence - back)
        if found is not None:
            return found
        low, high = finder.parse.sentences[sentence - back]
        if any(token.quoted for token in finder.parse.tokens[low : high + 1]):
            return None  # another one's words stand between
    return None


def _nest(one: TaggedStatement, begin: int, end: int) -> TaggedStatement:
    inner = _lies_in(one.cue, begin, end)
    return replace(one, level=1) if inner and not one.level else one


def _lies_in(spans: tuple[Span, ...], begin: int, end: int) -> bool:
    return bool(spans) and all(begin <= a and b <= end for a, b in spans)
