"""What each account says of the subjects' ages and names."""

import re
from collections.abc import Iterator

from sayso.reconcile.accounts.tellings import Account, Accounts, Telling, Topic
from sayso.reconcile.accounts.values import Amount, Name
from sayso.records.casefile import Identity, Ref
from sayso.records.entity import Entity, EntityType
from sayso.records.selector import Span

# What may stand between an age and the name of whom it is of: no other clause.
_BEFORE_NAME = re.compile(r"[^,.;:\n]{1,45}")
_AFTER_NAME = re.compile(r"[^.;:\n]{1,40}")
# A name of fewer words leaves out what another gives.
_FULL = 2


def list_people(accounts: Accounts) -> Iterator[Telling]:
    """Yield what is told of the age and the name of each person whose case it is."""
    for identity in accounts.case.subjects:
        if identity.type is not EntityType.PERSON:
            continue
        for member in identity.members:
            account = accounts.by_report.get(member.report)
            entity = None if account is None else account.entities.get(member.id)
            if account is not None and entity is not None:
                yield from _tell_person(accounts, account, entity, identity)


def _tell_person(
    accounts: Accounts, account: Account, entity: Entity, identity: Identity
) -> Iterator[Telling]:
    at = account.ref(entity.id)
    if entity.age is not None and _is_said_of_name(account, entity):
        yield accounts.tell(
            Topic(field="age", step=None, type="", about=f"age of {identity.name}"),
            Amount(kind="age", low=float(entity.age), high=float(entity.age)),
            words=(str(entity.age),),
            at=at,
            claims=_find_age(account, entity),
        )
    if not entity.anonymous and len(entity.name.split()) >= _FULL:
        yield accounts.tell(
            Topic(field="name", step=None, type="", about=f"name of {identity.name}"),
            Name(name=entity.name),
            words=(entity.name,),
            at=at,
            claims=_find_name(account, entity),
        )


def _is_said_of_name(account: Account, entity: Entity) -> bool:
    """Whether an age stands beside the name: "the 26-year-old" alone may be somebody else.

    Of one written in words nobody can tell: it is taken.
    """
    text = account.text
    ages = list(re.finditer(rf"(?<!\d){entity.age}(?!\d)", text))
    named = [it for it in entity.mentions if text[it.begin : it.begin + 1].isupper()]
    return not ages or any(
        (age.start() < it.end + 1 and it.begin < age.end() + 1)
        or _BEFORE_NAME.fullmatch(text[age.end() : it.begin])
        or _AFTER_NAME.fullmatch(text[it.end : age.start()])
        for age in ages
        for it in named
    )


def _find_age(account: Account, entity: Entity) -> tuple[Ref, ...]:
    """Return the claims that give an age; of one said in words, those that name the person."""
    for found in re.finditer(rf"(?<!\d){entity.age}(?!\d)", account.text):
        claims = account.find_claims(Span(begin=found.start(), end=found.end()))
        if claims:
            return claims
    return _find_name(account, entity)


def _find_name(account: Account, entity: Entity) -> tuple[Ref, ...]:
    return account.find_claims(entity.mentions[0]) if entity.mentions else ()
