"""What is done with people: two are one, or not, or nobody can tell; taken out; taken back."""

from sayso.web.routes import Action, Page

ACTIONS: tuple[Page | Action, ...] = ()
