"""What a report tells of events: who did or suffered what, where and when."""

from collections.abc import Iterator

from sayso.lang.language import Language
from sayso.packs.pack import Frame, Pack
from sayso.read.clauses import (
    find_agents,
    find_objects,
    find_patients,
    find_recipients,
    is_headline_passive,
    is_verb,
    prepositions,
    with_coordinates,
)
from sayso.read.event_frames import FrameMatcher
from sayso.read.event_places import find_places, find_time, is_time
from sayso.read.event_status import find_status
from sayso.read.event_understood import find_understood
from sayso.records.event import EventStatus
from sayso.records.finding import Telling
from sayso.records.parse import Parse, Token


def read_events(parse: Parse, language: Language, packs: tuple[Pack, ...]) -> tuple[Telling, ...]:
    """Return every place that tells an event of the packs, in text order.

    What is generic ("anyone can be detained"), asked for or only named as an offence
    tells none. A step of procedure that names nobody ("prosecutors dropped the charges")
    is told of whom the step before it befell.
    """
    types = {name: kind for pack in packs for name, kind in pack.types.items()}
    reader = _Reader(parse, language, frozenset(n for n, kind in types.items() if kind.step))
    matcher = FrameMatcher(parse, language)
    found: dict[int, Telling] = {}
    for pack in packs:
        frames = _index(pack.frames.get(language.code, ()))
        for token in parse.tokens:
            best = None
            for frame in frames.get(token.lemma.lower(), frames.get(token.lower, ())):
                match = matcher.match(frame, token)
                if match is not None and (best is None or frame.specificity > best[0].specificity):
                    best = frame, match
            if best is not None and not best[0].never:
                telling = reader.tell(best[0], token, best[1])
                if telling is not None:
                    found.setdefault(token.i, telling)
    told = _without_parts([found[i] for i in sorted(found)])
    return tuple(find_understood(parse, language, told, types))


def _index(frames: tuple[Frame, ...]) -> dict[str, tuple[Frame, ...]]:
    index: dict[str, tuple[Frame, ...]] = {}
    for frame in frames:
        for lemma in frame.verbs | frame.nouns:
            index[lemma] = (*index.get(lemma, ()), frame)
    return index


class _Reader:
    """Makes tellings of what frames fit in one parse."""

    def __init__(self, parse: Parse, language: Language, steps: frozenset[str]) -> None:
        self._parse = parse
        self._language = language
        self._steps = steps

    def tell(self, frame: Frame, anchor: Token, words: tuple[int, ...]) -> Telling | None:
        """Return the telling that a fitting frame makes of a word, or ``None`` for none."""
        carriers = tuple(i for i in words if self._parse.tokens[i].pos in ("NOUN", "PROPN"))
        governed = tuple(i for i in words if self._parse.tokens[i].pos in ("NOUN", "PROPN", "VERB"))
        subjects = self._slots(frame.subject, anchor, carriers)
        actors = tuple(i for i in self._slots(frame.actor, anchor, carriers) if i not in subjects)
        if not subjects and "patient" in frame.subject and is_headline_passive(self._parse, anchor):
            subjects, actors = actors, ()
        # "Given no medicine": what was not done is what tells it.
        negators = self._language.words("status", "negator")
        negated = frame.negated or bool(frame.qualifiers and frame.qualifiers <= negators)
        status = find_status(self._parse, self._language, anchor, negated=negated)
        if status is None or (frame.needs_subject and not subjects):
            return None
        if frame.status is not None and status in _TOLD:
            status = EventStatus(frame.status)
        noun = not frame.verbs
        if self._is_tally(anchor):
            return None
        time = find_time(self._parse, self._language, anchor, governed)
        if time is None and frame.negated and frame.modal:
            time = self._find_time_said(anchor)
        # "At the first hearing, on 5 November": a date of its own tells it anew.
        dated = frame.loose and self._is_dated(anchor, time)
        back = frame.back or (noun and self._is_definite(anchor) and not subjects and not dated)
        denied = status is EventStatus.DENIED
        if noun and not (subjects or frame.loose or back or denied):
            return None
        if not noun and not subjects and not actors and anchor.dep in ("pcomp", "csubj", "acl"):
            return None
        return Telling(
            type=frame.type,
            trigger=tuple(sorted({anchor.i, *words})),
            anchor=anchor.i,
            subjects=subjects,
            actors=actors,
            places=self._places(frame, anchor, carriers, subjects=subjects, actors=actors),
            time=time,
            status=status,
            back=back,
        )

    def _find_time_said(self, verb: Token) -> int | None:
        """Return when somebody told his superiors that he would not: "told them on Jan. 3"."""
        above = self._parse.tokens[verb.head]
        if verb.dep != "ccomp" or not is_verb(above):
            return None
        told = [
            *self._parse.children(above.i, "dobj", "dative"),
            *(t for to in prepositions(self._parse, above.i) for t in self._parse.children(to.i)),
        ]
        superiors = self._language.words("events", "superior")
        if not any(t.lemma in superiors for t in told):
            return None
        return find_time(self._parse, self._language, above, ())

    def _is_tally(self, verb: Token) -> bool:
        """Tell whether a clause only counts: "The court has handed down 63 since January"."""
        around = self._parse.children(verb.i)
        perfect = any(t.dep == "aux" and t.tag in ("VBP", "VBZ") for t in around)
        since = self._language.words("events", "since")
        if not perfect or not any(t.lower in since for t in self._parse.subtree(verb.i)):
            return False
        nouns = [t for t in around if t.dep in ("nsubj", "nsubjpass", "dobj")]
        return any(t.tag == "NNS" or self._parse.children(t.i, "nummod") for t in nouns)

    def _places(
        self,
        frame: Frame,
        anchor: Token,
        carriers: tuple[int, ...],
        *,
        subjects: tuple[int, ...],
        actors: tuple[int, ...],
    ) -> tuple[int, ...]:
        holders = (*carriers, *(i for i in find_objects(self._parse, anchor) if i > anchor.i))
        # "Sentenced to five years in a colony" does not say where the court sits.
        found = tuple(
            i
            for i in find_places(self._parse, self._language, anchor, holders)
            if i not in (*subjects, *actors)
            and (frame.type not in self._steps or self._parse.tokens[i].pos == "PROPN")
        )
        # "A court in Kaliningrad is to hear the case": where the court sits, it is heard.
        return found or tuple(i for actor in actors for i in self._seat(actor))

    def _seat(self, body: int) -> tuple[int, ...]:
        """Return where somebody is said to be, by the place right beside the name."""
        within = self._language.values("events", "place_preposition")
        return tuple(
            noun.i
            for preposition in self._parse.children(body, "prep")
            if within.get(preposition.lower) == _INSIDE
            for noun in self._parse.children(preposition.i, "pobj")
            if noun.pos == "PROPN" and not is_time(self._language, noun)
        )

    def _is_dated(self, noun: Token, time: int | None) -> bool:
        """Tell whether a time stands beside a noun, within two words."""
        last = self._parse.tokens[min(noun.i + 3, len(self._parse.tokens) - 1)]
        return time is not None and noun.end <= time <= last.begin

    def _is_definite(self, noun: Token) -> bool:
        definite = self._language.words("events", "definite")
        return any(t.lower in definite for t in self._parse.children(noun.i, "det"))

    def _slots(
        self, slots: tuple[str, ...], anchor: Token, carriers: tuple[int, ...]
    ) -> tuple[int, ...]:
        for slot in slots:
            found = self._slot(slot, anchor, carriers)
            kept = tuple(
                at
                for word in found
                if word not in carriers and not is_time(self._language, self._parse.tokens[word])
                for at in with_coordinates(self._parse, word)
            )
            if kept:
                return kept
        return ()

    def _slot(self, slot: str, anchor: Token, carriers: tuple[int, ...]) -> tuple[int, ...]:
        parse, language = self._parse, self._language
        if slot == "patient":
            return tuple(map(self._before_sum, find_patients(parse, language, anchor)))
        if slot == "agent":
            return find_agents(parse, language, anchor)
        if slot == "recipient":
            return find_recipients(parse, language, anchor) or self._before_term(anchor, carriers)
        if slot == "small_clause":
            return tuple(
                t.i for c in parse.children(anchor.i, "ccomp") for t in parse.children(c.i, "nsubj")
            )
        if slot in ("poss", "compound"):
            return tuple(t.i for w in (anchor.i, *carriers) for t in parse.children(w, slot))
        if slot == "poss_of_object":
            objects = (*find_objects(parse, anchor), *find_patients(parse, language, anchor))
            owned = (*objects, *carriers)
            return tuple(dict.fromkeys(t.i for o in owned for t in parse.children(o, "poss")))
        if slot == "poss_of_agent":
            agents = find_agents(parse, language, anchor)
            return tuple(t.i for a in agents for t in parse.children(a, "poss"))
        if slot == "matter":
            return self._of_matter(anchor, carriers)
        if slot == "clause":
            return self._of_clause(anchor)
        beside = [*prepositions(parse, anchor.i)]
        # "charges of disobedience against five reservists"
        inside = [t for word in carriers for t in parse.subtree(word) if t.dep == "prep"]
        return tuple(
            noun.i
            for preposition in (*beside, *inside)
            if preposition.lower == slot
            for noun in parse.children(preposition.i, "pobj")
            if not is_time(language, noun)
        )[:1]

    def _before_term(self, verb: Token, carriers: tuple[int, ...]) -> tuple[int, ...]:
        """Return who stands before a term that a parser took for a time: "gave Orlov two years"."""
        terms = [i for i in carriers if self._parse.tokens[i].dep == "npadvmod" and i > verb.i]
        given = self._parse.children(verb.i, "dobj")
        return tuple(t.i for t in given if terms and t.i < terms[0])[:1]

    def _before_sum(self, word: int) -> int:
        """Return who stands before a sum: "fined a student 120,000 rubles", where they are one."""
        figures = [t.i for t in self._parse.children(word, "nummod")]
        people = [
            t.i
            for t in self._parse.children(word, "nmod")
            if t.pos in ("NOUN", "PROPN") and figures and t.i < figures[0]
        ]
        return people[-1] if people else word

    def _of_matter(self, anchor: Token, carriers: tuple[int, ...]) -> tuple[int, ...]:
        """Return whose proceedings a noun is part of: "a hearing in Orlov's case"."""
        matters = self._language.words("events", "matter")
        return tuple(
            owner.i
            for word in (anchor.i, *carriers)
            for preposition in prepositions(self._parse, word)
            for noun in self._parse.children(preposition.i, "pobj")
            if noun.lemma in matters
            for owner in (*self._parse.children(noun.i, "poss"), *self._named_of(noun))
        )

    def _named_of(self, noun: Token) -> Iterator[Token]:
        """Yield who is named behind a noun: "in the case of Denis Orlov"."""
        for preposition in self._parse.children(noun.i, "prep"):
            behind = self._parse.children(preposition.i, "pobj")
            yield from (t for t in behind if t.pos == "PROPN" and t.name == "PERSON")

    def _of_clause(self, noun: Token) -> tuple[int, ...]:
        """Return whom the clause around a noun is about: "he was freed after his detention"."""
        for verb in self._parse.ancestors(noun.i):
            if is_verb(verb):
                patients = find_patients(self._parse, self._language, verb)
                return patients or find_agents(self._parse, self._language, verb)
        return ()


# The rank of prepositions that say in what something is.
_INSIDE = 2
# What a frame that tells no more than an intention tones down.
_TOLD = (EventStatus.HAPPENED, EventStatus.ALLEGED)


def _without_parts(tellings: list[Telling]) -> Iterator[Telling]:
    """Drop tellings that are a word of another's trigger, and references back to nothing."""
    taken = {i: t.anchor for t in tellings for i in t.trigger if i != t.anchor}
    before: set[str] = set()
    for telling in tellings:
        if telling.anchor not in taken and (not telling.back or telling.type in before):
            before.add(telling.type)
            yield telling
