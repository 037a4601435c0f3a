"""What a time expression is read against: the report's day, its sentence, the times before it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from re import Match

from sayso.lang.language import Language
from sayso.read.numbers import parse_number
from sayso.read.times_calendar import Period
from sayso.records.parse import Parse, Token
from sayso.records.value import Interval, TimeType

_NARRATED = 3  # days or months with years long past that make a text a narrative
_COMPARED = 60  # characters before a time in which what it is compared with begins
_CLIMB = 4  # how many verbs above a time are asked for its tense
# From finest to coarsest.
_RANK = {"D": 0, "WE": 1, "W": 2, "2W": 2, "MO": 3, "Q": 4, "SE": 4, "H": 5, "Y": 6, "10Y": 7}


class Tense(StrEnum):
    """On which side of the report's day a time lies, by the words around it."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What a time expression means, apart from where it stands (`TimeExpression`)."""

    type: TimeType
    value: str
    period: Period | None = None
    mod: str | None = None
    anchor: str | None = None
    alternatives: tuple[Interval, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A dated time that stands before the one being read.

    Attributes:
        id: Its id.
        period: When it was.
        said: Whether it only dates a statement.
        aside: Whether it dates what came before the story ("who had left in May").
        on_paper: Whether it is only what a document bears ("dated 14 May").
        with_year: Whether its own words name the year.
        from_published: Whether its days were found by the report's own day.
        heads: Whether it is a heading, a paragraph of its own.
        deictic: Whether its own words count from that day ("last week"), outside quotations.
        account: Whether it is the quarter that a report of figures is about.
        paragraph, sentence: Where it stands.
    """

    id: str
    period: Period
    said: bool
    aside: bool
    on_paper: bool
    with_year: bool
    account: bool
    from_published: bool
    deictic: bool
    heads: bool
    paragraph: int
    sentence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything that gives one expression its meaning.

    Attributes:
        parse, language: The report's parse and its language.
        published: The day of publication, or ``None``.
        begin, end: Where the expression stands.
        tense: On which side of the report's day its sentence lies.
        dates_past: Whether it says when a verb in the past tense happened.
        known: The dated times before it, in text order.
    """

    parse: Parse
    language: Language
    published: date | None
    begin: int
    end: int
    tense: Tense
    dates_past: bool = False
    known: tuple[Known, ...] = field(default=(), repr=False)

    @property
    def paragraph(self) -> int:
        """Number of the paragraph that the expression stands in."""
        token = self.parse.token_at(self.begin)
        return -1 if token is None else token.paragraph

    @property
    def sentence(self) -> int:
        """Number of the sentence that the expression stands in."""
        token = self.parse.token_at(self.begin)
        return -1 if token is None else token.sentence

    def find_anchor(self, unit: str) -> Known | None:
        """Return the time told last that is at least as fine as a unit, or ``None``.

        Times that only date statements are passed over where there are others, and so
        are those told aside where the same sentence moves the story on.
        """
        days = _RANK[unit] <= _RANK["W"]
        fit = [
            known
            for known in self.known
            if _RANK.get(known.period.unit, 9) <= _RANK[unit] and not (days and known.on_paper)
        ]
        told = [known for known in fit if not known.said] or fit
        if not told:
            return None
        last = [known for known in told if known.sentence == told[-1].sentence]
        return ([known for known in last if not known.aside] or last)[-1]

    def find_own_anchor(self, unit: str) -> Known | None:
        """Return the time that the same sentence told last, finer than a unit, or ``None``."""
        here = [
            known
            for known in self.known
            if known.sentence == self.sentence
            and not known.said
            and not known.on_paper
            and _RANK.get(known.period.unit, 9) < _RANK[unit]
        ]
        return here[-1] if here else None

    def find_narrated(self) -> Known | None:
        """Return the time told last in a text that tells of years long past, or ``None``.

        Such a text has named several days or months with years before the last, and
        hardly any by their distance from its own day.
        """
        if self.published is None:
            return None
        fine = [known for known in self.known if _RANK.get(known.period.unit, 9) <= _RANK["Y"]]
        told = [known for known in fine if not known.from_published]
        long_past = self.published.year - 1
        named = sum(
            _NARRATED if known.heads else 1
            for known in told
            if known.with_year and known.period.end.year < long_past
        )
        deictic = sum(known.deictic for known in self.known)
        if not told or told[-1].period.end.year >= long_past:
            return None
        return told[-1] if named >= _NARRATED * (1 + deictic) else None

    def find_account(self) -> Known | None:
        """Return the quarter that the figures told last are of, or ``None``."""
        return next((known for known in reversed(self.known) if known.account), None)

    def compares(self) -> bool:
        """Whether a figure shortly before is held against one of this time: "from $2 a year ago"."""
        token = self.parse.token_at(self.begin)
        if token is None:
            return False
        before = self.parse.tokens_in(max(0, self.begin - _COMPARED), self.begin)
        words = self.language.words("times", "comparing")
        return any(word.lower in words and word.sentence == token.sentence for word in before)

    def find_year_told(self) -> Known | None:
        """Return the day or month with a year that was told last, just before, or ``None``."""
        here = [
            known
            for known in self.known
            if known.paragraph == self.paragraph
            and known.sentence >= self.sentence - 1
            and _RANK.get(known.period.unit, 9) <= _RANK["MO"]
        ]
        return next((known for known in reversed(here) if known.with_year), None)

    def ends_clause(self) -> bool:
        """Whether a mark, a conjunction or nothing follows the expression."""
        token = self.parse.token_at(self.end)
        return (
            token is None
            or token.begin < self.end
            or (token.pos in {"PUNCT", "CCONJ", "VERB", "AUX"} and token.tag != "VBG")
        )

    def next_word(self) -> Token | None:
        """Return the word after the expression, or ``None``."""
        token = self.parse.token_at(self.end)
        return None if token is None or token.begin < self.end else token

    def leads(self, name: str) -> bool:
        """Whether the word after the expression belongs to an entry of the lexicon."""
        word = self.next_word()
        return word is not None and word.lower in self.language.words("times", name)

    def leads_day(self) -> bool:
        """Whether a weekday, month or season follows the expression."""
        word = self.next_word()
        names = (self.language.values("times", name) for name in ("weekday", "month", "season"))
        return word is not None and any(word.text in known for known in names)

    def follows(self, name: str) -> bool:
        """Whether the word or words before the expression belong to an entry of the lexicon."""
        before = " ".join(self.parse.text[max(0, self.begin - 24) : self.begin].lower().split())
        words = self.language.words("times", name)
        return any(
            before.endswith(word) and not before[: -len(word)][-1:].isalnum() for word in words
        )


@dataclass(frozen=True, slots=True)
class Slots:
    """The words that filled a rule's slots, and what they stand for."""

    match: Match[str]
    language: Language

    def get(self, slot: str) -> str | None:
        """Return a slot's words in lower case with single blanks, or ``None``."""
        found = self.match.groupdict().get(slot)
        return None if found is None else " ".join(found.lower().split())

    def has(self, *slots: str) -> bool:
        """Whether all these slots are filled."""
        return all(self.get(slot) is not None for slot in slots)

    def integer(self, slot: str, default: int = 0) -> int:
        """Return the integer that a slot's words stand for in the lexicon."""
        return int(self._value(slot) or default)

    def string(self, slot: str) -> str:
        """Return the code that a slot's words stand for in the lexicon, or ""."""
        return str(self._value(slot) or "")

    def figure(self, slot: str) -> int:
        """Return the whole number that a slot is written with."""
        words = self.get(slot) or "0"
        return int("".join(ch for ch in words if ch.isdigit() and ch.isascii()) or 0)

    def number(self, slot: str = "number") -> float | None:
        """Return the number that a slot's words make, or ``None``."""
        words = self.get(slot)
        return None if words is None else parse_number(words, self.language)

    def _value(self, slot: str) -> str | int | float | None:
        words = self.get(slot)
        if words is None:
            return None
        name = slot.rstrip("0123456789")
        lexicon = "times" if name in self.language.lexicons["times"] else "numbers"
        return _folded(self.language, lexicon, name).get(words)


@cache
def _folded(language: Language, lexicon: str, name: str) -> Mapping[str, str | int | float]:
    return {word.lower(): value for word, value in language.values(lexicon, name).items()}


def find_tense(parse: Parse, offset: int, language: Language) -> Tense:
    """Return on which side of the report's day the clause around an offset lies."""
    token = parse.token_at(offset)
    verb = None if token is None else _governing_verb(parse, token)
    if token is None or verb is None:
        return Tense.UNKNOWN
    if _is_present(verb) and _is_due(parse, verb, language):
        return Tense.FUTURE
    sets_day = _lead(parse, token) in language.words("times", "deferred_to")
    for _ in range(_CLIMB):
        if verb is None:
            return Tense.UNKNOWN
        tense = _tense_of(parse, verb, language, sets_day=sets_day)
        if tense is not None:
            return tense
        above = parse.tokens[verb.head]
        if above.i == verb.i:
            return Tense.UNKNOWN
        if _is_infinitive(parse, verb):
            tense = _tense_under(parse, above, verb, language)
            if tense is not None:
                return tense
        verb = _governing_verb(parse, above)
    return Tense.UNKNOWN


def dates_past(parse: Parse, offset: int, language: Language) -> bool:
    """Whether the time at an offset says when a verb in the past tense happened."""
    token = parse.token_at(offset)
    if token is None:
        return False
    while token.dep in {"nummod", "compound", "amod", "appos"} and token.head != token.i:
        token = parse.tokens[token.head]
    above = parse.tokens[token.head]
    if token.dep == "pobj" and above.dep == "prep":
        above = parse.tokens[above.head]
    elif token.dep != "npadvmod":
        return False
    if above.pos not in {"VERB", "AUX"} or above.dep in {"amod", "acl"}:
        return False
    return _tense_of(parse, above, language, sets_day=False) is Tense.PAST


def _lead(parse: Parse, token: Token) -> str:
    """Return the word that ties a time to its clause: "until" in "until 4 March"."""
    before = parse.tokens[token.i - 1] if token.i else token
    return before.lower


def _is_present(verb: Token) -> bool:
    return verb.tag in {"VBZ", "VBP"}


def _is_due(parse: Parse, verb: Token, language: Language) -> bool:
    """Whether a verb says that something is to come: "is due in court", not "is due to rain"."""
    future = language.words("times", "future_verb")
    cause = language.words("times", "cause")
    return any(
        word.lower in future and parse.tokens[word.i + 1].lower not in cause
        for word in parse.children(verb.i, "acomp")
        if word.i + 1 < len(parse.tokens)
    )


def _tense_under(parse: Parse, above: Token, verb: Token, language: Language) -> Tense | None:
    """Return the tense of an infinitive under a word, ``None`` to ask that word."""
    if verb.dep == "xcomp" and above.lemma in language.words("times", "bound_to"):
        # "Is to be tried on Friday" looks ahead, "was to be tried" may not.
        return Tense.FUTURE if _is_present(above) else Tense.UNKNOWN
    future = language.words("times", "future_verb")
    governors = (above, parse.tokens[above.head])
    if any({w.lemma, w.lower} & future for w in governors):
        past = any(w.tag == "VBD" for g in governors for w in parse.children(g.i, "auxpass"))
        return Tense.UNKNOWN if past else Tense.FUTURE
    return Tense.UNKNOWN if above.lemma in language.words("times", "ordering_verb") else None


def _tense_of(parse: Parse, verb: Token, language: Language, *, sets_day: bool) -> Tense | None:
    """Return the tense that a verb and its auxiliaries show, ``None`` to ask the one above."""
    aux = parse.children(verb.i, "aux", "auxpass")
    if any(word.lemma in language.words("times", "perfect") for word in aux):
        return Tense.PAST
    if any(_is(word, language, "future_aux") for word in aux):
        return Tense.FUTURE
    if verb.tag == "VBG" and _is(verb, language, "going") and parse.children(verb.i, "xcomp"):
        return Tense.FUTURE
    if verb.tag == "VB" and any(word.tag == "VBD" for word in aux):
        return Tense.PAST  # "did not report"
    if _is_infinitive(parse, verb):
        return None
    past = verb.tag == "VBD" or any(word.tag == "VBD" for word in aux)
    if sets_day and _is(verb, language, "deferring_verb"):
        return Tense.UNKNOWN
    if verb.tag == "VBN" and verb.lemma in language.words("times", "future_verb"):
        # "Is scheduled for" looks ahead, "was scheduled for" may not.
        return Tense.UNKNOWN if past else Tense.FUTURE
    if sets_day and any(_is_present(word) for word in aux):
        return Tense.UNKNOWN  # "is held until Friday"
    if past or verb.tag == "VBN":
        return Tense.PAST
    if verb.tag in {"VBZ", "VBP"}:
        return Tense.FUTURE if _is(verb, language, "timetable_verb") else Tense.UNKNOWN
    return None


def _is_infinitive(parse: Parse, verb: Token) -> bool:
    return verb.tag == "VB" or any(word.tag == "TO" for word in parse.children(verb.i, "aux"))


def dates_statement(parse: Parse, offset: int, language: Language) -> bool:
    """Whether the time at an offset says when something was said."""
    token = parse.token_at(offset)
    verb = None if token is None else _governing_verb(parse, token)
    if verb is None or verb.lemma not in language.words("times", "said"):
        return False
    above = parse.tokens[verb.head]
    return (
        bool(parse.children(verb.i, "ccomp"))
        or verb.dep in {"ccomp", "parataxis"}
        or (above.i != verb.i and verb.dep == "advcl" and above.pos in {"VERB", "AUX"})
    )


def dates_document(parse: Parse, offset: int, language: Language) -> bool:
    """Whether the time at an offset is the date that a document bears."""
    token = parse.token_at(offset)
    verb = None if token is None else _governing_verb(parse, token)
    return verb is not None and verb.lemma in language.words("times", "document_date")


def dates_aside(parse: Parse, offset: int, language: Language) -> bool:
    """Whether the time at an offset dates what a relative clause says was over by then."""
    token = parse.token_at(offset)
    verb = None if token is None else _governing_verb(parse, token)
    if verb is None or verb.dep not in {"relcl", "advcl"}:
        return False
    perfect = language.words("times", "perfect")
    return any(t.lemma in perfect and t.tag == "VBD" for t in parse.children(verb.i, "aux"))


def _governing_verb(parse: Parse, token: Token) -> Token | None:
    for word in (token, *parse.ancestors(token.i)):
        if word.pos in {"VERB", "AUX"} and word.dep not in {"amod", "aux", "auxpass"}:
            return word
    return None


def _is(word: Token, language: Language, name: str) -> bool:
    words = language.words("times", name)
    return word.lemma in words or word.lower.strip("'’") in words
