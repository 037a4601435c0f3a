"""The word for somebody before his name stands in the name's case: "солдат Иван Ковалёв"."""

from collections.abc import Sequence
from dataclasses import replace

from sayso.lang.engines.inflected.form import Form
from sayso.records.morph import get_morph


def agree_with_names(forms: Sequence[Form]) -> list[Form]:
    """Return a sentence's forms, a genitive plural before a name in the nominative made singular.

    Some nouns for men have one form for both. It stays plural behind what governs or describes
    several ("двое", "из", "российских").
    """
    made = list(forms)
    for at, form in enumerate(forms[:-1]):
        shown = get_morph(form.tag)
        if form.pos != "NOUN" or (shown.number, shown.case) not in {
            ("Plur", "Gen"),
            ("Plur", "Acc"),
        }:
            continue
        if not _is_named(forms[at + 1]) or (at and _needs_several(forms[at - 1])):
            continue
        single = next((tag for tag in form.others if _is_one(tag)), None)
        if single is not None:
            others = tuple(tag for tag in (form.tag, *form.others) if tag != single)
            made[at] = replace(form, tag=single, others=others)
    return made


def _is_one(tag: str) -> bool:
    shown = get_morph(tag)
    return (shown.number, shown.case, shown.gender) == ("Sing", "Nom", "Masc")


def _is_named(form: Form) -> bool:
    return form.pos == "PROPN" and "NameType=" in form.tag and _is_one(form.tag)


def _needs_several(form: Form) -> bool:
    return form.pos in {"ADP", "NUM"} or get_morph(form.tag).number == "Plur"
