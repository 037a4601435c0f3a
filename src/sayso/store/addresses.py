"""Addresses as keys: by them a changed version of a page finds the one before."""

from urllib.parse import urlsplit

_NOISE = ("utm_", "fbclid", "gclid", "yclid")  # where a reader came from, not what is shown


def make_url_key(url: str) -> str:
    """Return an address without what does not tell pages apart.

    That is the scheme, "www.", capitals of the host, the standard port, the fragment, a last
    slash, and parameters that only say where a reader came from.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:
        return url.strip()
    if not host:
        return url.strip()
    where = host if port in (None, 80, 443) else f"{host}:{port}"
    query = "&".join(
        pair for pair in parts.query.split("&") if pair and not pair.lower().startswith(_NOISE)
    )
    return where + parts.path.rstrip("/") + ("?" + query if query else "")
