"""Files named by ids that anybody may have written."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sayso.cli.output import make_file_name

IDS = st.text(min_size=1) | st.sampled_from(["con", "NUL.txt", "...", "-rf", "A", "a", "../a"])


@given(st.lists(IDS, max_size=6))
def test_any_ids_give_safe_names_that_differ(ids: list[str]) -> None:
    taken: set[str] = set()

    names = [make_file_name(each, taken) for each in ids]

    assert len({name.casefold() for name in names}) == len(ids)
    for name in names:
        assert name.isascii()
        assert len(name) < 140
        assert Path("/folder", name).parent == Path("/folder")
        assert not name.startswith((".", "-"))
        assert name.split(".")[0].casefold() not in {"con", "nul", "com1"}


def test_a_plain_id_is_its_own_name() -> None:
    assert make_file_name("astra-2022_11.21", set()) == "astra-2022_11.21"
