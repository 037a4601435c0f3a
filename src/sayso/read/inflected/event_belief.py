"""What a report calls untrue, does not believe, or has from rumors, and who plainly denies it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from sayso.lang.language import Language
from sayso.read.inflected.event_clauses import SUBORDINATE, Clause
from sayso.read.inflected.event_slots import Slots
from sayso.read.inflected.event_words import fold, is_finite, is_infinitive, words_of
from sayso.records.event import EventStatus
from sayso.records.finding import Telling
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token

_DEPTH = 4
# "Никто не верит": the verb stands so near before what it is about.
_NEAR = 8
_SAID = frozenset({"Nom", "Ins", ""})


class Belief:
    """Tells what is called a lie, is not believed or is rumored, in one parse."""

    def __init__(self, parse: Parse, language: Language, slots: Slots) -> None:
        self._parse = parse
        self._slots = slots
        names = ("untruth", "calling", "truth", "fitting", "believing", "refusing", "rumor")
        self._words = {name: words_of(language, "status", name) for name in names}
        self._about = words_of(language, "status", "case_preposition")
        self._believed = words_of(language, "status", "believed_preposition")
        self._by_rumor = words_of(language, "status", "rumor_preposition")
        self._marks = words_of(language, "status", "reporting_mark")

    def find(self, anchor: Token, clause: Clause) -> EventStatus | None:
        """Return what the frame around a telling makes of it; ``None`` where there is none."""
        rumored = self._is_by_rumor(clause)
        if anchor.pos in ("NOUN", "PROPN"):
            phrase = self._slots.phraser.at(clause, anchor.i)
            preposition = "" if phrase is None else phrase.preposition
            if preposition in self._about:
                found = self._of_frame(clause, anchor.i)
                if found is not None:
                    return found
            if preposition in self._believed and self._is_disbelieved(clause, anchor.i):
                return EventStatus.DENIED
        at: Clause | None = clause
        for _ in range(_DEPTH):
            if at is None or at.above is None:
                break
            marked = at.mark is not None and fold(at.mark.lower) in self._marks
            if at.kind == SUBORDINATE and marked:
                found = self._of_frame(at.above, at.words[0])
                if found is not None:
                    return found
            at = at.above
        return EventStatus.ALLEGED if rumored else None

    def _is(self, token: Token, name: str) -> bool:
        words = self._words[name]
        return fold(token.lemma) in words or fold(token.lower) in words

    def _of_frame(self, clause: Clause, before: int) -> EventStatus | None:
        """Return what a clause makes of what it says something about."""
        if self._is_called_untrue(clause) or self._is_disbelieved(clause, before):
            return EventStatus.DENIED
        rumors = (self._parse.tokens[i] for i in clause.words if i < before)
        return EventStatus.ALLEGED if any(self._is(t, "rumor") for t in rumors) else None

    def _is_called_untrue(self, clause: Clause) -> bool:
        """Tell whether a clause only says of something that it is a lie, or no truth."""
        tokens = [self._parse.tokens[i] for i in clause.words]
        verbs = [t for t in tokens if is_finite(t) or is_infinitive(t)]
        for token in tokens:
            if self._is(token, "truth"):
                fits = [v for v in verbs if self._is(v, "fitting")]
                if any(map(self._slots.is_negated, fits)):
                    return True
            if not self._is(token, "untruth") or self._slots.is_negated_here(token):
                continue
            phrase = self._slots.phraser.at(clause, token.i)
            bare = phrase is None or not (phrase.preposition or phrase.owner)
            shown = get_morph(token.tag).case in _SAID
            plain = (v for v in verbs if not self._slots.is_be(v) and not self._parts(token, v))
            # "Это была ложь": only a verb of calling can stand beside it.
            if bare and shown and all(self._calls(v) for v in plain if v is not token):
                return True
        return False

    def _parts(self, token: Token, verb: Token) -> bool:
        """Tell whether a mark parts a verb behind a word from it: "«Ложь», — сказал он"."""
        return any(t.pos == "PUNCT" for t in self._parse.tokens[token.i : verb.i])

    def _calls(self, verb: Token) -> bool:
        return self._is(verb, "calling") and not self._slots.is_negated(verb)

    def _is_disbelieved(self, clause: Clause, before: int) -> bool:
        """Tell whether a clause says, before a word, that somebody does not believe it."""
        for i in clause.words:
            token = self._parse.tokens[i]
            if not before - _NEAR <= i < before or not self._is(token, "believing"):
                continue
            if is_infinitive(token):
                governor = self._slots.governor(token)
                if governor is not None and self._is(governor, "refusing"):
                    return not self._slots.is_negated(governor)
            elif self._slots.is_negated(token):
                return True
        return False

    def _is_by_rumor(self, clause: Clause) -> bool:
        """Tell whether a clause is told by rumor: "по слухам, его увезли"."""
        tokens = [self._parse.tokens[i] for i in clause.words]
        return any(
            self._is(two, "rumor") and fold(one.lower) in self._by_rumor
            for one, two in pairwise(tokens)
        )


def mark_denied(
    parse: Parse,
    language: Language,
    slots: Slots,
    tellings: Iterable[Telling],
    steps: frozenset[str],
) -> Iterator[Telling]:
    """Yield tellings, those as alleged that the next sentence plainly denies.

    "Хасанов это отрицает" is of what was said right before it: of what he did where the sentence
    tells that, else of all that was told there but steps of procedure.
    """
    tellings = tuple(tellings)
    told: dict[int, list[Telling]] = {}
    for telling in tellings:
        told.setdefault(parse.tokens[telling.anchor].sentence, []).append(telling)
    governors = words_of(language, "status", "denied_governor")
    this = words_of(language, "status", "this")
    denied: set[int] = set()
    for number, (first, last) in enumerate(parse.sentences):
        before = [t for t in told.get(number - 1, ()) if t.type not in steps]
        if not before or number in told:
            continue
        for token in parse.tokens[first : last + 1]:
            if fold(token.lemma) in governors and is_finite(token) and not slots.is_negated(token):
                deniers = _find_plain_deniers(parse, slots, token, this)
                if deniers is not None:
                    own = [t for t in before if deniers & _names(parse, t.actors)]
                    denied.update(t.anchor for t in own or before)
    for telling in tellings:
        happened = telling.status is EventStatus.HAPPENED and telling.anchor in denied
        yield replace(telling, status=EventStatus.ALLEGED) if happened else telling


def _find_plain_deniers(
    parse: Parse, slots: Slots, verb: Token, this: frozenset[str]
) -> frozenset[str] | None:
    """Return who denies, where a sentence says no more than that somebody does; else ``None``."""
    first, last = parse.sentences[verb.sentence]
    clauses = {id(c): c for i in range(first, last + 1) if (c := slots.clauses.of.get(i))}
    if len(clauses) != 1 or get_morph(verb.tag).person in (1, 2):
        return None
    agents, things = slots.agents(verb), slots.patients(verb)
    things = tuple(p for p in things if fold(parse.tokens[p.noun].lower) not in this)
    if not agents:
        # Of a name that may be either, before its verb: it denies.
        agents = tuple(p for p in things if "Nom" in p.cases and p.last < verb.i)
    if any(thing not in agents for thing in things):
        return None
    return _names(parse, (p.head for p in agents))


def _names(parse: Parse, heads: Iterable[int]) -> frozenset[str]:
    return frozenset(fold(parse.tokens[i].lemma) for i in heads)
