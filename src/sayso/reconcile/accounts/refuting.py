"""What a report tells only to say in its next sentence that it is wrong."""

import re

from sayso.lang.language import SUPPORTED, get_language
from sayso.reconcile.accounts.tellings import Account
from sayso.records.selector import Span

_LEXICON = "corrections"
# The end of a sentence: not of "Nov. 20", nor of "S. Orlov".
_END = re.compile(r"(?<!\b\w)[.!?…][\"”»’)]*\s+(?=[\W_]*[^\W\d_a-zа-яёіїєґ])|\n+")


def is_refuted(account: Account, span: Span) -> bool:
    """Whether a report says in the next sentence that what stands at a span is wrong."""
    code = account.reading.report.language
    if code not in SUPPORTED:
        return False
    language = get_language(code)
    end = _END.search(account.text, span.end)
    if end is None:
        return False
    after = _END.search(account.text, end.end())
    words = account.text[end.end() : len(account.text) if after is None else after.end()]
    return language.pattern(_LEXICON, "is_wrong").search(words) is not None
