"""Whether an event is told as done, alleged, meant, expected, thought of or denied."""

from sayso.lang.language import Language
from sayso.read.inflected.event_belief import Belief
from sayso.read.inflected.event_clauses import SUBORDINATE, Clause
from sayso.read.inflected.event_slots import Slots
from sayso.read.inflected.event_words import (
    fold,
    is_finite,
    is_full_participle,
    is_infinitive,
    is_short,
    words_of,
)
from sayso.records.event import EventStatus
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token

# The entry of the language's lexicon for what a telling hangs on, and what it makes of it.
_GOVERNORS = {
    "denied_governor": EventStatus.DENIED,
    "alleged_governor": EventStatus.ALLEGED,
    "intended_governor": EventStatus.INTENDED,
    "expected_governor": EventStatus.EXPECTED,
    "conditional_governor": EventStatus.CONDITIONAL,
}
_DEPTH = 6


class StatusReader:
    """Tells the status of tellings of one parse."""

    def __init__(self, parse: Parse, language: Language, slots: Slots) -> None:
        self._parse = parse
        self._slots = slots
        self._belief = Belief(parse, language, slots)
        names = (
            *_GOVERNORS,
            *("undone_governor", "done_governor", "alleged_adverb", "conditional_mark"),
            *("conditional_particle", "purpose_mark", "asserting", "generic_subject", "without"),
            *(
                "generic_adverb",
                "generic_modifier",
                "nearly",
                "possible_governor",
                "expected_auxiliary",
                "two_aspects",
                "reporting_mark",
            ),
            *("dismissing_governor", "question_word", "existing", "absent", "case_preposition"),
        )
        self._words = {name: words_of(language, "status", name) for name in names}

    def find(
        self, anchor: Token, *, negated: bool = False, known: bool = False
    ) -> EventStatus | None:
        """Return how firmly an event is told, or ``None`` where none is told at all.

        Args:
            anchor: The word that governs the telling.
            negated: Whether the negation of the anchor is what tells the event.
            known: Whether the sentence before says whom it befalls: then "бьют каждый вечер" tells
                nothing usual.
        """
        if self._is_asked(anchor) or get_morph(anchor.tag).mood == "Imp":
            return None
        clause = self._slots.clauses.of.get(anchor.i)
        if clause is None:
            return None
        if anchor.pos in ("NOUN", "PROPN"):
            status = self._of_noun(anchor, clause)
        elif is_infinitive(anchor):
            status = self._of_infinitive(anchor, clause, negated=negated)
        else:
            status = self._of_verb(anchor, clause, negated=negated, known=known)
        if status is None or status is EventStatus.DENIED:
            return status
        above = self._of_clause(clause, status)
        framed = self._belief.find(anchor, clause) if above is not None else None
        if framed is EventStatus.DENIED or above is EventStatus.HAPPENED:
            above = framed or above
        if above is EventStatus.HAPPENED and (
            self._is_alleged(anchor, clause) or self._is_denied_behind(anchor, clause)
        ):
            return EventStatus.ALLEGED
        return above

    def _is(self, token: Token, name: str) -> bool:
        words = self._words[name]
        return fold(token.lemma) in words or fold(token.lower) in words

    def _has(self, clause: Clause, name: str) -> bool:
        return any(self._is(self._parse.tokens[i], name) for i in clause.words)

    def _is_asked(self, anchor: Token) -> bool:
        """Tell whether a sentence asks whether, not why or when."""
        first, last = self._parse.sentences[anchor.sentence]
        marks = [t for t in self._parse.tokens[max(first, last - 2) : last + 1] if "?" in t.text]
        if not marks:
            return False
        return not any(self._is(t, "question_word") for t in self._parse.tokens[first : last + 1])

    def _is_alleged(self, anchor: Token, clause: Clause) -> bool:
        """Tell whether a word such as "якобы" stands before the anchor, or right behind it."""
        if clause.mark is not None and self._is(clause.mark, "alleged_adverb"):
            return True
        return any(
            self._is(self._parse.tokens[i], "alleged_adverb")
            for i in clause.words
            if i < anchor.i or i <= anchor.i + 3
        )

    def _is_denied_behind(self, anchor: Token, clause: Clause) -> bool:
        """Tell whether the sentence goes on to deny it: "его избили, что отрицает колония"."""
        last = self._parse.sentences[anchor.sentence][1]
        behind = self._slots.clauses.of.get(clause.words[-1] + 2) or self._slots.clauses.of.get(
            min(last, clause.words[-1] + 3)
        )
        if behind is None or behind.kind != SUBORDINATE or behind.above is not clause:
            return False
        first = [self._parse.tokens[i] for i in behind.words[:3]]
        if not self._is(first[0], "reporting_mark"):
            return False
        return any(
            self._is(token, "denied_governor") and not self._slots.is_negated(token)
            for token in first[1:]
        )

    # ------------------------------------------------------------ the word itself
    def _of_verb(
        self, verb: Token, clause: Clause, *, negated: bool, known: bool = False
    ) -> EventStatus | None:
        if not negated and self._slots.is_negated(verb):
            if verb.i > 1 and self._is(self._parse.tokens[verb.i - 2], "nearly"):
                return None
            return EventStatus.CONDITIONAL if self._is_thought(clause) else EventStatus.DENIED
        if self._is_thought(clause) and not is_full_participle(verb):
            return EventStatus.CONDITIONAL
        if is_full_participle(verb):
            absent = self._slots.is_absent(verb)
            return EventStatus.DENIED if absent else EventStatus.HAPPENED
        if not known and self._is_generic(verb, clause):
            return None
        if is_short(get_morph(verb.tag)) or self._slots.is_passive(verb):
            auxiliary = self._auxiliary(verb, clause)
            if auxiliary is not None and not negated:
                if self._is(auxiliary, "expected_auxiliary"):
                    return EventStatus.EXPECTED
                if is_infinitive(auxiliary):
                    return self._of_infinitive(auxiliary, clause, negated=False)
        if self._is_to_come(verb):
            return EventStatus.EXPECTED
        return EventStatus.HAPPENED

    def _is_to_come(self, verb: Token) -> bool:
        """Tell whether a verb's form tells of what is to come, or may: "обжалует"."""
        tense = get_morph(verb.tag).tense
        return tense == "Fut" or (tense == "Pres" and self._is(verb, "two_aspects"))

    def _auxiliary(self, verb: Token, clause: Clause) -> Token | None:
        near = [self._parse.tokens[i] for i in clause.words if 0 < abs(verb.i - i) <= 4]
        return next((t for t in near if self._slots.is_be(t)), None)

    def _is_thought(self, clause: Clause) -> bool:
        return self._has(clause, "conditional_particle")

    def _is_generic(self, verb: Token, clause: Clause) -> bool:
        """Tell whether a clause says what is usual: "отказников отправляют в тыл"."""
        agents, patients = self._slots.agents(verb), self._slots.patients(verb)
        for phrase in (*agents, *patients):
            if self._is(self._parse.tokens[phrase.noun], "generic_subject"):
                return True
            before = self._parse.tokens[phrase.first : phrase.noun]
            if any(self._is(token, "generic_modifier") for token in before):
                return True
        if any(self._is(self._parse.tokens[i], "generic_adverb") for i in clause.words):
            return True
        morph = get_morph(verb.tag)
        present = morph.tense == "Pres" and morph.person not in (1, 2)
        return present and not agents and not patients

    # ------------------------------------------------------------ infinitives
    def _of_infinitive(
        self, verb: Token, clause: Clause, *, negated: bool, depth: int = 0
    ) -> EventStatus | None:
        governor = self._slots.governor(verb)
        if governor is None:
            purpose = clause.mark is not None and self._is(clause.mark, "purpose_mark")
            return EventStatus.INTENDED if purpose else None
        if depth > _DEPTH:
            return None
        if not negated and self._slots.is_negated(verb):
            return None
        if self._slots.is_be(governor) and not is_infinitive(governor):
            future = self._is(governor, "expected_auxiliary")
            return EventStatus.EXPECTED if future else None
        denied = self._slots.is_negated(governor)
        for name, status in _GOVERNORS.items():
            if self._is(governor, name):
                return None if denied else status
        if self._is(governor, "possible_governor"):
            return None if denied else EventStatus.CONDITIONAL
        if self._is(governor, "undone_governor") or not self._is(governor, "done_governor"):
            return None
        if is_infinitive(governor):
            return self._of_infinitive(governor, clause, negated=False, depth=depth + 1)
        if governor.pos == "NOUN":
            return self._of_noun(governor, clause)
        return self._of_verb(governor, clause, negated=False)

    # ------------------------------------------------------------ nouns
    def _of_noun(self, noun: Token, clause: Clause) -> EventStatus | None:
        phrase = self._slots.phraser.at(clause, noun.i)
        preposition = "" if phrase is None else phrase.preposition
        if preposition in self._words["without"]:
            return EventStatus.DENIED
        if preposition in self._words["conditional_mark"]:
            return EventStatus.CONDITIONAL
        around = self._parse.tokens[max(0, noun.i - 3) : noun.i]
        for token in reversed(around):
            if token.pos == "NOUN":
                if self._is(token, "undone_governor") or self._is(token, "possible_governor"):
                    return None
                named = self._governed(token)
                if named is not None:
                    return named
        verb = self._nearest_verb(noun, clause)
        if verb is None:
            return EventStatus.HAPPENED
        return self._of_noun_under(verb, clause, preposition)

    def _nearest_verb(self, noun: Token, clause: Clause) -> Token | None:
        tokens = [self._parse.tokens[i] for i in clause.words]
        verbs = [t for t in tokens if t.pos in ("VERB", "AUX") or self._slots.clauses.is_carrier(t)]
        verbs = [
            t for t in verbs if not (is_full_participle(t) and not self._slots.is_predicate(t))
        ]
        return min(verbs, key=lambda t: abs(t.i - noun.i), default=None)

    def _of_noun_under(self, verb: Token, clause: Clause, preposition: str) -> EventStatus | None:
        denied = self._slots.is_negated(verb)
        named = self._governed(verb)
        if named is not None:
            return EventStatus.ALLEGED if denied else named
        if self._is(verb, "undone_governor") and not preposition:
            return None
        if self._is(verb, "existing"):
            gone = denied or self._is(verb, "absent")
            if gone and not preposition:
                return EventStatus.DENIED
        if denied:
            if preposition in self._words["case_preposition"] and self._is(verb, "asserting"):
                return None
            return EventStatus.HAPPENED if preposition else None
        if is_infinitive(verb):
            status = self._of_infinitive(verb, clause, negated=False)
            return EventStatus.HAPPENED if preposition and status is None else status
        if self._is_thought(clause):
            return EventStatus.CONDITIONAL
        if get_morph(verb.tag).tense == "Fut" and is_finite(verb):
            return EventStatus.EXPECTED
        return EventStatus.HAPPENED

    def _governed(self, governor: Token) -> EventStatus | None:
        return next((s for name, s in _GOVERNORS.items() if self._is(governor, name)), None)

    # ------------------------------------------------------------ clauses above
    def _of_clause(self, clause: Clause, status: EventStatus) -> EventStatus | None:
        """Return what the clauses around one make of what it tells."""
        at: Clause | None = clause
        if status is EventStatus.EXPECTED and self._has_condition(clause):
            status = EventStatus.CONDITIONAL
        for _ in range(_DEPTH):
            if at is None or at.above is None:
                return status
            if at.kind == SUBORDINATE and at.mark is not None:
                found = self._under_mark(at, status)
                if found is not status:
                    return found
            at = at.above
        return status

    def _has_condition(self, clause: Clause) -> bool:
        """Tell whether a condition stands beside a clause: "если вернётся, его посадят"."""
        first, last = self._parse.sentences[self._parse.tokens[clause.words[0]].sentence]
        others = {id(c): c for i in range(first, last + 1) if (c := self._slots.clauses.of.get(i))}
        return any(
            c.above is clause and c.mark is not None and self._is(c.mark, "conditional_mark")
            for c in others.values()
        )

    def _under_mark(self, clause: Clause, status: EventStatus) -> EventStatus | None:
        mark, above = clause.mark, clause.above
        if mark is None or above is None:
            return status
        if self._is(mark, "conditional_mark"):
            return EventStatus.CONDITIONAL
        governor = self._reporting_verb(above, clause)
        if self._is(mark, "purpose_mark"):
            demanded = governor is not None and (
                self._is(governor, "undone_governor") or self._is(governor, "asserting")
            )
            return None if demanded else EventStatus.INTENDED
        if governor is None or not self._is(mark, "reporting_mark"):
            return status
        denied = self._slots.is_negated(governor)
        if self._is(governor, "denied_governor") or self._is(governor, "dismissing_governor"):
            return EventStatus.ALLEGED if denied else EventStatus.DENIED
        if self._is(governor, "asserting") and denied:
            return None
        if self._is(governor, "conditional_governor"):
            return EventStatus.CONDITIONAL
        if status is EventStatus.HAPPENED and self._is(governor, "alleged_governor") and not denied:
            return EventStatus.ALLEGED
        if status is EventStatus.HAPPENED and (
            self._is(governor, "possible_governor") or self._is(governor, "expected_governor")
        ):
            return EventStatus.ALLEGED
        return status

    def _reporting_verb(self, above: Clause, clause: Clause) -> Token | None:
        """Return the last verb before a clause in the one above it, or a noun of saying."""
        tokens = [self._parse.tokens[i] for i in above.words if i < clause.words[0]]
        for token in reversed(tokens):
            carries = self._slots.clauses.is_carrier(token) or is_infinitive(token)
            if carries and not self._slots.is_be(token):
                return token
            if token.pos == "NOUN" and self._governed(token) is not None:
                return token
        return None
