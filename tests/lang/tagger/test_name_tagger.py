"""Names and other typed spans: found where they stand, by one pass with the claims."""

from pathlib import Path

import pytest
from benchmarks.names.scoring import GROUPS, add_counts, count_hits, get_figures
from hypothesis import given, settings
from hypothesis import strategies as st
from training.names.corpus import OURS, load_own

from sayso.errors import ModelError
from sayso.lang.engines.tagger import name_file
from sayso.lang.engines.tagger.claim_tagger import ClaimTagger, load_claim_tagger
from sayso.lang.engines.tagger.graph_outputs import add_outputs
from sayso.lang.engines.tagger.model_file import read_model_file
from sayso.lang.engines.tagger.name_decode import TYPES
from sayso.lang.engines.tagger.name_file import (
    PACKAGED_NAMES,
    PACKAGED_NAMES_SHA256,
    read_name_file,
)
from sayso.lang.engines.tagger.name_mending import mend_borders
from sayso.lang.engines.tagger.name_tagger import NameTagger, load_name_tagger

TEXT = (
    "Суд в Зареченске приговорил 32-летнего Петра Вербина к трём годам колонии за дезертирство.\n"
    "«Он не бежал», — сказала «Полевой почте» его сестра, медсестра Анна Вербина."
)


def find(text: str) -> set[tuple[str, str]]:
    return {(text[one.begin : one.end], one.label) for one in load_name_tagger().tag(text)}


def test_russian_names_places_and_penalties_are_found() -> None:
    assert find(TEXT) >= {
        ("Зареченске", "CITY"),
        ("32-летнего", "AGE"),
        ("Петра Вербина", "PERSON"),
        ("дезертирство", "CRIME"),
        ("Полевой почте", "ORGANIZATION"),
        ("Анна Вербина", "PERSON"),
    }


def test_ukrainian_names_are_found_though_only_our_own_reports_taught_them() -> None:
    found = find("У Ковелі затримали Остапа Мельника за статтею 336, повідомила Оксана Мельник.")

    assert found >= {
        ("Остапа Мельника", "PERSON"),
        ("Ковелі", "CITY"),
        ("статтею 336", "LAW"),
        ("Оксана Мельник", "PERSON"),
    }


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=st.sampled_from("Абв Гд.\n«»(), 12ʼіїa"), max_size=120) | st.text())
def test_every_span_lies_in_its_text_and_is_of_a_known_type(text: str) -> None:
    for one in load_name_tagger().tag(text):
        assert 0 <= one.begin < one.end <= len(text)
        assert one.label in TYPES
        assert 0 < one.confidence <= 1


def test_spans_overlap_only_where_one_lies_in_the_other() -> None:
    spans = load_name_tagger().tag(TEXT * 3)

    for one in spans:
        for other in spans:
            assert not one.begin < other.begin < one.end < other.end


def test_claims_are_the_same_whether_names_were_looked_for_or_not() -> None:
    shared, alone = load_claim_tagger(), ClaimTagger(read_model_file())
    before = alone.tag(TEXT)

    load_name_tagger().tag(TEXT)

    assert shared.tag(TEXT) == before
    assert shared.tag(TEXT) == before


def test_what_was_kept_of_a_text_serves_no_other() -> None:
    load_name_tagger().tag(TEXT)

    other = "Адвокат сообщил, что дело закрыто."
    assert load_claim_tagger().tag(other) == ClaimTagger(read_model_file()).tag(other)


@pytest.mark.parametrize(("language", "least"), [("ru", 76.0), ("uk", 77.0)])
def test_names_of_our_own_reports_that_were_set_aside_are_found(
    language: str, least: float
) -> None:
    texts = [one for one in load_own() if one.name.startswith(f"{language}/dev")]
    counts = []
    for one in texts:
        found = {(span.begin, span.end, span.label) for span in load_name_tagger().tag(one.text)}
        counts.append(count_hits(set(one.spans or ()), found, GROUPS["PER, LOC, ORG"]))

    assert get_figures(add_counts(*counts))[2] >= least


def test_our_own_texts_are_of_the_types_that_they_are_annotated_with() -> None:
    own = load_own()

    assert len(own) > 90
    assert {kind for one in own for *_, kind in one.spans or ()} - OURS <= {"PRODUCT", "AWARD"}


def test_the_shipped_model_is_the_one_that_is_pinned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = read_name_file()
    assert file.sha256 == PACKAGED_NAMES_SHA256
    assert file.about["claims"] == load_claim_tagger().makers[0].sha256
    changed = tmp_path / "names.model"
    changed.write_bytes(PACKAGED_NAMES.read_bytes() + b"\0")
    monkeypatch.setattr(name_file, "PACKAGED_NAMES", changed)

    with pytest.raises(ModelError, match="not the one that was shipped"):
        read_name_file()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"{}"])
def test_what_is_no_model_of_names_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "names.model"
    path.write_bytes(content)

    with pytest.raises(ModelError, match="no model of names"):
        read_name_file(path)


def test_a_missing_model_of_names_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="cannot be read"):
        read_name_file(tmp_path / "absent.model")


def test_names_refuse_a_model_of_claims_they_were_not_trained_on() -> None:
    file = read_name_file()
    file.about["claims"] = "0" * 64

    with pytest.raises(ModelError, match="does not fit"):
        NameTagger(file, load_claim_tagger())


def test_reading_names_leaves_its_maker() -> None:
    assert [maker.name for maker in load_name_tagger().makers] == ["sayso-claims", "sayso-names"]


def test_more_outputs_are_a_few_bytes_behind_a_model() -> None:
    assert add_outputs(b"model", ["a" * 130]) == (
        b"model:" + bytes([136, 1]) + b"b" + bytes([133, 1]) + b"\n" + bytes([130, 1]) + b"a" * 130
    )


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("за нарушение «режима", "CRIME", None),
        ("кража). В суде его", "CRIME", None),
        ("домогательствах. В суде", "CRIME", None),
        ("О. Мессии", "PERSON", "О. Мессии"),
        ("ЧВК «Редут", "ORGANIZATION", "ЧВК «Редут"),
        ("Ничего. Не. Забыто", "ORGANIZATION", "Ничего. Не. Забыто"),
    ],
)
def test_marks_show_where_a_span_ends(text: str, label: str, expected: str | None) -> None:
    found = mend_borders(text, 0, len(text), label)

    assert (found and text[slice(*found)]) == expected


def test_a_mark_that_closes_behind_a_span_belongs_to_it() -> None:
    text = "наёмники ЧВК «Редут» ушли"

    found = mend_borders(text, 9, 19, "ORGANIZATION")

    assert found == (9, 20)
