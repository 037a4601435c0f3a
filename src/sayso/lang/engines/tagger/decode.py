"""From what the tagger says of each word to statements: spans, and spans linked to cues."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.lang.engines.tagger.labels import LABELS, LEVELS, LINKED, ROLES

Floats = NDArray[np.float32]
Span = tuple[int, int]
Linker = Callable[[str, list[Span], list[Span]], Floats]
"""Given a role, its spans and the cues: how well each span (row) fits each cue (column).

For sources a last row scores that a cue has none."""

_NEVER = -1e4
_OUTSIDE = LABELS.index("O")
_BEGINS = {LABELS.index(f"B-{role}"): role for role in ROLES}
_INSIDE = {role: LABELS.index(f"I-{role}") for role in ROLES}


def _make_transitions() -> tuple[Floats, Floats]:
    after = np.zeros((len(LABELS), len(LABELS)), dtype=np.float32)
    start = np.zeros(len(LABELS), dtype=np.float32)
    for there, label in enumerate(LABELS):
        if label.startswith("I-"):
            start[there] = _NEVER
            for here, before in enumerate(LABELS):
                if before[1:] != label[1:]:
                    after[here, there] = _NEVER
    return after, start


_AFTER, _START = _make_transitions()


@dataclass(slots=True, kw_only=True)
class Tagged:
    """A statement as tagged: spans of words, half-open, by role.

    Attributes:
        level: 0, or 1 for one within the content of another.
        spans: At least a cue and a content.
        doubts: What speaks for and against it, for `confidence`: mean log-probability of
            the words of each role, and of the links.
    """

    level: int
    spans: dict[str, list[Span]]
    doubts: dict[str, float] = field(default_factory=dict)


def find_best_labels(scores: Floats) -> list[int]:
    """Return the likeliest labels of words that can stand in a row (Viterbi 1967).

    ``scores`` are log-probabilities, of shape (words, `LABELS`).
    """
    if not len(scores):
        return []
    best = scores[0] + _START
    back = np.zeros(scores.shape, dtype=np.int64)
    columns = np.arange(scores.shape[1])
    for at in range(1, len(scores)):
        paths = best[:, None] + _AFTER
        back[at] = paths.argmax(axis=0)
        best = paths[back[at], columns] + scores[at]
    labels = [int(best.argmax())]
    for at in range(len(scores) - 1, 0, -1):
        labels.append(int(back[at, labels[-1]]))
    return labels[::-1]


def find_spans(labels: list[int]) -> dict[str, list[Span]]:
    """Return the spans of each role."""
    found: dict[str, list[Span]] = {role: [] for role in ROLES}
    at = 0
    while at < len(labels):
        role = _BEGINS.get(labels[at])
        end = at + 1
        if role is not None:
            while end < len(labels) and labels[end] == _INSIDE[role]:
                end += 1
            found[role].append((at, end))
        at = end
    return found


def cut_spans(spans: list[Span], borders: frozenset[int], begin: int) -> list[Span]:
    """Cut spans where a paragraph begins; ``begin`` is the number of the window's first word."""
    found: list[Span] = []
    for low, high in spans:
        cuts = [at for at in range(low + 1, high) if at + begin in borders]
        found.extend(zip([low, *cuts], [*cuts, high], strict=True))
    return found


def find_statements(
    scores: Floats, linker: Linker, *, borders: frozenset[int], begin: int, outside: float = 0.0
) -> Iterator[Tagged]:
    """Yield the statements of one window, the spans counted in the window's words.

    Args:
        scores: Log-probabilities, of shape (`LEVELS`, words, `LABELS`).
        linker: Scores spans against cues.
        borders: Words of the text that open a paragraph: no content runs over one unseen.
        begin: The text's number of the window's first word.
        outside: Added to the score of standing outside of all roles: above 0, fewer and
            surer statements; below, more.
    """
    for level in range(LEVELS):
        shifted = scores[level].copy()
        shifted[:, _OUTSIDE] += outside
        spans = find_spans(find_best_labels(shifted))
        spans["content"] = cut_spans(spans["content"], borders, begin)
        yield from link_spans(spans, linker, level, scores[level])


def link_spans(
    spans: dict[str, list[Span]], linker: Linker, level: int, scores: Floats | None = None
) -> Iterator[Tagged]:
    """Yield a statement for each cue that gets a content; ``scores`` tell how sure it is."""
    cues = spans["cue"]
    if not cues or not spans["content"]:
        return
    found = [
        Tagged(level=level, spans={role: [] for role in ROLES} | {"cue": [cue]}) for cue in cues
    ]
    for role in LINKED:
        if not spans[role]:
            continue
        fits = _log_softmax(linker(role, spans[role], cues), role)
        if role == "source":
            # Each cue picks its source, or none; one source may serve several cues.
            for cue, pick in enumerate(fits.argmax(axis=0)):
                found[cue].doubts["link source"] = float(fits[pick, cue])
                if pick < len(spans[role]):
                    found[cue].spans[role].append(spans[role][pick])
        else:
            for row, (span, pick) in enumerate(zip(spans[role], fits.argmax(axis=1), strict=True)):
                found[pick].spans[role].append(span)
                doubts = found[pick].doubts
                doubts[f"link {role}"] = min(
                    float(fits[row, pick]), doubts.get(f"link {role}", 0.0)
                )
    for one in found:
        if one.spans["content"]:
            if scores is not None:
                _tell_doubts(one, scores)
            yield one


def _log_softmax(fits: Floats, role: str) -> Floats:
    """Each cue picks among sources, each span of another role among cues."""
    axis = 0 if role == "source" else 1
    top = fits.max(axis=axis, keepdims=True)
    shifted: Any = fits - top
    logs: Floats = shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))
    return logs


def _tell_doubts(one: Tagged, scores: Floats) -> None:
    """Write down how sure each role's words are: the likelihood of the role, whichever label."""
    for role, spans in one.spans.items():
        words = [at for low, high in spans for at in range(low, high)]
        if not words:
            continue
        both = [LABELS.index(f"B-{role}"), LABELS.index(f"I-{role}")]
        chances = np.logaddexp(scores[words, both[0]], scores[words, both[1]])
        one.doubts[role] = float(chances.mean())
        one.doubts[f"least {role}"] = float(chances.min())
