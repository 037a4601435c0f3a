"""What the rules about names look at: a report, its places, the words of its language."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from sayso.lang.language import Language
from sayso.read.word_sets import Words, get_word_sets
from sayso.records.parse import Name, Parse, Token

_ENTRIES = {
    "titles": "people.title",
    "people": "people.person people.military people.lawyer people.expert people.official "
    "people.kin people.court",
    "kin": "people.kin",
    "name_nouns": "people.name_noun",
    "given": "given_names.male given_names.female",
    "particles": "given_names.particle",
    "parts": "bodies.name_part",
    "joints": "bodies.name_joint",
    "sure_joints": "bodies.name_joint_sure",
    "further_joints": "bodies.name_joint_further",
    "acronyms": "bodies.acronym",
    "bodies": "bodies.organization",
    "law_parts": "bodies.law_part",
    "law_names": "bodies.law_last",
    "media_nouns": "bodies.media_noun",
    "sites": "bodies.site",
    "unsited": "bodies.unsited",
    "site_kinds": "bodies.site_kind",
    "seated": "bodies.seated",
    "outlets": "outlets.outlet",
    "outlet_first": "outlets.name_first",
    "outlet_last": "outlets.name_last",
    "outlet_behind": "outlets.name_last_behind",
    "channels": "outlets.channel",
    "channel_nouns": "outlets.channel_noun",
    "calendar": "times.month times.weekday",
    "platforms": "outlets.platform",
    "whole": "outlets.whole",
    "title_leads": "outlets.title_lead",
    "articles": "grammar.definite_article",
    "relatives": "grammar.relative_person grammar.relative_owner",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """The words that tell names, each a set of entries that say what they are for."""

    titles: Words
    people: Words
    kin: Words
    name_nouns: Words
    given: Words
    particles: Words
    parts: Words
    joints: Words
    sure_joints: Words
    further_joints: Words
    acronyms: Words
    bodies: Words
    law_parts: Words
    law_names: Words
    media_nouns: Words
    sites: Words
    unsited: Words
    site_kinds: Words
    seated: Words
    outlets: Words
    outlet_first: Words
    outlet_last: Words
    outlet_behind: Words
    channels: Words
    channel_nouns: Words
    calendar: Words
    platforms: Words
    whole: Words
    title_leads: Words
    articles: Words
    relatives: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class NameContext:
    """One report as the rules about names see it.

    Attributes:
        parse: The report's parse.
        words: The words of its language.
        place_at: By word number the range known to name a place that the word stands in.
        label_at: By word number the name that the engine saw there.
    """

    parse: Parse
    words: NameWords
    place_at: Mapping[int, tuple[int, int]]
    label_at: Mapping[int, Name]

    def holds_part(self, first: int, last: int) -> bool:
        """Tell whether a word of the range makes a name a body's ("Ministry")."""
        return any(one.lower in self.words.parts for one in self.parse.tokens[first : last + 1])

    def find_next(self, i: int) -> Token | None:
        """Return the word after ``i``, ``None`` after the last."""
        return self.parse.tokens[i + 1] if i + 1 < len(self.parse.tokens) else None

    def list_capitals(self, i: int) -> list[Token]:
        """Return the capitalized words from ``i`` on, up to the first that is none."""
        end = i
        while end < len(self.parse.tokens) and is_capital(self.parse.tokens[end]):
            end += 1
        return list(self.parse.tokens[i:end])


def make_name_context(
    parse: Parse, language: Language, places: tuple[tuple[int, int], ...]
) -> NameContext:
    """Return what the rules about names look at in a report."""
    return NameContext(
        parse=parse,
        words=_get_words(language),
        place_at={i: place for place in places for i in range(place[0], place[1] + 1)},
        label_at={i: name for name in parse.names for i in range(name.first, name.last + 1)},
    )


@cache
def _get_words(language: Language) -> NameWords:
    sets = get_word_sets(language, _ENTRIES)
    # Names are written with capitals in the lexicon, and compared without.
    sets["whole"] = frozenset(word.lower() for word in sets["whole"])
    return NameWords(**sets)


def is_capital(token: Token) -> bool:
    """Tell whether a word can be part of a name: capitalized, and no verb or small word."""
    return token.text[0].isupper() and token.pos in {"PROPN", "NOUN", "ADJ", "X"}
