"""How far two annotations of the same reports agree, by the measures that readers are scored by."""

from collections.abc import Sequence

from benchmarks.claims.scoring import MEASURES, RULES, Score, add_up, get_interval, score_article

from sayso.lang.engines.tagger.labels import ROLES
from training.domain import LANGUAGES, Annotated

_SHOWN = (*(f"token {role}" for role in ("source", "cue", "content")), *RULES)


def compare_reports(
    first: Sequence[Annotated], second: Sequence[Annotated]
) -> dict[str, list[Score]]:
    """Return, by language, how the second annotation scores against the first, by report."""
    again = {report.name: report for report in second}
    found: dict[str, list[Score]] = {language: [] for language in LANGUAGES}
    for report in first:
        if report.name in again:
            sides = (_get_marks(report), _get_marks(again[report.name]))
            found[report.language].append(score_article(report.text, *sides))
    return found


def print_agreement(first: Sequence[Annotated], second: Sequence[Annotated]) -> None:
    """Print a table by language."""
    compared = compare_reports(first, second)
    compared["all"] = [score for scores in compared.values() for score in scores]
    print(
        f"{'F1':26}" + "".join(f"{f'{name} ({len(some)})':>12}" for name, some in compared.items())
    )
    for measure in MEASURES:
        if measure in _SHOWN:
            shares = (100 * add_up(some).measures[measure].f1 for some in compared.values())
            print(f"{measure:26}" + "".join(f"{share:12.1f}" for share in shares))
    low, high = get_interval(compared["all"])
    print(f"attribution strict, all: 95 % between {100 * low:.1f} and {100 * high:.1f}")


def _get_marks(report: Annotated) -> list[dict[str, list[tuple[int, int]]]]:
    return [{role: getattr(one, role) for role in ROLES} for one in report.statements]
