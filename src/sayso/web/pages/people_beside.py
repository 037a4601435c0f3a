"""Two people side by side, with what speaks for and against that they are one."""

from sayso.web.routes import Action, Page

BESIDE: tuple[Page | Action, ...] = ()
