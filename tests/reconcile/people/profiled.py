"""Profiles as tests write them: what one report tells of somebody."""

from hashlib import sha256
from typing import Any

from sayso.records.casefile import Deed, Profile, Ref
from sayso.records.entity import EntityType, Gender, RelationType
from sayso.records.event import EventStatus, ParticipantRole

HE, SHE = Gender.MALE, Gender.FEMALE
KAMYSHIN = ("geonames:553287", "name:kamiSin", "admin1:RU/Volgograd", "country:RU")
SARATOV = ("geonames:498677", "name:saratov", "admin1:RU/Saratov", "country:RU")


def tell(
    name: str,
    gender: Gender | None = None,
    *,
    report: str = "first",
    entity: str = "e1",
    day: str | None = "2023-03-14",
    **told: Any,
) -> Profile:
    """Return what a report tells of somebody."""
    return Profile(
        at=Ref(report=sha256(report.encode()).hexdigest(), id=entity),
        type=told.pop("type", EntityType.PERSON),
        name=name,
        spellings=told.pop("spellings", (name,)),
        language=told.pop("language", "en"),
        published=day,
        gender=gender,
        **told,
    )


def befall(type_: str, day: str | None = None, until: str | None = None, **told: Any) -> Deed:
    """Return what befell somebody."""
    return Deed(
        event=told.pop("event", "v1"),
        type=type_,
        role=told.pop("role", ParticipantRole.SUBJECT),
        status=told.pop("status", EventStatus.HAPPENED),
        begin=day,
        end=until or day,
        **told,
    )


def marry(name: str) -> tuple[tuple[RelationType, str], ...]:
    """Return the relation of a wife or husband to who bears the name."""
    return ((RelationType.SPOUSE, name),)
