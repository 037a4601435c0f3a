"""What the law of a pack says: its articles, their parts, and what each threatens, and when.

It is in the pack's ``law.toml``. What is not there is unknown: an article or a part that is
missing, a day that is not given, a kind of penalty that is not listed are never "none".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import isfinite
from typing import Any

from sayso.errors import DataError
from sayso.records.value import PenaltyKind

_UNITS = ("year", "month", "day", "hour", "money")
_UNKNOWN = "unknown"
_LONGEST = 60  # characters of a faulty value that a message repeats
_NUMBER = (int, float)
# What each key must be, wherever it stands, and how we say so.
_TYPES: Mapping[str, tuple[tuple[type, ...], str]] = {
    "code": ((str,), "text"),
    "number": ((str,), "text"),
    "paragraph": ((str,), "text"),
    "offence": ((str,), "text"),
    "note": ((str,), "text"),
    "introduced_by": ((str,), "text"),
    "kind": ((str,), "text"),
    "unit": ((str,), "text"),
    "currency": ((str,), "text"),
    "whole": ((bool,), "true or false"),
    "unsettled": ((bool,), "true or false"),
    "min": (_NUMBER, "a number from 0 on"),
    "max": (_NUMBER, "a number from 0 on"),
    "article": ((list,), "a list of tables"),
    "part": ((list,), "a list of tables"),
    "penalties": ((list,), "a list of tables"),
    "sources": ((list,), "a list of texts"),
    "names": ((dict,), "a table of texts by language"),
    "spoken": ((dict,), "a table of lists of words by language"),
}
_TABLES = frozenset({"article", "part", "penalties"})
_REMEDY = "Mend law.toml; docs/how-to/write-a-pack.md tells what it holds."


@dataclass(frozen=True, slots=True, kw_only=True)
class Threat:
    """One of the penalties that a part threatens, in place of its others or by degree.

    Attributes:
        kind: What it is.
        min, max: The bounds of the term or sum; ``None`` where the pack does not know one.
        unit: "year", "month", "day", "hour" or "money"; ``None`` where no bound is known.
        currency: ISO 4217, of fines alone.
        unsettled: Whether it is not known from which day on it is threatened.
    """

    kind: PenaltyKind
    min: float | None = None
    max: float | None = None
    unit: str | None = None
    currency: str | None = None
    unsettled: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A part of an article as it reads between two days.

    Attributes:
        code, article: The law and the number of the article in it.
        part, paragraph: Their numbers; ``None`` of an article that is not divided.
        offence: What it punishes, in our own words.
        begin: The first day on which it is known to be in force, or ``None``.
        end: The last day of it, or ``None`` where no later wording is known.
        is_end_unknown: Whether its source is too old to say that it is still in force.
        threats: What it threatens.
        sources: Where that is from: addresses, or the place in the law itself.
        note: What a reader should know of it, or ``None``.
    """

    code: str
    article: str
    part: str | None
    paragraph: str | None
    offence: str
    begin: date | None
    end: date | None
    is_end_unknown: bool
    threats: tuple[Threat, ...]
    sources: tuple[str, ...]
    note: str | None = None

    def is_in_force(self, day: date) -> bool | None:
        """Tell whether it is the wording of a day; ``None`` where that is not established."""
        if self.end is not None and day > self.end:
            return False
        if self.begin is None or self.is_end_unknown:
            return None
        return day >= self.begin


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article of a law, as far as the pack knows it.

    Attributes:
        code, number: The law and the number in it.
        offence: What it punishes as a whole, or ``None``.
        wordings: Its parts, each in each wording that is known.
        whole: Whether the pack says that it has them all; ``None`` where it does not say.
        names: What it punishes, by other languages than English.
        spoken: How people call the article ("статья о дезертирстве"), by language: words in
            all their forms (`sayso.lang.wordforms`).
    """

    code: str
    number: str
    offence: str | None
    wordings: tuple[Wording, ...]
    whole: bool | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    spoken: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether no part can be missing: the pack says so, or they run from 1 without a gap."""
        if self.whole is not None:
            return self.whole
        whole = {int(w.part) for w in self.wordings if w.part is not None and w.part.isdigit()}
        named = [w.part for w in self.wordings if w.part is not None]
        return not named or (bool(whole) and whole == set(range(1, max(whole) + 1)))

    def find_wordings(self, part: str | None, paragraph: str | None) -> tuple[Wording, ...]:
        """Return the wordings of a part, and of a paragraph of it where the pack divides it.

        None where the pack does not know the part. Without a part: those of all parts.
        """
        if part is None:
            return self.wordings
        found = [w for w in self.wordings if w.part is not None and _is_same(w.part, part)]
        below = [w for w in found if w.paragraph is not None]
        if not below or paragraph is None:
            return tuple(found)
        exact = [w for w in below if _is_same(w.paragraph or "", paragraph)]
        return tuple(exact or (w for w in found if w.paragraph is None))

    def find_offence(
        self, part: str | None, paragraph: str | None, language: str = "en"
    ) -> str | None:
        """Return what a part punishes, else what the article as a whole does; or ``None``.

        In another language than English it is the name of the article, where the pack has one.
        """
        if language in self.names:
            return self.names[language]
        if part is not None:
            found = {w.offence for w in self.find_wordings(part, paragraph)}
            if len(found) == 1:
                return found.pop()
        return self.offence


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """The articles that a pack knows, by code and number."""

    articles: Mapping[tuple[str, str], Article]

    def find_article(self, code: str | None, number: str | None) -> Article | None:
        """Return an article; ``None`` where the pack does not know it."""
        if code is None or number is None:
            return None
        return self.articles.get((code, number.lower()))

    def find_only(self, country: str, number: str) -> Article | None:
        """Return the article of that number in a country's laws, if just one of them has it."""
        found = [
            article
            for (code, its), article in self.articles.items()
            if its == number.lower() and code.startswith(f"{country}-")
        ]
        return found[0] if len(found) == 1 else None

    def find_spoken(
        self, country: str, language: str, measure: Callable[[tuple[str, ...]], int]
    ) -> tuple[Article, int] | None:
        """Return the article of a country's laws that some words call, and how many letters do.

        Args:
            country: ISO 3166-1 alpha-2.
            language: Whose names of articles are tried.
            measure: Returns how many letters of the words are one of these names, 0 for none.

        The longest name counts; ``None`` where two articles are called so.
        """
        found: list[tuple[int, Article]] = []
        for (code, _), article in self.articles.items():
            if not code.startswith(f"{country}-"):
                continue
            if length := measure(article.spoken.get(language, ())):
                found.append((length, article))
        longest = max((length for length, _ in found), default=0)
        best = [article for length, article in found if length == longest]
        return (best[0], longest) if len(best) == 1 else None

    def split_number(self, code: str | None, number: str) -> tuple[str, str] | None:
        """Return article and part of "332.2.1", if they are known to be no one number."""
        if code is None or (code, number.lower()) in self.articles:
            return None
        pieces = number.split(".")
        for cut in range(len(pieces) - 1, 0, -1):
            article, part = ".".join(pieces[:cut]), ".".join(pieces[cut:])
            known = self.find_article(code, article)
            if known is not None and known.find_wordings(part, None):
                return article, part
        return None


NO_LAW = Law(articles={})


def make_law(table: Mapping[str, Any]) -> Law:
    """Return the law of a pack; raises `DataError` for the first thing that does not fit."""
    _check_types(table, "the file")
    if extra := set(table) - {"article"}:
        raise _refuse("law.toml", f"unknown tables {sorted(extra)}")
    articles: dict[tuple[str, str], Article] = {}
    for row in table.get("article", ()):
        article = _make_article(row)
        key = (article.code, article.number.lower())
        if key in articles:
            raise _refuse(f"{article.code} {article.number}", "it stands there twice")
        articles[key] = article
    return Law(articles=articles)


def _make_article(row: Mapping[str, Any]) -> Article:
    where = f"{row.get('code', '?')} {row.get('number', '?')}"
    _check_types(row, where)
    known = {"offence", "part", "whole", "names", "spoken"}
    _check_keys(row, where, needed={"code", "number"}, known=known)
    parts = row.get("part", [])
    wordings = tuple(_make_wording(row, part) for part in parts)
    _check_wordings(where, wordings)
    return Article(
        code=row["code"],
        number=row["number"],
        offence=row.get("offence"),
        wordings=wordings,
        whole=row.get("whole"),
        names=row.get("names", {}),
        spoken={code: tuple(words) for code, words in row.get("spoken", {}).items()},
    )


def _make_wording(article: Mapping[str, Any], row: Mapping[str, Any]) -> Wording:
    numbers = [str(row[key]) for key in ("number", "paragraph") if key in row]
    where = " part ".join([f"{article['code']} {article['number']}", *numbers])
    _check_types(row, where)
    _check_keys(
        row,
        where,
        needed={"offence", "penalties", "sources"},
        known={"number", "paragraph", "from", "until", "note", "introduced_by"},
    )
    if not row["sources"]:
        raise _refuse(where, "it has no source")
    begin, end = row.get("from"), row.get("until")
    is_end_unknown = end == _UNKNOWN
    end = None if is_end_unknown else end
    for day in (begin, end):
        if day is not None and type(day) is not date:
            raise _refuse(where, f"{day!r} is no day such as 2022-09-24")
    if begin is not None and end is not None and end < begin:
        raise _refuse(where, f"it ends on {end}, before it begins on {begin}")
    by = row.get("introduced_by")
    if by is not None and begin is not None and by[-10:] > begin.isoformat():
        raise _refuse(where, f"it begins on {begin}, before the law that brought it ({by})")
    return Wording(
        code=article["code"],
        article=article["number"],
        part=row.get("number"),
        paragraph=row.get("paragraph"),
        offence=row["offence"],
        begin=begin,
        end=end,
        is_end_unknown=is_end_unknown,
        threats=tuple(_make_threat(where, threat) for threat in row["penalties"]),
        sources=tuple(row["sources"]),
        note=row.get("note"),
    )


def _make_threat(where: str, row: Mapping[str, Any]) -> Threat:
    known = {"min", "max", "unit", "currency", "unsettled"}
    _check_types(row, where)
    _check_keys(row, where, needed={"kind"}, known=known)
    if row["kind"] not in set(PenaltyKind):
        raise _refuse(where, f"{row['kind']!r} is no kind of penalty ({', '.join(PenaltyKind)})")
    low, high, unit = row.get("min"), row.get("max"), row.get("unit")
    if low is not None and high is not None and low > high:
        raise _refuse(where, f"its least penalty, {low}, is more than its greatest, {high}")
    if (low is not None or high is not None) != (unit in _UNITS):
        raise _refuse(where, f"{unit!r} is no unit of {low} to {high} ({', '.join(_UNITS)})")
    if (unit == "money") != ("currency" in row):
        raise _refuse(where, "a sum, and nothing else, has a currency")
    return Threat(
        kind=PenaltyKind(row["kind"]),
        min=None if low is None else float(low),
        max=None if high is None else float(high),
        unit=unit,
        currency=row.get("currency"),
        unsettled=bool(row.get("unsettled", False)),
    )


def _check_types(row: Mapping[str, Any], where: str) -> None:
    """Refuse what is not of the type that its key asks for."""
    for key, value in row.items():
        types, called = _TYPES.get(key, ((object,), ""))
        fits = isinstance(value, types) and (bool in types or not isinstance(value, bool))
        if fits and types is _NUMBER:
            fits = isfinite(value) and value >= 0
        if fits and isinstance(value, str):
            fits = bool(value.strip())
        if fits and isinstance(value, dict):
            said = [words for it in value.values() for words in (it if key == "spoken" else [it])]
            fits = all(isinstance(it, str) and bool(it.strip()) for it in said)
        if fits and isinstance(value, list):
            inner = dict if key in _TABLES else str
            fits = all(isinstance(it, inner) and (it or inner is dict) for it in value)
        if not fits:
            raise _refuse(where, f"{key} = {_shorten(value)} is not {called}")


def _shorten(value: object) -> str:
    said = repr(value)
    return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"


def _check_wordings(where: str, wordings: tuple[Wording, ...]) -> None:
    """Refuse two wordings of one part that are in force on one day."""
    for number, one in enumerate(wordings):
        for other in wordings[number + 1 :]:
            if (one.part, one.paragraph) != (other.part, other.paragraph):
                continue
            first, second = sorted((one, other), key=lambda w: w.begin or date.min)
            if first.end is None or second.begin is None or second.begin <= first.end:
                raise _refuse(where, f"two wordings of part {one.part} overlap")


def _check_keys(row: Mapping[str, Any], where: str, *, needed: set[str], known: set[str]) -> None:
    if missing := needed - set(row):
        raise _refuse(where, f"it lacks {sorted(missing)}")
    if extra := set(row) - needed - known:
        raise _refuse(where, f"it holds unknown keys {sorted(extra)}")


def _is_same(one: str, other: str) -> bool:
    return one.lower() == other.lower()


def _refuse(where: str, why: str) -> DataError:
    return DataError(f"law.toml: {where}: {why}.", remedy=_REMEDY)
