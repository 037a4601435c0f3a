"""Whether a penalty is said to be an article's own, for one deed, and of the law as it reads."""

import re
from bisect import bisect_right

from sayso.lang.language import Language
from sayso.lang.templates import compile_any
from sayso.records.event import Event
from sayso.records.reading import Reading
from sayso.records.selector import Span
from sayso.records.value import Penalty, PenaltyStatus, Provision

# Where a sentence ends, near enough to tell whether two things stand in one.
_STOP = re.compile(r"[.!?][\"”’»)]*\s+[\"“‘«(]*(?=[A-ZА-ЯЄІЇҐ])|\n\s*\n")
_STEM = 5  # letters by which two words for one offence are known: "deserted", "desertion"
_SUBJECT = "subject"
_OPEN = frozenset({PenaltyStatus.FACED, PenaltyStatus.SOUGHT})


class Belonging:
    """Tells of a penalty and an article of one report whether they may be compared.

    In doubt they may not: a question about another man's sentence is worse than none.
    """

    def __init__(self, reading: Reading, language: Language) -> None:
        self._reading = reading
        self._text = reading.report.text
        self._language = language
        self._ends = [stop.end() for stop in _STOP.finditer(self._text)]

    def is_beside(self, penalty: Penalty, provision: Provision) -> bool:
        """Whether the two stand in one sentence."""
        return self._number(penalty.span) == self._number(provision.span)

    def is_above_or_below(self, penalty: Penalty) -> bool:
        """Whether it is said to lie beyond a figure ("more than ten years"), not to be one."""
        words = penalty.text
        at_figure = self._has("numbers.at_most", words) or self._has("numbers.at_least", words)
        beyond = self._has("numbers.more_than", words) or self._has("numbers.less_than", words)
        return beyond and not at_figure

    def may_belong(self, penalty: Penalty, provision: Provision) -> bool:
        """Whether it may be what the article, as it now reads, threatens for one deed."""
        if self._has("law.incomparable", self._sentence(penalty.span)):
            return False
        before = self._text[self._begin(penalty.span) : penalty.span.begin]
        if self._compile(r"(?<!\w){}\s+$", "law.less_by").search(before) is not None:
            return False  # "Cut by two years": that is no term.
        tellers = [it for it in self._reading.events if it.provision == provision.id]
        borne = _is_borne(penalty, tellers)
        if borne is False or not self._is_for_offence(penalty, provision):
            return False
        if not self.is_beside(penalty, provision):
            # What was imposed before the article was named may have been for an older matter.
            is_new = penalty.span > provision.span and penalty.event is not None
            return is_new or penalty.status in _OPEN
        if any(it.id == penalty.event for it in tellers):
            return True
        if penalty.span > provision.span:
            return self._follows(penalty, provision)
        return self._leads(penalty, provision, tellers, borne=borne is True)

    # ------------------------------------------------------------ what speaks against it
    def _is_for_offence(self, penalty: Penalty, provision: Provision) -> bool:
        """Whether no other offence is named right behind it: "two years for robbery"."""
        lead = self._compile(r"\s+{}\s+(?P<offence>\w+(?:\s+\w+)?)", "law.offence_of_penalty")
        named = lead.match(self._text, penalty.span.end)
        if named is None or self._has("law.no_offence", named["offence"]):
            return True
        # "Four years for leaving his unit under Article 337" names it in other words.
        words = self._text[named.end() : provision.span.begin]
        if penalty.span.end < provision.span.begin and not re.search(r"[,;:()—–]", words):
            return True
        return bool(_stems(provision.offence or "") & _stems(named["offence"]))

    def _follows(self, penalty: Penalty, provision: Provision) -> bool:
        """Whether a penalty behind the article is in one clause with it, or said of it."""
        between = Span(provision.span.end, penalty.span.begin)
        words = self._text[between.begin : between.end]
        told = self._compile(r"\s*,?\s*{}\b", "law.of_article").match(words)
        words = words[told.end() if told is not None else 0 :]
        return not (
            self._has("law.clause_word", words)
            or self._has("law.other_offence", words)
            or self._count("law.and_word", words) > 1
            or self._is_other_between(penalty, between)
        )

    def _leads(
        self, penalty: Penalty, provision: Provision, tellers: list[Event], *, borne: bool
    ) -> bool:
        """Whether a penalty before the article is in one clause with it, or said of one man."""
        between = Span(penalty.span.end, provision.span.begin)
        words = self._text[between.begin : between.end]
        before = self._text[self._begin(penalty.span) : penalty.span.begin]
        aside = self._compile(r"[,(—–]\s*{}\b[^,)—–]*$", "law.aside_word").search(before)
        if (aside is not None and re.search(r"[,)—–]", words)) or (
            self._has("law.and_word", words)
            or self._has("law.other_clause", words)
            or self._is_other_between(penalty, between)
        ):
            return False
        told = any(
            between.begin <= span.begin < between.end
            for event in tellers
            for span in event.trigger.spans
        )
        if self._has("law.clause_word", words):
            # "He faces up to ten years after he was charged under Article 337": the same man.
            return borne
        return not told or (borne and penalty.status is PenaltyStatus.FACED)

    def _is_other_between(self, penalty: Penalty, between: Span) -> bool:
        """Whether another penalty of its kind is told between, not in place of this one."""
        return any(
            between.begin <= other.span.begin < between.end
            and other.kind is penalty.kind
            and other.alternative_of != penalty.id
            and penalty.alternative_of not in {other.id, other.alternative_of or ""}
            for other in self._reading.penalties
        )

    # ------------------------------------------------------------ words
    def _number(self, span: Span) -> int:
        return bisect_right(self._ends, span.begin)

    def _begin(self, span: Span) -> int:
        number = self._number(span)
        return self._ends[number - 1] if number else 0

    def _sentence(self, span: Span) -> str:
        number = self._number(span)
        end = self._ends[number] if number < len(self._ends) else len(self._text)
        return self._text[self._begin(span) : end]

    def _has(self, entry: str, words: str) -> bool:
        return self._count(entry, words) > 0

    def _count(self, entry: str, words: str) -> int:
        return len(self._compile(r"(?<!\w){}(?!\w)", entry).findall(words))

    def _compile(self, frame: str, entry: str) -> re.Pattern[str]:
        lexicon, name = entry.split(".")
        source = compile_any(self._language, lexicon, name).pattern
        return re.compile(frame.replace("{}", f"(?:{source})"), re.IGNORECASE)


def _is_borne(penalty: Penalty, tellers: list[Event]) -> bool | None:
    """Whether who bears it is whom the article is applied to; ``None`` where it is open."""
    people = {it.entity for event in tellers for it in event.participants if it.role == _SUBJECT}
    return None if penalty.entity is None or not people else penalty.entity in people


def _stems(words: str) -> set[str]:
    return {it[:_STEM].lower() for it in re.findall(r"\w{4,}", words)}
