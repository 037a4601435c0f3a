"""Statements and whose word they are, read off the parse by rules.

The construction follows the syntactic attribution patterns described for PARC 3
(Pareti 2012) and PolNeAR (Newell et al. 2018): a cue (verb, noun or "according to"), the
clause it governs, the phrase that names the source. Rules find cues and contents; quotation
marks and paragraphs then mend what the parse tore. Nothing here knows entities.
"""

from collections import defaultdict
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
    around = _find_around(cues)
    cues = [c for c in cues if c.content and not _is_speech_within_speech(c, around, parse)]
    return tuple(sorted(_collapse(cues, parse), key=lambda found: (found.content[0], found.verb)))


def _find_around(cues: list[Cue]) -> dict[int, list[Cue]]:
    """Return, by the governing word of a cue, the cues in whose content it stands."""
    verbs = {cue.verb for cue in cues}
    found: defaultdict[int, list[Cue]] = defaultdict(list)
    for cue in cues:
        for verb in cue.content & verbs:
            found[verb].append(cue)
    return found


def _is_speech_within_speech(cue: Cue, around: dict[int, list[Cue]], parse: Parse) -> bool:
    """ "He said they had beaten him", quoted: the quotation is one statement, the quoted's.

    Only a named or described source inside a quotation is a link of its own.
    """
    speaker = parse.tokens[cue.speaker] if cue.speaker is not None else None
    if not parse.tokens[cue.verb].quoted or (speaker is not None and speaker.pos != "PRON"):
        return False
    return any(other is not cue for other in around.get(cue.verb, ()))


def _separate(cues: list[Cue], parse: Parse) -> list[Cue]:
    """Keep cues and sources out of the contents they do not belong in.

    A content holds another cue only when it holds that cue's whole statement: then the
    other is nested. "X said A, adding that B" is two statements side by side.
    """
    for cue in cues:
        own = {*cue.words, *cue.source, *cue.extra}
        cue.content -= own
    around = _find_around(cues)
    for cue in sorted(cues, key=lambda one: one.verb):
        for other in around.get(cue.verb, ()):
            if other is cue or cue.verb not in other.content:
                continue
            if cue.beside is not None and cue.beside == other.verb:
                other.content -= {*cue.words, *cue.content, *cue.source, *cue.extra, *cue.lead}
            elif parse.tokens[other.verb].lower == "according" and _stands_apart(cue, other, parse):
                other.content -= {
                    i for i in range(parse.tokens[cue.verb].left, parse.tokens[cue.verb].right + 1)
                }
            elif not cue.content <= other.content and cue.content & other.content:
                # Half inside: the parse hung the tail of one on the other.
                if cue.verb > other.verb:
                    other.content -= {*cue.words, *cue.content, *cue.source, *cue.extra}
    return cues


def _stands_apart(cue: Cue, according: Cue, parse: Parse) -> bool:
    """ "S, according to X, while Y reported that T": T is not on X's word."""
    verb = parse.tokens[cue.verb]
    first = parse.sentences[verb.sentence][0]
    before = any(i in according.content for i in range(first, according.verb))
    marks = {child.lower for child in parse.children(verb.i, "mark")}
    joins = {child.lower for child in parse.children(verb.head, "cc")}
    apart = marks & {"while", "whereas", "although"} or (verb.dep == "conj" and "but" in joins)
    return before and verb.left > according.verb and bool(apart)


def _collapse(cues: list[Cue], parse: Parse) -> Iterator[Attribution]:
    """Chain nested attributions, and join the outer with the inner where it is nothing else.

    "The lawyer said investigators had told him that S" is one statement on the lawyer's
    and the investigators' word. "X said that A and that Y had told him B" is two: A and
    all of it on X's word, B on X's and Y's.
    """
    holders = _find_around(cues)
    around: dict[int, Cue] = {}
    swallowed: set[int] = set()
    for inner in cues:
        outers = [o for o in holders.get(inner.verb, ()) if o is not inner and _is_within(inner, o)]
        if not outers:
            continue
        outer = min(outers, key=lambda cue: len(cue.content))
        around[id(inner)] = outer
        if not inner.footage and _is_nothing_else(outer, inner, parse):
            swallowed.add(id(outer))
    for cue in cues:
        if id(cue) in swallowed:
            continue
        chain: list[Attribution] = []
        at = cue
        while id(at) in around and len(chain) < 4:
            at = around[id(at)]
            chain.insert(0, replace(_record(at), joined=id(at) in swallowed))
        yield replace(_record(cue), outer=tuple(chain))


def _is_within(inner: Cue, outer: Cue) -> bool:
    if inner.verb not in outer.content or inner.beside == outer.verb:
        return False
    return len(inner.content - outer.content) <= 1


def _is_nothing_else(outer: Cue, inner: Cue, parse: Parse) -> bool:
    """Whether the outer's content is the inner attribution with its adjuncts alone."""
    if parse.tokens[inner.verb].quoted:
        # A quotation is said as a whole, whatever is told in it.
        return False
    attributing = {*inner.words, *inner.source, *inner.extra, *inner.content}
    for child in parse.children(
        inner.verb, "prep", "npadvmod", "advmod", "dobj", "dative", "punct", "aux", "mark"
    ):
        attributing.update(token.i for token in parse.subtree(child.i))
    rest = [
        parse.tokens[i].pos
        for i in outer.content - attributing
        if parse.tokens[i].pos not in {"PUNCT", "AUX", "ADV", "SCONJ", "CCONJ", "PART", "PRON"}
    ]
    return "VERB" not in rest and len(rest) <= 1


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
