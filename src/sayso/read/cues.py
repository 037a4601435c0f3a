"""Which words of a report attribute: verbs, nouns, "according to"."""

from collections import Counter
from collections.abc import Iterator

from sayso.lang.language import Language
from sayso.read.claims_sources import names_nobody
from sayso.read.cue import VERBAL, Cue
from sayso.read.cue_according import make_according_cue
from sayso.read.cue_contents import add_content
from sayso.read.cue_media import add_media
from sayso.read.cue_nouns import make_emerging_cue, make_noun_cue
from sayso.read.cue_sources import add_source, names_footage, names_paper
from sayso.read.reporting_words import ReportingWords, get_reporting_words
from sayso.records.parse import Parse, Token

_MOST = 30
"""Cues in one sentence; no prose has more ("said that he said that ...")."""


def find_cues(parse: Parse, language: Language) -> Iterator[Cue]:
    """Yield the cues in text order, with source and content as far as the parse shows them.

    A sentence with more cues than any prose has none.
    """
    found = list(_find_all(parse, get_reporting_words(language)))
    crowded = Counter(parse.tokens[cue.verb].sentence for cue in found)
    return (cue for cue in found if crowded[parse.tokens[cue.verb].sentence] <= _MOST)


def _find_all(parse: Parse, words: ReportingWords) -> Iterator[Cue]:
    # Not every verb becomes a cue; beyond this many a sentence is not worth the look.
    verbs = Counter(
        token.sentence
        for token in parse.tokens
        if token.pos in VERBAL and token.lemma in words.verbs
    )
    for token in parse.tokens:
        if verbs[token.sentence] <= 4 * _MOST:
            cue = _make_cue(parse, words, token)
            if cue is not None:
                yield cue


def _make_cue(parse: Parse, words: ReportingWords, token: Token) -> Cue | None:
    if token.lower in words.according:
        return make_according_cue(parse, words, token)
    if token.pos in VERBAL:
        if token.lemma in words.citing and _only_cites(parse, token):
            return None
        cue = _make_verb_cue(parse, words, token) if token.lemma in words.verbs else None
        if cue is None and token.lemma in words.emerging:
            return make_emerging_cue(parse, words, token, _get_words(parse, token))
        return cue
    if token.pos == "NOUN" and token.lemma in words.statement:
        return make_noun_cue(parse, words, token)
    return None


def _only_cites(parse: Parse, token: Token) -> bool:
    """Tell whether a verb names a source behind another ("citing relatives")."""
    return token.tag == "VBG" and not parse.children(token.i, "ccomp")


def _make_verb_cue(parse: Parse, words: ReportingWords, token: Token) -> Cue | None:
    if _describes(parse, words, token) or _says_nothing(parse, words, token):
        return None
    cue = Cue(verb=token.i, words=_get_words(parse, token))
    add_source(cue, parse, words, token)
    if names_nobody(parse, words, cue.speaker):
        return None
    if cue.speaker is not None:
        cue.footage = names_footage(words, parse.tokens[cue.speaker])
        cue.showing = cue.footage or names_paper(words, parse.tokens[cue.speaker])
    elif token.lemma in words.personal:
        return None
    if token.lemma not in words.speaking and not cue.showing:
        return None
    add_content(cue, parse, words, token)
    if not cue.content and not _introduces(cue, parse, words, token):
        return None
    add_media(cue, parse, words, token)
    return cue


def _get_words(parse: Parse, token: Token) -> set[int]:
    """Return a verb with its particle, and its auxiliaries and negations before it."""
    return {
        token.i,
        *(t.i for t in parse.children(token.i, "prt")),
        *(
            t.i
            for t in parse.children(token.i, "aux", "auxpass", "neg")
            if t.tag != "TO" and t.i < token.i
        ),
    }


def _describes(parse: Parse, words: ReportingWords, token: Token) -> bool:
    """Tell whether a verb attributes nothing where it stands: "the reported losses"."""
    if token.dep in {"amod", "compound"}:
        return True
    if token.dep == "acl" and token.tag == "VBN":
        # Where the noun is the sentence's root the tagger took a past tense for a
        # participle: "A local radio station, Eco del Paramo, reported ...".
        above = parse.tokens[token.head]
        return above.dep != "ROOT" or above.pos not in {"NOUN", "PROPN"}
    # "called him up".
    return token.lemma in words.naming and bool(parse.children(token.i, "prt"))


def _says_nothing(parse: Parse, words: ReportingWords, token: Token) -> bool:
    """Tell whether nothing is stated: "declined to comment", "did not say whether"."""
    above = parse.tokens[token.head]
    below = token.dep in {"xcomp", "ccomp", "advcl"} and above.i < token.i
    if below and above.lemma in words.declining:
        return True
    children = parse.children(token.i)
    negated = any(child.dep == "neg" or child.lower in words.negative for child in children)
    if negated and token.lemma not in words.denial:
        return True
    modals = {child.lower for child in children if child.dep == "aux"}
    if modals & words.withholding and token.lemma in words.answering:
        return True
    if any(
        mark.lower in words.whether
        for clause in parse.children(token.i, "ccomp")
        for mark in parse.children(clause.i, "mark")
    ):
        return True
    # "asked to explain", but "went on to say".
    infinitive = any(child.tag == "TO" and child.dep == "aux" for child in children)
    return infinitive and not (token.dep == "xcomp" and above.lemma in words.going_on)


def _introduces(cue: Cue, parse: Parse, words: ReportingWords, token: Token) -> bool:
    """Tell whether a verb without a content may have a quotation for one, or a cited source."""
    if token.lemma not in words.spoken or cue.speaker is None:
        return False
    if any(child.lemma in words.citing for child in parse.children(token.i, "advcl")):
        return True
    first, last = parse.sentences[token.sentence]
    if parse.tokens[last].text == ":" or any(one.quoted for one in parse.tokens[first : last + 1]):
        return True
    following = parse.tokens[last + 1 : last + 2]
    return parse.tokens[last].text == "," and any(one.quoted for one in following)
