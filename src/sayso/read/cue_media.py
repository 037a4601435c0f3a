"""Through whom a source's words came: whom it told, who carried them."""

from collections.abc import Iterator

from sayso.read.cue import Cue
from sayso.read.cue_speakers import find_agent, find_quoting
from sayso.read.reporting_words import ReportingWords
from sayso.read.word_sets import Words
from sayso.records.parse import Parse, Token


def add_media(cue: Cue, parse: Parse, words: ReportingWords, token: Token) -> None:
    """Note whom the source told, who carried its words, who quoted it."""
    quoting = find_quoting(parse, words, token)
    if quoting is not None:
        cue.through.extend(t.i for t in parse.children(quoting.i, "nsubj"))
        agent = find_agent(parse, words, quoting)
        if agent is not None:
            cue.through.append(agent.i)
        cue.words |= {quoting.i, token.head}
    cue.through.extend(_find_told(parse, words, token))
    for prep in parse.children(token.i, "prep"):
        for noun in parse.children(prep.i, "pobj"):
            if noun.lemma in words.carrier or noun.lemma in words.footage:
                cue.through.extend(find_carried(parse, words, noun))


def find_carried(parse: Parse, words: ReportingWords, noun: Token) -> Iterator[int]:
    """Yield the media that a carrier names: "interview with X", "video published by X"."""
    for link in parse.children(noun.i, "prep", "acl"):
        if link.lower in words.carrier_medium:
            yield from (t.i for t in parse.children(link.i, "pobj"))
        elif link.lemma in words.carried:
            yield from _find_objects(parse, words.carried_by, link, "agent", "prep", "dative")


def _find_told(parse: Parse, words: ReportingWords, token: Token) -> Iterator[int]:
    if token.lemma in words.hearer and not parse.children(token.i, "auxpass"):
        for hearer in parse.children(token.i, "dobj", "dative", "nsubj"):
            if hearer.i > token.i:
                yield hearer.i
    yield from _find_objects(parse, words.channel, token, "prep", after=token.i)
    yield from _find_objects(parse, words.recipient, token, "prep", "dative", after=token.i)


def _find_objects(
    parse: Parse, preps: Words, token: Token, *deps: str, after: int = -1
) -> Iterator[int]:
    """Yield what the given prepositions of a word govern, where they stand after ``after``."""
    for prep in parse.children(token.i, *deps):
        if prep.lower in preps and prep.i > after:
            yield from (t.i for t in parse.children(prep.i, "pobj"))
