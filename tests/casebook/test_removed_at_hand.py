"""Words that were lawfully removed lie in no memory, whichever process removed them."""

import subprocess
import sys

from orlov import ORLOV, AddText

from sayso.store.sql import logbook
from sayso.workbench.casebook import Casebook


def test_words_that_another_process_removed_are_not_kept_at_hand(
    casebook: Casebook, add_text: AddText
) -> None:
    """A desk stays open for days, and its memory may be looked at."""
    report, other = add_text(casebook), add_text(casebook, "Another. " + ORLOV)
    for name in (report.id, other.id):
        casebook.decide(f"note:{name}", because="Anna asked us to wait.")
    logbook.forget_words()
    list(casebook.holdings.store.list_decisions())
    assert logbook._read_row.cache_info().currsize == 2
    removal = "import sys; from sayso.workbench.casebook import Casebook\n" + (
        f"with Casebook.open({str(casebook.path)!r}, analyst='Oleg') as it:\n"
        f"    it.remove({report.id!r}, because='A court ruled so.')"
    )

    subprocess.run([sys.executable, "-c", removal], check=True)
    casebook.show(other.id)

    assert logbook._read_row.cache_info().currsize == 1
