"""Penalties: what a law threatens, what was asked for, what was imposed."""

from sayso.lang.language import Language
from sayso.records.finding import PenaltyFinding
from sayso.records.parse import Parse
from sayso.records.value import Quantity


def read_penalties(
    parse: Parse, language: Language, quantities: tuple[Quantity, ...]
) -> tuple[PenaltyFinding, ...]:
    """Return the penalties of a report in text order, with the word that names whose each is."""
    return ()
