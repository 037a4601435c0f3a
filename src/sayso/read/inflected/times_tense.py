"""On which side of the report's day a time lies, by the form of the verb beside it."""

from sayso.lang.language import Language
from sayso.read.times_tense import Dated, Tense
from sayso.records.morph import get_morph
from sayso.records.parse import Parse, Token

_REACH = 20  # words on each side of a time among which its verb is looked for
_MARK = 6  # how many words a comma counts for: the verb of the same clause is likelier
_LEAD = 2  # words before a time that may tie it to its clause: "до конца мая"
_VERBS = frozenset({"VERB", "AUX"})
_JOINING = frozenset({",", ";", ":", "—", "–", "-", "(", ")"})


def find_tense(parse: Parse, offset: int, language: Language) -> Tense:
    """Return on which side of the report's day the clause around an offset lies."""
    token = parse.token_at(offset)
    if token is None:
        return Tense.UNKNOWN
    verb = _find_verb(parse, token, language)
    sets_day = _is_led(parse, token, language, "deferred_to")
    tense = Tense.UNKNOWN if verb is None else _tense_of(parse, verb, language, sets_day=sets_day)
    open_ = tense is Tense.UNKNOWN and verb is not None
    if open_ and _is_led(parse, token, language, "past_lead"):
        return Tense.PAST  # "его держат с пятницы"
    return tense


def find_dated(parse: Parse, offset: int, language: Language) -> Dated | None:
    """Return how the verb stands that a time at an offset dates, ``None`` if it dates none."""
    token = parse.token_at(offset)
    if token is None:
        return None
    verb = _find_verb(parse, token, language)
    sets_day = _is_led(parse, token, language, "deferred_to")
    tense = None if verb is None else _tense_of(parse, verb, language, sets_day=sets_day)
    if verb is not None and sets_day and verb.lemma in language.words("times", "deferring_verb"):
        return None  # what was drawn out to a day may be over as well
    told = verb is not None and tense is not Tense.FUTURE
    if told and _is_led(parse, token, language, "past_lead"):
        return Dated.PAST
    if verb is None or _count_marks(parse, token, verb):
        return None
    return {Tense.PAST: Dated.PAST, Tense.FUTURE: Dated.FUTURE}.get(tense or Tense.UNKNOWN)


def dates_statement(parse: Parse, offset: int, language: Language) -> bool:
    """Whether the time at an offset says when something was said."""
    return _has_verb(parse, offset, language, "said")


def dates_document(parse: Parse, offset: int, language: Language) -> bool:
    """Whether the time at an offset is the date that a document bears."""
    return _has_verb(parse, offset, language, "document_date")


def dates_aside(parse: Parse, offset: int, language: Language) -> bool:
    """Whether the time at an offset dates what was over by then: "мобилизованный в мае"."""
    del language
    token = parse.token_at(offset)
    at = -1 if token is None else token.i - 1
    while at >= 0 and parse.tokens[at].pos == "ADP":
        at -= 1
    word = parse.tokens[at] if at >= 0 else None
    if token is None or word is None or word.sentence != token.sentence:
        return False
    morph = get_morph(word.tag)
    return morph.form == "Part" and not morph.short


def _has_verb(parse: Parse, offset: int, language: Language, name: str) -> bool:
    token = parse.token_at(offset)
    verb = None if token is None else _find_verb(parse, token, language)
    return (
        token is not None
        and verb is not None
        and verb.lemma in language.words("times", name)
        and not _count_marks(parse, token, verb)
    )


def _find_verb(parse: Parse, token: Token, language: Language) -> Token | None:
    """Return the nearest verb of the sentence; that of another clause counts as farther."""
    first, last = parse.sentences[token.sentence]
    future, modal = language.words("times", "future_aux"), language.words("times", "modal")
    found: Token | None = None
    least = _REACH * _MARK
    for step in (-1, 1):
        far = 0
        for at in range(token.i + step, token.i + step * _REACH, step):
            if not first <= at <= last or far >= least:
                break
            word = parse.tokens[at]
            far += _MARK if word.text in _JOINING else 1
            if far < least and (word.lower in future or word.lemma in modal or _tells_tense(word)):
                found, least = word, far
                break
    return found


def _tells_tense(word: Token) -> bool:
    if word.pos not in _VERBS:
        return False
    morph = get_morph(word.tag)
    if morph.form == "Part":
        return morph.short
    return morph.form in {"Fin", "Inf"} or morph.tense != ""


def _count_marks(parse: Parse, token: Token, verb: Token) -> int:
    low, high = sorted((token.i, verb.i))
    return sum(word.text in _JOINING for word in parse.tokens[low:high])


def _tense_of(parse: Parse, verb: Token, language: Language, *, sets_day: bool) -> Tense:
    if verb.lower in language.words("times", "future_aux"):
        return Tense.FUTURE
    morph = get_morph(verb.tag)
    # What is set for, put off or drawn out to a day lies ahead, whatever the tense.
    setting = language.words("times", "appointing_verb") | language.words("times", "deferring_verb")
    if sets_day and verb.lemma in setting:
        return Tense.FUTURE
    beside = _beside(parse, verb)
    if any(word.lower in language.words("times", "future_aux") for word in beside):
        return Tense.FUTURE
    if morph.form == "Inf" or verb.lemma in language.words("times", "modal"):
        return _tense_under(beside, verb, language)
    if morph.tense == "Past":
        return Tense.PAST
    if morph.tense == "Fut":
        return Tense.FUTURE
    timetable = verb.lemma in language.words("times", "timetable_verb")
    return Tense.FUTURE if timetable and morph.tense == "Pres" else Tense.UNKNOWN


def _tense_under(beside: tuple[Token, ...], verb: Token, language: Language) -> Tense:
    """Return the tense of an infinitive by the word that governs it."""
    governors = [word for word in (*beside, verb) if word.lemma in _modals(language)]
    if not governors:
        return Tense.UNKNOWN
    past = any(get_morph(word.tag).tense == "Past" for word in governors)
    return Tense.UNKNOWN if past else Tense.FUTURE


def _modals(language: Language) -> frozenset[str]:
    return language.words("times", "modal")


def _beside(parse: Parse, verb: Token) -> tuple[Token, ...]:
    """Return the words around a verb in its clause, as far as auxiliaries may stand."""
    first, last = parse.sentences[verb.sentence]
    low = verb.i
    while low > max(first, verb.i - 4) and parse.tokens[low - 1].text not in _JOINING:
        low -= 1
    high = verb.i
    while high < min(last, verb.i + 2) and parse.tokens[high + 1].text not in _JOINING:
        high += 1
    return tuple(parse.tokens[i] for i in range(low, high + 1) if i != verb.i)


def _is_led(parse: Parse, token: Token, language: Language, name: str) -> bool:
    """Whether a word of an entry stands before a time, perhaps with a noun between them."""
    words = language.words("times", name)
    first = parse.sentences[token.sentence][0]
    before = parse.tokens[max(first, token.i - _LEAD) : token.i]
    return any(word.lower in words for word in before)
