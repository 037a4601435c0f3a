"""Words by what their forms show, as the reading of events asks for them."""

from functools import lru_cache

from sayso.lang.language import Language
from sayso.records.morph import Morph, get_morph
from sayso.records.parse import Parse, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_ATTRIBUTIVE = frozenset({"ADJ", "DET", "NUM"})


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """Return a word as it is compared: in lower case, without dots over letters."""
    return word.lower().replace("ё", "е")


@lru_cache(maxsize=256)
def fold_all(words: frozenset[str]) -> frozenset[str]:
    """Return words as they are compared."""
    return frozenset(map(fold, words))


def has_word(token: Token, words: frozenset[str]) -> bool:
    """Tell whether a word, or its dictionary form, is one of some words."""
    folded = fold_all(words)
    if fold(token.lemma) in folded or fold(token.lower) in folded:
        return True
    # "СИЗО-2", "ИК-5": which of them it is, is no part of what it is called.
    called, dash, number = token.lower.rpartition("-")
    return bool(dash) and number.isdecimal() and fold(called) in folded


def words_of(language: Language, lexicon: str, name: str) -> frozenset[str]:
    """Return an entry's words as they are compared."""
    return fold_all(language.words(lexicon, name))


def is_finite(token: Token) -> bool:
    """Tell whether a word is a verb that can carry a sentence, short participles included."""
    if token.pos not in ("VERB", "AUX"):
        return False
    morph = get_morph(token.tag)
    return morph.form == "Fin" or is_short(morph) or (not morph.form and bool(morph.tense))


def is_short(morph: Morph) -> bool:
    """Tell whether a form is a short participle: "задержан"."""
    return morph.form == "Part" and morph.short


def is_full_participle(token: Token) -> bool:
    """Tell whether a word is a participle that is declined: "задержанный"."""
    morph = get_morph(token.tag)
    return token.pos in ("VERB", "ADJ") and morph.form == "Part" and not morph.short


def is_gerund(token: Token) -> bool:
    """Tell whether a word is a verbal adverb: "отказавшись"."""
    return get_morph(token.tag).form == "Conv"


def is_infinitive(token: Token) -> bool:
    """Tell whether a word is an infinitive."""
    return token.pos in ("VERB", "AUX") and get_morph(token.tag).form == "Inf"


def is_impersonal(token: Token) -> bool:
    """Tell whether a verb names nobody who does it and keeps its object: "затримано"."""
    morph = get_morph(token.tag)
    plain = not (morph.number or morph.gender or morph.person)
    return token.pos == "VERB" and morph.form == "Fin" and morph.voice == "Pass" and plain


def is_attribute(token: Token) -> bool:
    """Tell whether a word can stand before a noun and agree with it."""
    return token.pos in _ATTRIBUTIVE or is_full_participle(token)


def morphs(parse: Parse, i: int) -> tuple[Morph, ...]:
    """Return what a word's form shows, the likeliest first."""
    tags = (parse.tokens[i].tag, *parse.otherwise.get(i, ()))
    return tuple(map(get_morph, tags))


def cases(parse: Parse, i: int) -> frozenset[str]:
    """Return every case that a word can stand in."""
    return frozenset(morph.case for morph in morphs(parse, i) if morph.case)


def agrees(one: Morph, other: Morph) -> bool:
    """Tell whether two forms can belong together, by case, number and gender."""
    if one.case and other.case and one.case != other.case:
        return False
    if one.number and other.number and one.number != other.number:
        return False
    plural = "Plur" in (one.number, other.number)
    return plural or not (one.gender and other.gender) or one.gender == other.gender
