"""Names of places: which capitalized words of a report name one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from sayso.lang.language import Language
from sayso.records.entity import Approximation, PlaceCandidate
from sayso.records.parse import Parse, Token

# What the engine takes for these is never a place's name.
_NOT_PLACES = frozenset({"DATE", "TIME", "LAW", "MONEY", "PERCENT", "LANGUAGE", "ORDINAL"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_PERSON = "PERSON"
_DISTRICT = "district"
# "Rostov-on-Don": the next capitalized word is the fourth.
_LONGEST_STEP = 5
_SMALL_WORDS = frozenset({"ADP", "DET", "PRON", "CCONJ", "SCONJ", "ADV", "AUX", "VERB", "INTJ"})
# Weight of a settlement of some thousand people: below it, a name needs a better witness.
_KNOWN = 3.5
# Weight of a town from which on a name is sooner the town's than a person's.
_TOWN = 4.8
# Weight of a city that is known by its name alone.
_GREAT = 5.8


class Gazetteer(Protocol):
    """What this room asks of whoever knows the world's places."""

    def find_weighted(self, name: str) -> tuple[tuple[float, PlaceCandidate], ...]:
        """Return the places that a name can mean with their weights, the greatest first.

        A settlement weighs the decimal logarithm of its population, a country the most.
        """

    def find_country(self, code: str) -> PlaceCandidate | None:
        """Return a country by its ISO 3166-1 alpha-2 code."""

    def find_extent(self, candidate: PlaceCandidate) -> Approximation | None:
        """Return where a unit lies, or the smallest known unit around a settlement."""


def find_place_names(
    parse: Parse, language: Language, gazetteer: Gazetteer
) -> tuple[tuple[int, int], ...]:
    """Return the names of places in a report, as word ranges in text order.

    A range holds the whole name: "Luhansk region", "eastern Ukraine", "Republic of
    Dagestan", but no article, no "'s", and no "village of" before it. Ranges never overlap.
    """
    finder = _Finder(parse, language, gazetteer)
    runs = list(finder.runs())
    sure = [run for run in runs if finder.is_place(run)]
    # What names a place once names it everywhere, unless it is a part of a longer name.
    known = {finder.key(run): finder.is_told(run) for run in reversed(sure)}
    certain = set(sure)
    sure += [run for run in runs if run not in certain and finder.is_again(run, known)]
    chosen = {finder.extend(run) for run in sure}
    whole: list[tuple[int, int]] = []
    # A longer name goes before the shorter one that begins with it, and holds it.
    for first, last in sorted(chosen, key=lambda words: (words[0], -words[1])):
        if not whole or last > whole[-1][1]:
            whole.append((first, last))
    return tuple(whole)


@dataclass(frozen=True, slots=True)
class _Run:
    """Capitalized words that stand together; both numbers inclusive."""

    first: int
    last: int


class _Finder:
    def __init__(self, parse: Parse, language: Language, gazetteer: Gazetteer) -> None:
        self._parse, self._language, self._gazetteer = parse, language, gazetteer
        self._people = frozenset(self._find_people())
        self._outlets = language.words("outlets", "outlet")

    # -- runs of capitalized words

    def runs(self) -> Iterator[_Run]:
        tokens = self._parse.tokens
        at = 0
        while at < len(tokens):
            if not self._is_part(tokens[at]):
                at += 1
                continue
            last = at
            while (step := self._continue(last)) is not None:
                last = step
            yield from self._cut(at, last)
            at = last + 1

    def _is_part(self, token: Token) -> bool:
        if not token.text[:1].isupper() or token.lower in self._words("divider"):
            return False
        return token.pos not in _SMALL_WORDS or token.name in _PLACES

    def _continue(self, last: int) -> int | None:
        """Return the next word of the run, past small words and hyphens inside names."""
        tokens = self._parse.tokens
        here = tokens[last]
        if self._find_head(last) > last:
            return None
        for after in range(last + 1, min(last + _LONGEST_STEP, len(tokens))):
            token = tokens[after]
            numbered = tokens[after - 1].lower in self._words("number")
            if token.sentence != here.sentence and not numbered:
                return None
            if self._is_part(token) or (token.text.isdigit() and self._is_numbered(after)):
                return after
            titled = f"{tokens[after - 1].lower} {token.lower}" in self._words("title")
            if not titled and token.lower not in self._words("particle") | self._words("number"):
                return None
        return None

    def _is_numbered(self, at: int) -> bool:
        before = self._parse.tokens[at - 1]
        return before.lower in self._words("number") or before.lower in self._words("site")

    def _cut(self, first: int, last: int) -> Iterator[_Run]:
        """Yield the run without an article and demonyms at its beginning: "Ukrainian Luhansk"."""
        tokens = self._parse.tokens
        article = tokens[first].lower in self._words("article")
        if article and first < last and not self._weight(_Run(first, last)):
            first += 1
        while first < last and tokens[first].lower in self._words("demonym"):
            first += 1
        if tokens[first].lower not in self._words("demonym"):
            yield _Run(first, last)

    # -- which runs are places

    def is_place(self, run: _Run) -> bool:
        tokens = self._parse.tokens
        labels = {tokens[at].name for at in range(run.first, run.last + 1)}
        text = self.key(run)
        if text in self._words("never") | self._outlets or self._is_channel(run):
            return False
        if self._is_short(run):
            return self._is_short_place(run)
        if self._is_acronym(run):
            return True
        if labels & _NOT_PLACES:
            return False
        if self.is_told(run):
            return True
        if self._is_area(run, labels):
            return True
        if self._is_site(run):
            return True
        article = run.first > 0 and tokens[run.first - 1].lower in self._words("article")
        if article and self._names_site(run):
            return True
        if self._is_byname(run, labels, article=article):
            return False
        if text in self._people or tokens[run.last].lower in self._words("name_part", "bodies"):
            return False
        if run.last > run.first and _PERSON in labels and not self._weight(run):
            return False
        return self._is_placed(run, labels)

    def is_told(self, run: _Run) -> bool:
        """Whether the report's own words make it a place: "the republic of Tuva"."""
        return self._is_headed(run) or self._is_of_kind(run)

    def is_again(self, run: _Run, known: Mapping[str, bool]) -> bool:
        """Whether it is a name that is a place's elsewhere (`known`: as the report tells)."""
        labels = {token.name for token in self._parse.tokens[run.first : run.last + 1]}
        if self.key(run) not in known or self._is_channel(run):
            return False
        if known[self.key(run)]:
            return True
        return _PERSON not in labels or self._weight(run) >= _TOWN or self._weight(run) == 0

    def key(self, run: _Run) -> str:
        return self._parse.words(run.first, run.last).casefold()

    def extend(self, run: _Run) -> tuple[int, int]:
        """Return the whole name that a run is the core of."""
        first, last = run.first, self._find_head(run.last)
        if last == run.last and (direction := self._find_direction(first)) < first:
            top = self._top(run)
            if top is not None and top.feature == "country":
                first = direction
        return first, last

    def _find_direction(self, first: int) -> int:
        """Return the first word of "eastern" or "north-western" before a name, else the name's."""
        for size in (3, 1):
            begin = first - size
            if begin >= 0 and self._parse.words(begin, first - 1).casefold() in self._words(
                "direction"
            ):
                return begin
        return first

    def _is_headed(self, run: _Run) -> bool:
        last = self._find_head(run.last)
        if last > run.last:
            return self.key(run) not in self._people and self._is_unit(run, last)
        title = self._parse.words(run.first, min(run.first + 1, run.last)).casefold()
        return title in self._words("title")

    def _is_unit(self, run: _Run, last: int) -> bool:
        """Whether a name with its head is a unit's, not a body's: "Central Military District"."""
        tokens = self._parse.tokens
        after = tokens[last + 1].lower if last + 1 < len(tokens) else ""
        head = self._parse.words(run.last + 1, last)
        kind = self._language.values("places", "head").get(head.casefold())
        if kind == _DISTRICT and after in self._words("name_part", "bodies"):
            return False
        return head.islower() or self._weight(run) > 0

    def _find_head(self, last: int) -> int:
        """Return the last word of "region" or "People's Republic" after a name."""
        tokens, heads = self._parse.tokens, self._words("head")
        for size in (3, 2, 1):
            end = last + size
            if end < len(tokens) and tokens[end].sentence == tokens[last].sentence:
                words = self._parse.words(last + 1, end).casefold()
                if words in heads and not self._opens_title(end):
                    return end
        return last

    def _opens_title(self, at: int) -> bool:
        """Whether a word goes on into a name: "Republic" in "Democratic Republic of Congo"."""
        tokens = self._parse.tokens
        named = at + 2 < len(tokens) and self._is_part(tokens[at + 2])
        title = self._parse.words(at, at + 1).casefold() if named else ""
        return tokens[at].text[:1].isupper() and title in self._words("title")

    def _is_of_kind(self, run: _Run) -> bool:
        tokens = self._parse.tokens
        if run.first < 2 or tokens[run.first - 1].lower not in self._words("of"):
            return False
        kind = tokens[run.first - 2]
        values = self._language.values("places", "kind")
        return bool(values.get(kind.lower)) and self.key(run) not in self._people

    def _is_area(self, run: _Run, labels: set[str]) -> bool:
        """Whether it is a country or a great area, which need no witness but their name."""
        text = self._parse.words(run.first, run.last)
        if self.key(run) in self._people:
            return False
        if text.casefold() in self._words("area"):
            return True
        if text.casefold() in self._words("country"):
            return len(text) > 2 or text.isupper()
        top = self._top(run)
        return top is not None and top.feature == "country" and _PERSON not in labels

    def _is_acronym(self, run: _Run) -> bool:
        """Whether it is short for a region that the report names too: "LPR"."""
        text = self._parse.words(run.first, run.last)
        of = self._language.values("places", "acronym").get(text.casefold())
        return bool(of) and text.isupper() and str(of).partition(" ")[2] in self._parse.text

    def _is_byname(self, run: _Run, labels: set[str], *, article: bool) -> bool:
        """Whether a town is known by it too, but by another name of its own.

        Such a name is no town with an article, "the Queen City", nor as an adjective that the
        engine takes for none: "Molotov cocktails".
        """
        top, tokens = self._top(run), self._parse.tokens
        if top is None or top.feature != "settlement":
            return False
        if top.name.casefold().removeprefix("the ")[:1] == self.key(run)[:1]:
            return False  # another spelling: Kharkov
        head = tokens[tokens[run.last].head]
        if head.i > run.last and head.pos == "NOUN" and tokens[run.last].dep == "compound":
            return not labels & _PLACES
        return article

    def _is_short(self, run: _Run) -> bool:
        """Whether it is one of the words that are short for a region: "B.C.", "Ky."."""
        text = self._parse.words(run.first, run.last)
        short = text.casefold() in self._words("abbreviation")
        return short and (text.isupper() or text.endswith("."))

    def _is_short_place(self, run: _Run) -> bool:
        """Whether it stands for a region here: after a place, or with dots inside."""
        text = self._parse.words(run.first, run.last)
        before = self._parse.tokens[run.first - 1].text if run.first else ""
        # "500 B.C." is a time.
        return self._is_after_place(run) or ("." in text[:-1] and not before.isdigit())

    def _is_site(self, run: _Run) -> bool:
        """Whether it is a site by its own words: "Military Prison 10", "Penal Colony No. 6"."""
        sites = self._words("site")
        words = [token.lower for token in self._parse.tokens[run.first : run.last + 1]]
        named = [word for word in words if not word.isdigit()]
        numbered = len(named) < len(words)
        return len(words) > 1 and (named[-1] in sites or (numbered and bool(sites & set(named))))

    def _is_placed(self, run: _Run, labels: set[str]) -> bool:
        """Whether the words before it, the engine and the gazetteer together say "place"."""
        weight = self._weight(run)
        place = bool(labels & _PLACES)
        before = self._before(run)
        if before in self._words("strong"):
            return weight > 0 or place or (not labels - {"", _PERSON} and self._is_simple(run))
        if self._is_dateline(run):
            return weight >= _KNOWN
        if before in self._words("toward"):
            return weight > 0 and (self._travels(run) or (place and weight >= _KNOWN))
        if before in self._words("weak") and not self._is_of_body(run):
            return weight > 0 and (place or weight >= (_TOWN if _PERSON in labels else _KNOWN))
        if self._is_after_place(run):
            return weight > 0 and (place or weight >= _KNOWN)
        token = self._parse.tokens[run.last]
        if token.dep == "dobj" and self._parse.tokens[token.head].lemma in self._words("object_of"):
            return weight >= _KNOWN
        return weight >= (_KNOWN if place else _GREAT) and _PERSON not in labels

    def _is_simple(self, run: _Run) -> bool:
        """Whether nothing speaks against a name that nobody knows: "in Alkino-2"."""
        tokens = self._parse.tokens
        after = tokens[run.last + 1] if run.last + 1 < len(tokens) else None
        return not (after is not None and (after.tag == "POS" or after.pos in {"NOUN", "PROPN"}))

    def _before(self, run: _Run) -> str:
        """Return the preposition that governs a run, past an article and a direction."""
        tokens = self._parse.tokens
        at = run.first - 1
        skipped = self._words("article") | self._words("direction") | self._words("demonym")
        while at >= 0 and tokens[at].lower in skipped:
            at -= 1
        if at < 0 or tokens[at].sentence != tokens[run.first].sentence:
            return ""
        pair = self._parse.words(max(at - 1, 0), at).casefold()
        return pair if pair in self._words("strong") else tokens[at].lower

    def _names_site(self, run: _Run) -> bool:
        """Whether a site goes by its name: "the Tel Hashomer induction base"."""
        tokens = self._parse.tokens
        head = tokens[tokens[run.last].head]
        between = tokens[run.last + 1 : head.i]
        return (
            run.last < head.i <= run.last + 3
            and head.pos == "NOUN"
            and head.lemma in self._words("site")
            and all(token.text.islower() for token in between)
        )

    def _is_of_body(self, run: _Run) -> bool:
        """Whether it follows "of" in a body's name: "High Court of Justice"."""
        tokens = self._parse.tokens
        if run.first < 2 or tokens[run.first - 1].lower not in self._words("of"):
            return False
        before = tokens[run.first - 2]
        return before.text[:1].isupper() and before.lower in self._words("name_part", "bodies")

    def _is_after_place(self, run: _Run) -> bool:
        """Whether it follows another place's name by a comma or "and": "Ufa, Bashkortostan"."""
        tokens = self._parse.tokens
        at = run.first - 1
        if at < 1 or tokens[at].lower not in self._words("list"):
            return False
        while at > 0 and tokens[at].lower in self._words("list") | self._words("head"):
            at -= 1
        return tokens[at].text[:1].isupper() and (
            tokens[at].name in _PLACES or self._weight_of(tokens[at].text) >= _KNOWN
        )

    def _is_dateline(self, run: _Run) -> bool:
        token = self._parse.tokens[run.first]
        starts = {paragraph.begin for paragraph in self._parse.paragraphs[:2]}
        after = self._parse.tokens[run.last + 1 : run.last + 2]
        marks = self._words("break")
        return token.begin in starts and bool(after) and after[0].text in marks

    def _travels(self, run: _Run) -> bool:
        """Whether "to" before a name follows a word of travel: "sent to", not "told to"."""
        tokens = self._parse.tokens
        travel = self._words("travel")
        preposition = next(
            (tokens[at] for at in range(run.first - 1, max(run.first - 4, -1), -1)
             if tokens[at].lower in self._words("toward")),
            None,
        )  # fmt: skip
        if preposition is None:
            return False
        near = tokens[max(preposition.i - 2, 0) : preposition.i]
        return tokens[preposition.head].lemma in travel or any(t.lemma in travel for t in near)

    def _is_channel(self, run: _Run) -> bool:
        """Whether a noun for a medium follows it, or another body's: "the Astra channel"."""
        after = self._parse.words(
            min(run.last + 1, len(self._parse.tokens) - 1),
            min(run.last + 2, len(self._parse.tokens) - 1),
        ).casefold()
        channels = self._words("channel", "outlets")
        return after in channels or after.split(" ")[0] in channels

    def _find_people(self) -> Iterator[str]:
        """Yield surnames: last words of names of persons that have several."""
        for name in self._parse.names:
            last = self._parse.tokens[name.last]
            if name.label == _PERSON and name.last > name.first and last.tag != "POS":
                full = self._parse.words(name.first, name.last)
                if not self._weight_of(full):
                    yield last.lower
                    yield full.casefold()

    # -- the gazetteer and the language

    def _words(self, entry: str, lexicon: str = "places") -> frozenset[str]:
        return self._language.words(lexicon, entry)

    def _top(self, run: _Run) -> PlaceCandidate | None:
        found = self._gazetteer.find_weighted(self._parse.words(run.first, run.last))
        return found[0][1] if found else None

    def _weight(self, run: _Run) -> float:
        return self._weight_of(self._parse.words(run.first, run.last))

    def _weight_of(self, name: str) -> float:
        found = self._gazetteer.find_weighted(name)
        return max(found[0][0], 0.1) if found else 0.0
