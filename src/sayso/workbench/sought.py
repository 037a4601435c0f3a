"""What counts as a word or a name that somebody seeks: its forms in the languages that inflect."""

import re

from sayso.store.words import list_loose_words, list_words

_CYRILLIC = re.compile("[\u0400-\u052f][\u0400-\u052f'’ʼ-]*")
_DECLINING = ("ru", "uk")
_APOSTROPHES = str.maketrans("’ʼ", "''")


def list_forms(query: str) -> dict[str, frozenset[str]]:
    """Return the forms of each Cyrillic word of a query that stands outside quotation marks.

    Words and forms are as the index has them. The dictionaries are loaded only where such a
    word is sought.
    """
    sought = [
        found[0].translate(_APOSTROPHES)
        for word in list_loose_words(query)
        if len(list_words(word)) == 1 and (found := _CYRILLIC.search(word)) is not None
    ]
    if not sought:
        return {}
    from sayso.lang.engines.inflected.word_forms import list_word_forms

    return {
        list_words(word)[0]: frozenset(
            folded for form in list_word_forms(word) for folded in list_words(form)[:1]
        )
        for word in sought
    }


def list_nominatives(name: str) -> tuple[str, ...]:
    """Return a name as it is given, and what it can be in the nominative: "Голубевым", "Голубев".

    The dictionaries are loaded only for names in Cyrillic letters.
    """
    if _CYRILLIC.search(name) is None:
        return (name,)
    from sayso.lang.engines.inflected.namer import load_namer

    words = name.split()
    named = [load_namer(code).name_person(words, [""] * len(words)) for code in _DECLINING]
    found = (it.name for person in named for it in (person, *person.others))
    return tuple(dict.fromkeys((name, *found)))
