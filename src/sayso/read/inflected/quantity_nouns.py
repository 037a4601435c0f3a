"""Of whom or what a number is: the words it counts, and whether that is people."""

from collections.abc import Sequence
from dataclasses import dataclass

from sayso.lang.language import Language
from sayso.read.inflected.quantity_bounds import Amount
from sayso.read.inflected.quantity_numbers import fold_word
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token
from sayso.records.value import Quantity, Unit

_REACH = 6  # how many words may stand between a number and the noun that it counts
_NEAR = 3  # and between it and a verb that tells of people
_FIGURE = 8  # and between it and "число"
_ADJECTIVES = frozenset({"ADJ", "DET", "VERB"})
_FEW = range(2, 5)


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: its unit, and the words for it, ``None`` where none stand there."""

    unit: Unit
    of: str | None = None
    last: int | None = None


class Counter:
    """Tells what the numbers of one report count."""

    def __init__(self, parse: Parse, language: Language) -> None:
        self.parse, self.language = parse, language
        self._person = language.pattern("quantities", "person")
        self._no_count = language.pattern("quantities", "no_count")
        self._befalls = language.pattern("quantities", "befalls")
        self._figure = language.pattern("quantities", "figure_noun")
        self._of_them = language.pattern("quantities", "of_them")
        self._determiner = language.pattern("quantities", "determiner")
        self._ordinal = language.pattern("quantities", "ordinal_end")
        self._currencies = language.words("money", "currency")
        self._of = language.words("numbers", "of")

    def count(self, amount: Amount, before: Sequence[Quantity]) -> Counted | None:
        """Return what a number counts, ``None`` where it counts nothing that can be told."""
        after = self._after(amount.end)
        if after is not None and self._of_them.match(self.parse.text, after.begin):
            return Counted(Unit.PERSON if amount.first.collective else _unit_before(before))
        if after is not None and after.lower in self._of:
            return self._count_of(after, before)
        if after is not None:
            if self._no_count.fullmatch(_fold(after)):
                return None
            if amount.last.in_words and self._ordinal.fullmatch(_fold(after)):
                return None  # "Двадцать четвёртая бригада"
            named = self.find_phrase(after.i, after.sentence, amount)
            if named is not None:
                return named
        return self._find_unnamed(amount, after, before)

    def _count_of(self, after: Token, before: Sequence[Quantity]) -> Counted | None:
        """Return what "двое из задержанных", "11 из 27" or "40 из почти 300 жителей" counts."""
        tokens, i = self.parse.tokens, after.i + 1
        scales = self.language.words("numbers", "scale")
        while i < len(tokens) and (
            tokens[i].pos in {"NUM", "ADV", "SYM"} or _fold(tokens[i]) in scales
        ):
            i += 1
        told = any(token.pos == "NUM" for token in tokens[after.i + 1 : i])
        if not told:
            return self.find_phrase(after.i + 1, after.sentence)
        whole = None if i >= len(tokens) else self.find_phrase(i, after.sentence)
        if whole is None:
            return Counted(_unit_before(before))
        head = None if whole.last is None else _fold(tokens[whole.last])
        # "1,5 млн из 3 млн рублей" counts nothing but money.
        return None if head in self._currencies else Counted(whole.unit)

    def find_phrase(
        self, first: int, sentence: int, amount: Amount | None = None
    ) -> Counted | None:
        """Return the words of what is counted, which begin with a word."""
        tokens = self.parse.tokens
        head: Token | None = None
        begin = first
        for token in tokens[first : first + _REACH]:
            if token.sentence != sentence:
                break
            skipped = head is None and self._determiner.fullmatch(token.lower) is not None
            if skipped and token.pos not in {"NOUN", "PROPN"}:
                begin = token.i + 1 if begin == token.i else begin
                continue
            if token.pos in {"NOUN", "PROPN"} and not token.lower.isdecimal():
                if self._fits(token, amount):
                    head = token
                break
            if not self._modifies(token) or (head is not None and not _agree(head, token)):
                break
            head = token
        if head is None or begin > head.i:
            return None
        if head.pos in _ADJECTIVES and not self._stands_for_people(head):
            return None
        if self._no_count.fullmatch(_fold(head)):
            return None
        return Counted(self._unit(head), self.parse.words(begin, head.i), head.i)

    def _modifies(self, token: Token) -> bool:
        """Whether a word can stand between a number and its noun, or for the noun itself."""
        if token.pos not in _ADJECTIVES:
            return False
        morph = get_morph(token.tag)
        if token.pos == "VERB" and (morph.form != "Part" or morph.short):
            return False
        return morph.number != "Sing" or morph.case not in {"Nom", ""}

    def _fits(self, noun: Token, amount: Amount | None) -> bool:
        """Whether a noun can be what the number before it counts, by its case."""
        morph = get_morph(noun.tag)
        if amount is None:
            return morph.case in {"Gen", "Acc", ""}
        value = amount.value or amount.max or amount.min or 0
        last = int(value) % 10
        one = last == 1 and int(value) % 100 != 11
        if morph.number == "Plur" and morph.case == "Nom":
            return last in _FEW and not amount.first.collective
        if morph.number == "Sing" and morph.case == "Nom":
            return one or _is_people_form(noun)
        return True

    def _stands_for_people(self, head: Token) -> bool:
        return (
            self._person.fullmatch(_fold(head)) is not None and get_morph(head.tag).number != "Sing"
        )

    def _unit(self, head: Token) -> Unit:
        people = get_morph(head.tag).animate or self._person.fullmatch(_fold(head)) is not None
        return Unit.PERSON if people else Unit.ITEM

    def _after(self, end: int) -> Token | None:
        token = self.parse.token_at(end)
        if token is None or token.begin < end:
            return None
        last = self.parse.token_at(end - 1)
        return token if last is not None and last.sentence == token.sentence else None

    def _find_unnamed(
        self, amount: Amount, after: Token | None, before: Sequence[Quantity]
    ) -> Counted | None:
        """Return the unit of a number that stands alone, by the verbs beside it."""
        first = self.parse.token_at(amount.begin)
        if first is None:
            return None
        if amount.first.collective:
            return Counted(Unit.PERSON)
        if after is not None and after.pos in {"NOUN", "PROPN", "NUM"}:
            return None
        if (figure := self._find_figure(first)) is not None:
            return figure
        verbs = [after] if after is not None else []
        for i in range(first.i - 1, max(first.i - 1 - _NEAR, -1), -1):
            token = self.parse.tokens[i]
            if token.pos == "PUNCT" or token.sentence != first.sentence:
                break
            verbs.append(token)
        for token in verbs:
            if token.pos == "VERB" and self._befalls.fullmatch(_fold(token)):
                return Counted(Unit.PERSON)
        return self._find_before(first, after) or self._find_by_verb(first, after, before)

    def _find_before(self, first: Token, after: Token | None) -> Counted | None:
        """Return what "Потерпевших двенадцать." counts."""
        if first.i == 0 or (after is not None and after.pos != "PUNCT"):
            return None
        noun = self.parse.tokens[first.i - 1]
        lead = self.parse.tokens[noun.i - 1] if noun.i else None
        opens = lead is None or lead.sentence != noun.sentence or lead.pos == "PUNCT"
        is_of = get_morph(noun.tag).case == "Gen" and get_morph(noun.tag).number == "Plur"
        if noun.sentence != first.sentence or not opens or not is_of:
            return None
        people = self._person.fullmatch(_fold(noun)) is not None
        return Counted(Unit.PERSON, noun.lower, noun.i) if people else None

    def _find_by_verb(
        self, first: Token, after: Token | None, before: Sequence[Quantity]
    ) -> Counted | None:
        """Return what a bare number beside a verb counts: what was counted just before."""
        last = before[-1] if before else None
        told = None if last is None else self.parse.token_at(last.span.begin)
        if last is None or told is None or first.sentence - told.sentence > 1:
            return None
        if last.unit not in {Unit.PERSON, Unit.ITEM}:
            return None
        i = first.i - 1
        while i >= 0 and self.parse.tokens[i].pos in {"ADV", "PART"}:
            i -= 1
        lead = (
            self.parse.tokens[i]
            if i >= 0 and self.parse.tokens[i].sentence == first.sentence
            else None
        )
        same = first.sentence == told.sentence
        follows = lead is not None and (lead.pos == "VERB" or (same and lead.text in {"—", "–"}))
        opens = lead is None or lead.pos in {"PUNCT", "CCONJ"}
        ends = after is None or after.pos in {"PUNCT", "CCONJ"}
        leads = opens and after is not None and after.pos == "VERB"
        return Counted(last.unit) if (follows and ends) or leads else None

    def _find_figure(self, first: Token) -> Counted | None:
        """Return what "число погибших выросло до 20" counts."""
        low = max(first.i - _FIGURE, self.parse.sentences[first.sentence][0])
        for i in range(first.i - 1, low - 1, -1):
            token = self.parse.tokens[i]
            if self._figure.fullmatch(_fold(token)) and token.i + 1 < first.i:
                counted = self.find_phrase(token.i + 1, token.sentence)
                return counted if counted is not None and counted.unit is Unit.PERSON else None
        return None


def _agree(one: Token, other: Token) -> bool:
    """Whether two words can go with one noun."""
    cases = {get_morph(one.tag).case, get_morph(other.tag).case}
    return len(cases - {""}) <= 1


def _is_people_form(noun: Token) -> bool:
    """Whether a form is the same in several cases, as "человек" is."""
    return get_morph(noun.tag).animate is True


def _unit_before(before: Sequence[Quantity]) -> Unit:
    units = (it.unit for it in reversed(before) if it.unit in {Unit.PERSON, Unit.ITEM})
    return next((unit for unit in units if unit is not None), Unit.PERSON)


def _fold(token: Token) -> str:
    return fold_word(token.text)
