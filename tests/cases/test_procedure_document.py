"""The tables and diagrams of `docs/reference/procedure.md` are what the packs hold."""

from pathlib import Path

import pytest

from sayso.cases.procedure import draw_procedure, list_rows
from sayso.packs.pack import find_packs, get_pack

DOCUMENT = (Path(__file__).parents[2] / "docs/reference/procedure.md").read_text("utf-8")


@pytest.mark.parametrize("name", find_packs())
def test_the_document_shows_the_pack_s_procedure(name: str) -> None:
    pack = get_pack(name)
    rows = "".join(
        f"| `{step}` | {', '.join(f'`{it}`' for it in after)} |\n"
        for step, after in list_rows(pack)
    )
    wanted = (
        f"## {name}\n\n```mermaid\n{draw_procedure(pack)}\n```\n\n"
        f"| step | may come after |\n|---|---|\n{rows}"
    )

    assert wanted in DOCUMENT
