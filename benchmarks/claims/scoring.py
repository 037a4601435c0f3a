"""Score attributed statements against those that people marked.

    python -m benchmarks.claims.scoring FOLDER PREDICTIONS
    python -m benchmarks.claims.scoring FOLDER --people    how well people agree

FOLDER is a part of PolNeAR. PREDICTIONS are JSON lines with offsets into the raw text:

    {"doc": "NAME.txt", "attributions":
        [{"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 30], [42, 50]]}, ...]}

Texts are compared as words, without punctuation, summed over articles; an article without
a prediction counts as one without attributions.

token          a word has a role when any attribution gives it that role
span exact     all pieces of a role in one attribution hold the same words, one to one
span half      they share at least half of their words (Jaccard), one to one
span overlap   they share a word, each side counted by itself
attribution    the contents share at least half of their words, one to one, and:
  strict         the sources share a word, or there is none on either side
  lenient        the same, but a source may be invented where people saw none
  full           strict, and the cues share a word, where there is a cue of words
  content only   nothing else
"""

import argparse
import json
import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.claims.corpus import ROLES, Article, Attribution, Span, load_articles
from benchmarks.scoring.tally import Count
from benchmarks.scoring.text import ScoringError

Words = frozenset[int]
"""Numbers of words of a text."""

Parts = Mapping[str, Words]
"""The words of each role of one attribution."""

STRICT = "attribution strict"
"""The measure that systems are ranked by."""

KINDS = ("direct", "mixed", "indirect", "has source", "no source")
"""Of a gold attribution: how its content is given, and whether a source is named."""

_WORD = re.compile(r"\w+(?:['’.-]\w+)*")
_QUOTE_MARK = re.compile(r"[\"“”]|``|''")
_HALF = 0.5
_ROUNDS, _SEED = 1000, 1


def _sources_agree(given: Parts, gold: Parts) -> bool:
    return bool(given["source"] & gold["source"]) or not (given["source"] or gold["source"])


def _cues_agree(given: Parts, gold: Parts) -> bool:
    """Tell whether cues meet; the gold's may be a colon alone, which holds no word."""
    return bool(given["cue"] & gold["cue"]) or not gold["cue"]


RULES: Mapping[str, Callable[[Parts, Parts], bool]] = {
    "attribution content only": lambda _given, _gold: True,
    STRICT: _sources_agree,
    "attribution lenient": lambda given, gold: not gold["source"] or _sources_agree(given, gold),
    "attribution full": lambda given, gold: (
        _sources_agree(given, gold) and _cues_agree(given, gold)
    ),
}
"""When an attribution whose content was found is right."""

_BY_ROLE = ("token", "span exact", "span half", "span overlap")

MEASURES = (*(f"{measure} {role}" for measure in _BY_ROLE for role in ROLES), *RULES)


@dataclass(slots=True)
class Score:
    """What was right in one article, or in several added up.

    Attributes:
        measures: Counts by `MEASURES`.
        kinds: Gold attributions by `KINDS`, and how many of them were found ("strict").
    """

    measures: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in MEASURES})
    kinds: dict[str, Count] = field(default_factory=lambda: {name: Count() for name in KINDS})

    def add(self, other: "Score") -> None:
        """Count the other's facts too."""
        for name, count in other.measures.items():
            self.measures[name].add(count)
        for name, count in other.kinds.items():
            self.kinds[name].add(count)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """What one side marked in a text: attributions as given, and the words of each."""

    given: Sequence[Attribution]
    parts: Sequence[Parts]

    def words(self, role: str) -> Words:
        """All words that have a role."""
        return frozenset[int]().union(*(parts[role] for parts in self.parts))

    def spans(self, role: str) -> list[Words]:
        """The spans of a role, each once, in text order."""
        return sorted({parts[role] for parts in self.parts if parts[role]}, key=sorted)

    @property
    def with_content(self) -> list[int]:
        """Numbers of the attributions whose content holds a word: others cannot be found."""
        return [number for number, parts in enumerate(self.parts) if parts["content"]]


def score_article(text: str, gold: Sequence[Attribution], given: Sequence[Attribution]) -> Score:
    """Compare what was found in a text with what is to be found there."""
    cover = _make_cover(text)
    wanted, found = _make_side(gold, cover), _make_side(given, cover)
    score = Score()
    for role in ROLES:
        _score_words(score, role, wanted, found)
        _score_spans(score, role, wanted, found)
    for name, rule in RULES.items():
        pairs = _find_pairs(wanted, found, rule)
        _count(score.measures[name], len(pairs), len(wanted.with_content), len(found.with_content))
        if name == STRICT:
            _score_kinds(score, text, wanted, {number for _, number in pairs})
    return score


def find_right(
    text: str, gold: Sequence[Attribution], given: Sequence[Attribution]
) -> frozenset[int]:
    """Return the numbers of those given that are right by the strict measure."""
    cover = _make_cover(text)
    wanted, found = (
        _Side(
            given=side, parts=[{role: cover(one.get(role, ())) for role in ROLES} for one in side]
        )
        for side in (gold, given)
    )
    return frozenset(number for number, _ in _find_pairs(wanted, found, RULES[STRICT]))


def get_share(text: str, spans: Iterable[Span], others: Iterable[Span]) -> float:
    """Return which part of the words of some spans the others hold too."""
    cover = _make_cover(text)
    words = cover(spans)
    return len(words & cover(others)) / len(words) if words else 0.0


def score_articles(
    articles: Iterable[Article], given: Mapping[str, Sequence[Attribution]]
) -> list[Score]:
    """Score each article by what was found in it, by its name."""
    return [score_article(one.text, one.gold, given.get(one.name, ())) for one in articles]


def score_people(articles: Iterable[Article]) -> tuple[list[Score], int]:
    """Score people against each other in articles that several annotated.

    Returns:
        One score an article, each pair of people counted once, and the number of pairs.
    """
    scores, pairs = [], 0
    for article in articles:
        if len(article.readings) < 2:
            continue
        whole = Score()
        for one, other in combinations(article.readings.values(), 2):
            whole.add(score_article(article.text, one, other))
            pairs += 1
        scores.append(whole)
    return scores, pairs


def add_up(scores: Iterable[Score]) -> Score:
    """Return the scores as one."""
    whole = Score()
    for score in scores:
        whole.add(score)
    return whole


def get_interval(scores: Sequence[Score], measure: str = STRICT) -> tuple[float, float]:
    """Return between which values 95 % of F1s lie, were the articles drawn anew (bootstrap)."""
    random = Random(_SEED)
    rows = [score.measures[measure] for score in scores]
    drawn = []
    for _ in range(_ROUNDS):
        whole = Count()
        for _ in rows:
            whole.add(rows[random.randrange(len(rows))])
        facts = whole.given + whole.wanted
        drawn.append((whole.right + whole.found) / facts if facts else 0.0)
    drawn.sort()
    return drawn[int(_ROUNDS * 0.025)], drawn[int(_ROUNDS * 0.975)]


def get_kind(text: str, content: Sequence[Span]) -> str:
    """Tell whether a content is a direct quotation as a whole, in part, or not at all."""
    words = " ".join(text[begin:end] for begin, end in content).strip()
    marks = list(_QUOTE_MARK.finditer(words))
    if not marks:
        return "indirect"
    closed = _QUOTE_MARK.search(words[-3:]) is not None
    return "direct" if marks[0].start() == 0 and len(marks) <= 2 and closed else "mixed"


def _make_cover(text: str) -> Callable[[Iterable[Sequence[int]]], Words]:
    """Return what tells the words that stretches of a text hold or cut."""
    places = [match.span() for match in _WORD.finditer(text)]
    begins, ends = [begin for begin, _ in places], [end for _, end in places]

    def cover(spans: Iterable[Sequence[int]]) -> Words:
        return frozenset(
            number
            for begin, end in spans
            if begin < end
            for number in range(bisect_right(ends, begin), bisect_left(begins, end))
        )

    return cover


def _make_side(
    given: Sequence[Attribution], cover: Callable[[Iterable[Sequence[int]]], Words]
) -> _Side:
    """Count words; what holds none, in no role, is left out."""
    parts = [{role: cover(one.get(role, ())) for role in ROLES} for one in given]
    kept = [number for number, words in enumerate(parts) if any(words.values())]
    return _Side(given=[given[n] for n in kept], parts=[parts[n] for n in kept])


def _count(count: Count, right: int, wanted: int, given: int) -> None:
    count.add(Count(wanted=wanted, found=right, given=given, right=right))


def _score_words(score: Score, role: str, wanted: _Side, found: _Side) -> None:
    there, here = wanted.words(role), found.words(role)
    _count(score.measures[f"token {role}"], len(there & here), len(there), len(here))


def _score_spans(score: Score, role: str, wanted: _Side, found: _Side) -> None:
    there, here = wanted.spans(role), found.spans(role)
    sizes = len(there), len(here)
    _count(score.measures[f"span exact {role}"], len(set(there) & set(here)), *sizes)
    alike = ((_get_likeness(a, b), i, j) for i, a in enumerate(here) for j, b in enumerate(there))
    half = _pair_off(pair for pair in alike if pair[0] >= _HALF)
    _count(score.measures[f"span half {role}"], len(half), *sizes)
    score.measures[f"span overlap {role}"].add(
        Count(
            wanted=len(there),
            found=sum(1 for words in there if words & found.words(role)),
            given=len(here),
            right=sum(1 for words in here if words & wanted.words(role)),
        )
    )


def _score_kinds(score: Score, text: str, wanted: _Side, hit: set[int]) -> None:
    for number in wanted.with_content:
        kind = get_kind(text, wanted.given[number]["content"])
        named = "has source" if wanted.parts[number]["source"] else "no source"
        for name in (kind, named):
            score.kinds[name].wanted += 1
            score.kinds[name].found += number in hit


def _find_pairs(
    wanted: _Side, found: _Side, rule: Callable[[Parts, Parts], bool]
) -> list[tuple[int, int]]:
    """Pair what was found with what is to be found: numbers of both, contents and rule agreeing."""
    alike = (
        (_get_likeness(found.parts[i]["content"], wanted.parts[j]["content"]), i, j)
        for i in found.with_content
        for j in wanted.with_content
        if rule(found.parts[i], wanted.parts[j])
    )
    return _pair_off(pair for pair in alike if pair[0] >= _HALF)


def _pair_off(pairs: Iterable[tuple[float, int, int]]) -> list[tuple[int, int]]:
    """Match one to one, the likest first; of equals, the first in the text."""
    left: set[int] = set()
    right: set[int] = set()
    matched = []
    for _, one, other in sorted(pairs, key=lambda pair: (-pair[0], pair[1], pair[2])):
        if one not in left and other not in right:
            left.add(one)
            right.add(other)
            matched.append((one, other))
    return matched


def _get_likeness(one: Words, other: Words) -> float:
    """Return the Jaccard coefficient of two sets; 0 when both are empty."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def read_predictions(path: Path) -> dict[str, list[Attribution]]:
    """Read attributions from JSON lines, by the name of the article; raises `ScoringError`."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as exc:
        raise ScoringError(f"{path} cannot be read: {exc}.") from exc
    found: dict[str, list[Attribution]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            entry = json.loads(line)
            name = Path(entry["doc"]).name.removesuffix(".txt")
            found[name] = [_check_attribution(one) for one in entry["attributions"]]
        except (ValueError, TypeError, KeyError, AttributeError) as exc:
            raise ScoringError(f"{path}, line {number}, is no prediction: {exc!r}.") from exc
    return found


def _check_attribution(given: Any) -> Attribution:
    return {
        role: [(int(begin), int(end)) for begin, end in given.get(role) or ()] for role in ROLES
    }


def make_report(scores: Sequence[Score]) -> Iterator[str]:
    """Yield the lines of a table: all measures, with intervals of attributions, and kinds."""
    whole = add_up(scores)
    yield f"{'':26}{'P':>7}{'R':>7}{'F1':>7}   wanted  given   95 %"
    for name, count in whole.measures.items():
        shares = "".join(f"{100 * x:7.1f}" for x in (count.precision, count.recall, count.f1))
        line = f"{name:26}{shares}{count.wanted:9}{count.given:7}"
        if name in RULES:
            low, high = get_interval(scores, name)
            line += f"   {100 * low:.1f}-{100 * high:.1f}"
        yield line
    for name, count in whole.kinds.items():
        yield f"{'recall, ' + name:33}{100 * count.recall:7.1f}{count.wanted:16}"


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.claims.scoring",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("predictions", type=Path, nargs="?", metavar="PREDICTIONS")
    parser.add_argument("--people", action="store_true", help="score people against each other")
    asked = parser.parse_args(arguments)
    if asked.people is (asked.predictions is not None):
        parser.error("give PREDICTIONS, or --people")
    try:
        print(*_score_part(asked.folder, asked.predictions), sep="\n")
    except ScoringError as exc:
        print(exc, file=sys.stderr)
        return 2
    return 0


def _score_part(folder: Path, predictions: Path | None) -> Iterator[str]:
    articles = load_articles(folder)
    if predictions is None:
        scores, pairs = score_people(articles)
        if not scores:
            raise ScoringError(f"No article in {folder} was annotated by several people.")
        yield f"{len(scores)} articles that several people annotated, {pairs} pairs of people"
    else:
        given = read_predictions(predictions)
        if given and given.keys().isdisjoint(article.name for article in articles):
            raise ScoringError(f"{predictions} is about no article in {folder}.")
        scores = score_articles(articles, given)
    yield from make_report(scores)


if __name__ == "__main__":
    sys.exit(main())
