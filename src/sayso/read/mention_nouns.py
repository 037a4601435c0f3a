"""Mentions by a noun: "the soldier's lawyer", "two reservists", "the rights group"."""

from collections.abc import Set as AbstractSet

from sayso.read.bearers import NOBODY, Bearers
from sayso.read.mention_kinds import find_kind
from sayso.read.mention_words import MentionWords
from sayso.read.noun_phrases import (
    find_age,
    find_count,
    find_first,
    find_objects,
    is_definite,
    is_person_noun,
)
from sayso.records.entity import EntityType, Gender
from sayso.records.finding import Mention, MentionKind
from sayso.records.parse import Parse, Token

_LONGEST_OF = 14
"""Words of an "of" phrase that belong to what an office is called."""


def make_noun_mention(
    parse: Parse,
    words: MentionWords,
    token: Token,
    names: AbstractSet[int],
    bearers: Bearers = NOBODY,
) -> Mention | None:
    """Return the mention that a noun is, ``None`` where it refers to nothing of its own.

    Args:
        parse: The report's parse.
        words: The words that refer.
        token: The noun.
        names: The words of the report's names.
        bearers: Words that stand for whom a penalty hits.
    """
    if not _is_noun(parse, words, token) or _is_limb(parse, words, token):
        return None
    person = is_person_noun(words, token) or token.i in bearers.people
    befallen = token.i in bearers.all and person and _describes_one(parse, token)
    if not befallen and _modifies(parse, words, token, names):
        return None
    kind = find_kind(parse, words, token)
    if kind is None and befallen:
        kind = EntityType.PERSON
    if kind is None or _labels_name(parse, words, token, names):
        return None
    if _belongs_to_office(parse, words, token):
        return None
    owner = _find_owner(parse, words, token, kind)
    first, last = find_first(parse, words, token), _find_last(parse, words, token)
    office = owner is not None and token.lemma in words.offices and owner not in names
    if owner is not None and office:
        # "the ombudsman's office" is one body, and its own name.
        first, owner = find_first(parse, words, parse.tokens[owner]), None
    plural = _is_plural(words, token)
    return Mention(
        first=first,
        last=last,
        head=token.i,
        kind=MentionKind.NOMINAL,
        type=EntityType.GROUP if kind is EntityType.PERSON and plural else kind,
        name=parse.words(first, last),
        gender=_find_gender(words, token),
        plural=plural,
        count=find_count(parse, words, token),
        age=find_age(parse, words, first, token.i),
        definite=office or owner is not None or is_definite(parse, words, token),
        possessor=owner,
        kin=token.lemma in words.kin,
    )


def _is_noun(parse: Parse, words: MentionWords, token: Token) -> bool:
    """Tell whether a word stands for something: a noun, or "the accused"."""
    headless = token.lower in words.headless and bool(parse.children(token.i, "det"))
    if token.pos == "ADJ" and not headless:
        # "The 22-year-old".
        return _is_aged(parse, words, token)
    return headless or token.pos in {"NOUN", "PROPN"}


def _is_limb(parse: Parse, words: MentionWords, token: Token) -> bool:
    """Tell whether a noun is a part of somebody's body: "his head", not "its head, Ivan Belov"."""
    if token.lemma not in words.limbs or parse.children(token.i, "appos", "prep"):
        return False
    return any(owner.lower in words.limb_owners for owner in parse.children(token.i, "poss"))


def _is_aged(parse: Parse, words: MentionWords, token: Token) -> bool:
    """Tell whether an age stands for somebody: "the 22-year-old was jailed"."""
    above = parse.tokens[token.head]
    if token.dep in {"amod", "acomp", "compound", "advmod"} or above.i == token.i:
        return False
    article = bool(parse.children(token.i, "det"))
    return article and find_age(parse, words, find_first(parse, words, token), token.i) is not None


def _describes_one(parse: Parse, token: Token) -> bool:
    """Tell whether a noun has an article, an owner or the form of a plural: "a janitor"."""
    if token.pos != "NOUN":
        return False
    return (
        token.tag == "NNS"
        or bool(parse.children(token.i, "det", "poss", "nummod"))
        or (token.i > 0 and parse.tokens[token.i - 1].pos in {"DET", "ADJ"})
    )


def _modifies(parse: Parse, words: MentionWords, token: Token, names: AbstractSet[int]) -> bool:
    """Tell whether a noun only describes another: "army officer", but not "his wife Olha"."""
    if token.dep not in {"compound", "nmod", "amod", "npadvmod"} or token.head < token.i:
        return False
    if parse.tokens[token.head].pos not in {"NOUN", "PROPN", "ADJ", "NUM"}:
        return False
    return token.lemma not in words.kin or token.head not in names


def _labels_name(parse: Parse, words: MentionWords, token: Token, names: AbstractSet[int]) -> bool:
    """Tell whether a noun is part of another mention.

    "the village of Zaitseve", "the Astra Telegram channel".
    """
    if token.lemma in words.site_kinds and any(
        what.i in names for what in find_objects(parse, token, words.owners)
    ):
        return True
    follows = token.i + 1 in names and parse.tokens[token.i + 1].sentence == token.sentence
    medium = token.lemma in words.outlet_heads
    if follows and (medium or token.lemma in words.bodies):
        return True
    if not medium and token.lower not in words.channel_nouns:
        return False
    before = range(find_first(parse, words, token), token.i)
    apposed = (child.i for child in parse.children(token.i, "appos"))
    return any(i in names for i in (*before, *apposed))


def _belongs_to_office(parse: Parse, words: MentionWords, token: Token) -> bool:
    """Tell whether a noun is part of a body's name.

    "the ombudsman's office", "the office of the head of Buryatia".
    """
    above = parse.tokens[token.head]
    if token.dep == "poss" and above.lemma in words.offices:
        return any(child.tag == "POS" for child in parse.children(token.i))
    joined = token.dep == "pobj" and above.lower in words.owners
    return joined and parse.tokens[above.head].lemma in words.offices


def _find_last(parse: Parse, words: MentionWords, token: Token) -> int:
    if token.lemma in words.offices:
        for of in parse.children(token.i, "prep"):
            if of.lower in words.owners and of.i == token.i + 1:
                return min(of.right, token.i + _LONGEST_OF)
    return token.i


def _find_owner(parse: Parse, words: MentionWords, token: Token, kind: EntityType) -> int | None:
    """Return whose somebody or something is.

    "his wife", "the soldier's unit", "the mother of the soldier", "a lawyer for him".
    """
    for owner in parse.children(token.i, "poss"):
        return owner.i
    if kind is not EntityType.PERSON:
        return None
    preps = words.owners if token.lemma in words.kin else words.served
    return next((whose.i for whose in find_objects(parse, token, preps)), None)


def _is_plural(words: MentionWords, token: Token) -> bool:
    plural = token.tag in {"NNS", "NNPS"} or token.lemma in words.collectives
    return plural or token.lower in words.several


def _find_gender(words: MentionWords, token: Token) -> Gender | None:
    forms = {token.lemma, token.lower}
    if forms & words.male:
        return Gender.MALE
    return Gender.FEMALE if forms & words.female else None
