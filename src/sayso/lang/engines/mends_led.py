"""A verb right behind where and when, which a pipeline takes for an adjective, put right."""

from collections.abc import Sequence

from sayso.lang.engines.forms import Form

_PARTICIPLES = frozenset({"VBN", "VBD"})
_INNER = frozenset({"amod", "compound", "nmod"})
_NOUNS = frozenset({"NOUN", "PROPN"})
# Between a court and what it did stand its place and the day: no verb, and no comma.
_BETWEEN = frozenset({"ADP", "DET", "PROPN", "NOUN", "ADJ", "NUM", "PART"})
_REACH = 12  # words


def mend_led_verbs(forms: Sequence[Form], heads: list[int], days: Sequence[bool]) -> list[Form]:
    """Return forms, and change heads, so that who did something in a place did it to somebody.

    In "A court in Samara sentenced soldier Denis Orlov to two years" the pipeline takes
    "sentenced" for an adjective of the soldier, and leaves the sentence without a verb.

    Args:
        forms: Of the words of one piece, in its order.
        heads: The number of each word's head; its own of a root.
        days: Whether each word is of a date.
    """
    mended = list(forms)
    for verb in range(3, len(mended)):
        if not _seems_adjective(mended[verb]) or heads[verb] <= verb:
            continue
        if not (days[verb - 1] or mended[verb - 1].pos == "PROPN"):
            continue
        doer = _find_doer(verb, mended, heads)
        if doer is not None:
            _make_verb(verb, doer, mended, heads)
    return mended


def _seems_adjective(form: Form) -> bool:
    regular = form.tag == "JJ" and form.lower.endswith("ed")
    return (form.tag in _PARTICIPLES or regular) and form.dep == "amod"


def _find_doer(verb: int, forms: Sequence[Form], heads: Sequence[int]) -> int | None:
    """Return the noun that opens the sentence, whose place and day stand before a verb."""
    first = verb - 1
    if forms[first].pos == "ADP":
        return None
    while first >= max(0, verb - _REACH) and (
        forms[first].pos in _BETWEEN or _is_have(forms[first])
    ):
        first -= 1
    doer = next((i for i in range(first + 1, verb - 1) if _leads(i, forms, heads)), None)
    if doer is None:
        return None
    had = _find_had(doer, verb, forms)
    roots = {doer, verb} if had is None else {doer, verb, had}
    told = _climb(verb, forms, heads)
    free = heads[doer] in (*roots, told) and (heads[doer] == doer or forms[doer].dep == "nsubj")
    return doer if free and told > verb and not _has_verb(doer, verb, had, forms, heads) else None


def _leads(word: int, forms: Sequence[Form], heads: Sequence[int]) -> bool:
    """Whether a noun is the first that a preposition follows, and hangs on none itself."""
    return (
        forms[word].pos in _NOUNS
        and forms[word + 1].pos == "ADP"
        and (heads[word] == word or forms[word].dep == "nsubj")
    )


def _is_have(form: Form) -> bool:
    return form.lower in ("has", "have", "had")


def _find_had(doer: int, verb: int, forms: Sequence[Form]) -> int | None:
    return next((i for i in range(doer + 1, verb) if _is_have(forms[i])), None)


def _has_verb(
    doer: int, verb: int, had: int | None, forms: Sequence[Form], heads: Sequence[int]
) -> bool:
    """Whether a sentence's first noun has a verb of its own, so that it wants none."""
    near = range(doer + 1, min(len(forms), doer + 4 * _REACH))
    return any(
        forms[i].pos in ("VERB", "AUX")
        and i not in (verb, had)
        and heads[i] == doer
        and forms[i].dep in ("relcl", "acl", "ROOT", "ccomp", "conj")
        for i in near
    )


def _make_verb(verb: int, doer: int, forms: list[Form], heads: list[int]) -> None:
    told = _climb(verb, forms, heads)
    had = _find_had(doer, verb, forms)
    chain = _list_chain(verb, doer, told, had, heads)
    above, dep = _find_above(doer, chain, forms, heads)
    tag = "VBN" if had is not None else "VBD"
    lemma = forms[verb].lemma if forms[verb].tag != "JJ" else forms[verb].lower[:-2]
    forms[verb] = forms[verb]._replace(tag=tag, pos="VERB", lemma=lemma, dep=dep)
    for word in range(len(heads)):
        if word in chain or heads[word] not in chain:
            continue
        behind = heads[word] == told and word > told and forms[word].dep in ("prep", "punct")
        if heads[word] == had or behind or (heads[word] == doer and word > verb):
            heads[word] = verb
    heads[verb] = verb if above is None else above
    heads[doer] = heads[told] = verb
    forms[doer] = forms[doer]._replace(dep="nsubj")
    forms[told] = forms[told]._replace(dep="dobj")
    if had is not None:
        heads[had] = verb
        forms[had] = forms[had]._replace(dep="aux", pos="AUX")
    _mend_between(verb, doer, forms, heads)
    _mend_given(verb, told, forms, heads)


def _list_chain(
    verb: int, doer: int, told: int, had: int | None, heads: Sequence[int]
) -> frozenset[int]:
    """Return the words that are put anew: the verb, who does it, and all up to whom it befalls."""
    chain = {doer, verb, told} | ({had} if had is not None else set())
    at = heads[verb]
    while at != told:
        chain.add(at)
        at = heads[at]
    return frozenset(chain)


def _find_above(
    doer: int, chain: frozenset[int], forms: Sequence[Form], heads: Sequence[int]
) -> tuple[int | None, str]:
    """Return the word that the whole clause hangs on, or ``None`` for a root, and its label."""
    at = doer
    for _ in range(len(chain) + 1):
        if heads[at] == at:
            return None, "ROOT"
        if heads[at] not in chain:
            return heads[at], forms[at].dep
        at = heads[at]
    return None, "ROOT"


def _mend_between(verb: int, doer: int, forms: list[Form], heads: list[int]) -> None:
    """Hang a place or day that hung on a name behind the verb where it belongs."""
    for word in range(doer + 1, verb):
        if heads[word] <= verb:
            continue
        led = forms[word - 1].pos == "ADP"
        if forms[word].pos == "ADP":
            heads[word] = doer
        else:
            heads[word] = word - 1 if led else verb
            forms[word] = forms[word]._replace(dep="pobj" if led else "npadvmod")


def _mend_given(verb: int, told: int, forms: list[Form], heads: list[int]) -> None:
    """Let what stands behind somebody be what is given: "handed Denis Orlov a sentence"."""
    for word in range(told + 1, len(heads)):
        if heads[word] == verb and forms[word].dep == "appos" and forms[word].pos == "NOUN":
            forms[word] = forms[word]._replace(dep="dobj")
            forms[told] = forms[told]._replace(dep="dative")
            return


def _climb(verb: int, forms: Sequence[Form], heads: Sequence[int]) -> int:
    """Return the noun that a seeming adjective belongs to."""
    at = heads[verb]
    while forms[at].dep in _INNER and heads[at] > at:
        at = heads[at]
    return at
