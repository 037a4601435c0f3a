"""Ukrainian names in the letters of a passport."""

import re
from collections.abc import Mapping


class Romanizer:
    """Writes Ukrainian names in Latin letters by the tables of `gazetteer.toml`."""

    def __init__(self, letters: Mapping[str, str], initials: Mapping[str, str]) -> None:
        self._letters, self._initials = letters, initials

    def romanize(self, name: str) -> str:
        """Return a Ukrainian name in the letters of a passport."""
        words = re.split(r"([\s-]+)", name.strip())
        return "".join(self._romanize_word(word) for word in words)

    def _romanize_word(self, word: str) -> str:
        low, roman, at = word.casefold(), "", 0
        while at < len(low):
            if at == 0 and low[0] in self._initials:
                roman, at = self._initials[low[0]], 1
                continue
            size = 2 if low[at : at + 2] in self._letters else 1
            roman += self._letters.get(low[at : at + size], low[at])
            at += size
        return roman[:1].upper() + roman[1:] if word[:1].isupper() else roman
