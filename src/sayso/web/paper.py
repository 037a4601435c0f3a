"""Pages and fragments from templates, and the files that they load."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from secrets import token_hex
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from sayso.publish.wording import make_harmless, say_count, say_day, say_word
from sayso.web.addresses import make_report_address

_WEB = files("sayso.web")
_TYPES: Mapping[str, str] = MappingProxyType(
    {
        "css": "text/css; charset=utf-8",
        "js": "text/javascript; charset=utf-8",
        "json": "application/json",
        "svg": "image/svg+xml",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """One file that pages load.

    Attributes:
        name: "desk.css".
        kind: Its media type.
        content: Its bytes.
    """

    name: str
    kind: str
    content: bytes


@cache
def list_assets() -> Mapping[str, Asset]:
    """Return all files that pages load, by name; a request names one of these or nothing."""
    found = {}
    for file in (_WEB / "static").iterdir():
        kind = _TYPES.get(file.name.rpartition(".")[2])
        if kind is not None:
            found[file.name] = Asset(name=file.name, kind=kind, content=file.read_bytes())
    return MappingProxyType(found)


@cache
def get_edition() -> str:
    """Return 16 hex digits that change with any file that pages load.

    They are part of each file's address, so that a browser may keep it for ever; one for all of
    them, since modules name one another without.
    """
    digest = sha256()
    for name, asset in sorted(list_assets().items()):
        digest.update(f"{name} {len(asset.content)}\n".encode() + asset.content)
    return digest.hexdigest()[:16]


def get_address(name: str) -> str:
    """Return where a file that pages load is loaded from."""
    return f"/static/{get_edition()}/{list_assets()[name].name}"


def render(template: str, values: Mapping[str, Any]) -> str:
    """Return a template filled in; whatever reports or people wrote is shown as text."""
    return _environment().get_template(template).render(values)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FunctionLoader(_read_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_show,
    )
    environment.globals["asset"] = get_address
    environment.globals["draw_key"] = lambda: token_hex(16)
    environment.filters |= {"word": say_word, "day": say_day, "count": say_count}
    environment.filters["report_address"] = make_report_address
    return environment


def _read_template(name: str) -> str:
    return (_WEB / "templates" / name).read_text(encoding="utf-8")


def _show(value: object) -> object:
    """Make what a template prints harmless; ``None`` is a mistake in the template."""
    if value is None:
        raise TypeError("a template printed what is not known")
    if isinstance(value, str) and not isinstance(value, Markup):
        return make_harmless(value)
    return value
