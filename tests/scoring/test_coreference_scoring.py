"""Our CoNLL F1 is what the measures are defined to be, and the outside scorer's."""

from collections.abc import Mapping
from pathlib import Path
from random import Random

import pytest
from benchmarks.coreference.corpus import read_documents
from benchmarks.coreference.scoring import get_conll, make_clusters, score
from benchmarks.scoring.golden import ROOT
from outside import load_outside

SHARED = ROOT.parent / "shared"
SCORER = SHARED / "tools" / "score_coref.py"
CORPUS = SHARED / "data" / "ecbplus"


def test_the_same_clusters_score_a_hundred() -> None:
    labels = {"a": 1, "b": 1, "c": 2}

    measures = score(make_clusters(labels), make_clusters({"a": "x", "b": "x", "c": "y"}))

    assert get_conll(measures) == pytest.approx(100)


def test_measures_are_those_of_a_case_counted_by_hand() -> None:
    gold = make_clusters({"a": 1, "b": 1, "c": 1, "d": 2})
    found = make_clusters({"a": 1, "b": 1, "c": 2, "d": 2})

    measures = score(gold, found)

    assert (measures["MUC"].recall, measures["MUC"].precision) == (0.5, 0.5)
    assert measures["B3"].recall == pytest.approx((4 / 3 + 1 / 3 + 1) / 4)
    assert measures["B3"].precision == pytest.approx((2 + 1) / 4)
    assert measures["CEAFe"].f1 == pytest.approx((4 / 5 + 2 / 3) / 2)


@pytest.mark.skipif(not SCORER.exists(), reason="the outside scorer is not beside this repository")
@pytest.mark.parametrize("seed", range(12))
def test_both_scorers_count_the_same(seed: int) -> None:
    random = Random(seed)
    mentions = [f"m{number}" for number in range(random.randrange(2, 60))]
    gold = {it: random.randrange(1 + len(mentions) // 3) for it in mentions}
    found = {it: gold[it] if random.random() < 0.5 else random.randrange(9) for it in mentions}
    outside = load_outside(SCORER)

    measures = score(make_clusters(gold), make_clusters(found))

    key, response = outside.clusters(gold.items()), outside.clusters(found.items())
    for name, way in (("MUC", outside.muc), ("B3", outside.bcub)):
        kept, links = way(key, response)
        assert measures[name].recall == pytest.approx(kept / links if links else 0)
    aligned = outside.ceafe(key, response)
    assert measures["CEAFe"].recall == pytest.approx(aligned / len(key))
    assert measures["CEAFe"].precision == pytest.approx(aligned / len(response))


@pytest.mark.skipif(
    not (SCORER.exists() and CORPUS.is_dir()),
    reason="the outside scorer and ECB+ are not beside this repository",
)
def test_mentions_and_their_events_are_those_the_outside_scorer_reads() -> None:
    outside = load_outside(SCORER)
    sentences = str(CORPUS / "ECBplus_coreference_sentences.csv")
    theirs: list[Mapping[str, str]] = outside.read_ecb(str(CORPUS / "ECB+"), sentences, "dev")
    gold = {it["id"]: it["gold"] for it in theirs if it["kind"] == "event"}

    ours = {
        mention.id: mention.event
        for topic in sorted(outside.DEV)
        for document in read_documents(CORPUS, range(topic, topic + 1))
        for mention in document.mentions
    }

    assert set(make_clusters(ours)) == set(make_clusters(gold))


def test_a_document_gives_its_mentions_in_validated_sentences(tmp_path: Path) -> None:
    folder = tmp_path / "ECB+" / "3"
    folder.mkdir(parents=True)
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text(
        "Topic,File,Sentence Number\n3,1ecb,0\n", "utf-8"
    )
    (folder / "3_1ecb.xml").write_text(
        "<Document><token t_id='1' sentence='0'>Rain</token>"
        "<token t_id='2' sentence='0'>fell</token>"
        "<token t_id='3' sentence='1'>Later</token><token t_id='4' sentence='1'>ended</token>"
        "<Markables><ACTION_OCCURRENCE m_id='5'><token_anchor t_id='2'/></ACTION_OCCURRENCE>"
        "<ACTION_OCCURRENCE m_id='6'><token_anchor t_id='4'/></ACTION_OCCURRENCE>"
        "<ACTION_OCCURRENCE m_id='7' instance_id='ACT1'/></Markables>"
        "<Relations><CROSS_DOC_COREF r_id='8' note='ACT1'><source m_id='5'/><target m_id='7'/>"
        "</CROSS_DOC_COREF></Relations></Document>",
        "utf-8",
    )

    (document,) = read_documents(tmp_path)

    assert [(it.id, it.words, it.event) for it in document.mentions] == [("3_1ecb#5", (1,), "ACT1")]
