"""The word that names who speaks at a verb, as grammar has it."""

from sayso.read.reporting_words import ReportingWords
from sayso.records.parse import Parse, Token

_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
_NOMINAL = frozenset({"NOUN", "PROPN"})
_CLIMBS = 4
"""Verbs above one without a subject that are asked for theirs."""


def find_speaker(parse: Parse, words: ReportingWords, token: Token) -> Token | None:
    """Return the word that names who speaks at a verb of saying, or ``None``."""
    if parse.children(token.i, "auxpass"):
        return find_agent(parse, words, token)
    subjects = parse.children(token.i, "nsubj")
    if subjects:
        if find_interrupted(parse, token) is None:
            return _get_antecedent(parse, words, subjects[0], token)
        return subjects[-1] if len(subjects) > 1 else parse.tokens[token.i - 1]
    above = parse.tokens[token.head]
    if token.dep in {"conj", "xcomp"} and above.i != token.i:
        return _find_shared(parse, words, above)
    quoting = find_quoting(parse, words, token)
    if quoting is not None:
        # "TASS cited a source as saying that": the source is the object.
        return next(iter(parse.children(quoting.i, "dobj", "nsubjpass")), None)
    if token.dep in {"advcl", "pcomp"}:
        # "..., adding that": whoever speaks at the verb that it hangs on.
        governor = parse.tokens[above.head] if above.pos == "ADP" else above
        return _find_shared(parse, words, governor)
    if token.dep in {"acl", "relcl"} and above.pos in _NOMINAL:
        return above if token.tag == "VBG" or above.dep == "ROOT" else None
    if token.dep == "ROOT" and token.tag in {"VBD", "VBZ", "VBP"}:
        return _find_inverted(parse, token)
    return None


def find_interrupted(parse: Parse, token: Token) -> Token | None:
    """Return the subject of the clause that a verb of saying interrupts.

    "The men, the lawyer said on Monday, were beaten": the parser may hang both subjects
    on the verb of saying, or take the speaker for an apposition. The first one is whom
    the statement is about.
    """
    subjects = [t for t in parse.children(token.i, "nsubj", "nsubjpass") if t.i < token.i]
    if not subjects:
        return None
    end = subjects[-1].left if len(subjects) > 1 else token.i
    comma = any(one.text == "," for one in parse.tokens[subjects[0].i + 1 : end])
    if not comma or (len(subjects) == 1 and not _goes_on(parse, token)):
        return None
    return subjects[0]


def _goes_on(parse: Parse, token: Token) -> bool:
    """Tell whether a clause without a subject takes up again behind a verb set in commas."""
    if parse.tokens[token.i - 1].pos not in _NOMINAL:
        return False
    for clause in parse.children(token.i, "ccomp"):
        behind = clause.left > token.i and parse.tokens[clause.left - 1].text == ","
        finite = parse.tokens[clause.left].tag in {"VBD", "VBZ", "VBP", "MD"}
        if behind and finite and not parse.children(clause.i, *_SUBJECTS, "expl"):
            return True
    return False


def find_quoting(parse: Parse, words: ReportingWords, token: Token) -> Token | None:
    """Return the verb that quotes what another says: "cited" in "cited a source as saying"."""
    above = parse.tokens[token.head]
    if token.dep != "pcomp" or above.lower not in words.comparing:
        return None
    quoting = parse.tokens[above.head]
    return quoting if quoting.lemma in words.citing else None


def find_agent(parse: Parse, words: ReportingWords, token: Token) -> Token | None:
    """Return who does what a passive tells: "was said by relatives"."""
    for by in parse.children(token.i, "agent", "prep"):
        if by.lower in words.agent:
            return next(iter(parse.children(by.i, "pobj")), None)
    return None


def _find_inverted(parse: Parse, token: Token) -> Token | None:
    # "said Yael Mor": the parser sometimes takes an inverted subject for an object.
    after = [t for t in parse.children(token.i, "dobj", "attr", "appos") if t.pos == "PROPN"]
    return after[0] if after and after[0].left == token.i + 1 else None


def _find_shared(parse: Parse, words: ReportingWords, above: Token) -> Token | None:
    """Return the subject that a verb shares with one that hangs on it."""
    for _ in range(_CLIMBS):
        subjects = parse.children(above.i, *_SUBJECTS)
        if subjects:
            return _get_antecedent(parse, words, subjects[0], above)
        if above.dep not in {"conj", "xcomp", "advcl", "pcomp"} or above.head == above.i:
            break
        above = parse.tokens[above.head]
    return parse.tokens[above.head] if above.dep in {"relcl", "acl"} else None


def _get_antecedent(parse: Parse, words: ReportingWords, subject: Token, verb: Token) -> Token:
    """Return whom a relative pronoun stands for; any other subject as it is."""
    if subject.lower not in words.relative or subject.tag not in {"WP", "WDT"}:
        return subject
    clauses = (up for up in (verb, *parse.ancestors(verb.i)) if up.dep in {"relcl", "acl"})
    clause = next(clauses, None)
    if clause is None:
        return subject
    above = parse.tokens[clause.head]
    if subject.lower in words.relative_person and above.lemma in words.people:
        # "a source in the FSB, who said": who is the source.
        return above
    before = subject.i - 1
    while before > 0 and parse.tokens[before].pos == "PUNCT":
        before -= 1
    near = parse.tokens[before]
    return near if near.pos in _NOMINAL else above
