"""What a report tells of somebody in the words beside his name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sayso.lang.folding import fold
from sayso.read.inflected.apposition import Appositions, Nearby
from sayso.read.inflected.families import name_member
from sayso.read.inflected.mention_nouns import find_age, name_words
from sayso.read.inflected.mention_words import MentionWords
from sayso.read.inflected.name_forms import choose_readings, list_readings
from sayso.read.inflected.names import NameRun
from sayso.read.inflected.phrases import find_first, list_cases
from sayso.records.entity import EntityType, Gender
from sayso.records.finding import Mention, MentionKind
from sayso.records.naming import NamedPerson, Namer
from sayso.records.parse import Parse

_REACH = 7
"""Words before a name in which a noun can stand that says who it is: "командир 2-й роты"."""
_QUOTES = frozenset('«»"“”„')
_OLDEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReader:
    """Makes the mentions of one report's names.

    Attributes:
        nouns: The mentions by nouns, by their heads.
        people: The words of people's names.
        families: The surname in a man's and a woman's form by the first word of a name that
            shares it with another's.
    """

    parse: Parse
    words: MentionWords
    namer: Namer
    nouns: Mapping[int, Mention]
    people: frozenset[int]
    families: Mapping[int, tuple[str, str]]
    _beside: dict[int, Mention] = field(default_factory=dict)

    @property
    def appositions(self) -> Appositions:
        """What looks around the names."""
        return Appositions(parse=self.parse, words=self.words, nouns=self.nouns, people=self.people)

    def list_beside(self) -> tuple[Mention, ...]:
        """Return the descriptions that names were found beside, as they now read."""
        return tuple(self._beside.values())

    def read(self, run: NameRun) -> Mention:
        """Return the mention that a name is."""
        if run.type is EntityType.PERSON and not run.sign:
            return self._read_person(run)
        said = self.parse.words(run.first, run.last)
        # Behind a noun that leads it a title keeps its own form: "каналу «Нижний берег»".
        words = range(run.first, run.last + 1)
        name = said if run.lead is not None else name_words(self.parse, self.namer, words)
        initials = self.words.acronyms.fullmatch(self.parse.tokens[run.first].text)
        initials = initials or self.words.institutions.fullmatch(self.parse.tokens[run.first].text)
        if run.type is EntityType.ORGANIZATION and initials is not None:
            rest = said[len(initials[0]) :]
            name = initials[1] + (initials[2] or "") + rest
        elif run.first == run.last and (said.isupper() or "Case=Nom" in self._get_tag(run.first)):
            name = said
        last = run.last
        if initials is not None and run.type is EntityType.ORGANIZATION:
            last = run.first  # "Минобороны" of "Минобороны РФ"
        if run.reach is not None:
            name += " " + self.parse.words(run.last + 1, run.reach)
        roles = () if run.lead is None else (self.parse.tokens[run.lead].lemma,)
        return Mention(
            first=run.first,
            last=last,
            head=run.first,
            kind=MentionKind.NAME,
            type=run.type,
            name=name,
            roles=roles if run.type is not EntityType.PERSON else (),
            beside=self._find_signed(run) if run.sign else None,
        )

    def _get_tag(self, i: int) -> str:
        return self.parse.tokens[i].tag

    def _find_signed(self, run: NameRun) -> int | None:
        """Return whose call sign it is: who is named right before the noun for it."""
        if run.lead is None:
            return None
        for i in range(run.lead - 1, max(run.lead - _REACH, -1), -1):
            if self.parse.tokens[i].sentence != self.parse.tokens[run.first].sentence:
                return None
            if i in self.nouns and self.nouns[i].type is EntityType.PERSON:
                return i
            if i in self.people:
                while i - 1 in self.people:
                    i -= 1
                owner = self._beside.get(i - 1)
                # "Побратим Ткачука на позивний «Бджола»": not Ткачук's call sign.
                return i - 1 if owner is not None and owner.possessor == i else i
        return None

    def _read_person(self, run: NameRun) -> Mention:
        every = self._list_readings(run)
        near = self.appositions.look(run, every)
        beside = near.before[0] if near.before else None
        readings, gender = self._leave(run, every, near)
        if near.owned is not None:
            self._note(near.owned, run, owned=True)
        nouns = [*near.before, *(() if near.behind is None else (near.behind,))]
        for noun in nouns:
            self._note(noun, run, owned=False)
        roles = [self._describe(beside, run.first)] if beside is not None else []
        if beside is None and near.owned is None:
            roles = [self._find_trade(run)]
        roles += [self._say_role(noun, noun) for noun in nouns if noun != beside]
        told = [self.appositions.tell_gender(noun) for noun in nouns]
        ages = [self._find_age(run), *(self.nouns[noun].age for noun in nouns)]
        return Mention(
            first=run.first,
            last=run.last,
            head=run.first,
            kind=MentionKind.NAME,
            type=EntityType.PERSON,
            name=readings[0].name,
            gender=gender or next((one for one in told if one is not None), None),
            age=next((age for age in ages if age is not None), None),
            roles=tuple(role for role in roles if role),
            readings=readings,
        )

    def _list_readings(self, run: NameRun) -> tuple[NamedPerson, ...]:
        surname = self.families.get(run.first)
        member = surname and name_member(self.parse, self.namer, run, surname)
        if member:
            return (member,)
        told = self._tell_by_age(run) if run.last > run.first else None
        return list_readings(self.parse, run.first, run.last, self.namer, self.words.endings, told)

    def _leave(
        self, run: NameRun, every: tuple[NamedPerson, ...], near: Nearby
    ) -> tuple[tuple[NamedPerson, ...], Gender | None]:
        """Return the readings of a name that the words beside it leave, and whose it is."""
        if near.owned is not None:
            left = self._leave_genitives(run, every)
            return left, left[0].gender if len({one.gender for one in left}) == 1 else None
        told = {self.appositions.tell_gender(noun) for noun in near.before} - {None}
        left = tuple(r for r in every if not told or r.gender in {None, *told}) or every
        beside = near.before[0] if near.before else None
        return choose_readings(
            self.parse,
            run.first,
            run.last,
            left,
            beside=beside,
            words=self.words,
        )

    def _tell_by_age(self, run: NameRun) -> Gender | None:
        """Return whose a name is by the age before it: "22-летнего" is his."""
        before = self.parse.tokens[max(run.first - 1, 0) : run.first]
        aged = next((fold(t.text) for t in before if self.words.aged.fullmatch(t.text)), "")
        found = (it for it, shown in self.words.aged_of.items() if shown.fullmatch(aged))
        return next(found, None)

    def _leave_genitives(
        self, run: NameRun, readings: tuple[NamedPerson, ...]
    ) -> tuple[NamedPerson, ...]:
        """Return the readings in which a name is in no nominative; all where there is none."""
        said = fold(self.parse.words(run.first, run.last))
        changed = tuple(reading for reading in readings if fold(reading.name) != said)
        if not changed and run.last == run.first + 1:
            # "Тётя Петра Зотова": the tags take Пётр for a woman, whose name this would be too.
            words = [token.text for token in self.parse.tokens[run.first : run.last + 1]]
            found = self.namer.name_person(words, ["", ""])
            changed = tuple(
                replace(one, others=())
                for one in (found, *found.others)
                if one.gender is not None and fold(one.name) != said
            )
        return changed or readings

    def _note(self, noun: int, run: NameRun, *, owned: bool) -> None:
        """Keep what a name says of the noun beside it: who it is, or whose."""
        mention = self._beside.get(noun, self.nouns[noun])
        if owned:
            mention = replace(mention, possessor=run.first)
        else:
            mine = mention.possessor
            office = fold(self.parse.tokens[noun].lemma) in self.words.offices
            mention = replace(
                mention,
                beside=run.first,
                possessor=None if mine == run.first else mine,
                gender=None if office and mention.gender is Gender.MALE else mention.gender,
            )
        self._beside[noun] = mention

    # -- what they tell

    def _describe(self, noun: int, until: int) -> str:
        """Return a description in the nominative, with what it governs: "командир роты"."""
        last = until - 1
        while last > noun and self.parse.tokens[last].text in _QUOTES | {","}:
            last -= 1
        inside = self.parse.tokens[noun : last + 1]
        part = next((t.i for t in inside if t.text in {",", "—", "–"}), last + 1)
        last, inside = part - 1, inside[: part - noun]
        if any(t.text in _QUOTES or t.i in self.people for t in inside):
            last = noun
        return self._say_role(noun, last)

    def _say_role(self, noun: int, last: int) -> str:
        """Return a role in the nominative, without an age; "" of what kin somebody is."""
        mention = self.nouns[noun]
        if mention.kin:
            return ""
        words = range(mention.first, last + 1)
        words_left = [i for i in words if not self.words.aged.fullmatch(self.parse.tokens[i].text)]
        return name_words(self.parse, self.namer, words_left).lower()

    def _find_trade(self, run: NameRun) -> str:
        """Return a noun in a name's case right before it that no list has: "педиатра Буянову"."""
        i = run.first - 1
        if i < 0 or self.parse.tokens[i].sentence != self.parse.tokens[run.first].sentence:
            return ""
        token = self.parse.tokens[i]
        somebody = token.pos == "NOUN" and token.text[0].islower() and "Animacy=Anim" in token.tag
        if not somebody or "Number=Plur" in token.tag or i in self.nouns:
            return ""
        mine, theirs = list_cases(self.parse, i), list_cases(self.parse, run.first)
        if mine and theirs and not mine & theirs:
            return ""
        return name_words(self.parse, self.namer, range(find_first(self.parse, i), i + 1)).lower()

    def _find_age(self, run: NameRun) -> int | None:
        """Return an age beside a name: "Иван Орлов, 24 года,", "32-летний Иван"."""
        tokens = self.parse.tokens
        before = tokens[max(run.first - 1, 0) : run.first]
        for token in before:
            age = find_age(self.parse, self.words, token.i, token.i)
            if age is not None and token.sentence == tokens[run.first].sentence:
                return age
        after = tokens[run.last + 1 : run.last + 5]
        if len(after) < 2 or after[0].text not in {",", "("} or not after[1].text.isdecimal():
            return None
        years = int(after[1].text) if re.fullmatch(r"\d{1,3}", after[1].text) else 0
        closes = len(after) == 2 or after[2].text in {",", ")", "."}
        named = len(after) > 2 and fold(after[2].text) in self.words.years
        return years if 0 < years < _OLDEST and (closes or named) else None
