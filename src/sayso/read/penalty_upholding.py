"""Which penalties a later sentence upholds: "The sentence was upheld"."""

from collections.abc import Iterator
from dataclasses import replace

from sayso.lang.language import Language
from sayso.read.clauses import find_patients, is_verb
from sayso.read.event_status import find_status
from sayso.records.event import EventStatus
from sayso.records.finding import PenaltyFinding
from sayso.records.parse import Parse, Token
from sayso.records.value import PenaltyStatus

# "The sentence" is the one that was told at most this many sentences before.
_NEAR = 3


def uphold_penalties(
    parse: Parse, language: Language, findings: tuple[PenaltyFinding, ...]
) -> tuple[PenaltyFinding, ...]:
    """Return the penalties, those that a later sentence upholds without naming them as upheld.

    Only the penalty told last can be meant by "the sentence", with those that go with it,
    and only where the upholding is told as done.
    """
    upheld: set[int] = set()
    verbs = language.words("law", "upheld") | language.words("law", "leaving")
    for verb in parse.tokens if findings else ():
        if verb.lemma in verbs and is_verb(verb) and _is_upholding(parse, language, verb):
            told = [n for n, f in enumerate(findings) if f.penalty.span.end <= verb.begin]
            if told and _upholds(parse, language, verb, findings):
                last = findings[told[-1]]
                upheld.update(n for n in told if findings[n].anchor == last.anchor)
            upheld.update(_told_within(parse, language, verb, findings))
    return tuple(
        replace(finding, penalty=replace(finding.penalty, status=PenaltyStatus.UPHELD))
        if number in upheld and finding.penalty.status is PenaltyStatus.IMPOSED
        else finding
        for number, finding in enumerate(findings)
    )


def _told_within(
    parse: Parse, language: Language, verb: Token, findings: tuple[PenaltyFinding, ...]
) -> Iterator[int]:
    """Yield the penalties told of what is upheld: "left the verdict of Orlov, who got ..."."""
    for noun in (parse.tokens[i] for i in find_patients(parse, language, verb)):
        if noun.lemma not in language.words("law", "penalty_noun"):
            continue
        begin, end = parse.tokens[noun.left].begin, parse.tokens[noun.right].end
        happened = find_status(parse, language, verb) is EventStatus.HAPPENED
        for number, finding in enumerate(findings):
            if happened and begin <= finding.penalty.span.begin < end:
                yield number


def _is_upholding(parse: Parse, language: Language, verb: Token) -> bool:
    """Whether a verb upholds what it is about: "upheld it", "leaving it in force"."""
    if verb.lemma in language.words("law", "upheld"):
        return True
    if verb.lemma not in language.words("law", "leaving"):
        return False
    after = parse.text[verb.end : parse.tokens[verb.right].end].lower()
    return any(words in after for words in language.words("law", "unchanged"))


def _upholds(
    parse: Parse, language: Language, verb: Token, findings: tuple[PenaltyFinding, ...]
) -> bool:
    """Tell whether a verb says as done that a penalty told before stands."""
    nouns = (parse.tokens[i] for i in find_patients(parse, language, verb))
    if not any(
        noun.lemma in language.words("law", "penalty_noun")
        and parse.children(noun.i, "det", "poss")
        for noun in nouns
    ):
        return False
    clause = parse.tokens[verb.left].begin, parse.tokens[verb.right].end
    own = (clause[0] <= f.penalty.span.begin < clause[1] for f in findings)
    sentences = [
        token.sentence
        for f in findings
        if f.penalty.span.end <= verb.begin and (token := parse.token_at(f.penalty.span.begin))
    ]
    near = verb.sentence - sentences[-1] <= _NEAR
    return near and not any(own) and find_status(parse, language, verb) is EventStatus.HAPPENED
