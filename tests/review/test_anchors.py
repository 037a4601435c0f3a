"""Words are found again in a text extracted anew, or not at all; never in the wrong place."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from invented_report import make_report

from sayso.records.decision import Subject, SubjectKind
from sayso.records.report import Report
from sayso.records.selector import Span
from sayso.records.subjects import make_subject
from sayso.review.anchors import anchor, find_words

OLD = make_report()


def take(report: Report, *pieces: str, nth: int = 0) -> Subject:
    spans = [find_words(report.text, piece)[nth] for piece in pieces]
    return make_subject(SubjectKind.CLAIM, report, tuple(spans))


def find(subject: Subject, text: str) -> tuple[str, ...] | None:
    found = anchor(subject, make_report(text))
    return None if found is None else tuple(text.strip()[b:e] for b, e in found.spans)


def test_a_subject_of_the_present_text_is_itself() -> None:
    subject = take(OLD, "his wife told Harbor News")

    assert anchor(subject, OLD) is subject


def test_words_that_moved_are_found() -> None:
    subject = take(OLD, "his wife told Harbor News")

    found = anchor(subject, make_report("Share this page\nMenu\n" + OLD.text))

    assert found is not None
    assert found.spans == (Span(subject.spans[0].begin + 21, subject.spans[0].end + 21),)
    assert (found.text, found.ordinal) == (subject.text, subject.ordinal)
    assert found.text_sha256 != subject.text_sha256


def test_white_space_is_no_difference() -> None:
    subject = take(OLD, "his wife told Harbor News")

    assert find(subject, OLD.text.replace(" ", " \n")) == ("his \nwife \ntold \nHarbor \nNews",)


def test_each_piece_is_found() -> None:
    subject = take(OLD, "“Nobody,”", "“has told us where he is.”")

    assert find(subject, "News\n" + OLD.text.replace(" she added", "  she  added")) == (
        "“Nobody,”",
        "“has told us where he is.”",
    )


def test_pieces_that_parted_are_not_put_together() -> None:
    subject = take(OLD, "“Nobody,”", "“has told us where he is.”")

    assert find(subject, OLD.text.replace("she added", "she added, " + "and waited " * 20)) is None


def test_words_that_are_gone_are_not_found() -> None:
    subject = take(OLD, "his wife told Harbor News")

    assert find(subject, OLD.text.replace("Harbor News", "the paper")) is None


def test_the_context_tells_equal_words_apart() -> None:
    second = take(OLD, "Mira Tessaly said")
    text = "Mira Tessaly said nothing at first.\n" + OLD.text

    found = anchor(second, make_report(text))

    assert found is not None
    assert found.prefix.endswith("They came for him at night,” ")


def test_few_words_with_nothing_of_their_context_are_not_taken_for_the_same() -> None:
    subject = take(OLD, "the lawyer")

    assert find(subject, "Nothing else. And yet the lawyer came. " + "Nobody knew. " * 9) is None


PARAGRAPH = "It was a cold day in the village. The ministry denied it. Nobody came out.\n"


@pytest.mark.parametrize("nth", [0, 1])
def test_of_two_equal_places_none_is_guessed(nth: int) -> None:
    old = make_report(PARAGRAPH * 2)
    subject = take(old, "The ministry denied it.", nth=nth)

    assert find(subject, ("Advertisement. " * 3 + PARAGRAPH) * 2) is None


def test_of_two_equal_places_the_one_that_hardly_moved_is_taken() -> None:
    middle = "Other things were told as well. " * 20 + "\n"
    old = make_report(PARAGRAPH + middle + PARAGRAPH)
    subject = take(old, "The ministry denied it.", nth=1)

    found = anchor(subject, make_report("News. " + PARAGRAPH + middle + PARAGRAPH))

    assert found is not None
    assert found.spans[0].begin == subject.spans[0].begin + 6


WORDS = [f"word{n:03}" for n in range(60)]


@given(
    st.integers(0, 55),
    st.integers(1, 5),
    st.lists(st.tuples(st.integers(0, 59), st.sampled_from(["cut", "put", "blank"])), max_size=12),
)
def test_what_is_found_is_what_was_meant(
    first: int, length: int, edits: list[tuple[int, str]]
) -> None:
    old = make_report(" ".join(WORDS))
    words = WORDS[first : first + length]
    subject = take(old, " ".join(words))
    new = list(WORDS)
    for at, edit in sorted(edits, reverse=True):
        if edit == "cut":
            del new[at : at + 1]
        else:
            new.insert(at, "more" if edit == "put" else "")
    text = " ".join(new)
    assume(text.strip())

    found = anchor(subject, make_report(text))

    is_whole = " ".join(words) in " ".join(text.split())
    if found is not None:
        assert found.text.split() == words
    elif is_whole:
        # Only where nothing of what stood around it is left may it be lost.
        around = " ".join(text.split())
        assert first < 2 or " ".join(WORDS[first - 2 : first + 1]) not in around
        last = first + length
        assert last > len(WORDS) - 2 or " ".join(WORDS[last - 1 : last + 2]) not in around


def test_overlapping_places_are_all_found() -> None:
    assert find_words("aaa", "aa") == [Span(0, 2), Span(1, 3)]
    assert find_words("a  b a\nb", "a b") == [Span(0, 4), Span(5, 8)]
    assert find_words("anything", "  ") == []
