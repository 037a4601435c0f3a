"""Whether two spellings can be one name."""

import unicodedata

from sayso.lang.language import Language


class Spelling:
    """Compares names by the skeleton that their romanizations share.

    "Zhargal Dorzhiev" and "Jargal Dorzhiyev" have one skeleton; "Degtyarev" and
    "Degtyareva" have two, since the ending is what tells husband from wife.
    """

    def __init__(self, language: Language) -> None:
        self._known: dict[str, str] = {}
        self._steps = tuple(
            (key, str(value)) for key, value in language.values("romanization", "skeleton").items()
        )

    def skeleton(self, word: str) -> str:
        """Return what is left of a word when its spelling's choices are taken away."""
        if (known := self._known.get(word)) is not None:
            return known
        decomposed = unicodedata.normalize("NFKD", word.casefold())
        plain = "".join(mark for mark in decomposed if not unicodedata.combining(mark))
        for key, value in self._steps:
            plain = plain.replace(key, value)
        self._known[word] = plain
        return plain

    def skeletons(self, name: str) -> tuple[str, ...]:
        """Return the skeletons of a name's words."""
        return tuple(self.skeleton(word) for word in name.split())
