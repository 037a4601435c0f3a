"""Passages quote the report and end where the statement does."""

from collections.abc import Callable

import pytest
from telling import read_small

from sayso.lang.language import Language
from sayso.records.claim import Style
from sayso.records.parse import Parse

Analyse = Callable[[str], Parse]


@pytest.mark.parametrize(
    ("text", "content", "style"),
    [
        ("“I refused,” Zimin said.", "“I refused,”", Style.DIRECT),
        ("Zimin said he “refused to shoot” people.", "he “refused to shoot” people", Style.MIXED),
        ("He was ill, his lawyer said.", "He was ill", Style.INDIRECT),
    ],
)
def test_a_statement_keeps_its_quotation_marks_and_drops_what_joins_it(
    text: str, content: str, style: Style, parse: Analyse, english: Language
) -> None:
    (claim,) = read_small(parse(text), english)

    assert (claim.content.text.removesuffix("."), claim.style) == (content, style)


def test_every_passage_is_the_text_between_its_offsets(parse: Analyse, english: Language) -> None:
    text = "“I refused,” Zimin told Radio Sever on Monday. “I will not go,” he added, and fled."
    claims = read_small(parse(text), english)

    passages = [p for c in claims for p in (c.source, c.cue, c.content) if p is not None]
    assert len(passages) > 3
    assert all(p.text == " ".join(text[b:e] for b, e in p.spans) for p in passages)
