"""Which words of a report name places: by labels, by the words around them, by the gazetteer."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from sayso.lang.folding import fold
from sayso.lang.language import Language
from sayso.read.inflected.place_units import PLACES, Run, Units
from sayso.read.inflected.place_words import PlaceWords, get_place_words, list_nominatives
from sayso.read.place_names import Gazetteer
from sayso.records.morph import get_morph
from sayso.records.parse import Parse

_PERSON, _BODY, _SITE = "PERSON", "ORGANIZATION", "FACILITY"
_PERSONAL = frozenset({"Giv", "Sur", "Pat"})
# Weight of a settlement of some thousand people: below it, a name needs a better witness.
_KNOWN = 3.5
# Weight of a town that needs no preposition before it.
_GREAT = 5.0
_SOMEWHERE = 0.0  # weight of a village of unknown size
_SMALL = frozenset({"PRON", "DET", "SCONJ", "CCONJ", "PART", "ADP", "VERB", "AUX", "ADV", "NUM"})
_OPENING, _CLOSING = frozenset('«„“"'), frozenset('»“”"')


class PlaceFinder:
    """Finds the names of places in one report."""

    def __init__(self, parse: Parse, language: Language, gazetteer: Gazetteer) -> None:
        self._parse, self._gazetteer = parse, gazetteer
        self._tokens = parse.tokens
        self._words: PlaceWords = get_place_words(language)
        self._weigh = lru_cache(maxsize=None)(self._weigh_anew)
        self._in_list: set[int] = set()  # what goes on in a list of places, whatever its label
        self._labels = {
            i: name.label
            for name in (*reversed(parse.spans), *parse.names)
            if name.label in PLACES
            for i in range(name.first, name.last + 1)
        }
        self._units = Units(parse, self._words, self._labels)

    def find(self) -> tuple[Run, ...]:
        """Return the names as word ranges in text order, never overlapping."""
        runs = [
            *self._units.find_units(),
            *self._units.find_kinds(),
            *self._find_labelled(),
            *self._find_short(),
            *self._find_known(),
            *self._find_datelines(),
        ]
        chosen = _drop_overlapping(run for run in runs if not self._is_excluded(run))
        beside = [run for run in self._find_beside(chosen) if not self._is_excluded(run)]
        chosen = _drop_overlapping([*chosen, *beside, *self._find_in_list(chosen)])
        names = {self._key(run) for run in chosen}
        again = [run for run in self._find_again(names) if not self._is_excluded(run)]
        return tuple(_drop_overlapping([*chosen, *again]))

    # -- labels, short names, the gazetteer

    def _find_labelled(self) -> Iterator[Run]:
        for name in (*self._parse.names, *self._parse.spans):
            if name.label in PLACES:
                for first, last in self._part(name.first, name.last):
                    run = self._trim(first, last)
                    if run is not None:
                        yield self._extend(run)

    def _part(self, first: int, last: int) -> Iterator[Run]:
        """Yield the parts of a label that holds several names: units, or a list."""
        begin = first
        for at in range(first, last + 1):
            token = self._tokens[at]
            if not self._same_sentence(at, begin) and begin < at:
                yield begin, at - 1
                begin = at
            if fold(token.lower) in self._words.listing or not self._may_stand_inside(at):
                if begin < at:
                    yield begin, at - 1
                begin = at + 1
            elif fold(token.lemma) in self._words.heads:
                start = self._units.find_adjectives(at)
                if start is not None and start > begin:
                    yield begin, start - 1
                yield begin if start is None else max(start, begin), at
                begin = at + 1
        if begin <= last:
            yield begin, last

    def _may_stand_inside(self, at: int) -> bool:
        """Whether a word can be a part of a place's name, or what is said before it."""
        token = self._tokens[at]
        words = self._words
        known = {fold(token.lemma), fold(token.lower)}
        return (
            token.text[0].isupper()
            or token.text == "-"
            or (token.text == "." and fold(self._tokens[at - 1].lower) in words.short_kinds)
            or not known.isdisjoint({*words.heads, *words.title_adjectives})
            or not known.isdisjoint({*words.kinds, *words.short_kinds})
        )

    def _trim(self, first: int, last: int) -> Run | None:
        """Return a label's words without kinds before and anything small behind."""
        while first <= last and not self._tokens[first].text[0].isupper():
            first += 1
        kind, behind = self._units.get_kind(self._tokens[first]) if first <= last else ("", first)
        if kind and behind <= last and kind not in {*self._words.titles, *self._words.sites}:
            first = behind
        while last >= first and not self._belongs(last):
            last -= 1
        return (first, last) if first <= last and self._tokens[first].text[0].isupper() else None

    def _belongs(self, at: int) -> bool:
        token = self._tokens[at]
        return token.text[0].isupper() or fold(token.lemma) in self._words.heads

    def _extend(self, run: Run) -> Run:
        """Return a name with the word for its unit behind it."""
        at = run[1] + 1
        while at < len(self._tokens) and fold(self._tokens[at].lemma) in (
            self._words.title_adjectives
        ):
            at += 1
        if at < len(self._tokens) and self._same_sentence(at, run[1]):
            adjective = self._units.is_adjective(self._tokens[run[1]])
            if adjective and fold(self._tokens[at].lemma) in self._words.heads:
                return run[0], at
        return run

    def _find_short(self) -> Iterator[Run]:
        """Yield countries, regions and areas that go by words of the language's own list."""
        for token in self._tokens:
            if not token.text[0].isupper() or self._is_person(token.i):
                continue
            for size in (2, 1):
                run = (token.i, token.i + size - 1)
                if run[1] < len(self._tokens) and self._is_listed(run):
                    yield run
                    break

    def _is_listed(self, run: Run) -> bool:
        tokens = self._tokens[run[0] : run[1] + 1]
        keys = {fold(name) for name in list_nominatives(tokens, self._words)}
        if keys & self._words.acronyms.keys() or keys & self._words.countries.keys():
            return len(tokens[0].text) > 3 or tokens[0].text.isupper()
        return bool(keys & self._words.areas.keys()) and not self._opens_sentence(run[0])

    def _find_known(self) -> Iterator[Run]:
        """Yield names behind a preposition that the gazetteer knows, and great ones anywhere."""
        for token in self._tokens:
            if not token.text[0].isupper() or token.name in {_PERSON, *PLACES}:
                continue
            if token.pos not in {"PROPN", "ADJ"} or token.text.isupper() or token.text.isascii():
                continue
            before = self._tokens[token.i - 1] if token.i else None
            placed = before is not None and (
                before.pos == "ADP" and fold(before.lower) in self._words.strong
            )
            geographic = get_morph(token.tag).name == "Geo" or (
                token.pos == "PROPN" and not self._opens_sentence(token.i)
            )
            if not placed and (not geographic or token.name == _BODY):
                continue
            site = token.name == _SITE
            somebody = get_morph(token.tag).name in _PERSONAL
            for size in (3, 2) if token.pos == "ADJ" else (3, 2, 1):
                run = (token.i, token.i + size - 1)
                enough = (placed or site or size > 1) and not (somebody and size == 1)
                if self._fits(run, _KNOWN if enough else _GREAT):
                    yield run
                    break
        yield from self._find_homes()

    def _find_homes(self) -> Iterator[Run]:
        """Yield what a word before makes a place whatever its label: "жительница Хасавюрта"."""
        for token in self._tokens[1:]:
            before = self._tokens[token.i - 1]
            if not token.text[0].isupper() or fold(before.lemma) not in self._words.of_place:
                continue
            if get_morph(token.tag).name in _PERSONAL or get_morph(token.tag).case != "Gen":
                continue
            for size in (2, 1):
                run = (token.i, token.i + size - 1)
                if self._fits(run, _KNOWN):
                    yield run
                    break

    def _find_beside(self, chosen: Sequence[Run]) -> Iterator[Run]:
        """Yield what stands before a unit that holds it: "Зайцеве на Луганщині"."""
        for first, _ in chosen:
            last = first - 1
            parted = last > 0 and fold(self._tokens[last].lower) in {*self._words.inside, "("}
            if parted:
                last -= 1
            elif last >= 0 and get_morph(self._tokens[first].tag).case != "Gen":
                continue
            if last < 0 or not self._same_sentence(first, last):
                continue
            if not parted and self._is_inside(last):
                yield last, last
            if self._is_person(last):
                continue
            for size in (2, 1):
                run = (max(last - size + 1, 0), last)
                if self._tokens[run[0]].text[0].isupper() and self._fits(run, _SOMEWHERE):
                    yield run
                    break

    def _find_in_list(self, chosen: Sequence[Run]) -> Iterator[Run]:
        """Yield what goes on in a list of places: "в Торецке, Курахове и Раздольном"."""
        begun = {first for first, _ in chosen}
        for first, last in chosen:
            if (before := self._find_listed_before(first)) is not None:
                self._in_list.add(before)
                yield before, before
            at = last + 1
            while at + 1 < len(self._tokens) and fold(self._tokens[at].lower) in (
                self._words.listing
            ):
                token = self._tokens[at + 1]
                if at + 1 in begun:
                    break  # from there the list is looked through anyway
                alike = get_morph(token.tag).case == get_morph(self._tokens[last].tag).case
                capital = token.text[0].isupper() and not token.text.isupper()
                somebody = get_morph(token.tag).name in _PERSONAL
                if not capital or somebody or not alike or self._weigh((at + 1, at + 1)) < 0:
                    break
                self._in_list.add(at + 1)
                yield at + 1, at + 1
                at += 2

    def _find_listed_before(self, first: int) -> int | None:
        """Return the place before a place in a list: "атаковал Шебекино и село Муром"."""
        at = first - 1
        while at > 0 and self._units.get_kind(self._tokens[at])[0]:
            at -= 1
        if at < 1 or fold(self._tokens[at].lower) not in self._words.listing:
            return None
        token = self._tokens[at - 1]
        capital = token.text[0].isupper() and not token.text.isupper()
        somebody = get_morph(token.tag).name in _PERSONAL or self._opens_sentence(at - 1)
        alone = at < 2 or self._tokens[at - 2].name != _PERSON
        if not capital or somebody or not alone or not self._same_sentence(at - 1, first):
            return None
        return at - 1 if self._weigh((at - 1, at - 1)) >= _KNOWN else None

    def _is_inside(self, at: int) -> bool:
        """Whether "в" stands before one capitalized word: what a unit follows is no person."""
        before = self._tokens[at - 1] if at else None
        return (
            before is not None
            and fold(before.lower) in self._words.inside
            and self._tokens[at].text[0].isupper()
            and not self._tokens[at].text.isupper()
        )

    def _fits(self, run: Run, least: float) -> bool:
        tokens = self._tokens[run[0] : run[1] + 1]
        if len(tokens) != run[1] - run[0] + 1 or not tokens[-1].text[0].isupper():
            return False
        return self._weigh(run) >= least

    def _find_datelines(self) -> Iterator[Run]:
        """Yield where a paragraph says that it was written: "НОВОСИБИРСК. "."""
        for dateline in self._parse.datelines:
            tokens = self._parse.tokens_in(dateline.begin, dateline.end)
            upper = [token for token in tokens if token.text.isupper() and len(token.text) > 1]
            if not upper:
                continue
            last = upper[0].i
            while last + 1 < upper[-1].i + 1 and self._tokens[last + 1].text.isupper():
                last += 1
            for end in range(last, upper[0].i - 1, -1):
                if self._weigh((upper[0].i, end)) >= _KNOWN:
                    yield upper[0].i, end
                    break

    def _find_again(self, names: set[str]) -> Iterator[Run]:
        """Yield the names that are places' elsewhere in the report."""
        single = {name for name in names if " " not in name}
        for token in self._tokens:
            if token.text[0].isupper() and token.name not in {_PERSON, _BODY}:
                run = (token.i, token.i)
                if self._key(run) in single:
                    yield run

    # -- what is looked at

    def _weigh_anew(self, run: Run) -> float:
        """Return the greatest weight of a place of the name; below 0 where there is none."""
        names = list_nominatives(self._tokens[run[0] : run[1] + 1], self._words)
        best = -1.0
        for name in names[:-1]:
            if fold(name) not in self._words.never:
                found = self._gazetteer.find_weighted(name)
                best = max(best, found[0][0] if found else best)
        return best

    def _key(self, run: Run) -> str:
        names = list_nominatives(self._tokens[run[0] : run[1] + 1], self._words)
        return fold(names[0]) if names else ""

    def _is_excluded(self, run: Run) -> bool:
        first, last = run
        if self._key(run) in self._words.never:
            return True
        person = self._is_person(first) and self._is_person(last)
        told = self._has_kind(first) or self._is_home(first) or first in self._in_list
        if person and not told and not (first == last and self._is_inside(first)):
            return True
        if first == last and (self._is_only_adjective(first) or self._is_no_name(first)):
            return True
        before = self._tokens[first - 1].text if first else ""
        behind = self._tokens[last + 1].text if last + 1 < len(self._tokens) else ""
        return before in _OPENING and behind in _CLOSING

    def _is_only_adjective(self, at: int) -> bool:
        """Whether a word only says of what a noun is: "Российские", "Казанского вокзала"."""
        token = self._tokens[at]
        if token.pos != "ADJ" or at in self._units.listed:
            return False
        behind = self._tokens[at + 1] if at + 1 < len(self._tokens) else None
        modifies = (
            behind is not None
            and behind.pos in {"NOUN", "ADJ", "PROPN"}
            and get_morph(behind.tag).case == get_morph(token.tag).case
        )
        return modifies or fold(token.lemma) in self._words.demonyms or self._weigh((at, at)) < 0

    def _is_no_name(self, at: int) -> bool:
        """Whether a word is a small one, or somebody's name more than a town's."""
        token = self._tokens[at]
        if token.pos in _SMALL:
            return True
        if token.pos == "NOUN" and self._opens_sentence(at) and self._weigh((at, at)) < 0:
            return True
        if self._has_kind(at) or self._is_home(at) or at in self._in_list:
            return False
        kind = get_morph(token.tag).name
        least = {"Giv": _GREAT, "Pat": _GREAT, "Sur": _KNOWN}.get(kind)
        return least is not None and self._weigh((at, at)) < least and not self._is_inside(at)

    def _has_kind(self, first: int) -> bool:
        return first > 0 and any(
            self._units.get_kind(token)[0] and self._units.get_kind(token)[1] == first
            for token in self._tokens[max(first - 2, 0) : first]
        )

    def _is_home(self, first: int) -> bool:
        return first > 0 and fold(self._tokens[first - 1].lemma) in self._words.of_place

    def _is_person(self, at: int) -> bool:
        return self._tokens[at].name == _PERSON

    def _opens_sentence(self, at: int) -> bool:
        return self._parse.sentences[self._tokens[at].sentence][0] == at

    def _same_sentence(self, one: int, other: int) -> bool:
        return self._tokens[one].sentence == self._tokens[other].sentence


def _drop_overlapping(runs: Sequence[Run] | Iterator[Run]) -> list[Run]:
    """Return the longest of runs that overlap, in text order."""
    taken: set[int] = set()
    kept: list[Run] = []
    for first, last in sorted(set(runs), key=lambda run: (run[0] - run[1], run)):
        covered = range(first, last + 1)
        if taken.isdisjoint(covered):
            taken.update(covered)
            kept.append((first, last))
    return sorted(kept)
