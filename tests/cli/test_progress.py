"""The bar appears only where it helps."""

import pytest

from sayso.cli.progress import Bar


def test_a_bar_that_is_not_shown_writes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with Bar(2, shown=False) as bar, bar.paused():
        bar.step()

    assert capsys.readouterr() == ("", "")


def test_quick_work_shows_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    with Bar(2, shown=True, patience=3600) as bar:
        bar.step()

    assert capsys.readouterr() == ("", "")


def test_long_work_shows_how_far_it_has_come(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    with Bar(2, shown=True, patience=3600) as bar:
        bar.step()
        bar.start()
        with bar.paused():
            pass
        bar.step()

    said = capsys.readouterr()
    assert said.out == ""
    assert "Reading" in said.err
    assert "50%" in said.err
