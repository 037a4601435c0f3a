"""The report's own statements: what it says without citing anybody."""

from collections.abc import Iterable, Iterator, Sequence

from sayso.lang.language import Language
from sayso.records.finding import Attribution
from sayso.records.parse import Parse, Token

_VERBS = frozenset({"VERB", "AUX"})
_MAIN = frozenset({"ROOT", "conj"})
# Words that a statement needs, without marks; that a clause beside an attribution needs,
# with them; and that can join two clauses (", and").
_STATEMENT = 3
_CLAUSE = 4
_JOINT = 2


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
        if not cues & set(sentence) and _declines(parse, language, sentence):
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
        start = _find_cut(parse, parse.tokens[i], first)
        if start is None:
            start = _find_splice(parse, parse.tokens[i])
        if start is not None and start > cuts[-1] + _JOINT:
            cuts.append(start)
    for begin, end in zip(cuts, [*cuts[1:], last + 1], strict=True):
        words = tuple(range(begin, end))
        if _says_something(parse, words):
            yield words


def _find_cut(parse: Parse, token: Token, first: int) -> int | None:
    """Where the coordinate clause of a verb begins, ``None`` where there is none to cut off."""
    head = parse.tokens[token.head]
    coordinate = token.dep == "conj" and (
        head.dep in _MAIN or _find_splice(parse, parse.tokens[head.head], head) is not None
    )
    if not coordinate or token.pos not in _VERBS:
        return None
    subject = next(iter(parse.children(token.i, "nsubj", "nsubjpass")), None)
    # Behind the verb it is no subject of a clause that can stand alone; right behind the
    # sentence's first word nothing is left to cut off.
    if subject is None or subject.i > token.i or subject.left - 1 <= first:
        return None
    # "..., but the conviction stands" is a statement; what is shorter stays where it is.
    clause = range(token.left, token.right + 1)
    return token.left if _says_something(parse, clause) else None


def _find_splice(parse: Parse, verb: Token, before: Token | None = None) -> int | None:
    """Where a clause begins that a comma alone parts from one before, of the other polarity.

    "His sentence was upheld, he was not released": a parser makes the first the object of
    the second. As one statement the two would be neither affirmed nor denied.
    """
    if verb.dep not in _MAIN:
        return None
    clauses = [before] if before is not None else parse.children(verb.i, "ccomp")
    subject = next(iter(parse.children(verb.i, "nsubj", "nsubjpass")), None)
    for clause in clauses:
        comma = clause.right + 1
        if (
            clause.dep == "ccomp"
            and subject is not None
            and comma < subject.left <= verb.i
            and parse.tokens[comma].pos == "PUNCT"
            and parse.children(clause.i, "nsubj", "nsubjpass")
            and _is_negated(parse, clause) != _is_negated(parse, verb)
        ):
            return comma + 1
    return None


def _is_negated(parse: Parse, verb: Token) -> bool:
    return bool(parse.children(verb.i, "neg"))


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
    return len(words) >= _CLAUSE and any(
        subject.i in inside
        for token in (parse.tokens[i] for i in words)
        if token.pos in _VERBS and token.dep in _MAIN
        for subject in parse.children(token.i, "nsubj", "nsubjpass")
    )


def _says_something(parse: Parse, words: Iterable[int]) -> bool:
    return sum(parse.tokens[i].pos not in {"PUNCT", "SPACE"} for i in words) >= _STATEMENT


def _declines(parse: Parse, language: Language, sentence: range) -> bool:
    """Whether a sentence only says that somebody did not comment."""
    entry = language.entry("reporting", "no_comment")
    answering = language.words("sources", "answering")
    for i in sentence:
        lemma = parse.tokens[i].lemma
        what = {token.lemma for token in parse.children(i, "xcomp", "dobj")}
        if lemma in entry.lemmas and not what.isdisjoint(entry.phrases):
            return True
        if lemma in answering and parse.children(i, "neg"):
            return True
    return False
