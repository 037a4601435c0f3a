"""Parses that a pipeline gets wrong again and again, put right."""

from collections.abc import Sequence

from sayso.lang.engines.forms import Form

_PARTICIPLES = frozenset({"VBN", "VBD"})
_SUBJECT = "nsubj"


def mend_dated_verbs(forms: Sequence[Form], heads: list[int], days: Sequence[bool]) -> list[Form]:
    """Return forms, and change heads, so that a verb behind a day is no adjective.

    In "The garrison court on Tuesday sentenced contract soldier Denis Orlov to two years" the
    pipeline takes "sentenced" for an adjective of the soldier, and the soldier for the object of
    "on", which has one already: the day.

    Args:
        forms: Of the words of one piece, in its order.
        heads: The number of each word's head; its own of a root.
        days: Whether each word is of a date.
    """
    mended = list(forms)
    for verb in range(2, len(mended)):
        if not (days[verb - 1] and _is_adjective(mended[verb])):
            continue
        link = heads[verb - 1]
        told = _climb(verb, mended, heads)
        if link == verb - 1 or told is None or mended[link].dep != "prep" or heads[told] != link:
            continue
        subject = heads[link]
        if mended[subject].pos not in ("NOUN", "PROPN") or not subject < link < verb < told:
            continue
        root = heads[subject] == subject
        above = "ccomp" if mended[subject].dep in ("dep", _SUBJECT) else mended[subject].dep
        mended[verb] = mended[verb]._replace(tag="VBD", pos="VERB", dep="ROOT" if root else above)
        heads[verb] = verb if root else heads[subject]
        mended[subject] = mended[subject]._replace(dep=_SUBJECT)
        mended[told] = mended[told]._replace(dep="dobj")
        for word in range(subject + 1, len(heads)):
            if heads[word] == subject and (word == link or word > verb):
                heads[word] = verb
        heads[subject] = heads[told] = verb
    return mended


def _is_adjective(form: Form) -> bool:
    return form.tag in _PARTICIPLES and form.dep == "amod"


def _climb(verb: int, forms: Sequence[Form], heads: Sequence[int]) -> int | None:
    """Return the object of a preposition that a seeming adjective belongs to, or ``None``."""
    at = heads[verb]
    while forms[at].dep in ("compound", "nmod", "amod") and heads[at] != at:
        at = heads[at]
    return at if forms[at].dep == "pobj" else None
