"""The report's own statements: what it says without citing anybody."""

from collections.abc import Iterator, Sequence

from sayso.lang.language import Language
from sayso.records.finding import Attribution
from sayso.records.parse import Parse, Token


def find_own_statements(
    attributions: Sequence[Attribution], parse: Parse, language: Language
) -> Iterator[tuple[int, ...]]:
    """Yield the words of each statement in the report's own voice, in text order.

    Sentences that hold no attribution, cut where a coordinate clause brings a subject of
    its own, and whole clauses beside an attribution. That somebody declined to comment is
    no statement.
    """
    taken: set[int] = set()
    cues: set[int] = set()
    for attribution in attributions:
        for part in (*attribution.outer, attribution):
            taken.update(part.content, part.cue, part.through, part.behind)
            if _speaks_here(part, parse):
                taken.update(part.source)
            cues.update(part.cue)
    for first, last in parse.sentences:
        sentence = range(first, last + 1)
        if _declines(parse, language, first, last) and not cues & set(sentence):
            continue
        if not taken & set(sentence):
            yield from _clauses(parse, first, last)
        else:
            yield from _beside(parse, taken, first, last)


def _speaks_here(part: Attribution, parse: Parse) -> bool:
    """Whether the source stands in the attribution's own clause.

    In "a judge acquitted him, finding that S" the judge is also who acquitted him.
    """
    if part.speaker is None or parse.tokens[part.verb].dep not in {"advcl", "conj", "xcomp"}:
        return True
    verb = parse.tokens[part.verb]
    return verb.left <= part.speaker <= verb.right


def _clauses(parse: Parse, first: int, last: int) -> Iterator[tuple[int, ...]]:
    """Cut a sentence where a coordinate clause brings a subject of its own."""
    cuts = [first]
    for i in range(first, last + 1):
        token = parse.tokens[i]
        if token.dep == "conj" and token.pos in {"VERB", "AUX"} and _is_main(parse, token):
            subject = parse.children(i, "nsubj", "nsubjpass")
            if subject and subject[0].i < i and subject[0].left - 1 > first:
                start = token.left
                if start > cuts[-1] + 2:
                    cuts.append(start)
    for begin, end in zip(cuts, [*cuts[1:], last + 1], strict=True):
        words = tuple(range(begin, end))
        if _says_something(parse, words):
            yield words


def _is_main(parse: Parse, token: Token) -> bool:
    return parse.tokens[token.head].dep in {"ROOT", "conj"}


def _beside(parse: Parse, taken: set[int], first: int, last: int) -> Iterator[tuple[int, ...]]:
    """Whole clauses of a sentence that no attribution covers, at its start or end."""
    run: list[int] = []
    for i in [*range(first, last + 1), -1]:
        if i >= 0 and i not in taken:
            run.append(i)
            continue
        if run and _is_clause(parse, run):
            yield tuple(run)
        run = []


def _is_clause(parse: Parse, words: list[int]) -> bool:
    """A subject and a finite verb of its own, joined by a conjunction or a semicolon."""
    inside = set(words)
    for i in words:
        token = parse.tokens[i]
        if token.pos in {"VERB", "AUX"} and token.dep in {"ROOT", "conj"}:
            subjects = parse.children(i, "nsubj", "nsubjpass")
            if any(subject.i in inside for subject in subjects) and len(words) >= 4:
                return True
    return False


def _says_something(parse: Parse, words: tuple[int, ...]) -> bool:
    return sum(parse.tokens[i].pos not in {"PUNCT", "SPACE"} for i in words) >= 3


def _declines(parse: Parse, language: Language, first: int, last: int) -> bool:
    """Whether a sentence only says that somebody did not comment."""
    entry = language.entry("reporting", "no_comment")
    for i in range(first, last + 1):
        token = parse.tokens[i]
        if token.lemma in entry.lemmas:
            followers = [t.lemma for t in parse.children(i, "xcomp", "dobj")]
            if any(word in entry.phrases for word in followers):
                return True
        if token.lemma in {"respond", "reply", "comment", "answer"} and any(
            child.dep == "neg" for child in parse.children(i)
        ):
            return True
    return False
