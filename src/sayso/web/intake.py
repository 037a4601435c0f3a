"""Taking files in as they come: to disk, never into memory as a whole, and no further than told."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from sayso.errors import SaysoError
from sayso.web.routes import PROOF_FIELD, PROOF_HEADER, ProofError
from sayso.workbench.casebook import Casebook
from sayso.workbench.spooling import FileInlet

if TYPE_CHECKING:
    from python_multipart.multipart import MultipartCallbacks

MOST_OF_ONE = 250_000_000
"""Bytes of a file, as many as are kept as evidence of a file that holds many reports."""

MOST_AT_ONCE = 1_000_000_000
"""Bytes of one request."""

_MOST_OF_FIELD = 10_000
_MOST_OF_HEADERS = 10_000  # bytes of what precedes a field or a file
_MOST_FIELDS = 20
_MOST_FILES = 500


class IntakeError(SaysoError):
    """What was sent could not be taken in."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What became of the files of one request.

    Attributes:
        names: Those that are on disk now and will be added, by their names.
        problems: Why others are not, one sentence each, with the name before it.
    """

    names: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


async def take_files(casebook: Casebook, request: Request, proves: Callable[[str], bool]) -> Taken:
    """Take in the files of a form; those that are told of are on disk when this returns.

    The fields of the form come before its files, and hold for all of them; the first is the
    proof, unless a header has it.

    Args:
        casebook: To which they are to be added, as whoever sends them works with it.
        request: The request, whose body nobody has read.
        proves: Tells whether the form's proof is right.

    Raises:
        IntakeError: It is no form with files, or is broken; its remedy names what was kept before.
        ProofError: The proof is wrong, or does not come first.
        ClientDisconnect: It is broken off; what came whole is kept.
    """
    kind, options = parse_options_header(request.headers.get("content-type", ""))
    if kind != b"multipart/form-data" or not options.get(b"boundary"):
        raise IntakeError("This is no form with files.", remedy="Choose files on the inbox.")
    form = _Form(casebook, proves, request.headers.get(PROOF_HEADER))
    if PROOF_HEADER in request.headers:
        form.require_proof()
    try:
        parser = MultipartParser(options[b"boundary"], form.callbacks)
        async for chunk in request.stream():
            if chunk:
                await run_in_threadpool(parser.write, chunk)
        parser.finalize()
        form.require_end()
    except FormParserError as exc:
        others = "others" if form.names else "files"
        raise form.name_kept(
            IntakeError("This form is broken.", remedy=f"Send the {others} again.")
        ) from exc
    except SaysoError as exc:
        raise form.name_kept(exc) from exc
    finally:
        form.close()
    form.require_proof()
    return Taken(names=tuple(form.names), problems=tuple(form.problems))


class _Form:
    """One form while it comes in."""

    def __init__(
        self, casebook: Casebook, proves: Callable[[str], bool], proof: str | None
    ) -> None:
        self._casebook, self._proves, self._proof = casebook, proves, proof
        self.names: list[str] = []
        self.problems: list[str] = []
        self._fields: dict[str, str] = {}
        self._headers: dict[bytes, bytes] = {}
        self._header, self._value = bytearray(), bytearray()
        self._field, self._held = "", bytearray()
        self._file: str | None = None
        self._inlet: FileInlet | None = None
        self._seen, self._told, self._ended = 0, 0, False

    @property
    def callbacks(self) -> "MultipartCallbacks":
        """What the parser calls."""
        return {
            "on_part_begin": self._begin,
            "on_header_field": lambda *piece: self._take_header(self._header, *piece),
            "on_header_value": lambda *piece: self._take_header(self._value, *piece),
            "on_header_end": self._end_header,
            "on_headers_finished": self._open,
            "on_part_data": self._take,
            "on_part_end": self._end,
            "on_end": self._note_end,
        }

    def require_proof(self) -> None:
        """Raise `ProofError` where nothing proves that the form is ours."""
        proof = self._proof or self._fields.get(PROOF_FIELD)
        if proof is None or not self._proves(proof):
            raise ProofError

    def require_end(self) -> None:
        """Raise ``FormParserError`` where the last file may be half of one."""
        if not self._ended:
            raise FormParserError("the form has no end")

    def name_kept(self, exc: SaysoError) -> SaysoError:
        """Return a problem that says which files need not be sent again."""
        if not self.names:
            return exc
        kept = f"Taken in before that: {', '.join(self.names)}."
        return IntakeError(exc.problem, remedy=f"{kept} {exc.remedy}")

    def close(self) -> None:
        """Take away what did not come to its end."""
        if self._inlet is not None:
            self._inlet.drop()
            self._inlet = None

    def _note_end(self) -> None:
        self._ended = True

    def _begin(self) -> None:
        self._headers, self._file, self._inlet = {}, None, None
        self._header, self._value, self._held = bytearray(), bytearray(), bytearray()
        self._told = 0

    def _take_header(self, to: bytearray, data: bytes, start: int, end: int) -> None:
        self._told += end - start
        if self._told > _MOST_OF_HEADERS:
            raise IntakeError("The name of a file is too long.", remedy="Give it a shorter one.")
        to.extend(data[start:end])

    def _end_header(self) -> None:
        self._headers[bytes(self._header).lower()] = bytes(self._value)
        self._header, self._value = bytearray(), bytearray()

    def _open(self) -> None:
        _, options = parse_options_header(self._headers.get(b"content-disposition", b""))
        self._field = options.get(b"name", b"").decode("utf-8", "replace")
        if b"filename" not in options:
            if self._field != PROOF_FIELD:
                self.require_proof()
            if len(self._fields) >= _MOST_FIELDS:
                raise IntakeError("This form has too many fields.", remedy="Load the page again.")
            return
        self._file = options[b"filename"].decode("utf-8", "replace")
        self.require_proof()
        self._seen += 1
        if self._seen > _MOST_FILES:
            raise IntakeError(
                f"These are more than {_MOST_FILES} files.",
                remedy="Send the rest in a second step, or add a folder with sayso add.",
            )
        try:
            self._inlet = self._casebook.receive(self._file, self._fields)
        except SaysoError as exc:
            self._refuse(str(exc))

    def _take(self, data: bytes, start: int, end: int) -> None:
        if self._file is None:
            self._held += data[start:end]
            if len(self._held) > _MOST_OF_FIELD:
                raise IntakeError("A field is too long.", remedy="Say it in fewer words.")
        elif self._inlet is not None:
            if self._inlet.size + end - start > MOST_OF_ONE:
                self._refuse(f"It is longer than {MOST_OF_ONE:,} bytes. Add it with sayso add.")
                return
            self._inlet.write(data[start:end])

    def _end(self) -> None:
        if self._file is None:
            self._fields[self._field] = self._held.decode("utf-8", "replace")
            return
        if self._inlet is None:
            return
        if self._inlet.size:
            self.names.append(self._inlet.keep().name)
        elif self._file:  # else it is a form whose chooser was left empty
            self.problems.append(f"{self._file}: It is empty.")
        self.close()

    def _refuse(self, problem: str) -> None:
        self.close()
        self.problems.append(f"{self._file}: {problem}")
