"""Addresses of reports, whose ids may hold anything."""

import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error
from urllib.parse import quote

_PLAIN = re.compile(r"(?!.*\.json\Z)\w[\w.-]*")
_CODED = "~"


def make_report_address(report: str, claim: str | None = None) -> str:
    """Return the address of a report's page, or of one statement on it."""
    at = f"/reports/{make_report_slug(report)}"
    return at if claim is None else f"{at}#{quote(claim)}"


def make_report_slug(report: str) -> str:
    """Return a report's id as a part of an address.

    Slashes divide addresses, browsers take ".." for a way up, and ".json" asks for JSON: an id
    that holds more than letters, digits, points, hyphens and underscores is written as base64url.
    """
    return quote(report, safe="") if _PLAIN.fullmatch(report) else _encode(report)


def read_report_slug(slug: str) -> str:
    """Return the id that a part of an address stands for; what stands for none stays as it is."""
    if not slug.startswith(_CODED):
        return slug
    coded = slug.removeprefix(_CODED)
    try:
        return urlsafe_b64decode(coded + "=" * (-len(coded) % 4)).decode("utf-8", "surrogatepass")
    except (ValueError, Error):
        return slug


def _encode(report: str) -> str:
    coded = urlsafe_b64encode(report.encode("utf-8", "surrogatepass"))
    return _CODED + coded.decode("ascii").rstrip("=")
