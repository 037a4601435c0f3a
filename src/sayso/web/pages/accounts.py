"""Signing in and out, where a casebook has accounts."""

from sayso.web.routes import Action, Page

OFFERS: tuple[Page | Action, ...] = ()
