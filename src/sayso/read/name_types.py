"""What a name names: what stands beside it says so, what it is made of, what it does."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache

from sayso.read.name_context import NameContext
from sayso.read.name_runs import LABELS
from sayso.records.entity import EntityType
from sayso.records.parse import Token

SAID_BEFORE = 200
"""Votes of a name that a title or a noun before it explains; no name is guessed at as often."""
SAID_AFTER = 100
"""Votes of a name that a noun behind it explains; the parser sometimes joins strangers so."""
_QUOTES = frozenset({"'", "‘", '"', "“"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def find_type(
    context: NameContext, first: int, last: int, *, titled: bool
) -> tuple[EntityType, int] | None:
    """Return what a name names and how much speaks for that, ``None`` for no name.

    Args:
        context: The report.
        first: First word of the name, after its titles.
        last: Last word of the name.
        titled: Whether titles of people stand before it.
    """
    before = _find_described(context, last, _list_nouns_before(context, first, last))
    behind = _find_described(context, last, _list_nouns_behind(context, first, last))
    site = EntityType.PLACE if _is_followed_by_site(context, last) else None
    kin = EntityType.PERSON if _has_kin(context, first, last) else None
    found = _decide(context, first, last, before or behind or site or kin, titled=titled)
    if found is None:
        return None
    if titled or before is found:
        return found, SAID_BEFORE
    return found, SAID_AFTER if found in {behind, site, kin} else 1


def _decide(
    context: NameContext, first: int, last: int, described: EntityType | None, *, titled: bool
) -> EntityType | None:
    words, tokens = context.words, context.parse.tokens[first : last + 1]
    lower = context.parse.words(first, last).lower()
    if lower in words.platforms or tokens[0].lower in words.law_parts:
        return None
    if any(begin <= tokens[0].begin < end for begin, end in context.parse.datelines):
        agency = first > 0 and context.parse.tokens[first - 1].text == "("
        return EntityType.OUTLET if agency else EntityType.PLACE
    medium = _find_medium(context, first, last)
    if medium is not None:
        return medium
    if tokens[-1].lower in words.law_names or _is_title(context, first):
        return EntityType.DOCUMENT
    if titled:
        return EntityType.PERSON
    opens = tokens[0].i == context.parse.sentences[tokens[0].sentence][0]
    if opens and len(tokens) == 1 and tokens[0].lower in words.titles | words.people:
        # "Wife: soldier held in a pit": the parser may hang the soldier on the wife.
        return None
    if described is not None:
        return described
    if context.place_at.get(first) == (first, last):
        return EntityType.PLACE
    if lower in words.acronyms or context.holds_part(first, last):
        return EntityType.ORGANIZATION
    if tokens[0].lower in words.given and len(tokens) > 1:
        return EntityType.PERSON
    if len(tokens) == 1 and tokens[0].lower in words.titles | words.people:
        return None
    return _guess(context, tokens)


def _is_title(context: NameContext, first: int) -> bool:
    """Tell whether a name is a title: "the handbook 'Tell Them No'"."""
    if first < 2 or context.parse.tokens[first - 1].text not in _QUOTES:
        return False
    return context.parse.tokens[first - 2].lower in context.words.title_leads


# -- media


@cache
def _leading(words: frozenset[str], before: str) -> re.Pattern[str]:
    """Return a pattern for any of several words at the beginning of a text."""
    return re.compile(rf"{before}(?:{'|'.join(map(re.escape, sorted(words)))})\b")


def _find_medium(context: NameContext, first: int, last: int) -> EntityType | None:
    """Return outlet or channel, by the name or by the noun that stands with it."""
    words, lower = context.words, context.parse.words(first, last).lower()
    sentence = context.parse.tokens[first].sentence
    before = [
        one.lower
        for one in context.parse.tokens[max(first - 2, 0) : first]
        if one.sentence == sentence
    ]
    after = " ".join(
        one.lower for one in context.parse.tokens[last + 1 : last + 4] if one.sentence == sentence
    )
    # The word right before, and the two that may be one noun ("news agency").
    leads = {*before[-1:], " ".join(before)} if before else set()
    if before and before[-1] == "," and _is_set_off(context, first, last):
        # "The channel, Rear Notes, said that": a name set off behind what it names.
        before = before[:-1]
        leads = set(before[-1:])
    if (
        _leading(words.channels, "").match(after)
        or (before and before[-1] in words.channel_nouns)
        or " ".join(before) in words.channels
        or any(lower.endswith(" " + word) for word in words.channels)
    ):
        return EntityType.CHANNEL
    if (
        lower in words.outlets
        or any(lower.removeprefix(article + " ") in words.outlets for article in words.articles)
        or _leading(words.media_nouns, r"(?:\w+ )?").match(after)
        or leads & words.media_nouns
        or _is_called_as_media(context, first, lower.split())
    ):
        return EntityType.OUTLET
    return None


def _is_set_off(context: NameContext, first: int, last: int) -> bool:
    """Tell whether a name stands between commas behind "the" and one noun."""
    tokens = context.parse.tokens
    if first < 3 or last + 1 >= len(tokens):
        return False
    return tokens[first - 3].lower in context.words.articles and tokens[last + 1].text == ","


def _is_called_as_media(context: NameContext, first: int, parts: list[str]) -> bool:
    """Tell whether a name is made as those of media are: "The Insider", "Radio Sumapaz"."""
    if len(parts) < 2:
        return False
    opens = first == context.parse.sentences[context.parse.tokens[first].sentence][0]
    if parts[0] in context.words.articles and not opens:
        return first not in context.place_at
    if first in context.place_at and context.place_at[first][1] - first + 1 >= len(parts):
        return False  # "Luhansk People's Republic"
    if parts[-1] in context.words.outlet_behind:
        parts = parts[:-1]  # "Baltic News Agency"
    return parts[-1] in context.words.outlet_last or parts[0] in context.words.outlet_first


# -- descriptions


def _find_described(context: NameContext, last: int, nouns: Iterator[Token]) -> EntityType | None:
    """Return what a noun beside the name says it is.

    "lawyer Maxim Grebenuk", "the rights group Dapamoha", "His lawyer, Viktar Matskevich,",
    "Oleg Bazhenov, a sociologist".
    """
    words, head = context.words, context.parse.tokens[last]
    if head.dep == "appos" and context.parse.tokens[head.head].lemma in words.name_nouns:
        # "gave only his first name, Vasyl".
        return EntityType.PERSON
    for noun in nouns:
        if noun.lemma in words.media_nouns:
            return EntityType.OUTLET
        if noun.lemma in words.people or noun.lower in words.people:
            return EntityType.PERSON
        if noun.lemma in words.site_kinds:
            return EntityType.PLACE
        # In "the commander of the unit, Oleg Titov," the parser hangs him on the unit.
        if noun.lemma in words.bodies and not _is_set_off_person(context, noun, last):
            return EntityType.ORGANIZATION
    return None


def _is_set_off_person(context: NameContext, noun: Token, last: int) -> bool:
    """Tell whether a comma and a given name part a name from the noun before it."""
    tokens = context.parse.tokens
    after = tokens[noun.i + 1 : noun.i + 3]
    return (
        len(after) == 2
        and after[0].text == ","
        and after[1].i < last
        and after[1].lower in context.words.given
    )


def _list_nouns_before(context: NameContext, first: int, last: int) -> Iterator[Token]:
    """Yield the nouns before a name that can say what it is, likeliest first."""
    tokens, head = context.parse.tokens, context.parse.tokens[last]
    before = tokens[first - 1] if first else None
    if before is not None and before.sentence == tokens[first].sentence:
        common = before.pos in {"NOUN", "PROPN"} and before.text[0].islower()
        if common and before.tag != "NNS":
            yield before
    if head.dep == "appos" and tokens[head.head].pos == "NOUN":
        yield tokens[head.head]
    elif first > 1 and tokens[first - 1].text == ",":
        # "Galimov's lawyer, Timur Akhmetshin,": the parser may hang either on the other.
        noun = tokens[first - 2]
        closes = any(one.text in {",", "."} for one in tokens[last + 1 : last + 2])
        if closes and noun.pos == "NOUN" and noun.tag == "NN" and _is_owned(context, noun):
            yield noun


def _list_nouns_behind(context: NameContext, first: int, last: int) -> Iterator[Token]:
    """Yield the nouns behind a name that can say what it is."""
    for noun in context.parse.children(last, "appos"):
        # "to Luhansk, his wife, Ayuna, said": whose wife tells what Luhansk is not.
        alien = first in context.place_at and context.parse.children(noun.i, "poss")
        if noun.pos == "NOUN" and noun.i > last and not alien:
            yield noun


def _has_kin(context: NameContext, first: int, last: int) -> bool:
    """Tell whether a name is somebody's whose kin is told of: "Tagirov's wife"."""
    tokens = context.parse.tokens[last + 1 : last + 3]
    return (
        len(tokens) > 1
        and first not in context.place_at
        and tokens[0].tag == "POS"
        and tokens[1].tag == "NN"
        and tokens[1].lower in context.words.kin
    )


def _is_owned(context: NameContext, noun: Token) -> bool:
    children = context.parse.children(noun.i)
    return any(child.tag == "PRP$" or child.dep == "poss" for child in children)


def _is_followed_by_site(context: NameContext, last: int) -> bool:
    """Tell whether what follows is somewhere: "the Ufa garrison", "Bogotá-based"."""
    words, tokens = context.words, context.parse.tokens
    following = tokens[last + 1 : last + 3]
    if len(following) == 2 and following[0].text == "-" and following[1].lower in words.seated:
        return True
    return any(
        one.lemma in words.sites
        and one.lower not in words.unsited
        and one.pos == "NOUN"
        and one.dep != "punct"
        and tokens[last].dep == "compound"
        for one in following[:1]
    )


# -- guesses


def _guess(context: NameContext, tokens: tuple[Token, ...]) -> EntityType | None:
    """Return what the engine took the name for; failing that, what it does in its sentence."""
    first, last = tokens[0], tokens[-1]
    behind = context.parse.tokens[last.i + 1 : last.i + 3]
    if [one.tag for one in behind] == [",", "WP"] and first.i not in context.place_at:
        # "Antipova, who represents him": a firm would be "which".
        return EntityType.PERSON
    labels = Counter(one.name for one in tokens if one.name in LABELS)
    if labels:
        # In a tie the last word decides: it is the surname, or the head.
        best = max(labels.values())
        return LABELS[next(one.name for one in reversed(tokens) if labels[one.name] == best)]
    if first.lower in context.words.given:
        return EntityType.PERSON
    if len(tokens) >= 2 and all(one.pos == "PROPN" for one in tokens):
        acting = len(tokens) == 2 and _acts(context, last)
        return EntityType.PERSON if acting else EntityType.ORGANIZATION
    if len(tokens) == 1 and first.text.isupper() and len(first.text) > 1:
        return EntityType.ORGANIZATION
    if first.pos == "PROPN" and first.i != context.parse.sentences[first.sentence][0]:
        return EntityType.PERSON if _acts(context, last) else EntityType.ORGANIZATION
    # "Petrov was detained": any word opens with a capital here, so its tag must say more.
    alone = len(tokens) == 1 and not first.children
    return EntityType.PERSON if alone and first.tag == "NNP" and _acts(context, last) else None


def _acts(context: NameContext, token: Token) -> bool:
    """Tell whether only a person does what the sentence says of the name."""
    tokens = context.parse.tokens
    if any(
        one.lower in context.words.relatives
        for clause in context.parse.children(token.i, "relcl", "acl")
        for one in tokens[clause.left : clause.i]
    ):
        return True
    return token.dep in _SUBJECTS and tokens[token.head].pos == "VERB"
