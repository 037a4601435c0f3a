"""A language's words, loaded from the TOML files of its folder.

Every file is a lexicon, every table in it an entry::

    [denial]
    lemmas = ["deny", "refute"]              # dictionary forms, compared with a word's lemma
    phrases = ["no truth in"]                # words as written, in lower case
    values = { january = 1, february = 2 }   # words that stand for something
    forms = ["опроверг*"]                    # words in all their forms (`sayso.lang.wordforms`)
    examples = ["The ministry denied it."]   # texts that must match
    not = ["He was denied a lawyer."]        # texts that must not

A test runs the examples of every entry of every language.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources

from sayso.errors import DataError, LanguageError
from sayso.lang.wordforms import compile_forms
from sayso.records.reading import Maker

Scalar = str | int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """The words of one kind, with the texts that prove them.

    Attributes:
        forms: Words in all their forms, as `sayso.lang.wordforms` tells.
        words: Lemmas, phrases and the keys of values together.
    """

    lemmas: frozenset[str] = frozenset()
    phrases: tuple[str, ...] = ()
    values: Mapping[str, Scalar] = field(default_factory=dict)
    forms: tuple[str, ...] = ()
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()

    words: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        # Asked for at every word of a report: joined once.
        words = self.lemmas | frozenset(self.phrases) | frozenset(self.values)
        object.__setattr__(self, "words", words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language: its lexicons by file name, each with its entries by table name.

    Attributes:
        code: BCP 47 primary subtag.
        maker: Version and hash of its data, for `made_by`.
        lexicons: ``lexicons["reporting"]["say"]`` is an `Entry`.
        grammar: How its words tell who does what to whom: "analytic" (by their order and by
            prepositions, as in English) or "inflected" (by their endings, as in Russian and
            Ukrainian). Stages that need grammar come in these two kinds; none asks for a language.
    """

    code: str
    maker: Maker
    lexicons: Mapping[str, Mapping[str, Entry]]
    grammar: str = "analytic"

    def __hash__(self) -> int:
        # By content, so that what is built from a language can be cached for it.
        return hash((self.code, self.maker))

    def entry(self, lexicon: str, name: str) -> Entry:
        """Return one entry; raises `DataError` when the language lacks it."""
        try:
            return self.lexicons[lexicon][name]
        except KeyError as exc:
            raise DataError(
                f"The language {self.code!r} has no entry {name!r} in {lexicon}.toml.",
                remedy="Add it, with its examples.",
            ) from exc

    def words(self, lexicon: str, name: str) -> frozenset[str]:
        """Return the words of one entry, in lower case."""
        return self.entry(lexicon, name).words

    def values(self, lexicon: str, name: str) -> Mapping[str, Scalar]:
        """Return what the words of one entry stand for."""
        return self.entry(lexicon, name).values

    def pattern(self, lexicon: str, name: str) -> re.Pattern[str]:
        """Return one expression for the forms of an entry, as whole words."""
        return compile_forms(self.entry(lexicon, name).forms)

    def alternation(self, lexicon: str, name: str) -> str:
        r"""Return a regular expression for any of the entry's words, longest first.

        A blank in a phrase matches any white space; put ``\b`` around it yourself.
        """
        return _alternation(self.words(lexicon, name))


UNKNOWN_LANGUAGE = "und"
"""BCP 47's subtag for a language that cannot be told."""

SUPPORTED = ("en", "ru", "uk")
"""Languages whose reports are read."""


# "İ", "ı", "ſ" and the sign of the kelvin, for a letter that no lexicon has.
_HIDDEN = "\u0130\u0131\u017f\u212a"


@cache
def _alternation(words: frozenset[str]) -> str:
    longest = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(make_source, longest)) + ")"


def make_source(words: str) -> str:
    r"""Return the source of an expression for words; a blank matches any white space.

    Expressions that ignore case take "İ", "ı", "ſ" and "K" for i, s and k, which no lexicon
    has: these three letters stand in both cases instead.
    """
    return "".join(_spell(letter) for letter in words)


def simplify_source(source: str) -> str:
    """Return the source of `make_source` for texts in which such letters are hidden."""
    return re.sub(r"\(\?-i:\[([isk])[ISK]\]\)", r"\1", source)


@lru_cache(maxsize=4)
def hide_letters(text: str) -> str:
    """Return a text of the same length in which letters that pass for i, s and k are others."""
    if not text.isascii():
        for letter in _HIDDEN:  # several times as fast as a table, for they hardly ever stand there
            text = text.replace(letter, "\u0195")
    return text


def _spell(letter: str) -> str:
    if letter == " ":
        return r"\s+"
    if letter in "iskISK":
        return f"(?-i:[{letter.lower()}{letter.upper()}])"
    return re.escape(letter)


@cache
def get_language(code: str) -> Language:
    """Load a language; raises `LanguageError` for one that sayso does not read."""
    if code == UNKNOWN_LANGUAGE:
        raise LanguageError(
            "Nothing tells which language it is in.",
            remedy=f"sayso reads: {', '.join(SUPPORTED)}. If the text is in one of these, name it "
            "with --language.",
        )
    if code not in SUPPORTED:
        raise LanguageError(
            f"sayso does not read the language {code!r} yet.",
            remedy=f"It reads: {', '.join(SUPPORTED)}. If the text is in one of these, name it "
            "with --language.",
        )
    folder = resources.files("sayso.lang") / code
    digest = hashlib.sha256()
    lexicons: dict[str, dict[str, Entry]] = {}
    version, grammar = "0", "analytic"
    for file in sorted(folder.iterdir(), key=lambda item: item.name):
        if not file.name.endswith(".toml"):
            continue
        data = file.read_bytes()
        digest.update(file.name.encode() + b"\0" + data)
        tables = tomllib.loads(data.decode())
        if file.name == "language.toml":
            version, grammar = tables["version"], tables["grammar"]
            continue
        lexicons[file.name.removesuffix(".toml")] = {
            name: _entry(f"lang/{code}/{file.name}", name, table) for name, table in tables.items()
        }
    maker = Maker(name=f"lang-{code}", version=version, sha256=digest.hexdigest())
    return Language(code=code, maker=maker, lexicons=lexicons, grammar=grammar)


def _entry(file: str, name: str, table: dict[str, object]) -> Entry:
    known = {"lemmas", "phrases", "values", "forms", "examples", "not"}
    if extra := set(table) - known:
        raise DataError(
            f"{file}: [{name}] holds unknown keys: {', '.join(sorted(extra))}.",
            remedy=f"Use only {', '.join(sorted(known))}.",
        )

    def strings(key: str) -> tuple[str, ...]:
        found = table.get(key, [])
        if not isinstance(found, list) or not all(isinstance(item, str) for item in found):
            raise DataError(f"{file}: [{name}] {key} is no list of strings.", remedy="Make it one.")
        return tuple(found)

    values = table.get("values", {})
    if not isinstance(values, dict):
        raise DataError(f"{file}: [{name}] values is no table.", remedy="Make it one.")
    return Entry(
        lemmas=frozenset(strings("lemmas")),
        phrases=strings("phrases"),
        values=values,
        forms=strings("forms"),
        examples=strings("examples"),
        counterexamples=strings("not"),
    )
