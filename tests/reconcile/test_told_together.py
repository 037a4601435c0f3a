"""Who was told of together with others is meant where the report goes on with "they"."""

import pytest
from resolved import resolve

from sayso.lang.engines.inflected.engine import load_inflected
from sayso.lang.language import get_language
from sayso.packs.pack import get_pack
from sayso.read.inflected.events import read_events
from sayso.reconcile.told_together import add_company


@pytest.mark.parametrize(
    ("code", "text", "befell"),
    [
        (
            "ru",
            "Иван Белов и ещё пятеро солдат отказались воевать. В мае их задержали.",
            [{"Иван Белов", "солдаты"}] * 2,
        ),
        (
            "ru",
            "Иван Белов отказался воевать. Ещё пятеро солдат отказались воевать. Их задержали.",
            [{"Иван Белов"}, {"солдаты"}, {"солдаты"}],
        ),
    ],
)
def test_what_befell_them_befell_him_who_was_one_with_them(
    code: str, text: str, befell: list[set[str]]
) -> None:
    parse, found = load_inflected(code).parse(text), resolve(code, text)
    names = {it.id: it.name for it in found.entities}

    tellings = read_events(parse, get_language(code), (get_pack("military-refusal"),))
    told = add_company(tellings, parse, found)

    assert [{names[found.entity_of[i]] for i in it.subjects} for it in told] == befell
