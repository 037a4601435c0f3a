"""What a report tells of somebody in the words beside his name."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from sayso.lang.folding import fold
from sayso.read.inflected.mention_nouns import find_age, name_words
from sayso.read.inflected.mention_words import MentionWords
from sayso.read.inflected.name_forms import read_name
from sayso.read.inflected.names import NameRun
from sayso.read.inflected.phrases import list_cases, skip_quotes
from sayso.records.entity import EntityType, Gender
from sayso.records.finding import Mention, MentionKind
from sayso.records.morph import get_morph
from sayso.records.naming import NamedPerson, Namer
from sayso.records.parse import Parse

_REACH = 7
"""Words before a name in which a noun can stand that says who it is: "командир 2-й роты"."""
_GOVERNED = frozenset({"NOUN", "ADJ", "PROPN", "NUM", "X"})
_QUOTES = frozenset('«»"“”„')
_OLDEST = 120
_CLOSING = frozenset({",", ".", ")", ";", "—", "–", "!", "?"})
_DASHES = frozenset({"—", "–", "-"})


@dataclass(frozen=True, slots=True, kw_only=True)
class NameReader:
    """Makes the mentions of one report's names.

    Attributes:
        nouns: The mentions by nouns, by their heads.
        people: The words of people's names.
    """

    parse: Parse
    words: MentionWords
    namer: Namer
    nouns: Mapping[int, Mention]
    people: frozenset[int]
    _beside: dict[int, Mention] = field(default_factory=dict)

    def list_beside(self) -> tuple[Mention, ...]:
        """Return the descriptions that names were found beside, as they now read."""
        return tuple(self._beside.values())

    def read(self, run: NameRun) -> Mention:
        """Return the mention that a name is."""
        if run.type is EntityType.PERSON and not run.sign:
            return self._read_person(run)
        tokens = self.parse.tokens[run.first : run.last + 1]
        name = self.namer.name_thing([t.text for t in tokens], [t.tag for t in tokens])
        roles = () if run.lead is None else (self.parse.tokens[run.lead].lemma,)
        return Mention(
            first=run.first,
            last=run.last,
            head=run.first,
            kind=MentionKind.NAME,
            type=run.type,
            name=self.parse.words(run.first, run.last) if run.sign else name,
            roles=roles if run.type is not EntityType.PERSON else (),
            beside=self._find_signed(run) if run.sign else None,
        )

    def _find_signed(self, run: NameRun) -> int | None:
        """Return whose call sign it is: who is named right before the noun for it."""
        if run.lead is None:
            return None
        for i in range(run.lead - 1, max(run.lead - _REACH, -1), -1):
            if self.parse.tokens[i].sentence != self.parse.tokens[run.first].sentence:
                return None
            if i in self.nouns and self.nouns[i].type is EntityType.PERSON:
                return i
            if self.parse.tokens[i].name == "PERSON":
                return i
        return None

    def _read_person(self, run: NameRun) -> Mention:
        before = self._find_before(run)
        # "Адвокат Ковалёва Мария Белова": who follows is the lawyer.
        owned = before is not None and run.last + 1 in self.people
        readings = read_name(
            self.parse, run.first, run.last, self.namer, beside=None if owned else before
        )
        if owned:
            readings = self._leave_genitives(run, readings)
        else:
            readings, owned = self._settle(run, before, readings)
        if before is not None:
            self._note(before, run, owned=owned)
        behind = self._find_behind(run)
        if behind is not None:
            self._note(behind, run, owned=False)
        roles = [] if before is None or owned else [self._describe(before, run.first)]
        roles += [] if behind is None else [self._say_role(behind, behind)]
        genders = {reading.gender for reading in readings}
        told = [
            self._tell_gender(noun)
            for noun in (None if owned else before, behind)
            if noun is not None
        ]
        gender = genders.pop() if len(genders) == 1 else None
        ages = [self._find_age(run), *(self._age_of(n) for n in (before, behind) if n is not None)]
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

    # -- nouns before and behind

    def _find_before(self, run: NameRun) -> int | None:
        """Return the noun for a person that stands before a name, with what it governs between.

        Its case is one in which the name can stand, or it is one that can own the name.
        """
        tokens = self.parse.tokens
        at = skip_quotes(self.parse, run.first, -1)
        comma = at >= 0 and tokens[at].text == ","
        if comma:
            at -= 1
        for i in range(at, max(run.first - _REACH, -1), -1):
            token = tokens[i]
            if token.sentence != tokens[run.first].sentence:
                return None
            mention = self.nouns.get(i)
            if mention is not None and mention.type in {EntityType.PERSON, EntityType.GROUP}:
                apposed = comma and (mention.possessor is None or not self._closes(run.last))
                if mention.plural or apposed:
                    return None
                return i if self._can_stand_with(i, run) else None
            if token.pos not in _GOVERNED and token.text not in _QUOTES:
                return None
        return None

    def _can_stand_with(self, i: int, run: NameRun) -> bool:
        """Whether a noun stands in a case of the name, or governs it."""
        cases = list_cases(self.parse, run.first) or list_cases(self.parse, run.last)
        mine = list_cases(self.parse, i)
        return not mine or not cases or bool(mine & cases) or "Gen" in cases

    def _closes(self, last: int) -> bool:
        """Whether a mark or a verb follows a name."""
        following = self.parse.tokens[last + 1 : last + 2]
        return not following or following[0].text in _CLOSING or following[0].pos == "VERB"

    def _settle(
        self, run: NameRun, before: int | None, readings: tuple[NamedPerson, ...]
    ) -> tuple[tuple[NamedPerson, ...], bool]:
        """Return the readings that a noun beside a name leaves, and whether the noun is its own.

        "Мать Ковалёва" is his mother; "адвокат Ковалёва сказала" is her, the lawyer.
        """
        if before is None:
            return readings, False
        right_before = skip_quotes(self.parse, run.first, -1) == before
        noun = self.nouns[before]
        gender = self._tell_gender(before)
        both = [r for r in readings if gender is None or r.gender in {None, gender}]
        cases = list_cases(self.parse, run.first)
        shared = not cases or bool(cases & list_cases(self.parse, before))
        if noun.kin and right_before and run.first == run.last and "Gen" in cases:
            given = get_morph(self.parse.tokens[run.first].tag).name == "Giv"
            if not (given and both and shared):
                return self._leave_genitives(run, readings), True
        if not both or not shared:
            return readings, right_before
        return tuple(both), False

    def _leave_genitives(
        self, run: NameRun, readings: tuple[NamedPerson, ...]
    ) -> tuple[NamedPerson, ...]:
        """Return the readings in which a name is in no nominative; all where there is none."""
        changed = tuple(r for r in readings if fold(r.name) != fold(self._say(run)))
        return changed or readings

    def _say(self, run: NameRun) -> str:
        return self.parse.words(run.first, run.last)

    def _note(self, noun: int, run: NameRun, *, owned: bool) -> None:
        """Keep what a name says of the noun beside it: who it is, or whose."""
        mention = self.nouns[noun]
        if owned:
            mention = replace(mention, possessor=run.first)
        else:
            mine = mention.possessor
            mention = replace(
                mention, beside=run.first, possessor=None if mine == run.first else mine
            )
        self._beside[noun] = mention

    def _find_behind(self, run: NameRun) -> int | None:
        """Return the noun of an apposition: "Мария Белова, адвокат Ковалёва,"."""
        tokens = self.parse.tokens
        mark = run.last + 1
        if mark >= len(tokens) or tokens[mark].text not in {",", "(", *_DASHES}:
            return None
        for i in range(mark + 1, min(mark + _REACH, len(tokens))):
            token = tokens[i]
            if token.sentence != tokens[run.first].sentence or token.pos in {"PUNCT", "ADP"}:
                return None
            mention = self.nouns.get(i)
            if mention is not None:
                person = mention.type is EntityType.PERSON and not mention.plural
                same = self._stands_in_case_of(run, i)
                return i if person and same and self._ends(i, tokens[mark].text) else None
            if token.pos not in {"ADJ", "NUM", "DET", "VERB"}:
                return None
        return None

    def _stands_in_case_of(self, run: NameRun, i: int) -> bool:
        mine = {get_morph(self.parse.tokens[run.first].tag).case} - {""}
        return not mine or bool(mine & list_cases(self.parse, i))

    def _ends(self, noun: int, mark: str) -> bool:
        """Whether what follows a noun closes the apposition before a verb of its own comes."""
        if mark in _DASHES:
            return True
        tokens = self.parse.tokens
        for i in range(noun + 1, min(noun + 2 * _REACH, len(tokens))):
            token = tokens[i]
            if token.sentence != tokens[noun].sentence or token.text in _CLOSING:
                return True
            if token.pos in {"VERB", "AUX"} and get_morph(token.tag).form == "Fin":
                return False
        return True

    # -- what they tell

    def _tell_gender(self, noun: int) -> Gender | None:
        mention = self.nouns[noun]
        lemma = fold(self.parse.tokens[noun].lemma)
        if lemma in self.words.male | self.words.female:
            return mention.gender
        return None

    def _describe(self, noun: int, until: int) -> str:
        """Return a description in the nominative, with what it governs: "командир роты"."""
        last = until - 1
        while last > noun and self.parse.tokens[last].text in _QUOTES | {","}:
            last -= 1
        inside = self.parse.tokens[noun : last + 1]
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

    def _age_of(self, noun: int) -> int | None:
        return self.nouns[noun].age

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
