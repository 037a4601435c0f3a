"""A report of five thousand statements stays usable; how fast, `benchmarks.desk.painting` tells."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from benchmarks.desk.long_reports import StatementReader, write_statements
from browsing import Visitor
from playwright.sync_api import expect

from sayso.capture.options import CaptureOptions
from sayso.workbench.adding import Addition
from sayso.workbench.casebook import Casebook

COUNT = 5_000
_PATIENCE = 20_000


@pytest.fixture
def casebook(tmp_path: Path) -> Iterator[Casebook]:
    reader = StatementReader()
    with Casebook.create(tmp_path / "long.casebook", analyst="Vera", reader=reader) as made:
        text = write_statements(COUNT)
        options = CaptureOptions(id="long", language="en", title="The brick works")
        (added,) = made.add([Addition(name="long", source=text.encode(), options=options)])
        assert added.report is not None
        assert added.report.claims == COUNT
        made.show("long")
        yield made


def test_five_thousand_statements_are_gone_through(visit: Visitor, casebook: Casebook) -> None:
    """Jumps, keys, filters and decisions work far down the list as at its top."""
    page = visit(f"/reports/long#c{COUNT - 3}")
    current = page.locator("#claims > [aria-current]")

    expect(current).to_have_id(f"c{COUNT - 3}")
    expect(current).to_be_in_viewport()
    expect(current).to_contain_text("read at 0.91", timeout=_PATIENCE)
    expect(page.locator("#progress")).to_have_text(f"0 of {COUNT} decided")
    page.keyboard.press("a")
    expect(page.locator(f"#c{COUNT - 3}")).to_contain_text("stands", timeout=_PATIENCE)
    expect(page.locator("#progress")).to_have_text(f"1 of {COUNT} decided")
    expect(current).to_have_id(f"c{COUNT - 2}")
    page.keyboard.press("k")
    page.keyboard.press("J")
    expect(current).to_have_id(f"c{COUNT - 2}")
    page.locator('.filters [data-show="doubtful"]').click()
    page.keyboard.press("j")
    expect(current).to_have_id(f"c{COUNT}")
    expect(current).to_be_in_viewport()
    painted = page.evaluate("[...CSS.highlights.values()].reduce((sum, it) => sum + it.size, 0)")
    assert 0 < painted < COUNT / 5, "only what is near the words in view is painted"
    assert page.evaluate("scrollY") == 0
    assert casebook.stats().decisions == 1

    page.locator('.filters [data-show="all"]').click()
    page.locator("#text-pane").hover()
    page.mouse.wheel(0, -4_000_000)
    expect(page.locator("#text p").first).to_be_in_viewport()
    expect(page.locator(f"#c{COUNT}")).not_to_be_in_viewport()
    expect(current).to_have_id(f"c{COUNT}")
