"""Parses that a pipeline gets wrong again and again, put right."""

from collections.abc import Sequence

from sayso.lang.engines.forms import Form

_PARTICIPLES = frozenset({"VBN", "VBD"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_SUBJECT = "nsubj"
_REACH = 40  # words


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


def mend_trailing_speech(forms: Sequence[Form], heads: list[int]) -> list[Form]:
    """Return forms, and change heads, so that who speaks last is not said of who is named before.

    In "The court found Denis Orlov, 31, guilty of desertion, a notice says" the pipeline lets
    Orlov say it, and the notice be what he is called.

    Args:
        forms: Of the words of one piece, in its order.
        heads: The number of each word's head; its own of a root.
    """
    mended = list(forms)
    for said in range(3, len(mended)):
        if mended[said].tag not in _FINITE or mended[said].pos != "VERB":
            continue
        named = _find_last(said, _SUBJECT, mended, heads)
        if named is None:
            _give_speaker(said, mended, heads)
            continue
        speaker = _find_last(named, "appos", mended, heads)
        if speaker is None or not _adjoins(speaker, said, mended, heads):
            continue
        told = (
            heads[said] if mended[said].dep == "ccomp" else _find_last(said, "ccomp", mended, heads)
        )
        if told is None or not told < named < speaker < said or mended[told].tag not in _FINITE:
            continue
        if _find_last(told, _SUBJECT, mended, heads) is None:
            continue
        if heads[said] == told:
            heads[said] = said if heads[told] == told else heads[told]
            mended[said] = mended[said]._replace(dep=mended[told].dep)
            mended[told] = mended[told]._replace(dep="ccomp")
        heads[told] = heads[speaker] = said
        mended[speaker] = mended[speaker]._replace(dep=_SUBJECT)
        heads[named] = told
        mended[named] = mended[named]._replace(dep="dobj")
    return mended


def _give_speaker(said: int, forms: list[Form], heads: list[int]) -> None:
    """Let what stands beside an object, right before a verb that nobody says, be who says it."""
    told = _find_last(said, "ccomp", forms, heads)
    named = None if told is None else _find_last(told, "dobj", forms, heads)
    speaker = None if named is None else _find_last(named, "appos", forms, heads)
    if speaker is not None and _adjoins(speaker, said, forms, heads):
        heads[speaker] = said
        forms[speaker] = forms[speaker]._replace(dep=_SUBJECT)


def _find_last(head: int, label: str, forms: Sequence[Form], heads: Sequence[int]) -> int | None:
    """Return the last word of a label that hangs on a word, within a sentence's reach of it."""
    near = range(min(head + _REACH, len(heads) - 1), max(head - _REACH, -1), -1)
    return next((i for i in near if heads[i] == head != i and forms[i].dep == label), None)


def _adjoins(speaker: int, verb: int, forms: Sequence[Form], heads: Sequence[int]) -> bool:
    """Whether all from a noun to a verb hangs on the noun, and a comma alone stands before it."""
    for word in range(speaker + 1, verb):
        at = word
        while at > speaker and heads[at] != at:
            at = heads[at]
        if at != speaker or forms[word].pos == "PUNCT":
            return False
    first = speaker
    while first and heads[first - 1] == speaker:
        first -= 1
    return first > 0 and forms[first - 1].pos == "PUNCT"


def _is_adjective(form: Form) -> bool:
    return form.tag in _PARTICIPLES and form.dep == "amod"


def _climb(verb: int, forms: Sequence[Form], heads: Sequence[int]) -> int | None:
    """Return the object of a preposition that a seeming adjective belongs to, or ``None``."""
    at = heads[verb]
    while forms[at].dep in ("compound", "nmod", "amod") and heads[at] != at:
        at = heads[at]
    return at if forms[at].dep == "pobj" else None
