"""Addresses of reports, whatever their ids hold."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.web.addresses import make_report_address, read_report_slug

_CHARACTERS = st.characters(codec=None, exclude_categories=())


@given(st.text(_CHARACTERS, min_size=1))
def test_every_id_comes_back_from_its_address(report: str) -> None:
    """Also halves of surrogate pairs, slashes, blanks and dots."""
    address = make_report_address(report)
    slug = address.removeprefix("/reports/")

    assert address.isascii()
    assert "/" not in slug
    assert "/" not in unquote(slug)
    assert not slug.endswith(".json")
    assert slug not in {".", ".."}
    assert read_report_slug(unquote(slug)) == report


@pytest.mark.parametrize("slug", ["~", "~%%", "~a", "~////", "harbor-1"])
def test_what_stands_for_no_id_stays(slug: str) -> None:
    assert isinstance(read_report_slug(slug), str)
