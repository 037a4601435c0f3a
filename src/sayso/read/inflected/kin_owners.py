"""Kin right before a full name whose they are: "Сына Марии Беловой", "Брата Ивана Орлова"."""

from collections.abc import Set as AbstractSet

from sayso.lang.folding import fold
from sayso.read.inflected.phrases import can_be, list_cases, list_forms
from sayso.records.parse import Parse

_PERSON = "PERSON"


def is_whose_kin(parse: Parse, kin: AbstractSet[str], noun: int, first: int, last: int) -> bool:
    """Tell whether a noun for kin has behind it whose they are, not what they are called.

    A son is not called Мария. "Брата Ивана Орлова задержали" may be either by its form: where
    it opens the sentence, and nobody was told of whose kin he could be, it is Орлов's brother;
    "его брата Ивана Орлова", and "Анна живёт в Перми. Брата Ивана Орлова", are Орлов himself.

    Args:
        parse: The report's parse.
        kin: Words for kin, folded.
        noun: The word that may be one of them.
        first: First word of the name.
        last: Last word of the name.
    """
    tokens = parse.tokens
    if first != noun + 1 or first == last or fold(tokens[noun].lemma) not in kin:
        return False
    if not can_be(parse, first, "Gen") or not can_be(parse, last, "Gen"):
        return False
    mine = {form.gender for form in list_forms(parse, noun)} - {""}
    theirs = {form.gender for form in list_forms(parse, first)} - {""}
    if mine and theirs and mine.isdisjoint(theirs):
        return True
    either = {"Gen", "Acc"} <= list_cases(parse, noun)
    begin, _ = parse.sentences[tokens[noun].sentence]
    return either and begin == noun and not _is_told_of_others(parse, first, last)


def _is_told_of_others(parse: Parse, first: int, last: int) -> bool:
    """Whether anybody else is named before, or in the same sentence."""
    _, end = parse.sentences[parse.tokens[first].sentence]
    return any(
        name.label == _PERSON and name.first <= end and not first <= name.first <= last
        for name in parse.names
    )
