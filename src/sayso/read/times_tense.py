"""On which side of the report's day a time lies, and what it dates, by the verbs around it."""

from enum import StrEnum

from sayso.lang.language import Language
from sayso.records.parse import Parse, Token

_INSIDE = frozenset({"nummod", "compound", "amod", "appos", "poss", "nmod"})
_WORDS = 4  # how many words before a time are searched for "will" where there is no verb
_CLIMB = 4  # how many verbs above a time are asked for its tense


class Dated(StrEnum):
    """How a verb stands that a time says the day of."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class Tense(StrEnum):
    """On which side of the report's day a time lies, by the words around it."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


def find_tense(parse: Parse, offset: int, language: Language) -> Tense:
    """Return on which side of the report's day the clause around an offset lies."""
    token = parse.token_at(offset)
    if token is not None and _lead(parse, token) in language.words("times", "past_lead"):
        return Tense.PAST
    if token is not None and _says_before(parse, token, language):
        return Tense.PAST
    verb = None if token is None else _governing_verb(parse, token)
    if token is None or verb is None:
        return _tense_before(parse, token, language)
    if _is_present(verb) and _is_due(parse, verb, language):
        return Tense.FUTURE
    sets_day = _lead(parse, token) in language.words("times", "deferred_to")
    for _ in range(_CLIMB):
        if verb is None:
            return Tense.UNKNOWN
        tense = _tense_of(parse, verb, language, sets_day=sets_day)
        if tense is not None:
            return tense
        above = parse.tokens[verb.head]
        if above.i == verb.i:
            return Tense.UNKNOWN
        if _is_infinitive(parse, verb):
            tense = _tense_under(parse, above, verb, language)
            if tense is not None:
                return tense
        verb = _governing_verb(parse, above)
    return Tense.UNKNOWN


def _says_before(parse: Parse, token: Token, language: Language) -> bool:
    """Whether a verb of saying stands right before: "police said on Friday he would appeal"."""
    at = token.i - 1
    while at >= 0 and parse.tokens[at].dep in {"prep", "compound"} and at > token.i - _WORDS:
        at -= 1
    before = parse.tokens[max(at, 0)]
    said = before.lemma in language.words("times", "said")
    return at >= 0 and said and before.tag == "VBD" and before.sentence == token.sentence


def _tense_before(parse: Parse, token: Token | None, language: Language) -> Tense:
    """Return the tense of a clause in which the engine saw no verb: "she will appeal Monday"."""
    if token is None:
        return Tense.UNKNOWN
    before = parse.tokens[max(0, token.i - _WORDS) : token.i]
    modal = any(
        word.tag == "MD" and word.paragraph == token.paragraph and _is(word, language, "future_aux")
        for word in before
    )
    return Tense.FUTURE if modal else Tense.UNKNOWN


def find_dated(parse: Parse, offset: int, language: Language) -> Dated | None:
    """Return how the verb stands that a time at an offset dates, ``None`` if it dates none.

    A headline's present tells what is over; it dates nothing here.
    """
    token = parse.token_at(offset)
    if token is None:
        return None
    if _says_before(parse, token, language):
        return Dated.PAST
    above = parse.tokens[token.head]
    while token.head != token.i:
        # "The night of 5 March", "New Year's Eve": up to the noun that the verb governs.
        of_noun = token.dep == "pobj" and above.lemma == "of"
        if token.dep not in _INSIDE and not (of_noun and parse.tokens[above.head].pos == "NOUN"):
            break
        token = parse.tokens[above.head] if of_noun else above
        above = parse.tokens[token.head]
    if token.dep == "pobj" and above.dep == "prep":
        above = parse.tokens[above.head]
    elif token.dep != "npadvmod":
        return None
    if above.dep == "acl" and above.tag == "VBN":
        return Dated.PAST  # "soldiers killed on Jan. 5"
    if above.pos not in {"VERB", "AUX"} or above.dep in {"amod", "acl"}:
        return None
    tense = _tense_of(parse, above, language, sets_day=False)
    if tense is Tense.PAST:
        return Dated.PAST
    if tense is Tense.FUTURE or _is_infinitive(parse, above):
        return Dated.FUTURE
    said = above.lemma in language.words("times", "said")
    plain = _is_present(above) and not parse.children(above.i, "aux", "auxpass") and not said
    whole = parse.tokens[parse.sentences[token.sentence][1]].tag == "."
    return Dated.PRESENT if plain and whole and above.pos == "VERB" else None


def _lead(parse: Parse, token: Token) -> str:
    """Return the word that ties a time to its clause: "until" in "until 4 March"."""
    before = parse.tokens[token.i - 1] if token.i else token
    return before.lower


def _is_present(verb: Token) -> bool:
    return verb.tag in {"VBZ", "VBP"}


def _is_due(parse: Parse, verb: Token, language: Language) -> bool:
    """Whether a verb says that something is to come: "is due in court", not "is due to rain"."""
    future = language.words("times", "future_verb")
    cause = language.words("times", "cause")
    return any(
        word.lower in future and parse.tokens[word.i + 1].lower not in cause
        for word in parse.children(verb.i, "acomp")
        if word.i + 1 < len(parse.tokens)
    )


def _tense_under(parse: Parse, above: Token, verb: Token, language: Language) -> Tense | None:
    """Return the tense of an infinitive under a word, ``None`` to ask that word."""
    if verb.dep == "xcomp" and above.lemma in language.words("times", "bound_to"):
        # "Is to be tried on Friday" looks ahead, "was to be tried" may not.
        return Tense.FUTURE if _is_present(above) else Tense.UNKNOWN
    future = language.words("times", "future_verb")
    governors = (above, parse.tokens[above.head])
    if any({w.lemma, w.lower} & future for w in governors):
        past = any(w.tag == "VBD" for g in governors for w in parse.children(g.i, "auxpass"))
        return Tense.UNKNOWN if past else Tense.FUTURE
    return Tense.UNKNOWN if above.lemma in language.words("times", "ordering_verb") else None


def _tense_of(parse: Parse, verb: Token, language: Language, *, sets_day: bool) -> Tense | None:
    """Return the tense that a verb and its auxiliaries show, ``None`` to ask the one above."""
    aux = parse.children(verb.i, "aux", "auxpass")
    passive = any(word.dep == "auxpass" for word in aux)
    if _is(verb, language, "appointing_verb") and not passive and verb.dep != "amod":
        return Tense.FUTURE
    if any(word.lemma in language.words("times", "perfect") for word in aux):
        return Tense.PAST
    if any(_is(word, language, "future_aux") for word in aux):
        return Tense.FUTURE
    if verb.tag == "VBG" and _is(verb, language, "going") and parse.children(verb.i, "xcomp"):
        return Tense.FUTURE
    if verb.tag == "VB" and any(word.tag == "VBD" for word in aux):
        return Tense.PAST  # "did not report"
    if _is_infinitive(parse, verb):
        return None
    past = verb.tag == "VBD" or any(word.tag == "VBD" for word in aux)
    if sets_day and _is(verb, language, "deferring_verb"):
        return Tense.UNKNOWN
    if verb.tag == "VBN" and verb.lemma in language.words("times", "future_verb"):
        # "Is scheduled for" looks ahead, "was scheduled for" may not.
        return Tense.UNKNOWN if past else Tense.FUTURE
    if sets_day and any(_is_present(word) for word in aux):
        return Tense.UNKNOWN  # "is held until Friday"
    if past or verb.tag == "VBN":
        return Tense.PAST
    if verb.tag in {"VBZ", "VBP"}:
        return Tense.FUTURE if _is(verb, language, "timetable_verb") else Tense.UNKNOWN
    return None


def _is_infinitive(parse: Parse, verb: Token) -> bool:
    return verb.tag == "VB" or any(word.tag == "TO" for word in parse.children(verb.i, "aux"))


def dates_statement(parse: Parse, offset: int, language: Language) -> bool:
    """Whether the time at an offset says when something was said."""
    token = parse.token_at(offset)
    verb = None if token is None else _governing_verb(parse, token)
    if verb is None or verb.lemma not in language.words("times", "said"):
        return False
    above = parse.tokens[verb.head]
    return (
        bool(parse.children(verb.i, "ccomp"))
        or verb.dep in {"ccomp", "parataxis"}
        or (above.i != verb.i and verb.dep == "advcl" and above.pos in {"VERB", "AUX"})
    )


def dates_document(parse: Parse, offset: int, language: Language) -> bool:
    """Whether the time at an offset is the date that a document bears."""
    token = parse.token_at(offset)
    verb = None if token is None else _governing_verb(parse, token)
    return verb is not None and verb.lemma in language.words("times", "document_date")


def dates_aside(parse: Parse, offset: int, language: Language) -> bool:
    """Whether the time at an offset dates what a relative clause says was over by then."""
    token = parse.token_at(offset)
    verb = None if token is None else _governing_verb(parse, token)
    if verb is None or verb.dep not in {"relcl", "advcl"}:
        return False
    perfect = language.words("times", "perfect")
    return any(t.lemma in perfect and t.tag == "VBD" for t in parse.children(verb.i, "aux"))


def _governing_verb(parse: Parse, token: Token) -> Token | None:
    for word in (token, *parse.ancestors(token.i)):
        if word.pos in {"VERB", "AUX"} and word.dep not in {"amod", "aux", "auxpass"}:
            return word
    return None


def _is(word: Token, language: Language, name: str) -> bool:
    words = language.words("times", name)
    return word.lemma in words or word.lower.strip("'’") in words
