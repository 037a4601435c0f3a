"""Cases and checks of Russian and Ukrainian reports are those of English ones."""

import pytest

from sayso.capture.options import CaptureOptions
from sayso.records.event import CaseKind, CheckKind
from sayso.workbench.reading import Workbench


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            "Контрактник Юрий Орлов отказался воевать. Следователи возбудили против Орлова "
            "уголовное дело. Суд приговорил Орлова к двум годам колонии.",
        ),
        (
            "uk",
            "Контрактник Юрій Орленко відмовився воювати. Слідчі порушили проти Орленка "
            "кримінальну справу. Суд засудив Орленка до двох років позбавлення волі.",
        ),
    ],
)
def test_steps_of_a_procedure_make_a_prosecution(
    language: str, text: str, workbench: Workbench
) -> None:
    reading = workbench.read(workbench.capture_text(text, CaptureOptions(language=language)))

    types = {event.id: event.type for event in reading.events}
    assert [case.kind for case in reading.cases] == [CaseKind.PROSECUTION]
    assert reading.cases[0].stage == "sentence"
    assert [types[e] for e in reading.cases[0].events] == ["refusal", "case_opened", "sentence"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            "Адвокат Анна Белова рассказала, что Юрия Орлова избили. В прокуратуре заявили, "
            "что Орлова не избивали.",
        ),
        (
            "uk",
            "Адвокатка Анна Білик розповіла, що Юрія Орленка побили. У прокуратурі заявили, "
            "що Орленка не били.",
        ),
    ],
)
def test_a_denial_contradicts_what_others_tell(
    language: str, text: str, workbench: Workbench
) -> None:
    reading = workbench.read(workbench.capture_text(text, CaptureOptions(language=language)))

    assert CheckKind.CONTRADICTION in {check.kind for check in reading.checks}
