"""Which word of a written name is what: surname, given name, patronymic or an initial."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Flag, auto
from functools import cache, lru_cache

from sayso.reconcile.names.given import (
    GivenName,
    Patronymic,
    find_declined_given,
    find_given_name,
    find_patronymic,
)
from sayso.reconcile.names.sounds import get_sound, load_names_data
from sayso.records.entity import Gender

_KNOWN_NAMES = 1 << 16
_MOST_WORDS, _MOST_FORMS = 9, 4
_WORD = re.compile(r"[^\s.,:\"«»“”„()\[\]]+\.?")
_FORMS = re.compile(r"[/;|()\n]")
_HYPHENS = re.compile("[-‐‑–]")
_INITIAL_LETTERS = 2


class NameRole(Flag):
    """What a word of a name may be."""

    SURNAME = auto()
    GIVEN = auto()
    PATRONYMIC = auto()


_ANY = NameRole.SURNAME | NameRole.GIVEN
_LATE = NameRole.SURNAME | NameRole.PATRONYMIC


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NameWord:
    """One word of a name, analysed.

    Attributes:
        text: As written.
        sound: See `sayso.reconcile.names.sounds`.
        parts: Sounds of what hyphens join, empty where there are none.
        roles: What it may be in this name: one flag where that is certain.
        mask: ``roles`` as a number, for comparing many.
        initial: Whether it is only the first letter.
        given: As a given name, if it is known as one.
        declined: Whether it is one in another case than the nominative.
        patronymic: As a patronymic, if it ends as one.
        neutral: The sound as men and women share it: "degtiarev" of "Degtyareva" too.
        ending: The sex that its end tells if it is a surname, or ``None``.
    """

    text: str
    sound: str
    parts: tuple[str, ...]
    roles: NameRole
    mask: int
    initial: bool
    given: GivenName | None
    declined: bool
    patronymic: Patronymic | None
    neutral: str
    ending: Gender | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """A name, taken apart; the best guess, whatever the order of the words.

    Attributes:
        words: In the order written, without what is nobody's name ("al-", "junior").
        gender: The sex that the name tells, or ``None``.
    """

    words: tuple[NameWord, ...]
    gender: Gender | None

    @property
    def surname(self) -> str | None:
        """The surname as written, or ``None``."""
        return self._get(NameRole.SURNAME, initial=False)

    @property
    def given(self) -> str | None:
        """The given name as written, or ``None``; an initial too ("Yu.")."""
        return self._get(NameRole.GIVEN, initial=True)

    @property
    def patronymic(self) -> str | None:
        """The patronymic as written, or ``None``; an initial too."""
        return self._get(NameRole.PATRONYMIC, initial=True)

    def _get(self, role: NameRole, *, initial: bool) -> str | None:
        found = [it.text for it in self.words if role in it.roles and (initial or not it.initial)]
        return " ".join(found) or None


@lru_cache(maxsize=_KNOWN_NAMES)
def list_name_parts(name: str) -> tuple[NameParts, ...]:
    """Return each form that a written name gives ("Ivan PETROV / Iван ПЕТРОВ"), taken apart.

    Empty for what holds no letters.
    """
    forms: list[tuple[tuple[str, ...], frozenset[int]]] = []
    for piece in _FORMS.split(name):
        for words, surnames in _split_commas(piece):
            if len(words) == 1 and forms and len(forms[0][0]) > 1:
                # "Anna Ilyinichna Petrova/Sidorova": only the last word has two forms.
                forms.append((forms[0][0][:-1] + words, frozenset()))
            elif words:
                forms += [(some, surnames) for some in _split_repeated(words)]
    parts = [_take_apart(words, surnames) for words, surnames in forms]
    return tuple(dict.fromkeys(it for it in parts if it.words))[:_MOST_FORMS]


def _split_commas(form: str) -> list[tuple[tuple[str, ...], frozenset[int]]]:
    """Return the words of each form between commas, and which are told to be surnames.

    "Petrov, Ivan Ilyich" is one name with the surname first.
    """
    pieces = [_WORD.findall(piece)[:_MOST_WORDS] for piece in form.split(",")[:_MOST_FORMS]]
    pieces = [piece for piece in pieces if piece]
    if len(pieces) == 2 and min(map(len, pieces)) == 1:
        words = tuple(pieces[0] + pieces[1])
        first = frozenset() if _find_shouted(words) else frozenset(range(len(pieces[0])))
        return [(words, first)]
    return [(tuple(piece), frozenset()) for piece in pieces]


def _split_repeated(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the names that stand in a row without a mark: "Anna Petrova Hanna Petrova"."""
    first = find_given_name(get_sound(words[0]))
    for at in range(2, len(words) - 1):
        again = find_given_name(get_sound(words[at]))
        if first is not None and again is not None and first.names & again.names:
            return [words[:at], *_split_repeated(words[at:])]
    return [words]


def _take_apart(texts: Sequence[str], surnames: frozenset[int]) -> NameParts:
    kept = [(text, at in surnames) for at, text in enumerate(texts) if not _is_particle(text)] or [
        (text, False) for text in texts
    ]
    kept = [(text, first) for text, first in kept if get_sound(text)]
    shouted = _find_shouted([text for text, _ in kept])
    words = [_read_word(text, told=first or at in shouted) for at, (text, first) in enumerate(kept)]
    if shouted or any(first for _, first in kept):
        told = [first or at in shouted for at, (_, first) in enumerate(kept)]
    else:
        told = []
    roles = _guess_roles(words, told)
    placed = tuple(_place(word, role.value) for word, role in zip(words, roles, strict=True))
    if any(it.declined and it.roles == NameRole.GIVEN for it in placed):
        placed = tuple(_decline(it) if it.roles == NameRole.SURNAME else it for it in placed)
    return NameParts(words=placed, gender=_guess_gender(placed))


def _find_shouted(texts: Sequence[str]) -> frozenset[int]:
    """Return which words stand in capitals, if not all do: "Ivan Ilyich PETROV"."""
    whole = [at for at, text in enumerate(texts) if not _is_initial(text)]
    shouted = frozenset(at for at in whole if texts[at].isupper())
    return shouted if len(shouted) < len(whole) else frozenset()


def _is_initial(text: str) -> bool:
    letters = [letter for letter in text if letter.isalpha()]
    return len(letters) <= 1 or (text.endswith(".") and len(letters) <= _INITIAL_LETTERS)


@cache
def _load_particles() -> frozenset[str]:
    return frozenset(load_names_data("spelling.toml")["particles"]["words"])


def _is_particle(text: str) -> bool:
    return text.casefold().rstrip(".") in _load_particles()


@lru_cache(maxsize=1 << 17)
def _read_word(text: str, *, told: bool) -> NameWord:
    pieces = [piece for piece in _HYPHENS.split(text) if piece]
    kept = [piece for piece in pieces if not _is_particle(piece)] or pieces
    sound = get_sound("".join(kept))
    neutral, ending = read_ending(sound)
    initial = _is_initial(text)
    given = None if initial else find_given_name(sound)
    # Latin letters decline no name: "Ivana" is a woman.
    other = None if given or initial or text.isascii() else find_declined_given(sound)
    return NameWord(
        text=text,
        sound=sound,
        parts=tuple(map(get_sound, kept)) if len(kept) > 1 else (),
        roles=NameRole.SURNAME if told else _ANY,
        mask=0,
        initial=initial,
        given=given or other,
        declined=other is not None,
        patronymic=None if initial else find_patronymic(sound),
        neutral=neutral,
        ending=ending,
    )


@lru_cache(maxsize=1 << 17)
def _place(word: NameWord, mask: int) -> NameWord:
    # One and the same record wherever the word stands so, so that comparisons of it are known.
    return replace(word, roles=NameRole(mask), mask=mask)


@lru_cache(maxsize=1 << 15)
def _decline(word: NameWord) -> NameWord:
    """Return a surname that stands beside a given name in another case than the nominative."""
    found = next(list_nominatives(word.sound), None)
    # Whose it is, is told by the given name: "Белова" is his here.
    return word if found is None else replace(word, neutral=found, ending=None)


def list_nominatives(sound: str) -> Iterator[str]:
    """Yield what a surname may be in the nominative, if it is in another case now."""
    endings: Mapping[str, str] = load_names_data("spelling.toml")["cases"]["surname"]
    for ending, nominative in endings.items():
        if sound.endswith(ending) and len(sound) - len(ending) > 1:
            yield sound.removesuffix(ending) + nominative


@cache
def _load_endings() -> tuple[tuple[tuple[str, str], ...], Mapping[str, str], int]:
    table = load_names_data("spelling.toml")["surname"]
    endings = tuple(sorted(table["endings"].items(), key=lambda it: (-len(it[0]), it[0])))
    return endings, table["pairs"], 2


@lru_cache(maxsize=1 << 16)
def read_ending(sound: str) -> tuple[str, Gender | None]:
    """Return a surname as both sexes share it, and the sex that its end tells."""
    endings, pairs, least = _load_endings()
    for ending, sex in endings:
        if sound.endswith(ending) and len(sound) - len(ending) >= least:
            neutral = sound.removesuffix(ending) + pairs.get(ending, ending)
            return neutral, Gender(sex) if sex else None
    return sound, None


def _has_surname_ending(word: NameWord) -> bool:
    endings, _, least = _load_endings()
    return any(word.sound.endswith(it) and len(word.sound) - len(it) >= least for it, _ in endings)


def _guess_roles(words: Sequence[NameWord], told: Sequence[bool]) -> list[NameRole]:
    """Return what each word may be; ``told`` says which are surnames, if anything does."""
    if len(words) == 1:
        return [_guess_alone(words[0])]
    roles = [NameRole.SURNAME if told and told[at] else _ANY for at in range(len(words))]
    open_ = [at for at in range(len(words)) if not (told and told[at])]
    father = _find_patronymic(words, open_)
    if father is not None:
        # "Igor Vasilevich": a surname may end so too.
        roles[father] = _LATE if len(words) == 2 else NameRole.PATRONYMIC
        open_.remove(father)
    initials = [at for at in open_ if words[at].initial]
    for at, role in zip(initials, (NameRole.GIVEN, NameRole.PATRONYMIC), strict=False):
        roles[at] = role
        open_.remove(at)
    if told or not open_:
        for at in open_:
            roles[at] = NameRole.GIVEN
        return roles
    if initials and father is None:
        for at in open_:
            roles[at] = NameRole.SURNAME
        return roles
    if len(open_) == 1:
        # "Igor Vasilievich", "Vasilievich Igor": nothing else can be the given name.
        roles[open_[0]] = NameRole.GIVEN if words[open_[0]].given else _ANY
        return roles
    given = _find_given(words, open_, father)
    for at in open_:
        if given is not None:
            roles[at] = NameRole.GIVEN if at == given else NameRole.SURNAME
    return roles


def _guess_alone(word: NameWord) -> NameRole:
    if word.given is not None and not _has_surname_ending(word):
        return NameRole.GIVEN
    return _ANY if word.given is not None else NameRole.SURNAME


def _find_patronymic(words: Sequence[NameWord], open_: Sequence[int]) -> int | None:
    """Return which word is a patronymic; surnames too end so: "Yuri Vasilevich"."""
    found = [at for at in open_ if words[at].patronymic is not None and not words[at].initial]
    if len(words) == 2:
        found = [at for at in found if getattr(words[at].patronymic, "names", None)]
    if not found:
        return None
    if len(found) == 1:
        return found[0]
    # A father's name stands behind the son's own, wherever the surname is.
    behind = [at for at in found if at > 0 and words[at - 1].given is not None]
    return behind[0] if behind else found[0]


def _find_given(words: Sequence[NameWord], open_: Sequence[int], father: int | None) -> int | None:
    """Return which word is the given name, or ``None`` where nothing tells."""
    if father is not None and father - 1 in open_:
        return father - 1
    known = [at for at in open_ if words[at].given is not None]
    if len(known) == 1:
        return known[0]
    ends = [at for at in open_ if _has_surname_ending(words[at])]
    rest = [at for at in open_ if at not in ends]
    if known:
        rest = [at for at in known if at in rest] or known
        return rest[0]
    return rest[0] if len(ends) == 1 and len(rest) == 1 else None


def _guess_gender(words: Sequence[NameWord]) -> Gender | None:
    """Return the sex that a name tells: by the patronymic, else the given name, else its end."""
    for word in words:
        if NameRole.PATRONYMIC in word.roles and word.patronymic is not None:
            return word.patronymic.gender
    for word in words:
        if word.roles == NameRole.GIVEN and word.given is not None:
            return word.given.gender
    told = {it.ending for it in words if NameRole.SURNAME in it.roles and it.ending is not None}
    return told.pop() if len(told) == 1 else None
