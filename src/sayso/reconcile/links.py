"""The links of a source chain: who passed words on, who said them, on whose word."""

from collections.abc import Mapping, Sequence

from sayso.lang.language import Language
from sayso.reconcile.clusters import writes_it
from sayso.reconcile.kinds import KindReader
from sayso.reconcile.namesakes import bare
from sayso.reconcile.passages import Passages
from sayso.records.claim import Link, SourceKind
from sayso.records.entity import Entity, EntityType
from sayso.records.finding import Attribution, Resolution
from sayso.records.parse import Parse

_MEDIA = frozenset({EntityType.OUTLET, EntityType.CHANNEL})
_MEDIA_KINDS = frozenset({SourceKind.OUTLET, SourceKind.CHANNEL})


class LinkMaker:
    """Makes the links that one attribution adds to a chain."""

    def __init__(
        self,
        parse: Parse,
        language: Language,
        resolution: Resolution,
        *,
        passages: Passages,
        matters: frozenset[str],
        publisher: str | None,
    ) -> None:
        self.parse, self.passages, self.language = parse, passages, language
        self.entities: Mapping[str, Entity] = {e.id: e for e in resolution.entities}
        self.entity_of = resolution.entity_of
        self.kinds = KindReader(parse, language, self.entities, matters)
        self.conveying = language.words("reporting", "channel")
        self.media_nouns = language.words("outlets", "head") | language.words("outlets", "channel")
        self.publisher = frozenset() if publisher is None else _list_forms(publisher)

    def make(self, part: Attribution) -> list[Link]:
        """Return who passed the words on, who said them, and whom the speaker cites."""
        links = [
            link
            for i in part.through
            if (link := self._make_link(i, (i,), part)) is not None and self._passes_on(i, link)
        ]
        if part.speaker is not None:
            speaker = self._make_link(part.speaker, part.source, part)
            own = writes_it(self.parse, self.language, part.speaker)
            if speaker is not None and not own and not self._is_publisher(speaker):
                links.append(speaker)
        behind = (self._make_link(i, (i,), part) for i in part.behind)
        return [*links, *(link for link in behind if link is not None)]

    def _make_link(self, head: int, words: Sequence[int], part: Attribution) -> Link | None:
        passage = self.passages.of(words)
        if passage is None:
            return None
        entity = self._find_entity(head, words)
        if entity is None:
            kind = self.kinds.of_word(head)
            return Link(entity=None, name=passage.text, kind=kind, span=passage.spans[0])
        kind = self.kinds.of(entity, part)
        return Link(entity=entity.id, name=entity.name, kind=kind, span=passage.spans[0])

    def _find_entity(self, head: int, words: Sequence[int]) -> Entity | None:
        # "the news site Ufa Segodnya": the name may hang on the noun, or follow it.
        beside = [t.i for t in self.parse.children(head, "appos", "compound")]
        # "some of the soldiers": who is known may stand behind "of".
        whole = [
            what.i
            for prep in self.parse.children(head, "prep")
            if prep.lower == "of"
            for what in self.parse.children(prep.i, "pobj")
        ]
        for i in (head, *beside, *words, *whole):
            if i not in self.entity_of:
                continue
            found = self.entities[self.entity_of[i]]
            # "A Reuters photographer" is not Reuters.
            if i != head and found.type in _MEDIA and self.parse.tokens[i].dep == "compound":
                if self.parse.tokens[head].lemma in self.media_nouns:
                    return found
                continue
            return found
        return None

    def _passes_on(self, i: int, link: Link) -> bool:
        """Whether a hearer is a link: a medium, or any body "through" which words came.

        The report's own publisher is none; a soldier who was told something is none.
        """
        if link.entity is None:
            return False
        token = self.parse.tokens[i]
        if token.dep == "pobj" and self.parse.tokens[token.head].lower in self.conveying:
            return True
        entity = self.entities[link.entity]
        # A rights group that is told something passes it on; a ministry or a court does not.
        group = entity.type is EntityType.ORGANIZATION and not entity.anonymous
        watches = group and link.kind is SourceKind.ORGANIZATION
        # The name tells even where it was taken for a body's ("told Campus Voice").
        return (entity.type in _MEDIA or watches) and bare(link.name) not in self.publisher

    def _is_publisher(self, link: Link) -> bool:
        return link.kind in _MEDIA_KINDS and bare(link.name) in self.publisher


def _list_forms(publisher: str) -> frozenset[str]:
    """Return how a report may call its publisher: in full, or by the capitals of the name."""
    words = bare(publisher).split()
    letters = "".join(word[0] for word in publisher.split() if word[0].isupper())
    short = letters.removeprefix("T") if publisher.startswith("The ") else letters
    return frozenset({bare(publisher), *((bare(short),) if len(words) > 1 else ())})
