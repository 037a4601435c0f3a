"""The boards of a casebook: its cases by stage, one case, what conflicts."""

from typing import TYPE_CHECKING

from sayso.workbench.opened import OpenCasebook

if TYPE_CHECKING:
    # What a method needs is loaded when it is first called: a list of reports needs no parser.
    from sayso.records.board import BoardFilters, ConflictFilters, ListedConflict
    from sayso.workbench.board import Board, CardList, ConflictList, Left
    from sayso.workbench.case_desk import CaseDesk


class Boards(OpenCasebook):
    """What stands where, at once: told as it was last brought up to date."""

    def left(self) -> "Left":
        """Return what the cases as they are kept do not hold yet."""
        from sayso.workbench.board import find_left

        return find_left(self._holdings, self._get_pack())

    def board(
        self, filters: "BoardFilters", *, person: str | None = None, per_column: int = 12
    ) -> "Board":
        """Return the cases by stage, so many a stage at most; those of a person, by any name."""
        from sayso.workbench.board import make_board

        return make_board(
            self._holdings, self._get_pack(), filters, person=person, per_column=per_column
        )

    def cards(
        self,
        filters: "BoardFilters",
        *,
        person: str | None = None,
        stage: str | None = None,
        after: str | None = None,
        limit: int = 50,
    ) -> "CardList":
        """Return cases, those with the newest reports first; ``stage`` is "" for not known."""
        from sayso.workbench.board import list_cards

        return list_cards(
            self._holdings,
            self._get_pack(),
            filters,
            person=person,
            stage=stage,
            after=after,
            limit=limit,
        )

    def conflicts(
        self,
        filters: "ConflictFilters",
        *,
        after: "ListedConflict | None" = None,
        limit: int = 25,
    ) -> "ConflictList":
        """Return where accounts conflict in any case, the gravest first."""
        from sayso.workbench.board import list_conflicts

        return list_conflicts(self._holdings, self._get_pack(), filters, after=after, limit=limit)

    def open_case(self, name: str) -> "CaseDesk":
        """Return one case with all that its page shows, by its id or as REPORT/k1."""
        from sayso.workbench.case_desk import open_case

        return open_case(self._holdings, self._get_pack(), name)
