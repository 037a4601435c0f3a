"""The words around what a search found, made from the text itself, alike for every database."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from sayso.store.words import list_placed_words, list_words

_WIDTH = 240
"""Characters of a snippet, about two lines."""

_BEFORE = 60
"""Characters of it before the first word that was sought."""

_REACH = 4000
"""Characters after the first match in which a better place for the snippet is looked for."""

Phrases = Sequence[tuple[str, ...]]

Forms = Mapping[str, str]
"""Words that count as a sought one, each with that one: forms of it."""

NO_FORMS: Forms = {}


class Snippet(NamedTuple):
    """Words of a text in one line, and where in them the sought ones stand (half-open)."""

    text: str
    marks: tuple[tuple[int, int], ...]


def make_snippet(text: str, phrases: Phrases, forms: Forms = NO_FORMS) -> Snippet:
    """Return the stretch near the first match that shows most of what was sought.

    Args:
        text: The text.
        phrases: What was sought, as `read_query` gives it. Where none of it is in the text
            (a title may hold it), the snippet is how the text begins.
        forms: Words that count as sought ones.
    """
    matches = list(_list_near(text, phrases, forms))
    begin = _choose_begin(matches)
    first = max(0, begin - _BEFORE)
    last = min(len(text), first + _WIDTH)
    first = _skip_part(text, first, begin)
    last = _drop_part(text, first, last)
    lead = "…" if first > 0 else ""
    shown = "".join(" " if letter.isspace() else letter for letter in text[first:last])
    marks = tuple(
        (start - first + len(lead), min(end, last) - first + len(lead))
        for start, end, _ in matches
        if first <= start < last
    )
    return Snippet(lead + shown + ("…" if last < len(text) else ""), marks)


def holds_phrases(text: str, phrases: Phrases, forms: Forms = NO_FORMS) -> bool:
    """Return whether all phrases stand in a text."""
    wanted = set(phrases)
    for *_, phrase in _list_matches(text, phrases, 0, forms):
        wanted.discard(phrase)
        if not wanted:
            return True
    return False


def score(text: str, phrases: Phrases, *, usual: float, forms: Forms = NO_FORMS) -> float:
    """Return how well a text fits what was sought: Okapi BM25 with every word weighing the same.

    Every text that is compared holds all words, so that their rarity orders nothing.

    Args:
        text: The text, its title before it.
        phrases: What was sought.
        usual: Mean length of the texts that are compared, in characters.
        forms: Words that count as sought ones.
    """
    words = [forms.get(word, word) for word in list_words(text)]
    length = 1.2 * (0.25 + 0.75 * len(text) / max(usual, 1.0))
    total = 0.0
    for phrase in phrases:
        count = sum(
            tuple(words[at : at + len(phrase)]) == phrase
            for at, word in enumerate(words)
            if word == phrase[0]
        )
        total += count * 2.2 / (count + length)
    return total


def _list_near(
    text: str, phrases: Phrases, forms: Forms
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    end: int | None = None
    for match in _list_matches(text, phrases, _find_start(text, phrases, forms), forms):
        if end is None:
            end = match[0] + _REACH
        if match[0] > end:
            return
        yield match


def _list_matches(
    text: str, phrases: Phrases, start: int, forms: Forms
) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield (begin, end, phrase) of everything sought from an offset on."""
    longest = max(map(len, phrases), default=0)
    ends: dict[str, list[tuple[str, ...]]] = {}
    for phrase in sorted(phrases, key=len, reverse=True):
        ends.setdefault(phrase[-1], []).append(phrase)
    passed: list[tuple[str, int]] = []  # the last words and where they begin
    for begin, end, words in list_placed_words(text, start):
        for word in (forms.get(word, word) for word in words):
            passed.append((word, begin))
            for phrase in ends.get(word, ()):
                row = passed[-len(phrase) :]
                if tuple(one for one, _ in row) == phrase:
                    yield row[0][1], end, phrase
                    break
        del passed[:-longest]


def _find_start(text: str, phrases: Phrases, forms: Forms) -> int:
    """Return an offset before which a long text need not be parted into words.

    It is a little before the letters of a sought word stand first. Spelled with other letters
    the word may stand earlier: then a later place is shown, or, if this finds none, the first.
    """
    if len(text) < _REACH:
        return 0
    folded = text.casefold().replace("ё", "е")
    if len(folded) != len(text):
        return 0
    first = {phrase[0] for phrase in phrases}
    sought = first | {form for form, word in forms.items() if word in first}
    found = [at for word in sought if (at := folded.find(word)) >= 0]
    start = max(0, min(found, default=0) - _WIDTH)
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    return start


def _choose_begin(matches: Sequence[tuple[int, int, tuple[str, ...]]]) -> int:
    """Return where the earliest window begins that shows the most different phrases."""
    best, most = 0, 0
    for at, (begin, *_) in enumerate(matches[:100]):
        shown = {
            phrase for _, end, phrase in matches[at : at + 100] if end <= begin + _WIDTH - _BEFORE
        } | {matches[at][2]}
        if len(shown) > most:
            best, most = begin, len(shown)
    return best


def _skip_part(text: str, first: int, begin: int) -> int:
    """Return where the first whole word begins, at the latest at ``begin``."""
    if first == 0 or text[first - 1].isspace():
        return first
    at = first
    while at < begin and not text[at].isspace():
        at += 1
    while at < begin and text[at].isspace():
        at += 1
    return at


def _drop_part(text: str, first: int, last: int) -> int:
    """Return where the last whole word ends."""
    if last == len(text):
        return last
    at = last
    while at > first and not text[at].isspace():
        at -= 1
    return at if at > first + _WIDTH // 2 else last
