"""How a place's name is written as a key, for the build of the gazetteer and for its users.

The build hook loads this file by its path, before sayso is installed: it may import
nothing but the standard library.
"""

import re
import unicodedata

# Letters that Unicode does not take apart into a letter and a mark.
_PLAIN = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ħ": "h", "æ": "ae", "œ": "oe", "ə": "a", "ð": "d"}
)
_SILENT = re.compile(r"['’‘ʼʹʻʿʾ`´]")
# Romanizations end an adjective in "-sky", "-skiy", "-skyi", "-skij".
_ENDING = re.compile(r"[iyj]{2,}\b")
_GAP = re.compile(r"[\W_]+")


def fold_name(name: str) -> str:
    """Return a name without case, marks, apostrophes and hyphens: "Şanlı-Urfa" is "sanli urfa"."""
    plain = name.lower() if name.isascii() else _strip_marks(name)
    words = _GAP.sub(" ", _SILENT.sub("", plain)).strip()
    return _ENDING.sub("y", words)


def _strip_marks(name: str) -> str:
    # Taken apart before, too: some signs hold capital letters.
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    plain = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return plain.translate(_PLAIN)
