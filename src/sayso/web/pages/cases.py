"""The board of cases by stage, and the page of one case."""

from sayso.web.routes import Action, Page

OFFERS: tuple[Page | Action, ...] = ()
