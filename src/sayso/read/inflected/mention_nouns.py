"""Mentions by a noun: "его жена", "двое солдат", "адвокат Николая", "прокуратура области"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sayso.lang.folding import fold
from sayso.read.inflected.body_phrases import find_body_end, find_mention_end, is_named_body
from sayso.read.inflected.mention_words import MentionWords
from sayso.read.inflected.phrases import (
    agree,
    can_be,
    find_count,
    find_first,
    find_governed,
    find_owner,
    is_modifier,
    list_cases,
    list_forms,
)
from sayso.records.entity import EntityType, Gender
from sayso.records.finding import Mention, MentionKind
from sayso.records.morph import get_morph
from sayso.records.naming import Namer
from sayso.records.parse import Parse, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "DET", "X"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_OLDEST = 120
_REACH = 6
_BREAKS = frozenset(',;:()«»"“”„—–.!?')


@dataclass(frozen=True, slots=True, kw_only=True)
class NounReader:
    """Reads one report's nouns.

    Attributes:
        names: The head word of the name that each word of a name belongs to.
        leads: Nouns that lead a title: they say what it is, and are no mention of their own.
    """

    parse: Parse
    words: MentionWords
    namer: Namer
    names: Mapping[int, int]
    leads: frozenset[int]
    placed: frozenset[int] = field(default=frozenset())

    def read(self, token: Token) -> Mention | None:
        """Return the mention that a word heads, ``None`` where it refers to nothing of its own."""
        if token.pos not in _NOMINAL or token.i in self.names or token.i in self.leads:
            return None
        if is_person_word(self.parse, self.words, token) and not self._is_of_all(token):
            found = self._read_people(token)
            if found is not None or fold(token.lemma) not in self.words.bodies:
                return found
        if token.pos not in _NOUNS and token.pos != "X":
            return None
        return self._read_thing(token)

    # -- people

    def _is_of_all(self, token: Token) -> bool:
        """Whether a word is everybody, whose rights are told of: "права человека"."""
        before = self.parse.tokens[max(token.i - 1, 0) : token.i]
        return any(fold(it.lemma) in self.words.rights for it in before) and can_be(
            self.parse, token.i, "Gen"
        )

    def _read_people(self, token: Token) -> Mention | None:
        parse, words = self.parse, self.words
        first = find_first(parse, token.i)
        count, begin = find_count(parse, words, first, token.i)
        if first <= begin <= token.i and count is not None:
            first = min(begin + 1, token.i)
        owner = find_owner(parse, words, begin)
        governed = self._find_governed(token.i)
        lemma = fold(token.lemma)
        plural = self._is_plural(token, begin < first)
        if lemma in words.partitive and not (governed and self._governs_people(governed)):
            return None
        if count is None and lemma in words.collective:
            count = words.collective[lemma] or None
        kin = lemma in words.kin or words.kin_like.fullmatch(token.text.lower()) is not None
        if lemma in words.kin_either and owner is None and governed is None:
            kin = False
        return Mention(
            first=first,
            last=token.i,
            head=token.i,
            kind=MentionKind.NOMINAL,
            type=EntityType.GROUP if plural else EntityType.PERSON,
            name=name_description(parse, self.namer, first, token.i),
            gender=None if plural else self._find_gender(token),
            plural=plural,
            count=count,
            age=find_age(parse, words, first, token.i),
            definite=owner is not None or self._points_back(begin),
            possessor=owner if owner is not None else governed,
            kin=kin,
        )

    def _is_plural(self, token: Token, counted: bool) -> bool:
        lemma = fold(token.lemma)
        if lemma in self.words.collective or self.words.kin_like.fullmatch(token.text.lower()):
            return True
        number = get_morph(token.tag).number
        if number == "Plur" and (self._is_one_whom(token) or self._is_of_one(token)):
            return False
        if counted:
            value = find_count(self.parse, self.words, find_first(self.parse, token.i), token.i)[0]
            return value is None or value > 1
        return number == "Plur"

    def _is_one_whom(self, token: Token) -> bool:
        """Tell whether a relative pronoun behind a noun is of one: "Солдат, которого нашли"."""
        mark = self.parse.tokens[token.i + 1 : token.i + 3]
        if len(mark) < 2 or mark[0].text != "," or not self.words.relative.fullmatch(mark[1].text):
            return False
        one = get_morph(mark[1].tag)
        return one.number == "Sing" and one.gender == "Masc"

    def _is_of_one(self, token: Token) -> bool:
        """Tell whether kin behind a comma are one named before it: "Оксани Павлюк, дружини Василя".

        The form can be one's as well as several's, and the name stands in that case.
        """
        before = self.parse.tokens[max(token.i - 2, 0) : token.i]
        if fold(token.lemma) not in self.words.kin or len(before) < 2:
            return False
        name, mark = before
        alone = {form.case for form in list_forms(self.parse, token.i) if form.number == "Sing"}
        parted = name.name == "PERSON" and mark.text == ","
        return parted and bool(alone & list_cases(self.parse, name.i))

    def _find_governed(self, i: int) -> int | None:
        """Return the head of what a noun governs: a name's own head where it is a name."""
        governed = find_governed(self.parse, i)
        if governed is None:
            return None
        behind = self.parse.tokens[governed + 1 : governed + 2]
        described = get_morph(self.parse.tokens[governed].tag).animate is True
        if described and governed not in self.names and behind and behind[0].name == "PERSON":
            # "Жена калушанина Тараса Винничука": his, whatever he is called before.
            governed += can_be(self.parse, governed + 1, "Gen")
        return self.names.get(governed, governed)

    def _governs_people(self, governed: int) -> bool:
        token = self.parse.tokens[governed]
        return governed in self.names or is_person_word(self.parse, self.words, token)

    def _points_back(self, first: int) -> bool:
        before = self.parse.tokens[first - 1] if first else None
        return before is not None and self.words.demonstrative.fullmatch(before.text) is not None

    def _find_gender(self, token: Token) -> Gender | None:
        lemma = fold(token.lemma)
        if lemma in self.words.male:
            return Gender.MALE
        if lemma in self.words.female or fold(token.text) in self.words.female:
            return Gender.FEMALE
        morph = get_morph(token.tag)
        if token.pos in {"ADJ", "VERB"} or self.words.substantive.fullmatch(token.text.lower()):
            return {"Masc": Gender.MALE, "Fem": Gender.FEMALE}.get(morph.gender)
        if morph.case != "Nom" or morph.number == "Plur":
            return None
        return {"Masc": Gender.MALE, "Fem": Gender.FEMALE}.get(self._find_verb_gender(token.i))

    def _find_verb_gender(self, i: int) -> str:
        """Return the gender that the verb of a noun's clause shows: "адвокат рассказала"."""
        tokens = self.parse.tokens
        for step in (1, -1):
            for away in range(1, _REACH):
                at = i + step * away
                if not 0 <= at < len(tokens) or tokens[at].sentence != tokens[i].sentence:
                    break
                if tokens[at].text in _BREAKS or tokens[at].pos in {"CCONJ", "SCONJ", "ADP"}:
                    break
                morph = get_morph(tokens[at].tag)
                if tokens[at].pos == "VERB" and morph.form == "Fin":
                    return morph.gender
                if step == -1 and tokens[at].pos in _NOUNS:
                    break
        return ""

    # -- bodies, papers, places

    def _read_thing(self, token: Token) -> Mention | None:
        kind = self._find_kind(token)
        if kind is None or token.i in self.placed or self._labels_name(token):
            return None
        parse, words = self.parse, self.words
        first, last = find_first(parse, token.i), token.i
        named = False
        if (
            kind in {EntityType.ORGANIZATION, EntityType.PLACE}
            and fold(token.lemma) in words.bodies
        ):
            last = find_body_end(parse, words, token.i, self.names)
            named = is_named_body(parse, words, first, token.i, last, self.placed)
            if not named and self._is_vague(token, first, last):
                return None
        if kind is EntityType.PLACE and named and fold(token.lemma) in words.bodies:
            kind = EntityType.ORGANIZATION
        owner = find_owner(parse, words, first)
        return Mention(
            first=first,
            last=find_mention_end(parse, words, token.i, last, self.placed),
            head=token.i,
            kind=MentionKind.NAME if named else MentionKind.NOMINAL,
            type=kind,
            name=name_body(parse, self.namer, first, token.i, last)
            if named
            else name_description(parse, self.namer, first, last),
            plural=get_morph(token.tag).number == "Plur",
            definite=owner is not None or self._points_back(first),
            possessor=owner,
        )

    def _is_vague(self, token: Token, first: int, last: int) -> bool:
        """Whether words name no body of their own: several at once, "часть тюрьмы"."""
        words, lemma = self.words, fold(token.lemma)
        if get_morph(token.tag).number == "Plur":
            return True
        if lemma in words.partitive:
            described = self.parse.tokens[first : token.i]
            return not any(words.service.fullmatch(one.text.lower()) for one in described)
        return lemma in words.weak and first == last

    def _find_kind(self, token: Token) -> EntityType | None:
        """Return what a noun refers to, ``None`` for what nothing is told about."""
        words, lemma = self.words, fold(token.lemma)
        first = find_first(self.parse, token.i)
        described = self.parse.words(first, token.i)
        if words.public.fullmatch(described) or words.public.fullmatch(token.text):
            return EntityType.PUBLIC
        if words.people_of.fullmatch(token.text.lower()):
            return EntityType.GROUP
        if lemma in words.footage:
            return EntityType.FOOTAGE
        if lemma in words.channels & words.media_alone:
            return EntityType.CHANNEL
        if lemma in words.media & words.media_alone:
            return EntityType.OUTLET
        if lemma in words.sites and self._is_somewhere(first):
            return EntityType.PLACE
        if lemma in words.bodies:
            return EntityType.ORGANIZATION
        if lemma in words.documents:
            return EntityType.DOCUMENT
        return EntityType.PLACE if lemma in words.sites else None

    def _is_somewhere(self, first: int) -> bool:
        before = self.parse.tokens[first - 1] if first else None
        return before is not None and fold(before.text) in self.words.site_preps

    def _labels_name(self, token: Token) -> bool:
        """Whether a noun only says what is named behind it: "село Мирное", "компания OMV"."""
        behind = token.i + 1
        if self.names.get(behind) == behind and behind not in self.placed:
            named = self.parse.tokens[behind].text
            initials = self.words.acronyms.fullmatch(named) or self.words.institutions.fullmatch(
                named
            )
            person = self.parse.tokens[behind].name == "PERSON"
            return initials is None and not person and not can_be(self.parse, behind, "Gen")
        return behind in self.placed and fold(token.lemma) in self.words.site_kinds


def is_person_word(parse: Parse, words: MentionWords, token: Token) -> bool:
    """Whether a word stands for people, by itself and not as what describes another."""
    if token.text[0].isupper() and token.name == "PERSON":
        return False
    noun = token.pos in _NOUNS and (
        fold(token.lemma) in words.people
        or fold(token.lemma) in words.collective
        or _is_aged(parse, words, token)
    )
    kin = words.kin_like.fullmatch(token.text.lower()) is not None
    standing = words.substantive.fullmatch(token.text.lower()) is not None
    if fold(token.lemma) in words.people and token.pos == "ADJ":
        standing = True
    if not (noun or kin or standing):
        return False
    if noun and not standing:
        return not _describes_next(parse, words, token)
    morph = get_morph(token.tag)
    if morph.short or (token.pos == "VERB" and morph.form != "Part"):
        return False
    if token.pos in _NOUNS and morph.animate is False and not noun:
        return False  # "затримання" is no "затриманий"
    return not _is_attribute(parse, token)


def _is_aged(parse: Parse, words: MentionWords, token: Token) -> bool:
    """Whether an age stands with a noun for somebody: "58-летний механизатор"."""
    if get_morph(token.tag).animate is False or not token.text[0].islower():
        return False
    first = find_first(parse, token.i)
    return first < token.i and find_age(parse, words, first, token.i) is not None


def _describes_next(parse: Parse, words: MentionWords, token: Token) -> bool:
    """Whether a noun is joined to the next by a hyphen: "мужчина-водитель"."""
    following = parse.tokens[token.i + 1 : token.i + 3]
    joined = len(following) == 2 and following[0].text == "-"
    return joined and fold(following[1].lemma) in words.people


def _is_attribute(parse: Parse, token: Token) -> bool:
    """Whether a participle or adjective describes a noun: one behind it, or one before a comma."""
    tokens = parse.tokens
    for i in range(token.i + 1, min(token.i + 4, len(tokens))):
        following = tokens[i]
        if following.sentence != token.sentence:
            break
        if following.pos in _NOUNS:
            if agree(parse, token.i, following.i) and following.name != "PERSON":
                return True
            break
        if not is_modifier(parse, i):
            break
    if token.i < 2 or tokens[token.i - 1].text != ",":
        return False
    before = tokens[token.i - 2]
    return before.pos in _NOUNS and agree(parse, token.i, before.i)


def find_age(parse: Parse, words: MentionWords, first: int, last: int) -> int | None:
    """Return the age that words state, in years: "32-летний мужчина"."""
    for token in parse.tokens[first : last + 1]:
        if words.aged.fullmatch(token.text) and token.text[0].isdigit():
            years = int(token.text.split("-")[0]) if token.text.split("-")[0].isdecimal() else 0
            if 0 < years < _OLDEST:
                return years
    return None


def name_description(parse: Parse, namer: Namer, first: int, last: int) -> str:
    """Return a description in the nominative, without the capital that only opens a sentence."""
    name = name_words(parse, namer, range(first, last + 1))
    token = parse.tokens[first]
    begin = parse.sentences[token.sentence][0]
    opens = all(parse.tokens[i].pos == "PUNCT" for i in range(begin, first))
    plain = token.pos != "PROPN" and not token.text[1:2].isupper()
    return name[:1].lower() + name[1:] if opens and plain else name


def name_body(parse: Parse, namer: Namer, first: int, head: int, last: int) -> str:
    """Return a body's name in the nominative; of one that an adjective opens its capital stays."""
    if first < head:
        return name_words(parse, namer, range(first, last + 1))
    return name_description(parse, namer, first, last)


def name_words(parse: Parse, namer: Namer, words: Sequence[int]) -> str:
    """Return words in the nominative; of one without a tag the likeliest other form counts."""
    tags = [parse.tokens[i].tag or next(iter(parse.otherwise.get(i, ())), "") for i in words]
    name = namer.name_thing([parse.tokens[i].text for i in words], tags)
    first = parse.tokens[words[0]] if words else None
    # A name that is not declined ("Улан-Удэ") is its own nominative.
    alone = len(words) == 1 and first is not None and name == first.text
    alone = alone and first is not None and name.lower() != first.lemma
    if alone and first is not None and "Case=Nom" not in first.tag and "Sing" in first.tag:
        return first.lemma.capitalize() if name[0].isupper() else first.lemma
    return name
