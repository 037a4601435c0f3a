"""How many others there are is no case of its own, and none of somebody's."""

from several import assemble, report, told


def test_a_figure_beside_somebody_by_name_is_no_case() -> None:
    held = told("confinement", "Daulet Iskakov", on="2024-05-20", at="Almaty")
    beside = report("2024-05-21", held, told("confinement", "34 reporters"))

    (case,) = assemble(beside)

    assert [it.name for it in case.subjects] == ["Daulet Iskakov"]


def test_a_group_with_its_own_day_or_in_a_report_of_its_own_is_a_case() -> None:
    held = told("confinement", "Daulet Iskakov", on="2024-05-20", at="Almaty")
    dated = report("2024-05-21", held, told("detention", "34 reporters", on="2024-02-02"))
    alone = report("2024-06-21", told("confinement", "60 conscripts"))

    assert len(assemble(dated)) == 2
    assert len(assemble(alone)) == 1
