from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from invented import make_bare_reading, make_reading

from sayso.publish.segments import Segment, cut_paragraphs
from sayso.publish.wording import make_harmless
from sayso.records.claim import Certainty, Claim, Polarity, Style
from sayso.records.reading import Reading


def join(paragraphs: tuple[tuple[Segment, ...], ...]) -> str:
    return "\n".join("".join(piece.text for piece in paragraph) for paragraph in paragraphs)


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    """Readings whose statements begin and end anywhere, overlap and nest at will."""
    text = draw(st.text(st.sampled_from("ab \n\u202ec"), min_size=4, max_size=40))
    bare = make_bare_reading(text)
    claims = []
    for number in range(draw(st.integers(0, 5))):
        bounds = sorted(
            draw(st.sets(st.integers(0, len(text)), min_size=2, max_size=4).map(sorted))
        )
        pairs = list(zip(bounds[::2], bounds[1::2], strict=False))
        claims.append(
            Claim(
                id=f"c{number}",
                source=None,
                cue=None,
                content=bare.report.select(*pairs),
                style=Style.INDIRECT,
                chain=(),
                certainty=Certainty.STATED,
                polarity=Polarity.POSITIVE,
                said=None,
                confidence=1.0,
            )
        )
    return replace(bare, claims=tuple(claims))


@given(readings())
def test_the_pieces_joined_are_the_text(reading: Reading) -> None:
    assert join(cut_paragraphs(reading)) == make_harmless(reading.report.text)


@given(readings())
def test_the_pieces_of_a_statement_are_its_words(reading: Reading) -> None:
    text = make_harmless(reading.report.text)
    pieces = [piece for paragraph in cut_paragraphs(reading) for piece in paragraph]

    for number, claim in enumerate(reading.claims, start=1):
        marked = "".join(piece.text for piece in pieces if number in piece.statements)
        words = "".join(text[begin:end] for begin, end in claim.content.spans)
        assert marked == words.replace("\n", "")


@given(readings())
def test_every_statement_that_has_letters_ends_once(reading: Reading) -> None:
    ends = [n for paragraph in cut_paragraphs(reading) for piece in paragraph for n in piece.ends]

    assert len(ends) == len(set(ends))


def test_a_statement_inside_another_lies_deeper_and_comes_last() -> None:
    pieces = [piece for paragraph in cut_paragraphs(make_reading()) for piece in paragraph]

    inner = next(piece for piece in pieces if "Prosecutors" in piece.text)

    assert inner.statements == (8, 9)
    assert inner.depth == 2


def test_a_statement_ends_where_its_last_piece_ends() -> None:
    pieces = [piece for paragraph in cut_paragraphs(make_reading()) for piece in paragraph]

    assert [piece.text for piece in pieces if 4 in piece.ends] == ["“has told us where he is.”"]


def test_sources_cues_and_names_are_marked() -> None:
    pieces = [piece for paragraph in cut_paragraphs(make_reading()) for piece in paragraph]

    assert [piece.text for piece in pieces if 6 in piece.cue_of] == ["reported", "citing"]
    assert "Lantern" in [piece.text for piece in pieces if 6 in piece.source_of]
    assert "Orsk" in [piece.text for piece in pieces if "e7" in piece.findings]
