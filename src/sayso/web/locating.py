"""Where sayso failed, told without what an exception says, which may quote a report."""

import traceback


def locate(exc: BaseException) -> str:
    """Return of what kind an exception is, and where in the code it arose."""
    frames = traceback.extract_tb(exc.__traceback__)
    ours = [it for it in frames if "sayso" in it.filename]
    where = (ours or list(frames))[-1:]
    found = [f"{it.filename.rpartition('sayso/')[2]}:{it.lineno} in {it.name}" for it in where]
    return " at ".join((type(exc).__name__, *found))
