"""Nouns that attribute: "his claim that", "reports have emerged of"."""

from collections.abc import Iterator

from sayso.read.cue import Cue, get_below
from sayso.read.cue_sources import fill_source
from sayso.read.reporting_words import ReportingWords
from sayso.records.parse import Parse, Token


def make_noun_cue(parse: Parse, words: ReportingWords, token: Token) -> Cue | None:
    """Return the attribution of a noun with an owner and a clause: "his claim that"."""
    clauses = [
        t
        for t in parse.children(token.i, "acl", "ccomp", "relcl")
        if t.i > token.i
        and parse.tokens[t.left].lower in words.complementizer
        and parse.children(t.i, "mark")
    ]
    owners = parse.children(token.i, "poss")
    if not clauses or not owners:
        return None
    cue = Cue(verb=token.i, words={token.i})
    fill_source(cue, parse, words, owners[0])
    cue.content = get_below(parse, clauses[:1]) - {clauses[0].left}
    return cue


def make_emerging_cue(
    parse: Parse, words: ReportingWords, token: Token, own: set[int]
) -> Cue | None:
    """Return the attribution of a verb that gives reports without an author.

    "Reports have emerged of protests", "There are reports that".

    Args:
        parse: The report's parse.
        words: The words that attribute.
        token: The verb.
        own: The verb with its auxiliaries.
    """
    subjects = [
        t
        for t in parse.children(token.i, "nsubj", "attr")
        if t.lower in words.public or (t.lemma in words.rumor and t.tag == "NNS")
    ]
    exists = token.lemma in words.existing
    if not subjects or (exists and not parse.children(token.i, "expl")):
        return None
    subject = subjects[0]
    content = set(_find_reported(parse, words, token, subject))
    if not content:
        return None
    # What trails the phrase in the sentence is part of what is reported.
    last = parse.sentences[token.sentence][1]
    cue = Cue(verb=token.i, words=own, content=content | set(range(min(content), last + 1)))
    cue.content -= {t.i for t in parse.children(token.i, "mark") if t.lower in words.complementizer}
    fill_source(cue, parse, words, subject)
    cue.source = {subject.i, *(t.i for t in parse.children(subject.i, "amod", "compound"))}
    return cue


def _find_reported(
    parse: Parse, words: ReportingWords, token: Token, subject: Token
) -> Iterator[int]:
    for holder in (token, subject):
        for part in parse.children(holder.i, "prep", "acl", "ccomp"):
            if part.dep != "prep":
                yield from get_below(parse, [part])
            elif part.lower in words.rumor_topic and (holder is subject or part.i > token.i):
                yield from get_below(parse, [part]) - {part.i}
