"""Where and when a telled event happened: what its clause says of place and time."""

from collections.abc import Iterator

from sayso.lang.language import Language
from sayso.read.clauses import SUBJECTS, is_verb, prepositions
from sayso.records.parse import Parse, Token

# A basement in a village in a district in a region of a country, and something to spare.
_INSIDE = 8
# A time may hang on a noun beside the verb, no deeper.
_NESTED = 1
# A dateline ("VILNIUS, March 13 - ...") stands within the first words of a report.
_DATELINE = 10


# Ranks of `place_preposition`: beyond the first no place; up to the second where a thing is,
# not whence it comes ("a welder from Slonim").
_NOWHERE, _WITHIN = 6, 3


def find_places(
    parse: Parse, language: Language, anchor: Token, carriers: tuple[int, ...]
) -> tuple[int, ...]:
    """Return head words of where it happened, likeliest first.

    Args:
        parse: The report's parse.
        language: Its language.
        anchor: The word that governs the telling.
        carriers: Words beside the anchor that tell it too ("opened a *case* in Russia").
    """
    ranks = {
        **language.values("events", "place_preposition"),
        **language.values("events", "goal_preposition"),
    }
    found = [(0, 0, at) for at in _relative_place(parse, language, anchor)]
    for word in (anchor.i, *carriers):
        for preposition in prepositions(parse, word):
            rank = int(ranks.get(preposition.lower, _NOWHERE))
            if rank >= _NOWHERE or (word != anchor.i and rank > _WITHIN):
                continue
            for noun in parse.children(preposition.i, "pobj"):
                if is_time(language, noun) or noun.pos == "NUM":
                    continue
                found.extend((rank, noun.i, at) for at in _nested(parse, language, noun))
    ordered = (at for _, _, at in sorted(found, key=lambda item: (item[0], item[1])))
    return tuple(dict.fromkeys(ordered))


def _relative_place(parse: Parse, language: Language, verb: Token) -> list[int]:
    """Return the places before "where he was detained", the nearest site first."""
    if verb.dep != "relcl" or not any(t.tag == "WRB" for t in parse.children(verb.i, "advmod")):
        return []
    found = []
    for at in (parse.tokens[verb.head], *parse.ancestors(verb.head)):
        if at.pos not in ("NOUN", "PROPN", "ADP") or is_time(language, at):
            break
        if at.pos != "ADP":
            found.append(at.i)
    return found[::-1]


def find_time(
    parse: Parse, language: Language, anchor: Token, carriers: tuple[int, ...]
) -> int | None:
    """Return the offset of the time expression that dates an event, or ``None``.

    A time that hangs on a verb of saying above dates the saying, unless it stands before
    what is said ("On Sunday he was detained, she said").
    """
    at: Token | None = anchor
    below: Token = anchor
    for _ in range(4):
        if at is None:
            return None
        times = [
            noun
            for noun in _times_of(parse, language, at)
            if at.i == anchor.i
            or below.dep not in ("ccomp", "relcl")
            or (noun.i < below.left and at.i > below.i)
        ]
        if below.dep == "conj":
            times += [
                noun
                for part in parse.children(at.i, "xcomp")
                for noun in _times_of(parse, language, part)
            ]
        if at.i == anchor.i:
            times += [
                noun for word in carriers for noun in _times_of(parse, language, parse.tokens[word])
            ]
        if not times and is_verb(at):
            # "Police on Monday detained him", where the parser dates the police.
            times = [
                noun
                for subject in parse.children(at.i, "nsubj")
                if subject.i < at.i
                for noun in _times_of(parse, language, subject)
                if subject.i < noun.i < at.i
            ]
        if times:
            nearest = min(times, key=lambda noun: (abs(noun.i - anchor.i), noun.i))
            return parse.tokens[_left(parse, nearest)].begin
        below, at = at, _dating_governor(parse, language, at)
    return None


def _dating_governor(parse: Parse, language: Language, word: Token) -> Token | None:
    """Return the verb whose time dates this word's event as well."""
    head = parse.tokens[word.head]
    if word.dep == "conj" and (
        parse.children(word.i, *SUBJECTS) or _differ_in_time(parse, word, head)
    ):
        return None
    if word.dep == "pcomp" and head.lower in language.words("events", "object_preposition"):
        # "Found guilty in August of ignoring a summons": he ignored it before.
        return None
    if _is_earlier(parse, language, word):
        return None
    if word.dep not in (
        "xcomp",
        "pcomp",
        "advcl",
        "conj",
        "ccomp",
        "prep",
        "pobj",
        "dobj",
        "nsubj",
        "nsubjpass",
    ):
        return None
    return head if head.i != word.i else None


def _is_earlier(parse: Parse, language: Language, word: Token) -> bool:
    """Tell whether a clause is said to lie before its governor's: "jailed after he refused"."""
    earlier = language.words("events", "earlier_clause")
    if word.dep == "advcl":
        return any(mark.lower in earlier for mark in parse.children(word.i, "mark"))
    return word.dep == "pcomp" and parse.tokens[word.head].lower in earlier


def _differ_in_time(parse: Parse, verb: Token, head: Token) -> bool:
    """Tell whether a joined verb says its own tense: "were called up in May and are waiting"."""
    if not is_verb(verb) or not is_verb(head):
        return False
    one, other = (parse.children(v.i, "aux", "auxpass") for v in (verb, head))

    def finite(word: Token, auxiliaries: tuple[Token, ...]) -> bool:
        return any(t.tag in ("VBZ", "VBP", "MD") for t in (word, *auxiliaries))

    if any(t.tag in ("VBZ", "VBP", "MD") for t in other) and not one:
        return False
    progressive = (verb.tag == "VBG" and bool(one)) != (head.tag == "VBG" and bool(other))
    return finite(verb, one) != finite(head, other) or progressive


def _times_of(parse: Parse, language: Language, word: Token, depth: int = 0) -> Iterator[Token]:
    for token in parse.children(word.i):
        if token.dep in ("npadvmod", "nmod", "advmod", "tmod", "dobj", "pobj", "appos") and _dates(
            parse, language, token
        ):
            yield token
        if token.pos in ("ADP", "SCONJ", "ADV") and (
            token.lower not in language.words("events", "span_preposition")
            or word.lemma in language.words("events", "scheduling")
        ):
            for noun in (*parse.children(token.i, "pobj", "pcomp"), token):
                if noun.i != token.i and _dates(parse, language, noun):
                    yield noun
        if token.pos in ("ADP", "SCONJ") and depth < _NESTED:
            # "in an earlier raid on Monday", "for a third time in May"
            for noun in parse.children(token.i, "pobj"):
                yield from _times_of(parse, language, noun, depth + 1)


def _dates(parse: Parse, language: Language, noun: Token) -> bool:
    """Tell whether a noun says when; how long ("two years") does not."""
    if not is_time(language, noun):
        return False
    left = _left(parse, noun)
    after = parse.tokens[noun.i + 1 : noun.i + 4]
    if left < _DATELINE and any(t.lower in language.words("events", "dash") for t in after):
        return False
    counted = any(t.dep == "nummod" for t in parse.children(noun.i)) or noun.tag == "NNS"
    if not counted or noun.pos != "NOUN":
        return True
    before = {t.lower for t in parse.tokens[max(left - 1, 0) : noun.i]}
    return bool(before & language.words("events", "dating_word")) or any(
        t.lower in language.words("events", "dating_after") for t in after[:1]
    )


def is_time(language: Language, noun: Token) -> bool:
    """Tell whether a noun belongs to an expression of time."""
    if noun.lower.rstrip(".") in language.words("events", "time_word"):
        return True
    if noun.text in language.values("times", "month") and noun.pos == "PROPN":
        # "5 May 2023", which some parsers name nothing.
        return noun.name != "PERSON"
    # "The 24-year-old" is named as a date by some parsers.
    return noun.name in ("DATE", "TIME") and noun.pos != "ADJ"


def _left(parse: Parse, noun: Token) -> int:
    inside = [t.i for t in parse.subtree(noun.i) if t.i <= noun.i and not is_verb(t)]
    return min(inside, default=noun.i)


def _nested(parse: Parse, language: Language, noun: Token) -> list[int]:
    """Return a place and those that it is said to lie in, the nearest first."""
    nesting = language.words("events", "nesting_preposition")
    found: list[int] = []
    todo = [noun]
    while todo and len(found) < _INSIDE:
        at = todo.pop(0)
        if is_time(language, at):
            continue
        found.append(at.i)
        for preposition in parse.children(at.i, "prep"):
            if preposition.lower in nesting:
                todo.extend(parse.children(preposition.i, "pobj"))
        todo.extend(t for t in parse.children(at.i, "appos", "conj") if t.pos == "PROPN")
    return found
