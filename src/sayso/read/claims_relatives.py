"""Statements that a clause with "which" says something of: "he had fled, which she denied"."""

from collections.abc import Sequence

from sayso.read.clauses import SUBJECTS
from sayso.read.cue import Cue
from sayso.read.reporting_words import ReportingWords
from sayso.records.parse import Parse, Token

_RELATIVE = "WDT"


def find_relative_object(parse: Parse, verb: Token) -> Token | None:
    """Return the "which" that a verb governs in a clause that a comma parts, or ``None``."""
    for child in parse.children(verb.i, "dobj"):
        if child.tag == _RELATIVE and child.i and parse.tokens[child.i - 1].text == ",":
            return child
    return None


def part_relatives(cues: Sequence[Cue], parse: Parse, words: ReportingWords) -> None:
    """Let who denies something in a clause with "which" speak beside who said it.

    "Police said he had fled, which his lawyer denied": the lawyer's word is no part of the
    police's, and his is what "which" stands for. A parser may hang all before it below his.
    """
    for cue in cues:
        verb = parse.tokens[cue.verb]
        if verb.lemma not in words.denial or verb.quoted:
            continue
        relative = find_relative_object(parse, verb)
        subject = next(iter(parse.children(verb.i, *SUBJECTS)), None)
        if relative is None or subject is None:
            continue
        if cue.speaker != subject.i and subject.i not in cue.source:
            cue.source = {token.i for token in parse.subtree(subject.i)}
            cue.speaker = subject.i
        cue.content = {relative.i}
        clause = range(relative.i - 1, verb.right + 1)
        for other in cues:
            if other is not cue and other.verb < relative.i:
                other.content.difference_update(clause)
