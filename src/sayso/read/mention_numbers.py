"""Mentions by a number alone: "Nine of the 27 were released"."""

from sayso.read.mention_words import MentionWords
from sayso.read.noun_phrases import find_number, find_objects, is_person_noun
from sayso.records.entity import EntityType
from sayso.records.finding import Mention, MentionKind
from sayso.records.parse import Parse, Token

_NO_PEOPLE = frozenset({"DATE", "TIME", "MONEY", "PERCENT"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def make_number_mention(parse: Parse, words: MentionWords, token: Token) -> Mention | None:
    """Return the mention that a number is, ``None`` where it counts no people."""
    count = find_number(words, token)
    above = parse.tokens[token.head]
    before = parse.tokens[max(token.i - 1, 0) : token.i]
    definite = any(one.lower in words.definites for one in before)
    acts = token.dep in _SUBJECTS and above.pos in {"VERB", "AUX"}
    if acts and token.lower in words.ones:
        return _make_one(parse, words, token)
    part = definite and token.dep == "pobj" and above.lower in words.owners
    if count is None or count < 2 or token.name in _NO_PEOPLE or not (acts or part):
        return None
    counted = find_objects(parse, token, words.owners)
    if any(not _may_be_people(words, what) for what in counted):
        # "41 of the newspapers were closed".
        return None
    return Mention(
        first=token.i,
        last=token.i,
        head=token.i,
        kind=MentionKind.NOMINAL,
        type=EntityType.GROUP,
        name=token.text,
        plural=True,
        count=count,
        definite=definite,
    )


def _make_one(parse: Parse, words: MentionWords, token: Token) -> Mention | None:
    """Return somebody who is not named: "one of the three, who is now 18"."""
    counted = find_objects(parse, token, words.owners)
    people = any(_may_be_people(words, what) for what in counted)
    if not people or parse.children(token.i, "appos"):
        return None
    return Mention(
        first=token.i,
        last=token.i,
        head=token.i,
        kind=MentionKind.NOMINAL,
        type=EntityType.PERSON,
        name=token.text,
    )


def _may_be_people(words: MentionWords, token: Token) -> bool:
    return token.pos in {"PRON", "NUM"} or is_person_noun(words, token)
