"""Statements and whose word they are, read off the parse by rules.

The construction follows the syntactic attribution patterns described for PARC 3
(Pareti 2012) and PolNeAR (Newell et al. 2018): a cue (verb, noun or "according to"), the
clause it governs, the phrase that names the source. Rules find cues and contents; quotation
marks and paragraphs then mend what the parse tore. Nothing here knows entities.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from typing import Protocol

from sayso.lang.language import Language
from sayso.read.claims_relatives import part_relatives
from sayso.read.cue import Cue, get_below
from sayso.read.cues import find_cues
from sayso.read.quotations import attach_quotations
from sayso.read.reporting_words import ReportingWords, get_reporting_words
from sayso.records.finding import Attribution
from sayso.records.parse import Parse

_DEEPEST = 4
"""Attributions around one; no prose has more."""
_ADJUNCTS = ("prep", "npadvmod", "advmod", "dobj", "dative", "punct", "aux", "mark")
"""Labels of what hangs on a cue and is no statement of its own."""
_SMALL = frozenset({"PUNCT", "AUX", "ADV", "SCONJ", "CCONJ", "PART", "PRON"})
"""Coarse tags of words that alone state nothing."""


class ClaimReader(Protocol):
    """Whatever finds the attributed statements of a report: these rules, or a trained tagger."""

    def __call__(self, parse: Parse, language: Language) -> tuple[Attribution, ...]:
        """Return every attributed statement in the order of its first word."""
        ...


def read_claims(parse: Parse, language: Language) -> tuple[Attribution, ...]:
    """Return every attributed statement of a report in the order of its first word."""
    return chain_cues(find_cues_by_rules(parse, language), parse)


def find_cues_by_rules(parse: Parse, language: Language) -> list[Cue]:
    """Return the cues that have a content, each with its own words alone."""
    cues = attach_quotations(list(find_cues(parse, language)), parse, language)
    words = get_reporting_words(language)
    part_relatives(cues, parse, words)
    _separate(cues, parse, words)
    return drop_repeated_speech([cue for cue in cues if cue.content], parse)


def drop_repeated_speech(cues: list[Cue], parse: Parse) -> list[Cue]:
    """Return the cues without quotations that only repeat what was said."""
    around = _find_around(cues)
    return [cue for cue in cues if not _is_speech_within_speech(cue, around, parse)]


def chain_cues(cues: list[Cue], parse: Parse) -> tuple[Attribution, ...]:
    """Return attributions in the order of their first word, nested ones with those around."""
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
    """Tell whether a quotation only repeats what was said: "They told me he had run".

    It is one statement, the quoted's. Only a named or described source inside a quotation
    is a link of its own.
    """
    speaker = parse.tokens[cue.speaker] if cue.speaker is not None else None
    if not parse.tokens[cue.verb].quoted or (speaker is not None and speaker.pos != "PRON"):
        return False
    return any(other is not cue for other in around.get(cue.verb, ()))


def _separate(cues: list[Cue], parse: Parse, words: ReportingWords) -> None:
    """Keep cues and sources out of the contents they do not belong in.

    A content holds another cue only when it holds that cue's whole statement: then the
    other is nested. "X said A, adding that B" is two statements side by side.
    """
    for cue in cues:
        cue.content -= cue.own
        cue.content -= _find_beyond(cue, parse)
    around = _find_around(cues)
    _share_speakers(cues, around, parse, words)
    for cue in sorted(cues, key=lambda one: one.verb):
        for other in around.get(cue.verb, ()):
            if other is cue or cue.verb not in other.content:
                continue
            if cue.beside is not None and cue.beside == other.verb:
                other.content -= cue.own | cue.content | cue.lead
            elif other.according and _stands_apart(cue, other, parse, words):
                verb = parse.tokens[cue.verb]
                other.content -= set(range(verb.left, verb.right + 1))
            elif cue.verb > other.verb and _is_half_inside(cue, other):
                # The parse hung the tail of one on the other.
                other.content -= cue.own | cue.content


def _is_half_inside(cue: Cue, other: Cue) -> bool:
    return bool(cue.content & other.content) and not cue.content <= other.content


def _find_beyond(cue: Cue, parse: Parse) -> set[int]:
    """Return what a semicolon parts from a cue: "the report says A; his brother denies it"."""
    sentence = parse.tokens[cue.verb].sentence
    first, last = parse.sentences[sentence]
    marks = [t.i for t in parse.tokens[first : last + 1] if t.text == ";" and not t.quoted]
    low = max((i for i in marks if i < cue.verb), default=first - 1)
    high = min((i for i in marks if i > cue.verb), default=last + 1)
    if not marks or cue.according:
        return set()
    return {
        i
        for i in cue.content
        if parse.tokens[i].sentence == sentence
        and not low < i < high
        and not parse.tokens[i].quoted
    }


def _share_speakers(
    cues: list[Cue], around: dict[int, list[Cue]], parse: Parse, words: ReportingWords
) -> None:
    """Give a verb of saying without a subject to the verb of saying before, not to its clause.

    "The ministry denied that he had been beaten and said that he was well": the tense
    tells that it is the ministry who said so.
    """
    by_verb = {cue.verb: cue for cue in cues}
    for cue in cues:
        token = parse.tokens[cue.verb]
        above = parse.tokens[token.head]
        if (
            token.dep != "conj"
            or token.tag != "VBD"
            or above.i in by_verb
            or cue.beside is not None
        ):
            continue
        if parse.children(token.i, "nsubj", "nsubjpass") or token.lemma not in words.spoken:
            continue
        earlier = any(aux.lower in words.past_perfect for aux in parse.children(above.i, "aux"))
        for outer in around.get(cue.verb, ()):
            if earlier and outer is not cue and parse.tokens[outer.verb].tag == "VBD":
                cue.beside, cue.speaker, cue.source = outer.verb, outer.speaker, set(outer.source)
                joins = range(token.i - 2, token.i)
                cue.lead = {i for i in joins if parse.tokens[i].pos == "CCONJ"}
                cue.lead.update(range(token.i, token.right + 1))


def _stands_apart(cue: Cue, according: Cue, parse: Parse, words: ReportingWords) -> bool:
    """Tell whether a clause is on its own speaker's word alone.

    "S, according to X, while Y reported that T": T is not on X's word.
    """
    verb = parse.tokens[cue.verb]
    first = parse.sentences[verb.sentence][0]
    before = any(i in according.content for i in range(first, according.verb))
    marks = {child.lower for child in parse.children(verb.i, "mark")}
    joins = {child.lower for child in parse.children(verb.head, "cc")}
    apart = marks & words.contrast or (verb.dep == "conj" and joins & words.opposing)
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
        while id(at) in around and len(chain) < _DEEPEST:
            at = around[id(at)]
            chain.insert(0, replace(_make_attribution(at), joined=id(at) in swallowed))
        yield replace(_make_attribution(cue), outer=tuple(chain))


def _is_within(inner: Cue, outer: Cue) -> bool:
    if inner.verb not in outer.content or inner.beside == outer.verb:
        return False
    return len(inner.content - outer.content) <= 1


def _is_nothing_else(outer: Cue, inner: Cue, parse: Parse) -> bool:
    """Tell whether the outer's content is the inner attribution with its adjuncts alone."""
    if parse.tokens[inner.verb].quoted:
        # A quotation is said as a whole, whatever is told in it.
        return False
    adjuncts = get_below(parse, parse.children(inner.verb, *_ADJUNCTS))
    attributing = inner.own | inner.content | adjuncts
    rest = [parse.tokens[i].pos for i in outer.content - attributing]
    telling = [pos for pos in rest if pos not in _SMALL]
    return "VERB" not in telling and len(telling) <= 1


def _make_attribution(cue: Cue) -> Attribution:
    return Attribution(
        cue=tuple(sorted(cue.words)),
        verb=cue.verb,
        source=tuple(sorted(cue.source)),
        speaker=cue.speaker,
        content=tuple(sorted(cue.content)),
        through=tuple(cue.through),
        behind=tuple(cue.behind),
        confidence=cue.confidence,
    )
