"""Annotated texts as examples for the tagger: labels of words, spans and their links."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from benchmarks.claims.corpus import load_articles
from numpy.typing import NDArray

from sayso.lang.engines.tagger.decode import Tagged
from sayso.lang.engines.tagger.labels import LABELS, LEVELS, ROLES
from sayso.lang.engines.tagger.text import Pieces, Words, make_words
from training.domain import Annotated, load_folder

Span = tuple[int, int]
LABEL = {label: number for number, label in enumerate(LABELS)}
SET_ASIDE = 10
"""Every tenth article of a training set tunes what is not trained."""


@dataclass(slots=True)
class Attribution:
    """One annotated statement: fragments by role, as offsets or as words; and its level."""

    level: int
    spans: dict[str, list[Span]]


@dataclass(slots=True)
class Article:
    """An annotated text.

    Attributes:
        kind: The corpus: "polnear" or "domain".
        language: BCP 47.
        versions: What each annotator marked; training draws one.
        nested: Whether statements within statements are annotated.
        aside: Whether its own header sets it aside: no net that was shipped has seen it.
    """

    name: str
    kind: str
    language: str
    text: str
    versions: list[list[Attribution]]
    nested: bool
    aside: bool = False


@dataclass(slots=True)
class Example:
    """An article in words.

    Attributes:
        labels: By version, level and word; -1 where the corpus does not say.
        links: By version: each statement in words.
        opinions: What teachers say, probabilities of shape (words, levels, labels).
    """

    article: Article
    words: Words
    labels: list[list[list[int]]] = field(default_factory=list)
    links: list[list[Attribution]] = field(default_factory=list)
    opinions: NDArray[np.float16] | None = None


def load_polnear(folder: Path) -> list[Article]:
    """Return the articles of one part of PolNeAR, by name; raises `ScoringError`."""
    return [
        Article(
            name=one.name,
            kind="polnear",
            language="en",
            text=one.text,
            versions=[
                [
                    Attribution(0, {role: list(marks.get(role, ())) for role in ROLES})
                    for marks in reading
                ]
                for reading in one.readings.values()
            ],
            nested=False,
        )
        for one in load_articles(folder)
    ]


def load_domain(folder: Path | None = None) -> list[Article]:
    """Return our own annotated reports."""
    reports = load_folder() if folder is None else load_folder(folder)
    return [make_article(report) for report in reports]


def make_article(report: Annotated) -> Article:
    """Return an annotated report as an article."""
    statements = [
        Attribution(len(one.outer), {role: list(getattr(one, role)) for role in ROLES})
        for one in report.statements
    ]
    return Article(
        name=report.name,
        kind="domain",
        language=report.language,
        text=report.text,
        versions=[statements],
        nested=True,
        aside=report.header.get("aside") == "yes",
    )


def make_example(article: Article, pieces: Pieces) -> Example:
    """Return an article in words, with labels and links."""
    words = make_words(article.text, pieces)
    word_at = [-1] * (len(article.text) + 1)
    for number, (begin, end) in enumerate(words.spans):
        word_at[begin:end] = [number] * (end - begin)
    example = Example(article, words)
    for version in article.versions:
        labels = [[LABEL["O"]] * len(words.spans) for _ in range(LEVELS)]
        if not article.nested:
            labels[1] = [-1] * len(words.spans)
        links = []
        for one in version:
            if one.level >= LEVELS:
                continue
            spans = {role: _find_words(one.spans[role], word_at, words) for role in ROLES}
            links.append(Attribution(one.level, spans))
            for role in ROLES:
                for begin, end in spans[role]:
                    labels[one.level][begin] = LABEL[f"B-{role}"]
                    labels[one.level][begin + 1 : end] = [LABEL[f"I-{role}"]] * (end - begin - 1)
        example.labels.append(labels)
        example.links.append(links)
    return example


def _find_words(spans: Iterable[Span], word_at: list[int], words: Words) -> list[Span]:
    """Return spans as words, joined where nothing is between them, cut at paragraphs."""
    found: list[Span] = []
    for begin, end in sorted(spans):
        inside = [number for number in word_at[begin:end] if number >= 0]
        if not inside:
            continue
        low, high = min(inside), max(inside) + 1
        if found and low <= found[-1][1]:
            low, high = found[-1][0], max(high, found[-1][1])
            found.pop()
        found.append((low, high))
    cut: list[Span] = []
    for low, high in found:
        borders = [at for at in range(low + 1, high) if at in words.paragraphs]
        cut.extend(zip([low, *borders], [*borders, high], strict=True))
    return cut


def get_gold(article: Article, level: int) -> list[dict[str, list[Span]]]:
    """Return what the first annotator marked, of one level; the deeper count as the second."""
    return [one.spans for one in article.versions[0] if min(one.level, 1) == level]


def to_offsets(statements: Iterable[Tagged], example: Example) -> list[dict[str, list[Span]]]:
    """Return tagged statements as offsets, by role."""
    words = example.words.spans
    return [
        {
            role: [(words[low][0], words[high - 1][1]) for low, high in spans]
            for role, spans in one.spans.items()
        }
        for one in statements
    ]


def split(articles: list[Article]) -> tuple[list[Article], list[Article]]:
    """Return the articles to train on, and those set aside for tuning.

    Of those that nothing sets aside it is every tenth, so that adding others changes nothing.
    """
    others = [article for article in articles if not article.aside]
    aside = [*others[SET_ASIDE // 2 :: SET_ASIDE], *(one for one in articles if one.aside)]
    names = {article.name for article in aside}
    return [article for article in articles if article.name not in names], aside
