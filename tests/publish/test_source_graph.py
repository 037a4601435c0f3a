"""The graph of sources shows every arrow, whatever cites whatever."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sayso.publish.source_graph import Arrow, draw_sources

NAMES = st.sampled_from(["Ledger", "Wire", "Channel", "the lawyer", "relatives", "A" * 60])
ARROWS = st.lists(
    st.builds(Arrow, by=NAMES, of=NAMES, how=st.sampled_from(["cites", "copies"])), max_size=12
)


@given(ARROWS, st.dictionaries(NAMES, st.booleans()))
def test_every_name_has_a_box_and_no_boxes_overlap(
    arrows: list[Arrow], origins: dict[str, bool]
) -> None:
    drawing = draw_sources(arrows, origins)

    wanted = {it.by for it in arrows if it.by != it.of} | {it.of for it in arrows if it.by != it.of}
    assert {it.name for it in drawing.boxes} == wanted | set(origins)
    for one, other in combinations(drawing.boxes, 2):
        apart = one.x + one.width <= other.x or other.x + other.width <= one.x
        assert apart or one.y + one.height <= other.y or other.y + other.height <= one.y


@given(ARROWS)
def test_every_arrow_is_drawn_once(arrows: list[Arrow]) -> None:
    drawing = draw_sources(arrows, {})

    wanted = {f"{it.by} {it.how} {it.of}" for it in arrows if it.by != it.of}
    assert sorted(it.title for it in drawing.lines) == sorted(wanted)


@given(ARROWS)
def test_the_order_of_the_arrows_does_not_matter(arrows: list[Arrow]) -> None:
    assert draw_sources(arrows, {"relatives": True}) == draw_sources(
        arrows[::-1], {"relatives": True}
    )


def test_an_arrow_leads_to_the_right_where_it_can() -> None:
    chain = [
        Arrow(by="Ledger", of="Wire", how="cites"),
        Arrow(by="Wire", of="the lawyer", how="cites"),
    ]
    places = {it.name: it.x for it in draw_sources(chain, {"the lawyer": True}).boxes}

    assert places["Ledger"] < places["Wire"] < places["the lawyer"]
