"""Whose a penalty is once it is known who is who."""

from sayso.capture.options import CaptureOptions
from sayso.workbench.reading import Workbench

TEXT = (
    "Oleg Zimin, a driver, was given a suspended sentence of one year.\n"
    "Prosecutors had demanded the death penalty for 11 of the men."
)


def test_a_penalty_for_some_who_are_not_known_is_nobody_elses(workbench: Workbench) -> None:
    options = CaptureOptions(publisher="The Volga Herald", published="2023-02-01", language="en")

    reading = workbench.read(workbench.capture_text(TEXT, options))

    names = {entity.id: entity.name for entity in reading.entities}
    whose = {p.kind.value: p.entity and names[p.entity] for p in reading.penalties}
    assert whose["imprisonment"] == "Oleg Zimin"
    assert whose["death"] != "Oleg Zimin"
