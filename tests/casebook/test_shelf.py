"""A report that is kept at hand is told as if it were read from the casebook each time."""

import random

from orlov import AddText
from plain_reader import PlainReader

from sayso.records.decision import Judgement
from sayso.workbench.casebook import Casebook

LONG = "\n".join(
    f"Anna Orlova said that cellar {n} was opened. Ivan Petrov said perhaps {n} men were in it."
    for n in range(60)
)


def test_what_is_at_hand_is_what_the_casebook_holds(casebook: Casebook, add_text: AddText) -> None:
    """Whatever is decided, undone, corrected, added, or read anew, also by another process."""
    report = add_text(casebook, LONG).id
    chance = random.Random(3)
    made: list[str] = []
    deeds = ("judge", "judge", "correct", "origin", "miss", "undo", "read")
    with Casebook.open(casebook.path, analyst="Oleg", reader=PlainReader(version=2)) as other:
        for step in range(60):
            book = chance.choice((casebook, other))
            claim = f"{report}/c{chance.randint(1, 60)}"
            match chance.choice(deeds):
                case "judge":
                    answer = chance.choice(list(Judgement))
                    made.append(book.decide(f"claim:{claim}", judgement=answer, because="x").id)
                case "correct":
                    question = f"value:{claim}.certainty"
                    made.append(book.decide(question, value="alleged", because="x").id)
                case "origin":
                    made.append(book.decide(f"origin:{claim}", value="Guard", because="x").id)
                case "miss":
                    quote = f"cellar {step} was opened"
                    made.append(
                        book.decide(f"missed:{report}", quote=quote, value={}, because="x").id
                    )
                case "undo" if made:
                    book.undo(made.pop(), because="x")
                case "read":
                    list(book.reread([report]))
            with Casebook.open(casebook.path, read_only=True) as fresh:
                assert casebook.show(report) == other.show(report) == fresh.show(report), step


def test_a_removed_report_is_not_at_hand(casebook: Casebook, add_text: AddText) -> None:
    report = add_text(casebook, LONG).id
    casebook.show(report)

    with Casebook.open(casebook.path, analyst="Oleg") as other:
        other.remove(report, because="A court orders it.")

    assert casebook.show(report).reading is None
