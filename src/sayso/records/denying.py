"""Which events are told only where a statement says that something was not so."""

import re

from sayso.records.claim import Claim, Polarity
from sayso.records.event import Event, EventStatus
from sayso.records.reading import Reading

# The end of a sentence; of a statement that holds several the first decides.
_END = re.compile(r"[.!?…][»”’\"')]*\s+")


class Findings:
    """The events and claims of one reading, by id."""

    def __init__(self, reading: Reading) -> None:
        self.events = {it.id: it for it in reading.events}
        self._claims = {it.id: it for it in reading.claims}
        self._denied = {
            claim for it in reading.events if it.status is EventStatus.DENIED for claim in it.claims
        }

    def is_told_in_denial(self, event: str) -> bool:
        """Tell whether all that tells an event says of something that it was not so.

        "He had not complained of it", "nobody knows where he is held": such words give no
        second word for what they take for granted. Where the same statement denies another
        event, that one is what was not so.
        """
        found = self.events.get(event)
        if found is None:
            return False
        claims = [self._claims[it] for it in found.claims if it in self._claims]
        return bool(claims) and all(self._denies(it, found) for it in claims)

    def _denies(self, claim: Claim, event: Event) -> bool:
        if claim.polarity is not Polarity.NEGATIVE or claim.id in self._denied:
            return False
        at = event.trigger.spans[0].begin - claim.content.spans[0].begin
        return _END.search(claim.content.text[: max(0, at)]) is None
