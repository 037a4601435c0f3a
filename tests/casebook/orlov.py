"""A report that tests of the casebook add, and how they add it."""

from collections.abc import Callable

from sayso.records.casebook import ReportSummary

ORLOV = (
    "Anna Orlova said that her husband Pavel Orlov was detained on Monday. "
    "Ivan Petrov said perhaps he would be freed."
)

AddText = Callable[..., ReportSummary]
