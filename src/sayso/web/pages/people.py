"""People and groups: their mentions and spellings, who else they may be, joined and parted."""

from sayso.web.routes import Action, Page

OFFERS: tuple[Page | Action, ...] = ()
