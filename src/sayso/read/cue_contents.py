"""What a verb of saying attributes: its clause, its object, the words around it."""

from collections.abc import Callable, Sequence

from sayso.read.cue import Cue, get_below
from sayso.read.cue_fronted import add_fronted
from sayso.read.cue_media import find_carried
from sayso.read.cue_speakers import find_interrupted
from sayso.read.reporting_words import ReportingWords
from sayso.read.word_sets import Words
from sayso.records.parse import Parse, Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBJECTS = ("nsubj", "nsubjpass")
_DASHES = frozenset({"—", "–"})


def add_content(cue: Cue, parse: Parse, words: ReportingWords, token: Token) -> None:
    """Note what a verb attributes, and what of it only says where it was said."""
    _add_governed(cue, parse, words, token)
    _drop_carrier(cue, parse, words, token)


def _add_governed(cue: Cue, parse: Parse, words: ReportingWords, token: Token) -> None:
    clauses = [t for t in parse.children(token.i, "ccomp") if _is_said(parse, words, t, token)]
    if clauses:
        cue.content = _get_clauses(cue, parse, words, clauses)
        cue.content |= _find_backshifted(parse, words, token, clauses)
        interrupted = find_interrupted(parse, token)
        if interrupted is not None:
            behind = parse.tokens[interrupted.i : token.i]
            comma = next(one.i for one in behind if one.text == ",")
            cue.content.update(range(interrupted.left, comma))
        if clauses[0].i < token.i and cue.source:
            add_fronted(cue, parse, words, token)
        return
    if token.dep == "parataxis" or (token.dep in {"ccomp", "advcl"} and _interrupts(parse, token)):
        whole = get_below(parse, [parse.tokens[token.head]])
        cue.content = whole - get_below(parse, [token])
        return
    cue.content = _find_told_of(cue, parse, words, token)
    if cue.content:
        return
    for lemmas, find in _list_rules(cue, words):
        if not cue.content and token.lemma in lemmas:
            cue.content = find(parse, words, token)
    if not cue.content and token.lemma in words.clause:
        cue.content = _find_carried_clause(parse, words, token)
    if token.lemma in words.spoken and cue.source:
        add_fronted(cue, parse, words, token)


# -- clauses


def _is_said(parse: Parse, words: ReportingWords, clause: Token, token: Token) -> bool:
    """Tell whether a clause is a statement: no "whether he went", no "found him guilty"."""
    first = parse.tokens[clause.left]
    if clause.i > token.i and first.lower in words.question and first.dep != "det":
        return False
    finite = clause.tag in _FINITE or any(
        child.tag in _FINITE for child in parse.children(clause.i, "aux", "auxpass")
    )
    subjects = parse.children(clause.i, *_SUBJECTS, "csubj", "expl")
    marks = parse.children(clause.i, "mark")
    if token.lemma in words.picturing:
        # "The video shows two soldiers being led away".
        return True
    return finite or not subjects or clause.i < token.i or bool(marks)


def _get_clauses(
    cue: Cue, parse: Parse, words: ReportingWords, clauses: Sequence[Token]
) -> set[int]:
    found = get_below(parse, clauses)
    for clause in clauses:
        first = parse.tokens[clause.left]
        if first.dep == "mark" and first.head == clause.i and first.lower in words.complementizer:
            found.discard(first.i)
    return found - cue.words


def _find_backshifted(
    parse: Parse, words: ReportingWords, token: Token, clauses: Sequence[Token]
) -> set[int]:
    """Return coordinate clauses that only their tense gives to the speaker.

    "said the man had asked, but the board had refused".
    """
    if token.tag != "VBD" or clauses[0].i < token.i:
        return set()
    found: set[int] = set()
    for child in parse.children(token.i, "conj"):
        tensed = any(
            aux.lower in words.past_perfect for aux in parse.children(child.i, "aux", "auxpass")
        )
        follows = child.i > clauses[-1].i and child.lemma not in words.clause
        if tensed and follows and parse.children(child.i, *_SUBJECTS):
            found.update(range(clauses[-1].right + 1, child.right + 1))
    return found


def _interrupts(parse: Parse, token: Token) -> bool:
    """Tell whether a clause of saying is set in commas: "The men, she said, were beaten"."""
    subjects = parse.children(token.i, "nsubj")
    if not subjects or parse.children(token.i, "ccomp", "mark"):
        return False
    left = min(token.left, subjects[0].left)
    before = "".join(one.text for one in parse.tokens[left - 1 : left])
    after = "".join(one.text for one in parse.tokens[token.right + 1 : token.right + 2])
    return before in {",", *_DASHES} and after in {",", ".", *_DASHES}


def _find_told_of(cue: Cue, parse: Parse, words: ReportingWords, token: Token) -> set[int]:
    """Return what a passive tells of its subject: "He is said by the police to have fled"."""
    if not parse.children(token.i, "auxpass") or token.lemma in words.hearer:
        # "was told by her husband what to say": who was told something is not told of.
        return set()
    subjects = parse.children(token.i, "nsubjpass")
    infinitives = parse.children(token.i, "xcomp")
    if not subjects or not infinitives or token.lemma not in words.clause or cue.speaker is None:
        return set()
    return get_below(parse, (subjects[0], infinitives[0]))


# -- what else a verb governs

_Find = Callable[[Parse, ReportingWords, Token], set[int]]


def _list_rules(cue: Cue, words: ReportingWords) -> tuple[tuple[Words, _Find], ...]:
    """Return which verbs attribute what, in the order in which a verb tries them."""
    shown: Words = frozenset()
    if cue.showing:
        shown = words.picturing if cue.footage else words.picturing | words.recording
    return (
        (words.gerund, _find_gerund),
        (words.to, _find_infinitive),
        (words.thing | shown, _find_object),
        (frozenset(words.demand), _find_demand),
        (words.naming, _find_naming),
        (frozenset(words.about), _find_topic),
    )


def _find_gerund(parse: Parse, _words: ReportingWords, token: Token) -> set[int]:
    """Return what is denied or admitted: "denied striking anyone"."""
    gerunds = [t for t in parse.children(token.i, "xcomp", "pcomp") if t.tag == "VBG"]
    return get_below(parse, gerunds)


def _find_infinitive(parse: Parse, _words: ReportingWords, token: Token) -> set[int]:
    """Return what is claimed or promised: "vowed to appeal"."""
    return get_below(parse, parse.children(token.i, "xcomp"))


def _find_object(parse: Parse, words: ReportingWords, token: Token) -> set[int]:
    """Return what is denied, announced, shown: "confirmed his death"."""
    objects = parse.children(token.i, "dobj", "oprd")
    if not objects or objects[0].pos == "PRON" or parse.children(token.i, "auxpass"):
        return set()
    if token.lemma in words.refusing and objects[0].lemma not in words.statement:
        return set()
    found = get_below(parse, objects[:1])
    if token.lemma in words.described:
        found |= get_below(parse, parse.children(token.i, "prep"))
    # "show soldiers being led away": the participle may hang on the verb.
    return found | get_below(parse, parse.children(token.i, "acl", "xcomp", "ccomp"))


def _find_demand(parse: Parse, words: ReportingWords, token: Token) -> set[int]:
    """Return what is asked of somebody: "urged Kyiv to introduce", "called for a truce"."""
    clauses = parse.children(token.i, "xcomp", "ccomp")
    found = {i for i in get_below(parse, clauses) if i > token.i}
    if token.lemma in words.demand_thing:
        return found or _find_object(parse, words, token)
    for prep in parse.children(token.i, "prep"):
        if prep.lower in words.demand[token.lemma]:
            found |= get_below(parse, [prep]) - {prep.i}
    return found


def _find_naming(parse: Parse, words: ReportingWords, token: Token) -> set[int]:
    """Return what is called what: "called it a fake", "described him as a deserter"."""
    objects = parse.children(token.i, "dobj", "oprd", "ccomp")
    if token.lemma in words.figure:
        return _find_figure(parse, words, token, objects)
    if len(objects) == 1 and parse.children(objects[0].i, "appos"):
        # "calling the reports 'a gift to the enemy'".
        return get_below(parse, objects)
    called = _find_quoted_behind(parse, token, objects)
    if called:
        return called
    if len(objects) < 2 and not (objects and objects[0].dep in {"oprd", "ccomp"}):
        preps = [t for t in parse.children(token.i, "prep") if t.lower in words.comparing]
        if not preps or not objects:
            return set()
        objects = (objects[0], preps[0])
    if token.tag == "VBN" and not parse.children(token.i, "aux", "nsubj"):
        return set()
    if token.tag == "VBG":
        return set(range(objects[0].left, token.right + 1))
    return {i for i in get_below(parse, objects) if i > token.i}


def _find_quoted_behind(parse: Parse, token: Token, objects: Sequence[Token]) -> set[int]:
    """Return an object with the quotation right behind it: "called the reports 'inventions'"."""
    if len(objects) != 1 or objects[0].quoted or objects[0].i < token.i:
        return set()
    end = objects[0].i
    while end + 1 < len(parse.tokens) and parse.tokens[end + 1].quoted:
        end += 1
    if end == objects[0].i or parse.tokens[end].sentence != token.sentence:
        return set()
    return set(range(objects[0].left, end + 1))


def _find_figure(
    parse: Parse, words: ReportingWords, token: Token, objects: Sequence[Token]
) -> set[int]:
    """Return what is put at what: "put the number of deserters at 31"."""
    joins = words.figure[token.lemma]
    at = next((t for t in parse.subtree(token.i) if t.lower in joins and t.i > token.i), None)
    if at is None or not objects or all(t.pos != "NUM" for t in parse.subtree(at.i)):
        return set()
    return set(range(objects[0].left, at.right + 1))


def _find_topic(parse: Parse, words: ReportingWords, token: Token) -> set[int]:
    """Return what is spoken about: "warned of arrests", "accused them of desertion"."""
    joins = words.about[token.lemma]
    accused: Sequence[Token] = ()
    if token.lemma in words.accusing:
        if parse.children(token.i, "auxpass"):
            return set()
        accused = parse.children(token.i, "dobj")
    # "accused the commanders of beatings": the parser may hang the beatings on them.
    holders = (token, *accused)
    topics = [
        prep
        for holder in holders
        for prep in parse.children(holder.i, "prep")
        if prep.lower in joins and prep.i > token.i
    ]
    if not topics:
        return set()
    found = get_below(parse, [*topics[:1], *accused])
    return found if accused else found - {topics[0].i}


def _find_carried_clause(parse: Parse, words: ReportingWords, token: Token) -> set[int]:
    """Return the clause that the parser hung on a carrier: "denied in a statement that S"."""
    for prep in parse.children(token.i, "prep"):
        for noun in parse.children(prep.i, "pobj"):
            if prep.lower not in words.carrier_place or noun.lemma not in words.carrier:
                continue
            for clause in parse.children(noun.i, "acl", "ccomp", "relcl"):
                first = parse.tokens[clause.left]
                if first.dep == "mark" and first.lower in words.complementizer:
                    return get_below(parse, [clause]) - {first.i}
    return set()


def _drop_carrier(cue: Cue, parse: Parse, words: ReportingWords, token: Token) -> None:
    """Take from a content the tail that belongs to the verb.

    "denied that S, in comments to the broadcaster".
    """
    last = max(cue.content, default=0)
    for i in sorted(cue.content):
        prep = parse.tokens[i]
        if prep.lower not in words.carrier_place or i <= token.i or prep.pos != "ADP":
            continue
        nouns = [t for t in parse.children(i, "pobj") if t.lemma in words.carrier]
        if nouns and prep.right >= last - 1 and parse.children(nouns[0].i, "prep", "acl"):
            phrase = get_below(parse, [prep])
            cue.content -= phrase
            cue.extra |= phrase
            cue.through.extend(find_carried(parse, words, nouns[0]))
            return
