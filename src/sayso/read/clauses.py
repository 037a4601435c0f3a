"""Who does what in a clause: subjects, objects and agents, also where grammar leaves them out."""

from collections.abc import Iterator

from sayso.lang.language import Language
from sayso.records.parse import Parse, Token

SUBJECTS = ("nsubj", "nsubjpass")
# Marks that end a sentence, which a headline lacks.
_ENDS = frozenset(".!?…;:")
# Clauses of one governor or the other are climbed at most this often.
_DEPTH = 8
# "away from", "out from under": no more prepositions hang on one another.
_DOUBLED = 2
_PREPOSITIONAL = ("prep", "dative", "agent", "prt", "advmod")


def is_verb(token: Token) -> bool:
    """Tell whether a word is used as a verb."""
    return token.tag.startswith("VB") or token.pos == "VERB"


def is_hidden_gerund(parse: Parse, language: Language, verb: Token) -> bool:
    """Tell whether a parser took a gerund for an adjective: "accused of beating soldiers"."""
    noun = parse.tokens[verb.head]
    preposition = parse.tokens[noun.head]
    return (
        verb.tag == "VBG"
        and verb.dep == "amod"
        and noun.dep == "pobj"
        and noun.left == verb.i == preposition.i + 1
        and preposition.lower in language.words("events", "object_preposition")
        and any(
            above.lemma in language.words("events", "blame")
            for above in (
                parse.tokens[preposition.head],
                parse.tokens[parse.tokens[preposition.head].head],
            )
        )
    )


def is_infinitive(parse: Parse, verb: Token) -> bool:
    """Tell whether a verb is an infinitive with its particle ("to be detained")."""
    return any(token.tag == "TO" for token in parse.children(verb.i, "aux"))


def is_passive(parse: Parse, verb: Token) -> bool:
    """Tell whether the clause of a verb is passive, reduced clauses included."""
    if parse.children(verb.i, "auxpass", "nsubjpass", "agent"):
        return True
    if verb.tag not in ("VBN", "VBD") or verb.dep == "ROOT":
        return False
    if parse.children(verb.i, "aux", "nsubj"):
        return False
    if verb.dep == "conj":
        head = parse.tokens[verb.head]
        return is_verb(head) and is_passive(parse, head) and verb.tag == "VBN"
    if verb.dep == "acl":
        return True
    return verb.tag == "VBN" and verb.dep in (
        *("advcl", "ccomp", "xcomp", "oprd", "pcomp", "acomp"),
    )


def is_headline_passive(parse: Parse, verb: Token) -> bool:
    """Tell whether a headline may leave out "was": "Soldier Ivan Orlov jailed for refusing".

    A parser then takes the participle for a past tense. It is for the caller to know that the
    verb needs an object, which it lacks.
    """
    first, last = parse.sentences[verb.sentence]
    begin, end = parse.paragraphs[verb.paragraph]
    alone = begin == parse.tokens[first].begin and end <= parse.tokens[last].end
    told = parse.tokens[last].text not in _ENDS and verb.tag in ("VBN", "VBD")
    beside = parse.children(verb.i, "aux", "dobj", "dative", "xcomp", "ccomp")
    return alone and told and not beside and bool(parse.children(verb.i, "nsubj"))


def find_subject(parse: Parse, language: Language, verb: Token, depth: int = 0) -> int | None:
    """Return the head word of a verb's grammatical subject, said or understood.

    A relative pronoun stands for the noun before its clause; a clause without a subject
    of its own ("refused to go", "after being called up") takes that of its governor.
    """
    if depth > _DEPTH:
        return None
    if is_hidden_gerund(parse, language, verb):
        return _of_gerund(parse, language, parse.tokens[parse.tokens[verb.head].head], depth)
    reduced = verb.dep in ("relcl", "acl") and _is_participial(parse, verb)
    # A parser may hang the subject on the auxiliary ("was") instead of the verb ("closed").
    own = parse.children(verb.i, *SUBJECTS) or tuple(
        subject
        for auxiliary in parse.children(verb.i, "aux", "auxpass")
        for subject in parse.children(auxiliary.i, *SUBJECTS)
    )
    if own and not (reduced and own[-1].tag not in ("WP", "WDT")):
        return _antecedent(parse, own[-1], bodies=language.words("bodies", "military"))
    head = parse.tokens[verb.head]
    if verb.dep in ("relcl", "acl"):
        if is_verb(head):
            return find_subject(parse, language, head, depth + 1)
        return _of_noun_clause(parse, language, verb, head, depth)
    if verb.dep == "pcomp":
        return _of_gerund(parse, language, head, depth)
    if verb.dep in ("xcomp", "ccomp") and is_verb(head):
        objects = parse.children(head.i, "dobj", "dative")
        if (
            objects
            and verb.dep == "xcomp"
            and head.lemma in language.words("events", "object_control")
        ):
            return objects[0].i
    if verb.dep in ("xcomp", "ccomp", "conj", "advcl", "oprd", "acomp", "dep", "parataxis"):
        if is_verb(head) or head.pos in ("AUX", "ADJ"):
            governor = head if is_verb(head) or head.pos == "AUX" else parse.tokens[head.head]
            return find_subject(parse, language, governor, depth + 1)
        if verb.dep in ("conj", "advcl", "dep") and head.pos in ("NOUN", "PROPN", "PRON"):
            return head.i if verb.dep == "advcl" else None
    return None


def find_objects(parse: Parse, verb: Token) -> tuple[int, ...]:
    """Return the head words of a verb's direct objects, a relative pronoun's noun included."""
    objects = parse.children(verb.i, "dobj")
    if objects:
        return tuple(_antecedent(parse, token) for token in objects)
    head = parse.tokens[verb.head]
    if verb.dep == "relcl" and head.pos in ("NOUN", "PROPN", "PRON"):
        subjects = parse.children(verb.i, "nsubj")
        # "the man police detained", but not "the man who detained".
        if subjects and subjects[-1].tag not in ("WP", "WDT"):
            return (head.i,)
    return ()


def find_patients(parse: Parse, language: Language, verb: Token) -> tuple[int, ...]:
    """Return whom a verb's action befell."""
    objects = () if is_passive(parse, verb) else find_objects(parse, verb)
    if is_passive(parse, verb) or (not objects and _continues_passive(parse, verb)):
        subject = find_subject(parse, language, verb)
        return () if subject is None else (subject,)
    if is_hidden_gerund(parse, language, verb):
        return (verb.head,)
    # "fined him 4,000 lira": the sum is no patient.
    given = tuple(t.i for t in parse.children(verb.i, "dative") if t.pos != "ADP")
    return given or tuple(_payer(parse, word) for word in objects)


def _payer(parse: Parse, word: int) -> int:
    """Return a sum's payer where a parser took both for one noun: "fined Orlov 400 lira"."""
    noun = parse.tokens[word]
    counted = parse.children(word, "nummod")
    beside = (*parse.children(word, "compound", "nmod"), *parse.children(noun.head, "npadvmod"))
    before = [t for t in beside if t.pos == "PROPN" and noun.head < t.i < word and t.name != "DATE"]
    return before[-1].i if counted and before and before[-1].i < counted[0].left else noun.i


def _continues_passive(parse: Parse, verb: Token) -> bool:
    """Tell whether a verb may share the auxiliary before: "was tied up and starved"."""
    head = parse.tokens[verb.head]
    return (
        verb.dep == "conj"
        and verb.tag in ("VBD", "VBN")
        and not parse.children(verb.i, "aux", *SUBJECTS)
        and bool(parse.children(head.i, "auxpass"))
    )


def find_agents(parse: Parse, language: Language, verb: Token) -> tuple[int, ...]:
    """Return who did what a verb says."""
    if is_passive(parse, verb):
        return tuple(
            noun.i
            for by in parse.children(verb.i, "agent")
            for noun in parse.children(by.i, "pobj")
        )
    subject = find_subject(parse, language, verb)
    return () if subject is None else (subject,)


def find_recipients(parse: Parse, language: Language, verb: Token) -> tuple[int, ...]:
    """Return to whom something was given: "handed him a term", "was handed a term"."""
    given = tuple(t.i for t in parse.children(verb.i, "dative") if t.pos != "ADP")
    if given:
        return given
    if is_passive(parse, verb) and parse.children(verb.i, "dobj", "oprd", "attr"):
        subject = find_subject(parse, language, verb)
        return () if subject is None else (subject,)
    return ()


def with_coordinates(parse: Parse, word: int) -> tuple[int, ...]:
    """Return a noun and those joined to it ("X and Y")."""
    found = [word]
    for at in found:
        found.extend(
            t.i for t in parse.children(at, "conj") if t.pos in ("NOUN", "PROPN", "PRON", "NUM")
        )
    return tuple(sorted(found))


def prepositions(parse: Parse, word: int, depth: int = 0) -> Iterator[Token]:
    """Yield the prepositions that hang on a word, doubled ones ("out of") included."""
    for token in parse.children(word):
        if token.pos in ("ADP", "SCONJ", "PART", "ADV") and token.dep in _PREPOSITIONAL:
            yield token
            if depth < _DOUBLED:
                yield from prepositions(parse, token.i, depth + 1)


def _is_participial(parse: Parse, verb: Token) -> bool:
    auxiliaries = parse.children(verb.i, "aux", "auxpass")
    if not auxiliaries:
        return verb.tag in ("VBG", "VBN") and verb.dep == "acl"
    return auxiliaries[0].tag == "VBG"


def _antecedent(parse: Parse, token: Token, bodies: frozenset[str] = frozenset()) -> int:
    if token.tag not in ("WP", "WDT"):
        return token.i
    for above in parse.ancestors(token.i):
        if above.dep in ("relcl", "acl"):
            personal = token.tag == "WP"
            return _resident(parse, above.head, bodies) if personal else above.head
    return token.i


def _resident(parse: Parse, word: int, bodies: frozenset[str]) -> int:
    """Return who is from a place or a body that "who" was hung on.

    "A man from the city of Rivne who", "men of the 12th Brigade who".
    """
    noun = parse.tokens[word]
    while noun.dep == "pobj" and (_is_place(parse, noun) or noun.lower in bodies):
        above = parse.tokens[parse.tokens[noun.head].head]
        if above.pos not in ("NOUN", "PROPN", "ADJ") or above.i >= noun.i:
            break
        noun = above
    return noun.i


def _is_place(parse: Parse, noun: Token) -> bool:
    inner = (
        noun,
        *(n for of in parse.children(noun.i, "prep") for n in parse.children(of.i, "pobj")),
    )
    return any(t.name in ("GPE", "LOC", "FAC") for t in inner)


def _of_noun_clause(
    parse: Parse, language: Language, verb: Token, noun: Token, depth: int
) -> int | None:
    if not is_infinitive(parse, verb):
        for preposition in parse.children(noun.i, "prep"):
            if preposition.lower in language.words("events", "charged_preposition"):
                return next((t.i for t in parse.children(preposition.i, "pobj")), noun.i)
        if noun.dep == "dobj" and noun.lemma in language.words("events", "speaking_thing"):
            return find_subject(parse, language, parse.tokens[noun.head], depth + 1)
        represented = _find_represented(parse, language, verb, noun)
        return noun.i if represented is None else represented
    # "his decision to refuse", "they made plans to appeal", "soldiers to be deployed"
    owners = parse.children(noun.i, "poss")
    if owners:
        return owners[0].i
    governor = parse.tokens[noun.head]
    if noun.dep == "pobj" and is_verb(parse.tokens[governor.head]):
        # "took them to a barracks to be conscripted"
        above = parse.tokens[governor.head]
        objects = () if is_passive(parse, above) else find_objects(parse, above)
        return objects[0] if objects else find_subject(parse, language, above, depth + 1)
    if parse.children(verb.i, "auxpass"):
        return noun.i
    return find_subject(parse, language, governor, depth + 1) if is_verb(governor) else None


def _find_represented(parse: Parse, language: Language, verb: Token, noun: Token) -> int | None:
    """Return whose relative or lawyer a noun is, right before a participle: "killed" is he.

    A parser may hang it on the first noun of "the mother of a soldier killed in May".
    """
    if verb.dep != "acl" or noun.lemma not in language.words("events", "representative"):
        return None
    whose = (o for prep in parse.children(noun.i, "prep") for o in parse.children(prep.i, "pobj"))
    return next((owner.i for owner in whose if owner.right == verb.left - 1), None)


def _of_gerund(parse: Parse, language: Language, preposition: Token, depth: int) -> int | None:
    """Return the subject of a gerund: "jailed him for refusing", "retreated after coming"."""
    governor = parse.tokens[preposition.head]
    while governor.dep == "prep" and governor.pos in ("ADP", "SCONJ"):
        governor = parse.tokens[governor.head]
    reason = preposition.lower in language.words("events", "object_preposition")
    if is_verb(governor) or governor.pos == "AUX":
        blames = governor.lemma in language.words("events", "blame")
        if reason and blames and not is_passive(parse, governor):
            objects = find_objects(parse, governor)
            if objects:
                return objects[0]
        return find_subject(parse, language, governor, depth + 1)
    above = parse.tokens[governor.head]
    if reason and governor.dep == "dobj" and above.lemma in language.words("events", "blame"):
        # "accusing a commander of beating soldiers"
        return governor.i
    if governor.pos == "ADJ":
        # "found him guilty of refusing": he refused.
        own = parse.children(governor.i, *SUBJECTS)
        if own:
            return own[-1].i
        above = parse.tokens[governor.head]
        return find_subject(parse, language, above, depth + 1)
    return _of_noun(parse, language, governor, depth)


def _of_noun(
    parse: Parse, language: Language, noun: Token, depth: int, below: Token | None = None
) -> int | None:
    """Return whom a noun's gerund is about: "a case against X for refusing".

    Args:
        parse: The report's parse.
        language: Its language.
        noun: The noun.
        depth: How far this has climbed.
        below: The preposition by which it climbed here, whose noun was no answer.
    """
    owners = parse.children(noun.i, "poss")
    if owners:
        return owners[0].i
    for preposition in prepositions(parse, noun.i):
        if below is not None and preposition.i == below.i:
            continue
        for inner in parse.children(preposition.i, "pobj"):
            if preposition.lower not in language.words("events", "object_preposition") or (
                inner.pos in ("PROPN", "PRON") and inner.name in ("PERSON", "")
            ):
                return inner.i
    governor = parse.tokens[noun.head]
    if noun.dep == "pobj":
        above = parse.tokens[governor.head]
        if is_verb(above):
            objects = () if is_passive(parse, above) else find_objects(parse, above)
            return objects[0] if objects else find_subject(parse, language, above, depth + 1)
        return _of_noun(parse, language, above, depth + 1, governor) if depth <= _DEPTH else None
    if noun.dep in ("dobj", "attr", "oprd", "nsubjpass", "nsubj") and is_verb(governor):
        return find_subject(parse, language, governor, depth + 1) if noun.dep != "nsubj" else None
    return None
