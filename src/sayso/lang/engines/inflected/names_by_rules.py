"""Names by the dictionary, capitals and quotation marks, where there is no model of names."""

import re
from collections.abc import Iterator, Sequence

from sayso.lang.engines.inflected.form import Form
from sayso.lang.language import Language
from sayso.records.parse import Name
from sayso.records.reading import Maker

_INITIAL = re.compile(r"[А-ЯІЇЄҐЁA-Z]")
_PERSONAL = frozenset({"Giv", "Sur", "Pat"})
_PERHAPS_SURNAME = frozenset({"PROPN", "NOUN", "X", "ADJ"})  # that the dictionary lacks
_OPENING, _CLOSING = frozenset('«„“"'), frozenset('»“”"')
_LONGEST_TITLE = 8  # words


class RuleNames:
    """A `NameFinder` without a model."""

    makers: tuple[Maker, ...] = ()

    def __init__(self, language: Language) -> None:
        self._bodies = language.words("grammar", "body_abbreviation")

    def find(
        self, sentences: Sequence[Sequence[str]], forms: Sequence[Sequence[Form]]
    ) -> tuple[Name, ...]:
        """Return persons and bodies; names of places are found by whoever has a gazetteer."""
        names: list[Name] = []
        base = 0
        for words, shown in zip(sentences, forms, strict=True):
            names += [
                Name(first + base, last + base, label)
                for first, last, label in self._find_in(words, shown)
            ]
            base += len(words)
        return tuple(names)

    def _find_in(
        self, words: Sequence[str], forms: Sequence[Form]
    ) -> Iterator[tuple[int, int, str]]:
        at = 0
        while at < len(words):
            if (end := _find_person(words, forms, at)) is not None:
                yield at, end, "PERSON"
                at = end + 1
            elif (end := _find_title(words, at)) is not None:
                yield at + 1, end - 1, "ORGANIZATION"
                at = end + 1
            else:
                if words[at].lower() in self._bodies and words[at].isupper():
                    yield at, at, "ORGANIZATION"
                at += 1


def add_initials(
    names: Sequence[Name], words: Sequence[str], sentences: Sequence[int]
) -> tuple[Name, ...]:
    """Return names, those of people with the initials before or behind: "Ковалёв Д. А.".

    Args:
        names: In text order, never overlapping.
        words: All words of the text.
        sentences: The number of each word's sentence.
    """
    found: list[Name] = []
    for at, name in enumerate(names):
        first, last = name.first, name.last
        if name.label == "PERSON":
            least = found[-1].last + 1 if found else 0
            most = names[at + 1].first if at + 1 < len(names) else len(words)
            before, behind = first, last
            while before - 2 >= least and _is_initial(words, before - 2):
                before -= 2
            while behind + 2 < most and _is_initial(words, behind + 1):
                behind += 2
            if sentences[before] == sentences[first]:
                first = before
            named = behind + 1 < len(words) and _is_capitalized(words, behind + 1)
            if sentences[behind] == sentences[last] and not named:
                last = behind
        found.append(Name(first, last, name.label))
    return tuple(found)


def _is_name(words: Sequence[str], forms: Sequence[Form], at: int) -> bool:
    if at >= len(words) or not words[at][0].isupper():
        return False
    return any(f"NameType={kind}" in forms[at].tag for kind in _PERSONAL)


def _is_initial(words: Sequence[str], at: int) -> bool:
    return (
        at + 1 < len(words)
        and words[at + 1] == "."
        and len(words[at]) == 1
        and _INITIAL.fullmatch(words[at]) is not None
    )


def _is_capitalized(words: Sequence[str], at: int) -> bool:
    if at >= len(words):
        return False
    word = words[at]
    return len(word) > 1 and word[0].isupper() and word[1:].islower() and word.isalpha()


def _find_person(words: Sequence[str], forms: Sequence[Form], at: int) -> int | None:
    """Return the last word of a person's name that begins here, or ``None``."""
    if _is_initial(words, at):
        end = at
        while _is_initial(words, end):
            end += 2
        return end if _is_capitalized(words, end) else None
    if not _is_name(words, forms, at):
        return None
    end = at
    while _is_name(words, forms, end + 1) and forms[end + 1].tag != "":
        end += 1
    unknown = end == at and _is_capitalized(words, at + 1)
    if unknown and "NameType=Giv" in forms[at].tag and forms[at + 1].pos in _PERHAPS_SURNAME:
        end += 1
    while _is_initial(words, end + 1):
        end += 2
    return end


def _find_title(words: Sequence[str], at: int) -> int | None:
    """Return the closing mark of a name in quotation marks that open here, or ``None``."""
    if words[at] not in _OPENING or not (
        at + 1 < len(words) and words[at + 1][0].isupper() and at > 0 and words[at - 1][0].isalpha()
    ):
        return None
    for end in range(at + 2, min(at + 2 + _LONGEST_TITLE, len(words))):
        if words[end] in _CLOSING:
            return end
        if words[end] in ",.!?:;":
            return None
    return None
