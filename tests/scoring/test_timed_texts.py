"""The speed of a language is measured on texts of that language alone."""

import pytest
from benchmarks.languages import _make_reports

from sayso.capture.language import tell_language


@pytest.mark.parametrize("language", ["en", "ru", "uk"])
def test_each_text_that_is_timed_is_in_its_language(language: str) -> None:
    told = {tell_language(report.text, None) for report in _make_reports(language, 4000)}

    assert told == {language}
