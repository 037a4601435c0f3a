"""Pages for the browser: one kind of paper for all of them.

A page is a single file that needs no network. Its Content-Security-Policy allows only its own style
and script, named by their hashes; whatever reports hold is shown as text.
"""

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from sayso.publish.wording import HOLDS_NAMES, make_harmless

_STATIC = files("sayso.publish") / "static"
_LINKABLE = frozenset({"http", "https"})


def render_page(
    template: str, values: Mapping[str, Any], *, style: str, script: str | None = None
) -> str:
    """Return a page.

    Args:
        template: The name of its template among the static files.
        values: What the template prints; strings are escaped and made harmless.
        style: The name of its style.
        script: The name of its script, if it has one.
    """
    css = read_static(style)
    code = None if script is None else read_static(script)
    return (
        _environment()
        .get_template(template)
        .render(
            policy=_make_policy(css, code),
            style=Markup(css),  # noqa: S704  ours, from the package
            script=Markup(code or ""),  # noqa: S704  ours, from the package
            notice=HOLDS_NAMES,
            **values,
        )
    )


@cache
def read_static(name: str) -> str:
    """Return a file of the package's that pages are made from."""
    return (_STATIC / name).read_text(encoding="utf-8")


def find_link(url: str | None) -> str | None:
    """Return an address if it is one that a browser may safely follow."""
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme.lower() in _LINKABLE and parts.netloc else None


@cache
def _environment() -> Environment:
    return Environment(
        loader=FunctionLoader(read_static),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_show,
    )


def _show(value: object) -> object:
    """Make what a template prints harmless; ``None`` is a mistake in the template."""
    if value is None:
        raise TypeError("a template printed what is not known")
    if isinstance(value, str) and not isinstance(value, Markup):
        return make_harmless(value)
    return value


def _make_policy(style: str, script: str | None) -> str:
    """Allow this style, this script and nothing else; no image but one inside the page."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            "script-src 'none'" if script is None else f"script-src '{_hash(script)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
