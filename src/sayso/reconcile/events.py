"""Which tellings of a report tell one event, and who, when and where it was."""

from bisect import bisect_right
from collections import Counter, defaultdict

from sayso.reconcile.contested import mark_contested
from sayso.reconcile.event_drafts import NEAR, Draft, Known
from sayso.reconcile.event_tellers import find_clients, leave_frames
from sayso.reconcile.told_together import add_company
from sayso.records.claim import Claim
from sayso.records.entity import EntityType, Place, RelationType
from sayso.records.event import Event, EventStatus, Participant, ParticipantRole
from sayso.records.finding import Resolution, Telling
from sayso.records.parse import Parse
from sayso.records.selector import Selector, Span
from sayso.records.value import Provision, TimeExpression, TimeType

_ACTING = {EntityType.PERSON, EntityType.GROUP, EntityType.ORGANIZATION}
# Tellings of one family can tell one event; the first of a family is the firmest.
_FAMILIES = (
    (EventStatus.HAPPENED, EventStatus.ALLEGED),
    (EventStatus.INTENDED, EventStatus.EXPECTED, EventStatus.CONDITIONAL),
    (EventStatus.DENIED,),
)
# A time expression may begin this many characters after the noun phrase that dates an event.
_REACH = 24
# Claims are looked up by stretches of this many characters.
_STRETCH = 500


def make_events(
    tellings: tuple[Telling, ...],
    parse: Parse,
    resolution: Resolution,
    times: tuple[TimeExpression, ...],
    places: tuple[Place, ...],
    claims: tuple[Claim, ...],
    provisions: tuple[Provision, ...] = (),
) -> tuple[Event, ...]:
    """Return the events of a report, in the order of first telling.

    Tellings of one type are one event unless who it befell, when, where, or whether it
    happened speaks against it; a denial never joins what it denies. A telling that only
    refers back ("the decision") joins the last event of its type or tells nothing. An
    article of law belongs to the event whose words it depends on. What others tell and
    somebody denies is alleged.
    """
    maker = _Maker(parse, resolution, times, places)
    told_near = _index_claims(claims)
    clients = find_clients(resolution)
    for telling in add_company(tellings, parse, resolution):
        telling_it = _list_claims(_runs(parse, set(telling.trigger)), claims, told_near)
        tellers = frozenset(link.entity for one in telling_it for link in one.chain)
        represented = {clients[teller] for teller in tellers if teller in clients}
        client = represented.pop() if len(represented) == 1 else None
        maker.add(leave_frames(telling, telling_it, parse), tellers, client)
    for provision in provisions:
        maker.place_provision(provision)
    events = (
        _make_event(f"v{number}", draft, parse, claims, told_near)
        for number, draft in enumerate(maker.drafts, start=1)
    )
    return mark_contested(tuple(events), claims)


class _Maker:
    def __init__(
        self,
        parse: Parse,
        resolution: Resolution,
        times: tuple[TimeExpression, ...],
        places: tuple[Place, ...],
    ) -> None:
        self._parse = parse
        self._resolution = resolution
        self._type_of = {entity.id: entity.type for entity in resolution.entities}
        self._clients = {
            e.id: tuple(r.to for r in e.relations if r.type is RelationType.LAWYER_OF)
            for e in resolution.entities
            if e.type is EntityType.PERSON
        }
        self._count_of = {e.id: e.count for e in resolution.entities}
        self._times = [t for t in times if t.type in (TimeType.DATE, TimeType.TIME)]
        self._unnamed = {entity.id for entity in resolution.entities if entity.anonymous}
        self._places = {place.entity: place for place in places}
        self._mentioned = _find_mentioned(parse, resolution)
        self.drafts: list[Draft] = []
        self._known: dict[str, Known] = {}
        self._holding: dict[int, list[Draft]] = {}

    def add(self, telling: Telling, tellers: frozenset[str | None], client: str | None) -> None:
        """Join a telling, on the word of ``tellers``, to the event it tells, or begin one.

        A step that names nobody befell the ``client``, where a lawyer tells it.
        """
        draft = self._draft(telling, client)
        if telling.subjects and not draft.subjects:
            draft.tellers = tellers
        known = self._known.setdefault(telling.type, Known())
        if telling.back:
            if known.drafts:
                _refer_back(known.drafts[-1], draft, self._parse.tokens[telling.anchor].pos)
            return
        for other in known.candidates(draft):
            if self._is_same(other, draft):
                if self._is_named_after(other, draft):
                    other.subjects.clear()
                _join(other, draft)
                if draft.place is not None and other.place in self._around(draft.place):
                    # "Taken in Kherson region", then "in Orlivka, Kherson region".
                    other.place = draft.place
                self._keep_named(other)
                known.note(other)
                return
        draft.number = len(known.drafts)
        known.drafts.append(draft)
        known.note(draft)
        self.drafts.append(draft)

    def place_provision(self, provision: Provision) -> None:
        """Give an article of law to the event in whose clause it stands, if any."""
        token = self._parse.token_at(provision.span.begin)
        if token is None:
            return
        if not self._holding:
            for draft in self.drafts:
                for i in draft.words:
                    self._holding.setdefault(i, []).append(draft)
        for word in (token, *self._parse.ancestors(token.i)):
            for draft in self._holding.get(word.i, ()):
                if draft.provision is None:
                    draft.provision = provision.id
                    return

    def _keep_named(self, draft: Draft) -> None:
        """Let the named of one type stand for the unnamed: "a court" is "the Grodno Court"."""
        named = {self._type_of[e] for e in draft.actors if e not in self._unnamed}
        draft.actors = {
            e: None for e in draft.actors if e not in self._unnamed or self._type_of[e] not in named
        }

    def _draft(self, telling: Telling, client: str | None) -> Draft:
        subjects = self._entities(self._without_actors(telling))
        if not subjects:
            subjects = self._understood(telling)
            # Where dependencies are known, who is understood was weighed by more than nearness.
            if subjects and client is not None and not self._parse.tokens[telling.anchor].dep:
                subjects = [client]
        actors = [entity for entity in self._entities(telling.actors) if entity not in subjects]
        subjects = subjects or self._list_clients(actors)
        taken = {*subjects, *actors}
        others = [entity for entity in self._entities(telling.others) if entity not in taken]
        return Draft(
            type=telling.type,
            status=telling.status,
            words=set(telling.trigger),
            lemmas={self._parse.tokens[telling.anchor].lemma},
            sentence=self._parse.tokens[telling.anchor].sentence,
            subjects=dict.fromkeys(subjects),
            actors=dict.fromkeys(actors),
            others=dict.fromkeys(others),
            time=self._time(telling.time),
            place=self._place(telling.places),
        )

    def _list_clients(self, actors: list[str]) -> list[str]:
        """Return for whom a lawyer took a step: his one client, who was not named beside it."""
        clients = {c for actor in actors for c in self._clients.get(actor, ())}
        return list(clients) if len(clients) == 1 else []

    def _without_actors(self, telling: Telling) -> tuple[int, ...]:
        """Return whom an event befell, without pronouns that seem to stand for who did it.

        "Командир отпустил его": whoever "его" is, it is not the commander.
        """
        acting = {self._entity(word) for word in telling.actors} - {None}
        return tuple(
            word
            for word in telling.subjects
            if self._parse.tokens[word].dep
            or self._parse.tokens[word].pos not in ("PRON", "DET")
            or self._entity(word) not in acting
        )

    def _entities(self, words: tuple[int, ...]) -> list[str]:
        found = (self._entity(word) for word in words)
        return [e for e in found if e is not None and self._type_of.get(e) in _ACTING]

    def _understood(self, telling: Telling) -> list[str]:
        """Return whom a step befell that names nobody: who is meant most, or was last."""
        found = self._entities(telling.understood)
        if telling.known:
            # Of those told of equally often the one the report began with.
            votes = Counter(reversed(found))
            found = [entity for entity, _ in votes.most_common(1)]
        return found[:1]

    def _entity(self, word: int) -> str | None:
        entity_of = self._resolution.entity_of
        if word in entity_of:
            return self._singled_out(word) or entity_of[word]
        if not self._parse.tokens[word].dep:
            return self._mentioned.get(word)
        # "one of the soldiers, Ilya Sorokin"
        if (named := self._singled_out(word)) is not None:
            return named
        # "her husband Yuri Degtyarev", "two of them", "a number of soldiers"
        for token in self._parse.children(word, "appos", "prep"):
            if token.dep == "appos" and token.i in entity_of:
                return entity_of[token.i]
            for noun in self._parse.children(token.i, "pobj") if token.i == word + 1 else ():
                quantity = self._parse.tokens[word].pos in ("NUM", "DET", "PRON")
                if noun.i in entity_of and (quantity or noun.tag == "NNS"):
                    return entity_of[noun.i]
        return None

    def _singled_out(self, word: int) -> str | None:
        """Return who of several is named: "one of them, Ilya Sorokin"."""
        if self._parse.tokens[word].pos not in ("NUM", "PRON"):
            return None
        named = (self._resolution.entity_of.get(t.i) for t in self._parse.children(word, "appos"))
        return next((e for e in named if self._type_of.get(str(e)) is EntityType.PERSON), None)

    def _time(self, offset: int | None) -> TimeExpression | None:
        if offset is None:
            return None
        at = bisect_right(self._times, offset, key=lambda time: time.span.begin)
        if at and offset < self._times[at - 1].span.end:
            return self._times[at - 1]
        if at < len(self._times) and self._times[at].span.begin <= offset + _REACH:
            return self._times[at]
        return None

    def _place(self, words: tuple[int, ...]) -> str | None:
        """Return the first place with a name, else the first."""
        found = [
            entity
            for word in words
            if (entity := self._find_place(word)) is not None
            and self._type_of.get(entity) is EntityType.PLACE
        ]
        named = (entity for entity in found if entity not in self._unnamed)
        return next(named, found[0] if found else None)

    def _find_place(self, word: int) -> str | None:
        found = self._resolution.entity_of.get(word)
        return self._mentioned.get(word) if found is None else found

    def _is_same(self, one: Draft, other: Draft) -> bool:
        if _family(one.status) != _family(other.status):
            return False
        if self._is_named_after(one, other):
            return _may_be_one_time(one.time, other.time)
        if any(a.subjects and a.subjects.keys() <= b.tellers for a, b in _both_ways(one, other)):
            # "She died inside, his mother said" is not of "he was killed", on her word.
            return False
        if one.subjects and other.subjects:
            if not one.subjects.keys() & other.subjects.keys():
                return False
        elif other.sentence - one.sentence > NEAR:
            return False
        if not (_may_be_one_time(one.time, other.time) and self._may_be_one_place(one, other)):
            return False
        # In other words, with a time here and a place there, it may as well be another.
        bare = any(draft.time is None and draft.place is None for draft in (one, other))
        shared = bool(one.lemmas & other.lemmas)
        here = one.place is not None and one.place == other.place
        then = one.time is not None and other.time is not None
        return bare or shared or here or then

    def _is_named_after(self, one: Draft, other: Draft) -> bool:
        """Tell whether the second names the people of the first: "a couple", "X and his wife Y"."""
        groups = [self._count_of[entity] for entity in one.subjects]
        people = [e for e in other.subjects if self._type_of[e] is EntityType.PERSON]
        near = other.sentence - one.sentence <= NEAR
        return near and len(people) == len(other.subjects) > 1 and groups == [len(people)]

    def _may_be_one_place(self, one: Draft, other: Draft) -> bool:
        if one.place is None or other.place is None or one.place == other.place:
            return True
        if {one.place, other.place} & (self._around(one.place) & self._around(other.place)):
            return True
        features = [self._places[p].feature for p in (one.place, other.place) if p in self._places]
        # "a basement" may well lie in "Zaitseve"; two named places are two places.
        return len(features) < 2 or None in features or "site" in features

    def _around(self, place: str) -> set[str]:
        """Return a place and all that the report says it lies in."""
        found: set[str] = set()
        at: str | None = place
        while at is not None and at not in found:
            found.add(at)
            at = self._places[at].within if at in self._places else None
        return found


def _find_mentioned(parse: Parse, resolution: Resolution) -> dict[int, str]:
    """Return by each word of a mention whom it names, where no dependencies tell its head.

    Of mentions one inside the other the shorter counts.
    """
    if not parse.tokens or any(token.dep for token in parse.tokens[:50]):
        return {}
    mentions = [(span, e.id) for e in resolution.entities for span in e.mentions]
    found: dict[int, str] = {}
    for (begin, end), entity in sorted(mentions, key=lambda m: m[0].begin - m[0].end):
        found.update((token.i, entity) for token in parse.tokens_in(begin, end))
    return found


def _both_ways(one: Draft, other: Draft) -> tuple[tuple[Draft, Draft], ...]:
    return (one, other), (other, one)


def _family(status: EventStatus) -> int:
    return next(i for i, family in enumerate(_FAMILIES) if status in family)


def _may_be_one_time(one: TimeExpression | None, other: TimeExpression | None) -> bool:
    if one is None or other is None or None in (one.begin, one.end, other.begin, other.end):
        return True
    return str(one.begin) <= str(other.end) and str(other.begin) <= str(one.end)


def _refer_back(last: Draft, draft: Draft, pos: str) -> None:
    """Join what only refers back: a clause of its own may say when it was.

    "He was jailed. The court took the decision on 3 December."
    """
    last.words |= draft.words
    if pos == "VERB" and last.time is None:
        last.time = draft.time


def _join(one: Draft, other: Draft) -> None:
    family = _FAMILIES[_family(one.status)]
    one.status = min(one.status, other.status, key=family.index)
    one.words |= other.words
    one.lemmas |= other.lemmas
    one.sentence = other.sentence
    one.subjects |= other.subjects
    one.actors |= {e: None for e in other.actors if e not in one.subjects}
    one.others |= {e: None for e in other.others if e not in one.subjects | one.actors}
    dated = one.time is not None and one.time.begin is not None
    if one.time is None or (not dated and other.time is not None and other.time.begin is not None):
        one.time = other.time
    if one.place is None:
        one.place = other.place


def _index_claims(claims: tuple[Claim, ...]) -> dict[int, list[tuple[Span, int]]]:
    """Return the pieces of claims that reach into each stretch, with the claims' numbers."""
    found: defaultdict[int, list[tuple[Span, int]]] = defaultdict(list)
    for number, claim in enumerate(claims):
        for piece in claim.content.spans:
            for stretch in range(piece.begin // _STRETCH, (piece.end - 1) // _STRETCH + 1):
                found[stretch].append((piece, number))
    return found


def _make_event(
    event_id: str,
    draft: Draft,
    parse: Parse,
    claims: tuple[Claim, ...],
    told_near: dict[int, list[tuple[Span, int]]],
) -> Event:
    roles = (
        (ParticipantRole.SUBJECT, draft.subjects),
        (ParticipantRole.ACTOR, [e for e in draft.actors if e not in draft.subjects]),
        (ParticipantRole.OTHER, draft.others),
    )
    spans = _runs(parse, draft.words)
    return Event(
        id=event_id,
        type=draft.type,
        trigger=Selector(spans=spans, text=" ".join(parse.text[begin:end] for begin, end in spans)),
        participants=tuple(
            Participant(role=role, entity=entity) for role, group in roles for entity in group
        ),
        provision=draft.provision,
        time=None if draft.time is None else draft.time.id,
        place=draft.place,
        status=draft.status,
        claims=tuple(claim.id for claim in _list_claims(spans, claims, told_near)),
    )


def _list_claims(
    spans: tuple[Span, ...],
    claims: tuple[Claim, ...],
    told_near: dict[int, list[tuple[Span, int]]],
) -> list[Claim]:
    """Return the claims that hold one of the spans, in text order.

    Each is compared with the few pieces around it: an event told a thousand times in a
    thousand statements is not a million comparisons.
    """
    telling = {
        number
        for span in spans
        for piece, number in told_near.get(span.begin // _STRETCH, ())
        if piece.begin <= span.begin and span.end <= piece.end
    }
    return [claims[number] for number in sorted(telling)]


def _runs(parse: Parse, words: set[int]) -> tuple[Span, ...]:
    """Return the stretches that words make up, neighbors joined."""
    runs: list[tuple[int, int]] = []
    for word in sorted(words):
        if runs and word == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], word)
        else:
            runs.append((word, word))
    return tuple(parse.span(first, last) for first, last in runs)
