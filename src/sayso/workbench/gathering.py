"""All places and all sources of a casebook, at once: told as they were last brought up to date."""

from typing import TYPE_CHECKING

from sayso.workbench.opened import OpenCasebook

if TYPE_CHECKING:
    # What a method needs is loaded when it is first called: a list of reports needs no parser.
    from sayso.records.decision import Decision
    from sayso.records.sources import Figure
    from sayso.workbench.place_pages import PlaceList, ShownPlace
    from sayso.workbench.source_pages import ShownSource, SourceList


class Gathering(OpenCasebook):
    """What reports together tell of places and sources."""

    def places(
        self,
        words: str | None = None,
        *,
        open_only: bool = False,
        after: str | None = None,
        limit: int = 40,
    ) -> "PlaceList":
        """Return places, the most often named first.

        Args:
            words: Beginnings of words of a name that is looked for.
            open_only: Only those of which it is not known which place is meant.
            after: The id of the last one seen.
            limit: How many at most.
        """
        from sayso.workbench.place_pages import list_places

        return list_places(
            self._holdings,
            self._get_pack(),
            words=words,
            open_only=open_only,
            after=after,
            limit=limit,
        )

    def place(self, name: str, *, after: str | None = None, limit: int = 20) -> "ShownPlace":
        """Return one place, with reports that tell of it, so many at most.

        Raises:
            StoreError: There is no place of this id.
        """
        from sayso.workbench.place_pages import show_place

        return show_place(self._holdings, self._get_pack(), name, after=after, limit=limit)

    def ask_place(
        self, name: str, reports: tuple[str, ...], choice: str
    ) -> "tuple[tuple[str, object], ...]":
        """Return what to decide so that some reports mean one place: questions with values.

        Args:
            name: The place's id.
            reports: Entities of reports, "harbor-1/e5".
            choice: `make_candidate_key` of a candidate; "none" of these; or "open": not known
                which.

        Raises:
            QuestionError: There is no such choice, or nothing is to be decided on.
        """
        from sayso.workbench.place_decisions import list_answers

        return list_answers(self._holdings, name, reports, choice)

    def ask_same_place(self, name: str, other: str) -> str:
        """Return the question whether two places are one.

        Args:
            name: The place's id, or one report's entity, "harbor-1/e5".
            other: The other one's.

        Raises:
            QuestionError: One of them is not there, or both are the same.
        """
        from sayso.workbench.place_decisions import ask_same

        return ask_same(self._holdings, name, other)

    def is_of_place(self, decision: "Decision", name: str) -> bool:
        """Return whether a decision says where a place lies, or with which it is one."""
        from sayso.workbench.place_decisions import is_of_place

        return is_of_place(self._holdings, decision, name)

    def sources(
        self, words: str | None = None, *, after: str | None = None, limit: int = 40
    ) -> "SourceList":
        """Return named sources, those with most statements first; ``after`` is a name."""
        from sayso.workbench.source_pages import list_sources

        return list_sources(self._holdings, self._get_pack(), words=words, after=after, limit=limit)

    def source(
        self,
        name: str,
        figure: "Figure | None" = None,
        *,
        after: str | None = None,
        skip: int = 0,
        limit: int = 20,
    ) -> "ShownSource":
        """Return one source by any of its names.

        Args:
            name: The name.
            figure: Which figure's items are told; none for its statements, report by report.
            after: SHA-256 of the last report seen.
            skip: How many items were seen.
            limit: How many reports or items at most.

        Raises:
            StoreError: There is no such source.
        """
        from sayso.workbench.source_pages import show_source

        return show_source(
            self._holdings,
            self._get_pack(),
            name,
            figure,
            after=after,
            skip=skip,
            limit=limit,
        )
