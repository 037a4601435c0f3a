"""What a noun without a name refers to: a person, a body, a medium, a paper, a place."""

from sayso.read.mention_words import MentionWords
from sayso.read.noun_phrases import find_age, find_first, is_definite, is_person_noun
from sayso.records.entity import EntityType
from sayso.records.parse import Parse, Token

_PLURALS = frozenset({"NNS", "NNPS"})


def find_kind(parse: Parse, words: MentionWords, token: Token) -> EntityType | None:
    """Return what a noun refers to, ``None`` for what nothing is told about."""
    if _is_public(parse, words, token):
        return EntityType.PUBLIC
    if (token.tag in _PLURALS and token.lemma in words.institutions) or token.lower in words.forces:
        return EntityType.GROUP
    if token.name == "NORP" and token.tag in _PLURALS:
        return EntityType.PERSON
    if is_person_noun(words, token) or _describes_person(parse, words, token):
        return EntityType.PERSON
    forms = {token.lemma, token.lower}
    if forms & words.footage or _is_appeal(parse, words, token):
        return EntityType.FOOTAGE
    if {_get_pair(parse, words, token), token.lower} & words.channels:
        return EntityType.CHANNEL
    somewhere = token.lemma in words.sites and _is_located(parse, words, token)
    if token.lemma in words.bodies and not somewhere:
        return EntityType.ORGANIZATION
    before = {t.lower for t in parse.children(token.i, "compound", "amod")}
    if token.lemma in words.outlet_heads and not before & words.no_outlet_heads:
        return EntityType.OUTLET
    if forms & words.documents:
        return EntityType.DOCUMENT
    return EntityType.PLACE if forms & words.sites else None


def _get_pair(parse: Parse, words: MentionWords, token: Token) -> str:
    """Return a noun and the last of its modifiers: "telegram channel"."""
    described = parse.words(find_first(parse, words, token), token.i).lower()
    return " ".join(described.split()[-2:])


def _is_public(parse: Parse, words: MentionWords, token: Token) -> bool:
    """Tell whether a noun stands for the unnamed public: "reports", "social media"."""
    described = parse.words(find_first(parse, words, token), token.i).lower()
    if {described, _get_pair(parse, words, token)} & words.public:
        return True
    # "The report", "their media", "two reports": somebody's.
    owned = any(child.dep in {"poss", "nummod"} for child in parse.children(token.i))
    several = token.tag == "NNS" or token.lower in words.public_mass
    return token.lower in words.public and several and not owned


def _is_appeal(parse: Parse, words: MentionWords, token: Token) -> bool:
    """Tell whether a noun is "their video appeal", or "the appeal" that is cited after one."""
    if token.lemma not in words.appeals:
        return False
    if any(child.lemma in words.footage for child in parse.children(token.i, "compound")):
        return True
    prep = parse.tokens[token.head]
    cited = prep.lower in words.recipients and parse.tokens[prep.head].lower in words.according
    return cited and token.dep == "pobj" and is_definite(parse, words, token)


def _is_located(parse: Parse, words: MentionWords, token: Token) -> bool:
    """Tell whether something is at a noun: "at the office", not "according to the office"."""
    prep = parse.tokens[token.head]
    cited = parse.tokens[prep.head].lower in words.according
    return token.dep == "pobj" and prep.lower in words.site_preps and not cited


def _describes_person(parse: Parse, words: MentionWords, token: Token) -> bool:
    """Tell whether a noun is somebody by its age or by the name or "who" beside it.

    "a 27-year-old welder", "Emre Yalman, a welder,".
    """
    if token.tag != "NN" and token.pos != "ADJ":
        return False
    if find_age(parse, words, find_first(parse, words, token), token.i) is not None:
        return True
    following = parse.tokens[token.i + 1 : token.i + 2]
    if any(one.lower in words.personal_relatives for one in following):
        return token.lemma not in words.bodies and bool(parse.children(token.i, "relcl"))
    article = any(child.lower in words.indefinites for child in parse.children(token.i, "det"))
    named = parse.tokens[token.head]
    return article and token.dep == "appos" and named.name == "PERSON" and named.i < token.i
