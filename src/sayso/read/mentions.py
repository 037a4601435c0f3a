"""Mentions: every stretch of words that refers to somebody or something."""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from sayso.lang.language import Language
from sayso.read.bearers import NOBODY, Bearers
from sayso.read.mention_names import make_name_mention
from sayso.read.mention_nouns import make_noun_mention
from sayso.read.mention_numbers import make_number_mention
from sayso.read.mention_words import MentionWords, get_mention_words
from sayso.read.name_types import SAID_AFTER
from sayso.read.names import NameRun, find_names
from sayso.records.entity import EntityType
from sayso.records.finding import Mention, MentionKind
from sayso.records.parse import Parse, Token


def read_mentions(
    parse: Parse,
    language: Language,
    places: tuple[tuple[int, int], ...],
    *,
    bearers: Bearers = NOBODY,
) -> tuple[Mention, ...]:
    """Return every mention of a report in text order; none shares its head with another.

    Args:
        parse: The report's parse.
        language: The report's language.
        places: Word ranges known to name places (`find_place_names`).
        bearers: Words for whom penalties hit: nobody jails a place.
    """
    words = get_mention_words(language)
    befalling = language.words("people", "befalling")
    runs = [_correct_type(run, bearers) for run in find_names(parse, language, places)]
    runs = [_correct_befallen(parse, run, befalling) for run in runs]
    seated = language.words("bodies", "of_town")
    runs = [_correct_town(parse, run, seated) for run in runs]
    found = [make_name_mention(parse, words, run) for run in runs]
    names = {i for mention in found for i in range(mention.first, mention.last + 1)}
    for token in parse.tokens:
        mention = None
        if token.i in names:
            continue
        if token.pos == "PRON" or token.tag in {"PRP$", "WP$"}:
            mention = _make_pronoun_mention(parse, words, token)
        elif token.pos == "NUM":
            mention = make_number_mention(parse, words, token)
        else:
            mention = make_noun_mention(parse, words, token, names, bearers)
        if mention is not None:
            found.append(mention)
    return tuple(sorted(found, key=lambda mention: (mention.first, mention.last)))


def _correct_type(run: NameRun, bearers: Bearers) -> NameRun:
    """Return a name as a person's where its bearer was jailed: "Nurse Helen Marsh"."""
    jailed = any(i in bearers.people for i in range(run.first, run.last + 1))
    return replace(run, type=EntityType.PERSON) if jailed else run


def _correct_befallen(parse: Parse, run: NameRun, befalling: AbstractSet[str]) -> NameRun:
    """Return one word that is arrested or sentenced as a person: "A court sentenced Kuznetsov"."""
    token = parse.tokens[run.last]
    befallen = token.dep in {"dobj", "nsubjpass"} and parse.tokens[token.head].lemma in befalling
    place = run.type is EntityType.PLACE and run.first == run.last and run.votes < SAID_AFTER
    return replace(run, type=EntityType.PERSON) if place and befallen else run


def _correct_town(parse: Parse, run: NameRun, seated: AbstractSet[str]) -> NameRun:
    """Return what says which court it is as a place: "the Rostov court"; no man has a court."""
    token = parse.tokens[run.last]
    body = parse.tokens[run.last + 1 : run.last + 2]
    before = parse.tokens[run.first - 1] if run.first else None
    guessed = run.type is EntityType.PERSON and run.first == run.last and run.votes < SAID_AFTER
    if not guessed or before is None or before.pos != "DET" or token.dep != "compound":
        return run
    town = any(one.lower in seated for one in body)
    return replace(run, type=EntityType.PLACE) if town else run


def _make_pronoun_mention(parse: Parse, words: MentionWords, token: Token) -> Mention | None:
    lower = token.lower
    refers = (
        lower in words.pronouns
        or lower in words.plural_pronouns
        or lower in words.neuters
        # Outside quotations "I" is who writes the report, where he gives his name.
        or (lower in words.first_persons and (token.quoted or lower in words.alone))
        or (lower in words.relatives and _opens_clause(parse, token))
    )
    if not refers:
        return None
    return Mention(
        first=token.i,
        last=token.i,
        head=token.i,
        kind=MentionKind.PRONOUN,
        type=None,
        name=token.text,
        gender=words.pronouns.get(lower),
        plural=lower in words.plural_pronouns,
    )


def _opens_clause(parse: Parse, token: Token) -> bool:
    """Tell whether a pronoun stands for the noun before its clause: "the man who refused"."""
    return token.tag in {"WP", "WDT", "WP$"} and any(
        up.dep in {"relcl", "acl"} and up.left <= token.i <= up.right
        for up in (token, *parse.ancestors(token.i))
    )
