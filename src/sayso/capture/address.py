"""The address that a page gives itself."""

import re
import unicodedata
from urllib.parse import quote, urlsplit

_LONGEST = 4000
_NAMED = re.compile(r"https?://[^/?#]", re.IGNORECASE)
# What addresses are made of (RFC 3986), and the sign of what is encoded already.
_PLAIN = "!#$%&'()*+,-./:;=?@[]_~"
# Controls, marks of writing direction and other things that show nothing or something else.
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})


def clean_address(value: str) -> str | None:
    """Return an address of the web in ASCII (RFC 3986); ``None`` for any other.

    An address with characters that show nothing is none: it would look like another.
    """
    value = value.strip(" \t\r\n\f")
    if len(value) > _LONGEST or not _NAMED.match(value):
        return None
    if any(unicodedata.category(char) in _UNSEEN for char in value):
        return None
    try:
        parts = urlsplit(value)
    except ValueError:
        return None
    return quote(value, safe=_PLAIN) if parts.netloc else None
