"""Who stands in which role beside a verb or a noun, by case and agreement."""

from collections.abc import Iterable, Iterator, Sequence

from sayso.lang.language import Language
from sayso.read.inflected.event_clauses import GERUND, PARTICIPLE, RELATIVE, SUBORDINATE, Clause
from sayso.read.inflected.event_phrases import UNDECLINED, Phrase
from sayso.read.inflected.event_rows import Rows
from sayso.read.inflected.event_verbs import Verbs
from sayso.read.inflected.event_words import (
    agrees,
    cases,
    fold,
    is_finite,
    is_full_participle,
    is_gerund,
    is_impersonal,
    is_infinitive,
    words_of,
)
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token

_BODIES = frozenset({"PERSON", "ORGANIZATION"})
_FIRST, _SECOND, _THIRD = 1, 2, 3
_DEPTH = 4


class Slots(Verbs):
    """Finds phrases in their roles, in one parse."""

    def __init__(self, parse: Parse, language: Language) -> None:
        super().__init__(parse, language)
        self._rows = Rows(parse, language, self.clauses, self.phraser)
        self._relative = words_of(language, "events", "relative")
        kinds = ("court", "official_body", "military")
        self._bodies = [language.pattern("sources", name) for name in kinds]
        self._groups = words_of(language, "events", "group_noun")
        self._time_words = words_of(language, "events", "time_word")
        self._object_control = words_of(language, "events", "object_control")
        self._possessive = words_of(language, "events", "possessive")

    # ------------------------------------------------------------ roles
    def patients(self, verb: Token) -> tuple[Phrase, ...]:
        """Return whom a verb befalls."""
        if is_full_participle(verb) and not self.is_predicate(verb):
            return self._modified(verb) if self.is_passive(verb) else self._objects(verb)
        if self.is_passive(verb):
            return self._nominative(verb)
        return self._objects(verb)

    def agents(self, verb: Token) -> tuple[Phrase, ...]:
        """Return who does what a verb says."""
        if is_full_participle(verb) and not self.is_predicate(verb):
            if not self.is_passive(verb):
                return self._modified(verb)
            return self._instrumentals(verb)
        if self.is_passive(verb) or is_impersonal(verb):
            return self._instrumentals(verb)
        if is_infinitive(verb):
            return self._controller(verb)
        return self._nominative(verb)

    def nominative(self, verb: Token) -> tuple[Phrase, ...]:
        """Return the grammatical subject."""
        return self._nominative(verb)

    def in_case(self, verb: Token, case: str) -> tuple[Phrase, ...]:
        """Return the nearest phrase of a case without preposition, and those joined to it."""
        clause = self.clauses.of.get(verb.i)
        if clause is None:
            return ()
        found = [p for p in self._bare(clause) if p.case == case and not p.owner]
        found = found or [
            p
            for p in self._bare(clause)
            if case in p.cases and p.case != "Nom" and not p.owner and p.case in ("", case)
        ]
        return self._rows.with_joined(clause, self._nearest(found, verb))

    def behind_noun(self, noun: Token, case: str) -> tuple[Phrase, ...]:
        """Return the phrase of a case right behind a noun: "задержание Иванова"."""
        clause = self.clauses.of.get(noun.i)
        if clause is None:
            return ()
        for phrase in self.phraser.followers(clause, noun.i):
            if phrase.first != noun.i + 1 and not self._is_quoted_next(noun, phrase):
                break
            if phrase.preposition or case not in phrase.cases:
                break
            if fold(self._parse.tokens[phrase.noun].lower) in self._possessive:
                break
            return self._rows.with_joined(clause, phrase)
        return ()

    def _is_quoted_next(self, noun: Token, phrase: Phrase) -> bool:
        between = self._parse.tokens[noun.i + 1 : phrase.first]
        return len(between) == 1 and between[0].pos == "PUNCT" and between[0].text in '«„“"'

    def bearer(self, noun: Token) -> tuple[Phrase, ...]:
        """Return of whom a clause without a verb says something: "он сейчас в СИЗО"."""
        clause = self.clauses.of.get(noun.i)
        if clause is None or clause.kind in (PARTICIPLE, GERUND):
            return ()
        if any(self._parse.tokens[i].pos in ("VERB", "AUX") for i in clause.words):
            return ()
        found = [p for p in self._bare(clause) if p.case == "Nom" and not p.owner]
        if any(p.first > noun.i for p in found):
            return ()  # "Начальник в СИЗО — майор Белов"
        found = [p for p in found if self._can_act(p) or self._is_relative(p)]
        return self._resolved(clause, self._nearest(found, noun))

    def owners(self, noun: Token) -> tuple[int, ...]:
        """Return head words of whose a noun is: "его задержание", "задержание Иванова"."""
        behind = tuple(p.head for p in self.behind_noun(noun, "Gen"))
        if behind:
            return behind
        for at in range(noun.i - 1, max(noun.i - 4, -1), -1):
            token = self._parse.tokens[at]
            if fold(token.lower) in self._possessive:
                return (at,)
            if token.pos not in ("ADJ", "DET", "NUM", "VERB"):
                break
        return ()

    def behind_preposition(self, word: Token, preposition: str) -> tuple[Phrase, ...]:
        """Return the phrase behind a preposition in a word's clause, the nearest one after it."""
        clause = self.clauses.of.get(word.i)
        if clause is None:
            return ()
        wanted = fold(preposition)
        found = [p for p in self.phraser.phrases(clause) if p.preposition == wanted]
        return self._rows.with_joined(clause, self._nearest(found, word))

    # ------------------------------------------------------------ helpers
    def _bare(self, clause: Clause) -> list[Phrase]:
        return [
            p
            for p in self.phraser.phrases(clause)
            if not p.preposition and fold(self._parse.tokens[p.noun].lemma) not in self._time_words
        ]

    def _nearest(self, phrases: Iterable[Phrase], word: Token) -> Phrase | None:
        """Return the phrase nearest to a word; what follows comes before what stands as near."""
        return min(
            phrases,
            key=lambda p: (
                self._is_parted(p, word),
                min(abs(p.first - word.i), abs(p.last - word.i)),
                p.first < word.i,
            ),
            default=None,
        )

    def _is_parted(self, phrase: Phrase, word: Token) -> bool:
        """Tell whether a comma stands between a phrase and a word."""
        first, last = sorted((phrase.last, word.i))
        return any(token.text == "," for token in self._parse.tokens[first : last + 1])

    def _objects(self, verb: Token) -> tuple[Phrase, ...]:
        clause = self.clauses.of.get(verb.i)
        if clause is None:
            return ()
        bare = [
            p
            for p in self._bare(clause)
            if not p.owner and not (p.case in ("Nom", "") and self._is_subject(p, verb))
        ]
        # "Затримала студента за відмову отримувати повістку": that is not whom.
        bare = [p for p in bare if not self._is_of_infinitive(p, verb)] or bare
        found = [p for p in bare if p.case == "Acc"]
        if found and not self._agreeing(verb):
            # "Орленка побили охоронці": one of the two that can be the object does it.
            rest = [p for p in found if not self._is_subject(p, verb)]
            rest = rest or [p for p in bare if "Acc" in p.cases and p not in found]
            found = rest or found
        if not found and self.is_negated(verb):
            found = [p for p in bare if p.case == "Gen"]
        if not found:
            acting = self._nominative(verb) if not is_infinitive(verb) else ()
            found = [
                p
                for p in self._bare(clause)
                if "Acc" in p.cases
                and p.case in ("Gen", "Nom", "")
                and not p.owner
                and (p not in acting or (len(acting) == 1 and not self._can_act(p)))
            ]
        found = found or list(self._relative_phrase(clause, "Acc"))
        # "Двое вывезли со двора фермера": whose yard it is, is who was taken.
        found = found or [
            p
            for p in self._bare(clause)
            if p.owner
            and p.morph.animate
            and "Acc" in p.cases
            and self._is_taken_off(clause, p, verb)
        ]
        # "300 человек отправили на фронт": a number may be either.
        found = found or [p for p in self._bare(clause) if p.counted and not p.owner]
        # What is not in the dictionary may show the genitive alone: "радиоинженера".
        found = found or [p for p in bare if p.case == "Gen" and p.morph.animate is not False]
        found = found or [
            p
            for p in self._bare(clause)
            if p.owner
            and (p.last == verb.i - 1 or self._is_behind_place(clause, p, verb))
            and "Acc" in p.cases
            and p.morph.animate
        ]
        if clause.joined is not None and not is_infinitive(verb):
            if not found:
                return self._shared_objects(clause.joined)
            if self._can_all_do(found, verb):
                # "Його знайшли і затримали співробітники ДБР": whom, was said before.
                found = list(self._shared_objects(clause.joined)) or found
        return self._resolved(clause, self._nearest(found, verb))

    def _is_of_infinitive(self, phrase: Phrase, verb: Token) -> bool:
        """Tell whether an infinitive between a verb and a phrase takes it."""
        between = self._parse.tokens[verb.i + 1 : phrase.first]
        return not is_infinitive(verb) and any(map(is_infinitive, between))

    def _is_behind_place(self, clause: Clause, phrase: Phrase, verb: Token) -> bool:
        """Tell whether words behind a preposition part an object from its verb.

        "Отправил под арест солдата": whose arrest it is, is who was sent.
        """
        before = first = self.phraser.at(clause, phrase.first - 1)
        while first is not None and first.owner and first.first > verb.i:
            first = self.phraser.at(clause, first.first - 1)
        if phrase.first < verb.i or before is None or first is None:
            return False
        # "К трём годам колонии строгого режима солдата": a term is nobody's.
        term = fold(self._parse.tokens[first.noun].lemma) in self._time_words
        return bool(before.preposition) or (term and bool(first.preposition))

    def _is_taken_off(self, clause: Clause, phrase: Phrase, verb: Token) -> bool:
        """Tell whether a verb with a counted subject needs what follows a place for its object."""
        doing = [p for p in self._bare(clause) if p.counted and p.last < verb.i]
        return bool(doing) and self._is_behind_place(clause, phrase, verb)

    def _can_all_do(self, phrases: Sequence[Phrase], verb: Token) -> bool:
        """Tell whether all that can be a verb's object can do it as well, and nobody else does."""
        return not self._agreeing(verb) and all(
            p.first > verb.i and p.morph.animate is True and self._is_subject(p, verb)
            for p in phrases
        )

    def _agreeing(self, verb: Token) -> bool:
        clause = self.clauses.of[verb.i]
        return any(p.case == "Nom" and self._is_subject(p, verb) for p in self._bare(clause))

    def _shared_objects(self, clause: Clause) -> tuple[Phrase, ...]:
        """Return the object of the clause before: "его увезли и бросили в подвал"."""
        verbs = [self._parse.tokens[i] for i in clause.words]
        verb = next((t for t in verbs if is_finite(t) and not self.is_be(t)), None)
        if verb is None or self.is_passive(verb):
            return ()
        return self._objects(verb)

    def _relative_phrase(self, clause: Clause, case: str) -> Iterator[Phrase]:
        """Yield what "которого" stands for, where its case fits."""
        if clause.kind != RELATIVE or clause.mark is None:
            return
        shown = {
            get_morph(tag).case
            for tag in (clause.mark.tag, *self._parse.otherwise.get(clause.mark.i, ()))
        }
        phrase = self.phraser.at(clause, clause.mark.i)
        if phrase is not None and phrase.preposition:
            return
        if case in shown:
            found = self.phraser.antecedent(clause, clause.mark)
            if found is not None:
                yield found

    def _resolved(self, clause: Clause, phrase: Phrase | None) -> tuple[Phrase, ...]:
        """Return a phrase with those joined to it; a relative pronoun as what it stands for."""
        if phrase is None:
            return ()
        if fold(self._parse.tokens[phrase.noun].lemma) in self._relative:
            found = self.phraser.antecedent(clause, self._parse.tokens[phrase.noun])
            return (found,) if found is not None else ()
        return self._rows.with_joined(clause, phrase)

    def _instrumentals(self, verb: Token) -> tuple[Phrase, ...]:
        return tuple(p for p in self.in_case(verb, "Ins") if self._can_act(p))

    def _is_relative(self, phrase: Phrase) -> bool:
        return fold(self._parse.tokens[phrase.noun].lemma) in self._relative

    def _can_act(self, phrase: Phrase) -> bool:
        """Tell whether words name somebody or a body: "полицией", not "осенью"."""
        token = self._parse.tokens[phrase.head]
        words = self._parse.words(phrase.noun, phrase.last)
        return (
            phrase.morph.animate is True
            or phrase.counted
            or token.pos == "PRON"
            or fold(token.lemma) in self._groups
            or token.name in _BODIES
            or any(body.search(words) for body in self._bodies)
        )

    def _modified(self, participle: Token) -> tuple[Phrase, ...]:
        """Return the noun that a participle belongs to."""
        clause = self.clauses.of.get(participle.i)
        if clause is None:
            return ()
        if clause.kind == PARTICIPLE and clause.mark is not None and clause.mark.i == participle.i:
            found = self.phraser.antecedent(clause, participle)
            return () if found is None else (found,)
        mine = get_morph(participle.tag)
        own = self.phraser.at(clause, participle.i)
        if own is not None and own.noun != participle.i and own.first <= participle.i < own.noun:
            return (own,)
        for phrase in self.phraser.followers(clause, participle.i)[:4]:
            if not phrase.preposition and any(agrees(mine, shown) for shown in phrase.readings):
                return (phrase,)
        # "Отказавшихся воевать держат": it stands for a noun itself.
        after = self._parse.tokens[participle.i + 1 : participle.i + 2]
        return (own,) if own is not None and after and is_infinitive(after[0]) else ()

    def _nominative(self, verb: Token, depth: int = 0) -> tuple[Phrase, ...]:
        clause = self.clauses.of.get(verb.i)
        if clause is None or depth > _DEPTH:
            return ()
        if is_gerund(verb) and clause.kind == GERUND and clause.above is not None:
            return self._of_clause(clause.above, depth)
        found = [p for p in self._bare(clause) if self._is_subject(p, verb)]
        if clause.joined is not None:
            found = [p for p in found if not self._is_state(p, verb)]
        if found:
            strict = [p for p in found if p.case in ("Nom", "") or p.counted]
            strict = strict or [p for p in found if self._can_act(p) or self._is_relative(p)]
            found = strict
        if found:
            before = [p for p in strict if p.last < verb.i]
            return self._resolved(clause, self._nearest(before or strict, verb))
        named = [p for p in self._bare(clause) if self._is_named_before(p, verb)]
        if named:
            return (named[-1],)
        relative = tuple(self._relative_phrase(clause, "Nom"))
        if relative and self._rows.fits(relative[0], verb, anyhow=True):
            return relative
        if self._speaks(verb) or self._is_of_those(clause, verb):
            return ()
        if clause.joined is not None:
            return self._shared(clause.joined, verb, depth)
        alone = get_morph(verb.tag).number == "Sing" or self.is_reflexive(verb)
        if clause.kind in (RELATIVE, SUBORDINATE) and clause.above is not None and alone:
            # "Он сказал, что отказался"; but "они сказали, что его задержали" is of others.
            return self._shared(clause.above, verb, depth)
        return ()

    def _is_state(self, phrase: Phrase, verb: Token) -> bool:
        """Tell whether a bare participle behind a verb says how he did it: "и вышел избитый"."""
        token = self._parse.tokens[phrase.noun]
        alone = phrase.first == phrase.last == verb.i + 1
        return alone and token.pos in ("ADJ", "VERB")

    def _is_named_before(self, phrase: Phrase, verb: Token) -> bool:
        """Tell whether a person's name right before a verb in the singular is its subject."""
        token = self._parse.tokens[phrase.head]
        named = token.name == "PERSON" and token.pos == "PROPN" and phrase.last == verb.i - 1
        return named and get_morph(verb.tag).number == "Sing" and not is_impersonal(verb)

    def _is_of_those(self, clause: Clause, verb: Token) -> bool:
        """Tell whether a plural verb befalls those told of: "отказались, а 5-го их увезли"."""
        before = [self._parse.tokens[i] for i in clause.words if i < verb.i]
        shown = [get_morph(t.tag) for t in before if t.pos == "PRON"]
        plural = get_morph(verb.tag).number == "Plur"
        return plural and any(
            m.person == _THIRD and m.number == "Plur" and m.case in ("Acc", "Dat") for m in shown
        )

    def _speaks(self, verb: Token) -> bool:
        """Tell whether a verb says who does it by its ending alone: "отказался бы я"."""
        return get_morph(verb.tag).person in (_FIRST, _SECOND)

    def _of_clause(self, clause: Clause, depth: int) -> tuple[Phrase, ...]:
        verbs = [self._parse.tokens[i] for i in clause.words]
        verb = next((t for t in verbs if is_finite(t)), None)
        return () if verb is None else self._nominative(verb, depth + 1)

    def _shared(self, clause: Clause, verb: Token, depth: int) -> tuple[Phrase, ...]:
        """Return the subject of the clause before, where the verb agrees with it."""
        found = self._of_clause(clause, depth)
        fits = bool(found) and self._rows.fits(found[0], verb, anyhow=True)
        return found if fits and (self._can_act(found[0]) or clause.kind == RELATIVE) else ()

    def _is_subject(self, phrase: Phrase, verb: Token) -> bool:
        if phrase.preposition or phrase.owner or is_impersonal(verb):
            return False
        if phrase.counted and len(cases(self._parse, phrase.noun)) >= UNDECLINED:
            # "по статье 337 УК"
            return False
        return not phrase.first <= verb.i <= phrase.last and self._rows.fits(phrase, verb)

    # ------------------------------------------------------------ infinitives
    def governor(self, infinitive: Token) -> Token | None:
        """Return the word that takes an infinitive: a verb, "должен", "приказ"."""
        clause = self.clauses.of.get(infinitive.i)
        if clause is None:
            return None
        takers = [
            self._parse.tokens[i]
            for i in clause.words
            if i != infinitive.i and self._takes(self._parse.tokens[i])
        ]
        before = [t for t in takers if t.i < infinitive.i]
        if before:
            strong = [t for t in before if t.pos != "NOUN" or t.i >= infinitive.i - 2]
            return (strong or before)[-1]
        after = [t for t in takers if not is_infinitive(t) and t.pos != "NOUN"]
        return after[0] if after else None

    def _takes(self, token: Token) -> bool:
        if token.pos in ("VERB", "AUX"):
            return True
        if token.pos == "ADJ" and get_morph(token.tag).short:
            return True
        # "Отказались 2 февраля идти": a day takes none.
        timed = fold(token.lemma) in self._time_words
        return self.clauses.is_carrier(token) or (token.pos == "NOUN" and not timed)

    def _controller(self, infinitive: Token, depth: int = 0) -> tuple[Phrase, ...]:
        """Return who is to do what an infinitive says: "ему приказали явиться"."""
        governor = self.governor(infinitive)
        if governor is None or depth > _DEPTH:
            return ()
        if governor.pos in ("VERB", "AUX"):
            if fold(governor.lemma) in self._object_control:
                return self._objects(governor) or self.in_case(governor, "Dat")
            if is_infinitive(governor):
                return self._controller(governor, depth + 1)
            return (
                self._modified(governor)
                if self._is_attributive(governor)
                else self._nominative(governor)
            )
        if governor.pos == "NOUN":
            return (
                tuple(self.behind_noun(governor, "Gen"))
                or self.in_case(governor, "Dat")
                or self._any_subject(governor)
            )
        return self._any_subject(governor)

    def _is_attributive(self, verb: Token) -> bool:
        return is_full_participle(verb) and not self.is_predicate(verb)

    def _any_subject(self, word: Token) -> tuple[Phrase, ...]:
        clause = self.clauses.of.get(word.i)
        if clause is None:
            return ()
        found = [
            p for p in self._bare(clause) if p.case == "Nom" and not p.first <= word.i <= p.last
        ]
        found = [p for p in found if p.last < word.i] or found
        return self._resolved(clause, self._nearest(found, word)) or self.in_case(word, "Dat")
