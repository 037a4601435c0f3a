"""The pages of the desk, one module for each thing that people look at."""

from sayso.web.pages import inbox, reading
from sayso.web.routes import Action, Page

OFFERS: tuple[Page | Action, ...] = (*inbox.OFFERS, *reading.OFFERS)
"""All pages and actions."""
