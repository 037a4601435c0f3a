"""Who is kin or lawyer in one report is so in the others of the case that only name her."""

import pytest
from voices import Voice, index, make_case, report, says, voice

from sayso.reconcile.origins.tracing import trace_origins
from sayso.records.casefile import Origin


def _trace(first: Voice, second: Voice) -> tuple[Origin, ...]:
    readings = [
        report("Steppe Post", "2024-03-02", says("detention", by=[first])),
        report("River Post", "2024-05-02", says("release", by=[second])),
    ]
    return trace_origins(make_case(readings), index(readings), ())


@pytest.mark.parametrize("later", ["Irina Sorokina", "Irina"])
def test_a_wife_that_another_report_only_names_is_the_wife(later: str) -> None:
    wife = voice("relative", "Irina Sorokina", "wife")

    (origin,) = _trace(wife, voice("person", later))

    assert (origin.kind, len(origin.reports)) == ("relative", 2)


def test_who_bears_his_surname_in_her_form_is_the_wife_without_a_name() -> None:
    (origin,) = _trace(voice("relative", "wife"), voice("person", "Alina Salakhova"))

    assert (origin.name, origin.kind) == ("Alina Salakhova", "relative")


def test_a_lawyer_that_another_report_only_names_is_the_lawyer() -> None:
    (origin,) = _trace(voice("lawyer", "Oleg Berezin"), voice("person", "Oleg Berezin"))

    assert origin.kind == "lawyer"


@pytest.mark.parametrize("other", ["Olga Sorokina", "Oleg"])
def test_another_name_is_another(other: str) -> None:
    found = _trace(voice("relative", "Irina Sorokina", "wife"), voice("person", other))

    assert len(found) == 2
