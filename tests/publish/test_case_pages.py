"""What the desk shows of a case: accounts, history, law, conflicts, cards."""

from dataclasses import replace

import pytest
from invented_cases import LEDGER, WIRE, make_case, make_names, make_quotes

from sayso.cases.penalty_check import list_beyond
from sayso.packs.pack import DEFAULT, get_pack
from sayso.publish.board_words import say_card, say_left
from sayso.publish.case_accounts import FORMS, make_accounts
from sayso.publish.case_conflicts import make_conflict
from sayso.publish.case_history import make_history
from sayso.publish.case_law import make_law_view
from sayso.publish.cases_words import say_last, say_standing
from sayso.records.board import ListedCard, make_card
from sayso.records.casefile import Ref, SharedProvision
from sayso.records.event import Check, CheckKind, EventStatus
from sayso.records.selector import Span
from sayso.records.told import Waiting
from sayso.records.value import Provision


def test_a_report_that_repeats_another_is_shown_as_repeating_it() -> None:
    accounts = make_accounts(make_case(), make_names(), make_quotes())

    cell = accounts.rows[0].cells[0]
    assert cell is not None
    (saying,) = cell.sayings
    assert [it.repeats for it in saying.told] == [None, "repeats wire-1"]
    assert [(it.report, it.claim) for it in saying.told] == [("wire-1", "c1"), ("ledger-2", "c2")]
    assert [it.steps for it in accounts.columns] == [1, 1]


@pytest.mark.parametrize("status", EventStatus)
def test_each_way_of_telling_has_a_form_of_its_own(status: EventStatus) -> None:
    case = make_case()
    step = replace(case.history[0], status=status)

    history = make_history(replace(case, history=(step,)), {})

    (drawn,) = history.steps
    assert drawn.form == FORMS[status]
    assert (drawn.form == "done") is (status is EventStatus.HAPPENED)
    assert drawn.form == "done" or drawn.words.startswith(drawn.form)
    assert len(set(FORMS.values())) == len(EventStatus)


def test_a_step_that_another_account_denies_never_looks_done() -> None:
    case = make_case()
    (conflict,) = case.contradictions
    denied = replace(conflict, field="polarity", step=case.history[0].id)
    case = replace(case, stage=case.history[0].type, contradictions=(denied,))

    history = make_history(case, {})
    card = make_card(case)

    assert history.steps[0].form == "contested"
    assert history.steps[0].words.startswith("contested: ")
    assert history.rows[0].status == "contested: told as done, and denied"
    assert make_accounts(case, make_names(), make_quotes()).rows[0].form == "contested"
    assert (say_last(case) or "").endswith("(sentence, contested)")
    assert say_standing(case).endswith("stands at: sentence (contested)")
    assert say_standing(card) == say_standing(case)
    assert say_card(ListedCard(card=card, day=None)).last == "sentence (contested)"


def test_a_stage_that_is_only_alleged_and_denied_is_contested() -> None:
    case = make_case()
    (conflict,) = case.contradictions
    alleged = replace(case.history[0], status=EventStatus.ALLEGED)
    denied = replace(conflict, field="polarity", step=alleged.id)
    case = replace(case, stage=alleged.type, history=(alleged,), contradictions=(denied,))

    assert say_standing(case).endswith("(contested)")
    assert say_standing(replace(case, contradictions=())).endswith("sentence")


def test_what_a_source_corrected_is_no_more_contested() -> None:
    case = make_case()
    (conflict,) = case.contradictions
    denied = replace(conflict, field="polarity", step=case.history[0].id, corrected=True)

    assert make_history(replace(case, contradictions=(denied,)), {}).steps[0].form == "done"


def test_a_month_is_a_bar_a_month_long_and_no_day_is_no_bar() -> None:
    case = make_case()
    month = replace(case.history[0], begin="2024-03-01", end="2024-03-31")
    day = replace(case.history[0], id="s3", begin="2024-03-10", end="2024-03-10")
    later = replace(case.history[0], id="s4", begin="2024-03-10", end=None)

    history = make_history(replace(case, history=(month, day, later, case.history[1])), {})

    widths = [it.bar.width for it in history.steps]
    assert widths[0] == pytest.approx(31 * widths[1])
    assert [it.bar.open for it in history.steps] == [None, None, "after"]
    assert [row.dated for row in history.rows] == [True, True, True, False]
    assert history.rows[3].when == "day not known"


def test_the_code_stands_beside_what_was_imposed() -> None:
    provision = Provision(
        id="r1", span=Span(0, 3), text="332", code="RU-CC", article="332", part="2.1"
    )
    shared = SharedProvision(
        provision=provision, reports=(WIRE,), given=(Ref(report=WIRE, id="r1"),)
    )
    case = replace(make_case(), provisions=(shared,))
    check = Check(kind=CheckKind.PENALTY_MISMATCH, about=("p1", "r1"), message="It does not fit.")
    checks = [(WIRE, check), (LEDGER, check)]

    law = make_law_view(case, make_names(), get_pack(DEFAULT).law, checks)

    assert law.provisions[0].wordings[0].threats == ("imprisonment, 2 to 3 years",)
    assert law.provisions[0].wordings[0].force == "in force since 24 September 2022"
    assert law.penalties[0].misfits == ("It does not fit.",)
    assert law.penalties[0].told[0].report == "wire-1"


@pytest.mark.parametrize(
    ("years", "said"),
    [
        (6.0, ["above what the code allows for this article, as far as is packaged"]),
        (1.0, ["below what the code allows for this article, as far as is packaged"]),
        (2.5, []),
    ],
)
def test_a_sentence_beyond_all_that_the_only_article_allows_is_flagged(
    years: float, said: list[str]
) -> None:
    provision = Provision(
        id="r1", span=Span(0, 3), text="332", code="RU-CC", article="332", part="2.1"
    )
    case = make_case()
    shared = SharedProvision(provision=provision, reports=(WIRE,), given=())
    imposed = replace(case.penalties[0].penalty, min=years, max=years, unit="year")
    case = replace(
        case,
        provisions=(shared,),
        penalties=(replace(case.penalties[0], penalty=imposed),),
    )

    law = get_pack(DEFAULT).law
    view = make_law_view(case, make_names(), law, list_beyond(case, law))

    assert list(view.penalties[0].misfits) == said


def test_both_sides_of_a_conflict_keep_their_words() -> None:
    view = make_conflict(make_case(), 1, make_names(), make_quotes(), {})

    assert [it.value for it in view.sides] == ["2 years", "3 years"]
    assert [it.claim for it in view.sides[0].told] == ["c1", "c2"]
    assert view.sides[0].forms == ("two years",)
    assert view.sides[1].days == "day of its reports not known"


def test_a_card_says_what_is_not_sure() -> None:
    card = say_card(ListedCard(card=make_card(make_case()), day=None))

    assert card.origins == "at least 1 independent origin (1 more not sure)"
    assert (card.last, card.when) == ("sentence", "10 March 2024")
    assert card.told == "day of its reports not known"
    assert [it.words for it in card.conflicts] == ["1 conflict, grave"]


def test_what_is_not_in_it_yet_is_said() -> None:
    assert say_left(Waiting(reports=0, people=0, matters=0), settled=True) is None
    one = say_left(Waiting(reports=1, people=3, matters=0), settled=False)
    assert one == "1 report is not in it yet"
    assert say_left(Waiting(reports=0, people=1, matters=0), settled=False) is not None
