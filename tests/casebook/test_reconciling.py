"""Whatever is done to a casebook, what is kept of all reports is what all of them together give."""

import random
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import permutations
from pathlib import Path

import pytest
from deeds import add, create, find_words
from shifting_reader import ShiftingReader

from sayso.errors import SaysoError, StoreError
from sayso.packs.pack import DEFAULT, get_pack
from sayso.records.casebook import ReadingState
from sayso.records.casefile import CaseFile, Identity, Ref
from sayso.records.decision import Decision
from sayso.workbench.casebook import Casebook
from sayso.workbench.casework import make_all
from sayso.workbench.reconciling import is_settled, make_alias, reconcile

PACK = get_pack(DEFAULT)
PEOPLE = (
    *("Mira Tessaly", "Ilan Orsk", "Pavel Dalen", "Мира Тессали", "Илан Орск", "Nina Orsk"),
    *("Mira Orsk", "Павел Дален"),
)
STEPS = 24
EVERY = 2
"""Operations after which what is kept is compared."""


def write(number: int) -> str:
    """Return an invented report of a few of the people."""
    chance = random.Random(number)
    one, other, third = chance.sample(PEOPLE, 3)
    return (
        f"{one} said that {other} was detained. {third} said that it was so."
        f" {chance.choice((one, other))} was detained, {third} said again. Number {number}."
    )


def list_kept(casebook: Casebook) -> tuple[dict[str, CaseFile], dict[str, Identity]]:
    """Return what is kept, once all is reconciled, by id."""
    list(casebook.reconcile())
    across = casebook.holdings.store.across
    reports = [it.sha256 for it in casebook.holdings.store.list_reports()]
    people = across.get_identities(across.list_people(reports))
    return ({it.id: it for it in across.list_cases()}, {it.id: it for it in people})


def list_made(casebook: Casebook) -> tuple[dict[str, CaseFile], dict[str, Identity]]:
    """Return what all readings give at once, by id."""
    made = make_all(casebook.holdings, PACK)
    return ({it.id: it for it in made.cases}, {it.id: it for it in made.identities})


class Deeds:
    """What may be done to a casebook, drawn by chance."""

    def __init__(self, path: Path, chance: random.Random) -> None:
        self.path, self.chance = path, chance
        self.casebook = self.with_reader(Casebook.create(path / "own", analyst="Vera"), 1)
        self.decisions: list[Decision] = []
        self.number = self.others = 0

    def with_reader(self, casebook: Casebook, version: int) -> Casebook:
        return Casebook(casebook.holdings, ShiftingReader(version))

    def do(self) -> None:
        deeds: list[tuple[int, Callable[[], None]]] = [
            (6, self.add),
            (2, self.reread),
            (1, self.remove),
            (6, self.link),
            (2, self.judge),
            (1, self.correct),
            (2, self.undo),
            (1, self.merge),
        ]
        (deed,) = self.chance.choices([it for _, it in deeds], [weight for weight, _ in deeds])
        deed()

    def add(self) -> None:
        self.number += 1
        with suppress(AssertionError):  # a merge brought it, or it was removed
            if self.chance.random() < 0.2:
                add(self.casebook, write(self.number))
            else:
                add(self.casebook, write(self.number), published=self.draw_day())

    def reread(self) -> None:
        names = self.list_names()
        wanted = self.chance.sample(names, min(2, len(names)))
        list(self.with_reader(self.casebook, self.chance.randint(1, 9)).reread(wanted))

    def remove(self) -> None:
        names = self.list_names()
        if len(names) > 3:
            self.casebook.remove(self.chance.choice(names), because="A court ordered it.")

    def link(self) -> None:
        word, kinds = self.chance.choice(
            (
                ("same-person", ("entities", "entities")),
                ("same-person", ("entities", "entities")),
                ("same-event", ("events", "events")),
                ("case", ("claims", "cases")),
                ("case", ("events", "cases")),
                ("case", ("cases", "cases")),
            )
        )
        ends = [end for kind in kinds if (end := self.choose(kind)) is not None]
        if len(ends) == 2:
            judgement = self.chance.choice(("yes", "yes", "no", "unsure"))
            self.decide(f"{word}:{'='.join(ends)}", judgement=judgement)

    def judge(self) -> None:
        claim, event = self.choose("claims"), self.choose("events")
        if claim is not None and self.chance.random() < 0.3:
            self.decide(f"claim:{claim}", judgement="no")
        elif claim is not None and self.chance.random() < 0.5:
            self.decide(f"origin:{claim}", value="Ilan Orsk")
        elif event is not None:
            self.decide(f"value:{event}.status", value="denied")

    def correct(self) -> None:
        names = self.list_names()
        if names:
            day = self.chance.choice((self.draw_day(), None))
            made = self.casebook.correct(
                self.chance.choice(names), "published", day, because="The archive."
            )
            self.decisions.append(made)

    def undo(self) -> None:
        if self.decisions:
            with suppress(SaysoError):  # it is undone already, or its words were removed
                made = self.chance.choice(self.decisions)
                self.decisions.append(self.casebook.undo(made.id, because="A mistake."))

    def merge(self) -> None:
        self.others += 1
        path = self.path / f"other{self.others}"
        with self.with_reader(Casebook.create(path, analyst="Nina"), 1) as other:
            for number in self.chance.sample(range(1, 12), 2):
                add(other, write(number), published=self.draw_day())
            self.casebook.merge(other)

    def decide(
        self, question: str, *, judgement: str | None = None, value: str | None = None
    ) -> None:
        with suppress(SaysoError):  # the two are one, or no such question can be asked of them
            made = self.casebook.decide(
                question, judgement=judgement, value=value, because="She saw it."
            )
            self.decisions.append(made)

    def choose(self, kind: str) -> str | None:
        names = self.list_names()
        name = self.chance.choice(names) if names else None
        reading = None if name is None else self.casebook.get_reading(name)
        found = () if reading is None else getattr(reading, kind)
        return f"{name}/{self.chance.choice(found).id}" if found else None

    def list_names(self) -> list[str]:
        return [it.id for it in self.casebook.reports(states=[ReadingState.READ])]

    def draw_day(self) -> str:
        return f"2031-03-{self.chance.randint(10, 28)}"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_step_by_step_gives_what_all_at_once_gives(seed: int, tmp_path: Path) -> None:
    deeds = Deeds(tmp_path, random.Random(seed))
    deeds.add()

    with deeds.casebook as casebook:
        for step in range(STEPS):
            deeds.do()
            if step % EVERY == 0:
                assert list_kept(casebook) == list_made(casebook)
                assert list(casebook.reconcile()) == []


def test_the_order_in_which_reports_arrive_changes_nothing(tmp_path: Path) -> None:
    found = []
    for number, order in enumerate(permutations(range(1, 5))):
        if number % 6 == 0:
            with create(tmp_path / f"{number}") as casebook:
                for report in order:
                    add(casebook, write(report), published=f"2031-03-1{report}")
                    if number:  # once all at the end, else each as it comes
                        list(casebook.reconcile())
                found.append(list_kept(casebook))

    assert len(found) == 4
    assert all(it == found[0] for it in found)


@pytest.mark.parametrize("take_back", ["undo", "no"])
def test_a_merge_taken_back_restores_what_was_before(take_back: str, tmp_path: Path) -> None:
    with create(tmp_path / "casebook") as casebook:
        one = add(casebook, "Mira Tessaly was detained.", published="2031-03-10")
        other = add(casebook, "Pavel Dalen was detained.", published="2031-03-11")
        before = list_kept(casebook)
        question = f"same-person:{one.id}/e1={other.id}/e1"
        yes = casebook.decide(question, judgement="yes", because="A false name.")

        together = list_kept(casebook)
        if take_back == "undo":
            casebook.undo(yes.id, because="A mistake.")
        else:
            casebook.decide(question, judgement="no", because="Not he.")

        assert [len(it.members) for it in together[1].values()] == [2]
        assert len(together[0]) == 1
        after = list_kept(casebook)
        assert after[0].keys() == before[0].keys()
        assert after == before or take_back == "no"


def test_a_decision_says_what_else_it_moves(tmp_path: Path) -> None:
    with create(tmp_path / "casebook") as casebook:
        for number, name in enumerate(("Mira Tessaly", "Pavel Dalen", "Ilan Orsk", "Nina Orsk")):
            add(casebook, f"{name} was detained.", id=f"r{number}", published=f"2031-03-1{number}")
        casebook.decide("same-person:r1/e1=r2/e1", judgement="yes", because="She knows.")
        before = {it.reports: it.id for it in casebook.case_files().cases}
        third = next(it.sha256 for it in casebook.reports() if it.id == "r2")
        assert casebook.is_settled()

        yes = casebook.decide("same-person:r0/e1=r1/e1", judgement="yes", because="A false name.")
        moved = casebook.find_moved(yes)

        (case,) = (it for it in casebook.case_files().cases if len(it.reports) == 3)
        assert {(it.kind, it.report) for it in moved} == {("case", third), ("person", third)}
        (told,) = (it for it in moved if it.kind == "case")
        assert told.now == case.id
        assert told.before in set(before.values()) - {told.now}
        undone = casebook.undo(yes.id, because="A mistake.")
        back = casebook.find_moved(undone)
        assert [(it.report, it.before, it.now) for it in back if it.kind == "case"] == [
            (third, told.now, told.before)
        ]
        note = casebook.decide("note:r3", value="Look again.", because="")
        assert casebook.find_moved(note) == ()


def test_another_report_touches_only_what_it_concerns(tmp_path: Path) -> None:
    with create(tmp_path / "casebook") as casebook:
        for number in range(8):
            add(casebook, f"{PEOPLE[number % 3]} was detained. It is number {number}.")
        list(casebook.reconcile())

        add(casebook, "Karl Olsen was detained at last.")
        steps = list(casebook.reconcile())

        assert [(it.stage, it.done) for it in steps] == [
            ("reports", 1),
            ("people", 1),
            ("cases", 1),
        ]


def test_an_interrupted_run_goes_on_where_it_stopped(tmp_path: Path) -> None:
    with create(tmp_path / "casebook") as casebook:
        for number in range(40):
            add(casebook, write(number))
        first = next(casebook.reconcile())

        rest = list(casebook.reconcile())

        assert first.left + first.done == 40
        assert sum(it.done for it in rest if it.stage == "reports" and not it.left) == first.left
        assert list_kept(casebook) == list_made(casebook)


def test_a_newer_version_makes_everything_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with create(tmp_path / "casebook") as casebook:
        add(casebook, write(1))
        list(casebook.reconcile())

        monkeypatch.setattr("sayso.workbench.reconciling.VERSION", 10_000)

        assert not is_settled(casebook.holdings, PACK)
        assert [it.stage for it in casebook.reconcile()] == [
            *("reports", "people", "cases", "figures")
        ]
        assert is_settled(casebook.holdings, PACK)


def test_what_is_written_meanwhile_is_taken_in(tmp_path: Path) -> None:
    with create(tmp_path / "casebook") as casebook:
        for number in range(20):
            add(casebook, write(number))

        for step in reconcile(casebook.holdings, PACK):
            if casebook.holdings.store.count().reports < 26:
                add(casebook, write(50 + casebook.holdings.store.count().reports))
            if step.stage == "cases" and casebook.holdings.store.count().decisions < 3:
                name = next(casebook.reports()).id
                casebook.decide(f"note:{name}", value="Look again.", because="")

        assert is_settled(casebook.holdings, PACK)
        assert list_kept(casebook) == list_made(casebook)


# Cases and people are found by what people know of them.


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Casebook]:
    with create(tmp_path / "casebook") as casebook:
        add(casebook, "Mira Tessaly was detained.", id="second", published="2031-03-12")
        add(casebook, "Pavel Dalen was detained.", id="other", published="2031-03-20")
        yield casebook


def test_a_case_keeps_the_ids_that_it_had(filled: Casebook) -> None:
    late = filled.case_file("second/k1").cases[0]
    first = add(filled, "Мира Тессали was detained.", id="first", published="2031-03-11")
    filled.decide("same-person:first/e1=second/e1", judgement="yes", because="The same woman.")

    found = filled.case_file("first/k1").cases[0]

    assert found.id != late.id
    assert found.id == make_alias(Ref(report=first.sha256, id="k1"))
    for name in (late.id, late.id[:8], late.id[1:7].upper(), "second/k1", found.id):
        assert filled.case_file(name).cases == (found,)


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("kffffffffff", "There is no case 'kffffffffff'"),
        ("k12", "'k12' is too short"),
        ("Tessaly", "'Tessaly' names no case"),
        ("second/k9", "There is no case 'second/k9'"),
        ("nowhere/k1", "There is no report 'nowhere'"),
    ],
)
def test_what_names_no_case_is_said_with_what_to_do(
    filled: Casebook, name: str, problem: str
) -> None:
    with pytest.raises(StoreError) as caught:
        filled.case_file(name)

    assert problem in caught.value.problem
    assert caught.value.remedy


def test_cases_come_the_newest_first_page_by_page(filled: Casebook) -> None:
    whole = [it.id for it in filled.case_files().cases]
    first = filled.case_files(limit=1).cases
    second = filled.case_files(limit=1, after=first[0].id).cases

    assert [it.id for it in (*first, *second)] == whole
    assert [it.subjects[0].name for it in (*first, *second)] == ["Pavel Dalen", "Mira Tessaly"]


def test_people_are_found_across_scripts(filled: Casebook) -> None:
    found = filled.who("Мира Тессали")

    assert [it.name for it in found.identities] == ["Mira Tessaly"]
    assert [it.subjects[0].name for it in found.cases] == ["Mira Tessaly"]
    assert filled.who("Karl Olsen").identities == ()


def test_a_casebook_that_may_not_be_written_to_shows_its_cases_all_the_same(
    filled: Casebook,
) -> None:
    with Casebook.open(filled.path, analyst="Vera", read_only=True) as casebook:
        unsettled = (casebook.case_files(), casebook.who("Tessaly"), casebook.case_file("other/k1"))
        ids = [it.id for it in unsettled[0].cases]
        assert casebook.case_file(ids[0]).cases == unsettled[0].cases[:1]
        list(filled.reconcile())

        assert casebook.case_files() == unsettled[0]
        assert casebook.who("Tessaly") == unsettled[1]
        assert casebook.case_file("other/k1") == unsettled[2]


@pytest.mark.parametrize("passphrase", [None, "seven grey herons stood"])
def test_nothing_of_a_removed_report_is_left_in_any_case(
    passphrase: str | None, tmp_path: Path
) -> None:
    with create(tmp_path / "casebook", passphrase=passphrase) as casebook:
        kept = add(casebook, "Mira Tessaly said Pavel Dalen was detained.")
        gone = add(casebook, "Pavel Dalen said Ada Kanarienvogel was detained. Mira Kanarienvogel.")
        question = f"same-person:{kept.id}/e1={gone.id}/e2"
        casebook.decide(question, judgement="yes", because="A pen name.")
        if passphrase is None:
            list(casebook.reconcile())
            assert find_words(casebook.path, ["Tessaly"])

        casebook.remove(gone.id, because="A court ordered it.")

        across = casebook.holdings.store.across
        assert not any("Kanarien" in name for it in across.list_cases() for name in str(it).split())
        list(casebook.reconcile())
        assert list_kept(casebook) == list_made(casebook)
        people = list_kept(casebook)[1].values()
        assert not any("Kanarienvogel" in name for it in people for name in it.spellings)


def test_the_worklist_asks_who_is_one_person_once_cases_are_put_together(tmp_path: Path) -> None:
    casebook = Casebook.create(tmp_path / "own", analyst="Vera", reader=ShiftingReader(1))
    told = "{} said that she was detained. {} was detained, Pavel Dalen said again."
    for id_, name, day in (("one", "Mira Tessaly", "12"), ("two", "Мира Тессали", "20")):
        add(casebook, told.format(name, name), id=id_, published=f"2031-03-{day}")
    assert "same-person" not in {it.kind for it in casebook.worklist()}
    list(casebook.reconcile())

    first, *rest = casebook.worklist()
    cases = sorted(it.id for it in casebook.holdings.store.across.list_cases())

    assert first.question == "same-person:one/e1=two/e1"
    assert "“Mira Tessaly” in one and “Мира Тессали” in two are likely one person" in first.why
    assert first.why.endswith(f"A yes makes one case of {cases[0]} and {cases[1]}.")
    assert {it.kind for it in rest} == {"doubtful"}
    assert casebook.worklist("two")[0] == casebook.worklist("one")[0] == first

    casebook.decide(first.question, judgement="unsure", because="Nobody knows.")
    list(casebook.reconcile())
    assert "same-person" not in {it.kind for it in casebook.worklist()}
