"""Places: their mentions, and a map that draws how precisely they are known."""

from sayso.web.routes import Action, Page

OFFERS: tuple[Page | Action, ...] = ()
