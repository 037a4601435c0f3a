"""Names that a parser would tear apart, found by the words beside them.

"Moscow Says, an independent news site", "the exile group Conscripts Abroad", "the Don't
Expect Good News channel": what stands beside such a name says that it is one. Once it is
known in one place, it is one name wherever the report has it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from sayso.lang.language import Language

# No name's word is longer; a line of digits without a blank would be tried from each on.
_WORD = r"[A-Z0-9][\w’'.-]{0,60}[\w’']"
_LINK = r"(?:of|the|and|for|in|on|to|from|&)"
_RUN = re.compile(r"\w+")
_JOIN = r"(?:of|the|and|&)"
_FEW = rf"{_WORD}(?:[ \t]+(?:{_LINK}[ \t]+)*{_WORD}){{0,5}}"
_SEVERAL = rf"{_WORD}(?:[ \t]+(?:{_JOIN}[ \t]+)*{_WORD}){{1,4}}"
# "Rostov-on-Don", "sister-in-law": one word, whatever a tokenizer makes of the hyphens.
_HYPHENED = re.compile(r"\b[A-Z]\w+-(?:[a-z]{2,4}-){1,2}[A-Z]\w+|\b[a-z]+-in-law\b")


class NameSpotter:
    """Finds where names stand that must stay one word."""

    def __init__(self, language: Language) -> None:
        outlets = language.alternation("outlets", "outlet")
        channels = language.alternation("outlets", "channel")
        media = language.alternation("bodies", "media_noun")
        groups = language.alternation("outlets", "group_noun")
        titles = language.alternation("outlets", "title_lead")
        self._platforms = language.words("outlets", "platform")
        whole = language.alternation("outlets", "whole")
        self._known = re.compile(rf"\b{outlets}(?![\w-]|\.\w)", re.IGNORECASE)
        self._whole = re.compile(rf"\b{whole}\b")
        self._beside = [
            re.compile(rf"(?<![\w.] )\b(?P<name>{_FEW})(?=[ \t]+(?i:{channels})\b)"),
            re.compile(rf"(?<=[Tt]he )(?P<name>{_FEW})(?=[ \t]+(?i:{channels})\b)"),
            re.compile(rf"\b(?:{media}|{groups})[ \t]+(?P<name>{_SEVERAL})"),
            re.compile(rf"\b[Tt]he[ \t]+(?P<name>{_SEVERAL})(?=[ \t]+{media}\b)"),
            re.compile(
                rf"(?P<name>{_SEVERAL})"
                rf"(?=,[ \t]+an?[ \t]+(?:[\w-]+[ \t]+){{0,3}}(?:{media}|{groups})\b)"
            ),
            re.compile(rf"(?<=[a-z] )(?P<name>The[ \t]+{_SEVERAL})"),
            re.compile(rf"\b{titles}[ \t]+[\"“‘'](?P<name>{_SEVERAL})[\"”’']"),
        ]

    def find(self, text: str) -> list[tuple[int, int]]:
        """Return where names stand, longest first; they may overlap."""
        found = [match.span() for match in self._whole.finditer(text)]
        found += [match.span() for match in _HYPHENED.finditer(text)]
        found += [m.span() for m in self._known.finditer(text) if _is_written_as_name(m[0])]
        found += _find_all(set(self._spotted(text)), text)
        return sorted(set(found), key=lambda span: (-(span[1] - span[0]), span))

    def _spotted(self, text: str) -> Iterator[str]:
        for pattern in self._beside:
            for match in pattern.finditer(text):
                words = match["name"].rstrip(".").split()
                # "the Astra Telegram channel": where it is, not what it is called.
                while words and words[-1].lower() in self._platforms:
                    words.pop()
                if len(words) > 1:
                    yield " ".join(words)


def _find_all(names: set[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield every place where one of several names stands, each of more than one word."""
    by_first: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if first := _RUN.match(name):
            by_first[first[0]].append(name)
    for run in _RUN.finditer(text) if names else ():
        for name in by_first.get(run[0], ()):
            end = run.start() + len(name)
            if text.startswith(name, run.start()) and not _RUN.match(text, end):
                yield run.start(), end


def _is_written_as_name(words: str) -> bool:
    """Whether the words have a capital where a name has it ("the Times", "RBC", "+972")."""
    bare = words.removeprefix("the ").removeprefix("The ")
    return not bare[0].islower()
