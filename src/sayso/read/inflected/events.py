"""What a report tells of events: who did or suffered what, where and when."""

from collections.abc import Iterable, Iterator, Mapping

from sayso.lang.language import Language
from sayso.packs.pack import EventType, Frame, Pack
from sayso.read.event_understood import find_understood
from sayso.read.inflected.event_belief import mark_denied
from sayso.read.inflected.event_clauses import Clause
from sayso.read.inflected.event_dating import find_places, find_time
from sayso.read.inflected.event_dropped import Dropped
from sayso.read.inflected.event_frames import FrameMatcher
from sayso.read.inflected.event_phrases import Phrase
from sayso.read.inflected.event_slots import Slots
from sayso.read.inflected.event_status import StatusReader
from sayso.read.inflected.event_words import fold, fold_all, is_finite, morphs, words_of
from sayso.records.event import EventStatus
from sayso.records.finding import Telling
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token
from sayso.records.value import TimeExpression

# What a frame that tells no more than an intention tones down.
_TOLD = (EventStatus.HAPPENED, EventStatus.ALLEGED)


def read_events(
    parse: Parse,
    language: Language,
    packs: tuple[Pack, ...],
    times: tuple[TimeExpression, ...] = (),
) -> tuple[Telling, ...]:
    """Return every place that tells an event of the packs, in text order.

    Verbs and nouns carry it by dictionary form; who it befell and who did it is told by case
    and agreement within the clause. What is generic, ordered, asked for or asked tells none.

    Args:
        parse: The report's parse.
        language: The report's language.
        packs: Their frames for the language tell what is an event.
        times: The report's time expressions, which date what stands in their clause.
    """
    types = {name: kind for pack in packs for name, kind in pack.types.items()}
    reader = _Reader(parse, language, times, types)
    found: dict[int, Telling] = {}
    for pack in packs:
        frames = _index(pack.frames.get(language.code, ()))
        for token in parse.tokens if frames else ():
            telling = reader.read(token, reader.frames_of(token, frames))
            if telling is not None:
                found.setdefault(token.i, telling)
                reader.dropped.note(telling)
    told: Iterable[Telling] = _without_parts([found[i] for i in sorted(found)])
    steps = frozenset(name for name, kind in types.items() if kind.back)
    told = mark_denied(parse, language, reader.slots, told, steps)
    return tuple(find_understood(parse, language, told, types))


def _index(frames: Iterable[Frame]) -> dict[str, tuple[Frame, ...]]:
    index: dict[str, tuple[Frame, ...]] = {}
    for frame in frames:
        for lemma in sorted({fold(word) for word in frame.verbs | frame.nouns}):
            index[lemma] = (*index.get(lemma, ()), frame)
    return index


class _Reader:
    """Makes tellings of what frames fit in one parse."""

    def __init__(
        self,
        parse: Parse,
        language: Language,
        times: tuple[TimeExpression, ...],
        types: Mapping[str, EventType],
    ) -> None:
        self._parse = parse
        self._language = language
        self._times = times
        self._slots = self.slots = Slots(parse, language)
        self.dropped = Dropped(parse, self._slots, types)
        self._matcher = FrameMatcher(parse, language, self._slots)
        self._status = StatusReader(parse, language, self._slots)
        self._definite = words_of(language, "events", "definite")
        self._not_passive = words_of(language, "events", "not_passive")
        self._groups = words_of(language, "events", "group_noun")
        self._matters = words_of(language, "events", "matter")
        self._reflexive = {
            fold(w): fold(str(r)) for w, r in language.values("events", "active").items()
        }

    def frames_of(self, token: Token, frames: dict[str, tuple[Frame, ...]]) -> tuple[Frame, ...]:
        """Return the frames that a word can carry; of "задерживается" those of the verb within."""
        lemma = fold(token.lemma)
        found = frames.get(lemma, ())
        if found or not self._slots.is_reflexive(token) or not is_finite(token):
            return found
        if lemma in self._not_passive or get_morph(token.tag).aspect == "Perf":
            return ()
        for ending, active in self._reflexive.items():
            if lemma.endswith(ending):
                self._slots.turned.add(token.i)
                return frames.get(lemma.removesuffix(ending) + active, ())
        return ()

    def read(self, token: Token, frames: tuple[Frame, ...]) -> Telling | None:
        """Return what a word tells by the most specific of the frames that fit, if any does.

        One that wants to know whom it befell gives way where nobody is told: "завдати удару по
        місту" is an attack, "завдати удару водієві" is none.
        """
        fitting = [(frame, self._matcher.match(frame, token)) for frame in frames]
        ranked = sorted(
            ((frame, match) for frame, match in fitting if match is not None),
            key=lambda pair: -pair[0].specificity,
        )
        for frame, match in ranked:
            if frame.never:
                return None
            telling = self._tell(frame, token, match)
            if telling is not None or not frame.needs_subject:
                return telling
        return None

    def _tell(self, frame: Frame, anchor: Token, words: tuple[int, ...]) -> Telling | None:
        carriers = tuple(i for i in words if self._parse.tokens[i].pos in ("NOUN", "PROPN"))
        found = self._fill(frame.subject, anchor, carriers, somebody=frame.somebody)
        dropped = () if found else self.dropped.find(frame, anchor)
        if found is None and not dropped:
            return None
        subjects = found or dropped
        acting = self._fill(frame.actor, anchor, carriers) or ()
        actors = tuple(i for i in acting if i not in subjects)
        status = self._status.find(anchor, negated=frame.negated, known=bool(dropped))
        if status is None or (frame.needs_subject and not subjects):
            return None
        if frame.status is not None and status in _TOLD:
            status = EventStatus(frame.status)
        noun = not frame.verbs
        back = frame.back or (noun and not subjects and self._is_definite(anchor))
        if noun and not (subjects or frame.loose or back or status is EventStatus.DENIED):
            return None
        clause = self._slots.clauses.of[anchor.i]
        if not subjects and self._is_tally(clause, carriers):
            return None
        taken = {*subjects, *actors}
        return Telling(
            type=frame.type,
            trigger=tuple(sorted({anchor.i, *words})),
            anchor=anchor.i,
            subjects=subjects,
            actors=actors,
            places=tuple(
                i
                for i in find_places(
                    self._slots, self._language, clause, anchor, via=fold_all(frame.via)
                )
                if i not in taken
            ),
            time=self._find_time(clause, anchor),
            status=status,
            back=back,
        )

    def _find_time(self, clause: Clause, anchor: Token) -> int | None:
        return find_time(self._parse, self._slots, self._language, clause, anchor, self._times)

    def _is_tally(self, clause: Clause, carriers: tuple[int, ...]) -> bool:
        """Tell whether a clause only counts: "вынесено не менее 70 приговоров"."""
        phrases = (self._slots.phraser.at(clause, i) for i in carriers)
        return any(phrase is not None and phrase.counted for phrase in phrases)

    def _is_definite(self, noun: Token) -> bool:
        before = self._parse.tokens[max(0, noun.i - 1) : noun.i]
        return any(fold(t.lemma) in self._definite for t in before)

    # ------------------------------------------------------------ roles
    def _fill(
        self,
        slots: tuple[str, ...],
        anchor: Token,
        carriers: tuple[int, ...],
        *,
        somebody: bool = False,
    ) -> tuple[int, ...] | None:
        """Return who stands in the first slot that is taken; ``None`` where only things do."""
        for slot in slots:
            kept = tuple(
                dict.fromkeys(i for i in self._slot(slot, anchor, carriers) if i not in carriers)
            )
            people = tuple(filter(self._is_somebody, kept)) if somebody else kept
            if people:
                return people
            if kept and slot in ("patient", "agent", "poss"):
                return None
        return ()

    def _slot(self, slot: str, anchor: Token, carriers: tuple[int, ...]) -> tuple[int, ...]:
        slots = self._slots
        nouns = [self._parse.tokens[i] for i in carriers]
        if slot == "patient":
            return _heads(slots.patients(anchor))
        if slot == "agent":
            return _heads(slots.agents(anchor))
        if slot == "recipient":
            return _heads(slots.in_case(anchor, "Dat"))
        if slot == "dative":
            behind = (p for noun in (anchor, *nouns) for p in slots.behind_noun(noun, "Dat"))
            return _heads(behind)
        if slot == "instrumental":
            return _heads(slots.in_case(anchor, "Ins"))
        if slot == "poss":
            return tuple(i for noun in (anchor, *nouns) for i in slots.owners(noun))
        if slot == "poss_of_object":
            return tuple(i for noun in nouns for i in slots.owners(noun))
        if slot == "poss_of_agent":
            return self._owners_of_agents(anchor)
        if slot == "bearer":
            return _heads(slots.bearer(anchor))
        if slot == "matter":
            return self._of_matter(anchor)
        if slot == "clause":
            return self._of_clause(anchor)
        return _heads(slots.behind_preposition(anchor, slot))

    def _owners_of_agents(self, anchor: Token) -> tuple[int, ...]:
        agents = self._slots.agents(anchor)
        return tuple(
            i for agent in agents for i in self._slots.owners(self._parse.tokens[agent.noun])
        )

    def _of_matter(self, anchor: Token) -> tuple[int, ...]:
        """Return whose proceedings a clause is about: "заседание по делу Орлова"."""
        clause = self._slots.clauses.of[anchor.i]
        for phrase in self._slots.phraser.phrases(clause):
            noun = self._parse.tokens[phrase.noun]
            if fold(noun.lemma) in self._matters and noun.i != anchor.i:
                owners = self._slots.owners(noun)
                if owners:
                    return owners
        return ()

    def _is_somebody(self, head: int) -> bool:
        """Tell whether a word names people: it is animate, a name, a pronoun, or a group's."""
        token = self._parse.tokens[head]
        if token.name == "PERSON" or token.pos in ("PRON", "DET", "VERB", "ADJ"):
            return True
        if token.pos == "NUM":
            return token.text.isalpha()
        shown = morphs(self._parse, head)
        return any(m.animate for m in shown) or fold(token.lemma) in self._groups

    def _of_clause(self, noun: Token) -> tuple[int, ...]:
        """Return whom the clause around a noun is about: "его освободили после ареста"."""
        clause = self._slots.clauses.of[noun.i]
        for i in clause.words:
            verb = self._parse.tokens[i]
            if is_finite(verb) and not self._slots.is_be(verb):
                befell = (self._slots.patients(verb), self._slots.in_case(verb, "Dat"))
                for told in (*befell, self._slots.agents(verb)):
                    people = [p for p in told if self._is_somebody(p.head) and p.head != noun.i]
                    if people:
                        return _heads(people)
                return ()
        return ()


def _heads(phrases: Iterable[Phrase]) -> tuple[int, ...]:
    return tuple(phrase.head for phrase in phrases)


def _without_parts(tellings: list[Telling]) -> Iterator[Telling]:
    """Drop tellings that are a word of another's trigger, and references back to nothing.

    "Обвиняли в неявке" tells both: what stands behind a preposition may be another event.
    """
    taken: dict[int, set[str]] = {}
    for telling in tellings:
        words = set(telling.trigger)
        for i in words - {telling.anchor}:
            behind = i - 1 in words and i - 1 != telling.anchor and bool(telling.subjects)
            taken.setdefault(i, set()).update({telling.type} if behind else {telling.type, ""})
    before: set[str] = set()
    for telling in tellings:
        others = taken.get(telling.anchor, set())
        part = "" in others or telling.type in others or (others and not telling.subjects)
        if not part and (not telling.back or telling.type in before):
            before.add(telling.type)
            yield telling
