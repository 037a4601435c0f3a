"""Places: their mentions, and a map that draws how precisely they are known."""

from sayso.web.routes import Page, View, Visit


def show_places(_: Visit) -> View:
    """Return the places of the casebook."""
    return View(template="places.html.jinja", title="Places", values={}, names=False)


OFFERS = (Page(path="/places", make=show_places),)
