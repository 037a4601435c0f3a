"""Who is named as the source of a tagged statement."""

from sayso.read.cue import NOMINAL, get_below
from sayso.read.reporting_words import ReportingWords
from sayso.records.parse import Parse

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_CLAUSES = ("relcl", "acl")


def find_head(parse: Parse, words: set[int]) -> int:
    """Return the word that the others depend on; the first of several."""
    heads = [
        i for i in sorted(words) if parse.tokens[i].head not in words or parse.tokens[i].head == i
    ]
    named = [i for i in heads if parse.tokens[i].pos != "PUNCT"]
    return (named or heads)[0]


def find_named(parse: Parse, words: set[int]) -> int:
    """Return the noun of a source: "Helen Marsh", where a parser hangs her on "prosecuting"."""
    head = find_head(parse, words)
    if parse.tokens[head].pos in NOMINAL:
        return head
    nouns = {i for i in words if parse.tokens[i].pos in _NOUNS}
    return find_head(parse, nouns) if nouns else head


def leave_clauses(parse: Parse, source: set[int], speaker: int | None) -> set[int]:
    """Return the phrase of a source without the clauses behind it, which name others."""
    if speaker is None or speaker not in source:
        return source
    named = [parse.tokens[speaker], *parse.children(speaker, "appos")]
    clauses = (child for one in named for child in parse.children(one.i, *_CLAUSES))
    kept = source - get_below(parse, clauses)
    while kept and parse.tokens[max(kept)].pos == "PUNCT":
        kept.discard(max(kept))
    return kept


def is_setting(parse: Parse, words: ReportingWords, speaker: int) -> bool:
    """Tell whether a noun says where words were said, not whose: "suggested at the hearing"."""
    noun = parse.tokens[speaker]
    preposition = parse.tokens[noun.head]
    return (
        noun.dep == "pobj"
        and preposition.lower in words.setting_preposition
        and noun.lemma in words.setting
    )


def names_nobody(parse: Parse, words: ReportingWords, speaker: int | None) -> bool:
    """Tell whether a subject says that there is no source: "no lawyer said that S"."""
    if speaker is None:
        return False
    determiners = parse.children(speaker, "det", "neg")
    subjects = (parse.tokens[speaker], *determiners)
    return any(one.lower in words.nobody for one in subjects)
