"""Who decided what, when and why; and the history of one thing."""

from sayso.web.routes import Action, Page

OFFERS: tuple[Page | Action, ...] = ()
