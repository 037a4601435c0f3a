"""Numbers in figures and in words, in whatever case they stand.

A text is gone through once: every word that is a number is looked up, and neighbors are put
together ("двадцать пять тысяч"). What bounds or softens a number is told by the words beside it
(`sayso.read.inflected.quantity_bounds`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from sayso.lang.language import Language

_BLANKS = "[ \u00a0\u2009\u202f]"
_FIGURES = re.compile(
    rf"[1-9][0-9]{{0,2}}(?:{_BLANKS}[0-9]{{3}})+(?!{_BLANKS}?[0-9])(?:[.,][0-9]+)?"
    r"|[0-9]+(?:[.,][0-9]+)*"
)
_WORD = re.compile(rf"{_FIGURES.pattern}|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*\.?")
_GAP = re.compile(r"[ \u00a0\u2009\u202f]{1,3}|[ ]?\n[ ]?")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_JOINED = re.compile(r"[^\W\d_]|[\d:/\\+]")
_DASHES = "-‐‑–—"
_SUFFIX = re.compile(rf"[{_DASHES}]([^\W\d_]+)")
_FEW = 20
_MINUS = 10  # characters before a number within which "минус" begins
_MOST_FIGURES = 15  # more are the number of an account
_THOUSAND = 1000
_HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Number:
    """A number as it stands in a text.

    Attributes:
        begin, end: Offsets.
        value: What it amounts to; ``None`` of a vague one ("сотни") and of one that can be
            read in two ways ("1,500").
        scale: What its last word multiplies, 1 without such a word.
        in_words: Whether it is told in words alone.
        vague: Whether it tells no number ("десятки").
        collective: Whether its words count people by themselves ("двое").
        bare_scale: Whether it is but a scale or a noun that is a number ("тысяча", "сотни").
        suffixed: Whether an ending was put to its figures ("10-ти").
        pronoun: Whether it is but "один", which is a pronoun as well.
    """

    begin: int
    end: int
    value: float | None
    scale: float = 1
    in_words: bool = False
    vague: bool = False
    collective: bool = False
    bare_scale: bool = False
    suffixed: bool = False
    pronoun: bool = False


class _Atom(NamedTuple):
    begin: int
    end: int
    kind: str
    value: float | None
    word: str


def fold_word(word: str) -> str:
    """Return a word as lexicons write it: lower case, е for ё, one shape of apostrophe."""
    return word.lower().replace("ё", "е").replace("’", "'").replace("ʼ", "'")


def find_numbers(text: str, language: Language) -> tuple[Number, ...]:
    """Return the numbers of a text, in text order.

    Ordinals, dates, clocks and labels like "Т-72" are none.
    """
    return _find_numbers(text, language)


@lru_cache(maxsize=4)
def _find_numbers(text: str, language: Language) -> tuple[Number, ...]:
    atoms = tuple(_find_atoms(text, language))
    found: list[Number] = []
    at = 0
    while at < len(atoms):
        number, used = _compose(text, atoms, at, language)
        if number is not None:
            found.append(number)
        at += max(used, 1)
    return tuple(_leave_rows(text, found))


def _find_atoms(text: str, language: Language) -> Iterator[_Atom]:
    """Yield the words that are numbers or go into them."""
    words, taken = _number_words(language), 0
    for match in _WORD.finditer(text):
        said = match[0]
        if match.start() < taken:
            continue
        if said[0].isdecimal():
            yield from _read_figures(text, match, language)
            continue
        word = fold_word(said)
        known = words.get(word)
        end = match.end()
        if known is None and word.endswith("."):
            word, end = word[:-1], end - 1
            known = words.get(word)
        if known is not None:
            yield _Atom(match.start(), end, known[0], known[1], word)
        elif (doubled := _find_doubled(text, match.start(), language)) is not None:
            taken = doubled.end
            yield doubled


@cache
def _number_words(language: Language) -> dict[str, tuple[str, float]]:
    found: dict[str, tuple[str, float]] = {}
    for kind in ("cardinal", "collective", "scale", "group", "half", "whole", "one"):
        for word, value in language.values("numbers", kind).items():
            found.setdefault(fold_word(word), (kind, float(value)))
    return found


@cache
def _phrases(language: Language, entry: str) -> re.Pattern[str]:
    return re.compile(rf"{language.alternation('numbers', entry)}(?!\w)", re.IGNORECASE)


def _find_doubled(text: str, begin: int, language: Language) -> _Atom | None:
    """Return a number that is two words: "пів мільйона"."""
    match = _two_words(language).match(text, begin)
    if match is None:
        return None
    value = language.values("numbers", "whole")[fold_word(" ".join(match[0].split()))]
    return _Atom(begin, match.end(), "whole", float(value), match[0])


@cache
def _two_words(language: Language) -> re.Pattern[str]:
    words = [re.escape(word) for word in language.values("numbers", "whole") if " " in word]
    source = "|".join(word.replace(r"\ ", r"\s") for word in words) or r"(?!)"
    return re.compile(rf"(?<!\w)(?:{source})(?!\w)", re.IGNORECASE)


def _read_figures(text: str, match: re.Match[str], language: Language) -> Iterator[_Atom]:
    """Yield figures, unless what is joined to them makes them no count."""
    begin, end = match.span()
    before, after = text[begin - 1 : begin], text[end : end + 1]
    is_stop = before == "." and text[begin - 2 : begin - 1].isalpha()
    if before and (_JOINED.match(before) or before in "_.№#") and not is_stop:
        return
    if before in _DASHES and before and text[begin - 2 : begin - 1].isalpha():
        return  # "Т-72"
    if len(match[0]) > _MOST_FIGURES or _is_negative(text, begin, language):
        return
    suffix = _SUFFIX.match(text, end)
    kind = "figures"
    if suffix is not None:
        value = _parse_figures(match[0])
        if suffix[1].lower() in language.words("numbers", "count_suffix") and (
            value is not None
            and (suffix[1].lower() not in _plural_endings(language) or value < _FEW)
        ):
            end, kind = suffix.end(), "suffixed"
        elif fold_word(suffix[1]) not in _number_words(language):
            return  # "2-й", "32-летний"
    elif after and _JOINED.match(after) and not _opens_scale(text, end, language):
        return
    yield _Atom(begin, end, kind, _parse_figures(match[0]), match[0])


def _is_negative(text: str, begin: int, language: Language) -> bool:
    """Whether a number is below nothing: none of the records can say so."""
    return _minus(language).search(text[max(0, begin - _MINUS) : begin]) is not None


@cache
def _minus(language: Language) -> re.Pattern[str]:
    words = language.alternation("numbers", "minus")
    return re.compile(rf"(?:(?<!\w){words}\s+|(?:^|(?<=\s)|(?<=[(\[]))[-−])$", re.IGNORECASE)


@cache
def _plural_endings(language: Language) -> frozenset[str]:
    """Endings that decades have as well: "90-х"."""
    return frozenset(language.words("numbers", "decade_suffix"))


def _opens_scale(text: str, at: int, language: Language) -> bool:
    """Whether a scale stands right behind figures: "5тыс"."""
    match = _WORD.match(text, at)
    if match is None:
        return False
    known = _number_words(language).get(fold_word(match[0]).rstrip("."))
    return known is not None and known[0] == "scale"


def _parse_figures(said: str) -> float | None:
    """Return what figures amount to, ``None`` for dates, versions and what is ambiguous."""
    plain = re.sub(_BLANKS, "", said)
    if plain.isdecimal():
        return float(plain)
    if _THOUSANDS.fullmatch(plain) is not None:
        marks = {mark for mark in plain if not mark.isdecimal()}
        groups = re.split("[.,]", plain)
        if len(marks) > 1:
            return None
        # "1,500" may be a thousand and a half, "1,000" no fraction is written so.
        if len(groups) > 2 or groups[-1] == "000":
            return float("".join(groups))
        return None
    if _DECIMAL.fullmatch(plain) is not None:
        return float(plain.replace(",", "."))
    return None


def _parse_scaled(said: str) -> float | None:
    """Return figures before a scale, where a mark is always that of a fraction."""
    plain = re.sub(_BLANKS, "", said).replace(",", ".")
    return float(plain) if plain.count(".") <= 1 else None


def _compose(
    text: str, atoms: Sequence[_Atom], start: int, language: Language
) -> tuple[Number | None, int]:
    """Return the number that begins with a word, and how many words it took."""
    first = atoms[start]
    if first.kind in {"collective", "whole"}:
        number = Number(
            first.begin, first.end, first.value, in_words=True,
            collective=first.kind == "collective",
        )  # fmt: skip
        return number, 1
    reader = _Composer(text, language)
    at = start
    while at < len(atoms) and reader.take(atoms[at]):
        at += 1
    return reader.finish(), at - start


class _Composer:
    """Adds and multiplies the words of one number."""

    def __init__(self, text: str, language: Language) -> None:
        self._text, self._language = text, language
        self._atoms: list[_Atom] = []
        self._total = 0.0
        self._current: float | None = None
        self._room = 0.0  # the next word of the current part must be below it
        self._last_scale = float("inf")
        self._scale = 1.0
        self._known = True

    def take(self, atom: _Atom) -> bool:
        """Add a word; false where it is none of this number's."""
        if self._atoms and not self._is_next(atom):
            return False
        taken = self._take_scale(atom) if atom.kind in {"scale", "group"} else self._add(atom)
        if taken:
            self._atoms.append(atom)
        return taken

    def _is_next(self, atom: _Atom) -> bool:
        last = self._atoms[-1]
        between = self._text[last.end : atom.begin]
        if atom.kind == "scale" and between == "" and last.kind in {"figures", "suffixed"}:
            return True
        half = _phrases(self._language, "and_half").match(between.strip())
        if half is not None and atom.kind == "scale" and self._current is not None:
            self._current += 0.5
            return True
        return _GAP.fullmatch(between) is not None

    def _add(self, atom: _Atom) -> bool:
        if atom.kind in {"collective", "whole"}:
            return False
        value = atom.value
        if atom.kind in {"figures", "suffixed", "half"}:
            if self._current is not None or (value is not None and value >= self._last_scale):
                return False
            if self._atoms and (value is None or self._scale < _THOUSAND):
                return False
            self._current, self._room = value, 0.0
            self._known = value is not None
            if value is None:
                self._current = 0.0
            return True
        if value is None or value >= self._last_scale:
            return False
        if self._current is None:
            self._current = value
        elif 0 < value < self._room:
            self._current += value
        else:
            return False
        self._room = _HUNDRED if value >= _HUNDRED else 10.0 if value >= _FEW else 0.0
        return True

    def _take_scale(self, atom: _Atom) -> bool:
        factor = atom.value or 1.0
        if atom.kind == "group":
            if self._current is None and self._atoms:
                return False
            self._current = (1.0 if self._current is None else self._current) * factor
            self._room, self._scale = 0.0, factor
            return True
        if factor >= self._last_scale or (self._current is None and self._atoms):
            return False
        if not self._known and self._atoms and self._atoms[-1].kind == "figures":
            scaled = _parse_scaled(self._atoms[-1].word)
            if scaled is None:
                return False
            self._current, self._known = scaled, True
        self._total += (1.0 if self._current is None else self._current) * factor
        self._current, self._last_scale, self._scale = None, factor, factor
        return True

    def finish(self) -> Number | None:
        """Return the number, ``None`` where no word was taken."""
        if not self._atoms:
            return None
        end = self._atoms[-1].end
        value = self._total + (self._current or 0.0)
        bare = all(atom.kind in {"scale", "group"} for atom in self._atoms)
        half = None if bare else self._find_half(end)
        if half is not None:
            value, end = value + 0.5 * (self._scale if self._current is None else 1), half
        words = {atom.word for atom in self._atoms}
        vague = bare and bool(words & self._language.words("numbers", "vague"))
        return Number(
            self._atoms[0].begin,
            end,
            value if self._known and value < 1e15 else None,
            scale=self._scale,
            in_words=not any(atom.kind in {"figures", "suffixed"} for atom in self._atoms),
            vague=vague,
            bare_scale=bare,
            suffixed=any(atom.kind == "suffixed" for atom in self._atoms),
            pronoun=[atom.kind for atom in self._atoms] == ["one"],
        )

    def _find_half(self, end: int) -> int | None:
        gap = _GAP.match(self._text, end)
        if gap is None:
            return None
        match = _phrases(self._language, "and_half").match(self._text, gap.end())
        return None if match is None else match.end()


def _leave_rows(text: str, found: Sequence[Number]) -> Iterator[Number]:
    """Yield the numbers but those in rows of figures: "8 800 555 35 35", "12-34-56"."""
    joined = [
        not one.in_words
        and not other.in_words
        and one.scale == 1
        and re.fullmatch(r"[ \u00a0]|[-‑]", text[one.end : other.begin]) is not None
        for one, other in pairwise(found)
    ]
    for number, at in zip(found, range(len(found)), strict=True):
        before = at > 0 and joined[at - 1]
        after = at < len(joined) and joined[at]
        blank_before = before and text[found[at - 1].end] not in _DASHES
        blank_after = after and text[number.end] not in _DASHES
        if (before and after) or _is_in_row(joined, at):
            continue
        if (blank_before and not _is_year(found[at - 1])) or (blank_after and not _is_year(number)):
            continue
        yield number


def _is_in_row(joined: Sequence[bool], at: int) -> bool:
    """Whether a number begins or ends a row of three."""
    ahead = at + 1 < len(joined) and joined[at] and joined[at + 1]
    behind = at > 1 and joined[at - 1] and joined[at - 2]
    return ahead or behind


def _is_year(number: Number) -> bool:
    return (
        number.value is not None and 1900 <= number.value < 2100 and number.end - number.begin == 4
    )
