"""Whom a verb befalls that names nobody: "Девять солдат увезли. Держат в подвале, бьют".

Russian and Ukrainian leave out what the sentence before has just said: who sits in the cellar, and
whom they beat there. It is whom harm befell, or who refused, right before, in the same paragraph.
"""

from collections.abc import Mapping

from sayso.packs.pack import EventType, Frame
from sayso.read.inflected.event_clauses import PARTICIPLE, RELATIVE
from sayso.read.inflected.event_slots import Slots
from sayso.read.inflected.event_words import is_finite, is_impersonal
from sayso.records.finding import Telling
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token

_BACK = 2  # sentences at most
_THIRD = (0, 3)  # of the past no person is shown


class Dropped:
    """Remembers what was told last of whom, while the words of a parse are gone through."""

    def __init__(self, parse: Parse, slots: Slots, types: Mapping[str, EventType]) -> None:
        self._parse, self._slots = parse, slots
        self._harms = frozenset(name for name, kind in types.items() if kind.harm)
        self._befell = self._harms | {
            n for n, kind in types.items() if kind.incident or kind.pursued
        }
        self._last: Telling | None = None

    def note(self, telling: Telling) -> None:
        """Remember a telling, if it names whom it befell."""
        if telling.type in self._befell and telling.subjects:
            self._last = telling

    def find(self, frame: Frame, verb: Token) -> tuple[int, ...]:
        """Return whom a verb befalls that names neither who does it nor to whom."""
        last = self._last
        if last is None or frame.type not in self._harms or not frame.verbs:
            return ()
        if not self._is_near(last, verb) or not self._is_bare(frame, verb):
            return ()
        plural = get_morph(verb.tag).number == "Plur"
        if "patient" in frame.subject and plural:
            return last.subjects  # "держат": who does it is nobody in particular
        agrees = plural == self._is_plural(last.subjects)
        return last.subjects if "agent" in frame.subject and agrees else ()

    def _is_near(self, last: Telling, verb: Token) -> bool:
        told = self._parse.tokens[last.anchor]
        return told.paragraph == verb.paragraph and 0 <= verb.sentence - told.sentence <= _BACK

    def _is_bare(self, frame: Frame, verb: Token) -> bool:
        if not is_finite(verb) or is_impersonal(verb) or self._slots.is_passive(verb):
            return False
        form = get_morph(verb.tag)
        acting = self._slots.nominative(verb)
        if frame.subject == ("agent",):
            # "Сидят в подвале, пол бетонный": a floor does not sit.
            acting = tuple(p for p in acting if p.morph.animate is not False)
            return (form.person or 0) in _THIRD and not acting
        return (form.person or 0) in _THIRD and not (acting or self._has_patients(verb))

    def _has_patients(self, verb: Token) -> bool:
        """Tell whether a verb says whom it befalls; "забрали телефоны, увезли" does not."""
        clause = self._slots.clauses.of[verb.i]
        joined = clause.joined is not None and clause.kind not in (RELATIVE, PARTICIPLE)
        return any(
            not (joined and phrase.last < clause.words[0] and phrase.morph.animate is False)
            for phrase in self._slots.patients(verb)
        )

    def _is_plural(self, subjects: tuple[int, ...]) -> bool:
        if len(subjects) > 1:
            return True
        head = self._parse.tokens[subjects[0]]
        counted = head.i > 0 and self._parse.tokens[head.i - 1].pos == "NUM"
        return counted or head.pos == "NUM" or get_morph(head.tag).number == "Plur"
