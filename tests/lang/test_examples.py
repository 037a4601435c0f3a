"""Every example of every lexicon holds its words, and every counterexample does not."""

import re
from collections.abc import Callable

import pytest

from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.language import SUPPORTED, Entry, Language, get_language
from sayso.lang.templates import compile_templates
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]


def _entries() -> list[tuple[str, str, str]]:
    return [
        (code, lexicon, name)
        for code in SUPPORTED
        for lexicon, entries in get_language(code).lexicons.items()
        for name in entries
    ]


def _is_template(phrase: str) -> bool:
    return re.search(r"\{[\w.]+\}|\[.+\]|\(.*\|.*\)", phrase) is not None


def _examples(*, counter: bool) -> list[tuple[str, str, str, str]]:
    found = []
    for code, lexicon, name in _entries():
        entry = get_language(code).entry(lexicon, name)
        texts = entry.counterexamples if counter else entry.examples
        found += [(code, lexicon, name, text) for text in texts]
    return found


def _holds(language: Language, lexicon: str, name: str, text: str, parse: Analyse) -> bool:
    entry = language.entry(lexicon, name)
    folded = " ".join(text.lower().split())
    plain = [phrase for phrase in entry.phrases if not _is_template(phrase)]
    if any(" ".join(phrase.lower().split()) in folded for phrase in plain):
        return True
    if any(" ".join(key.lower().split()) in folded for key in entry.values):
        return True
    if any(_is_template(phrase) for phrase in entry.phrases) and any(
        pattern.search(text) for pattern in compile_templates(language, lexicon, name)
    ):
        return True
    if entry.forms and language.pattern(lexicon, name).search(text):
        return True
    return bool(entry.lemmas) and _has_lemma(entry, _parse(language, text, parse))


def _parse(language: Language, text: str, parse: Analyse) -> Parse:
    """Return a text as its own language's engine analyses it."""
    return (
        parse(text) if language.grammar == "analytic" else load_inflected(language.code).parse(text)
    )


def _has_lemma(entry: Entry, parsed: Parse) -> bool:
    # A lemma of several words ("defense lawyer") is looked for as written.
    return any(
        token.lemma in entry.lemmas or token.lower in entry.lemmas for token in parsed.tokens
    ) or any(" " in lemma and lemma in parsed.text.lower() for lemma in entry.lemmas)


@pytest.mark.parametrize(("code", "lexicon", "name", "text"), _examples(counter=False))
def test_an_example_holds_a_word_of_its_entry(
    code: str, lexicon: str, name: str, text: str, parse: Analyse
) -> None:
    assert _holds(get_language(code), lexicon, name, text, parse)


@pytest.mark.parametrize(("code", "lexicon", "name", "text"), _examples(counter=True))
def test_a_counterexample_holds_no_word_of_its_entry(
    code: str, lexicon: str, name: str, text: str, parse: Analyse
) -> None:
    assert not _holds(get_language(code), lexicon, name, text, parse)


@pytest.mark.parametrize(("code", "lexicon", "name"), _entries())
def test_every_entry_proves_itself_by_an_example(code: str, lexicon: str, name: str) -> None:
    assert get_language(code).entry(lexicon, name).examples


@pytest.mark.parametrize(
    ("code", "lexicon", "name"),
    [
        (code, lexicon, name)
        for code, lexicon, name in _entries()
        if any(map(_is_template, get_language(code).entry(lexicon, name).phrases))
    ],
)
def test_no_template_matches_nothing(code: str, lexicon: str, name: str) -> None:
    patterns = compile_templates(get_language(code), lexicon, name)

    assert all(pattern.search("") is None for pattern in patterns)
