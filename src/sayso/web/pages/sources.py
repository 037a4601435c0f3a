"""Sources: what each said, how often first, how often confirmed or contradicted later."""

from sayso.web.routes import Page, View, Visit


def show_sources(_: Visit) -> View:
    """Return the sources of the casebook."""
    return View(template="sources.html.jinja", title="Sources", values={}, names=False)


OFFERS = (Page(path="/sources", make=show_sources),)
