"""A headline rests on what the report below it rests on."""

from voices import index, make_case, report, says, voice

from sayso.reconcile.origins.tracing import trace_origins

LAWYER = voice("lawyer", "Marta Belova")


def test_what_the_report_tells_in_its_own_voice_its_headline_does_not_tell_on_anothers_word() -> (
    None
):
    readings = [
        report(
            "Ford Daily",
            "2024-03-02",
            says("detention", words="Soldier held at the ford"),
            says("detention", words="The soldier was held on Friday."),
            says("charge", by=[LAWYER], words="He has been charged, his lawyer said."),
        )
    ]

    found = trace_origins(make_case(readings), index(readings), ())

    assert {it.name: it.steps for it in found} == {
        "Ford Daily": ("s1",),
        "Marta Belova": ("s2",),
    }


def test_a_headline_over_a_report_that_cites_somebody_for_it_is_his_word() -> None:
    readings = [
        report(
            "Ford Daily",
            "2024-03-02",
            says("detention", words="Soldier held at the ford"),
            says("detention", by=[LAWYER], words="He was held on Friday, his lawyer said."),
        )
    ]

    (found,) = trace_origins(make_case(readings), index(readings), ())

    assert (found.name, len(found.claims)) == ("Marta Belova", 2)
