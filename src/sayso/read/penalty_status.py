"""Where a penalty stands, by the words that govern it."""

from typing import NamedTuple

from sayso.lang.language import Language
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span
from sayso.records.value import PenaltyStatus

_ENTRIES = (
    ("faced", PenaltyStatus.FACED),
    ("sought", PenaltyStatus.SOUGHT),
    ("upheld", PenaltyStatus.UPHELD),
    ("reduced", PenaltyStatus.REDUCED),
    ("imposed", PenaltyStatus.IMPOSED),
)


# Labels of a participle that stands for a clause without a verb of its own.
_SMALL = {"ccomp", "xcomp", "oprd", "acl", "dep"}


class Standing(NamedTuple):
    """The word that governs a penalty, by number, and where the penalty stands by it."""

    anchor: int
    status: PenaltyStatus


def find_standing(parse: Parse, language: Language, span: Span) -> Standing | None:
    """Return what governs the penalty at a span, ``None`` where nothing makes it one.

    A penalty of a known kind that no listed word governs is a threatened one.
    """
    inside = parse.tokens_in(*span)
    if not inside:
        return None
    outer = _outermost(inside)
    chain = [word for word in (outer, *parse.ancestors(outer.i)) if word not in inside]
    lead = parse.tokens[inside[0].i - 1] if inside[0].i else None
    if lead is not None and lead.pos == "VERB" and _status_of(parse, lead, language) is not None:
        # "fined 20,000 lira": the parser may hang the sum elsewhere.
        chain.insert(0, lead)
    if lead is not None and lead.lower in language.words("law", "destined"):
        # "Cut his fine from 500 euros to 100": the fine is what was cut, and cuts nothing.
        fines = language.words("law", "fine_word")
        chain = [word for word in chain if word.pos != "NOUN" or word.lower not in fines]
    clause = _clause_after(parse, inside)
    governed = None if not chain else _status_of(parse, chain[0], language)
    changed = governed in {PenaltyStatus.UPHELD, PenaltyStatus.REDUCED}
    if (
        clause is not None
        and not changed
        and _status_of(parse, clause, language) is PenaltyStatus.IMPOSED
    ):
        # "a fine, imposed last year"; but "upheld a term handed to Orlov"
        return Standing(clause.i, PenaltyStatus.IMPOSED)
    for number, word in enumerate(chain):
        if word.lemma in language.words("law", "leaving") and _is_unchanged(parse, language, word):
            return Standing(word.i, PenaltyStatus.UPHELD)
        status = _status_of(parse, word, language)
        if status is None:
            continue
        if word.lemma in language.words("law", "raised") and _is_of_law(parse, language, word):
            status = PenaltyStatus.FACED
        if status is PenaltyStatus.REDUCED and _is_old(language, lead):
            status = PenaltyStatus.IMPOSED
        return Standing(word.i, _seen_in_place(parse, language, chain[number:], status))
    anchor = chain[0] if chain else outer
    if anchor.pos == "VERB" and _is_unchanged(parse, language, anchor):
        return Standing(anchor.i, PenaltyStatus.UPHELD)
    return Standing(anchor.i, PenaltyStatus.FACED)


def _is_unchanged(parse: Parse, language: Language, verb: Token) -> bool:
    after = parse.text[verb.end : parse.tokens[verb.right].end].lower()
    return any(words in after for words in language.words("law", "unchanged"))


def _is_of_law(parse: Parse, language: Language, verb: Token) -> bool:
    """Whether what is raised is what a law threatens: "raised the maximum penalty"."""
    said = {word.lower for word in parse.subtree(verb.i)}
    return bool(said & language.words("law", "maximum_word"))


def _clause_after(parse: Parse, inside: tuple[Token, ...]) -> Token | None:
    """Return the participle that follows a penalty and describes it, or ``None``."""
    following = parse.tokens[inside[-1].i + 1 : inside[-1].i + 3]
    for token in following:
        if token.tag == "VBN" and token.sentence == inside[-1].sentence:
            return token if token.dep not in {"conj", "ROOT"} else None
        if token.text not in {",", ")"}:
            return None
    return None


def _outermost(inside: tuple[Token, ...]) -> Token:
    numbers = {word.i for word in inside}
    heads = [word for word in inside if word.head not in numbers or word.head == word.i]
    nouns = [word for word in heads if word.pos in {"NOUN", "PROPN", "NUM", "SYM"}]
    return (nouns or heads or list(inside))[0]


def _status_of(parse: Parse, word: Token, language: Language) -> PenaltyStatus | None:
    if word.pos not in {"VERB", "AUX", "ADJ", "NOUN"}:
        return None
    if (phrasal := _phrasal(parse, word, language)) is not None:
        return phrasal
    for name, status in _ENTRIES:
        if {word.lemma, word.lower} & language.words("law", name):
            return status
    return None


def _phrasal(parse: Parse, word: Token, language: Language) -> PenaltyStatus | None:
    """Return what a verb means with what stands with it: "set aside", "bring the term to"."""
    if word.pos not in {"VERB", "AUX"}:
        return None
    values = language.values("law", "phrasal")
    for small in parse.children(word.i, "prt", "advmod"):
        if f"{word.lemma} {small.lower}" in values:
            return PenaltyStatus(str(values[f"{word.lemma} {small.lower}"]))
    if word.lemma in language.words("law", "appealed"):
        return PenaltyStatus.IMPOSED
    if word.lemma in language.words("law", "summing"):
        objects = {it.lemma for it in parse.children(word.i, "dobj")}
        return PenaltyStatus.IMPOSED if objects & language.words("law", "sentence_word") else None
    if word.lemma in language.words("law", "standing"):
        alone = not parse.children(word.i, "prep", "attr")
        return PenaltyStatus.UPHELD if alone else None
    return None


def _is_old(language: Language, lead: Token | None) -> bool:
    """Whether the penalty is the one that was reduced: "cut from five years to three"."""
    return lead is not None and lead.lower in language.words("law", "from")


def _seen_in_place(
    parse: Parse, language: Language, chain: list[Token], status: PenaltyStatus
) -> PenaltyStatus:
    """Weigh a governing word by what stands around it: "could be sentenced", "asked to jail"."""
    word = chain[0]
    if status is not PenaltyStatus.IMPOSED:
        return status
    modals = language.words("law", "hypothetical")
    perfect = language.words("times", "perfect")
    for above in chain[:4]:
        aux = parse.children(above.i, "aux", "auxpass")
        said = {child.lower for child in aux} | {child.lemma for child in aux}
        if above.lemma in language.words("law", "appealed"):
            # "He would appeal against the sentence": there is one.
            return status
        if _will_serve(parse, language, above, said):
            return status
        # "He could have been jailed": he was not; "he may have been jailed": perhaps he was.
        if said & modals and (not said & perfect or said & language.words("law", "unreal")):
            return PenaltyStatus.FACED
        if above.i != word.i and above.lemma in language.words("law", "sought"):
            return PenaltyStatus.SOUGHT
        if above.i != word.i and above.lemma in language.words("law", "upheld"):
            return PenaltyStatus.UPHELD
        if above.i != word.i and _status_of(parse, above, language) is PenaltyStatus.FACED:
            return PenaltyStatus.FACED
        # "Could be fined or sent to prison": a joined participle shares the modal.
        shared = above.tag in {"VBN", "VBD"} and above.dep == "conj" and not aux
        # "Wanted him jailed": what is wanted is not done.
        shared = shared or (above.tag == "VBN" and above.dep in _SMALL and not aux)
        # "Demanded that he be jailed": the bare form says what is wanted.
        shared = shared or any(child.tag == "VB" for child in aux)
        if (
            not shared
            and above.tag not in {"VB", "VBG", "NN", "NNS"}
            and above.pos in {"VERB", "AUX"}
        ):
            break
    return status


def _will_serve(parse: Parse, language: Language, verb: Token, said: set[str]) -> bool:
    """Whether somebody is to serve what was imposed: "he will spend five years in a colony"."""
    if verb.lemma not in language.words("law", "serving"):
        return False
    future = bool(said & language.words("law", "future"))
    return future and not parse.children(verb.i, "advcl")
