"""Phrases put into the nominative: "Ростовской области" is "Ростовская область"."""

from collections.abc import Sequence
from functools import partial

from sayso.lang.engines.inflected.dictionary import Dictionary, Reading
from sayso.records.morph import Morph, get_morph

_GRAMMEMES = {"Masc": "masc", "Fem": "femn", "Neut": "neut", "Sing": "sing", "Plur": "plur"}


def decline_phrase(
    words: Sequence[str], tags: Sequence[str], dictionary: Dictionary, *, few: frozenset[str]
) -> str:
    """Return a phrase whose head, and what agrees with it, stand in the nominative.

    The head is the first noun; what stands behind it is governed and stays, but for names
    and adjectives in the head's own case ("Городе Киеве").

    Args:
        words: The words as written.
        tags: Their fine tags in the text.
        dictionary: Knows the forms.
        few: Numbers behind which a noun stands in the genitive singular: "два солдата".
    """
    shown = [get_morph(tag) for tag in tags]
    readings = [dictionary.look_up(word.lower()) for word in words]
    chosen = [_choose(_prefer_adjective(at, readings), morph) for at, morph in enumerate(shown)]
    head = _find_head(chosen)
    if head is None:
        return " ".join(words)
    chosen = _make_agree(readings, shown, chosen, head)
    made = list(words)
    counted = _find_count(chosen, head)
    # One of several that share a noun: "(Луганской и) Донецкой областях".
    shares = any(
        one is not None and one.pos == "ADJ" and one.features.get("Number") == "Sing"
        for one in chosen[:head]
    )
    for at in range(head + 1):
        if counted is not None and at > counted:
            one = chosen[counted]
            single = one is not None and one.lemma in few and at == head
            wanted = frozenset({"gent", "sing" if single else "plur"})
            made[at] = _put(words[at], chosen[at], wanted, dictionary)
        elif at == counted:
            made[at] = _put(words[at], chosen[at], frozenset({"nomn"}), dictionary)
        else:
            made[at] = _put_nominative(
                words[at], chosen[at], chosen[head], dictionary, single=shares
            )
    return " ".join(made)


def _find_count(chosen: Sequence[Reading | None], head: int) -> int | None:
    """Return the number in words before a head, or ``None``."""
    return next(
        (at for at, one in enumerate(chosen[:head]) if one is not None and one.pos == "NUM"), None
    )


def _put(word: str, reading: Reading | None, wanted: frozenset[str], dictionary: Dictionary) -> str:
    made = None if reading is None else dictionary.inflect(word.lower(), reading, wanted)
    return word if made is None else _write_as(word, made)


def _prefer_adjective(at: int, readings: Sequence[Sequence[Reading]]) -> Sequence[Reading]:
    """Return what a word can be; as an adjective alone where it agrees with a noun behind it."""
    if at + 1 == len(readings):
        return readings[at]
    nouns = [one for one in readings[at + 1] if one.pos in {"NOUN", "PROPN"}]
    fitting = [
        one
        for one in readings[at]
        if one.pos == "ADJ"
        and any(one.features.get("Case") == n.features.get("Case") for n in nouns)
    ]
    return fitting or readings[at]


def _choose(readings: Sequence[Reading], morph: Morph) -> Reading | None:
    """Return the reading that the tag in the text fits best."""
    declined = [one for one in readings if "Case" in one.features]
    things = [one for one in declined if one.features.get("NameType", "Geo") == "Geo"]
    return max(things or declined, key=lambda one: _fit(one, morph), default=None)


def _fit(reading: Reading, morph: Morph) -> float:
    """Return how well a reading fits the tag in the text."""
    features = reading.features
    pairs = (
        (morph.case, features.get("Case"), 2.0),
        (morph.number, features.get("Number"), 1.0),
        (morph.gender, features.get("Gender"), 1.0),
    )
    return reading.score + sum(
        weight if told == found else -weight for told, found, weight in pairs if told and found
    )


def _make_agree(
    readings: Sequence[Sequence[Reading]],
    shown: Sequence[Morph],
    chosen: Sequence[Reading | None],
    head: int,
) -> list[Reading | None]:
    """Return the readings with a head, and adjectives before it, that stand in one case."""
    made = list(chosen)
    at_head = made[head]
    before = [
        at for at in range(head) if (one := made[at]) is not None and one.pos in {"ADJ", "VERB"}
    ]
    if not before or at_head is None:
        return made
    best = -99.0
    for option in readings[head]:
        if option.pos != at_head.pos or "Case" not in option.features:
            continue
        total, fitting = _fit(option, shown[head]), dict[int, Reading]()
        for at in before:
            same = [one for one in readings[at] if _agrees(one, option)]
            if same:
                fitting[at] = max(same, key=partial(_fit, morph=shown[at]))
            total += _fit(fitting[at], shown[at]) if at in fitting else -4.0
        if total > best:
            best = total
            made[head] = option
            for at, one in fitting.items():
                made[at] = one
    return made


def _agrees(adjective: Reading, noun: Reading) -> bool:
    """Whether an adjective stands in the case, the number and the gender of a noun."""
    one, other = adjective.features, noun.features
    if one.get("Case") != other.get("Case"):
        return False
    if one.get("Number") == "Plur" or other.get("Number") == "Plur":
        return one.get("Number") == other.get("Number")
    return "Gender" not in one or "Gender" not in other or one["Gender"] == other["Gender"]


def _find_head(chosen: Sequence[Reading | None]) -> int | None:
    for at, one in enumerate(chosen):
        if one is not None and one.pos in {"NOUN", "PROPN"}:
            return at
    for at, one in enumerate(chosen):
        if one is not None:
            return at
    return None


def _put_nominative(
    word: str,
    reading: Reading | None,
    head: Reading | None,
    dictionary: Dictionary,
    *,
    single: bool,
) -> str:
    if reading is None or head is None or reading.features.get("Case") == "Nom":
        return word
    wanted = {"nomn"}
    number = head.features.get("Number", "Sing")
    if number == "Plur" and single:
        number = "Sing"
    wanted.add(_GRAMMEMES[number])
    if reading is not head and number == "Sing":
        wanted.add(_GRAMMEMES.get(head.features.get("Gender", ""), "masc"))
    return _put(word, reading, frozenset(wanted), dictionary)


def _write_as(written: str, made: str) -> str:
    """Return a form with the capitals that the word has where it is written."""
    if written.isupper() and len(written) > 1:
        return made.upper()
    olds, news = written.split("-"), made.split("-")
    if len(olds) != len(news):
        olds, news = [written], [made]
    return "-".join(
        part[:1].upper() + part[1:] if old[:1].isupper() else part
        for old, part in zip(olds, news, strict=True)
    )
