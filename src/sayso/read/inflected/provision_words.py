"""Where a text names articles of law: "ч. 2.1 ст. 332 УК РФ", "статьи 337 и 338"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from sayso.lang.language import Language
from sayso.read.inflected.quantity_numbers import fold_word

# "352.1", "111-1", "436²".
_NUMBER = r"\d{1,4}(?:\.\d{1,3})*(?:-\d{1,2}(?!\d))?[¹²³⁴]?"
_SUPERSCRIPTS = str.maketrans("¹²³⁴", "1234")
_MARK = r"[«\"“„'(]?(?:[а-яіїєґa-z]|\d{1,2}(?:\.\d)?)[»\"”'’)]?(?![\w])"
_LETTER = re.compile(r"[\w.]+")
_FOLLOWING = re.compile(r"\s+[а-яіїєґa-z]{3,}")
_SMALL = 2  # figures of the number of an article that may be a count as well
_HEAD = 60  # characters before an article within which the law is named


@dataclass(frozen=True, slots=True)
class Named:
    """Articles that are named together, before their law is known.

    Attributes:
        begin, end: Offsets, the name of the law included.
        articles: Their numbers; none of a part of the article that was named last.
        parts: The parts of the first.
        paragraph: The paragraph of its first part, or ``None``.
        kind: The kind of code ("CC"), or ``None``.
        jurisdiction: ISO 3166-1 alpha-2, or ``None``.
        code: The code's full name, where its short name gives it.
        is_other: Whether it is of another law than a code, or of a treaty.
        numbers_end: Where the numbers end.
    """

    begin: int
    end: int
    articles: tuple[str, ...]
    parts: tuple[str, ...]
    paragraph: str | None
    kind: str | None
    jurisdiction: str | None
    code: str | None
    is_other: bool
    numbers_end: int


def find_named(text: str, language: Language) -> Iterator[Named]:
    """Yield what names articles, in text order, none overlapping another."""
    found = [_make(text, match, language) for match in _pattern(language).finditer(text)]
    found += [_make(text, match, language) for match in _bare(language).finditer(text)]
    found += [_make(text, match, language) for match in _same(language).finditer(text)]
    end = 0
    for named in sorted(found, key=lambda it: (it.begin, -it.end)):
        if named.begin >= end and not _counts(text, named):
            end = named.end
            yield named


def _counts(text: str, named: Named) -> bool:
    """Whether a small number behind the word counts something: "в статье 5 мифов"."""
    is_known = named.kind or named.code or named.is_other or named.parts or named.paragraph
    if is_known or len(named.articles) != 1 or len(named.articles[0]) > _SMALL:
        return False
    return _FOLLOWING.match(text, named.end) is not None


def _make(text: str, match: re.Match[str], language: Language) -> Named:
    slots = match.groupdict()
    numbers = slots.get("numbers") or slots.get("number") or ""
    articles = tuple(_spread(numbers))
    part = slots.get("parts") or slots.get("parts2") or slots.get("parts3")
    parts = tuple(_list_parts(part or "", language))
    marks = slots.get("mark") or slots.get("mark2")
    paragraph = None if marks is None else _LETTER.search(marks)
    begin, end = match.span()
    tail = None
    if slots.get("code") is None:
        tail = _tail(language).match(text, end)
        slots = {} if tail is None else tail.groupdict()
        end = end if tail is None else tail.end()
    if tail is None and match.groupdict().get("code") is None:
        head = _head(language).search(text, max(0, begin - _HEAD), begin)
        if head is not None:
            slots, begin = head.groupdict(), head.start()
    return Named(
        begin=begin,
        end=end,
        articles=articles,
        parts=parts,
        paragraph=None if paragraph is None else paragraph[0],
        kind=_value(language, "code", slots.get("code")),
        jurisdiction=_value(language, "jurisdiction", slots.get("jurisdiction")),
        code=_value(language, "short_code", slots.get("code")),
        is_other=bool(slots.get("law") or slots.get("treaty")),
        numbers_end=match.end(),
    )


def _value(language: Language, entry: str, words: str | None) -> str | None:
    if words is None:
        return None
    found = language.values("law", entry).get(fold_word(" ".join(words.split())))
    return None if found is None else str(found)


def _spread(numbers: str) -> Iterator[str]:
    """Yield the numbers of "337, 338 и 339"; "337-338" is two, "361-4" is one."""
    for number in re.findall(rf"\d{{3,4}}[-–]\d{{3,4}}|{_NUMBER}", numbers):
        pair = re.split("[-–]", number)
        if len(pair) == 2 and all(len(it) >= 3 for it in pair):
            yield from pair
        elif number[-1] in "¹²³⁴":
            yield f"{number[:-1]}-{number[-1].translate(_SUPERSCRIPTS)}"
        else:
            yield number


def _list_parts(parts: str, language: Language) -> Iterator[str]:
    ordinals = language.values("law", "ordinal_part")
    for word in re.findall(rf"{_NUMBER}|[^\W\d]{{3,}}", parts):
        ordinal = ordinals.get(fold_word(word))
        if ordinal is not None:
            yield str(ordinal)
        elif word[0].isdecimal():
            yield word


def _forms(language: Language, entry: str) -> str:
    """Return the source of an entry's forms; a figure may touch them: "ст.337"."""
    return language.pattern("law", entry).pattern.removesuffix(r"(?!\w)") + r"(?![^\W\d])"


def _words(language: Language, entry: str) -> str:
    return language.alternation("law", entry).replace("е", "[её]").replace("'", "['’ʼ]")


@cache
def _pieces(language: Language) -> dict[str, str]:
    """Return the sources of what names of articles are made of."""
    joint = rf"\s*(?:{_words(language, 'number_joint')})\s*"
    ordinal = _words(language, "ordinal_part")
    one = rf"(?:{_NUMBER}(?:[-‑]?[а-яіїє]{{1,2}}\b)?|{ordinal})"
    part = rf"(?:{_forms(language, 'part_word')})\s*"
    article = rf"(?:{_forms(language, 'article_word')})\s*(?:№\s*)?"
    # "Статьи 337, 20 человек": a number that counts something is no article.
    word = rf"(?:{_forms(language, 'article_word')}\s*)?"
    more = rf"(?:{joint}{word}{_NUMBER}(?![\w%])(?!\s+[а-яіїєґ]{{4,}}))"
    return {
        "number": rf"(?:\d{{3,4}}[-–]\d{{3,4}}|{_NUMBER})(?:[-‑][а-яіїєґ]{{1,3}}\b)?(?![\d%])",
        "more": more,
        "article": article,
        "parts": rf"{part}{{}}(?:{joint}(?:{part})?{one}(?!\w))*".replace("{}", one),
        "paragraph": rf"(?:{_forms(language, 'paragraph_word')})\s*",
        "ordinal": ordinal,
        "part_word": _forms(language, "part_word"),
    }


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    p = _pieces(language)
    paragraph = rf"(?:{p['paragraph']}(?P<mark>{_MARK}(?:\s*,\s*{_MARK})*)[,\s]+)?"
    parts = rf"(?:(?P<parts>{p['parts']}|{p['ordinal']}\s+{p['part_word']})[,\s]+)?"
    numbers = rf"(?P<numbers>{p['number']}{p['more']}{{0,20}})"
    mark = rf"(?:[,\s]+{p['paragraph']}(?P<mark2>{_MARK}))?"
    below = rf"(?P<SLOT>{p['parts']})(?![,\s]*{p['article']})"
    told, bracketed = below.replace("SLOT", "parts2"), below.replace("SLOT", "parts3")
    behind = rf"(?:[,\s]+{told}{mark}|\s*\(\s*{bracketed}\s*\))?"
    lead = (
        rf"(?:{p['article']}{numbers}|(?P<number>{_NUMBER})[-‑][а-яіїєґ]{{1,3}}\s+{p['article']})"
    )
    return re.compile(
        rf"(?<![\w.]){paragraph}{parts}(?:{lead})(?!\s*(?:год|рок|р\.|г\.)){behind}", re.IGNORECASE
    )


@cache
def _bare(language: Language) -> re.Pattern[str]:
    """Match "159 УК РФ", with no word for an article."""
    codes, countries = _words(language, "code"), _words(language, "jurisdiction")
    return re.compile(
        rf"(?<![\w.,№-])(?P<number>\d{{2,3}}(?:\.\d{{1,2}})*(?:-\d)?)(?:[-‑]\w{{1,3}})?\s+(?P<code>{codes})(?!\w)"
        rf"(?:\s+(?P<jurisdiction>{countries})(?!\w))?",
        re.IGNORECASE,
    )


@cache
def _same(language: Language) -> re.Pattern[str]:
    """Match "часть 5 этой статьи"."""
    p = _pieces(language)
    parts = rf"(?P<parts>{p['parts']}|{p['ordinal']}\s+{p['part_word']})"
    return re.compile(rf"(?<!\w){parts}\s+{_forms(language, 'same_article')}", re.IGNORECASE)


def _law_source(language: Language) -> str:
    codes, countries = _words(language, "code"), _words(language, "jurisdiction")
    return rf"(?P<code>{codes})(?!\w)(?:\s+(?P<jurisdiction>{countries})(?!\w))?"


@cache
def _tail(language: Language) -> re.Pattern[str]:
    """Match what names the law behind the numbers, past what the article is called."""
    law, treaty = _words(language, "law_word"), _words(language, "treaty_word")
    called = r"(?:\s*[(«\"][^()«»\"\n]{3,90}[)»\"]+)?"
    other = rf"(?:[\w-]+\s+){{0,2}}(?:(?P<law>{law})|(?P<treaty>{treaty}))(?!\w)"
    country = _words(language, "jurisdiction")
    return re.compile(
        rf"{called}[\s,]+(?:(?:{country}\s+)?{_law_source(language)}|{other})",
        re.IGNORECASE,
    )


@cache
def _head(language: Language) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){_law_source(language)}[\s,(—–:-]+$", re.IGNORECASE)
