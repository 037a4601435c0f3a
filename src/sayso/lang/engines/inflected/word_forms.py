"""A word in all the forms that a dictionary knows of it, to search by."""

from functools import lru_cache
from typing import Any

from sayso.lang.engines.inflected.dictionary import load_dictionary

LANGUAGES = ("ru", "uk")
"""Languages whose words are sought in all their forms."""

_LEAST = 0.05
"""How likely a reading of a form must be, so that no rare homonym's forms are sought."""
_MOST = 80
_PARTICIPLES = frozenset({"PRTF", "PRTS", "GRND"})


@lru_cache(maxsize=1000)
def list_word_forms(word: str) -> frozenset[str]:
    """Return a word's forms in Russian and Ukrainian, in lower case, itself among them.

    Of verbs those of the verb alone, without participles, unless the word is one; of
    surnames those of the gender that the form can have: of "Дегтярёву" hers, of "Дегтярёва" both.
    A word that no dictionary has, and no name, has no other forms here.
    """
    lower = word.lower()
    found = {lower}
    for code in LANGUAGES:
        dictionary = load_dictionary(code)
        for parsed in dictionary.parse(lower):
            if parsed.score >= _LEAST and (parsed.is_known or "Surn" in parsed.tag):
                found.update(_list_forms(parsed))
    return frozenset(sorted(found, key=lambda form: (form != lower, len(form), form))[:_MOST])


def _list_forms(parsed: Any) -> list[str]:
    participle = parsed.tag.POS in _PARTICIPLES
    gender = parsed.tag.gender if "Surn" in parsed.tag else None
    return [
        form.word
        for form in parsed.lexeme
        if (form.tag.POS in _PARTICIPLES) == participle
        and (gender is None or form.tag.gender in {None, gender})
    ]
