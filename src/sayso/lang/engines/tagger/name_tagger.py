"""The tagger of names and other typed spans: text in, spans out, by a small network on one core.

It has no lower layers of its own: these are the claims', so that one pass serves both.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from sayso.errors import ModelError
from sayso.lang.engines.tagger.claim_tagger import SHARED, ClaimTagger, load_claim_tagger
from sayso.lang.engines.tagger.model_file import ModelFile
from sayso.lang.engines.tagger.name_decode import LENGTHS, find_typed
from sayso.lang.engines.tagger.name_file import read_name_file
from sayso.lang.engines.tagger.name_mending import mend_borders
from sayso.lang.engines.tagger.session import load_session
from sayso.records.reading import Maker


class TypedSpan(NamedTuple):
    """A stretch of text of a type.

    Attributes:
        begin, end: Offsets, half-open.
        label: One of the 29 types of NEREL ("PERSON", "ORGANIZATION", "LAW", "CRIME", ...).
        confidence: What the network makes of it, from 0 to 1.
    """

    begin: int
    end: int
    label: str
    confidence: float


class NameTagger:
    """Finds names and other typed spans in Russian and Ukrainian text."""

    def __init__(self, file: ModelFile, claims: ClaimTagger) -> None:
        remedy = "Install sayso anew; a model of names goes with one model of claims."
        if file.about.get("claims") != claims.makers[0].sha256 or file.about["shared"] != SHARED:
            raise ModelError("The model of names does not fit the model of claims.", remedy=remedy)
        self._session = load_session(
            file.arrays["graph"].tobytes(),
            problem="The model of names does not load.",
            remedy="Install sayso anew.",
        )
        self._claims = claims
        self._length = file.arrays["length"].astype(np.float32)
        self.makers = (
            *claims.makers,
            Maker(name="sayso-names", version=str(file.about["version"]), sha256=file.sha256),
        )

    def tag(self, text: str) -> tuple[TypedSpan, ...]:
        """Return the typed spans of a text whose paragraphs are its lines, in text order.

        They may lie within one another, but none overlaps another in part.
        """
        shared = self._claims.share(text)
        found: list[TypedSpan] = []
        for one, state in zip(shared.passes, shared.states, strict=True):
            window = one.window
            heads = np.array(window.heads, dtype=np.int64)
            (scores,) = self._session.run(("scores",), {"shared": state, "heads": heads})
            at = np.arange(len(heads))
            lengths = np.clip(at[None, :] - at[:, None], 0, LENGTHS - 1)
            borders = range(window.begin, window.end)
            paragraphs = [at - window.begin for at in borders if at in shared.words.paragraphs]
            for span in find_typed(scores + self._length[:, lengths], paragraphs):
                begin = shared.words.spans[window.begin + span.first][0]
                end = shared.words.spans[window.begin + span.last][1]
                mended = mend_borders(text, begin, end, span.label)
                if mended is not None:
                    found.append(TypedSpan(*mended, span.label, span.confidence))
        return tuple(sorted(found, key=lambda span: (span.begin, -span.end)))


@cache
def load_name_tagger(path: Path | None = None) -> NameTagger:
    """Load the tagger that is shipped, or another; raises `ModelError`."""
    return NameTagger(read_name_file(path), load_claim_tagger())
