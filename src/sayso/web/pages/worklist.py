"""What to decide next; where reviewers disagree."""

from sayso.web.routes import Action, Page

OFFERS: tuple[Page | Action, ...] = ()
