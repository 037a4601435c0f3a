"""Statements found by a trained tagger, with the structure that rules read off the parse.

The tagger finds spans: what nobody's rules list, in whatever words it is said. The parse
tells what hangs together: who stands behind whom, what is one statement on two persons'
word, which medium passed it on. Where both found one, its structure is the rules', and its extent
too where they agree by half, else the tagger's; what the rules alone found stands where the
tagger half agrees.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from sayso.lang.language import Language
from sayso.read.claims import chain_cues, drop_repeated_speech, find_cues_by_rules
from sayso.read.claims_relatives import part_relatives
from sayso.read.claims_sources import (
    find_head,
    find_named,
    is_setting,
    leave_clauses,
    names_nobody,
)
from sayso.read.clauses import SUBJECTS, is_infinitive
from sayso.read.cue import NOMINAL, VERBAL, Cue
from sayso.read.quotations import attach_free_quotations
from sayso.read.reporting_words import ReportingWords, get_reporting_words
from sayso.records.finding import Attribution, Doubt
from sayso.records.parse import Parse
from sayso.records.reading import Maker
from sayso.records.selector import Span
from sayso.records.tagged import TaggedStatement, TaggedText

KEPT = 0.4
"""How likely a tagged statement must be right to be given."""
DEED = 0.55
"""Likewise, where it seems to be a deed or an attitude, not words."""
SUPPORTED = 0.4
"""How likely the words of a cue that rules alone found must be a cue to the tagger."""
UNNAMED = 0.5
"""How likely a statement of nobody named must be right where the rules found it."""
RULED = 0.4
"""How likely what rules alone found is right."""
AGREED, ALONE = 0.2, -0.3
"""What is added to the log-odds of a statement that rules found too, or did not.

Counted, like `RULED`, on the articles that training sets aside."""
_ALIKE = 0.5
_SILENCE = 8  # words of a content that only says that nobody comments


class Tagger(Protocol):
    """A trained tagger of statements."""

    @property
    def makers(self) -> tuple[Maker, ...]:
        """The model, with its version and hash."""
        ...

    def tag(self, text: str) -> TaggedText:
        """Return the statements of a text whose paragraphs are its lines."""
        ...


class TaggedClaimReader:
    """A `ClaimReader` that asks a tagger, and the rules."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def __call__(self, parse: Parse, language: Language) -> tuple[Attribution, ...]:
        """Return every attributed statement in the order of its first word."""
        return self.read(parse, language)[0]

    def read(self, parse: Parse, language: Language) -> tuple[tuple[Attribution, ...], Doubt]:
        """Return the attributed statements, and what of the rest may be somebody's word too."""
        tagged = self._tagger.tag(parse.text)
        found = combine(parse, language, tagged, find_cues_by_rules(parse, language))
        withheld = tuple(frozenset(content) for content in found.withheld)
        return chain_cues(found.cues, parse), Doubt(tagged=tagged, withheld=withheld)


class Combined(NamedTuple):
    """What a tagger and the rules found.

    Attributes:
        cues: Those that are given, each once.
        withheld: The contents of statements too unsure to be given as anybody's.
    """

    cues: list[Cue]
    withheld: list[set[int]]


def combine(parse: Parse, language: Language, tagged: TaggedText, ruled: list[Cue]) -> Combined:
    """Return the cues of both, each once, and what was doubted."""
    words = get_reporting_words(language)
    left = _Unmatched(ruled)
    cues: list[Cue] = []
    withheld: list[set[int]] = []
    tagged_content: dict[int, set[int]] = {}
    judged: set[int] = set()
    for statement in tagged.statements:
        cue = _make_cue(parse, statement, words)
        if cue is None:
            continue
        content = set(cue.content)
        partner = left.take_partner(cue)
        if partner is not None:
            cue = _merge(parse, cue, partner, nested=statement.level > 0)
            cue.confidence = _shift(statement.confidence, AGREED)
        elif not _is_speech(cue, parse, words):
            continue
        elif not _is_kept(cue, statement, parse, words):
            if _is_told(cue, parse, words):
                withheld.append(content)
            continue
        else:
            cue.confidence = _shift(statement.confidence, ALONE)
            judged.add(id(cue))
        tagged_content[id(cue)] = content
        cues.append(cue)
    for cue in left.cues:
        if _is_supported(cue, parse, tagged):
            cue.confidence = RULED
            cues.append(cue)
    part_relatives(cues, parse, words)
    _part(cues, tagged_content)
    for cue in cues:
        cue.content -= cue.own
    stated = [cue for cue in cues if cue.content and not _is_silence(cue, parse, words)]
    named = _drop_unnamed(stated, judged)
    attach_free_quotations(named, parse)
    withheld += [cue.content for cue in stated if all(cue is not one for one in named)]
    return Combined(drop_repeated_speech(named, parse), withheld)


def _drop_unnamed(cues: list[Cue], judged: set[int]) -> list[Cue]:
    """Return the cues without what nobody is named for, where that is not sure.

    Within somebody's statement it is on his word in any case; ``judged`` are those that the
    tagger alone found, and was sure enough of.
    """
    within = {i for cue in cues for i in cue.content if cue.source}
    return [
        cue
        for cue in cues
        if cue.source
        or cue.verb in within
        or id(cue) in judged
        or (cue.confidence or 0.0) >= UNNAMED
    ]


def _is_silence(cue: Cue, parse: Parse, words: ReportingWords) -> bool:
    """Tell whether all that is said is that nothing is: "said that it could not comment"."""
    if len(cue.content) > _SILENCE:
        return False
    root = parse.tokens[find_head(parse, cue.content)]
    return root.lemma in words.answering and bool(parse.children(root.i, "neg"))


def _part(cues: list[Cue], tagged_content: dict[int, set[int]]) -> None:
    """Let no words be two persons' who stand side by side: they are whose the tagger gave them.

    The rules give a free quotation to who spoke before it.
    """
    owner = {i: key for key, content in tagged_content.items() for i in content}
    verbs = {id(cue): cue.verb for cue in cues}
    for cue in cues:
        for i in cue.content - tagged_content.get(id(cue), set()):
            other = owner.get(i, id(cue))
            if other == id(cue) or verbs[other] in cue.content:
                continue
            if cue.verb not in tagged_content[other]:
                cue.content.discard(i)


def _is_speech(cue: Cue, parse: Parse, words: ReportingWords) -> bool:
    """Tell whether what the tagger alone found is no deed, no silence, and not the report's."""
    if names_nobody(parse, words, cue.speaker):
        return False
    verb = parse.tokens[cue.verb]
    silent = verb.lemma in words.answering and parse.children(verb.i, "neg")
    if silent or verb.lemma in words.declining | words.deed:
        return False
    # "We have already written about it": the report itself.
    return verb.quoted or not _is_first_person(cue, parse, words)


def _is_kept(cue: Cue, statement: TaggedStatement, parse: Parse, words: ReportingWords) -> bool:
    """Tell whether what the tagger alone found is sure enough to be given."""
    told = _is_told(cue, parse, words)
    if statement.level:
        named = cue.speaker is not None and parse.tokens[cue.speaker].pos != "PRON"
        return named and told and statement.confidence >= KEPT
    # Also where nobody is named: dropped, "there were claims that S" would be the report's own S.
    return statement.confidence >= (KEPT if told else DEED)


def _is_first_person(cue: Cue, parse: Parse, words: ReportingWords) -> bool:
    return cue.speaker is not None and parse.tokens[cue.speaker].lower in words.first_person


def _is_told(cue: Cue, parse: Parse, words: ReportingWords) -> bool:
    """Tell whether something seems to be put in words, not to be a deed or an attitude.

    The corpus that taught the tagger counts these too: "ordered his release", "dismissed
    the objection", "threatened to resign".
    """
    verb = parse.tokens[cue.verb].lemma
    if any(parse.tokens[i].quoted for i in cue.content):
        return True
    root = parse.tokens[find_head(parse, cue.content)]
    if root.pos in VERBAL:
        infinitive = is_infinitive(parse, root) and not parse.children(root.i, *SUBJECTS)
        return not infinitive or verb in words.to or verb in words.demand
    return verb in words.speaking - words.refusing or verb in words.statement


def _make_cue(parse: Parse, statement: TaggedStatement, words: ReportingWords) -> Cue | None:
    """Return a tagged statement in the words of the parse."""
    cue = _find_words(parse, statement.cue)
    content = _find_words(parse, statement.content)
    if not cue or not content:
        return None
    content = _leave_own_voice(parse, content, cue)
    source = _find_words(parse, statement.source)
    speaker = find_named(parse, source) if source else None
    if speaker is not None and is_setting(parse, words, speaker):
        source, speaker = set(), None
    return Cue(
        verb=_find_verb(parse, cue),
        words=cue,
        source=source,
        speaker=speaker,
        content=content,
        through=[find_named(parse, _find_words(parse, [span])) for span in statement.medium],
        behind=[find_named(parse, _find_words(parse, [span])) for span in statement.behind],
        confidence=statement.confidence,
    )


def _leave_own_voice(parse: Parse, content: set[int], cue: set[int]) -> set[int]:
    """Return a content without what the report goes on to say in its own voice.

    Of sentences that do not hold the cue, those alone count in which something is quoted;
    others where the cue's sentence holds none of the content ("He gave his account: ...").
    """
    near = {parse.tokens[i].sentence for i in cue}
    quoted = {parse.tokens[i].sentence for i in content if parse.tokens[i].quoted}
    kept = {i for i in content if parse.tokens[i].sentence in near | quoted}
    here = any(parse.tokens[i].sentence in near for i in kept)
    return kept if here else content


def _find_words(parse: Parse, spans: tuple[Span, ...] | list[Span]) -> set[int]:
    return {token.i for span in spans for token in parse.tokens_in(*span)}


def _find_verb(parse: Parse, words: set[int]) -> int:
    """Return the governing word of a cue: its verb, the topmost where there are several."""
    verbs = {i for i in words if parse.tokens[i].pos in VERBAL}
    return find_head(parse, verbs or words)


class _Unmatched:
    """The rules' cues that are no tagged statement's yet."""

    def __init__(self, ruled: Iterable[Cue]) -> None:
        self._left = dict(enumerate(ruled))
        # Looked up by word: a long text holds thousands of both.
        self._verbs: defaultdict[int, list[int]] = defaultdict(list)
        self._words: defaultdict[int, list[int]] = defaultdict(list)
        self._speakers: defaultdict[int, list[int]] = defaultdict(list)
        for number, one in self._left.items():
            self._verbs[one.verb].append(number)
            for i in one.words:
                self._words[i].append(number)
            if one.speaker is not None:
                self._speakers[one.speaker].append(number)

    @property
    def cues(self) -> tuple[Cue, ...]:
        """Those that are left, in their order."""
        return tuple(self._left.values())

    def take_partner(self, cue: Cue) -> Cue | None:
        """Return the rules' cue that is the same, which is then left no longer."""
        numbers = {number for i in cue.words for number in self._verbs.get(i, ())}
        same = self._list_left({*numbers, *self._words.get(cue.verb, ())})
        if not same:
            numbers = {number for i in cue.source for number in self._speakers.get(i, ())}
            same = [
                number
                for number in self._list_left(numbers)
                if _overlap(self._left[number].content, cue.content) >= _ALIKE
            ]
        if not same:
            return None
        return self._left.pop(
            max(same, key=lambda number: _overlap(self._left[number].content, cue.content))
        )

    def _list_left(self, numbers: Iterable[int]) -> list[int]:
        return sorted(number for number in numbers if number in self._left)


def _overlap(some: set[int], others: set[int]) -> float:
    return len(some & others) / len(some | others) if some or others else 0.0


def _merge(parse: Parse, cue: Cue, ruled: Cue, *, nested: bool) -> Cue:
    """Return what both found as one.

    Few statements within statements were there to learn from: they come out too short.
    """
    if not cue.source or ruled.speaker in cue.source:
        # The tagger's phrase is the fuller one, where it has the same head.
        same = bool(cue.source) and ruled.speaker == find_head(parse, cue.source)
        fuller = leave_clauses(parse, cue.source, cue.speaker) if same else ruled.source
        cue.source = fuller or cue.source
        named = ruled.speaker is not None and parse.tokens[ruled.speaker].pos in NOMINAL
        if named or cue.speaker is None:
            cue.speaker = ruled.speaker
    cue.verb, cue.beside, cue.lead = ruled.verb, ruled.beside, ruled.lead
    cue.according, cue.footage, cue.showing = ruled.according, ruled.footage, ruled.showing
    if ruled.verb not in cue.words:
        cue.words = ruled.words
    cue.through = ruled.through
    cue.behind = ruled.behind
    cue.extra = ruled.extra - cue.content
    short = nested and cue.content <= ruled.content
    if short or _overlap(cue.content, ruled.content) >= _ALIKE:
        cue.content = ruled.content
    return cue


def _shift(chance: float, by: float) -> float:
    """Return a chance with something added to its log-odds."""
    if not 0 < chance < 1:
        return chance
    odds = chance / (1 - chance) * math.exp(by)
    return odds / (1 + odds)


def _is_supported(cue: Cue, parse: Parse, tagged: TaggedText) -> bool:
    """Tell whether the tagger half agrees that a word attributes."""
    verb = parse.tokens[cue.verb]
    low = bisect_right(tagged.words, verb.begin, key=lambda word: word.end)
    high = bisect_right(tagged.words, verb.end - 1, key=lambda word: word.begin)
    return max(tagged.cues[low:high], default=0.0) >= SUPPORTED
