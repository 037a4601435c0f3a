"""What a stage asks of whoever knows how names are declined."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from sayso.records.entity import Gender


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedPerson:
    """A person's name in the nominative.

    Attributes:
        name: The words as given, in the nominative: "Тетяна Дегтярьова".
        given, patronymic, surname: Its parts, nominative; "" for what is not there. An initial
            stands as it is ("Д.").
        gender: As the name shows it, or ``None`` where it fits both.
        others: Other nominatives that the form can have, likeliest first: "Петрова" can be she,
            or him in the genitive.
    """

    name: str
    given: str = ""
    patronymic: str = ""
    surname: str = ""
    gender: Gender | None = None
    others: tuple["NamedPerson", ...] = ()


class Namer(Protocol):
    """Puts names into the nominative, keeping gender and number."""

    def name_person(
        self, words: Sequence[str], tags: Sequence[str], *, gender: Gender | None = None
    ) -> NamedPerson:
        """Return a person's name in the nominative.

        Args:
            words: The words as written.
            tags: Their fine tags in the text.
            gender: As words beside the name show it ("его жена", "сообщила").
        """
        ...

    def name_thing(self, words: Sequence[str], tags: Sequence[str]) -> str:
        """Return a body's, a place's or a description's words in the nominative, agreement kept.

        "Ростовской области" is "Ростовская область", "двух солдат" "двое солдат" or "два
        солдата", "Записках ветерана" "Записки ветерана"; words governed by the head stay.
        """
        ...
