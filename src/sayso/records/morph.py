"""What a word's form shows: case, number, gender and so on, as an engine tells them.

Engines of languages whose endings say what English says by the order of words give each
word's features as its fine tag, written as in Universal Dependencies:
``Case=Gen|Gender=Fem|Number=Sing``.
"""

from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True, kw_only=True)
class Morph:
    """The features of one form; "" and ``None`` where the form does not show one.

    Attributes:
        case: "Nom", "Gen", "Dat", "Acc", "Ins", "Loc" or "Voc".
        number: "Sing" or "Plur".
        gender: "Masc", "Fem" or "Neut".
        animate: Whether it names somebody.
        tense: "Past", "Pres" or "Fut".
        voice: "Act", "Pass" or "Mid".
        person: 1, 2 or 3.
        aspect: "Perf" or "Imp".
        form: "Fin", "Inf", "Part" or "Conv"; "арестован" is a "Part" that is ``short``.
        mood: "Ind", "Imp" or "Cnd".
        short: Whether an adjective or a participle stands in its short form.
        name: What a proper noun is: "Giv", "Sur", "Pat", "Geo", or "".
    """

    case: str = ""
    number: str = ""
    gender: str = ""
    animate: bool | None = None
    tense: str = ""
    voice: str = ""
    person: int | None = None
    aspect: str = ""
    form: str = ""
    mood: str = ""
    short: bool = False
    name: str = ""


@lru_cache(maxsize=4096)
def get_morph(tag: str) -> Morph:
    """Return the features of a fine tag (`sayso.records.parse.Token.tag`)."""
    features = dict(part.split("=", 1) for part in tag.split("|") if "=" in part)
    animacy = features.get("Animacy")
    person = features.get("Person", "")
    return Morph(
        case=features.get("Case", ""),
        number=features.get("Number", ""),
        gender=features.get("Gender", ""),
        animate=None if animacy is None else animacy == "Anim",
        tense=features.get("Tense", ""),
        voice=features.get("Voice", ""),
        person=int(person) if person.isdigit() else None,
        aspect=features.get("Aspect", ""),
        form=features.get("VerbForm", ""),
        mood=features.get("Mood", ""),
        short=features.get("Variant") == "Short",
        name=features.get("NameType", ""),
    )
