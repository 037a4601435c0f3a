"""Which nouns beside a name say who it is, and which is its bearer's: "мать Ковалёва"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.lang.folding import fold
from sayso.read.inflected.kin_owners import is_whose_kin
from sayso.read.inflected.mention_words import MentionWords
from sayso.read.inflected.names import NameRun
from sayso.read.inflected.phrases import can_be, list_cases, list_forms, skip_quotes
from sayso.records.entity import EntityType, Gender
from sayso.records.finding import Mention
from sayso.records.morph import get_morph
from sayso.records.naming import NamedPerson
from sayso.records.parse import Parse

_REACH = 9
"""Words before a name in which a noun can stand that says who it is: "командир 2-й роты"."""
_TITLED = 60
"""Letters of a title, and from it to the name whose bearer belongs to what bears it."""
_GOVERNED = frozenset({"NOUN", "ADJ", "PROPN", "NUM", "X"})
_QUOTES = frozenset('«»"“”„')
_CLOSING = frozenset({",", ".", ")", ";", "—", "–", "!", "?"})
_DASHES = frozenset({"—", "–", "-"})
_BETWEEN = frozenset({"ADJ", "NUM", "DET", "VERB"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Nearby:
    """Nouns beside a name.

    Attributes:
        before: Those before it that say who it is, the nearest first.
        owned: One right before it that is its bearer's, or ``None``.
        behind: One behind it that says who it is, or ``None``.
    """

    before: tuple[int, ...] = ()
    owned: int | None = None
    behind: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Appositions:
    """Looks around the names of one report.

    Attributes:
        nouns: The mentions by nouns, by their heads.
        people: The words of people's names.
    """

    parse: Parse
    words: MentionWords
    nouns: Mapping[int, Mention]
    people: frozenset[int]

    def look(self, run: NameRun, readings: Sequence[NamedPerson]) -> Nearby:
        """Return the nouns beside a person's name, which can be read in several ways."""
        first, owned = self._find_before(run, readings)
        before = () if first is None else (first, *self._list_further(first, run))
        called = self._find_called(run) or self._find_identified(run)
        if first is None and called is not None:
            before = (called,)
        return Nearby(before=before, owned=owned, behind=self._find_behind(run, readings))

    def tell_gender(self, noun: int) -> Gender | None:
        """Return whose sex a noun is, as the noun alone tells it."""
        lemma = fold(self.parse.tokens[noun].lemma)
        known = lemma in self.words.male or lemma in self.words.female
        text = self.parse.tokens[noun].text.lower()
        known = known or self.words.substantive.fullmatch(text) is not None
        return self.nouns[noun].gender if known else None

    # -- before

    def _find_before(
        self, run: NameRun, readings: Sequence[NamedPerson]
    ) -> tuple[int | None, int | None]:
        """Return the noun that says who it is, else the one that is its bearer's."""
        tokens = self.parse.tokens
        at = skip_quotes(self.parse, run.first, -1)
        while at > 0 and self.words.aged.fullmatch(tokens[at].text):
            at -= 1  # "её сын, 21-летний Антон Белов,"
        comma = at >= 0 and tokens[at].text == ","
        owned: int | None = None
        titled = self._list_titled(run.first)
        for i in range(at - comma, max(run.first - _REACH - len(titled), -1), -1):
            if i in titled:
                continue  # "адвокатка організації «Совість і право» Ірина Мельничук"
            if tokens[i].sentence != tokens[run.first].sentence:
                break
            noun = self.nouns.get(i)
            if noun is not None and noun.type in {EntityType.PERSON, EntityType.GROUP}:
                near = i == at and not comma
                if near and self._is_owned(i, run, readings):
                    return None, i
                if comma and (noun.plural or not self._is_apposed(noun, run)):
                    if not can_be(self.parse, i, "Gen"):
                        break
                    continue  # "мать другого солдата, Ольга Белова,"
                if not noun.plural and self._is_beside(i, run, readings):
                    return i, None
                if near and not noun.plural and can_be(self.parse, run.first, "Gen"):
                    owned = i
                if not can_be(self.parse, i, "Gen"):
                    break
            elif not self._can_stand_between(i):
                break
        return None, owned

    def _list_titled(self, first: int) -> frozenset[int]:
        """Return the words of a title in quotation marks that ends not far before a name."""
        end = self.parse.tokens[first].begin
        return frozenset(
            token.i
            for begin, last in self.parse.quotes
            if last <= end and end - last < _TITLED and last - begin < _TITLED
            for token in self.parse.tokens_in(begin, last)
            if self.parse.tokens[first].sentence == token.sentence
        )

    def _can_stand_between(self, i: int) -> bool:
        """Whether a word can stand between a noun and the name: "срочник из Омска Рябов"."""
        token = self.parse.tokens[i]
        if token.pos == "ADP":
            behind = self.parse.tokens[i + 1]
            noun = self.nouns.get(behind.i)
            if behind.pos == "NOUN":
                # "Сосед по участку Пётр Белов"; but not "сказал о соседе Пётр Белов".
                return noun is None or noun.type not in {EntityType.PERSON, EntityType.GROUP}
            return behind.pos in {"PROPN", "ADJ"} and behind.name != "PERSON"
        return token.pos in _GOVERNED or token.text in _QUOTES

    def _is_owned(self, noun: int, run: NameRun, readings: Sequence[NamedPerson]) -> bool:
        """Whether a noun right before a name is its bearer's, whoever else it could be.

        "Адвокат Ковалёва Мария Белова": who follows is the lawyer. "Мать Ковалёва" is his
        mother; "сестра Анна" is her.
        """
        if not can_be(self.parse, run.first, "Gen") or self._is_of_other(noun, run):
            return False
        following = run.last + 1
        if self._is_named_behind(noun, run):
            return True
        if is_whose_kin(self.parse, self.words.kin, noun, run.first, run.last):
            return True
        kin = self.nouns[noun].kin
        if following in self.people and (kin or run.first == run.last):
            return True
        if self._is_of_a_man(noun, run):
            return True
        mention = self.nouns[noun]
        if mention.plural:
            return mention.kin
        if not mention.kin or run.first != run.last:
            return False
        given = get_morph(self.parse.tokens[run.first].tag).name == "Giv"
        return not (given and self._is_beside(noun, run, readings))

    def _is_named_behind(self, noun: int, run: NameRun) -> bool:
        """Whether a comma parts whose neighbor it is from who: "Соседка Белова, Анна Котова,"."""
        tokens = self.parse.tokens
        relational = fold(tokens[noun].lemma) in self.words.relational or self.nouns[noun].kin
        at = run.last + 2
        if not relational or run.first != run.last or at not in self.people:
            return False
        while at < len(tokens) and at in self.people:
            at += 1
        return (
            tokens[run.last + 1].text == ","
            and at > run.last + 3
            and at < len(tokens)
            and tokens[at].text == ","
        )

    def _is_of_other(self, noun: int, run: NameRun) -> bool:
        """Whether a noun is whose another is, and the name that one's: "друг сына Иван Белов"."""
        words = [self.parse.tokens[i] for i in range(run.first, run.last + 1)]
        named = len(words) > 1 and all(get_morph(token.tag).case == "Nom" for token in words)
        before = self.nouns.get(self.nouns[noun].first - 1)
        owner = get_morph(self.parse.tokens[noun].tag).case == "Gen" and before is not None
        return named and owner and self._is_beside(self.nouns[noun].first - 1, run, ())

    def _is_of_a_man(self, noun: int, run: NameRun) -> bool:
        """Whether a man's noun stands before a surname that is a woman's, or a man's genitive.

        "Адвокат Ковалёва сообщил" is Ковалёв's lawyer: no man's name agrees with the noun,
        and his is the verb. Where no verb tells, words for who is somebody's lawyer or
        commander mostly have whose behind them; "следователь Ковалёва" is she.
        """
        forms = list_forms(self.parse, noun)
        if run.first != run.last or any(form.gender == "Fem" for form in forms):
            return False
        cases = {form.case for form in forms if form.gender == "Masc"}
        theirs = list_forms(self.parse, run.first)
        of_men = {form.case for form in theirs if form.gender == "Masc"}
        if not cases or "Gen" not in of_men or cases & of_men:
            return False
        gender = self._find_verb_gender(noun, run)
        if gender:
            return gender == "Masc"
        return fold(self.parse.tokens[noun].lemma) in self.words.relational

    def _find_verb_gender(self, noun: int, run: NameRun) -> str:
        """Return the gender of the verb beside a description and a name, "" where none shows."""
        for step, edge in ((1, run.last), (-1, self.nouns[noun].first)):
            for away in range(1, _REACH):
                i = edge + step * away
                if not 0 <= i < len(self.parse.tokens):
                    break
                token = self.parse.tokens[i]
                if token.sentence != self.parse.tokens[noun].sentence or token.text in _CLOSING:
                    break
                morph = get_morph(token.tag)
                if token.pos in {"VERB", "AUX"} and (morph.form == "Fin" or morph.short):
                    return morph.gender if morph.number != "Plur" else ""
        return ""

    def _is_beside(self, noun: int, run: NameRun, readings: Sequence[NamedPerson]) -> bool:
        """Whether a noun and a name agree in gender and case."""
        gender = self.tell_gender(noun)
        if gender is Gender.MALE and fold(self.parse.tokens[noun].lemma) in self.words.offices:
            gender = None  # "Уполномоченный Вера Котова"
        if gender is not None and all(r.gender not in {None, gender} for r in readings):
            return False
        return self._shares_case(noun, run)

    def _shares_case(self, noun: int, run: NameRun) -> bool:
        mine, theirs = list_cases(self.parse, noun), self._list_cases(run)
        return not mine or not theirs or bool(mine & theirs)

    def _list_cases(self, run: NameRun) -> frozenset[str]:
        """Return the cases of a name; a form that is taken for several people's shows none.

        Nor does a word that is in no list of names, as "Назім" is to a tagger, before one that is.
        """
        for i in (run.first, run.last):
            forms = list_forms(self.parse, i)
            if i < run.last and not any(form.name for form in forms):
                continue
            # "Марини" is hers here, whatever thing else can be called so.
            forms = tuple(form for form in forms if form.name) or forms
            cases = {f.case for f in forms if f.case and (f.name, f.number) != ("Giv", "Plur")}
            if cases:
                return frozenset(cases)
        return frozenset()

    def _is_apposed(self, noun: Mention, run: NameRun) -> bool:
        """Whether a comma parts a description from the name: "его жена, Анна Ковалёва,"."""
        following = self.parse.tokens[run.last + 1 : run.last + 2]
        closes = (
            not following or following[0].text in _CLOSING or following[0].pos in {"VERB", "AUX"}
        )
        return noun.possessor is not None and closes

    def _list_further(self, noun: int, run: NameRun) -> list[int]:
        """Return what else stands before: "её мужа, 34-летнего сварщика Сергея"."""
        tokens = self.parse.tokens
        mark = self.nouns[noun].first - 1
        if mark < 1 or tokens[mark].text != ",":
            return []
        for i in range(mark - 1, max(mark - _REACH, -1), -1):
            if tokens[i].sentence != tokens[run.first].sentence:
                break
            mention = self.nouns.get(i)
            if mention is not None and mention.type is EntityType.PERSON:
                genders = {self.tell_gender(i), self.tell_gender(noun)} - {None}
                same = self._agree(i, noun) and len(genders) < 2 and not mention.plural
                if same and (mention.possessor is not None or self._is_apposed(mention, run)):
                    return [i]
            if tokens[i].pos not in _GOVERNED:
                break
        return []

    def _agree(self, one: int, other: int) -> bool:
        mine, theirs = list_cases(self.parse, one), list_cases(self.parse, other)
        return not mine or not theirs or bool(mine & theirs)

    def _find_called(self, run: NameRun) -> int | None:
        """Return who is said to be called so: "отца звали Пётр Сычёв"."""
        tokens = self.parse.tokens
        verb = run.first - 1
        if verb < 1 or fold(tokens[verb].lemma) not in self.words.calling:
            return None
        for i in range(verb - 1, max(verb - _REACH, -1), -1):
            if tokens[i].sentence != tokens[run.first].sentence or tokens[i].pos == "PUNCT":
                return None
            mention = self.nouns.get(i)
            if mention is not None and mention.type is EntityType.PERSON and not mention.plural:
                return i
        return None

    def _find_identified(self, run: NameRun) -> int | None:
        """Return who is said to be somebody: "Солдат, который сбежал, — Иван Белов".

        He stands first in the sentence, in the nominative as the name does, and a verb before
        the dash is in a clause of its own.
        """
        tokens, mark = self.parse.tokens, self._skip_description(run)
        first = self.parse.sentences[tokens[run.first].sentence][0]
        if mark <= first or tokens[mark].text not in _DASHES or "Nom" not in self._list_cases(run):
            return None
        noun = next((i for i in range(first, min(first + 3, mark)) if i in self.nouns), None)
        if noun is None or self.nouns[noun].plural or "Nom" not in list_cases(self.parse, noun):
            return None
        comma = next((i for i in range(noun + 1, mark) if tokens[i].text == ","), mark)
        if comma < mark and tokens[mark - 1].text != ",":
            return None
        verbs = any(tokens[i].pos in {"VERB", "AUX"} for i in range(noun + 1, comma))
        person = self.nouns[noun].type is EntityType.PERSON and not self.nouns[noun].kin
        return noun if person and not verbs else None

    def _skip_description(self, run: NameRun) -> int:
        """Return the word before a name and what describes it: "31-летний сварщик Иван Белов"."""
        tokens, i = self.parse.tokens, run.first - 1
        while i > 0 and (
            self.words.aged.fullmatch(tokens[i].text)
            or (tokens[i].pos in {"NOUN", "ADJ"} and "Nom" in list_cases(self.parse, i))
        ):
            i -= 1
        return i

    # -- behind

    def _find_behind(self, run: NameRun, readings: Sequence[NamedPerson]) -> int | None:
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
                same = self._is_of_case(run, i) and self._is_beside(i, run, readings)
                return i if person and same and self._ends(i, tokens[mark].text) else None
            if token.pos not in _BETWEEN:
                return None
        return None

    def _is_of_case(self, run: NameRun, i: int) -> bool:
        known = any(form.name for form in list_forms(self.parse, run.first))
        case = get_morph(self.parse.tokens[run.first].tag).case
        mine = {case} - {""} if known or run.first == run.last else self._list_cases(run)
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
