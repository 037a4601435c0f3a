"""The words around places' names in a language, and the names in their nominative."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import product

from sayso.lang.folding import fold
from sayso.lang.language import Language
from sayso.records.morph import get_morph
from sayso.records.parse import Token

_MOST_SPELLINGS = 32


class PlaceWords:
    """The lexicon of places of a language, its words folded; see `get_place_words`."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self.adjective_endings = tuple(language.words("grammar", "adjective_ending"))
        self.heads = self._values("head")
        self.titles = self._values("title")
        self.title_adjectives = self._words("title_adjective")
        self.kinds = self._values("kind")
        self.short_kinds = self._values("kind_short")
        self.villages = self._words("village")
        self.sites = self._words("site")
        self.strong = self._words("strong")
        self.inside = self._words("inside")
        self.of_place = self._words("of_place")
        self.small = self._words("within_word")
        self.listing = self._words("list")
        self.near = self._words("near")
        self.countries = self._values("country")
        self.never = self._words("never") | self._words("not_country")
        self.areas = self._values("area")
        self.acronyms = self._values("acronym")
        self.demonyms = self._values("demonym")

    def _words(self, entry: str) -> frozenset[str]:
        return frozenset(map(fold, self._language.words("places", entry)))

    def _values(self, entry: str) -> Mapping[str, str]:
        values = self._language.values("places", entry)
        return {fold(word): str(value) for word, value in values.items()}

    @cached_property
    def _adjectives(self) -> Sequence[tuple[str, str, str]]:
        """Ends of adjectives' dictionary forms, what form is wanted, and its end; longest first."""
        values = self._language.values("places", "adjective").items()
        parted = [(*key.split(" "), str(end)) for key, end in values]
        rows = [(ending, form, end) for ending, form, end in parted]
        return sorted(rows, key=lambda row: -len(row[0]))

    def agree(self, lemma: str, form: str) -> str:
        """Return an adjective's nominative for a form ("Fem", "Neut", "Plur"); else the lemma."""
        for ending, wanted, end in self._adjectives:
            if wanted == form and lemma.endswith(ending):
                return lemma.removesuffix(ending) + end
        return lemma

    @lru_cache(maxsize=2_000)  # noqa: B019 - one for each language, kept for good
    def spell_ukrainian(self, name: str) -> tuple[str, ...]:
        """Return how a name may be spelled in the register of Ukraine; nothing where it is hers."""
        ends = self._language.values("places", "ukrainian")
        if not ends:
            return ()
        letters = self._language.values("places", "ukrainian_letters")
        longest = sorted(ends, key=len, reverse=True)
        options = [
            list(self._spell_word(word, longest, ends, letters)) for word in name.casefold().split()
        ]
        made = (" ".join(words) for words in product(*options))
        return tuple(dict.fromkeys(one for one, _ in zip(made, range(_MOST_SPELLINGS))))  # noqa: B905

    @staticmethod
    def _spell_word(
        word: str,
        longest: Sequence[str],
        ends: Mapping[str, object],
        letters: Mapping[str, object],
    ) -> Iterator[str]:
        end = next((one for one in longest if word.endswith(one)), "")
        tails = str(ends[end]).split("|") if end else [""]
        choices = [str(letters.get(char, char)).split("|") for char in word.removesuffix(end)]
        stems = ["".join(chosen) for chosen, _ in zip(product(*choices), range(8))]  # noqa: B905
        for stem in stems:
            for tail in tails:
                yield stem + tail


@lru_cache(maxsize=8)
def get_place_words(language: Language) -> PlaceWords:
    """Return the lexicon of places of a language; made once."""
    return PlaceWords(language)


def list_nominatives(tokens: Sequence[Token], words: PlaceWords) -> tuple[str, ...]:
    """Return what a name can be called in the nominative, likeliest first.

    Adjectives agree with the noun behind them as their dictionary forms do not: "Новой
    Каховке" is "Новая Каховка". A name that is not declined stays as it is written.
    """
    if not tokens:
        return ()
    nouns = [token for token in tokens if token.pos in {"NOUN", "PROPN"}]
    head = get_morph((nouns[-1] if nouns else tokens[-1]).tag)
    form = "Plur" if head.number == "Plur" else head.gender
    made = []
    for token in tokens:
        whole = token.lemma if any(map(str.isalpha, token.text)) else token.text
        made.append(words.agree(whole, form) if token.pos == "ADJ" or len(tokens) > 1 else whole)
    agreed = _join(made, tokens)
    written = _join([token.text for token in tokens], tokens)
    single = [words.agree(tokens[0].lemma, form)] if len(tokens) == 1 else []
    return tuple(dict.fromkeys((agreed, *single, written.casefold(), written)))


def _join(parts: Sequence[str], tokens: Sequence[Token]) -> str:
    """Return words with blanks where the text has them."""
    made = parts[0]
    for part, before, token in zip(parts[1:], tokens, tokens[1:], strict=False):
        made += part if before.end == token.begin else " " + part
    return made
