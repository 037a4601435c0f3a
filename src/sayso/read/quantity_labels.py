"""Numbers that count nothing: labels, ages, results, places in a row."""

import re
from functools import cache
from re import Pattern

from sayso.lang.language import Language
from sayso.read.number_finding import Said
from sayso.read.quantity_nouns import is_person
from sayso.records.parse import Parse, Token

_AGE_FIGURES = 2
_YEAR_FIGURES = 4
_AGE_REACH = 12  # how far before an age the words for it begin, in characters
_RANK_REACH = 5  # how many words before an age "the oldest" may stand
_PLACES = {"GPE", "LOC", "FAC", "ORG"}  # "in Minsk (22)" counts
_NO_COUNTS = {"LAW", "DATE", "TIME", "ORDINAL"}
# "24/7", "6:30", "0800 555 3535", "+7 495 ...", "3.2.1", "555-1234": signs, not numbers.
_SIGN_BEFORE = re.compile(
    r"(?:\d[/:.,-]|(?:^|\D)\d{1,3} |\d['’′]|[+#/:_@&=]\"?|\b[A-Za-z]{1,4}-|[\d)]\()$"
)
_SIGN_AFTER = re.compile(r"[/:_@'’′]\d|[/_@]\w|-[a-z]+-\d|-\d+-\d|[ -]\d{3}\b(?![,.]\d)|-[A-Z]\b")
_COMPOUND = re.compile(r"(?<=[^\W\d_])-$")  # "a high-five", "Covid-19"
_LEADING_ZERO = re.compile(r"0\d")


def is_label(
    parse: Parse, language: Language, tokens: tuple[Token, ...], match: Said, *, apart: bool
) -> bool:
    """Whether a number counts nothing: an age, a sign, a title, a part of a name.

    Args:
        parse: The report.
        language: Its language.
        tokens: The words of the number and of what bounds it.
        match: The same by its characters.
        apart: Whether a date ends before it, so that no word there names it.
    """
    first, last = tokens[0], tokens[-1]
    text = parse.text
    if first.begin < match.start() and text[match.start() - 1] not in "(\"'“‘[—–~":
        return True
    if last.end > match.end() and text[match.end() : match.end() + 1] not in "-–—'’%\"”":
        return True
    if _is_sign(text, match, apart=apart) or _is_phrase(text, language, match):
        return True
    number = next((token for token in tokens if token.pos == "NUM"), last)
    if _is_percent(parse, language, match):
        return False
    if not apart and _follows_label(parse, language, first, number):
        return True
    if match.text.lower() in language.words("numbers", "one") and (
        number.dep != "nummod" or number.head < number.i
    ):
        # "This was a fortunate one": a pronoun.
        return True
    if _is_age(parse, language, first, last) or _is_on_scale(parse, language, last):
        return True
    if _is_said_age(parse, language, first, last) or _is_in_named_row(parse, language, first, last):
        return True
    plain = match.text.isdigit()
    before = parse.tokens[first.i - 1] if first.i else None
    after = parse.tokens[last.i + 1] if last.i + 1 < len(parse.tokens) else None
    commas = before is not None and before.text == "," and (after is None or after.pos == "PUNCT")
    if commas and plain and len(match.text) <= _AGE_FIGURES:
        return True
    if last.name in _NO_COUNTS and not match.groupdict().get("number"):
        return True
    if len(tokens) == 1 and first.pos == "PROPN" and first.tag == "NNP":
        return True
    return plain and len(match.text) == _YEAR_FIGURES and first.name == "DATE"


def is_particle(parse: Parse, language: Language, word: Token) -> bool:
    """Whether "over" belongs to the verb before it: "handed over 27 men"."""
    particle = language.entry("numbers", "particle")
    verb = parse.tokens[word.i - 1].lemma if word.i else ""
    return particle.values.get(word.lower) == "particle" and verb in particle.lemmas


def is_result(parse: Parse, language: Language, tokens: tuple[Token, ...]) -> bool:
    """Whether "3-1" or "12 to 9" is a result, by the words around it."""
    last = tokens[-1]
    near = [*parse.tokens[last.i + 1 : last.i + 3], parse.tokens[last.head]]
    if any(token.lemma in language.words("numbers", "result") for token in near):
        return True
    above = parse.tokens[tokens[0].i - 1 : tokens[0].i] + tuple(near[-1:])
    verbs = language.words("numbers", "result_verb")
    following = parse.tokens[last.i + 1 : last.i + 2]
    noun = any(token.pos in {"NOUN", "ADJ", "PROPN"} for token in following)
    return not noun and any(token.lemma in verbs for token in above)


def _is_sign(text: str, match: Said, *, apart: bool) -> bool:
    """Whether a number is part of a sign that is no number: an hour, a telephone, a type."""
    if (
        _LEADING_ZERO.match(match.text)
        or _COMPOUND.search(text, max(0, match.start() - 2), match.start()) is not None
    ):
        return True
    if not match.text[0].isdecimal() and not match.text[-1].isdecimal():
        return False
    lead = text[max(0, match.start() - 6) : match.start()]
    if not apart and match.text[0].isdecimal() and _SIGN_BEFORE.search(lead) is not None:
        return True
    return match.text[-1].isdecimal() and _SIGN_AFTER.match(text, match.end()) is not None


def _is_phrase(text: str, language: Language, match: Said) -> bool:
    """Whether a number is within words that count nothing: "the age of 18", "one another"."""
    lead = " ".join(text[max(0, match.start() - _AGE_REACH) : match.start()].lower().split())
    if lead.endswith(tuple(f" {words}" for words in language.words("numbers", "age_lead"))):
        return True
    # "34," after a name is an age, "one of the" is no count.
    said = " ".join(text[match.start() : match.end() + 16].lower().split())
    fixed = _fixed(language)
    before = lead.rpartition(" ")[2]
    return fixed.match(said) is not None or fixed.match(f"{before} {said}") is not None


@cache
def _fixed(language: Language) -> Pattern[str]:
    return re.compile(language.alternation("numbers", "one_of") + r"(?!\w)")


def _follows_label(parse: Parse, language: Language, first: Token, number: Token) -> bool:
    """Whether a number is what something is called: "unit 51877", "Flight 370"."""
    if first.i == 0:
        return False
    before = parse.tokens[first.i - 1]
    if before.text == "." and first.i > 1:
        # "No. 10", where the parser saw two words.
        before = parse.tokens[first.i - 2]
        if f"{before.lower}." not in language.words("numbers", "label"):
            return False
        return before.end == parse.tokens[first.i - 1].begin
    if before.sentence != first.sentence:
        return False
    head = parse.tokens[number.head]
    counts = number.dep == "nummod" and head.i > number.i and head.pos in {"NOUN", "PROPN"}
    if before.lower in language.words("numbers", "bare_label"):
        return not counts
    bounded = first.i != number.i
    if before.lower in language.words("numbers", "label"):
        plural = counts and head.tag == "NNS" and before.pos == "NOUN" and before.text.islower()
        return not plural and not bounded
    if bounded or counts or not number.text[0].isdecimal():
        return False
    # "Android 8", "Flight 370": a number behind a name, on which it hangs.
    return (
        before.pos in {"PROPN", "NOUN"}
        and before.tag in {"NNP", "NN"}
        and before.i in {number.head, first.head}
        and number.dep in {"nummod", "appos", "npadvmod", "nmod"}
    )


def _is_percent(parse: Parse, language: Language, match: Said) -> bool:
    rest = parse.text[match.end() : match.end() + 12].lower().lstrip()
    return rest.startswith(tuple(language.words("numbers", "percent")))


def _is_on_scale(parse: Parse, language: Language, last: Token) -> bool:
    """Whether a number is a point of a scale or of a street: "a 5.8-magnitude quake"."""
    following = parse.tokens[last.i + 1 : last.i + 3]
    words = [token.lower for token in following if token.text not in "-–"]
    parts = last.lower.split("-")
    scale = language.words("numbers", "scale_label")
    names = [token.lower for token in parse.tokens[last.i + 1 : last.i + 4] if token.pos == "PROPN"]
    if language.words("numbers", "address").intersection(names):
        return True
    return bool(words[:1] and words[0] in scale) or (len(parts) > 1 and parts[-1] in scale)


def _is_age(parse: Parse, language: Language, first: Token, last: Token) -> bool:
    """Whether figures stand apart behind people: "two soldiers, 19 and 22," or "Thet (22)"."""
    joins = language.words("numbers", "age_join")
    left, right = first.i - 1, last.i + 1
    while left > 0 and _is_in_row(parse.tokens[left], joins):
        left -= 1
    while right < len(parse.tokens) and _is_in_row(parse.tokens[right], joins):
        right += 1
    row = parse.tokens[left + 1 : right]
    figures = [token for token in row if token.text.isdecimal()]
    closed = right == len(parse.tokens) or not parse.tokens[right].text[0].isalnum()
    if left < 0 or not figures or not _is_in_row(first, frozenset()):
        return False
    owner, opening = parse.tokens[left], row[0]
    if owner.pos == "PUNCT" and left > 0:
        owner, opening = parse.tokens[left - 1], owner
    if opening.pos != "PUNCT" or not (closed or row[-1].pos == "PUNCT"):
        return False
    several = len(figures) > 1 and owner.pos in {"NOUN", "PROPN"} and is_person(owner, language)
    return several or (len(figures) == 1 and owner.tag == "NNP" and owner.name not in _PLACES)


def _is_said_age(parse: Parse, language: Language, first: Token, last: Token) -> bool:
    """Whether a number alone is an age: "he is 70", "people under 30"."""
    if not last.text.isdecimal() or len(last.text) > _AGE_FIGURES:
        return False
    before = parse.tokens[first.i - 1] if first.i else None
    bounded = first.i != last.i and first.lower in language.words("numbers", "age_bound")
    people = before is not None and before.pos == "NOUN" and is_person(before, language)
    following = parse.tokens[last.i + 1 : last.i + 2]
    if any(token.pos in {"NOUN", "ADJ", "PROPN", "SYM"} for token in following):
        # "People under 18 rose": nobody counts 18 of a thing in the singular.
        return bounded and people and following[0].tag in {"NN", "NNP"}
    if _is_ranked_by_age(parse, language, first):
        return True
    if first.i == last.i:
        verb = parse.tokens[last.head]
        owners = parse.children(verb.i, "nsubj") if last.dep in {"attr", "acomp"} else ()
        pronouns = language.words("numbers", "age_owner")
        return verb.pos == "AUX" and any(
            owner.lower in pronouns or owner.name == "PERSON" for owner in owners
        )
    return bounded and people


def _is_ranked_by_age(parse: Parse, language: Language, first: Token) -> bool:
    """Whether a number alone is the age of "the oldest of them"."""
    reach = parse.tokens[max(0, first.i - _RANK_REACH) : first.i]
    for token in reversed(reach):
        if token.lower in language.words("numbers", "age_rank"):
            # "The oldest of 93" counts.
            return reach[-1].lower not in language.words("numbers", "of")
        if token.pos in {"VERB", "NUM"} or token.sentence != first.sentence:
            return False
    return False


def _is_in_named_row(parse: Parse, language: Language, first: Token, last: Token) -> bool:
    """Whether a number is a further one of a row: "ages 7 and 9", "Articles 337 and 338"."""
    joins, left = language.words("numbers", "age_join"), first.i - 1
    while left > 0 and (parse.tokens[left].pos == "NUM" or parse.tokens[left].lower in joins):
        left -= 1
    if left < 0 or left + 1 >= first.i:
        return False
    owner, opening = parse.tokens[left], parse.tokens[left + 1]
    following = parse.tokens[last.i + 1 : last.i + 2]
    if opening.pos != "NUM" or owner.sentence != first.sentence:
        return False
    if any(token.pos in {"NOUN", "ADJ"} for token in following):
        return False
    lead = parse.text[max(0, owner.end - _AGE_REACH) : owner.end].lower()
    if re.search(rf"(?<!\w){language.alternation('numbers', 'age_lead')}$", lead) is not None:
        return True
    several = owner.lemma != owner.lower and first.text[0].isdecimal()
    return several and owner.lower in language.words("numbers", "label")


def _is_in_row(token: Token, joins: frozenset[str]) -> bool:
    return token.lower in joins or (token.text.isdecimal() and len(token.text) <= _AGE_FIGURES)
