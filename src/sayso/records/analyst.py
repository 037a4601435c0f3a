"""Who decides: when two names in the log are one person's."""

import unicodedata


def tidy_analyst(name: str) -> str:
    """Return a name on one line, in one form (Unicode NFC), without characters unseen."""
    shown = "".join(it for it in name if it.isspace() or unicodedata.category(it)[0] != "C")
    return unicodedata.normalize("NFC", " ".join(shown.split()))


def make_analyst_key(name: str) -> str:
    """Return what two names share that count as one person's.

    Names that differ only by case, blanks, characters that nobody sees or Unicode form are one
    person: to take one for two would let somebody confirm her own answer, to take two for one
    asks once more than is needed. Letters of different scripts that look alike stay apart.
    """
    folded = unicodedata.normalize("NFKC", tidy_analyst(name)).casefold()
    return unicodedata.normalize("NFKC", tidy_analyst(folded)).casefold()
