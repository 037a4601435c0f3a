"""The pieces of words, by sentencepiece's unigram model (Kudo 2018)."""

from collections.abc import Sequence
from typing import Any

PAD = 1


class SentencePieces:
    """The pieces of the multilingual encoder, its vocabulary cut to three languages.

    Args:
        model: A sentencepiece model as bytes.
    """

    def __init__(self, model: bytes) -> None:
        from sentencepiece import SentencePieceProcessor

        self._model: Any = SentencePieceProcessor(model_proto=model)
        self.first: int = self._model.bos_id()
        self.paragraph: int = self._model.eos_id()
        self.unknown: int = self._model.unk_id()

    def encode(self, words: Sequence[str]) -> list[list[int]]:
        """Return the numbers of each word's pieces."""
        found: list[list[int]] = self._model.encode(list(words))
        return found
