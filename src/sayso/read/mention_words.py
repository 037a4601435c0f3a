"""The words of a language that refer, as the rules about mentions ask for them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.lang.language import Language
from sayso.read.word_sets import Words, get_word_sets
from sayso.records.entity import Gender

_ENTRIES = {
    "male": "people.male",
    "female": "people.female",
    "male_names": "given_names.male",
    "female_names": "given_names.female",
    "kin": "people.kin",
    "people": "people.person people.military people.lawyer people.expert people.official "
    "people.court people.eyewitness people.kin people.collective",
    "limbs": "people.limb",
    "limb_owners": "people.limb_owner",
    "several": "people.several",
    "headless": "people.headless",
    "bodies": "bodies.organization",
    "forces": "bodies.force",
    "institutions": "bodies.institution",
    "offices": "bodies.office",
    "footage": "bodies.footage",
    "appeals": "bodies.appeal",
    "documents": "bodies.document",
    "public": "bodies.public",
    "public_mass": "bodies.public_mass",
    "sites": "bodies.site",
    "site_preps": "bodies.site_prep",
    "site_kinds": "bodies.site_kind",
    "channels": "outlets.channel",
    "channel_nouns": "outlets.channel_noun",
    "outlet_heads": "outlets.head",
    "no_outlet_heads": "outlets.no_head",
    "according": "reporting.according",
    "relatives": "grammar.relative",
    "personal_relatives": "grammar.relative_person",
    "plural_pronouns": "grammar.plural_pronoun",
    "neuters": "grammar.neuter",
    "first_persons": "grammar.first_person",
    "alone": "coreference.speaker_alone",
    "definites": "grammar.definite",
    "indefinites": "grammar.indefinite_article",
    "complementizers": "grammar.complementizer",
    "owners": "grammar.owner",
    "served": "grammar.served",
    "recipients": "grammar.recipient",
    "ones": "grammar.one",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionWords:
    """Sets of words, each of entries that say what they are for.

    Attributes:
        language: Whose words they are.
        ranks: Titles written short, and what they are in full.
        collectives: Nouns for several people, and how many they are, or 0.
        endings: Ends of surnames that tell the bearer's gender.
        pronouns: Pronouns that show the gender of whom they stand for.
        aged: Finds an age, its number read or not, and what stands before it.
        age: Finds the years of an age, in its first group, at the start of words.
        age_before: Finds them before a name and up to three words of description.
    """

    language: Language
    ranks: Mapping[str, str]
    collectives: Mapping[str, int]
    endings: Mapping[str, Gender]
    pronouns: Mapping[str, Gender]
    cardinals: Mapping[str, int]
    aged: re.Pattern[str]
    age: re.Pattern[str]
    age_before: re.Pattern[str]

    male: Words
    female: Words
    male_names: Words
    female_names: Words
    kin: Words
    people: Words
    limbs: Words
    limb_owners: Words
    several: Words
    headless: Words
    bodies: Words
    forces: Words
    institutions: Words
    offices: Words
    footage: Words
    appeals: Words
    documents: Words
    public: Words
    public_mass: Words
    sites: Words
    site_preps: Words
    site_kinds: Words
    channels: Words
    channel_nouns: Words
    outlet_heads: Words
    no_outlet_heads: Words
    according: Words
    relatives: Words
    personal_relatives: Words
    plural_pronouns: Words
    neuters: Words
    first_persons: Words
    alone: Words
    definites: Words
    indefinites: Words
    complementizers: Words
    owners: Words
    served: Words
    recipients: Words
    ones: Words


@cache
def get_mention_words(language: Language) -> MentionWords:
    """Return the words of a language; raises `DataError` when it lacks an entry."""
    units = sorted(language.words("people", "age"))
    # "24-year-old", "24 years old": blanks, hyphens and breaks of lines alike.
    unit = "(?:" + "|".join(re.escape(one).replace(r"\ ", r"[\s-]*") for one in units) + ")"
    return MentionWords(
        language=language,
        ranks={word: str(full) for word, full in language.values("people", "rank").items()},
        collectives=_get_numbers(language, "people", "collective"),
        cardinals=_get_numbers(language, "numbers", "cardinal"),
        endings=_get_genders(language, "people", "sex_in_name"),
        pronouns=_get_genders(language, "grammar", "gendered"),
        aged=re.compile(rf"^(?:[\w-]+\s+)?(?:\d{{1,3}})?[\s-]*{unit}\s+"),
        age=re.compile(rf"(\d{{1,3}})[\s-]*{unit}\b"),
        age_before=re.compile(rf"(\d{{1,3}})[\s-]*{unit}\s+(?:[\w-]+\s+){{0,3}}$"),
        **get_word_sets(language, _ENTRIES),
    )


def _get_genders(language: Language, lexicon: str, name: str) -> Mapping[str, Gender]:
    values = language.values(lexicon, name)
    return {word: Gender(str(gender)) for word, gender in values.items()}


def _get_numbers(language: Language, lexicon: str, name: str) -> Mapping[str, int]:
    return {word: int(value) for word, value in language.values(lexicon, name).items()}
