"""What a time expression is read against: the report's day, its sentence, the times before it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from re import Match

from sayso.lang.language import Language
from sayso.read.numbers import parse_number
from sayso.read.times_calendar import Period
from sayso.read.times_tense import Dated, Tense
from sayso.records.parse import Parse, Token
from sayso.records.value import Interval, TimeType

_NARRATED = 3  # days or months with years long past that make a text a narrative
_COMPARED = 60  # characters before a time in which what it is compared with begins
VAGUE = "?"  # unit of a stretch whose days are not counted
# From finest to coarsest.
_RANK = {
    "D": 0,
    "WE": 1,
    "W": 2,
    "2W": 2,
    "MO": 3,
    "Q": 4,
    "SE": 4,
    "H": 5,
    "Y": 6,
    "10Y": 7,
    "100Y": 8,
}


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
        night: Whether it is a night of two days.
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
    night: bool
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
        lead: Where the time of the day before it begins, if one stands there.
        dated: How the verb stands that it says the day of, or ``None``.
        story: Whether the whole text tells of years long past.
        known: The dated times before it, in text order.
    """

    parse: Parse
    language: Language
    published: date | None
    begin: int
    end: int
    tense: Tense
    dated: Dated | None = None
    lead: int | None = None
    story: bool = False
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
        past = [known for known in fit if not self._is_ahead(known)] or fit
        told = [known for known in past if not known.said] or past
        if not told:
            return None
        if self.known and self.known[-1].period.unit == VAGUE and self.known[-1] is not told[-1]:
            return None  # "several days later": nobody knows the day that follows
        last = [known for known in told if known.sentence == told[-1].sentence]
        return ([known for known in last if not known.aside] or last)[-1]

    def _is_ahead(self, known: Known) -> bool:
        """Whether a time counted from the report's day lies after it: no anchor of a story."""
        return known.deictic and self.published is not None and known.period.begin > self.published

    def find_last(self, unit: str) -> Known | None:
        """Return a time coarser than a day, told after every day, that nothing moved on since."""
        day = self.find_anchor("D")
        told = [
            known
            for known in self.known
            if not known.said and not known.on_paper and not self._is_ahead(known)
        ]
        if not told or told[-1].period.unit in {"D", VAGUE} or told[-1] is day:
            return None
        fine = _RANK.get(told[-1].period.unit, 9) <= max(_RANK[unit], _RANK["SE"])
        return told[-1] if fine else None

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
        hardly any by their distance from its own day; one is enough in a text that is a
        story as a whole.
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
        needed = 1 if self.story else _NARRATED * (1 + deictic)
        return told[-1] if named >= needed else None

    def find_account(self) -> Known | None:
        """Return the quarter that the figures told last are of, or ``None``."""
        return next((known for known in reversed(self.known) if known.account), None)

    def compares(self) -> bool:
        """Whether a figure before it is held against one of this time: "from $2 a year ago"."""
        token = self.parse.token_at(self.begin)
        if token is None:
            return False
        before = self.parse.tokens_in(max(0, self.begin - _COMPARED), self.begin)
        words = self.language.words("times", "comparing")
        return any(word.lower in words and word.sentence == token.sentence for word in before)

    def find_year_told(self) -> Known | None:
        """Return the time with a year that was told last, just before, or ``None``."""
        here = [
            known
            for known in self.known
            if known.paragraph == self.paragraph
            and known.sentence >= self.sentence - 1
            and _RANK.get(known.period.unit, 9) <= _RANK["Y"]
            # "Orlov, mobilized in 2022, lives here. On 2 May he ..." goes on from no year.
            and not (known.aside and known.sentence != self.sentence)
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
        begin = self.begin if self.lead is None else self.lead
        before = " ".join(self.parse.text[max(0, begin - 24) : begin].lower().split())
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
        """Return the whole number that a slot is written with, in figures or as a word."""
        words = self.get(slot) or ""
        figures = "".join(ch for ch in words if ch.isdigit() and ch.isascii())
        return int(figures) if figures else self.integer(slot)

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
