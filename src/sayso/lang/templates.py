"""Phrases with slots: a language's grammar as data.

A phrase of a lexicon may be a template::

    "{month} {day}[, {year}]"      # "March 4", "March 4, 2022"
    "(last|this|next) {unit}"      # "last week"

``{slot}`` is a shape of digits (`SHAPES`), an entry of the same lexicon, or
``{lexicon.entry}``; entries that are templates themselves are put in whole. ``[...]`` may
be left out, ``(a|b)`` is a choice, a blank is any white space. A match gives the text of
each slot by its name, the second ``{day}`` of a template as ``day2``. Case does not
matter, except that a word that the lexicon writes with a capital must be written so, or
in capitals throughout: "may" is no month.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from sayso.errors import DataError
from sayso.lang.beginnings import (
    ANYTHING,
    BEFORE,
    find_starts,
    fold,
    get_beginnings_of_phrase,
    get_beginnings_of_words,
    get_need,
)
from sayso.lang.language import Language, hide_letters, make_source, simplify_source

# Digits in forms that no language owns.
SHAPES = {
    # "10,000", "10 000" with any blank, "10.5"; "8 800 555" is no number where more figures follow.
    "digits": r"(?:[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3})+(?![ \u00a0\u2009\u202f]?\d)"
    r"|\d{1,3}(?:,\d{3})+)(?:\.\d+)?|\d+(?:\.\d+)?",
    "year": r"(?:1[5-9]|20)\d\d",
    "day": r"(?:3[01]|[12]\d|0?[1-9])",
    "two_digits": r"\d\d",
    "decade": r"(?:1[5-9]|20)\d0",
    "hour": r"(?:2[0-4]|1\d|0?\d)",
    "minute": r"[0-5]\d",
    "hhmm": r"(?:[01]\d|2[0-3])[0-5]\d",
    "iso_date": r"(?:1[5-9]|20)\d\d-(?:0[1-9]|1[0-2])-(?:3[01]|[12]\d|0[1-9])",
    "dotted_date": r"(?:3[01]|[12]\d|0?[1-9])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d",
    "dash": r"\s?[-–—]\s?",
    "hyphen": r"[-‐‑–]",
    "slash_date": r"\d{1,2}/\d{1,2}/(?:19|20)\d\d",
    "article": r"\d+(?:\.\d+|-\d+|[¹²³]|[-\s]?(?:bis|ter|quater)\b)*(?:[-‑]?[a-zA-Z])?",
    "bracketed": r"(?:\s?\((?:\d{1,2}[a-z]?|[a-z]|[ivx]{2,4})\)){1,4}",
    "mark": r"[(\"'“‘«]?(?:[a-z]|\d{1,2}(?:\.\d)?)[)\"'”’»]?",
    "named_law": r"(?-i:[A-Z][\w’'-]*(?:\s+(?:of|and|the|on|for|in|against|[A-Z][\w’'-]*)){0,9})",
    "symbol_gap": r"\s?",
}
_PIECE = re.compile(
    r"\{(?P<slot>[\w.]+)\}|(?P<blank>\s+)|(?P<open>[\[(])|(?P<close>[\])])|(?P<bar>\|)"
)
# Shapes that do not begin with a digit.
_MARKS = frozenset({"dash", "hyphen", "bracketed", "symbol_gap", "mark", "named_law"})
_BEGUN = {shape: shape not in _MARKS for shape in SHAPES}
_AFTER = r"(?!\w)(?![.,]\d)"


@cache
def compile_templates(language: Language, lexicon: str, name: str) -> tuple[re.Pattern[str], ...]:
    """Return one pattern for each phrase of an entry, and one for its other words, if any.

    They are for texts without the letters that `hide_letters` hides, and twice as fast.
    """
    return tuple(
        re.compile(f"{BEFORE}(?:{simplify_source(source)}){_AFTER}", re.IGNORECASE)
        for source in expand_templates(language, lexicon, name)
    )


@cache
def expand_templates(language: Language, lexicon: str, name: str) -> tuple[str, ...]:
    """Return the source of one expression for each phrase of an entry, its slots as groups.

    It has no boundaries: put what must stand around it yourself, and ignore case.
    """
    entry = language.entry(lexicon, name)
    sources = [_expand(language, lexicon, phrase, named=True) for phrase in entry.phrases]
    words = entry.lemmas | frozenset(entry.values)
    if words:
        sources.append(f"(?P<{name}>{_choice(words)})")
    return tuple(sources)


@cache
def compile_any(language: Language, lexicon: str, name: str) -> re.Pattern[str]:
    """Return one pattern for all words and phrases of an entry, without groups or boundaries."""
    return re.compile(_slot(language, lexicon, name), re.IGNORECASE)


def find_templates_in(
    language: Language, lexicon: str, name: str, text: str, passages: Sequence[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """Yield the matches of an entry's phrases in some passages of a text, phrase by phrase.

    A match never leaves its passage; ``passages`` are offsets, in text order, apart. Offsets
    of the matches are those of the text.
    """
    text = hide_letters(text)
    begins = find_beginnings(language, lexicon, name)
    needs = find_needs(language, lexicon, name)
    folded = fold(text)
    compiled = compile_templates(language, lexicon, name)
    for pattern, letters, need in zip(compiled, begins, needs, strict=True):
        if need not in folded:
            continue
        if letters is None:
            for low, high in passages:
                yield from pattern.finditer(text, low, high)
            continue
        starts = find_starts(text, letters)
        for low, high in passages:
            end = low
            for at in starts[bisect_left(starts, low) : bisect_left(starts, high)]:
                if at >= end and (match := pattern.match(text, at, high)) is not None:
                    yield match
                    end = match.end()


def find_templates(
    language: Language, lexicon: str, name: str, text: str
) -> Iterator[re.Match[str]]:
    """Yield the matches of an entry's phrases in a text, phrase by phrase.

    They are those that `compile_templates` finds, in a fraction of the time: each phrase
    is tried only where a word begins as it does.
    """
    text = hide_letters(text)
    begins = find_beginnings(language, lexicon, name)
    needs = find_needs(language, lexicon, name)
    folded = fold(text)
    compiled = compile_templates(language, lexicon, name)
    for pattern, letters, need in zip(compiled, begins, needs, strict=True):
        if need not in folded:
            continue
        if letters is None:
            yield from pattern.finditer(text)
            continue
        end = 0
        for at in find_starts(text, letters):
            if at >= end and (match := pattern.match(text, at)) is not None:
                yield match
                end = match.end()


@cache
def find_needs(language: Language, lexicon: str, name: str) -> tuple[str, ...]:
    """Return a word that every match of each pattern holds, folded; "" where there is none."""
    entry = language.entry(lexicon, name)
    found = [get_need(phrase) for phrase in entry.phrases]
    return (*found, "") if entry.lemmas or entry.values else tuple(found)


@cache
def find_beginnings(
    language: Language, lexicon: str, name: str
) -> tuple[frozenset[str] | None, ...]:
    """Return what each pattern of `compile_templates` can begin with; ``None`` for anything.

    What a beginning is: `sayso.lang.beginnings`.
    """
    entry = language.entry(lexicon, name)
    found = [
        get_beginnings_of_phrase(language, lexicon, phrase, _BEGUN) for phrase in entry.phrases
    ]
    words = entry.lemmas | frozenset(entry.values)
    if words:
        found.append(get_beginnings_of_words(words))
    return tuple(None if ANYTHING in begins else begins for begins in found)


def _expand(language: Language, lexicon: str, phrase: str, *, named: bool) -> str:
    out: list[str] = []
    used: dict[str, int] = {}
    closers: list[str] = []
    at = 0
    for piece in _PIECE.finditer(phrase):
        out.append(make_source(phrase[at : piece.start()]))
        at = piece.end()
        if piece["slot"] is not None:
            slot = piece["slot"]
            source = _slot(language, lexicon, slot)
            label = slot.rpartition(".")[2]
            used[label] = used.get(label, 0) + 1
            if used[label] > 1:
                label += str(used[label])
            out.append(f"(?P<{label}>{source})" if named else source)
        elif piece["blank"] is not None:
            out.append(r"\s+")
        elif piece["open"] is not None:
            out.append("(?:")
            closers.append(")?" if piece["open"] == "[" else ")")
        elif piece["close"] is not None:
            if not closers:
                raise DataError(
                    f"The phrase {phrase!r} closes what it never opened.", remedy="Mend it."
                )
            out.append(closers.pop())
        else:
            out.append("|")
    if closers:
        raise DataError(f"The phrase {phrase!r} leaves a bracket open.", remedy="Close it.")
    out.append(make_source(phrase[at:]))
    return "".join(out)


def _slot(language: Language, lexicon: str, slot: str) -> str:
    if slot in SHAPES:
        return f"(?:{SHAPES[slot]})"
    where, _, name = slot.rpartition(".")
    where = where or lexicon
    entry = language.entry(where, name)
    parts = (
        [_choice(entry.lemmas | frozenset(entry.values))] if entry.lemmas or entry.values else []
    )
    parts += [_expand(language, where, phrase, named=False) for phrase in _longest(entry.phrases)]
    return "(?:" + "|".join(parts) + ")"


def _choice(words: frozenset[str]) -> str:
    """Return the source of an expression for any of some words, the longest first.

    Words in lower case are written as a tree of their beginnings: what many forms share is then
    tried once.
    """
    plain = tuple(sorted(word for word in words if word == word.lower()))
    choices = [_word(word) for word in _longest(tuple(words.difference(plain)))]
    if plain:
        choices.append(_write_tree(plain, 0))
    return f"(?:{'|'.join(choices)})"


def _write_tree(words: tuple[str, ...], size: int) -> str:
    """Return the source for the rests of words that share their first ``size`` letters."""
    rests = [word for word in words if len(word) > size]
    branches = [
        make_source(letter) + _write_tree(tuple(group), size + 1)
        for letter, group in groupby(rests, key=lambda word: word[size])
    ]
    if not branches:
        return ""
    tree = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{tree})?" if len(rests) < len(words) else tree


def _longest(words: tuple[str, ...]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))


def _word(word: str) -> str:
    cases = (re.escape(case).replace(r"\ ", r"\s+") for case in (word, word.upper()))
    return f"(?-i:{'|'.join(cases)})"
