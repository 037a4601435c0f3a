"""The workbench puts the stages together: one reading, in which every id leads somewhere."""

import pytest

from sayso.capture.options import CaptureOptions
from sayso.errors import LanguageError
from sayso.records.reading import Reading
from sayso.workbench.reading import Workbench

TEXT = (
    "A court sentenced Oleg Zimin to two years in prison on Monday, his wife, Daria Zimina, said.\n"
    "Zimin had refused to fight. “My husband was beaten,” Zimina told Radio Sever.\n"
    "His lawyer will appeal the sentence."
)
OPTIONS = CaptureOptions(publisher="The Volga Herald", published="2023-02-01", language="en")


def read(workbench: Workbench) -> Reading:
    return workbench.read(workbench.capture_text(TEXT, OPTIONS))


def test_the_same_report_gives_the_same_reading(workbench: Workbench) -> None:
    assert read(workbench) == read(workbench)


def test_every_id_that_a_finding_names_exists(workbench: Workbench) -> None:
    reading = read(workbench)

    entities = {entity.id for entity in reading.entities}
    claims = {claim.id for claim in reading.claims}
    events = {event.id for event in reading.events}
    assert {r.to for entity in reading.entities for r in entity.relations} <= entities
    links = [link.entity for claim in reading.claims for link in claim.chain]
    assert {found for found in links if found is not None} <= entities
    assert {p.entity for event in reading.events for p in event.participants} <= entities
    assert {c for event in reading.events for c in event.claims} <= claims
    assert {e for case in reading.cases for e in case.events} <= events
    assert {p.event for p in reading.penalties if p.event is not None} <= events


def test_a_sentence_gives_its_penalty_to_whom_it_befell(workbench: Workbench) -> None:
    reading = read(workbench)

    names = {entity.id: entity.name for entity in reading.entities}
    assert [names[p.entity] for p in reading.penalties if p.entity] == ["Oleg Zimin"]


def test_a_reading_names_all_that_made_it(workbench: Workbench) -> None:
    made_by = read(workbench).made_by

    assert made_by.reader.name == "sayso"
    assert all(model.name for model in made_by.models)
    assert [language.name for language in made_by.languages] == ["lang-en"]
    assert [pack.name for pack in made_by.packs] == ["military-refusal"]
    assert [table.name for table in made_by.data] == ["gazetteer", "exchange-rates"]
    assert all(table.version and len(table.sha256 or "") == 64 for table in made_by.data)


def test_a_bare_surname_opens_a_case_also_as_the_first_word(workbench: Workbench) -> None:
    text = "Petrov was sentenced to two years in prison. The sentence was upheld."

    reading = workbench.read(workbench.capture_text(text, OPTIONS))

    names = {entity.id: entity.name for entity in reading.entities}
    assert [[names[s] for s in case.subjects] for case in reading.cases] == [["Petrov"]]


def test_what_nobody_said_opens_no_case(workbench: Workbench) -> None:
    text = "No lawyer said that Ivan Petrov had been charged with desertion."

    reading = workbench.read(workbench.capture_text(text, OPTIONS))

    assert (reading.events, reading.cases) == ((), ())


def test_another_reader_of_claims_can_take_the_rules_place() -> None:
    workbench = Workbench(claims=lambda parse, language: ())

    reading = read(workbench)

    assert {claim.style for claim in reading.claims} == {"own"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Съдът осъди войника на три години затвор, защото отказа да служи, каза той.", "bg"),
        ("Жыхар Гомеля адмовіўся ваяваць, паведаміла яго жонка. Мужа трымаюць у падвале.", "be"),
    ],
)
def test_a_text_wholly_in_another_language_than_was_named_is_refused(
    workbench: Workbench, text: str, language: str
) -> None:
    report = workbench.capture_text(text, CaptureOptions(published="2023-02-01", language="ru"))

    with pytest.raises(LanguageError, match=f"in the language '{language}'.*Translate"):
        workbench.read(report)
