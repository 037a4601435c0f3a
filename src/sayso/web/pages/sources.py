"""Sources: what each said, how often first, how often confirmed or contradicted later."""

from sayso.web.routes import Action, Page

OFFERS: tuple[Page | Action, ...] = ()
