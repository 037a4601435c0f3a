"""Where accounts conflict, the gravest first."""

from sayso.web.routes import Action, Page

OFFERS: tuple[Page | Action, ...] = ()
