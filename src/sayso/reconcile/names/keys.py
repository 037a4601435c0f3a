"""Keys under which names that may be one meet: blocking, so that not all pairs are compared."""


def list_name_keys(name: str) -> tuple[str, ...]:
    """Return the keys of a person's name; two names that may be one share at least one."""
    words = name.casefold().split()
    return (words[-1],) if words else ()
