"""What is told without a day right behind what has one is of that day, and nothing else is."""

from dataclasses import replace

import pytest
from several import PACK, assemble, report, told

from sayso.cases.across.scenes import find_scenes
from sayso.records.reading import Reading
from sayso.records.selector import Selector, Span

DAY = "2024-03-03"


def tell(
    text: str, day: str, *words: tuple[str, str], code: str = "en", who: str = "Orlov"
) -> Reading:
    """Return the reading of a text: the type and the word of each event, the first on the day."""
    rows = [
        told(it, "Orlov" if n == 0 else who, on=None if n else DAY)
        for n, (it, _) in enumerate(words)
    ]
    reading = report("2024-03-20", *rows)
    spans = [Span(at := text.index(word), at + len(word)) for _, word in words]
    return replace(
        reading,
        report=replace(reading.report, text=text, language=code),
        times=tuple(
            replace(it, span=Span(at := text.index(day), at + len(day))) for it in reading.times
        ),
        events=tuple(
            replace(it, trigger=Selector(spans=(span,), text=text[span.begin : span.end]))
            for it, span in zip(reading.events, spans, strict=True)
        ),
    )


@pytest.mark.parametrize(
    ("code", "day", "summoned", "word", "text"),
    [
        ("en", "3 March", "summoned", "refused", "On 3 March he was summoned. He refused."),
        (
            "en",
            "3 March",
            "summoned",
            "refused",
            "On 3 March he was summoned to the office.\n\nThere he refused to sign.",
        ),
        ("ru", "3 марта", "вызвали", "отказался", "3 марта его вызвали в часть. Он отказался."),
        ("uk", "3 березня", "викликали", "відмовився", "3 березня його викликали. Він відмовився."),
    ],
)
def test_a_scene_goes_on_behind_its_day(
    code: str, day: str, summoned: str, word: str, text: str
) -> None:
    reading = tell(text, day, ("summons", summoned), ("refusal", word), code=code)

    assert find_scenes(reading, PACK) == {"v2": (DAY, DAY)}


@pytest.mark.parametrize(
    ("type_", "word", "who", "text"),
    [
        ("refusal", "refused", "Orlov", "On 3 March he was summoned. He had refused before."),
        ("refusal", "refusing", "Orlov", "On 3 March he was summoned. It was for refusing."),
        ("refusal", "refused", "Orlov", "On 3 March he was summoned.\n\nHe refused."),
        ("charge", "charged", "Orlov", "On 3 March he was summoned. He was charged."),
        ("refusal", "refused", "Belov", "On 3 March he was summoned. Belov refused."),
    ],
)
def test_what_came_earlier_or_later_or_to_others_is_of_no_scene(
    type_: str, word: str, who: str, text: str
) -> None:
    reading = tell(text, "3 March", ("summons", "summoned"), (type_, word), who=who)

    assert find_scenes(reading, PACK) == {}


def test_a_day_that_any_report_gives_goes_before_that_of_a_scene() -> None:
    scene = tell(
        "On 3 March he was summoned. He was beaten.",
        "3 March",
        ("summons", "summoned"),
        ("ill_treatment", "beaten"),
    )
    dated = report("2024-03-21", told("ill_treatment", "Orlov", on="2024-03-05"))

    (case,) = assemble(scene)
    assert [it.begin for it in case.history if it.type == "ill_treatment"] == [DAY]
    (case,) = assemble(scene, dated)
    assert [it.begin for it in case.history if it.type == "ill_treatment"] == ["2024-03-05"]
