"""Names of people in every case, declined by libraries that sayso does not check itself with."""

from collections.abc import Mapping

import shevchenko
from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

_MAKER = PetrovichDeclinationMaker()
_CASES = {
    "genitive": Case.GENITIVE,
    "dative": Case.DATIVE,
    "accusative": Case.ACCUSATIVE,
    "instrumental": Case.INSTRUMENTAL,
    "locative": Case.PREPOSITIONAL,
}
_UKRAINIAN_CASES = {
    "genitive": shevchenko.GENITIVE,
    "dative": shevchenko.DATIVE,
    "accusative": shevchenko.ACCUSATIVE,
    "instrumental": shevchenko.ABLATIVE,
    "locative": shevchenko.LOCATIVE,
}


def decline_russian(given: str, surname: str, *, woman: bool) -> Mapping[str, tuple[str, str]]:
    """Return given name and surname in every case, by the case's name."""
    gender = Gender.FEMALE if woman else Gender.MALE
    found = {"nominative": (given, surname)}
    for name, case in _CASES.items():
        found[name] = (
            _MAKER.make(NamePart.FIRSTNAME, gender, case, given),
            _MAKER.make(NamePart.LASTNAME, gender, case, surname),
        )
    return found


def decline_ukrainian(given: str, surname: str, *, woman: bool) -> Mapping[str, tuple[str, str]]:
    """Return given name and surname in every case, by the case's name."""
    person = {
        "given_name": given,
        "family_name": surname,
        "gender": shevchenko.FEMININE if woman else shevchenko.MASCULINE,
    }
    found = {"nominative": (given, surname)}
    for name, case in _UKRAINIAN_CASES.items():
        made = shevchenko.in_case(case, person)
        found[name] = (str(made["given_name"]), str(made["family_name"]))
    return found
