"""The measures by which nets are chosen: those of benchmarks/claims, by corpus and language."""

from collections.abc import Mapping, Sequence

from benchmarks.claims.scoring import Score, score_article

from sayso.lang.engines.tagger.decode import Tagged
from training.corpus import Example, get_gold, to_offsets

_MEASURES = ("attribution strict", "attribution content only")
_TOKENS = ("token source", "token cue", "token content")


def compare(
    tagged: Mapping[str, Sequence[Tagged]], examples: Sequence[Example]
) -> dict[str, float]:
    """Return F1s, in percent: of statements, and of those within others where annotated."""
    totals: dict[str, Score] = {}
    for example in examples:
        article = example.article
        for level in (0, 1) if article.nested else (0,):
            mine = [one for one in tagged[article.name] if one.level == level]
            key = f"{article.kind}-{article.language}" + " nested" * level
            totals.setdefault(key, Score()).add(
                score_article(article.text, get_gold(article, level), to_offsets(mine, example))
            )
    return {
        f"{key} {name.removeprefix('attribution ')}": round(100 * total.measures[name].f1, 1)
        for key, total in sorted(totals.items())
        for name in (*_MEASURES, *(_TOKENS if key.startswith("polnear") else ()))
    }
