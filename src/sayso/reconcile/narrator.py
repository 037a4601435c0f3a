"""Who tells a report in his own words throughout: "My name is Ruslan. They mobilized me"."""

from sayso.lang.language import Language
from sayso.records.parse import Parse, Token

_SUBJECTS = ("nsubj", "nsubjpass")


def list_own_names(parse: Parse, language: Language) -> tuple[int, ...]:
    """Return the words by which writers give their own names, outside all quotations.

    "My name is Ruslan", "I am Ruslan Orlov", "I, Ruslan Orlov, refuse".
    """
    alone = language.words("coreference", "speaker_alone")
    nouns = language.words("people", "name_noun")
    return tuple(t.i for t in parse.tokens if _is_own(parse, t, alone, nouns))


def _is_own(parse: Parse, name: Token, alone: frozenset[str], nouns: frozenset[str]) -> bool:
    if name.pos != "PROPN" or name.quoted or name.dep not in {"appos", "attr"}:
        return False
    above = parse.tokens[name.head]
    if name.dep == "appos":
        return above.lower in alone
    return any(
        subject.lower in alone
        or (
            subject.lemma in nouns
            and any(whose.lower in alone for whose in parse.children(subject.i, "poss"))
        )
        for subject in parse.children(above.i, *_SUBJECTS)
    )
