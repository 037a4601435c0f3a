"""The order of a procedure: which step can follow which."""

from collections.abc import Mapping

# A step that is missing here is none of this procedure. Steps may be skipped by a report,
# so each row holds all that can come after, not only what comes next.
_BEFORE_VERDICT = frozenset(
    {"charge", "trial", "conviction", "sentence", "acquittal", "charges_dropped", "case_closed"}
)
_AFTER_END = frozenset({"appeal", "reopening", "trial", "conviction", "acquittal", "sentence"})
NEXT: Mapping[str, frozenset[str]] = {
    "case_opened": _BEFORE_VERDICT | {"appeal", "reopening"},
    "charge": (_BEFORE_VERDICT - {"charge"}) | {"appeal", "reopening"},
    "trial": frozenset(
        {
            *("trial", "conviction", "sentence", "acquittal", "charges_dropped"),
            *("case_closed", "appeal", "reopening"),
        }
    ),
    # A court that hears an appeal holds a trial, too.
    "conviction": frozenset(
        {"trial", "sentence", "acquittal", "appeal", "reopening", "case_closed"}
    ),
    "sentence": frozenset({"sentence", "acquittal", "appeal", "reopening", "case_closed", "trial"}),
    "acquittal": _AFTER_END - {"acquittal"},
    "charges_dropped": _AFTER_END | {"case_closed", "case_opened", "charge"},
    "case_closed": _AFTER_END | {"case_opened", "charge"},
    "appeal": _AFTER_END | {"case_closed", "charges_dropped"},
    "reopening": _BEFORE_VERDICT | {"appeal", "case_opened"},
}


def can_follow(earlier: str, later: str) -> bool:
    """Tell whether a step can come after another; true of what is no step."""
    return earlier not in NEXT or later not in NEXT or later in NEXT[earlier]
