"""Whether two sources can be one; when unsure they count as one."""

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from sayso.reconcile.names.bodies import LIKELY_BODY, compare_bodies
from sayso.reconcile.names.closeness import measure_closeness
from sayso.reconcile.names.compare import LIKELY, compare_names
from sayso.reconcile.origins.vocabulary import (
    Group,
    is_anaphor,
    list_sounds,
    list_telling_sounds,
    matches,
)
from sayso.reconcile.origins.witnesses import CLOSE_KIN, Witness
from sayso.records.entity import Gender, RelationType

_CLOSE_WORD = 0.8
_TWO_SEXES = 0.2  # what `compare_names` gives at most where a man and a woman are named
_STEM = 4  # first letters that a name and the adjective made of it share: Kirov, Кировский
_BODIES = frozenset(
    {
        Group.COURT,
        Group.PROSECUTION,
        Group.INVESTIGATION,
        Group.POLICE,
        Group.ARMY,
        Group.ORGANIZATION,
    }
)
_OF_STATE = (_BODIES | {Group.AUTHORITIES}) - {Group.ORGANIZATION}
_ROLES = _OF_STATE | {Group.KIN, Group.LAWYER, Group.WITNESS, Group.RIGHTS, Group.COMRADES}
_MEANT_BY_ANYBODY = frozenset({Group.KIN, Group.WITNESS, Group.COMRADES})
# Of these, reports that name nobody can always mean the same.
_ALWAYS_ONE = frozenset({Group.PUBLIC, Group.UNKNOWN, Group.MEDIA, Group.FOOTAGE})


class Match(IntEnum):
    """Whether two sources are one."""

    DIFFERENT = 0
    UNRELATED = 1
    MAYBE = 2
    SAME = 3


class Verdict(NamedTuple):
    """Whether two sources are one, and why, as a clause of a sentence."""

    match: Match
    why: str = ""


_UNRELATED = Verdict(Match.UNRELATED)
_DIFFERENT = Verdict(Match.DIFFERENT)


def compare_witnesses(one: Witness, other: Witness) -> Verdict:
    """Tell whether two sources are one; the same whichever comes first.

    ``UNRELATED`` are sources that nothing shows to be two or one, ``DIFFERENT`` those that
    must never be one origin.
    """
    if one.decided is not None and other.decided is not None:
        return _compare_both_decided(one, other)
    if one == other:
        return Verdict(Match.SAME)
    if one.decided is not None or other.decided is not None:
        return _compare_decided(one, other)
    if one.medium is not None or other.medium is not None:
        return _compare_media(one, other)
    if _clash(one, other):
        return _DIFFERENT
    if one.person and other.person:
        return _compare_people(one, other)
    if one.group is other.group:
        return _compare_within(one, other)
    named = not one.nameless and not other.nameless
    if named and one.name.casefold() == other.name.casefold():
        return Verdict(Match.SAME)
    of_state = {one.group, other.group} <= _OF_STATE and not (one.person or other.person)
    if of_state and any(_is_any_authority(it) for it in (one, other)):
        return _join_unsure(one, other)
    if {one.group, other.group} == {Group.PERSON, Group.SUBJECT} and one.age and other.age:
        return _join_unsure(one, other)
    return _UNRELATED


def compare_in_report(one: Witness, other: Witness) -> Verdict:
    """Tell whether two sources of one report are one, of whom it names one and not the other.

    "His lawyer said", and further down "Galiev said": a name of which nothing is told besides
    is as a rule that of whoever was introduced before.
    """
    named, nameless = (one, other) if one.person else (other, one)
    if named.decided is not None or nameless.decided is not None:
        return _UNRELATED
    if named.person and any(named.name.casefold() in words.casefold() for words in nameless.names):
        return Verdict(Match.SAME)
    if Group.SOURCE in {one.group, other.group} and any(
        it.nameless and is_anaphor(it.name) for it in (one, other)
    ):
        return _join_unsure(one, other)
    if {one.group, other.group} == {Group.COURT, Group.INVESTIGATION} and any(
        it.group is Group.INVESTIGATION and _is_untold(it) for it in (one, other)
    ):
        # "According to the investigation, ...", in what a court gives out.
        return _join_unsure(one, other)
    if any(_is_anybody(it) for it in (one, other)) and not _clash(one, other):
        # "His wife said ... The woman added ...".
        others = {one.group, other.group} - {Group.PERSON}
        if others and others <= _MEANT_BY_ANYBODY:
            return _join_unsure(one, other)
    open_name = named.person and named.group is Group.PERSON
    role = nameless.nameless and nameless.group in _ROLES
    if open_name and role and not _clash(one, other):
        return _join_unsure(one, other)
    return _UNRELATED


def can_be_one_name(one: str, other: str) -> bool:
    """Tell whether two names can be one person's: one may leave out or shorten what both have."""
    return _compare_spellings(*sorted((one, other)))


@lru_cache(maxsize=1 << 16)
def _compare_spellings(one: str, other: str) -> bool:
    likeness = compare_names(one, other)
    if likeness >= LIKELY or likeness <= _TWO_SEXES:
        return likeness >= LIKELY
    first, second = list_sounds(one), list_sounds(other)
    if not first or not second:
        return False
    few, many = sorted((first, second), key=len)
    return all(any(_can_be_one_word(it, word) for word in many) for it in few)


def _can_be_one_word(one: str, other: str) -> bool:
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return measure_closeness(one, other) >= _CLOSE_WORD


def _is_anybody(witness: Witness) -> bool:
    """Tell whether words such as "the woman" stand for somebody whom a report cited before."""
    return (
        witness.group is Group.PERSON
        and witness.nameless
        and matches("anybody", witness.name)
        and not any(matches("another", name) for name in witness.names)
    )


def _is_any_authority(witness: Witness) -> bool:
    """Tell whether words for an authority tell nothing of which it is: not "the prison service"."""
    return witness.group is Group.AUTHORITIES and _is_untold(witness)


def _is_untold(witness: Witness) -> bool:
    """Tell whether no word for a body tells which it is."""
    return not any(list_telling_sounds(name) for name in witness.names)


def _compare_both_decided(one: Witness, other: Witness) -> Verdict:
    """Two names that people decided: one where they are surely one name, however it is spelled."""
    if one.decided == other.decided:
        return Verdict(Match.SAME)
    if not one.decided or not other.decided:
        return _DIFFERENT
    people = one.person and other.person
    alike = compare_names(one.name, other.name) if people else compare_bodies(one.name, other.name)
    sure = alike >= (LIKELY if people else LIKELY_BODY)
    return _join_names(one, other) if sure else _DIFFERENT


def _compare_decided(one: Witness, other: Witness) -> Verdict:
    names = {name.casefold() for name in (*one.names, *other.names)}
    same = (one.decided or other.decided) in names and (
        one.name.casefold() == other.name.casefold()
    )
    return Verdict(Match.SAME, "people decided that name") if same else _UNRELATED


def _compare_media(one: Witness, other: Witness) -> Verdict:
    """A medium and somebody else: one where it is that person's own channel ("Lawyer Belov")."""
    if one.medium is not None and other.medium is not None:
        return _DIFFERENT
    medium, person = (one, other) if one.medium is not None else (other, one)
    if not person.person:
        if person.group in _BODIES and compare_bodies(medium.name, person.name) >= LIKELY_BODY:
            return Verdict(Match.SAME, f"{medium.name!r} publishes its own word")
        return _UNRELATED
    names = list_sounds(person.name)
    called = list_telling_sounds(medium.name, "own_channel")
    surname = names[-1] if names else ""
    if (
        len(surname) >= _STEM
        and any(_can_be_one_word(surname, it) for it in called)
        and all(any(_can_be_one_word(it, name) for name in names) for it in called)
    ):
        return Verdict(Match.SAME, f"{medium.name!r} is the channel of {person.name!r}")
    return _UNRELATED


def _clash(one: Witness, other: Witness) -> bool:
    """Whether what is known of two sources cannot be true of one."""
    return any(
        mine is not None and theirs is not None and mine != theirs
        for mine, theirs in (
            (one.gender, other.gender),
            _list_whose(one, other),
            (one.subject, other.subject),
            (one.age, other.age),
            (_get_close(one), _get_close(other)),
        )
    )


def _list_whose(one: Witness, other: Witness) -> tuple[str | None, str | None]:
    """Return whose kin or lawyers two are, as far as it can tell them apart.

    "Relatives of the men" can be those of each of them.
    """
    if any(it.group is Group.KIN and it.nameless and _get_close(it) is None for it in (one, other)):
        return (None, None)
    return (one.whose, other.whose)


def _get_close(witness: Witness) -> RelationType | None:
    return witness.kinship if witness.kinship in CLOSE_KIN else None


def _compare_people(one: Witness, other: Witness) -> Verdict:
    """Two people by name: one where the names can be one, whatever each is called besides."""
    if not can_be_one_name(one.name, other.name):
        if one.subject is not None and one.subject == other.subject:
            return Verdict(Match.SAME)
        short = all(len(list_sounds(it.name)) == 1 for it in (one, other))
        # "Anna" and "Maltseva", both the man's kin, can be one.
        return (
            _join_unsure(one, other)
            if short and one.group is other.group is Group.KIN
            else _DIFFERENT
        )
    full = min(len(list_sounds(one.name)), len(list_sounds(other.name))) > 1
    if one.group is other.group or full or Group.PERSON in {one.group, other.group}:
        return _join_names(one, other)
    return _UNRELATED


def _compare_within(one: Witness, other: Witness) -> Verdict:
    """Two sources of one class, at least one of whom is not a person by name."""
    if one.group is Group.KIN:
        return _compare_kin(one, other)
    if one.group is Group.SUBJECT:
        same = one.subject is not None and one.subject == other.subject
        return Verdict(Match.SAME, "it is the man himself") if same else _join_unsure(one, other)
    if one.group is Group.LAWYER:
        return Verdict(Match.SAME, "both are the lawyer of the case")
    if one.group in _BODIES:
        return _compare_bodies(one, other)
    if one.group in _ALWAYS_ONE:
        return Verdict(Match.SAME)
    if one.group is Group.DOCUMENT:
        return _compare_documents(one, other)
    return _join_unsure(one, other)


def _compare_kin(one: Witness, other: Witness) -> Verdict:
    mine, theirs = _get_close(one), _get_close(other)
    if mine is not None and mine == theirs:
        kin = _name_kin(mine, one, other)
        return Verdict(Match.SAME, f"{one.name!r} and {other.name!r} are both told of as the {kin}")
    return _join_unsure(one, other)


def _name_kin(kinship: RelationType, one: Witness, other: Witness) -> str:
    female = Gender.FEMALE in {one.gender, other.gender}
    words = {
        RelationType.SPOUSE: ("husband", "wife"),
        RelationType.PARENT: ("father", "mother"),
        RelationType.CHILD: ("son", "daughter"),
        RelationType.SIBLING: ("brother", "sister"),
    }
    return words[kinship][female]


def _compare_bodies(one: Witness, other: Witness) -> Verdict:
    """Two bodies: one unless what tells each of them from others differs."""
    mine = {it for name in one.names for it in list_telling_sounds(name)}
    theirs = {it for name in other.names for it in list_telling_sounds(name)}
    if one.person or other.person:
        return _join_unsure(one, other)
    if not mine or not theirs:
        if one.group is Group.ORGANIZATION:
            return _join_unsure(one, other) if one.nameless and other.nameless else _UNRELATED
        return Verdict(Match.SAME, f"no other {one.group} is told of")
    if any(_share_stem(it, word) for it in mine for word in theirs) or (
        compare_bodies(one.name, other.name) >= LIKELY_BODY
    ):
        return _join_names(one, other)
    return _DIFFERENT


def _compare_documents(one: Witness, other: Witness) -> Verdict:
    mine, theirs = set(list_sounds(one.name)), set(list_sounds(other.name))
    if any(_share_stem(it, word) for it in mine for word in theirs):
        return Verdict(Match.SAME, f"{one.name!r} and {other.name!r} can be one paper")
    return _UNRELATED


def _share_stem(one: str, other: str) -> bool:
    if min(len(one), len(other)) < _STEM:
        return one == other
    return one[:_STEM] == other[:_STEM] or measure_closeness(one, other) >= _CLOSE_WORD


def _join_names(one: Witness, other: Witness) -> Verdict:
    if one.name.casefold() == other.name.casefold():
        return Verdict(Match.SAME)  # nothing to explain
    return Verdict(Match.SAME, f"{one.name!r} and {other.name!r} can be one name")


def _join_unsure(one: Witness, other: Witness) -> Verdict:
    return Verdict(
        Match.MAYBE,
        f"{one.name!r} and {other.name!r} may be the same, which no report tells: counted once",
    )
