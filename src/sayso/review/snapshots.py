"""What a finding read when somebody decided about it, kept with the decision.

When no reading holds the finding any more, the snapshot shows what was decided on. Other
findings that it names by id are named in it by content key and words, since the ids say
nothing later; positions stay as they were in the text of that day.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sayso.records.decision import Subject, SubjectKind
from sayso.review.fields import change_references, drop_unknown, get_handle

_POSITIONS: Mapping[SubjectKind, tuple[str, ...]] = {
    SubjectKind.CLAIM: ("source", "cue", "content"),
    SubjectKind.EVENT: ("trigger",),
}


def take_snapshot(
    kind: SubjectKind, values: Mapping[str, Any], subjects: Mapping[str, Subject]
) -> dict[str, Any]:
    """Return a finding's values as a decision keeps them.

    Args:
        kind: What the finding is.
        values: Its fields in the reading format.
        subjects: Subjects of the findings that it may name, by `get_handle`.
    """

    def name(handle: Any, of: SubjectKind) -> Any:
        subject = subjects.get(get_handle(of, handle)) if isinstance(handle, str) else None
        if subject is None:
            return handle if handle == "published" else None
        return {"kind": subject.kind.value, "key": subject.key, "text": subject.text}

    return {field: change_references(kind, field, value, name) for field, value in values.items()}


def read_snapshot(
    kind: SubjectKind,
    snapshot: Mapping[str, Any],
    *,
    find: Callable[[str], str | None],
    same_text: bool,
) -> dict[str, Any]:
    """Return a finding's values out of a snapshot.

    Args:
        kind: What the finding is.
        snapshot: What `take_snapshot` gave.
        find: Gives the present id of a finding by its content key, or ``None``.
        same_text: Whether the report's text is still the one that positions count in; else
            passages have their words and no place.
    """

    def name(reference: Any, _of: SubjectKind) -> Any:
        return find(reference["key"]) if isinstance(reference, dict) else reference

    values = {
        field: drop_unknown(kind, field, change_references(kind, field, value, name))
        for field, value in snapshot.items()
    }
    return values if same_text else _forget_places(kind, values)


def _forget_places(kind: SubjectKind, values: dict[str, Any]) -> dict[str, Any]:
    for field in _POSITIONS.get(kind, ()):
        if values.get(field) is not None:
            values[field] = {"spans": [], "text": values[field]["text"]}
    for field in ("mentions", "span"):
        if field in values:
            values[field] = [] if field == "mentions" else None
    if "chain" in values:
        values["chain"] = [{**link, "span": None} for link in values["chain"] or ()]
    return values
