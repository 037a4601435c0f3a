"""Words in all their forms: how a language that inflects writes its lexicons.

In the ``forms`` of an entry ``*`` stands for any letters or none, so that a stem finds all
its forms; where a word begins with it, for one letter at least. ``...`` stands for up to four
words::

    "опроверг*"                 # "опроверг", "опровергла", "опровергли"
    "*лась"                     # "отказалась", "осталась"
    "отказ* ... комментир*"     # "отказалась подробно комментировать"

Case does not matter, except that a word that the lexicon writes with a capital must be
written so, or in capitals throughout. "е" stands for "ё" too, an apostrophe for any of its
shapes, a blank for any white space.
"""

import re
from functools import cache

_GAP = r"(?:\W{1,5}\w+){0,4}?\W{1,5}"
_LETTERS = {"*": r"\w*", "е": "[её]", "Е": "[ЕЁ]", "'": "['’ʼ]"}


@cache
def compile_forms(forms: tuple[str, ...]) -> re.Pattern[str]:
    """Return one pattern for any of the forms as whole words; of no forms, one for nothing."""
    if not forms:
        return re.compile(r"(?!)")
    longest = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_expand, longest))})(?!\w)", re.IGNORECASE)


def _expand(form: str) -> str:
    """Return the source of one form's expression, without boundaries."""
    parts = (_join_words(part.split()) for part in form.split("..."))
    return _GAP.join(part for part in parts if part)


def _join_words(words: list[str]) -> str:
    return r"\s+".join(map(_expand_word, words))


def _expand_word(word: str) -> str:
    source = _expand_letters(word)
    if word == word.lower():
        return source
    return f"(?-i:{source}|{_expand_letters(word.upper())})"


def _expand_letters(word: str) -> str:
    begins = r"\w+" if word.startswith("*") else ""
    rest = word.removeprefix("*")
    return begins + "".join(_LETTERS.get(letter, re.escape(letter)) for letter in rest)
