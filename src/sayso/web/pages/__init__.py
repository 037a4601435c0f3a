"""All pages and actions of the desk."""

from itertools import chain

from sayso.web.pages import (
    accounts,
    cases,
    claims,
    conflicts,
    inbox,
    log,
    people,
    places,
    reading,
    sources,
    uploads,
    worklist,
)

_MODULES = (
    inbox,
    uploads,
    reading,
    claims,
    worklist,
    cases,
    conflicts,
    people,
    places,
    sources,
    log,
    accounts,
)

OFFERS = tuple(chain.from_iterable(module.OFFERS for module in _MODULES))
"""Everything that has an address."""
