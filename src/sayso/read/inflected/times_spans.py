"""Rules for how long and how often (TIMEX3 durations and sets)."""

from collections.abc import Mapping

from sayso.read.inflected.times_counts import add_durations, find_count, lasting
from sayso.read.times_meaning import Rule
from sayso.read.times_scene import Meaning, Scene, Slots
from sayso.read.times_spans import make_duration
from sayso.records.morph import get_morph
from sayso.records.parse import Token
from sayso.records.value import TimeType

_ASIDE = frozenset({",", "(", "—", "–"})  # marks behind which an age may stand
_YOUNGEST, _OLDEST = 10, 125  # years that an age beside a noun has
_BACK = 4  # words before a number of years in which whose age it is may stand
_AHEAD = 3  # words behind "32-летний" among which its noun stands
_SHORT = frozenset("DHMS")  # units that alone, behind "до", are no bound of a stretch
_FIRST_YEAR = 1000  # so many years are a year
_GROWN = 12  # years that no term in one word with its number has, and many a person


def _duration(slots: Slots, scene: Scene) -> Meaning | None:
    softener = slots.string("softener") or None
    if slots.has("half_unit"):
        return Meaning(type=TimeType.DURATION, value=slots.string("half_unit"), mod=softener)
    if slots.has("bare_unit") and slots.has("count"):
        return _one_and(slots)
    if slots.has("bare_unit"):
        return _bare(slots, scene)
    count, unit = find_count(slots), slots.string("unit")
    if not slots.has("count"):
        return _softened(slots)
    if count is None or _is_age(scene, count, unit):
        return None
    if unit == "Y" and count >= _FIRST_YEAR:
        return None  # "до 1963 року"
    if softener == "APPROX" and slots.get("unit") in slots.language.words("times", "hour_of"):
        return None  # "близько 22 години" is an hour of the day
    value = lasting(count, unit)
    second = find_count(slots, "count2")
    if second is not None and slots.has("unit2"):
        if _rank(slots.string("unit2")) >= _rank(unit):
            return None
        value = add_durations(value, make_duration(second, slots.string("unit2")))
    elif second is not None:
        if second <= count:
            return None
        value = f"{value}/{lasting(second, unit)}"
    return Meaning(type=TimeType.DURATION, value=value, mod=softener)


def _one_and(slots: Slots) -> Meaning | None:
    """Read "год и восемь месяцев"."""
    first, second, count = slots.string("bare_unit"), slots.string("unit"), find_count(slots)
    if count is None or _rank(second) >= _rank(first):
        return None
    value = add_durations(make_duration(1, first), make_duration(count, second))
    return Meaning(type=TimeType.DURATION, value=value)


def _rank(unit: str) -> int:
    return ("S", "M", "H", "D", "W", "MO", "Q", "Y", "10Y", "100Y").index(unit)


def _bare(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "(осуждён на) год" and "(в течение) месяца"."""
    genitive = slots.get("bare_unit") in slots.language.words("times", "bare_genitive")
    if not scene.follows("bare_genitive_lead" if genitive else "bare_unit_lead"):
        return None
    value = make_duration(1, slots.string("bare_unit"))
    return Meaning(type=TimeType.DURATION, value=value)


def _softened(slots: Slots) -> Meaning | None:
    """Read "более года" and "почти неделю": a unit alone, which is one."""
    unit, softener = slots.string("unit"), slots.string("softener")
    single = slots.get("unit") in slots.language.values("times", "bare_unit")
    if not single or (unit in _SHORT and softener == "EQUAL_OR_LESS"):
        return None
    return Meaning(type=TimeType.DURATION, value=make_duration(1, unit), mod=softener)


def _is_age(scene: Scene, count: float, unit: str) -> bool:
    """Whether a number of years tells how old somebody is: "ему 32 года", "Иванов, 32 года,"."""
    if unit not in {"Y", "MO"} or not 0 < count <= _OLDEST:
        return False
    language, parse = scene.language, scene.parse
    rest = " ".join(parse.text[scene.end : scene.end + 24].lower().split())
    if any(rest.startswith(words) for words in language.words("times", "age_tail")):
        return True
    token = parse.token_at(scene.begin)
    if token is None or scene.follows("age_lead"):
        return token is not None
    first = parse.sentences[token.sentence][0]
    before = list(parse.tokens[max(first, token.i - _BACK) : token.i])
    if any(word.lower in language.words("times", "age_lead") for word in before):
        return True
    if before and before[-1].lower in language.words("times", "age_at"):
        terms = language.words("times", "age_term")
        return unit == "Y" and not any(word.lemma in terms for word in before)
    return _is_told_of(scene, before, count)


def _is_told_of(scene: Scene, before: list[Token], count: float) -> bool:
    """Whether the words before a number of years say whose age it is."""
    language, after = scene.language, scene.next_word()
    closed = after is None or after.pos == "PUNCT"
    was = False
    while before and before[-1].lower in language.words("times", "age_verb"):
        was = was or before[-1].pos in {"AUX", "VERB"}
        before.pop()
    if not before:
        return False
    last = before[-1]
    if last.lower in language.words("times", "age_pronoun"):
        return not _gives(scene, before[:-1])
    if last.text in _ASIDE:
        return closed and len(before) > 1 and _is_person(before[-2])
    morph = get_morph(last.tag)
    if was and count >= _YOUNGEST and (_is_person(last) or closed):
        return True
    if morph.case == "Dat":
        owner = _is_person(last) or (last.pos == "NOUN" and morph.animate is True)
        return owner and not _gives(scene, before[:-1])
    if last.lemma in language.words("times", "age_noun"):
        return True
    # "Мужчина 32 лет", but not "дали солдату 5 лет".
    named = last.pos == "NOUN" and morph.animate is True
    return named and count >= _YOUNGEST and not scene.parse.text[scene.begin].isalpha()


def _gives(scene: Scene, before: list[Token]) -> bool:
    """Whether years are given to somebody: "дали Иванову 5 лет", "Иванову 5 лет колонии"."""
    after = scene.next_word()
    governed = after is not None and after.pos == "NOUN" and get_morph(after.tag).case == "Gen"
    marks = [number for number, word in enumerate(before) if word.pos == "PUNCT"]
    clause = before[marks[-1] :] if marks else before
    return governed or any(word.pos == "VERB" for word in clause)


def _is_person(token: Token) -> bool:
    return token.name == "PERSON" or get_morph(token.tag).name in {"Sur", "Pat", "Giv"}


def _adjective(slots: Slots, scene: Scene) -> Meaning | None:
    """Read "двухлетний срок"; "32-летний житель" is an age."""
    unit = slots.string("adj_unit")
    count = slots.figure("count_prefix") or float(slots.string("count_prefix") or 0)
    if slots.has("digits"):
        count = find_count(slots, "digits") or 0.0
    if not count or _tells_age(scene, count, unit):
        return None
    return Meaning(type=TimeType.DURATION, value=lasting(float(count), unit))


def _tells_age(scene: Scene, count: float, unit: str) -> bool:
    if unit not in {"Y", "MO"}:
        return False
    token = scene.parse.token_at(scene.end)
    for at in range(_AHEAD):
        word = None if token is None else scene.parse.tokens[min(token.i + at, _last(scene))]
        if word is None or word.pos == "PUNCT":
            break
        if word.pos == "PROPN" or _is_person(word):
            return True
        if word.lemma in scene.language.words("times", "age_noun"):
            return True
        if word.pos == "NOUN":
            return get_morph(word.tag).animate is not False
    return unit == "Y" and count > _GROWN


def _last(scene: Scene) -> int:
    return len(scene.parse.tokens) - 1


def _long_span(slots: Slots, scene: Scene) -> Meaning | None:
    if not slots.has("count") and not slots.has("several"):
        which = scene.parse.token_at(scene.begin)
        several = which is not None and get_morph(which.tag).number == "Plur"
        value = make_duration(None if several else 1, slots.string("unit"))
        return Meaning(type=TimeType.DURATION, value=value)
    count = None if slots.has("several") else find_count(slots)
    value = "" if count is None else lasting(count, slots.string("unit"))
    return Meaning(type=TimeType.DURATION, value=value or make_duration(None, slots.string("unit")))


def _vague_duration(slots: Slots, scene: Scene) -> Meaning | None:
    del scene
    value = slots.string("for_long") or make_duration(None, slots.string("unit"))
    return Meaning(type=TimeType.DURATION, value=value)


def _set(slots: Slots, scene: Scene) -> Meaning | None:
    if slots.has("per") and not slots.has("times_noun") and not scene.follows("per_lead"):
        return None
    if slots.has("per") and not slots.has("times_noun") and _is_governing(scene):
        return None  # "тысяча долларов в день его ареста"
    if slots.has("weekday"):
        value = f"XXXX-WXX-{slots.integer('weekday')}"
    elif slots.has("month"):
        value = f"XXXX-{slots.integer('month'):02}"
    elif slots.has("season"):
        value = f"XXXX-{slots.string('season')}"
    elif slots.has("daypart"):
        value = f"XXXX-XX-XXT{slots.string('daypart').removeprefix('T')}"
    elif slots.has("unit"):
        count = find_count(slots, "count2") or find_count(slots)
        value = make_duration(count, slots.string("unit"))
    else:
        value = make_duration(1, slots.string("period"))
    return Meaning(type=TimeType.SET, value=value)


def _is_governing(scene: Scene) -> bool:
    word = scene.next_word()
    attributes = {"NOUN", "PROPN", "DET", "ADJ", "PRON"}
    return word is not None and word.pos in attributes and get_morph(word.tag).case == "Gen"


def _set_word(slots: Slots, scene: Scene) -> Meaning | None:
    del scene
    return Meaning(type=TimeType.SET, value=slots.string("set_word"))


SPAN_RULES: Mapping[str, Rule] = {
    "set": _set,
    "set_rule": _set_word,
    "long_span": _long_span,
    "duration": _duration,
    "duration_adjective": _adjective,
    "vague_duration": _vague_duration,
}
