"""Where a penalty stands, by the words around it: threatened, asked for, imposed, upheld."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sayso.lang.language import Language
from sayso.read.inflected.penalty_drafts import Found
from sayso.read.inflected.quantity_numbers import fold_word
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span
from sayso.records.value import PenaltyKind, PenaltyStatus

_STATUSES = (
    PenaltyStatus.FACED,
    PenaltyStatus.SOUGHT,
    PenaltyStatus.UPHELD,
    PenaltyStatus.REDUCED,
    PenaltyStatus.IMPOSED,
)
_FORWARD = 14  # words after a penalty within which its verb may stand
_CROSSED = 5  # what a comma between a word and a penalty counts for, in words
_BEHIND = 2  # and standing behind it
_CLOSE = 7  # words within which a word that deals something out makes a term a penalty
_BESIDE = 4  # words before a term within which a penal word stands beside it
_NOUN_REACH = 8  # words between "оставил" and "приговор"
_LEAD = 24  # characters before a term that tell what it is


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that tells where a penalty stands.

    Attributes:
        begin, end: Offsets.
        token: Number of its first word.
        status: What it tells.
        negated: Whether it is denied.
    """

    begin: int
    end: int
    token: int
    status: PenaltyStatus
    negated: bool


@dataclass(frozen=True, slots=True)
class Standing:
    """The word that governs a penalty, by number, and where the penalty stands by it."""

    anchor: int
    status: PenaltyStatus
    cue: Cue | None


class Standings:
    """Tells where the penalties of one report stand."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self.parse, self.language = parse, language
        self._cues = tuple(self._find_cues())
        self._begins = [cue.begin for cue in self._cues]

    def _find_cues(self) -> Iterator[Cue]:
        found: list[tuple[int, int, PenaltyStatus]] = []
        for status in _STATUSES:
            pattern = self.language.pattern("law", status.value)
            found += [(*match.span(), status) for match in pattern.finditer(self.parse.text)]
        found.sort(key=lambda it: (it[0], -it[1]))
        end = 0
        for begin, stop, status in found:
            token = self.parse.token_at(begin)
            if begin < end or token is None:
                continue
            end = stop
            yield Cue(begin, stop, token.i, status, self._is_negated(token.i))

    def _is_negated(self, i: int) -> bool:
        if i == 0:
            return False
        before = self.parse.tokens[i - 1]
        negators = self.language.words("law", "negator")
        return before.lower in negators and before.sentence == self.parse.tokens[i].sentence

    def find(self, found: Found) -> Standing | None:
        """Return where a penalty stands, ``None`` where nothing makes it one."""
        span = found.draft.span
        inside = self.parse.tokens_in(*span)
        if not inside:
            return None
        cue = self._find_cue(span)
        if cue is None:
            if found.draft.bare:
                return None
            if self._is_time(span):
                return Standing(inside[0].i, PenaltyStatus.IMPOSED, None)
            return self._guess(found, inside[0])
        status = cue.status
        if self._was_changed(found, cue):
            status = PenaltyStatus.IMPOSED
        if cue.negated:
            if status is PenaltyStatus.REDUCED:
                status = PenaltyStatus.UPHELD
            elif status in {PenaltyStatus.IMPOSED, PenaltyStatus.SOUGHT, PenaltyStatus.FACED}:
                return None
        return Standing(cue.token, status, cue)

    def _was_changed(self, found: Found, cue: Cue) -> bool:
        """Whether a term is the one that was changed: the seven of "с семи лет до пяти"."""
        is_change = cue.status is PenaltyStatus.REDUCED
        if found.term is None or not is_change:
            return False
        if found.term.changed:
            return True
        lead = self.parse.text[max(0, found.draft.span.begin - _LEAD) : found.draft.span.begin]
        return _lead(self.language, "changed_from").search(lead) is not None

    def list_in(self, begin: int, end: int) -> tuple[Cue, ...]:
        """Return the words of a stretch that tell where penalties stand."""
        return self._cues[bisect_left(self._begins, begin) : bisect_left(self._begins, end)]

    def _find_cue(self, span: Span) -> Cue | None:
        """Return the word that governs a penalty: the nearest, clauses counted, not words alone."""
        inside = self.parse.tokens_in(*span)
        first, last = inside[0].i, inside[-1].i
        sentence = inside[0].sentence
        low, high = self.parse.sentences[sentence]
        begin, end = self.parse.tokens[low].begin, self.parse.tokens[high].end
        best: tuple[int, Cue] | None = None
        for cue in self.list_in(begin, end):
            if cue.token < first or cue.begin < span.end:
                cost = max(first - cue.token, 0) + self._crossed(cue.token, first)
            elif cue.token - last <= _FORWARD:
                cost = cue.token - last + self._crossed(last, cue.token) + _BEHIND
            else:
                continue
            if best is None or cost < best[0]:
                best = (cost, cue)
        return None if best is None else self._prefer_verb(best[1], first, begin)

    def _prefer_verb(self, cue: Cue, first: int, begin: int) -> Cue:
        """Return the verb that tells what was done, where a noun stands nearer ("приговор")."""
        token = self.parse.tokens[cue.token]
        if token.pos not in {"NOUN", "ADJ", "ADV"} or cue.token > first:
            return cue
        before = [
            it
            for it in self.list_in(begin, cue.begin)
            if cue.token - it.token <= _NOUN_REACH and self.parse.tokens[it.token].pos == "VERB"
        ]
        return before[-1] if before else cue

    def _crossed(self, low: int, high: int) -> int:
        marks = sum(
            token.text in {",", ";", ":", "(", ")", "—", "–"}
            for token in self.parse.tokens[low + 1 : high]
        )
        return marks * _CROSSED

    def _guess(self, found: Found, first: Token) -> Standing:
        """Return where a penalty stands that no word of its sentence governs.

        A headline ("Пять лет колонии за отказ воевать") tells a sentence where the next one
        tells of a court that imposed it; else it is threatened.
        """
        faced = Standing(first.i, PenaltyStatus.FACED, None)
        if found.draft.min is None or found.draft.min != found.draft.max:
            return faced
        low = self.parse.sentences[max(first.sentence - 1, 0)][0]
        high = self.parse.sentences[min(first.sentence + 1, len(self.parse.sentences) - 1)][1]
        near = self.list_in(self.parse.tokens[low].begin, self.parse.tokens[high].end)
        imposing = [it for it in near if it.status is PenaltyStatus.IMPOSED and not it.negated]
        if not imposing or any(it.status is PenaltyStatus.FACED for it in near):
            return faced
        after = [it for it in imposing if it.token > first.i]
        cue = after[0] if after else imposing[-1]
        return Standing(cue.token, PenaltyStatus.IMPOSED, cue)

    # ------------------------------------------------------------ what is no penalty
    def is_penalty(self, found: Found, standing: Standing) -> bool:
        """Whether a draft that a word governs is a penalty after all."""
        draft = found.draft
        if draft.kind is PenaltyKind.HOUSE_ARREST or self._is_replaced(draft.span):
            return False
        if found.is_named:
            return not self._is_remand(found, standing)
        return self._makes_penalty(found, standing) and not self._is_remand(found, standing)

    def _makes_penalty(self, found: Found, standing: Standing) -> bool:
        """Whether a term without a place is a penalty, by what governs it."""
        draft, cue = found.draft, standing.cue
        if found.term is None:
            return False
        if self._is_time(draft.span):
            return False
        if found.term.adjective:
            return self._names_term(draft.span)
        if draft.suspended:
            return True
        if found.term.single and not self._is_governed(draft.span):
            return False  # "С начала года"
        tokens = self.parse.tokens_in(*draft.span)
        near = self._near(tokens[0].i, tokens[-1].i)
        beside = self._is_governed(draft.span) or self._stands_beside(draft.span)
        if beside and self._matches("penal", near) and draft.unit in {"year", "month"}:
            return True
        if cue is None or abs(cue.token - tokens[0].i) > _CLOSE:
            return False
        if draft.unit == "day":
            return draft.kind is PenaltyKind.ARREST
        said = self.parse.text[cue.begin : cue.end]
        deals = self._matches("dealt", said) and draft.unit in {"year", "month"}
        deals = deals or found.term.changed
        return deals and self._is_in_court(tokens[0].i)

    def _is_governed(self, span: Span) -> bool:
        """Whether "к" stands before a term, or a word for a sentence not far before."""
        lead = self.parse.text[max(0, span.begin - _LEAD) : span.begin]
        return _destined(self.language).search(lead) is not None

    def _stands_beside(self, span: Span) -> bool:
        """Whether a penal word stands beside a term, with no verb in between."""
        tokens = self.parse.tokens_in(*span)
        sentence = tokens[0].sentence
        before = self.parse.tokens[max(tokens[0].i - _BESIDE, 0) : tokens[0].i]
        after = self.parse.tokens[tokens[-1].i + 1 : tokens[-1].i + 3]
        for row in (before[::-1], after):
            for token in row:
                if token.sentence != sentence or token.text in {",", ";", "("}:
                    break
                if self.language.pattern("law", "penal").fullmatch(token.text) is not None:
                    return True
                if get_morph(token.tag).form == "Fin":
                    break
        return False

    def _near(self, first: int, last: int) -> str:
        sentence = self.parse.tokens[first].sentence
        low, high = self.parse.sentences[sentence]
        low, high = max(low, first - 12), min(high, last + 6)
        return self.parse.words(low, high)

    def _is_in_court(self, i: int) -> bool:
        sentence = self.parse.tokens[i].sentence
        low = self.parse.sentences[max(sentence - 1, 0)][0]
        high = self.parse.sentences[sentence][1]
        return self._matches("prison_context", self.parse.words(low, high))

    def _names_term(self, span: Span) -> bool:
        """Whether "пятилетний" says the length of a sentence, not the age of a child."""
        tokens = self.parse.tokens_in(*span)
        after = self.parse.tokens[tokens[-1].i + 1 : tokens[-1].i + 3]
        words = " ".join(token.text for token in after)
        match = self.language.pattern("law", "term_noun").match(words)
        return match is not None

    def _is_time(self, span: Span) -> bool:
        """Whether a term tells when, or how long something took: "спустя три года"."""
        lead = self.parse.text[max(0, span.begin - _LEAD) : span.begin]
        return _lead(self.language, "over").search(lead) is not None

    def _is_replaced(self, span: Span) -> bool:
        lead = self.parse.text[max(0, span.begin - _LEAD) : span.begin]
        return _lead(self.language, "in_place").search(lead) is not None

    def _is_remand(self, found: Found, standing: Standing) -> bool:
        """Whether a term is spent before a verdict: "арестовали на два месяца"."""
        draft = found.draft
        if draft.currency is not None or draft.kind not in {
            PenaltyKind.IMPRISONMENT, PenaltyKind.ARREST,
        }:  # fmt: skip
            return False
        tokens = self.parse.tokens_in(*draft.span)
        low, high = self.parse.sentences[tokens[0].sentence]
        remand = self._matches("remand", self.parse.words(low, high))
        if draft.kind is PenaltyKind.ARREST or not found.is_named:
            if draft.unit in {"month", "year"} and draft.kind is PenaltyKind.ARREST:
                return remand or standing.status is not PenaltyStatus.FACED or standing.cue is None
            return remand and draft.unit in {"month", "day"}
        return False

    def _matches(self, entry: str, words: str) -> bool:
        return self.language.pattern("law", entry).search(words) is not None


def is_difference(parse: Parse, language: Language, found: Found, standing: Standing) -> bool:
    """Whether a term is by how much another was changed: "снизил срок на два года"."""
    if standing.status is not PenaltyStatus.REDUCED and not _is_raised(parse, language, standing):
        return False
    if found.term is None or found.is_named:
        return False
    lead = parse.text[max(0, found.draft.span.begin - _LEAD) : found.draft.span.begin]
    return _lead(language, "less_by").search(lead) is not None


def _is_raised(parse: Parse, language: Language, standing: Standing) -> bool:
    if standing.cue is None:
        return False
    said = parse.text[standing.cue.begin : standing.cue.end]
    return language.pattern("law", "raised").search(said) is not None


def is_exact(parse: Parse, language: Language, found: Found, standing: Standing) -> bool:
    """Whether what looks like a bound is what was decided: "засудили до п'яти років"."""
    draft, cue = found.draft, standing.cue
    if cue is None or draft.min is not None or draft.max is None:
        return False
    first = fold_word(parse.tokens_in(*draft.span)[0].text)
    said = parse.text[cue.begin : cue.end]
    if standing.status in {PenaltyStatus.REDUCED, PenaltyStatus.UPHELD}:
        return first in language.words("numbers", "range_to")
    if _is_raised(parse, language, standing):
        return first in language.words("numbers", "range_to")
    if standing.status is not PenaltyStatus.IMPOSED or first not in language.words(
        "law", "destined"
    ):
        return False
    return language.pattern("law", "sentence_verb").search(said) is not None


@cache
def _lead(language: Language, entry: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){language.alternation('law', entry)}\s+$", re.IGNORECASE)


@cache
def _destined(language: Language) -> re.Pattern[str]:
    words = language.alternation("law", "destined")
    return re.compile(rf"(?<!\w){words}\s+(?:\w+\s+)?$", re.IGNORECASE)
