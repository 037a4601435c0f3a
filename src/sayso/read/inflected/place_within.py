"""What lies in what, as a report of an inflected language says it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from sayso.lang.folding import fold
from sayso.read.inflected.place_called import Called
from sayso.read.inflected.place_words import PlaceWords
from sayso.records.entity import Entity, PlaceCandidate
from sayso.records.parse import Parse, Token
from sayso.records.selector import Span

_SIZE = {"site": 0, "settlement": 1, "district": 2, "region": 3, "country": 5, "continent": 6}
_UNKNOWN = 1
_LONGEST_GAP = 6
_TOLD = frozenset({"district", "region", "country"})

Candidates = Mapping[str, tuple[PlaceCandidate, ...]]


def find_containers(
    places: Sequence[Entity],
    called: Mapping[str, Called],
    parse: Parse,
    words: PlaceWords,
    *,
    features: Mapping[str, str | None],
    candidates: Candidates,
) -> dict[str, str]:
    """Return the entity id of the place that each place lies in, where the report says it.

    The larger stands behind in the genitive ("Зайцево Луганской области"), in brackets,
    behind "в" or a comma ("Сватово, Луганская область"), or before ("в Луганской области,
    в селе Зайцево"). Nearness and the order of a list do not count.
    """
    finder = _Finder(called, parse, words, features, candidates)
    mentions = sorted((span, place.id) for place in places for span in place.mentions)
    found: dict[str, str] = {}
    for inner, outer in finder.pairs(mentions):
        if inner not in found and not _is_inside(outer, inner, found):
            found[inner] = outer
    return found


def _is_inside(inner: str, outer: str, found: Mapping[str, str]) -> bool:
    at: str | None = inner
    while at is not None:
        if at == outer:
            return True
        at = found.get(at)
    return False


class _Finder:
    def __init__(
        self,
        called: Mapping[str, Called],
        parse: Parse,
        words: PlaceWords,
        features: Mapping[str, str | None],
        candidates: Candidates,
    ) -> None:
        self._called, self._parse, self._words = called, parse, words
        self._features, self._candidates = features, candidates

    def pairs(self, mentions: Sequence[tuple[Span, str]]) -> Iterator[tuple[str, str]]:
        """Yield (what lies inside, what it lies in) as neighboring names say it."""
        for (span, id_), (next_span, next_id) in pairwise(mentions):
            if id_ == next_id or next_span.begin < span.end:
                continue
            gap = self._list_gap(span.end, next_span.begin)
            if gap is None:
                continue
            if self._says_inside(gap, id_, next_id, next_span):
                yield id_, next_id
            elif self._says_around(gap, id_, next_id):
                yield next_id, id_

    def _list_gap(self, begin: int, end: int) -> list[Token] | None:
        """Return the words between two names; ``None`` across sentences and long gaps."""
        if len(self._parse.text[begin:end]) > 60 or "\n" in self._parse.text[begin:end]:
            return None
        gap = [t for t in self._parse.tokens_in(begin, end) if begin <= t.begin and t.end <= end]
        after = self._parse.token_at(end)
        if len(gap) > _LONGEST_GAP or after is None:
            return None
        return gap if all(token.sentence == after.sentence for token in gap) else None

    def _says_inside(self, gap: Sequence[Token], inner: str, outer: str, at: Span) -> bool:
        marks = [token.text for token in gap if token.pos in {"PUNCT", "SYM"}]
        rest = [token for token in gap if token.pos not in {"PUNCT", "SYM"}]
        if not self._fits(inner, outer):
            return False
        if not marks and not rest:
            return self._called[outer].is_genitive(at.begin)
        inside = bool(rest) and fold(rest[0].lower) in self._words.inside
        small = all(self._is_small(token) for token in (rest[1:] if inside else rest))
        if not small:
            return False
        if marks == ["("]:
            return self._parse.text[at.end : at.end + 1] in {")", ",", ";"}
        if inside and not marks:
            return True
        told = self._features[outer] in _TOLD and self._features[inner] != self._features[outer]
        if marks == [","] and told:
            return self._is_known_in(inner, outer) or (not rest and not self._candidates[inner])
        return False

    def _says_around(self, gap: Sequence[Token], outer: str, inner: str) -> bool:
        """Whether the larger stands first: "в Луганской области, в селе Зайцево"."""
        if not self._fits(inner, outer) or not self._is_known_in(inner, outer):
            return False
        words = [fold(token.lower) for token in gap]
        marks = [word for word in words if word in {",", ":", "(", "—"}]
        small = all(
            word in {*marks, *self._words.inside} or self._is_small(token)
            for word, token in zip(words, gap, strict=True)
        )
        apart = any(word in self._words.listing - {","} for word in words)
        return small and not apart and (bool(marks) or not words)

    def _is_small(self, token: Token) -> bool:
        """Whether a word between two names changes nothing: "в селе", "на севере"."""
        lemma = fold(token.lemma)
        return lemma in self._words.kinds or lemma in self._words.small or token.text == "."

    def _fits(self, inner: str, outer: str) -> bool:
        small = _SIZE.get(self._features[inner] or "", _UNKNOWN)
        large = _SIZE.get(self._features[outer] or "", _UNKNOWN)
        return small < large

    def _is_known_in(self, inner: str, outer: str) -> bool:
        for unit in self._candidates[outer]:
            region = unit.admin1 if unit.feature == "district" else unit.name
            for place in self._candidates[inner]:
                if place.country == unit.country and (
                    unit.feature == "country" or (region is not None and place.admin1 == region)
                ):
                    return True
        return False
