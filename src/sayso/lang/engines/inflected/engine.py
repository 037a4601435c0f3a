"""Words, what their forms show, and names: the engine for Russian and for Ukrainian."""

from collections.abc import Sequence
from functools import cache

from sayso.lang.engines.inflected.accents import Cleaned
from sayso.lang.engines.inflected.apposed import agree_with_names
from sayso.lang.engines.inflected.form import Analyser, Form, NameFinder
from sayso.lang.engines.inflected.names_by_rules import add_initials
from sayso.lang.engines.inflected.naming_spans import find_names, join_surnames
from sayso.lang.engines.inflected.plain import Cutter, build_parse
from sayso.lang.engines.tagger.name_tagger import NameTagger, load_name_tagger
from sayso.lang.language import get_language
from sayso.records.parse import Parse
from sayso.records.reading import Maker


class InflectedEngine:
    """An `Engine` of an analyser of words and a finder of names; load it with `load_inflected`."""

    def __init__(
        self, cutter: Cutter, analyser: Analyser, finder: NameFinder, tagger: NameTagger
    ) -> None:
        self._cutter = cutter
        self._tagger = tagger
        self._analyser = analyser
        self._finder = finder

    @property
    def makers(self) -> tuple[Maker, ...]:
        """The models and dictionaries it uses, with versions and hashes."""
        return tuple(
            dict.fromkeys((*self._analyser.makers, *self._finder.makers, *self._tagger.makers))
        )

    def parse(self, text: str) -> Parse:
        """Analyse a report's text, whose paragraphs are its lines.

        Stress marks and Latin letters that look like Cyrillic are seen through: lemmas and
        `Token.lower` have none, offsets and words are as written.
        """
        cleaned = Cleaned.make(text)
        if cleaned is not None:
            return cleaned.restore(self._parse(cleaned.text))
        return self._parse(text)

    def _parse(self, text: str) -> Parse:
        cut = self._cutter.cut(text)
        sentences = [[text[begin:end] for begin, end in words] for _, words in cut.sentences]
        forms = [agree_with_names(some) for some in self._analyser.analyse(sentences)]
        others = self._finder.find(sentences, forms)
        words = [word for _, some in cut.sentences for word in some]
        shown = _flatten(forms)
        proper = {
            at for at, form in enumerate(shown) if form.pos == "PROPN" or "NameType=" in form.tag
        }
        names, spans = find_names(text, words, self._tagger.tag(text), others, proper)
        numbers = [number for number, some in enumerate(sentences) for _ in some]
        names = join_surnames(names, shown, numbers)
        names = add_initials(names, [word for some in sentences for word in some], numbers)
        return build_parse(text, cut, shown, names, spans)


@cache
def load_inflected(code: str) -> InflectedEngine:
    """Return the engine for a language of inflected grammar; loaded once, when first needed.

    Raises:
        LanguageError: It is not one that sayso reads.
        ModelError: A model or a dictionary is missing or not what was pinned.
    """
    language = get_language(code)
    analyser, finder = _LOADERS[code]()
    return InflectedEngine(Cutter(language), analyser, finder, load_name_tagger())


def _load_russian() -> tuple[Analyser, NameFinder]:
    from sayso.lang.engines.inflected.russian import load_russian

    return load_russian()


def _load_ukrainian() -> tuple[Analyser, NameFinder]:
    from sayso.lang.engines.inflected.ukrainian import load_ukrainian

    return load_ukrainian()


_LOADERS = {"ru": _load_russian, "uk": _load_ukrainian}


def _flatten(forms: Sequence[Sequence[Form]]) -> list[Form]:
    return [form for sentence in forms for form in sentence]
