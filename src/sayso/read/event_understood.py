"""Whom a step of procedure befell that names nobody: "prosecutors dropped the charges"."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from sayso.lang.language import Language
from sayso.packs.pack import EventType
from sayso.records.finding import Telling
from sayso.records.parse import Parse, Token


def find_understood(
    parse: Parse,
    language: Language,
    tellings: Iterable[Telling],
    types: Mapping[str, EventType],
) -> Iterator[Telling]:
    """Yield tellings, those of steps that name nobody with whom they may be about.

    A step is never understood of those to whom harm alone was done before: "three children died;
    a criminal case was opened" says against nobody that it was.

    Args:
        parse: The report's parse.
        language: Its language.
        tellings: What the report tells, in text order.
        types: What the packs know of each type: whether it may be told without naming again
            whom it befell, and whether such a step may be about whom it befell.
    """
    steps = frozenset(name for name, kind in types.items() if kind.back)
    pursued = steps | {name for name, kind in types.items() if kind.pursued}
    before: list[Telling] = []
    for telling in tellings:
        made = telling
        if not telling.subjects and telling.type in steps and not telling.back:
            made = _understand(parse, language, telling, before, steps)
        if made.type in pursued and (made.subjects or made.understood):
            before.append(made)
        yield made


def _understand(
    parse: Parse,
    language: Language,
    telling: Telling,
    before: list[Telling],
    steps: frozenset[str],
) -> Telling:
    anchor = parse.tokens[telling.anchor]
    near = [t for t in before if parse.tokens[t.anchor].sentence == anchor.sentence]
    if near:
        return _like(telling, near[-1])
    represented = _find_represented(parse, language, anchor)
    if represented is not None:
        return replace(telling, subjects=(represented,))
    latest = before[::-1]
    told = [t for t in latest if t.type in steps]
    beside = [t for t in told if parse.tokens[t.anchor].paragraph == anchor.paragraph]
    if beside:
        return _like(telling, beside[0])
    if _is_known(parse, language, telling):
        # "The trial" that a report comes back to is that of whom it says most.
        return replace(telling, understood=_subjects(told), known=True)
    close = [t for t in latest if parse.tokens[t.anchor].paragraph >= anchor.paragraph - 1]
    return replace(telling, understood=_subjects((*close, *told, *latest)))


def _like(telling: Telling, other: Telling) -> Telling:
    return replace(telling, subjects=other.subjects, understood=other.understood, known=other.known)


def _subjects(tellings: Iterable[Telling]) -> tuple[int, ...]:
    return tuple((telling.subjects or telling.understood)[0] for telling in tellings)


def _is_known(parse: Parse, language: Language, telling: Telling) -> bool:
    """Tell whether the words point to proceedings that the reader knows: "the case"."""
    definite = language.words("events", "definite")
    return any(t.lower in definite for word in telling.trigger for t in parse.children(word, "det"))


def _find_represented(parse: Parse, language: Language, anchor: Token) -> int | None:
    """Return whose lawyer or relative says it: "His lawyer said the case was closed"."""
    representatives = language.words("events", "representative")
    for verb in (anchor, *parse.ancestors(anchor.i)):
        for subject in parse.children(verb.i, "nsubj"):
            owner = subject
            while owner.lemma in representatives and (owners := parse.children(owner.i, "poss")):
                # "His family's lawyer" speaks of him.
                owner = owners[0]
            if owner is not subject and owner.lemma not in representatives:
                return owner.i
    return None
