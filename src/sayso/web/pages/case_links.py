"""Addresses of lists that are narrowed."""

from urllib.parse import urlencode

from sayso.records.board import ConflictFilters, ListedConflict


def make_conflicts_address(filters: ConflictFilters, after: ListedConflict | None = None) -> str:
    """Return where conflicts that are narrowed so are listed, from behind one on."""
    given = {
        "severity": "" if filters.severity is None else filters.severity.value,
        "field": filters.field or "",
        "corrected": "yes" if filters.corrected else "",
        "after": "" if after is None else f"{after.case}.{after.number}",
    }
    query = urlencode({name: value for name, value in given.items() if value})
    return f"/conflicts?{query}" if query else "/conflicts"
