"""Cases for the terminal: whatever reports hold commands no terminal, and nothing is hidden."""

from dataclasses import replace

from invented_cases import make_case, make_identity, make_names, make_quotes

from sayso.publish.cases_text import (
    render_case,
    render_cases,
    render_conflicts,
    render_origins,
    render_people,
)
from sayso.records.claim import Certainty


def render() -> str:
    return render_case(make_case(), make_names(), make_quotes(), width=160, color=False)


def test_a_case_gives_every_account_of_a_step_with_its_origin() -> None:
    page = render()

    assert "10 March 2024  sentence, Chita  at least 1 independent origin (1 more not sure)" in page
    assert "Marina Belova (lawyer): “Ivan Petrov was sentenced to two years” wire-1/c1" in page
    assert "in the same words ledger-2/c2" in page
    assert "[denial]" in page


def test_a_case_shows_apart_what_did_not_happen_and_what_does_not_fit() -> None:
    page = render()

    assert "○ day not known  appeal (expected, not done)" in page
    assert "A sentence does not follow an acquittal." in page


def test_both_sides_of_a_conflict_stay() -> None:
    page = "".join(render_conflicts([make_case()], make_names(), width=100, color=False))

    assert "term of the sentence (grave)" in page
    assert "2 years on the word of Marina Belova (lawyer): wire-1, ledger-2" in page
    assert "3 years on the word of" in page


def test_origins_say_who_repeats_whom_and_why() -> None:
    page = render_origins(make_case(), make_names(), width=160, color=False)

    assert "Both cite the lawyer." in page
    assert "perhaps not independent" in page
    assert "ledger-2 of wire-1: repeats it word for word: 80 % of its sentences" in page


def test_who_gives_spellings_cases_and_how_to_settle_a_doubt() -> None:
    people = render_people([make_identity()], [make_case()], make_names(), width=300, color=False)
    page = "".join(people)

    assert "also written Иван Петров; aged 31" in page
    assert "case kabcdef0123: prosecution, stands at: sentence" in page
    assert "sayso decide same-person:wire-1/e1=" in page


def test_the_list_says_on_how_much_each_case_rests() -> None:
    page = "".join(render_cases([make_case()], width=100, color=False))

    assert page.splitlines()[0] == "kabcdef0123  Ivan Petrov"
    assert "3 reports, at least 1 independent origin (1 more not sure); 1 conflict, 1 grave" in page


def test_who_bears_no_step_is_not_counted_among_those_on_whom_a_case_rests() -> None:
    case = make_case()
    denier = replace(case.origins[0], id="o9", name="police", steps=())
    case = replace(case, origins=(*case.origins, denier))

    page = "".join(render_cases([case], width=100, color=False))

    assert "3 reports, at least 1 independent origin (1 more not sure); 1 conflict, 1 grave" in page
    assert "(not counted: no step rests on it)" in render_origins(
        case, make_names(), width=160, color=False
    )


def test_no_page_commands_a_terminal() -> None:
    assert "\x1b" not in render()


def test_the_last_dated_step_is_named_and_no_more_exact_than_told() -> None:
    case = make_case()
    history = tuple(
        replace(it, begin="2024-03-01", end="2024-03-31") if it.status == "happened" else it
        for it in case.history
    )

    page = "".join(render_cases([replace(case, history=history)], width=100, color=False))

    assert "last dated step March 2024 (sentence)" in page


def test_a_step_told_only_as_to_come_never_bears_the_mark_of_what_happened() -> None:
    quotes = {
        at: replace(claim, certainty=Certainty.EXPECTED) for at, claim in make_quotes().items()
    }

    page = render_case(make_case(), make_names(), quotes, width=160, color=False)

    assert "○ 10 March 2024  sentence, Chita (expected, not done)" in page
    assert "● 10 March 2024" not in page


def test_an_open_suggestion_says_whether_the_case_takes_the_two_for_one() -> None:
    case, other = make_case(), make_identity().suggested[0].other
    (subject,) = case.subjects
    taken = replace(case, subjects=(replace(subject, members=(*subject.members, other)),))

    page = render_case(taken, make_names(), make_quotes(), width=300, color=False)

    assert "not joined: possibly the same as in wire-1/e1=" in render()
    assert "taken for one in this case, but not settled: possibly the same as in" in page
