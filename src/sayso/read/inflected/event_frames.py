"""Whether the words around a verb or a noun are those by which a frame tells its event."""

from collections.abc import Callable, Iterable, Iterator

from sayso.lang.language import Language
from sayso.packs.pack import Frame
from sayso.read.inflected.event_clauses import PARTICIPLE, RELATIVE
from sayso.read.inflected.event_phrases import UNDECLINED, Phrase
from sayso.read.inflected.event_slots import Slots
from sayso.read.inflected.event_words import (
    fold,
    fold_all,
    has_word,
    is_finite,
    is_full_participle,
    is_gerund,
    is_impersonal,
    is_infinitive,
    morphs,
)
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token

_DIRECT = frozenset({"Nom", "Acc", "Gen"})
# A complement stands at most so many words from its verb.
_BESIDE = 5
_Found = list[int] | None


class FrameMatcher:
    """Matches frames against one parse."""

    def __init__(self, parse: Parse, language: Language, slots: Slots) -> None:
        self._parse = parse
        self._language = language
        self._slots = slots
        self._said: dict[str, set[str]] = {}

    def match(self, frame: Frame, token: Token) -> tuple[int, ...] | None:
        """Return the words beside ``token`` that tell the frame's event, or ``None``."""
        if frame.unless_elsewhere & self._told_as(frame.objects or frame.nouns):
            return None
        if frame.verbs:
            return self._match_verb(frame, token) if self._is_telling(token) else None
        return self._match_noun(frame, token) if token.pos in ("NOUN", "PROPN") else None

    def _told_as(self, nouns: frozenset[str]) -> set[str]:
        """Return the words that stand before one of some nouns anywhere in the report."""
        if not self._said:
            for one, two in zip(self._parse.tokens, self._parse.tokens[1:], strict=False):
                if two.pos == "NOUN":
                    self._said.setdefault(fold(two.lemma), set()).update((one.lower, one.lemma))
        return set().union(*(self._said.get(fold(noun), ()) for noun in nouns))

    def _is_telling(self, token: Token) -> bool:
        """Tell whether a word is a verb; "мобилизованные солдаты" are only called so.

        A participle tells where it is the predicate, where it begins a clause of its own, or
        where words of its own stand beside it.
        """
        if is_finite(token) or is_infinitive(token) or is_gerund(token):
            return True
        if token.pos == "NOUN":
            shown = morphs(self._parse, token.i)
            return any(m.form == "Part" for m in shown) and self._slots.is_predicate(token)
        if not is_full_participle(token):
            return False
        clause = self._slots.clauses.of.get(token.i)
        if clause is not None and clause.kind == PARTICIPLE and clause.mark == token:
            return True
        if self._slots.is_predicate(token) or self._has_own_words(token):
            return True
        return self._slots.is_absent(token)

    def _has_own_words(self, participle: Token) -> bool:
        """Tell whether words part a participle from its noun: "отказавшийся воевать солдат"."""
        after = self._parse.tokens[participle.i + 1 : participle.i + 7]
        if after and is_infinitive(after[0]):
            return True
        for n, token in enumerate(after):
            if token.pos in ("NOUN", "PROPN"):
                mine = get_morph(participle.tag)
                if any(
                    shown.case == mine.case and shown.number in ("", mine.number)
                    for shown in morphs(self._parse, token.i)
                ):
                    return any(t.pos not in ("ADJ", "DET", "NUM", "CCONJ") for t in after[:n])
                if get_morph(token.tag).case == "Nom" != mine.case:
                    # "Мать осуждённого Анна Белова": nothing of his own stands there.
                    return False
            elif token.pos == "PUNCT" or is_finite(token):
                return False
        return False

    # ------------------------------------------------------------ verbs
    def _match_verb(self, frame: Frame, verb: Token) -> tuple[int, ...] | None:
        passive = self._slots.is_passive(verb) or is_impersonal(verb)
        if frame.voice is not None and (frame.voice == "passive") != passive:
            return None
        words: list[int] = []
        if frame.negated:
            if not self._slots.is_negated(verb):
                return None
            words.append(verb.i - 1)
        wanted: tuple[tuple[frozenset[str], Callable[[Frame, Token], _Found]], ...] = (
            (frame.particles, self._find_particle),
            (frame.objects, self._find_object),
            (frame.instrumentals, self._find_instrumental),
            (frame.datives, self._find_dative),
            (frame.via, self._find_via),
            (frame.complements, self._find_complement),
            (frame.infinitives, self._find_infinitive),
            (frame.agents, self._find_agent),
        )
        for kind, find in wanted:
            if kind:
                more = find(frame, verb)
                if more is None:
                    return None
                words.extend(more)
        return None if self._is_other(frame, verb) else tuple(words)

    def _phrases(self, verb: Token) -> tuple[Phrase, ...]:
        clause = self._slots.clauses.of.get(verb.i)
        return () if clause is None else self._slots.phraser.phrases(clause)

    def _holds(self, phrase: Phrase, words: frozenset[str]) -> int | None:
        """Return the word of a phrase that is one of some words."""
        for i in dict.fromkeys((phrase.noun, phrase.head)):
            if has_word(self._parse.tokens[i], words):
                return i
        return None

    def _find_particle(self, frame: Frame, verb: Token) -> _Found:
        folded = fold_all(frame.particles)
        for at in (verb.i + 1, verb.i - 1, verb.i + 2):
            if 0 <= at < len(self._parse.tokens) and fold(self._parse.tokens[at].lower) in folded:
                return [at]
        return None

    def _find_noun(
        self, verb: Token, wanted: frozenset[str], cases: Iterable[str]
    ) -> Phrase | None:
        allowed = frozenset(cases)
        found = [
            p
            for p in self._phrases(verb)
            if not (p.preposition or (p.owner and not self._is_object_behind(p)))
            and p.cases & allowed
            and self._holds(p, wanted) is not None
        ]
        return min(found, key=lambda p: abs(p.noun - verb.i), default=None)

    @staticmethod
    def _is_object_behind(phrase: Phrase) -> bool:
        """Tell whether what follows a noun can be an object rather than whose the noun is."""
        return "Acc" in phrase.cases and len(phrase.cases) < UNDECLINED

    def _find_object(self, frame: Frame, verb: Token) -> _Found:
        found = self._find_noun(verb, frame.objects, _DIRECT)
        if found is not None and not frame.ergative and self._acts(found, verb):
            return None
        if found is None and is_full_participle(verb):
            found = next(
                (p for p in self._slots.patients(verb) if self._holds(p, frame.objects)), None
            )
        if found is None:
            return self._find_relative_object(frame, verb)
        return self._qualified(frame, found)

    def _acts(self, phrase: Phrase, verb: Token) -> bool:
        """Tell whether a noun is rather who does it: "суд назначил три года"."""
        if self._slots.is_passive(verb) or phrase.case != "Nom":
            return False
        return not is_impersonal(verb) and phrase in self._slots.nominative(verb)

    def _find_relative_object(self, frame: Frame, verb: Token) -> _Found:
        """Return the noun behind "которое": "дело, которое возбудили"."""
        clause = self._slots.clauses.of.get(verb.i)
        if clause is None or clause.kind not in (RELATIVE, PARTICIPLE):
            return None
        for phrase in (*self._slots.patients(verb), *self._slots.nominative(verb)):
            at = self._holds(phrase, frame.objects)
            if at is not None and self._slots.clauses.of.get(at) is not clause:
                return self._qualified(frame, phrase)
        return None

    def _qualified(self, frame: Frame, phrase: Phrase) -> _Found:
        at = self._holds(phrase, frame.objects)
        noun = phrase.noun if at is None else at
        if not frame.qualifiers:
            return [noun]
        before = [
            i
            for i in range(phrase.first, noun)
            if has_word(self._parse.tokens[i], frame.qualifiers)
        ]
        return [*before, noun] if before else None

    def _find_instrumental(self, frame: Frame, verb: Token) -> _Found:
        found = self._find_noun(verb, frame.instrumentals, ("Ins",))
        return None if found is None else [found.noun]

    def _find_dative(self, frame: Frame, verb: Token) -> _Found:
        found = self._find_noun(verb, frame.datives, ("Dat",))
        return None if found is None else [found.noun]

    def _find_via(self, frame: Frame, verb: Token) -> _Found:
        via = fold_all(frame.via)
        for phrase in sorted(self._phrases(verb), key=lambda p: abs(p.first - verb.i)):
            if phrase.preposition not in via:
                continue
            if not frame.via_nouns:
                return []
            for i in range(phrase.first, phrase.last + 1):
                token = self._parse.tokens[i]
                # "на передовую" is what stands for a noun there.
                named = token.pos in ("NOUN", "PROPN", "X") or i == phrase.last
                if named and has_word(token, frame.via_nouns):
                    return [phrase.at, i]
        return None

    def _find_complement(self, frame: Frame, verb: Token) -> _Found:
        clause = self._slots.clauses.of.get(verb.i)
        if clause is None:
            return None
        at = clause.words.index(verb.i)
        beside = clause.words[max(0, at - _BESIDE) : at + _BESIDE + 1]
        found = [
            i for i in beside if i != verb.i and has_word(self._parse.tokens[i], frame.complements)
        ]
        return [min(found, key=lambda i: abs(i - verb.i))] if found else None

    def _find_agent(self, frame: Frame, verb: Token) -> _Found:
        return [] if self._is_one_of(self._slots.agents(verb), frame.agents) else None

    def _find_infinitive(self, frame: Frame, verb: Token) -> _Found:
        found = [t.i for t in self._governed(verb) if has_word(t, frame.infinitives)]
        return found[:1] or None

    def _governed(self, word: Token) -> Iterator[Token]:
        """Yield the infinitives that a word takes."""
        clause = self._slots.clauses.of.get(word.i)
        for i in () if clause is None else clause.words:
            token = self._parse.tokens[i]
            if is_infinitive(token) and i != word.i:
                governor = self._slots.governor(token)
                if governor is not None and governor.i == word.i:
                    yield token

    def _is_other(self, frame: Frame, verb: Token) -> bool:
        """Tell whether the words around a verb make it something else."""
        if frame.unless_patients and self._is_one_of(
            self._slots.patients(verb), frame.unless_patients
        ):
            return True
        if frame.unless_agents and self._is_one_of(self._slots.agents(verb), frame.unless_agents):
            return True
        if frame.unless_via_nouns and self._has_via(frame, verb):
            return True
        if frame.unless_complements:
            tokens = self._parse.tokens[max(0, verb.i - _BESIDE) : verb.i + _BESIDE + 1]
            if any(t.i != verb.i and has_word(t, frame.unless_complements) for t in tokens):
                return True
        taken = (
            list(self._governed(verb)) if frame.takes_infinitive or frame.unless_infinitives else []
        )
        if frame.takes_infinitive and not taken:
            return True
        return any(has_word(t, frame.unless_infinitives) for t in taken)

    def _is_one_of(self, phrases: Iterable[Phrase], words: frozenset[str]) -> bool:
        return any(self._holds(phrase, words) is not None for phrase in phrases)

    def _has_via(self, frame: Frame, word: Token) -> bool:
        via = fold_all(frame.via)
        return any(
            self._holds(p, frame.unless_via_nouns) is not None
            for p in self._phrases(word)
            if p.preposition and (not via or p.preposition in via)
        )

    # ------------------------------------------------------------ nouns
    def _match_noun(self, frame: Frame, noun: Token) -> tuple[int, ...] | None:
        words: list[int] = []
        if frame.predicate:
            return self._match_predicate(frame, noun)
        if frame.qualifiers:
            before = self._parse.tokens[max(0, noun.i - 3) : noun.i]
            found = [t.i for t in before if has_word(t, frame.qualifiers)]
            if not found:
                return None
            words.extend(found[-1:])
        if frame.objects:
            behind = self._slots.behind_noun(noun, "Gen")
            if not behind or self._holds(behind[0], frame.objects) is None:
                return None
            words.append(behind[0].noun)
        if frame.loose and self._is_general(noun):
            return None
        if frame.via:
            more = self._find_via(frame, noun)
            if more is None or (more and not noun.i < more[0] <= noun.i + 3):
                return None
            words.extend(more)
        if frame.unless_via_nouns and self._has_via(frame, noun):
            return None
        if frame.takes_infinitive or frame.unless_infinitives:
            taken = self._taken_by_noun(noun)
            if frame.takes_infinitive and taken is None and not frame.via:
                return None
            if taken is not None and has_word(taken, frame.unless_infinitives):
                return None
            if taken is not None and frame.infinitives and not has_word(taken, frame.infinitives):
                return None
        return tuple(words)

    def _match_predicate(self, frame: Frame, noun: Token) -> tuple[int, ...] | None:
        """Return the preposition before a noun that says where somebody is: "он в СИЗО"."""
        clause = self._slots.clauses.of.get(noun.i)
        phrase = None if clause is None else self._slots.phraser.at(clause, noun.i)
        if phrase is None or phrase.noun != noun.i:
            return None
        bearer = self._slots.bearer(noun)
        if phrase.preposition not in fold_all(frame.via) or not bearer:
            return None
        return None if self._is_one_of(bearer, frame.unless_agents) else (phrase.at,)

    def _is_general(self, noun: Token) -> bool:
        """Tell whether a plural names no one event: "из-за обстрелов"."""
        plural = get_morph(noun.tag).number == "Plur"
        return plural and not self._slots.behind_noun(noun, "Gen")

    def _taken_by_noun(self, noun: Token) -> Token | None:
        """Return the infinitive right behind a noun: "отказ воевать"."""
        after = self._parse.tokens[noun.i + 1 : noun.i + 3]
        return next((t for t in after if is_infinitive(t)), None)
