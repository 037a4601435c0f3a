"""Noun phrases of a clause: their heads, cases, prepositions and owners."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sayso.lang.language import Language
from sayso.read.inflected.event_clauses import Clause
from sayso.read.inflected.event_words import (
    NOMINAL,
    agrees,
    cases,
    fold,
    is_attribute,
    is_finite,
    is_full_participle,
    morphs,
    words_of,
)
from sayso.read.inflected.kin_owners import is_whose_kin
from sayso.records.morph import Morph, get_morph
from sayso.records.parse import Parse, Token

_DIRECT = frozenset({"Nom", "Acc"})
# A word that can stand in so many cases is one that is not declined: "УК".
UNDECLINED = 5
_ACTING = frozenset({"PERSON", "ORGANIZATION"})
_YEAR = re.compile(r"(?:19|20)\d\d")
_OPENING = frozenset('«„“"')
# What a negation right before it can exclude; of the words for numbers none is ("не один").
_EXCLUDABLE = frozenset({"NOUN", "PROPN", "ADJ", "PRON", "ADP"})
_OBJECTIVE = frozenset({"Gen", "Acc"})
_SYNCRETIC = frozenset({"Gen", "Acc"})
_OBLIQUE = frozenset({"Dat", "Ins", "Loc"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """A noun and what belongs to it.

    Attributes:
        first, last: Its words, both inclusive, without preposition and owner.
        noun: The word that the phrase is built on.
        head: The word by which it is named: the last of a person's name, else the noun.
        cases: The cases that it can stand in, one or more.
        case: The likeliest of them.
        morph: What the noun's form shows.
        readings: All that it can show, the likeliest first.
        preposition: Folded preposition before it ("в отношении" counts as one), or "".
        at: Number of the preposition's first word; -1 for none.
        owner: Whether it stands in the genitive right behind another noun.
        counted: Whether a number tells how many.
    """

    first: int
    last: int
    noun: int
    head: int
    cases: frozenset[str]
    case: str
    morph: Morph
    readings: tuple[Morph, ...]
    preposition: str = ""
    at: int = -1
    owner: bool = False
    counted: bool = False


def _is_mixed(text: str) -> bool:
    """Tell whether a word has figures and letters: "61-річна" counts nobody."""
    return text[0].isdigit() and any(map(str.isalpha, text))


class Phraser:
    """Finds the noun phrases of the clauses of one parse."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self._parse = parse
        self._about = words_of(language, "events", "approximate")
        self._amounts = words_of(language, "events", "amount")
        self._modifying = words_of(language, "events", "modifying")
        self._time_words = words_of(language, "events", "time_word")
        self._own = words_of(language, "events", "possessive")
        self._kin = words_of(language, "people", "kin")
        self._negator = words_of(language, "status", "negator")
        long = (words.split() for words in language.words("events", "long_preposition"))
        self._long = [tuple(map(fold, words)) for words in long]
        # A name that holds a verb is none, whoever found it.
        deity = words_of(language, "people", "deity")
        names = [
            name
            for name in parse.names
            if not any(map(is_finite, parse.tokens[name.first : name.last + 1]))
            and fold(parse.tokens[name.first].lemma) not in deity
        ]
        self._person = {
            i: name
            for name in names
            if name.label == "PERSON"
            for i in range(name.first, name.last + 1)
        }
        self._named = {i: name for name in names for i in range(name.first, name.last + 1)}
        self._known: dict[int, tuple[Phrase, ...]] = {}

    def phrases(self, clause: Clause) -> tuple[Phrase, ...]:
        """Return the phrases of a clause, in text order."""
        if clause.number not in self._known:
            excluded = self._find_excluded(clause.words)
            self._known[clause.number] = tuple(
                p for p in self._read(clause.words) if p.noun not in excluded
            )
        return self._known[clause.number]

    def is_owned(self, i: int) -> bool:
        """Tell whether a pronoun says whose the next noun is: "его брата"."""
        token = self._parse.tokens[i]
        if fold(token.lower) not in self._own:
            return False
        before = self._parse.tokens[i - 1] if i else None
        behind_verb = before is not None and before.pos == "VERB"
        for follower in self._parse.tokens[i + 1 : i + 4]:
            if fold(follower.lemma) in self._time_words and self._is_counted(follower.i):
                # "его три дня держали": how long, and nobody's.
                return False
            if follower.pos in ("NOUN", "PROPN"):
                # "били его током", "избил его сержант": the verb's object, not whose.
                return not behind_verb or bool(cases(self._parse, follower.i) & _OBJECTIVE)
            if not is_attribute(follower):
                return False
        return False

    def _is_counted(self, i: int) -> bool:
        """Tell whether a number or an amount stands right before a word."""
        before = self._parse.tokens[i - 1] if i else None
        return before is not None and (before.pos == "NUM" or fold(before.lemma) in self._amounts)

    # ------------------------------------------------------------ finding
    def _find_excluded(self, words: Sequence[int]) -> frozenset[int]:
        """Return the words that a clause says it was not: "не сержант Орлов, а ефрейтор Зуев".

        They reach from the negation to the next mark or verb.
        """
        found: set[int] = set()
        inside = False
        for i in words:
            token = self._parse.tokens[i]
            before = self._parse.tokens[i - 1] if i else None
            negated = before is not None and fold(before.lower) in self._negator
            apart = not inside or before is None or before.pos in ("PUNCT", "CCONJ")
            if is_finite(token) or token.pos == "CCONJ":
                inside = False
            elif negated:
                plain = token.pos in _EXCLUDABLE and not is_full_participle(token)
                inside = plain and not get_morph(token.tag).short
            elif apart:
                inside = False
            if inside:
                found.add(i)
        return frozenset(found)

    def _read(self, words: Sequence[int]) -> Iterator[Phrase]:
        preposition, at = "", -1
        before: Phrase | None = None
        n = 0
        while n < len(words):
            token = self._parse.tokens[words[n]]
            long = self._long_preposition(words, n)
            if long:
                preposition, at = " ".join(long), words[n]
                n += len(long)
                continue
            if token.pos == "ADP" and self._softens(words, n):
                n += 1
                continue
            if token.pos == "ADP":
                preposition, at = fold(token.lower), words[n]
                n += 1
                continue
            end = self._end(words, n)
            if end is None:
                if not self._passes(token):
                    preposition, at, before = "", -1, None
                n += 1
                continue
            phrase = self._phrase(words[n : end + 1], preposition, at, before)
            yield phrase
            before, preposition, at = phrase, "", -1
            n = end + 1

    def _softens(self, words: Sequence[int], n: int) -> bool:
        """Tell whether a preposition only makes a number less exact: "около 300 солдат"."""
        token = self._parse.tokens[words[n]]
        after = self._parse.tokens[words[n] + 1 : words[n] + 2]
        return fold(token.lower) in self._about and any(t.pos == "NUM" for t in after)

    def _passes(self, token: Token) -> bool:
        """Tell whether a word may stand between a preposition and its noun."""
        return (
            is_attribute(token)
            or fold(token.lower) in self._about
            or token.pos in ("PART", "ADV", "NUM", "CCONJ")
        )

    def _long_preposition(self, words: Sequence[int], n: int) -> tuple[str, ...]:
        for long in self._long:
            said = tuple(fold(self._parse.tokens[i].lower) for i in words[n : n + len(long)])
            if said == long:
                return long
        return ()

    def _end(self, words: Sequence[int], n: int) -> int | None:
        """Return where a phrase that begins at ``n`` has its last word, if one begins there."""
        if self._is_objective(words[n]) and not self.is_owned(words[n]):
            # "визнав його винним", "бив їх палицею": the verb's object, not whose.
            return n
        end = n
        while end < len(words) and self._modifies(words[end]):
            here = words[end]
            if end > n and words[end] != words[end - 1] + 1:
                break
            if here in self._named and self._parse.tokens[here].pos != "NUM":
                break
            end += 1
            if end - n > 8:
                return None
        if end < len(words) and self._can_head(words, n, end):
            return self._run(words, end)
        # "двое", "задержанные", "300": what stands for a noun.
        for last in range(end - 1, n - 1, -1):
            token = self._parse.tokens[words[last]]
            if token.pos in ("NUM", "ADJ") or is_full_participle(token) or token.pos == "DET":
                return last if self._stands_alone(token) else None
        return None

    def _modifies(self, i: int) -> bool:
        """Tell whether a word can stand before a noun: "іншого полку" is a pronoun's."""
        token = self._parse.tokens[i]
        if is_attribute(token):
            return True
        if token.pos == "PRON":
            return fold(token.lemma) in self._modifying
        return _is_mixed(token.text)

    def _can_head(self, words: Sequence[int], n: int, end: int) -> bool:
        token = self._parse.tokens[words[end]]
        if fold(token.lower) in self._about:
            return False
        if token.pos in NOMINAL or words[end] in self._named:
            if end > n and words[end] != words[end - 1] + 1:
                return False
            return not (token.pos == "PRON" and self.is_owned(words[end]))
        return False

    def _stands_alone(self, token: Token) -> bool:
        morph = get_morph(token.tag)
        if token.pos == "NUM":
            after = self._parse.tokens[token.i + 1 : token.i + 2]
            return not (after and after[0].pos in ("SYM", "PUNCT") and after[0].text == "%")
        return bool(morph.case) and not morph.short

    def _run(self, words: Sequence[int], end: int) -> int:
        """Return the last word of names and appositions in the same case: "солдат Иван Петров"."""
        while end + 1 < len(words):
            here, there = words[end], words[end + 1]
            same = here in self._named and self._named[here] is self._named.get(there)
            beside = there == here + 1 and self._is_apposition(here, there)
            if not same and not beside:
                break
            end += 1
        return end

    def _is_apposition(self, here: int, there: int) -> bool:
        one, other = self._parse.tokens[here], self._parse.tokens[there]
        if there not in self._person or one.pos not in ("NOUN", "PROPN"):
            return False
        name = self._person[there]
        shown = [m for i in range(name.first, name.last + 1) for m in morphs(self._parse, i)[:1]]
        # A surname that is a given name's plural ("Юнусов") shows no case.
        shown = [m for m in shown if (m.name, m.number) != ("Giv", "Plur")] or shown
        mine = get_morph(one.tag)
        if other.pos == "PRON" or mine.animate is False:
            return False
        if is_whose_kin(self._parse, self._kin, here, name.first, name.last):
            return False
        # The accusative of a man is his genitive, whichever of the two each word was taken for.
        both = mine.case in _SYNCRETIC and cases(self._parse, here) >= _SYNCRETIC
        fits = _SYNCRETIC if both else {mine.case}
        return not mine.case or any(not m.case or m.case in fits for m in shown[:2])

    # ------------------------------------------------------------ making
    def _phrase(
        self, words: Sequence[int], preposition: str, at: int, before: Phrase | None
    ) -> Phrase:
        tokens = self._parse.tokens
        nouns = [i for i in words if tokens[i].pos in ("NOUN", "PROPN")]
        nouns = nouns or [i for i in words if i in self._named]
        noun = nouns[0] if nouns else words[-1]
        people = [i for i in words if i in self._person]
        head = people[-1] if people else noun
        numbers = [i for i in words if tokens[i].pos == "NUM" and not _is_mixed(tokens[i].text)]
        year = any(_YEAR.fullmatch(tokens[i].text) for i in numbers)
        counted = bool(numbers) and noun not in numbers and not year
        can, case = self._cases(noun, head, numbers if counted else (), preposition)
        owner = (
            before is not None
            and not preposition
            and not counted
            and not (self._is_somebody(noun) and self._is_place(before))
            and (
                self._depends(words[0], before, can, case)
                or is_whose_kin(self._parse, self._kin, before.noun, words[0], words[-1])
            )
        )
        return Phrase(
            first=words[0],
            last=words[-1],
            noun=noun,
            head=head,
            cases=can,
            case=case,
            morph=get_morph(tokens[noun].tag),
            readings=self._readings(noun, head),
            preposition=preposition,
            at=at,
            owner=owner,
            counted=counted or (not nouns and bool(numbers)),
        )

    def _is_somebody(self, noun: int) -> bool:
        return noun in self._person or get_morph(self._parse.tokens[noun].tag).animate is True

    def _is_place(self, phrase: Phrase) -> bool:
        """Tell whether a phrase is the name of a place: nobody is a town's ("в Гюмри солдата")."""
        name = self._named.get(phrase.noun)
        return name is not None and name.label not in _ACTING and bool(phrase.preposition)

    def _depends(self, first: int, before: Phrase, can: frozenset[str], case: str) -> bool:
        """Tell whether a phrase only says whose or which the noun before it is.

        That is a genitive right behind it, a word that is not declined ("УК"), the name of a
        thing ("село Козинка"), or a title in quotation marks.
        """
        tokens = self._parse.tokens
        between = tokens[before.last + 1 : first]
        if between:
            return len(between) == 1 and between[0].text in _OPENING
        timed = fold(tokens[before.noun].lemma) in self._time_words
        if timed and first in self._named:
            return False
        undeclined = "Gen" in can and len(can) >= UNDECLINED
        named = first in self._named and self._named[first].label not in _ACTING
        return case == "Gen" or undeclined or (named and tokens[before.noun].pos == "NOUN")

    def _readings(self, noun: int, head: int) -> tuple[Morph, ...]:
        """Return what a noun can show, as far as the name behind it can show it too."""
        shown = morphs(self._parse, noun)
        if self._is_objective(noun):
            return tuple(m for m in shown if m.case in _OBJECTIVE) or shown
        if head == noun:
            return shown
        behind = morphs(self._parse, head)
        both = tuple(m for m in shown if any(not o.case or m.case == o.case for o in behind))
        return both or shown

    def _is_objective(self, i: int) -> bool:
        """Tell whether a word is a pronoun that is never a subject: "его", "її"."""
        token = self._parse.tokens[i]
        return token.pos in ("PRON", "DET") and fold(token.lower) in self._own

    def _cases(
        self, noun: int, head: int, numbers: Sequence[int], preposition: str
    ) -> tuple[frozenset[str], str]:
        can, case = cases(self._parse, noun), get_morph(self._parse.tokens[noun].tag).case
        if self._is_objective(noun):
            return _OBJECTIVE, "Acc"
        if head != noun and get_morph(self._parse.tokens[noun].tag).case:
            both = can & cases(self._parse, head)
            can = both or can
        if numbers and not preposition:
            told = get_morph(self._parse.tokens[numbers[-1]].tag).case
            oblique = told in _OBLIQUE or (case in _OBLIQUE)
            if not oblique:
                # "двое солдат", "300 человек": the noun's genitive is the number's.
                return _DIRECT | ({"Gen"} if told == "Gen" else frozenset()), told or "Nom"
        if not can:
            return _DIRECT | {"Gen"}, "Nom"
        return can, case or min(can)

    def followers(self, clause: Clause, i: int) -> list[Phrase]:
        """Return the phrases behind a word of a clause, nearest first."""
        return [phrase for phrase in self.phrases(clause) if phrase.first > i]

    def at(self, clause: Clause, i: int) -> Phrase | None:
        """Return the phrase that holds a word."""
        return next((p for p in self.phrases(clause) if p.first <= i <= p.last), None)

    def antecedent(self, clause: Clause, mark: Token) -> Phrase | None:
        """Return what a relative pronoun or a participle behind a comma stands for."""
        above = clause.above
        if above is None:
            return None
        wanted = morphs(self._parse, mark.i)
        relative = clause.kind == "relative"
        before = [p for p in self.phrases(above) if p.last < clause.words[0]]
        for phrase in reversed(before[-6:]):
            token = self._parse.tokens[phrase.noun]
            if token.pos == "PRON" and not get_morph(token.tag).case:
                continue
            if phrase.owner and self._prefers_owned(phrase):
                continue
            for morph in wanted:
                shown = Morph(
                    case="" if relative else morph.case, number=morph.number, gender=morph.gender
                )
                if any(self._stands_for(shown, mine, phrase) for mine in phrase.readings):
                    return phrase
        return None

    @staticmethod
    def _stands_for(shown: Morph, mine: Morph, phrase: Phrase) -> bool:
        number = "Plur" if phrase.counted else mine.number
        return agrees(shown, Morph(case=mine.case, number=number, gender=mine.gender))

    def _prefers_owned(self, phrase: Phrase) -> bool:
        """Tell whether a genitive is only whose the noun before it is: "жителя Перми"."""
        name = self._named.get(phrase.noun)
        return name is not None and name.label != "PERSON"
