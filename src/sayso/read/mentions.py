"""Mentions: every stretch of words that refers to somebody or something."""

import re
from collections.abc import Iterator

from sayso.lang.language import Language
from sayso.read.names import NameRun, find_names
from sayso.read.numbers import parse_number
from sayso.records.entity import EntityType, Gender
from sayso.records.finding import Mention, MentionKind
from sayso.records.parse import Parse, Token

_MODIFIERS = {
    "amod",
    "compound",
    "nummod",
    "nmod",
    "quantmod",
    "advmod",
    "npadvmod",
    "punct",
    "det",
}
_SINGULAR = {
    "he": Gender.MALE,
    "him": Gender.MALE,
    "his": Gender.MALE,
    "himself": Gender.MALE,
    "she": Gender.FEMALE,
    "her": Gender.FEMALE,
    "hers": Gender.FEMALE,
    "herself": Gender.FEMALE,
}
_PLURAL = {"they", "them", "their", "theirs", "themselves"}
_FIRST = {"i", "me", "my", "mine", "myself", "we", "us", "our", "ours"}
_RELATIVE = {"who", "whom", "whose", "which", "that"}
_AGED = re.compile(r"^(?:[\w-]+\s+)?\d{1,3}[\s-]*years?[\s-]*old\s+")


def read_mentions(
    parse: Parse, language: Language, places: tuple[tuple[int, int], ...]
) -> tuple[Mention, ...]:
    """Return every mention of a report in text order; none shares its head with another.

    Args:
        parse: The report's parse.
        language: The report's language.
        places: Word ranges known to name places (`find_place_names`).
    """
    finder = _MentionFinder(parse, language)
    named = [finder.from_name(run) for run in find_names(parse, language, places)]
    heads = {i for mention in named for i in range(mention.first, mention.last + 1)}
    found = named + [
        mention
        for token in parse.tokens
        if token.i not in heads and (mention := finder.from_word(token, heads)) is not None
    ]
    return tuple(sorted(found, key=lambda mention: (mention.first, mention.last)))


class _MentionFinder:
    def __init__(self, parse: Parse, language: Language) -> None:
        self.parse, self.tokens, self.language = parse, parse.tokens, language
        words = language.words
        self.ranks = language.values("people", "rank")
        self.kin = language.values("people", "kin")
        self.collectives = language.values("people", "collective")
        self.male, self.female = words("people", "male"), words("people", "female")
        self.male_names = words("given_names", "male")
        self.female_names = words("given_names", "female")
        self.endings = language.values("people", "sex_in_name")
        self.person = words("people", "person")
        self.roles = frozenset().union(
            *(
                words("people", name)
                for name in ("military", "lawyer", "expert", "official", "court", "eyewitness")
            )
        )
        self.bodies = words("bodies", "organization")
        self.institutions = words("bodies", "institution")
        self.offices = words("bodies", "office")
        self.footage = words("bodies", "footage")
        self.appeals = words("bodies", "appeal")
        self.documents = words("bodies", "document")
        self.public = words("bodies", "public")
        self.sites = words("bodies", "site")
        self.site_kinds = words("bodies", "site_kind")
        self.channels = words("outlets", "channel")
        self.outlet_heads = words("outlets", "head")

    # -- names

    def from_name(self, run: NameRun) -> Mention:
        tokens = self.tokens[run.first : run.last + 1]
        inside = {token.i for token in tokens}
        head = next((token.i for token in tokens if token.head not in inside), run.last)
        if tokens[-1].head in inside and tokens[-1].dep not in {
            "compound",
            "nmod",
            "case",
            "prep",
            "pobj",
        }:
            head = run.last
        person = run.type is EntityType.PERSON
        return Mention(
            first=run.first,
            last=run.last,
            head=head,
            kind=MentionKind.NAME,
            type=run.type,
            name=self.parse.words(run.first, run.last),
            gender=self._name_gender(run) if person else None,
            age=self._name_age(run) if person else None,
            roles=tuple(self._roles(run, head)) if person else tuple(self._nouns_beside(run, head)),
        )

    def _name_gender(self, run: NameRun) -> Gender | None:
        for title in run.titles:
            if title in self.male:
                return Gender.MALE
            if title in self.female:
                return Gender.FEMALE
        first, last = self.tokens[run.first].lower, self.tokens[run.last].lower
        if " " in self.parse.words(run.first, run.last):
            if first in self.male_names and first not in self.female_names:
                return Gender.MALE
            if first in self.female_names and first not in self.male_names:
                return Gender.FEMALE
        return self._ending_gender(last)

    def _ending_gender(self, surname: str) -> Gender | None:
        for length in (4, 3, 2):
            if len(surname) > length + 2 and surname[-length:] in self.endings:
                return Gender(str(self.endings[surname[-length:]]))
        return None

    def _name_age(self, run: NameRun) -> int | None:
        beside = self._age_beside(run.last)
        return beside if beside is not None else self._age_before(run.first)

    def _age_beside(self, last: int) -> int | None:
        """ "Ivan Petrov, 24," or "24-year-old Ivan Petrov"."""
        after = self.tokens[last + 1 : last + 4]
        if len(after) >= 2 and after[0].text in {",", "("} and after[1].text.isdecimal():
            closes = len(after) == 2 or after[2].text in {",", ".", ")", ";"}
            if closes and 0 < int(after[1].text) < 120:
                return int(after[1].text)
        return None

    def _age_before(self, first: int) -> int | None:
        """ "29-year-old Ilya Sorokin", "21-year-old conscript Pavel Ordin"."""
        start = self.tokens[max(first - 9, self.parse.sentences[self.tokens[first].sentence][0])]
        words = self.parse.text[start.begin : self.tokens[first].begin].lower()
        found = re.search(r"(\d{1,3})[\s-]*years?[\s-]*old\s+(?:[\w-]+\s+){0,3}$", words)
        return int(found[1]) if found else None

    def _roles(self, run: NameRun, head: int) -> Iterator[str]:
        """Descriptions that stand before the name or beside it."""
        first = run.first
        if run.titles:
            titles_first = first - len(run.titles)
            yield " ".join(str(self.ranks.get(title, title)) for title in run.titles)
            first = titles_first
        begin = first
        while begin > 0 and self._describes(self.tokens[begin - 1], self.tokens[begin]):
            begin -= 1
        if (
            begin < first
            and self.tokens[first - 1].pos in {"NOUN", "PROPN"}
            and self.tokens[first - 1].lemma not in self.kin
        ):
            role = self.parse.words(begin, first - 1).lower()
            yield _AGED.sub("", role) or role
        above = self.tokens[self.tokens[head].head]
        if self.tokens[head].dep == "appos" and above.lower == "one":
            for of in self.parse.children(above.i, "prep"):
                for what in self.parse.children(of.i, "pobj"):
                    if of.lower == "of" and self._is_person_noun(what):
                        yield what.lemma
        for token in self.parse.children(head, "appos"):
            if token.i > run.last and self._is_person_noun(token) and token.lemma not in self.kin:
                yield self._description(token)

    def _nouns_beside(self, run: NameRun, head: int) -> Iterator[str]:
        """Nouns that say what a body is: "the rights group Dapamoha", "X, a network"."""
        before = self.tokens[run.first - 1] if run.first else None
        nouns = self.bodies | self.outlet_heads
        if before is not None and before.lemma in nouns and before.text[0].islower():
            yield before.lemma
        after = self.tokens[run.last + 1 : run.last + 3]
        yield from (t.lemma for t in after if t.lemma in nouns and t.text[0].islower())
        for token in self.parse.children(head, "appos"):
            if token.lemma in nouns:
                yield token.lemma

    def _describes(self, token: Token, following: Token) -> bool:
        if token.sentence != following.sentence or token.text[0].isupper() and token.pos == "PROPN":
            return False
        return (
            token.pos in {"NOUN", "ADJ"} or token.text == "-" or token.tag in {"VBN", "VBG", "NNP"}
        )

    def _description(self, token: Token) -> str:
        """The noun with its modifiers before and its "of" phrase after, in lower case."""
        first = self._first(token)
        last = token.i
        for child in self.parse.children(token.i, "prep"):
            if child.lower == "of" and child.i == token.i + 1:
                last = min(child.right, child.i + 7)
        return self.parse.words(first, last).lower()

    # -- descriptions and pronouns

    def from_word(self, token: Token, names: set[int]) -> Mention | None:
        if token.pos == "PRON" or token.tag in {"PRP$", "WP$"}:
            return self._pronoun(token)
        if token.pos == "NUM":
            return self._number_of_people(token)
        if token.pos not in {"NOUN", "PROPN"} and not self._headless(token):
            return None
        if token.dep in {"compound", "nmod", "amod", "npadvmod"} and token.head > token.i:
            noun_above = self.tokens[token.head].pos in {"NOUN", "PROPN", "ADJ", "NUM"}
            if noun_above and not (token.lemma in self.kin and token.head in names):
                return None
        kind = self._type(token)
        if kind is None or self._labels_a_name(token, names) or self._owns_office(token):
            return None
        if self._heads_office(token):
            return None
        first, owned = self._first(token), False
        possessor = next((child.i for child in self.parse.children(token.i, "poss")), None)
        if possessor is not None and token.lemma in self.offices and possessor not in names:
            # "the ombudsman's office" is one body, and its own name.
            owned = True
            first, possessor = self._first(self.tokens[possessor]), None
        if possessor is None:
            possessor = self._of(token, kind)
        last = token.i
        if token.lemma in self.offices:
            for of in self.parse.children(token.i, "prep"):
                if of.lower == "of" and of.i == token.i + 1:
                    last = min(of.right, token.i + 14)
        numbers = self.parse.children(token.i, "nummod")
        collective = token.lemma in self.collectives
        plural = (
            collective
            or token.tag in {"NNS", "NNPS"}
            or token.lower in {"police", "people", "military"}
        )
        return Mention(
            first=first,
            last=last,
            head=token.i,
            kind=MentionKind.NOMINAL,
            type=EntityType.GROUP if kind is EntityType.PERSON and (plural or collective) else kind,
            name=self.parse.words(first, last),
            gender=self._noun_gender(token),
            plural=plural,
            count=self._count(token, numbers),
            age=self._age(first, token.i),
            definite=owned or self._definite(token) or possessor is not None,
            possessor=possessor,
            kin=token.lemma in self.kin,
        )

    def _number_of_people(self, token: Token) -> Mention | None:
        """ "Nine of the 27 were released", "Three were executed": a number for people."""
        count = _number(token)
        subject = token.dep in {"nsubj", "nsubjpass"} and self.tokens[token.head].pos in {
            "VERB",
            "AUX",
        }
        of = (
            token.dep == "pobj"
            and self.tokens[token.head].lower == "of"
            and self.tokens[token.i - 1].lower == "the"
        )
        if count == 1 and token.lower == "one" and subject:
            return self._one_of_people(token)
        if count is None or count < 2 or token.name in {"DATE", "TIME", "MONEY", "PERCENT"}:
            return None
        if not (subject or of) or self._counts_things(token):
            return None
        return Mention(
            first=token.i,
            last=token.i,
            head=token.i,
            kind=MentionKind.NOMINAL,
            type=EntityType.GROUP,
            name=token.text,
            plural=True,
            count=count,
            definite=self.tokens[token.i - 1].lower in {"the", "those", "these"}
            if token.i
            else False,
        )

    def _one_of_people(self, token: Token) -> Mention | None:
        """ "one of the three, who is now 18": somebody, but nobody named."""
        people = any(
            of.lower == "of" and (what.pos in {"NUM", "PRON"} or self._is_person_noun(what))
            for of in self.parse.children(token.i, "prep")
            for what in self.parse.children(of.i, "pobj")
        )
        if not people or self.parse.children(token.i, "appos"):
            return None
        return Mention(
            first=token.i,
            last=token.i,
            head=token.i,
            kind=MentionKind.NOMINAL,
            type=EntityType.PERSON,
            name=token.text,
        )

    def _counts_things(self, token: Token) -> bool:
        """Whether "of" says that what is counted is no people ("41 of them suspended")."""
        for prep in self.parse.children(token.i, "prep"):
            for what in self.parse.children(prep.i, "pobj"):
                people = what.pos in {"PRON", "NUM"} or self._is_person_noun(what)
                if prep.lower == "of" and not people:
                    return True
        return False

    def _pronoun(self, token: Token) -> Mention | None:
        lower = token.lower
        if (
            lower in _SINGULAR
            or lower in _PLURAL
            or lower in {"it", "its"}
            or (lower in _FIRST and token.quoted)
            or (lower in _RELATIVE and self._relative(token))
        ):
            return Mention(
                first=token.i,
                last=token.i,
                head=token.i,
                kind=MentionKind.PRONOUN,
                type=None,
                name=token.text,
                gender=_SINGULAR.get(lower),
                plural=lower in _PLURAL,
            )
        return None

    def _relative(self, token: Token) -> bool:
        return token.tag in {"WP", "WDT", "WP$"} and any(
            up.dep in {"relcl", "acl"} and up.left <= token.i <= up.right
            for up in (token, *self.parse.ancestors(token.i))
        )

    def _headless(self, token: Token) -> bool:
        """ "the accused", "the wounded": an adjective or participle that stands for people."""
        return token.lower in {"accused", "defendant"} and bool(self.parse.children(token.i, "det"))

    def _type(self, token: Token) -> EntityType | None:
        lemma, words = token.lemma, self.parse.words(self._first(token), token.i).lower()
        pair = " ".join(words.split()[-2:])
        if (
            words in self.public
            or pair in self.public
            or (token.lower in self.public and not self._pinned(token))
        ):
            return EntityType.PUBLIC
        if token.tag in {"NNS", "NNPS"} and lemma in self.institutions or token.lower == "police":
            return EntityType.GROUP
        if token.name == "NORP" and token.tag in {"NNS", "NNPS"}:
            return EntityType.PERSON
        if self._is_person_noun(token) or self._describes_person(token):
            return EntityType.PERSON
        if lemma in self.footage or token.lower in self.footage or self._is_appeal(token):
            return EntityType.FOOTAGE
        if pair in self.channels or token.lower in self.channels:
            return EntityType.CHANNEL
        if lemma in self.bodies and not (lemma in self.sites and self._located(token)):
            return EntityType.ORGANIZATION
        if lemma in self.outlet_heads:
            return EntityType.OUTLET
        if lemma in self.documents or token.lower in self.documents:
            return EntityType.DOCUMENT
        if lemma in self.sites or token.lower in self.sites:
            return EntityType.PLACE
        return None

    def _is_appeal(self, token: Token) -> bool:
        """ "their video appeal", and "according to the appeal" after one."""
        return token.lemma in self.appeals and (
            any(child.lemma in self.footage for child in self.parse.children(token.i, "compound"))
            or (
                self._definite(token)
                and token.dep == "pobj"
                and self.tokens[token.head].lower == "to"
                and self.tokens[self.tokens[token.head].head].lower == "according"
            )
        )

    def _pinned(self, token: Token) -> bool:
        """ "The reports", "their media": not the unnamed public."""
        return any(child.dep in {"poss", "nummod"} for child in self.parse.children(token.i)) or (
            token.tag != "NNS" and token.lower != "media"
        )

    def _located(self, token: Token) -> bool:
        """Whether a preposition of place stands before it ("at the office", not "according to")."""
        prep = self.tokens[token.head]
        places = {"at", "in", "inside", "outside", "near", "from", "to", "into"}
        cited = self.tokens[prep.head].lower == "according"
        return token.dep == "pobj" and prep.lower in places and not cited

    def _describes_person(self, token: Token) -> bool:
        """ "a 27-year-old welder", "Emre Yalman, a welder,": who has an age, or a name beside it."""
        if token.tag != "NN":
            return False
        if self._age(self._first(token), token.i) is not None:
            return True
        following = self.tokens[token.i + 1] if token.i + 1 < len(self.tokens) else None
        if following is not None and following.lower == "who":
            return token.lemma not in self.bodies and bool(self.parse.children(token.i, "relcl"))
        article = any(child.lower in {"a", "an"} for child in self.parse.children(token.i, "det"))
        named = self.tokens[token.head]
        return article and token.dep == "appos" and named.name == "PERSON" and named.i < token.i

    def _is_person_noun(self, token: Token) -> bool:
        return (
            token.lemma in self.person
            or token.lemma in self.roles
            or token.lower in self.person
            or token.lemma in self.kin
            or token.lower in self.roles
            or token.lemma in self.collectives
        )

    def _labels_a_name(self, token: Token, names: set[int]) -> bool:
        """ "the village of Zaitseve", "the Astra Telegram channel": part of another mention."""
        if token.lemma in self.site_kinds:
            for child in self.parse.children(token.i, "prep"):
                if child.lower == "of" and any(
                    t.i in names for t in self.parse.children(child.i, "pobj")
                ):
                    return True
        follows = token.i + 1 in names and self.tokens[token.i + 1].sentence == token.sentence
        if follows and token.lemma in self.bodies | self.outlet_heads:
            return True
        if token.lower == "channel" or token.lemma in self.outlet_heads:
            first = self._first(token)
            return any(i in names for i in range(first, token.i)) or any(
                child.i in names for child in self.parse.children(token.i, "appos")
            )
        return False

    def _heads_office(self, token: Token) -> bool:
        """ "the office of the head of Buryatia": the head is part of the body's name."""
        of = self.tokens[token.head]
        return (
            token.dep == "pobj" and of.lower == "of" and self.tokens[of.head].lemma in self.offices
        )

    def _owns_office(self, token: Token) -> bool:
        return (
            token.dep == "poss"
            and self.tokens[token.head].lemma in self.offices
            and any(child.tag == "POS" for child in self.parse.children(token.i))
        )

    def _first(self, token: Token) -> int:
        """First word of the noun's description: its modifiers, without article or possessor."""
        first = token.i
        while first > 0:
            before = self.tokens[first - 1]
            if before.sentence != token.sentence or before.tag in {
                "POS",
                "DT",
                "PDT",
                "PRP$",
                "WP$",
                "IN",
                "CC",
                ",",
            }:
                break
            if before.text in "\"“”‘’'«»" or not self._modifies(before, token.i):
                break
            first -= 1
        return first if self._age(first, token.i) is not None else self._past_counts(first, token)

    def _past_counts(self, first: int, token: Token) -> int:
        while first < token.i and (
            self.tokens[first].pos in {"ADV", "PUNCT", "DET"} or self._counts(self.tokens[first])
        ):
            first += 1
        return first

    def _modifies(self, word: Token, head: int) -> bool:
        at = word
        for _ in range(5):
            if at.dep not in _MODIFIERS:
                return False
            if at.head == head:
                return True
            at = self.tokens[at.head]
        return False

    def _counts(self, token: Token) -> bool:
        return token.dep in {"nummod", "quantmod"} and token.pos in {"NUM", "SYM", "ADV", "ADP"}

    def _of(self, token: Token, kind: EntityType) -> int | None:
        """Head word of whose kin, lawyer or member it is: "the mother of the soldier"."""
        if kind is not EntityType.PERSON:
            return None
        for child in self.parse.children(token.i, "prep"):
            if child.lower in {"of", "for"} and (child.lower == "of") == (token.lemma in self.kin):
                for whose in self.parse.children(child.i, "pobj"):
                    return whose.i
        return None

    def _count(self, token: Token, numbers: tuple[Token, ...]) -> int | None:
        if numbers:
            number = numbers[0]
            if self._softened(number):
                return None
            words = self.parse.words(number.left, number.i)
            value = parse_number(words, self.language)
            return int(value) if value is not None and value == int(value) else _number(number)
        if token.tag in {"NN", "NNP"} and token.lemma in self.collectives:
            return int(self.collectives[token.lemma]) or None
        return None

    def _definite(self, token: Token) -> bool:
        return any(
            child.lower in {"the", "this", "that", "these", "those", "both"}
            for child in (*self.parse.children(token.i, "det", "predet"), *self._word_before(token))
        )

    def _word_before(self, token: Token) -> tuple[Token, ...]:
        first = self._first(token)
        before = self.tokens[first - 1 : first] if first else ()
        return tuple(word for word in before if word.lower != "that" or word.pos == "DET")

    def _noun_gender(self, token: Token) -> Gender | None:
        if token.lemma in self.male or token.lower in self.male:
            return Gender.MALE
        return Gender.FEMALE if token.lemma in self.female or token.lower in self.female else None

    def _softened(self, number: Token) -> bool:
        return bool(self.parse.children(number.i, "advmod", "quantmod"))

    def _age(self, first: int, last: int) -> int | None:
        for token in self.tokens[first : last + 1]:
            if token.text[:1].isdigit():
                words = self.parse.text[token.begin : self.tokens[last].end].lower()
                found = re.match(r"(\d{1,3})[\s-]*years?[\s-]*old\b", words)
                if found:
                    return int(found[1])
        return None


_SMALL = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
}


def _number(token: Token) -> int | None:
    text = token.lower.replace(",", "")
    return int(text) if text.isdecimal() and len(text) < 10 else _SMALL.get(text)
