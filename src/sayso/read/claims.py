"""Statements and whose word they are, read off the parse by rules.

The construction follows the syntactic attribution patterns described for PARC 3
(Pareti 2012) and PolNeAR (Newell et al. 2018): a cue (verb, noun or "according to"), the
clause it governs, the phrase that names the source. Rules find cues and contents; quotation
marks and paragraphs then mend what the parse tore. Nothing here knows entities.
"""

from collections.abc import Iterator
from dataclasses import replace

from sayso.lang.language import Language
from sayso.read.cues import Cue, CueFinder
from sayso.read.quotations import attach_quotations
from sayso.records.finding import Attribution
from sayso.records.parse import Parse


def read_claims(parse: Parse, language: Language) -> tuple[Attribution, ...]:
    """Return every attributed statement of a report in the order of its first word."""
    cues = list(CueFinder(parse, language).find())
    cues = attach_quotations(cues, parse, language)
    cues = _separate(cues, parse)
    cues = [cue for cue in cues if cue.content]
    return tuple(sorted(_collapse(cues, parse), key=lambda found: (found.content[0], found.verb)))


def _separate(cues: list[Cue], parse: Parse) -> list[Cue]:
    """Keep cues and sources out of the contents they do not belong in.

    A content holds another cue only when it holds that cue's whole statement: then the
    other is nested. "X said A, adding that B" is two statements side by side.
    """
    for cue in cues:
        own = {*cue.words, *cue.source, *cue.extra}
        cue.content -= own
    for cue in sorted(cues, key=lambda one: one.verb):
        for other in cues:
            if other is cue or cue.verb not in other.content:
                continue
            if cue.beside is not None and cue.beside == other.verb:
                other.content -= {*cue.words, *cue.content, *cue.source, *cue.extra, *cue.lead}
            elif not cue.content <= other.content and cue.content & other.content:
                # Half inside: the parse hung the tail of one on the other.
                if cue.verb > other.verb:
                    other.content -= {*cue.words, *cue.content, *cue.source, *cue.extra}
    return cues


def _collapse(cues: list[Cue], parse: Parse) -> Iterator[Attribution]:
    """Join an attribution whose content is nothing but another attribution with that one."""
    made_up: dict[int, Cue] = {}
    for outer in cues:
        for inner in cues:
            if inner is outer or inner.verb not in outer.content or inner.beside == outer.verb:
                continue
            if inner.footage:
                # What a recording shows is a statement of its own, and the outer's too.
                continue
            rest = {
                i
                for i in outer.content - inner.content - {*inner.words, *inner.source, *inner.extra}
                if parse.tokens[i].pos
                not in {"PUNCT", "AUX", "ADV", "SCONJ", "CCONJ", "PART", "PRON"}
            }
            if len(rest) <= 1 and inner.content and outer.content > inner.content:
                made_up[id(inner)] = outer
    swallowed = {id(outer) for outer in made_up.values()}
    for cue in cues:
        if id(cue) in swallowed:
            continue
        outers: list[Attribution] = []
        at = cue
        while id(at) in made_up and len(outers) < 4:
            at = made_up[id(at)]
            outers.insert(0, _record(at))
        yield replace(_record(cue), outer=tuple(outers))


def _record(cue: Cue) -> Attribution:
    return Attribution(
        cue=tuple(sorted(cue.words)),
        verb=cue.verb,
        source=tuple(sorted(cue.source)),
        speaker=cue.speaker,
        content=tuple(sorted(cue.content)),
        through=tuple(cue.through),
        behind=tuple(cue.behind),
    )
