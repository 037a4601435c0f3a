"""Which noun phrases make a row, and which agree with a verb."""

from sayso.lang.language import Language
from sayso.read.inflected.event_clauses import Clause, Clauses
from sayso.read.inflected.event_phrases import Phrase, Phraser
from sayso.read.inflected.event_words import fold, words_of
from sayso.records.morph import Morph, get_morph
from sayso.records.parse import Parse, Token

_THIRD = 3


class Rows:
    """Joins phrases to rows and compares them with verbs, in one parse."""

    def __init__(
        self, parse: Parse, language: Language, clauses: Clauses, phraser: Phraser
    ) -> None:
        self._parse = parse
        self._clauses = clauses
        self._phraser = phraser
        self._more = words_of(language, "events", "more")
        self._persons = {fold(w): int(n) for w, n in language.values("events", "person").items()}

    def with_joined(self, clause: Clause, phrase: Phrase | None) -> tuple[Phrase, ...]:
        """Return a phrase and those that conjunctions and commas join to it."""
        if phrase is None:
            return ()
        phrase = self._get_named_behind(clause, phrase)
        row = self._get_row(clause, phrase)
        if phrase not in row:
            return (phrase,)
        at = row.index(phrase)
        found = [phrase]
        for step in (1, -1):
            last = phrase
            for n in range(at + step, len(row) if step > 0 else -1, step):
                other = row[n]
                one, two = (last, other) if step > 0 else (other, last)
                if not self._is_joined(one, two) or not (phrase.cases & other.cases):
                    break
                found.append(other)
                last = other
        found.sort(key=lambda p: p.first)
        between = self._parse.tokens[found[0].last : found[-1].first]
        if len(found) > 1 and not any(token.pos == "CCONJ" for token in between):
            # "Иванова, слесаря": commas alone join no row.
            return (self._get_named(row, phrase),)
        return tuple(found)

    def _get_row(self, clause: Clause, phrase: Phrase) -> list[Phrase]:
        """Return the phrases that can stand in a row with one.

        In "забрали из дома Петра и его жену" it is Пётр who was taken: his wife is no one's home.
        """
        row: list[Phrase] = []
        before: Phrase | None = None
        for other in self._phraser.phrases(clause):
            held = (
                before is not None
                and bool(before.preposition)
                and before.morph.animate is not True
                and phrase.case == "Acc"
                and "Acc" in other.cases
                and other.morph.animate is True
            )
            if not other.owner or held:
                row.append(other)
            before = other
        return row

    def _get_named(self, row: list[Phrase], phrase: Phrase) -> Phrase:
        """Return the name set off behind a noun: "другому верующему, Льву Орлову"."""
        at = row.index(phrase) + 1
        if at == len(row) or self._parse.tokens[phrase.head].name or phrase.counted:
            return phrase
        named = row[at]
        between = self._parse.tokens[phrase.last + 1 : named.first]
        after = self._parse.tokens[named.last + 1 : named.last + 2]
        apart = [t.text for t in between] == [","] and all(t.pos == "PUNCT" for t in after)
        person = self._parse.tokens[named.head].name == "PERSON" and not named.preposition
        one = phrase.morph.animate is not False and phrase.morph.number != "Plur"
        return named if apart and person and one and phrase.case in named.cases else phrase

    def _get_named_behind(self, clause: Clause, phrase: Phrase) -> Phrase:
        """Return the name behind where somebody is from: "жителя села Заречье Ивана Орлова"."""
        if phrase.morph.animate is not True or phrase.morph.number != "Sing" or phrase.counted:
            return phrase
        phrases = self._phraser.phrases(clause)
        if self._parse.tokens[phrase.head].name or phrase not in phrases:
            return phrase
        last, at = phrase.last, phrases.index(phrase) + 1
        for other in phrases[at:]:
            if not other.owner or other.first != last + 1:
                break
            if self._parse.tokens[other.head].name == "PERSON":
                # Right behind the noun it may be whose: "брата Ивана Орлова".
                apart = last > phrase.last and phrase.case in other.cases
                return other if apart else phrase
            if other.morph.animate is True:
                break
            last = other.last
        return phrase

    def _is_joined(self, one: Phrase, two: Phrase) -> bool:
        between = self._parse.tokens[one.last + 1 : two.first]
        # "Петра и его жену": whose wife she is parts them no more.
        # "Петров и ещё трое": as many more.
        more = two.counted and between[-1:] and fold(between[-1].lower) in self._more
        between = between[:-1] if more else between
        kinds = {t.pos for t in between if not self._phraser.is_owned(t.i)}
        owned = [t for t in between if t.pos in ("NOUN", "PROPN")]
        if not between or owned or two.preposition:
            return False
        return (
            kinds <= {"CCONJ", "PUNCT"}
            and ("CCONJ" in kinds or all(t.text == "," for t in between))
            and self._are_alike(one, two)
        )

    def _are_alike(self, one: Phrase, two: Phrase) -> bool:
        """Tell whether two phrases name things of one sort, so that they make a row."""
        return one.morph.animate == two.morph.animate or None in (
            one.morph.animate,
            two.morph.animate,
        )

    def fits(self, phrase: Phrase, verb: Token, *, anyhow: bool = False) -> bool:
        """Tell whether a noun agrees with a verb, in the nominative or ``anyhow``."""
        form = get_morph(verb.tag)
        person = self._persons.get(fold(self._parse.tokens[phrase.noun].lower), _THIRD)
        if form.person not in (None, 0, person):
            return False
        if phrase.counted:
            return form.number != "Sing" or form.gender in ("", "Neut")
        shown = [m for m in phrase.readings if anyhow or m.case in ("Nom", "")]
        if form.number == "Plur" and self._is_of_one(phrase):
            return self._is_row(phrase)
        return any(self._agrees(m, form, phrase, person) for m in shown)

    def _agrees(self, noun: Morph, form: Morph, phrase: Phrase, person: int) -> bool:
        if noun.number and form.number and noun.number != form.number:
            return form.number == "Plur" and self._is_row(phrase)
        if form.number == "Sing" and form.gender and noun.gender and person == _THIRD:
            hers = form.gender == "Fem" and noun.gender == "Masc" and phrase.head != phrase.noun
            return form.gender == noun.gender or hers
        return True

    def _is_of_one(self, phrase: Phrase) -> bool:
        """Tell whether a pronoun is of one man or woman: its gender shows it, "він", "вона"."""
        token = self._parse.tokens[phrase.noun]
        shown = get_morph(token.tag)
        one = shown.gender in ("Masc", "Fem") and not shown.number
        return token.pos == "PRON" and one and shown.animate is None

    def _is_row(self, phrase: Phrase) -> bool:
        """Tell whether singular nouns make a plural together: "Иванов и Петров отказались"."""
        clause = self._clauses.of.get(phrase.noun)
        return clause is not None and len(self.with_joined(clause, phrase)) > 1
