"""Mentions: every stretch of words that refers to somebody or something."""

from collections.abc import Iterator, Mapping, Set

from sayso.lang.folding import fold
from sayso.lang.language import Language
from sayso.read.inflected.families import find_families, is_family
from sayso.read.inflected.mention_names import NameReader
from sayso.read.inflected.mention_nouns import NounReader
from sayso.read.inflected.mention_words import MentionWords, get_mention_words
from sayso.read.inflected.names import find_names
from sayso.read.inflected.phrases import get_number
from sayso.records.entity import EntityType, Gender
from sayso.records.finding import Mention, MentionKind
from sayso.records.morph import get_morph
from sayso.records.naming import Namer
from sayso.records.parse import Parse, Token

_GENDERS = {"male": Gender.MALE, "female": Gender.FEMALE}
_BY_FORM = {"Masc": Gender.MALE, "Fem": Gender.FEMALE}


def read_mentions(
    parse: Parse, language: Language, places: tuple[tuple[int, int], ...], namer: Namer
) -> tuple[Mention, ...]:
    """Return every mention of a report in text order; none shares its head with another.

    Args:
        parse: The report's parse.
        language: The report's language.
        places: Word ranges known to name places, first and last inclusive (`find_place_names`).
        namer: Puts names into the nominative.
    """
    words = get_mention_words(language)
    runs = find_names(parse, words, places)
    families = find_families(parse, words, runs)
    runs = tuple(run for run in runs if not is_family(parse, words, run, families))
    names = {i: run.first for run in runs for i in range(run.first, run.last + 1)}
    leads = frozenset(run.lead for run in runs if run.lead is not None)
    placed = frozenset(
        i for run in runs if run.type is EntityType.PLACE for i in range(run.first, run.last + 1)
    )
    nouns = NounReader(
        parse=parse, words=words, namer=namer, names=names, leads=leads, placed=placed
    )
    found = {m.head: m for t in parse.tokens if (m := nouns.read(t)) is not None}
    people = frozenset(
        i for run in runs if run.type is EntityType.PERSON for i in range(run.first, run.last + 1)
    )
    reader = NameReader(
        parse=parse, words=words, namer=namer, nouns=dict(found), people=people, families=families
    )
    for run in runs:
        mention = reader.read(run)
        found[mention.head] = mention
    for mention in reader.list_beside():
        found[mention.head] = mention
    for mention in _read_others(parse, words, names, frozenset(found)):
        found.setdefault(mention.head, mention)
    return tuple(sorted(found.values(), key=lambda mention: (mention.first, mention.last)))


def _read_others(
    parse: Parse, words: MentionWords, names: Mapping[int, int], heads: Set[int]
) -> Iterator[Mention]:
    """Yield pronouns, and numbers that stand for people."""
    for token in parse.tokens:
        if token.i in names:
            continue
        mention = _read_pronoun(words, token) or _read_number(parse, words, token, heads)
        if mention is not None:
            yield mention


def _read_pronoun(words: MentionWords, token: Token) -> Mention | None:
    text = fold(token.text)
    shown = words.pronouns.get(text)
    morph = get_morph(token.tag)
    if text in words.pronoun_either and morph.number == "Plur":
        shown = "plural"
    elif shown is None and text in words.pronoun_either:
        shown = "male" if morph.number == "Sing" else None
    if shown is not None and token.pos in {"PRON", "DET", "X"}:
        return _make_pronoun(token, _GENDERS.get(shown), plural=shown == "plural")
    speaker = text in words.speaker_alone or words.speaker_owner.fullmatch(token.text)
    if (speaker or words.own.fullmatch(token.text)) and token.pos in {"PRON", "DET", "ADJ", "X"}:
        return _make_pronoun(token, None, plural=False)
    if words.relative.fullmatch(token.text):
        gender = _BY_FORM.get(morph.gender)
        return _make_pronoun(token, gender, plural=morph.number == "Plur")
    return None


def _make_pronoun(token: Token, gender: Gender | None, *, plural: bool) -> Mention:
    return Mention(
        first=token.i,
        last=token.i,
        head=token.i,
        kind=MentionKind.PRONOUN,
        type=None,
        name=token.text,
        gender=gender,
        plural=plural,
    )


def _read_number(
    parse: Parse, words: MentionWords, token: Token, heads: Set[int]
) -> Mention | None:
    """Return the people for whom a number stands: "двое погибли"."""
    if fold(token.text) not in words.count_people:
        return None
    behind = parse.tokens[token.i + 1 : token.i + 3]
    if any(
        one.pos in {"NOUN", "PROPN"} or one.i in heads
        for one in behind
        if one.sentence == token.sentence
    ):
        return None
    return Mention(
        first=token.i,
        last=token.i,
        head=token.i,
        kind=MentionKind.NOMINAL,
        type=EntityType.GROUP,
        name=fold(token.text),
        plural=True,
        count=get_number(words, token),
    )
