"""Where numbers stand in a text, and what bounds them from before.

Trying every rule at every word would cost more than all the rest: a text is searched once for
its numbers, the rules that begin with one are tried there alone, and "at least" is looked for
before those that were found.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from re import Match, Pattern

from sayso.lang.language import Language
from sayso.lang.templates import compile_any, compile_templates, find_templates

_REACH = 48  # how far before a number its bounds may begin, in characters
_MONTH_REACH = 16  # and how far the name of a month, before its day
_MINUS_REACH = 12
_DAY = re.compile(r"(?:[12]?\d|3[01]) (?=[1-9]\d\d$)")
_BOUNDS = ("at_least", "more_than", "at_most", "less_than", "about")


@dataclass(frozen=True)
class Said:
    """A number with what bounds or softens it: a match, and the match before it, as one.

    Attributes:
        match: The number, with its slots.
        lead: "At least", "about" or ``None``.
    """

    match: Match[str]
    lead: Match[str] | None

    def start(self, slot: str | None = None) -> int:
        """Return where it, or one of its slots, begins."""
        if slot is not None:
            return self.match.start(slot)
        return self.match.start() if self.lead is None else self.lead.start()

    def end(self, slot: str | None = None) -> int:
        """Return where it, or one of its slots, ends."""
        return self.match.end() if slot is None else self.match.end(slot)

    def groupdict(self) -> dict[str, str | None]:
        """Return what the text says, by the names of the slots."""
        return (self.lead.groupdict() if self.lead is not None else {}) | self.match.groupdict()

    def __getitem__(self, slot: str) -> str:
        return str(self.match[slot])

    @property
    def text(self) -> str:
        """Its words, bounds included."""
        return self.match.string[self.start() : self.end()]


def find_said(language: Language, name: str, text: str) -> Iterator[Said]:
    """Yield what the phrases of an entry of the numbers find, phrase by phrase."""
    lead = _lead(language)
    for match in find_at_numbers(language, "numbers", name, text):
        at = match.start()
        yield Said(match, lead.search(text, max(0, at - _REACH), at))


def find_at_numbers(language: Language, lexicon: str, name: str, text: str) -> Iterator[Match[str]]:
    """Yield the matches of an entry's phrases, which begin with a number, and of those elsewhere.

    The entry ``name`` holds the phrases that begin with a number or with words like "dozens";
    ``name_elsewhere`` holds the others.
    """
    phrases = language.entry(lexicon, name).phrases
    patterns = compile_templates(language, lexicon, name)
    for phrase, pattern in zip(phrases, patterns, strict=True):
        slot = phrase[1 : phrase.index("}")].rpartition(".")[2]
        yield from _match_at(pattern, text, _find_starts(text, language, slot))
    yield from find_templates(language, lexicon, f"{name}_elsewhere", text)


def _match_at(pattern: Pattern[str], text: str, starts: list[int]) -> Iterator[Match[str]]:
    end = 0
    for at in starts:
        if at >= end and (match := pattern.match(text, at)) is not None:
            yield match
            end = match.end()


@lru_cache(maxsize=8)
def _find_starts(text: str, language: Language, slot: str) -> list[int]:
    found = find_templates(language, "numbers", f"any_{slot}", text)
    starts = {_skip_day(match, language) for match in found}
    return sorted(at for at in starts if not is_negative(text, at, language))


def _skip_day(match: Match[str], language: Language) -> int:
    """Return where a number begins: behind the day in "on March 4 300 men fled"."""
    day = _DAY.match(match[0])
    if day is None:
        return match.start()
    at = match.start()
    before = match.string[max(0, at - _MONTH_REACH) : at]
    return at if _month(language).search(before) is None else at + day.end()


def is_negative(text: str, at: int, language: Language) -> bool:
    """Whether a number is below nothing: none of the records can say so."""
    return _minus(language).search(text[max(0, at - _MINUS_REACH) : at]) is not None


@cache
def _minus(language: Language) -> Pattern[str]:
    words = compile_any(language, "numbers", "minus").pattern
    return re.compile(rf"(?:^|(?<=\s)|(?<=[(\[]))(?<!\d\s)(?:[-−–]|{words}\s+)$", re.IGNORECASE)


@cache
def _month(language: Language) -> Pattern[str]:
    words = compile_any(language, "times", "month").pattern
    return re.compile(rf"(?<!\w){words}\.?\s+$", re.IGNORECASE)


@cache
def _lead(language: Language) -> Pattern[str]:
    bounds = "|".join(
        f"(?P<{name}>{compile_any(language, 'numbers', name).pattern})" for name in _BOUNDS
    )
    about = compile_any(language, "numbers", "about").pattern
    source = rf"(?<![\w$€£₽₴₺₪])(?:{bounds})\s+(?:(?P<about_too>{about})\s+)?$"
    return re.compile(source, re.IGNORECASE)
