"""Every exception that sayso raises on purpose."""


class SaysoError(Exception):
    """A foreseen failure: what happened, and what to do about it.

    Attributes:
        problem: One sentence that says what happened.
        remedy: One sentence that says what the user can do.
    """

    def __init__(self, problem: str, *, remedy: str) -> None:
        super().__init__(f"{problem} {remedy}")
        self.problem = problem
        self.remedy = remedy


class CaptureError(SaysoError):
    """A file or stream could not be made into a report."""


class LanguageError(SaysoError):
    """A report is in a language that sayso does not read, or in none that it can tell."""


class ModelError(SaysoError):
    """A model that a reading needs is missing or is not the one that was pinned."""


class DataError(SaysoError):
    """A language's or a pack's data file is malformed."""


class StoreError(SaysoError):
    """A file that sayso keeps or came with is missing, or is not what it should be."""


class GatheringError(StoreError):
    """What is asked for is not there at the moment: it is being put together anew perhaps."""


class PassphraseError(StoreError):
    """The passphrase of an encrypted casebook is missing, wrong, or one that protects nothing."""


class OlderError(StoreError):
    """A casebook is of an older version of sayso, and may not be brought forward where it lies."""


class EvidenceError(StoreError):
    """Bytes that a casebook keeps are missing or altered, or lie where they must not."""
