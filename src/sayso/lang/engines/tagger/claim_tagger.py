"""The tagger of claims: text in, statements out, by a small network on one core."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sayso.errors import ModelError
from sayso.lang.engines.tagger.confidence import Calibration
from sayso.lang.engines.tagger.decode import Floats, Span, Tagged, find_statements
from sayso.lang.engines.tagger.graph_outputs import add_outputs
from sayso.lang.engines.tagger.labels import LABELS, LEVELS, get_distance
from sayso.lang.engines.tagger.model_file import ModelFile, read_model_file
from sayso.lang.engines.tagger.pieces import SentencePieces
from sayso.lang.engines.tagger.session import load_session
from sayso.lang.engines.tagger.text import MOST, Window, Words, make_windows, make_words
from sayso.records.reading import Maker
from sayso.records.selector import Span as Offsets
from sayso.records.tagged import TaggedStatement, TaggedText

SHARED = 2
"""How many layers of the model that is shipped serve names too."""


class _Pass(NamedTuple):
    window: Window
    hidden: Floats
    scores: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedText:
    """What one pass found of a text, for several taggers.

    Attributes:
        words: The text's words.
        passes: Of each window what claims are read from.
        states: Of each window its pieces' states in the shared layers, (1, pieces, width).
    """

    text: str
    words: Words
    passes: list[_Pass]
    states: list[Floats]


class ClaimTagger:
    """Finds statements with their sources in English, Russian and Ukrainian text."""

    def __init__(self, file: ModelFile, *, shared: int = 0) -> None:
        """Open a model; ``shared`` of its layers serve other taggers too (`share`)."""
        problem = "The model of claims does not load."
        remedy = "Install sayso anew; where --claims named the file, make it anew."
        self._tap = f"encoder.layers.{shared - 1}.norm_narrow" if shared else None
        graph = file.arrays["graph"].tobytes()
        graph = add_outputs(graph, [self._tap]) if self._tap else graph
        self._session = load_session(graph, problem=problem, remedy=remedy)
        try:
            self.pieces = SentencePieces(file.arrays["pieces"].tobytes())
        except RuntimeError as exc:
            raise ModelError(problem, remedy=remedy) from exc
        self._kept: SharedText | None = None
        self._arrays = file.arrays
        self._positions = file.arrays["positions"].astype(np.float32)
        self._outside = float(file.about.get("outside", 0.0))
        self._calibration = Calibration(file.about.get("calibration", {}))
        self._links = {
            name: value.astype(np.float32)
            for name, value in file.arrays.items()
            if name.startswith("link.")
        }
        self.makers = (
            Maker(name="sayso-claims", version=str(file.about["version"]), sha256=file.sha256),
        )

    def tag(self, text: str, *, outside: float | None = None) -> TaggedText:
        """Return the statements of a text whose paragraphs are its lines.

        Args:
            text: The text.
            outside: Added to the score of no role at all: above 0, fewer and surer
                statements; below, more. The model's own by default.
        """
        words = make_words(text, self.pieces)
        statements: list[Tagged] = []
        cues, contents = np.zeros(len(words.spans)), np.zeros(len(words.spans))
        for window, scores, found in self._tag_windows(text, words, outside):
            chances = np.exp(scores)
            for role, chance in (("cue", cues), ("content", contents)):
                both = [LABELS.index(f"{mark}-{role}") for mark in "BI"]
                chance[window.begin : window.end] = chances[:, :, both].sum(axis=-1).max(axis=0)
            statements.extend(_shift(one, window.begin) for one in found)
        statements.sort(key=lambda one: (one.spans["cue"][0], one.level))
        return TaggedText(
            statements=tuple(self._make_statement(one, words) for one in statements),
            words=[Offsets(*span) for span in words.spans],
            cues=cues.tolist(),
            contents=contents.tolist(),
        )

    def tag_words(self, text: str, words: Words) -> list[Tagged]:
        """Return the statements as spans of words, with what speaks for and against them."""
        return [
            _shift(one, window.begin)
            for window, _, found in self._tag_windows(text, words, None)
            for one in found
        ]

    def _tag_windows(
        self, text: str, words: Words, outside: float | None
    ) -> Iterator[tuple[Window, Floats, list[Tagged]]]:
        kept, self._kept = self._kept, None
        if kept is not None and kept.text == text:
            passes: Iterable[_Pass] = kept.passes
        else:
            windows = make_windows(text, words, self.pieces, most=MOST)
            passes = (_Pass(window, *self.run(window)) for window in windows)
        for window, hidden, scores in passes:
            found = find_statements(
                scores,
                self._make_linker(hidden),
                borders=words.paragraphs,
                begin=window.begin,
                outside=self._outside if outside is None else outside,
            )
            yield window, scores, list(found)

    def run(self, window: Window) -> tuple[Floats, Floats]:
        """Return the hidden states of words and the log-probabilities of their labels."""
        hidden, scores = self._session.run(("hidden", "scores"), self._embed(window))
        return hidden[0], _label(scores)

    def share(self, text: str) -> "SharedText":
        """Return the states of a text's pieces in the layers that are shared.

        What else was computed is kept for `tag`, if the same text comes next.
        """
        words = make_words(text, self.pieces)
        states: list[Floats] = []
        passes: list[_Pass] = []
        for window in make_windows(text, words, self.pieces, most=MOST):
            outputs = ("hidden", "scores", self._tap)
            hidden, scores, state = self._session.run(outputs, self._embed(window))
            passes.append(_Pass(window, hidden[0], _label(scores)))
            states.append(state)
        self._kept = SharedText(text=text, words=words, passes=passes, states=states)
        return self._kept

    def _embed(self, window: Window) -> dict[str, NDArray[Any]]:
        ids = np.array(window.ids)
        embedded = self._arrays["table"][ids] * self._arrays["scales"][ids, None].astype(np.float32)
        embedded = embedded + self._positions[: len(ids)]
        return {"embedded": embedded[None], "heads": np.array(window.heads, dtype=np.int64)}

    def _make_linker(self, hidden: Floats) -> Any:
        def link(role: str, spans: list[Span], cues: list[Span]) -> Floats:
            weights = self._links
            at = f"link.{role}"

            def ends(some: list[Span], part: str) -> NDArray[np.float32]:
                pairs = np.array(some)
                both = np.concatenate([hidden[pairs[:, 0]], hidden[pairs[:, 1] - 1]], axis=1)
                made: Floats = both @ weights[f"{at}.{part}.weight"] + weights[f"{at}.{part}.bias"]
                return made

            distances = np.array([[get_distance(*span, *cue) for cue in cues] for span in spans])
            joint = (
                ends(spans, "span")[:, None]
                + ends(cues, "cue")[None]
                + weights[f"{at}.distance"][distances]
            )
            fits: Floats = (
                np.maximum(joint, 0) @ weights[f"{at}.score.weight"] + weights[f"{at}.score.bias"]
            )[..., 0]
            if role == "source":
                nobody = np.full((1, len(cues)), self._arrays["nobody"][0], dtype=np.float32)
                fits = np.concatenate([fits, nobody])
            return fits

        return link

    def _make_statement(self, one: Tagged, words: Words) -> TaggedStatement:
        spans = {
            role: tuple(
                Offsets(words.spans[low][0], words.spans[high - 1][1]) for low, high in some
            )
            for role, some in one.spans.items()
        }
        return TaggedStatement(level=one.level, confidence=self._calibration.estimate(one), **spans)


def _label(scores: Floats) -> Floats:
    labelled = scores[0].reshape(-1, LEVELS, len(LABELS)).transpose(1, 0, 2)
    labelled = labelled - labelled.max(axis=-1, keepdims=True)
    logs: Floats = labelled - np.log(np.exp(labelled).sum(axis=-1, keepdims=True))
    return logs


def _shift(one: Tagged, by: int) -> Tagged:
    one.spans = {
        role: [(low + by, high + by) for low, high in spans] for role, spans in one.spans.items()
    }
    return one


@cache
def load_claim_tagger(path: Path | None = None) -> ClaimTagger:
    """Load the tagger that is shipped, or another; raises `ModelError`."""
    return ClaimTagger(read_model_file(path), shared=0 if path else SHARED)
