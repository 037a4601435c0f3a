"""The words of a language by which a report refers to somebody, gathered for look-up."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from sayso.lang.folding import fold
from sayso.lang.language import Language
from sayso.records.entity import Gender

Words = frozenset[str]
_PEOPLE = ("person", "military", "lawyer", "official", "kin")


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionWords:
    """Words are folded (`sayso.lang.folding`), patterns are for words as written.

    Attributes:
        kin: Nouns for kin.
        kin_either: Those of them that are any people's words where nobody's is beside them.
        people: Nouns for people, kin among them.
        offices: Nouns for officials, which women bear in the form of men's too.
        rights: What is people's in common: "права человека" are nobody's.
        aged_of: Ages in the form that stands beside a man's, and beside a woman's name.
        kin_like, substantive: Adjectives and participles that stand for people.
        collective: Nouns for several people, and how many, 0 where they do not say.
        partitive: Those of them that need people behind them: "группа солдат".
        relational: Nouns for who is somebody's lawyer, commander or neighbor.
        governs_dative: Verbs whose other noun stands in the dative.
        media_say: Verbs whose subject is a medium where its title stands right beside them.
        deities: Who is named in the names of faiths.
        family: Endings of surnames that several bear, with a man's and a woman's ending.
        counts: Numbers as words.
        count_people: Numbers that stand for people by themselves.
        acronyms: Initials of bodies, in capitals.
    """

    kin: Words
    kin_either: Words
    people: Words
    rights: Words
    offices: Words
    male: Words
    female: Words
    kin_like: re.Pattern[str]
    substantive: re.Pattern[str]
    collective: Mapping[str, int]
    partitive: Words
    family: Mapping[str, tuple[str, str]]
    counts: Mapping[str, int]
    count_people: Words
    approximate: Words
    aged: re.Pattern[str]
    aged_of: Mapping[Gender, re.Pattern[str]]
    years: Words
    call_signs: Words
    calling: Words
    titles: Words
    governs_dative: Words
    deities: Words
    endings: Mapping[Gender, tuple[str, ...]]
    bodies: Words
    whole: Words
    weak: Words
    units: Words
    relational: Words
    service: re.Pattern[str]
    acronyms: re.Pattern[str]
    institutions: re.Pattern[str]
    people_of: re.Pattern[str]
    footage: Words
    documents: Words
    public: re.Pattern[str]
    sites: Words
    site_kinds: Words
    site_preps: Words
    title_leads: Words
    law_initials: Words
    no_bodies: Words
    outlets: re.Pattern[str]
    channel_names: re.Pattern[str]
    media: Words
    channels: Words
    media_alone: Words
    media_say: Words
    platforms: re.Pattern[str]
    pronouns: Mapping[str, str]
    pronoun_either: Words
    owners: Words
    own: re.Pattern[str]
    speaker_owner: re.Pattern[str]
    speakers_owner: re.Pattern[str]
    speaker_alone: Words
    relative: re.Pattern[str]
    indefinite: re.Pattern[str]
    cases_behind: Mapping[str, str]
    demonstrative: re.Pattern[str]


@cache
def get_mention_words(language: Language) -> MentionWords:
    """Return a language's words; raises `DataError` where one of its tables is lacking."""

    def words(lexicon: str, *names: str) -> Words:
        return frozenset(fold(word) for name in names for word in language.words(lexicon, name))

    def pattern(lexicon: str, name: str) -> re.Pattern[str]:
        return language.pattern(lexicon, name)

    def numbers(lexicon: str, name: str) -> dict[str, int]:
        return {fold(key): int(value) for key, value in language.values(lexicon, name).items()}

    return MentionWords(
        kin=words("people", "kin"),
        kin_either=words("people", "kin_either"),
        people=words("people", *_PEOPLE),
        rights=words("people", "rights"),
        offices=words("people", "official"),
        male=words("people", "male"),
        female=words("people", "female"),
        kin_like=pattern("people", "kin_like"),
        substantive=pattern("people", "substantive"),
        collective=numbers("people", "collective"),
        partitive=words("people", "one_by_group"),
        family={
            end: (str(forms).split()[0], str(forms).split()[1])
            for end, forms in language.values("people", "family_ending").items()
        },
        counts=numbers("people", "count"),
        count_people=words("people", "count_people"),
        approximate=words("people", "approximate"),
        aged=pattern("people", "age"),
        aged_of={
            Gender.MALE: pattern("people", "aged_male"),
            Gender.FEMALE: pattern("people", "aged_female"),
        },
        years=words("people", "age_unit"),
        call_signs=words("people", "call_sign"),
        calling=words("people", "calling"),
        titles=words("people", "title"),
        governs_dative=words("people", "governs_dative"),
        deities=words("people", "deity"),
        endings={
            Gender.FEMALE: tuple(words("grammar", "female_ending")),
            Gender.MALE: tuple(words("grammar", "male_ending")),
        },
        bodies=words("bodies", "organization"),
        whole=words("bodies", "whole"),
        weak=words("bodies", "weak"),
        units=words("bodies", "unit"),
        relational=words("people", "lawyer")
        | words("coreference", "commander")
        | words("coreference", "companion"),
        service=pattern("bodies", "service"),
        acronyms=_compile_initials(language.entry("bodies", "acronym").phrases),
        institutions=_compile_initials(language.entry("bodies", "institution").phrases),
        people_of=pattern("bodies", "people_of"),
        footage=words("bodies", "footage"),
        documents=words("bodies", "document"),
        public=pattern("bodies", "public"),
        sites=words("bodies", "site"),
        site_kinds=words("bodies", "site_kind"),
        site_preps=words("bodies", "site_prep"),
        title_leads=words("bodies", "law_last") | words("outlets", "title_lead"),
        law_initials=frozenset(language.entry("bodies", "law_initials").phrases),
        no_bodies=frozenset(language.entry("bodies", "no_body").phrases),
        outlets=pattern("outlets", "outlet"),
        channel_names=pattern("outlets", "channel_name"),
        media=words("outlets", "head"),
        channels=words("outlets", "channel"),
        media_alone=words("outlets", "alone"),
        media_say=words("outlets", "says"),
        platforms=pattern("outlets", "platform"),
        pronouns={
            fold(word): str(shown)
            for word, shown in language.values("coreference", "pronoun").items()
        },
        pronoun_either=words("coreference", "pronoun_either"),
        owners=words("coreference", "owner"),
        own=pattern("coreference", "own"),
        speaker_owner=pattern("coreference", "speaker_owner"),
        speakers_owner=pattern("coreference", "speakers_owner"),
        speaker_alone=words("coreference", "speaker_alone"),
        relative=pattern("coreference", "relative"),
        indefinite=pattern("coreference", "indefinite"),
        cases_behind={
            fold(word): str(cases)
            for word, cases in language.values("coreference", "case_behind").items()
        },
        demonstrative=pattern("coreference", "demonstrative"),
    )


def _compile_initials(phrases: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern for initials as one word, declined or not, a number behind them or not."""
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    either = "|".join(re.escape(phrase) for phrase in longest)
    return re.compile(rf"({either})(?:[ауеоім]|ом|ові|ами)?(-\d+)?")
