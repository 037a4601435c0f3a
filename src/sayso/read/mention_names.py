"""What a report tells of somebody in the words beside his name."""

from collections.abc import Iterator

from sayso.read.mention_words import MentionWords
from sayso.read.names import NameRun
from sayso.read.noun_phrases import find_first, find_objects, is_person_noun
from sayso.records.entity import EntityType, Gender
from sayso.records.finding import Mention, MentionKind
from sayso.records.parse import Parse, Token

_OLDEST = 120
_REACH = 9
"""Words before a name among which its age can stand."""
_LONGEST_OF = 7
"""Words of an "of" phrase that a role keeps."""
_ENDINGS = (4, 3, 2)
"""Letters of the ends of surnames, the longest first."""
_DEPENDENT = frozenset({"compound", "nmod", "case", "prep", "pobj"})


def make_name_mention(parse: Parse, words: MentionWords, run: NameRun) -> Mention:
    """Return the mention that a name is, with what the words beside it tell."""
    person = run.type is EntityType.PERSON
    head = _find_head(parse, run)
    roles = _find_roles if person else _find_nouns
    return Mention(
        first=run.first,
        last=run.last,
        head=head,
        kind=MentionKind.NAME,
        type=run.type,
        name=parse.words(run.first, run.last),
        gender=_find_gender(parse, words, run) if person else None,
        age=_find_age(parse, words, run) if person else None,
        roles=tuple(roles(parse, words, run, head)),
    )


def _find_head(parse: Parse, run: NameRun) -> int:
    tokens = parse.tokens[run.first : run.last + 1]
    inside = range(run.first, run.last + 1)
    if tokens[-1].head in inside and tokens[-1].dep not in _DEPENDENT:
        return run.last
    return next((token.i for token in tokens if token.head not in inside), run.last)


def _find_gender(parse: Parse, words: MentionWords, run: NameRun) -> Gender | None:
    for title in run.titles:
        if title in words.male:
            return Gender.MALE
        if title in words.female:
            return Gender.FEMALE
    first, last = parse.tokens[run.first].lower, parse.tokens[run.last].lower
    if " " in parse.words(run.first, run.last):
        if first in words.male_names - words.female_names:
            # "Tsyren Dambaeva" bears a given name of men and a surname of women: who can tell?
            womens = words.language.values("people", "womens_ending")
            return None if last.endswith(tuple(womens)) else Gender.MALE
        if first in words.female_names - words.male_names:
            return Gender.FEMALE
    for length in _ENDINGS:
        if len(last) > length + 2 and last[-length:] in words.endings:
            return words.endings[last[-length:]]
    return None


def _find_age(parse: Parse, words: MentionWords, run: NameRun) -> int | None:
    """Return an age beside a name: "Ivan Petrov, 24,", "21-year-old conscript Pavel Ordin"."""
    after = parse.tokens[run.last + 1 : run.last + 4]
    if len(after) >= 2 and after[0].text in {",", "("} and after[1].text.isdecimal():
        closes = len(after) == 2 or after[2].text in {",", ".", ")", ";"}
        if closes and 0 < int(after[1].text) < _OLDEST:
            return int(after[1].text)
    sentence = parse.sentences[parse.tokens[run.first].sentence]
    start = parse.tokens[max(run.first - _REACH, sentence[0])]
    before = parse.text[start.begin : parse.tokens[run.first].begin].lower()
    found = words.age_before.search(before)
    return int(found[1]) if found else None


def _find_roles(parse: Parse, words: MentionWords, run: NameRun, head: int) -> Iterator[str]:
    """Yield descriptions of a person that stand before the name or beside it."""
    first = run.first - len(run.titles)
    if run.titles:
        yield " ".join(words.ranks.get(title, title) for title in run.titles)
    begin = first
    while begin > 0 and _describes(parse.tokens[begin - 1], parse.tokens[begin]):
        begin -= 1
    last = parse.tokens[first - 1] if begin < first else None
    if last is not None and last.pos in {"NOUN", "PROPN"} and last.lemma not in words.kin:
        role = parse.words(begin, first - 1).lower()
        yield words.aged.sub("", role) or role
    above = parse.tokens[parse.tokens[head].head]
    if parse.tokens[head].dep == "appos" and above.lower in words.ones:
        # "one of the lawyers, Vera Antipova".
        for what in find_objects(parse, above, words.owners):
            if is_person_noun(words, what):
                yield what.lemma
    for token in parse.children(head, "appos"):
        # "His lawyer" behind a name is whoever is named next.
        owned = any(child.tag == "PRP$" for child in parse.children(token.i, "poss"))
        person = is_person_noun(words, token) and token.lemma not in words.kin
        if token.i > run.last and person and not owned:
            yield _get_description(parse, words, token)


def _describes(token: Token, following: Token) -> bool:
    name = token.text[0].isupper() and token.pos == "PROPN"
    if token.sentence != following.sentence or name:
        return False
    return token.pos in {"NOUN", "ADJ"} or token.text == "-" or token.tag in {"VBN", "VBG", "NNP"}


def _get_description(parse: Parse, words: MentionWords, token: Token) -> str:
    """Return a noun with its modifiers before and its "of" phrase after, in lower case."""
    last = token.i
    for child in parse.children(token.i, "prep"):
        if child.lower in words.owners and child.i == token.i + 1:
            last = min(child.right, child.i + _LONGEST_OF)
    return parse.words(find_first(parse, words, token), last).lower()


def _find_nouns(parse: Parse, words: MentionWords, run: NameRun, head: int) -> Iterator[str]:
    """Yield nouns that say what a body is: "the rights group Dapamoha", "X, a network"."""
    nouns = words.bodies | words.outlet_heads
    beside = (*parse.tokens[max(run.first - 1, 0) : run.first],)
    beside += parse.tokens[run.last + 1 : run.last + 3]
    yield from (t.lemma for t in beside if t.lemma in nouns and t.text[0].islower())
    yield from (t.lemma for t in parse.children(head, "appos") if t.lemma in nouns)
