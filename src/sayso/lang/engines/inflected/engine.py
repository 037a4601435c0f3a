"""Words, what their forms show, and names: the engine for Russian and for Ukrainian."""

from functools import cache

from sayso.lang.engines.inflected.plain import PlainEngine, load_plain


@cache
def load_inflected(code: str) -> PlainEngine:
    """Return the engine for a language of inflected grammar; loaded once, when first needed.

    Raises:
        LanguageError: It is not one that sayso reads.
        ModelError: A model or a dictionary is missing or not what was pinned.
    """
    return load_plain(code)
