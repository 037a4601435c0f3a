"""Whom a penalty threatens or befell, by the cases of the words beside what governs it."""

from collections.abc import Iterator
from dataclasses import dataclass

from sayso.lang.language import Language
from sayso.read.inflected.penalty_standing import Cue, Standing
from sayso.read.inflected.quantity_numbers import fold_word
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span
from sayso.records.value import PenaltyStatus

_GENDERS = {"male": "Masc", "female": "Fem"}
_DATIVE, _ACCUSATIVE, _NOMINATIVE = "dative", "accusative", "nominative"
_FITTING = {
    _DATIVE: {"Dat": 0, "Nom": 6, "Acc": 6, "Gen": 7},
    _ACCUSATIVE: {"Acc": 0, "Gen": 1, "Nom": 8, "Dat": 6},
    _NOMINATIVE: {"Nom": 0, "Gen": 8, "Acc": 8, "Dat": 6},
}
_UNFIT = 30  # of the instrumental and the locative, in which nobody is told a sentence
_APART = 12  # of somebody in a clause of another's: "Орлова, который ударил Лыкова, осудили"
_OWNER = 7  # of somebody whose something else is: "звание майора"
_TITLE = 4  # words between a title and the name it goes with
_NOUN = 2  # of a noun, beside a name
_CROSSED = 4
_MOST = 24  # what a word may cost and still be who is meant
_BACK = 3  # sentences back at most in which somebody is who is meant


@dataclass(frozen=True, slots=True)
class _Person:
    """Words that name somebody: the first of a name, or a noun or a pronoun."""

    head: int
    last: int
    case: str
    sentence: int
    is_party: bool
    is_pronoun: bool
    is_name: bool
    clause: int
    is_owner: bool


class Bearers:
    """Finds who bears the penalties of one report."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self.parse, self.language = parse, language
        self._party = language.pattern("law", "court_party")
        self._pronoun = language.pattern("law", "pronoun")
        self._person = language.pattern("quantities", "person")
        self._kin = language.pattern("sources", "relative")
        self._another = language.pattern("law", "another")
        self._clauses = self._number_clauses()
        self._people = tuple(self._find_people())
        self._by_sentence: dict[int, list[_Person]] = {}
        for person in _join_titles(parse, language, self._people):
            self._by_sentence.setdefault(person.sentence, []).append(person)

    def _find_people(self) -> Iterator[_Person]:
        tokens = self.parse.tokens
        names = {name.first: name.last for name in self.parse.names if name.label == "PERSON"}
        end = -1
        for token in tokens:
            if token.i <= end:
                continue
            if token.i in names:
                end = names[token.i]
                yield self._make(token, end, is_name=True)
            elif token.pos == "PROPN" and get_morph(token.tag).name in {"Giv", "Sur"}:
                end = self._end_of_name(token)
                yield self._make(token, end, is_name=True)
            elif self._names_somebody(token):
                yield self._make(token, token.i, is_name=False)

    def _number_clauses(self) -> list[int]:
        """Return for each word the clause about somebody that it stands in, 0 for none."""
        relative = self.language.pattern("law", "relative")
        clauses, number, inside = [], 0, False
        for token in self.parse.tokens:
            before = self.parse.tokens[max(token.i - 2, 0) : token.i]
            opened = any(it.text == "," for it in before) and relative.fullmatch(token.lower)
            if opened:
                number, inside = number + 1, True
            elif inside and (token.text in {",", ";", ")"} or token.i == self._first(token)):
                inside = False
            clauses.append(number if inside else 0)
        return clauses

    def _first(self, token: Token) -> int:
        return self.parse.sentences[token.sentence][0]

    def _end_of_name(self, token: Token) -> int:
        """Return the last word of a name that the engine did not put together."""
        last = token.i
        for after in self.parse.tokens[token.i + 1 : token.i + 3]:
            if after.pos != "PROPN" or not get_morph(after.tag).name:
                break
            last = after.i
        return last

    def _names_somebody(self, token: Token) -> bool:
        word = fold_word(token.text)
        if token.pos in {"PRON", "DET"}:
            return self._pronoun.fullmatch(word) is not None
        if token.pos == "NOUN":
            known = self._person.fullmatch(word) or self._party.fullmatch(word)
            return get_morph(token.tag).animate is True or known is not None
        if self._another.fullmatch(word) is not None and token.pos in {"ADJ", "DET", "NUM", "PRON"}:
            after = self.parse.tokens[token.i + 1 : token.i + 2]
            return not after or after[0].pos not in {"NOUN", "PROPN", "ADJ"}
        if token.pos in {"ADJ", "VERB"} and self._person.fullmatch(word) is not None:
            morph = get_morph(token.tag)
            noun = self.parse.tokens[token.i + 1 : token.i + 2]
            alone = not noun or noun[0].pos not in {"NOUN", "PROPN", "ADJ"}
            return bool(morph.case) and not morph.short and alone
        return False

    def _make(self, token: Token, last: int, *, is_name: bool) -> _Person:
        cases = [get_morph(it.tag).case for it in self.parse.tokens[token.i : last + 1]]
        return _Person(
            head=token.i,
            last=last,
            case=next((case for case in cases if case), ""),
            sentence=token.sentence,
            is_party=self._is_party(token, is_name=is_name),
            is_pronoun=token.pos in {"PRON", "DET"},
            is_name=is_name,
            clause=self._clauses[token.i],
            is_owner=self._is_owner(token),
        )

    def _is_owner(self, token: Token) -> bool:
        """Whether a genitive says whose something else is: "звание майора", "жена Орлова"."""
        if token.i == 0 or get_morph(token.tag).case not in {"Gen", "Acc"}:
            return False
        before = self.parse.tokens[token.i - 1]
        alike = get_morph(before.tag).case == get_morph(token.tag).case
        person = self._names_somebody(before) and self._kin.fullmatch(before.text) is None
        return before.pos == "NOUN" and before.sentence == token.sentence and not (alike and person)

    def _is_party(self, token: Token, *, is_name: bool) -> bool:
        """Whether somebody takes part in the trial: "судья", "прокурор Петров"."""
        if not is_name:
            return self._party.fullmatch(fold_word(token.text)) is not None
        for i in range(token.i - 1, max(token.i - 4, -1), -1):
            before = self.parse.tokens[i]
            if before.pos not in {"NOUN", "ADJ", "PROPN"} or before.sentence != token.sentence:
                return False
            if before.pos == "NOUN" and self._party.fullmatch(fold_word(before.text)):
                return get_morph(before.tag).case in {get_morph(token.tag).case, ""}
        return False

    def find(self, standing: Standing, span: Span) -> int | None:
        """Return the head word of who bears a penalty, ``None`` where it is open."""
        anchor = self.parse.tokens[standing.anchor]
        here = self._by_sentence.get(anchor.sentence, [])
        people = [it for it in here if not it.is_party and not _is_inside(self.parse, it, span)]
        if standing.cue is None:
            return people[0].head if len(people) == 1 else None
        gapped = self._find_gapped(people, span)
        if gapped is not None:
            return gapped
        wanted = self._get_wanted(standing.cue)
        best: tuple[int, int] | None = None
        for person in people:
            cost = self._cost(person, standing.cue, span, wanted)
            if best is None or cost < best[0]:
                best = (cost, person.head)
        may_guess = len(people) == 1 and standing.status is not PenaltyStatus.FACED
        if best is not None and (best[0] <= _MOST or may_guess):
            return self._get_named(best[1], people)
        return None

    def _get_named(self, head: int, people: list[_Person]) -> int:
        """Return the only name before a pronoun of its sentence that it can stand for.

        "Если против Сухова возбудят дело, ему грозит до пяти лет".
        """
        genders = self.language.values("grammar", "pronoun")
        gender = genders.get(self.parse.tokens[head].lower)
        named = [it for it in people if it.is_name and it.last < head]
        if gender not in {"male", "female"} or len(named) != 1:
            return head
        own = {
            get_morph(it.tag).gender for it in self.parse.tokens[named[0].head : named[0].last + 1]
        }
        return named[0].head if own <= {_GENDERS[str(gender)], ""} and own != {""} else head

    def _find_gapped(self, people: list[_Person], span: Span) -> int | None:
        """Return who stands right before a penalty whose verb was told of another.

        "Рогова приговорили к двум годам, а Белова — к пяти", "Белову — пять лет".
        """
        tokens = self.parse.tokens
        at = self.parse.tokens_in(*span)[0].i - 1
        if at >= 0 and tokens[at].pos == "ADP":
            at -= 1
        dashed = at >= 0 and tokens[at].text in {"—", "–", "-"}
        at -= dashed
        for person in people:
            if person.last == at and (dashed or person.case == "Dat"):
                return person.head if person.case in {"Nom", "Dat", "Acc", "Gen"} else None
        return None

    def _get_wanted(self, cue: Cue) -> str:
        """Return the case in which a word has who bears the penalty."""
        said = self.parse.text[cue.begin : cue.end]
        morph = get_morph(self.parse.tokens[cue.token].tag)
        if morph.short or (morph.voice == "Pass" and morph.form == "Part"):
            return _NOMINATIVE if morph.short or morph.case in {"Nom", ""} else morph.case
        if self.language.pattern("law", "takes_accusative").search(said):
            return _ACCUSATIVE
        if self.language.pattern("law", "takes_dative").search(said):
            return _DATIVE
        return _NOMINATIVE

    def _cost(self, person: _Person, cue: Cue, span: Span, wanted: str) -> int:
        penalty = self.parse.tokens_in(*span)[0].i
        distance = min(abs(person.head - cue.token), abs(person.head - penalty))
        low, high = sorted((person.last, cue.token))
        low2, high2 = sorted((person.last, penalty))
        commas = min(self._count_commas(low, high), self._count_commas(low2, high2))
        fit = _FITTING.get(wanted, {wanted: 0}).get(person.case, _UNFIT)
        if wanted == _DATIVE and cue.status is PenaltyStatus.FACED and person.case != "Dat":
            fit = _UNFIT
        if self._follows_for(person):
            fit = 0
        if person.is_pronoun and wanted in {_ACCUSATIVE, _DATIVE} and fit <= 1:
            fit = -2
        if person.head == cue.token:
            fit += _CROSSED  # "Осуждённый на 12 лет Рогов"
        if person.clause and person.clause != self._clauses[cue.token]:
            fit += _APART
        if person.is_owner and not self._follows_for(person):
            fit += _OWNER
        if not (person.is_name or person.is_pronoun):
            fit += _NOUN
        return distance + commas * _CROSSED + fit

    def _count_commas(self, low: int, high: int) -> int:
        return sum(token.text in {",", ";", ":"} for token in self.parse.tokens[low:high])

    def _follows_for(self, person: _Person) -> bool:
        """Whether "для" or "в отношении" stands before somebody."""
        low = max(person.head - 4, 0)
        before = self.parse.tokens[low : person.head]
        words = " ".join(token.text for token in before)
        match = None
        for found in self.language.pattern("law", "for_whom").finditer(words):
            match = found
        return match is not None and len(words[match.end() :].split()) <= 2

    def find_before(self, standing: Standing) -> int | None:
        """Return whom the sentences before are about, in the same paragraph."""
        anchor = self.parse.tokens[standing.anchor]
        paragraph = anchor.paragraph
        for number in range(anchor.sentence - 1, max(anchor.sentence - 1 - _BACK, -1), -1):
            first = self.parse.tokens[self.parse.sentences[number][0]]
            if first.paragraph < paragraph - 1:
                return None
            people = [it for it in self._by_sentence.get(number, []) if not it.is_party]
            named = [it for it in people if it.is_name]
            subjects = [it for it in people if it.case == "Nom" and not it.is_pronoun]
            spoken_of = [it for it in people if it.is_pronoun]
            for chosen in (named, subjects):
                if len({it.head for it in chosen}) == 1:
                    return chosen[0].head
            if spoken_of or subjects:
                return (spoken_of or subjects)[0].head
            if people:
                return None
        return None


def _join_titles(
    parse: Parse, language: Language, people: tuple[_Person, ...]
) -> Iterator[_Person]:
    """Yield people, "рядовой Гусев" as the name alone, but "брат Гусева" as two."""
    kin = language.pattern("sources", "relative")
    for number, person in enumerate(people):
        after = people[number + 1] if number + 1 < len(people) else None
        noun = parse.tokens[person.head]
        titled = (
            after is not None
            and after.is_name
            and not person.is_name
            and not person.is_pronoun
            and after.sentence == person.sentence
            and noun.pos in {"NOUN", "ADJ"}
            and kin.fullmatch(noun.text) is None
            and _is_same_case(after.case, person.case)
            and _is_one_phrase(parse, person.last + 1, after.head)
        )
        if not titled:
            yield person


def _is_one_phrase(parse: Parse, first: int, end: int) -> bool:
    """Whether nothing but nouns and adjectives stands between a title and a name."""
    between = parse.tokens[first:end]
    return len(between) <= _TITLE and all(it.pos in {"NOUN", "ADJ", "PROPN"} for it in between)


def _is_same_case(one: str, other: str) -> bool:
    """Whether two cases can be one; the genitive and the accusative of people look alike."""
    alike = {"Gen", "Acc", ""}
    return one == other or {one, other} <= alike or not one


def may_look_back(status: PenaltyStatus) -> bool:
    """Whether a penalty that names nobody is that of whom the sentence before tells."""
    return status is not PenaltyStatus.FACED


def _is_inside(parse: Parse, person: _Person, span: Span) -> bool:
    return span.begin <= parse.tokens[person.head].begin < span.end
