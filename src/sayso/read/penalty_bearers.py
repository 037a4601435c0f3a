"""Whom a penalty threatens or befell, by the parse."""

from collections.abc import Collection

from sayso.lang.language import Language
from sayso.read.mention_words import get_mention_words
from sayso.read.penalty_gaps import find_gapped, find_name_after, find_struck, is_person
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span

_OBJECTS = ("dative", "dobj", "nsubj")
_CLAUSES = {"relcl", "acl"}
_UPWARD = {"xcomp", "conj", "ccomp", "advcl", "pcomp", "prep", "aux", "pobj"}
_LIMIT = 5
_AFTER = 4  # words after a penalty within which its bearer is named
_PLURALS = {"NNS", "NNPS"}
# Types of names that are no person's.
_NOBODY = {"GPE", "LOC", "FAC", "DATE", "TIME", "MONEY", "LAW", "PERCENT", "ORDINAL"}


def find_bearer(
    parse: Parse, language: Language, anchor: int, span: Span, penal: Collection[int]
) -> int | None:
    """Return the head word of the person whom a penalty hits, or ``None``.

    Args:
        parse: The report's parse.
        language: The language that it is written in.
        anchor: The word that governs the penalty.
        span: The penalty.
        penal: The words of all penalties: none of them is a person.
    """
    found = _find_bearer(parse, language, anchor, span, penal)
    if found is None:
        return None
    found = _end_of_compound(parse, found)
    word = parse.tokens[found]
    better = _find_convict(parse, language, word) or _find_one_of(parse, language, word)
    if better is not None:
        return better
    if word.name == "PERSON" or word.tag in _PLURALS or word.tag == "PRP":
        return found
    # "A fourth, Nino Beridze, was fined": the name says who it is.
    named = (word.i for word in parse.children(found, "appos") if _is_named(word))
    name = next(named, None) or find_name_after(parse, found)
    return found if name is None else name


def _find_convict(parse: Parse, language: Language, word: Token) -> int | None:
    """Return who was tried in the sentence before, of whom "he" or "she" is told next.

    "A jury convicted Reka of hitting Orlov. He faces up to five years": Reka, and only where
    that sentence names one person whom a court dealt with.
    """
    number = word.sentence
    if number == 0 or word.lower not in get_mention_words(language).pronouns:
        return None
    first, last = parse.sentences[number - 1]
    if parse.tokens[first].paragraph != word.paragraph:
        return None
    if any(is_person(it, language) for it in parse.tokens[parse.sentences[number][0] : word.i]):
        # Somebody of its own sentence may be meant.
        return None
    verbs = language.words("law", "found_guilty")
    tried: set[int] = set()
    for verb in parse.tokens[first : last + 1]:
        if verb.lemma in verbs and verb.tag in {"VBN", "VBD"}:
            patients = parse.children(verb.i, "nsubjpass") or parse.children(verb.i, "dobj")
            tried.update(it.i for it in patients if _is_named(it))
    return tried.pop() if len(tried) == 1 else None


def _find_one_of(parse: Parse, language: Language, word: Token) -> int | None:
    """Return the name in "Among those jailed for life was Pavel Reka", or ``None``."""
    preposition = parse.tokens[word.head]
    if word.dep != "pobj" or preposition.lower not in language.words("law", "among"):
        return None
    verb = parse.tokens[preposition.head]
    named = parse.children(verb.i, "nsubj", "attr")
    if verb.lemma not in language.words("law", "being") or len(named) != 1:
        return None
    # "Were Reka and two others": more than one person bears it.
    alone = _is_named(named[0]) and not parse.children(named[0].i, "conj")
    return named[0].i if alone and named[0].i > verb.i else None


def _is_named(word: Token) -> bool:
    return word.name == "PERSON" or (word.pos == "PROPN" and word.name not in _NOBODY)


def _end_of_compound(parse: Parse, i: int) -> int:
    """Return the last word of what hyphens join without a blank: "co-defendant"."""
    tokens = parse.tokens
    while (
        i + 2 < len(tokens)
        and tokens[i + 1].text == "-"
        and tokens[i].end == tokens[i + 1].begin
        and tokens[i + 1].end == tokens[i + 2].begin
    ):
        i += 2
    return i


def _find_bearer(
    parse: Parse, language: Language, anchor: int, span: Span, penal: Collection[int]
) -> int | None:
    own = {token.i for token in parse.tokens_in(*span)}
    inside = {*own, *penal}
    recipient = _recipient(parse, language, _end_of_row(parse, own, inside))
    if recipient is not None:
        return recipient
    gapped = find_gapped(parse, language, span, inside - own)
    if gapped is not None and _may_bear(parse.tokens[gapped], language):
        return gapped
    struck = find_struck(parse, language, anchor, span)
    if struck is not None and _may_bear(parse.tokens[struck], language):
        return struck
    owner = _owner(parse, language, anchor, own)
    if owner is not None:
        return owner
    word = parse.tokens[anchor]
    for _ in range(_LIMIT):
        found = _of_verb(parse, language, word, inside)
        if found is not None:
            return found
        above = parse.tokens[word.head]
        if word.dep in _CLAUSES and above.i not in inside:
            return above.i if _may_bear(above, language) else None
        if above.i == word.i or word.dep not in _UPWARD:
            break
        # "Prosecutors asked for ..." has no bearer in what stands above it.
        if word.dep in {"ccomp"} and parse.children(word.i, "nsubj", "nsubjpass"):
            break
        word = above
    return _of_condition(parse, language, parse.tokens[anchor])


def find_earlier_bearer(parse: Parse, language: Language, anchor: int) -> int | None:
    """Return whom the sentence before is about: "Jennings was spared. The judge imposed ...".

    Only in the same paragraph, and only somebody: a name, or a noun with words of its own.
    """
    number = parse.tokens[anchor].sentence
    if number == 0:
        return None
    first, last = parse.sentences[number - 1]
    if parse.tokens[first].paragraph != parse.tokens[anchor].paragraph:
        return None
    for token in parse.tokens[first : last + 1]:
        if token.head == token.i:
            subjects = parse.children(token.i, "nsubj", "nsubjpass")
            bearers = (w for w in subjects if _may_bear(w, language) and _is_someone(w))
            return next((word.i for word in bearers), None)
    return None


def _end_of_row(parse: Parse, own: set[int], penal: set[int]) -> int:
    """Return the last word of a penalty and what "and" joins to it: "two years and a fine"."""
    last = max(own)
    while last + 2 in penal and parse.tokens[last + 1].pos == "CCONJ":
        last += 2
        while last + 1 in penal:
            last += 1
    return last


def _recipient(parse: Parse, language: Language, last: int) -> int | None:
    """Return the person who is named right after a penalty: "two years for Ivanov"."""
    following = list(parse.tokens[last + 1 : last + 1 + _AFTER])
    skipped = language.words("law", "each") | language.words("law", "handed")
    while following and following[0].lower in skipped:
        del following[0]
    if not following or following[0].lower not in language.words("law", "recipient"):
        return None
    for child in parse.children(following[0].i, "pobj"):
        child = _whom(parse, language, child)
        # "For the other two": a number with words of its own counts people.
        counts = child.tag == "CD" and bool(child.children)
        aside = any(_is_named(word) for word in parse.children(child.i, "appos"))
        named = _is_named(child) or aside or find_name_after(parse, child.i) is not None
        if is_person(child, language) or counts or named:
            return child.i if _may_bear(child, language) else None
    return None


def _whom(parse: Parse, language: Language, word: Token) -> Token:
    """Return the people of whom words take some: "each of the five defendants"."""
    if word.lower in language.words("law", "part_of"):
        for preposition in parse.children(word.i, "prep"):
            for child in parse.children(preposition.i, "pobj"):
                return child
    return word


def _owner(parse: Parse, language: Language, anchor: int, inside: set[int]) -> int | None:
    """Return the owner in "his five-year sentence", "the sentence of Petrov"."""
    sentences = language.words("law", "sentence_word")
    # "The arrest of Orlov": what people are held in is theirs as well.
    kept = frozenset(place.split()[-1] for place in language.values("law", "place"))
    objects = {
        word.i
        for word in parse.children(anchor, "dobj", "nsubj", "nsubjpass")
        if word.lemma in sentences or word.lower in kept
    }
    for i in sorted(inside | objects):
        for child in parse.children(i, "poss"):
            if _may_bear(child, language):
                return child.i
        if parse.tokens[i].lemma not in sentences and i not in objects:
            continue
        holder = _find_holder(parse, language, parse.tokens[i])
        if holder is not None:
            return holder
        for preposition in parse.children(i, "prep"):
            if preposition.lower not in language.words("law", "bearer_preposition"):
                continue
            for child in parse.children(preposition.i, "pobj"):
                if child.i not in inside and _may_bear(child, language) and _is_someone(child):
                    return child.i
    return None


def _find_holder(parse: Parse, language: Language, noun: Token) -> int | None:
    """Return who got it in "the term that Petrov received", or ``None``."""
    for clause in parse.children(noun.i, "relcl"):
        if clause.lemma not in language.words("law", "imposed"):
            continue
        for dep in ("nsubjpass", "nsubj"):
            for subject in parse.children(clause.i, dep):
                if _may_bear(subject, language) and _is_someone(subject):
                    return subject.i
    return None


def _is_someone(word: Token) -> bool:
    """Whether a word may name a person rather than an offence or an amount."""
    if word.name in {"PERSON", "ORG"} or word.pos == "PRON":
        return True
    # "the conscript" has an article where "desertion" has none.
    return not word.name and word.tag in {"NN", "NNS"} and bool(word.children)


def _of_verb(parse: Parse, language: Language, verb: Token, inside: set[int]) -> int | None:
    """Return who of a verb's own subject and objects bears the penalty."""
    passive = parse.children(verb.i, "nsubjpass")
    # Whoever was jailed is no place, whatever the name looks like.
    struck = bool(passive) and passive[0].pos == "PROPN"
    struck = struck and verb.lemma in language.words("law", "striking")
    if passive and (struck or _may_bear(passive[0], language)):
        return _head_of_relative(parse, passive[0], verb)
    # A dateline may pass for a subject: the last one stands next to the verb.
    subject = next(reversed(parse.children(verb.i, "nsubj")), None)
    strikes = bool(parse.children(verb.i, "dobj", "dative")) and verb.lemma in language.words(
        "law", "striking"
    )
    imposer = subject is not None and (strikes or _imposes(parse, language, subject))
    if imposer or subject is None:
        for dep in ("dative", "dobj"):
            for child in parse.children(verb.i, dep):
                if child.pos == "ADP":
                    child = next(iter(parse.children(child.i, "pobj")), child)
                if child.i in inside or child.pos == "ADP" or not _may_bear(child, language):
                    continue
                # "Handed a community order": what is given is nobody.
                struck = verb.lemma in language.words("law", "striking")
                if struck or dep == "dative" or child.pos == "PROPN" or is_person(child, language):
                    return child.i
    if verb.lemma in language.words("law", "imposed"):
        for clause in parse.children(verb.i, "ccomp"):
            # "gave Junior Sergeant Kuzmin a term": the parser may see a clause there.
            for child in parse.children(clause.i, "nsubj"):
                if imposer and child.i not in inside and _may_bear(child, language):
                    return child.i
    if verb.lemma in language.words("law", "sought"):
        return _named_after(parse, language, verb, inside)
    if subject is None or imposer:
        return None
    if verb.lemma in language.words("law", "threatening") and not is_person(subject, language):
        # "Violent disorder carries five years": an offense bears nothing.
        return None
    return _head_of_relative(parse, subject, verb)


def _imposes(parse: Parse, language: Language, subject: Token) -> bool:
    """Whether a subject is a court, or "Judge Ivanova"."""
    titles = (word.lemma.lower() for word in parse.children(subject.i, "compound", "nmod"))
    parties = language.words("law", "court_party")
    return not _may_bear(subject, language) or any(title in parties for title in titles)


def _named_after(parse: Parse, language: Language, verb: Token, inside: set[int]) -> int | None:
    """Return the person in "sought a term of four years for him", or ``None``."""
    for token in parse.tokens[verb.i : verb.right + 1]:
        above = parse.tokens[token.head]
        wanted = above.lower in language.words("law", "bearer_preposition")
        is_person = token.name == "PERSON" or token.pos == "PRON"
        if token.dep == "pobj" and wanted and is_person and token.i not in inside:
            return token.i if _may_bear(token, language) else None
    return None


def _head_of_relative(parse: Parse, subject: Token, verb: Token) -> int:
    """Return what "who" stands for, or the subject itself."""
    if subject.tag in {"WP", "WDT"} and verb.dep == "relcl":
        return parse.tokens[verb.head].i
    return subject.i


def _may_bear(word: Token, language: Language) -> bool:
    parties = language.words("law", "court_party")
    return (
        word.pos in {"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"}
        and word.lemma.lower() not in parties
        and word.lower not in parties
        and word.name not in _NOBODY
    )


def _of_condition(parse: Parse, language: Language, anchor: Token) -> int | None:
    """Return the subject of "if her client does not pay, the fine could ..."."""
    for clause in parse.children(anchor.i, "advcl"):
        for subject in parse.children(clause.i, "nsubj", "nsubjpass"):
            if _may_bear(subject, language):
                return subject.i
    return None
