"""Our measures of time expressions are those of the outside scorer."""

from collections.abc import Sequence
from random import Random
from typing import Any

import pytest
from benchmarks.scoring.golden import ROOT
from benchmarks.times.corpus import Document, Timex, load_documents
from benchmarks.times.scoring import MEASURES, score
from outside import load_outside

SHARED = ROOT.parent / "shared"
SCORER = SHARED / "tools" / "score_timex.py"
CORPORA = ("tempeval3-train", "wikiwars-uk")

pytestmark = pytest.mark.skipif(
    not (SCORER.exists() and all((SHARED / "data" / name).is_dir() for name in CORPORA)),
    reason="the outside scorer and the corpora are not beside this repository",
)


@pytest.fixture(scope="module")
def outside() -> Any:
    return load_outside(SCORER)


def guess(document: Document, random: Random) -> list[Timex]:
    """Return answers of every sort: right, shifted, of another value, none, twice, stray."""
    found = []
    for timex in document.timexes:
        kind, shift = random.randrange(6), random.randrange(-3, 4)
        begin, end = timex.begin, timex.end
        if kind == 0:
            continue
        if kind == 1:
            begin, end = max(0, begin + shift), min(end + abs(shift), len(document.text))
        value = "PAST_REF" if kind == 2 else timex.value
        made = Timex(begin, end, "SET" if kind == 3 else timex.type, value)
        found += [made, made] if kind == 4 else [made]
    stray = random.randrange(len(document.text) - 6)
    return [*found, Timex(stray, stray + 6, "DATE", "2000")]


def as_given(found: Sequence[Timex]) -> list[dict[str, Any]]:
    return [{"start": t.begin, "end": t.end, "type": t.type, "value": t.value} for t in found]


@pytest.mark.parametrize("corpus", CORPORA)
def test_both_read_the_same_documents(corpus: str, outside: Any) -> None:
    folder = SHARED / "data" / corpus

    theirs = outside.read_gold(str(folder))

    ours = load_documents(folder)
    assert [(d["doc"], d["text"]) for d in theirs] == [(d.name, d.text) for d in ours]
    assert [d["dct"] for d in theirs] == [d.made for d in ours]
    for their, our in zip(theirs, ours, strict=True):
        marked = [(t["start"], t["end"], t["value"] or "") for t in their["timexes"]]
        assert marked == [(t.begin, t.end, t.value) for t in our.timexes]


@pytest.mark.parametrize("corpus", CORPORA)
@pytest.mark.parametrize("seed", range(3))
def test_both_measure_the_same(corpus: str, seed: int, outside: Any) -> None:
    folder = SHARED / "data" / corpus
    documents = load_documents(folder)
    random = Random(seed)
    found = {document.name: guess(document, random) for document in documents}

    theirs = outside.score(
        outside.read_gold(str(folder)), {name: as_given(given) for name, given in found.items()}
    )

    ours = score(documents, found)
    for name in MEASURES:
        count = ours[name]
        shares = (count.precision, count.recall, count.f1)
        assert [round(100 * share, 2) for share in shares] == theirs[
            f"{name.replace(' ', '_')}_prf"
        ]


def test_what_people_marked_scores_in_full() -> None:
    documents = load_documents(SHARED / "data" / CORPORA[0])

    counts = score(documents, {document.name: document.timexes for document in documents})

    assert {counts[name].f1 for name in MEASURES} == {1.0}


def test_a_third_of_the_documents_is_frozen() -> None:
    documents = load_documents(SHARED / "data" / CORPORA[0])

    frozen = [document for document in documents if document.frozen]

    assert (len(documents), len(frozen)) == (256, 82)
