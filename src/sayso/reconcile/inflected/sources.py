"""Who the sources of tagged statements are: their kinds, and whom pronouns stand for.

A source that is an entity of the report bears that one's name; of any other the words stand
as they are. Where entities do not tell, two kinds of words are traced to an earlier source,
and only where that is clear:

* a pronoun ("он", "по её словам") to the nearest earlier source that agrees with it in
  gender and number, as the verb shows with which that source spoke ("сообщила"), and whose
  statement reaches to the pronoun's sentence or the one before. Bodies, media and papers are
  passed over; where two different sources agree in one sentence, the pronoun stays;
* a surname alone ("Бронникова") to the one earlier source whose words hold it as they stand
  ("защитник Лилия Бронникова"). Another form of it is left alone: relatives share surnames.

First-person pronouns inside a quotation are its speaker's; outside, the report's own.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from sayso.lang.folding import fold
from sayso.lang.language import Language
from sayso.reconcile.inflected.identities import Identities
from sayso.reconcile.passages import Passages
from sayso.records.claim import Link, SourceKind
from sayso.records.entity import Entity, EntityType
from sayso.records.parse import Parse
from sayso.records.selector import Span

_BODY = "official_body"
_OTHERWISE = "_otherwise"
_KINDS = {
    **{kind.value: kind for kind in SourceKind},
    _BODY: SourceKind.OFFICIAL,
}
"""Entries of sources.toml, and what a source is that they name."""
_WEAK = (SourceKind.MILITARY, SourceKind.EYEWITNESS)
"""Kinds with an entry that counts where no other word tells what a source is."""
_NOBODY = frozenset(
    {
        SourceKind.COURT, SourceKind.OUTLET, SourceKind.CHANNEL, SourceKind.FOOTAGE,
        SourceKind.DOCUMENT, SourceKind.ORGANIZATION, SourceKind.PUBLIC,
    }
)  # fmt: skip
"""Kinds of sources for which no "he" or "she" stands."""
_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})
_GENDERS = ("plural", "neuter", "female", "male")
_QUOTED = re.compile(r"[«\"“„'].+[»\"”“']", re.DOTALL)
_NAME = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_MARKS = frozenset(",;:.—–-")
_STEM = 3  # letters that the forms of a name share at least
_CHANGED = 2  # letters of the shorter form in which they may differ
_ENDING = 3  # and of the longer one
_LEAD = 2  # words that may stand before the telling one of an apposition
_NEAR = 20  # earlier sources among which a pronoun's is looked for


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """An earlier source, for what comes after it.

    Attributes:
        link: As it stands in chains.
        body: Whether it is no person.
        gender: "male", "female", "neuter", "plural" as its verb shows, or ``None``.
        sentence: Where it stands.
        last: The last sentence of what it states there.
    """

    link: Link
    body: bool
    gender: str | None
    sentence: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Source:
    """A source as its words name it.

    Attributes:
        text, span: Its words.
        kind: What it is.
        entity: Who it is, where that is known.
        lemmas: Dictionary forms of its words, folded.
        speaker: The earlier source for which a pronoun stands.
    """

    text: str
    span: Span
    kind: SourceKind
    entity: Entity | None
    lemmas: frozenset[str]
    speaker: Link | None = None

    @property
    def link(self) -> Link:
        """The source as a step of a chain."""
        if self.entity is None:
            return Link(entity=None, name=self.text, kind=self.kind, span=self.span)
        entity = self.entity
        return Link(entity=entity.id, name=entity.name, kind=self.kind, span=self.span)


class SourceReader:
    """Makes the links of one report, statement after statement."""

    def __init__(
        self,
        parse: Parse,
        language: Language,
        passages: Passages,
        publisher: str | None,
        identities: Identities,
    ) -> None:
        self.parse, self.passages, self.identities = parse, passages, identities
        self.publisher = publisher
        self.speakers: list[Speaker] = []
        self.media: list[Link] = []
        self._by_word: dict[str, dict[str, Link]] = {}
        self._kinds = {name: language.pattern("sources", name) for name in _KINDS}
        self._weak = {kind: language.pattern("sources", kind + _OTHERWISE) for kind in _WEAK}
        self._woman = language.pattern("grammar", "woman")
        self._woman_named = language.pattern("grammar", "woman_named")
        self._clause = language.pattern("sentences", "subordinator")
        self._finite = language.pattern("grammar", "finite")
        self._man = language.pattern("grammar", "man")
        self._spoke = {name: language.pattern("grammar", f"spoke_{name}") for name in _GENDERS}
        self._media_word = language.pattern("sources", "media_word")
        self._outlet_word = language.pattern("sources", "outlet_word")
        self._own_word = language.pattern("sources", "own_word")
        self._pronouns = language.values("grammar", "pronoun")
        self._first_person = language.words("grammar", "first_person")

    def make_source(self, words: Sequence[int], outer: Sequence[Link]) -> list[Link]:
        """Return the link of a source: none for the report itself, whose word it then is.

        Args:
            words: The words that name it.
            outer: The chain of the statement that holds this one, empty where none does.
        """
        found = self._read(words)
        if found is None or (found.entity is None and self._is_no_phrase(words)):
            return []
        said = found.text.lower()
        if said in self._first_person and (outer or self.parse.tokens[words[0]].quoted):
            return [outer[-1]] if outer else [found.link]
        if self._is_own(found):
            return []
        if said in self._pronouns:
            found = self._trace(found, str(self._pronouns[said]), words[0], nested=bool(outer))
        elif found.entity is None and (speaker := self._find_named(found)) is not None:
            return [replace(speaker, span=found.span)]
        return [found.link if found.speaker is None else replace(found.speaker, span=found.span)]

    def _is_no_phrase(self, words: Sequence[int]) -> bool:
        """Whether words begin with one to whom something is said: "всем привет" is nobody."""
        tokens = [self.parse.tokens[i] for i in words]
        return (
            len(tokens) > 1
            and tokens[0].pos in ("PRON", "DET")
            and "Case=Dat" in tokens[0].tag
            and tokens[-1].pos == "NOUN"
            and "Case=Dat" not in tokens[-1].tag
        )

    def _trace(self, found: _Source, gender: str, at: int, *, nested: bool) -> _Source:
        """Return for whom a pronoun stands: who spoke last, else an entity told of before.

        Within another's statement it may be anybody of whom that one speaks.
        """
        speaker = None if nested else self._find_speaker(gender, at)
        if speaker is None and gender == "plural" and not nested:
            speaker = self._find_body(at)
        if speaker is not None:
            return replace(found, speaker=speaker)
        entity = found.entity
        plural = gender == "plural" and entity is not None and self._is_new(entity)
        if entity is None or plural or not self._was_told_of(entity, at):
            return replace(found, entity=None, kind=SourceKind.PERSON)
        return found

    def _was_told_of(self, entity: Entity, at: int) -> bool:
        """Whether a report itself speaks of somebody before, and not only a quotation."""
        begin = self.parse.tokens[at].begin
        before = (self.parse.token_at(span.begin) for span in entity.mentions if span.end <= begin)
        return any(token is not None and not token.quoted for token in before)

    def make_medium(self, words: Sequence[int]) -> list[Link]:
        """Return the link of whom the source told it; the report's own outlet is none."""
        found = self._read(words)
        if found is None or self._is_own_medium(found):
            return []
        link = found.link
        if self._media_word.fullmatch(found.text):
            # "Рассказала она изданию": one that was named before, else this report's own.
            earlier = [one for one in self.media if one.kind is found.kind]
            if not earlier:
                return []
            link = replace(earlier[-1], span=found.span)
        if link.kind is SourceKind.PERSON and found.text[0].isupper() and found.entity is None:
            # Whom somebody told it, and who bears a name, is mostly an outlet.
            link = replace(link, kind=SourceKind.OUTLET)
        self.media.append(link)
        return [link]

    def make_behind(self, words: Sequence[int]) -> list[Link]:
        """Return the link of whom the source cites."""
        found = self._read(words)
        return [] if found is None else [found.link]

    def remember(self, words: Sequence[int], link: Link, cue: str, last: int) -> None:
        """Keep a source for the pronouns and surnames that come after it."""
        _, body = self._find_kind(self.parse.words(words[0], words[-1]))
        if link.kind in {SourceKind.OUTLET, SourceKind.CHANNEL}:
            self.media.append(link)
        if _NAME.fullmatch(link.name) is None:
            for word in _NAME.findall(link.name):
                if word[0].isupper():
                    self._by_word.setdefault(word, {}).setdefault(link.name, link)
        self.speakers.append(
            Speaker(
                link=link,
                body=body or link.kind in _NOBODY,
                gender=self._find_gender(cue, self.parse.words(words[0], words[-1]))
                or self._get_gender(link),
                sentence=self.parse.tokens[words[0]].sentence,
                last=last,
            )
        )

    def _read(self, words: Sequence[int]) -> _Source | None:
        kept = self._trim(words)
        passage = self.passages.of(kept)
        if passage is None:
            return None
        kind, _ = self._find_kind(passage.text)
        entity = self.identities.find(kept)
        if entity is not None:
            if kind is SourceKind.PERSON:
                # A name alone tells nothing: what the report calls its bearer does.
                kind, _ = self._find_kind(", ".join((*entity.roles, entity.name)))
            kind = self.identities.tell_kind(entity, kind)
        return _Source(
            text=passage.text,
            span=Span(*passage.spans[0]),
            kind=kind,
            entity=entity,
            lemmas=frozenset(fold(self.parse.tokens[i].lemma) for i in kept),
        )

    def _trim(self, words: Sequence[int]) -> list[int]:
        """Return the words of a name without marks at its ends, and without what ", who" adds."""
        kept = list(words)
        while kept and self.parse.tokens[kept[0]].text in _MARKS:
            kept.pop(0)
        for place, i in enumerate(kept[1:-1], start=1):
            comma, then = self.parse.tokens[i], self.parse.tokens[kept[place + 1]]
            # Not of «Енергодар, який дихає»: that is a title.
            if comma.text == "," and not comma.quoted and self._clause.fullmatch(then.text):
                kept = kept[:place]
                break
        while kept and self._is_loose(kept[-1]):
            kept.pop()
        return kept

    def _is_loose(self, i: int) -> bool:
        """Whether a mark ends a source without belonging to it, as an initial's does."""
        tokens = self.parse.tokens
        initial = i > 0 and tokens[i].text == "." and len(tokens[i - 1].text) == 1
        return tokens[i].text in _MARKS and not initial

    def _find_kind(self, name: str) -> tuple[SourceKind, bool]:
        """Return what the first telling word of a source says it is, and whether it is a body."""
        bare = _QUOTED.sub(" ", name)
        titled = _NAME.search(bare) is None
        entry = self._find_entry(bare) or self._find_entry(name)
        if entry is not None:
            return _KINDS[entry], entry == _BODY
        for kind, pattern in self._weak.items():
            if pattern.search(bare):
                return kind, False
        # A title in quotation marks and nothing else is mostly that of an outlet.
        first = _NAME.search(name)
        if titled and first is not None and first[0][0].isupper():
            return SourceKind.OUTLET, True
        return SourceKind.PERSON, False

    def _find_entry(self, name: str) -> str | None:
        """Return the entry of the first telling word: behind a comma, only as an apposition's head.

        "Чоловік, звільнений з ізолятора" is not what the isolator is.
        """
        for place, phrase in enumerate(name.split(",")):
            found = [
                (match.start(), -len(match[0]), entry)
                for entry, pattern in self._kinds.items()
                if (match := pattern.search(phrase)) is not None
                and (place == 0 or len(phrase[: match.start()].split()) < _LEAD)
            ]
            if found:
                return min(found)[2]
        return None

    def _find_gender(self, cue: str, name: str) -> str | None:
        """Return what the verb shows of a source's gender, else what its own words show."""
        for gender, pattern in self._spoke.items():
            if pattern.search(cue):
                return gender
        beside_verb = any(self._finite.fullmatch(word) for word in cue.split())
        if beside_verb and self._woman_named.search(name):
            return "female"
        woman, man = self._woman.search(name), self._man.search(name)
        if woman is None or man is None:
            return "female" if woman else "male" if man else None
        return "female" if woman.start() < man.start() else "male"

    def _get_gender(self, link: Link) -> str | None:
        """Return the gender of the entity that a link is, ``None`` where none is known."""
        entity = self.identities.entities.get(link.entity or "")
        return None if entity is None or entity.gender is None else entity.gender.value

    def _find_speaker(self, gender: str, at: int) -> Link | None:
        sentence = self.parse.tokens[at].sentence
        near = [
            one
            for one in self.speakers[-_NEAR:]
            if not one.body and one.gender in {gender, None} and sentence - 1 <= one.last
        ]
        if not near:
            return None
        last = near[-1]
        if last.link.name.lower() in self._pronouns:
            return None
        beside = {one.link.name for one in near if one.sentence == last.sentence}
        return last.link if len(beside) == 1 and last.gender == gender else None

    def _is_new(self, entity: Entity) -> bool:
        """Whether "they" would be somebody who has said nothing yet: more likely it is who has."""
        return entity.type in _PEOPLE and all(one.link.entity != entity.id for one in self.speakers)

    def _find_body(self, at: int) -> Link | None:
        """Return the body that spoke last, for "по их данным" in the sentence behind it."""
        sentence = self.parse.tokens[at].sentence
        near = [one for one in self.speakers[-_NEAR:] if sentence - 1 <= one.last]
        return near[-1].link if near and near[-1].body else None

    def _find_named(self, found: _Source) -> Link | None:
        """Return the earlier source that a surname alone stands for."""
        fuller = self._by_word.get(found.text, {}) if _NAME.fullmatch(found.text) else {}
        # Of relatives who share it none is meant for certain.
        return next(iter(fuller.values())) if len(fuller) == 1 else None

    def _is_own(self, found: _Source) -> bool:
        """Whether a source is the report itself: its publisher, or "наша редакция"."""
        if found.text.lower() in self._first_person or self._own_word.fullmatch(found.text):
            return True
        words = _NAME.findall(found.text)
        # "Наш собеседник в редакции" is not the report: each word must be of it.
        wholly = any(self._own_word.fullmatch(word) for word in words) and all(
            self._own_word.fullmatch(word) or self._media_word.fullmatch(word) for word in words
        )
        named = _QUOTED.search(found.text) is not None
        return (wholly and not named) or self._is_publisher(found, self._outlet_word)

    def _is_own_medium(self, found: _Source) -> bool:
        """Whether it was told to the report itself: "корреспонденту «Сивой чайки»"."""
        named = _QUOTED.search(found.text) is not None
        ours = self._own_word.match(found.text) and self._media_word.search(found.text)
        return (
            (bool(ours) and not named)
            or self._is_own(found)
            or self._is_publisher(found, self._media_word)
        )

    def _is_publisher(self, found: _Source, before: re.Pattern[str]) -> bool:
        """Whether a name is the publisher's, in whichever form: «Сивой чайке», «Сивая чайка».

        Nothing stands beside it but words such as "газета": «Источник Сивой чайки» is another.
        """
        words = _NAME.findall(found.text)
        published = _NAME.findall(self.publisher or "")
        lead, named = words[: -len(published)], words[-len(published) :]
        return (
            bool(published)
            and len(named) == len(published)
            and all(before.fullmatch(word) for word in lead)
            # "Грани" is a name, "граней" may be none.
            and not (named[0][0].islower() and published[0][0].isupper())
            and all(
                _is_form_of(one.lower(), other.lower()) or fold(other) in found.lemmas
                for one, other in zip(named, published, strict=True)
            )
        )


def _is_form_of(one: str, other: str) -> bool:
    """Whether two words differ in their endings alone: not "Грани" and "граждане"."""
    same = (a == b for a, b in zip(one, other, strict=False))
    shared = sum(takewhile(bool, same))
    shorter, longer = sorted((len(one), len(other)))
    return one == other or (shared >= max(_STEM, shorter - _CHANGED) and longer - shared <= _ENDING)
