"""The piece tokenizers of the encoders that can be trained."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any


class WordPieces:
    """BERT's uncased word pieces (MiniLM); a `Pieces`."""

    def __init__(self, path: Path) -> None:
        from tokenizers import Tokenizer

        self._model: Any = Tokenizer.from_file(str(path))
        # The packaged tokenizer fills every word up to 128 pieces.
        self._model.no_padding()
        self._model.no_truncation()
        self.first = self._model.token_to_id("[CLS]")
        self.paragraph = self._model.token_to_id("[SEP]")
        self.unknown = self._model.token_to_id("[UNK]")

    def encode(self, words: Sequence[str]) -> list[list[int]]:
        """Return the numbers of each word's pieces."""
        bare = [word.strip() for word in words]
        return [found.ids for found in self._model.encode_batch(bare, add_special_tokens=False)]
