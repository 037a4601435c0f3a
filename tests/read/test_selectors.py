"""Whatever a report says: all that a reading quotes stands in the report where it says."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from shuffling import shuffle

from sayso.capture.options import CaptureOptions
from sayso.records.selector import Selector
from sayso.workbench.reading import Workbench


def list_selectors(value: object) -> Iterator[Selector]:
    if isinstance(value, Selector):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from list_selectors(item)
    elif is_dataclass(value):
        for one in fields(value):
            yield from list_selectors(getattr(value, one.name))


def check(workbench: Workbench, text: str) -> int:
    report = workbench.capture_text(text, CaptureOptions(language="en"))
    selectors = list(list_selectors(workbench.read(report)))
    for selector in selectors:
        pieces = [report.text[span.begin : span.end] for span in selector.spans]
        assert " ".join(pieces) == selector.text
    return len(selectors)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=12, deadline=None)
def test_every_selector_quotes_a_report_of_shuffled_sentences(
    seed: int, workbench: Workbench
) -> None:
    assert check(workbench, shuffle(seed)) > 0


@given(text=st.text(min_size=1, max_size=150).filter(str.strip))
@settings(max_examples=15, deadline=None)
def test_every_selector_quotes_any_text(text: str, workbench: Workbench) -> None:
    check(workbench, f"He said: {text}")
