"""An encrypted casebook tells nothing to who has its folder and not its passphrase."""

import base64
import hashlib
import hmac
import shutil
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pyrage
import pytest
from evidence_case import require_bag
from plain_reader import PlainReader
from sqlcipher3 import dbapi2

from sayso.capture.options import CaptureOptions
from sayso.errors import PassphraseError, StoreError
from sayso.records.decision import Judgement
from sayso.records.reading import Reading
from sayso.records.report import Report
from sayso.store.folder import CasebookFolder
from sayso.store.keys import is_whole, read_keys
from sayso.store.sql.sqlite import SqliteBackend
from sayso.workbench.adding import Addition
from sayso.workbench.casebook import Casebook

ID = "0123456789abcdef" * 2
PASSPHRASE = "seven invented herons walk"
OTHER = "Сорок три выдуманных ужа"

TEXT = (
    "Zavrelka Quintova said that Ondrej Vexnorad was detained in Krumbachov. "
    "Марфа Небылицына сообщила, что Савелий Выдумкин на свободе."
)
SECOND = "Zavrelka Quintova said that nobody was detained in Krumbachov."
CANARIES = (
    "Zavrelka",
    "Vexnorad",
    "Krumbachov",
    "Небылицына",
    "Выдумкин",
    "Quandlepost",  # title
    "Brimmelgazette",  # publisher
    "example-zorvath",  # address
    "clandestine-fjord",  # name of the file
    "Mirkelblatt",  # note of the capture
    "Tornquaffel",  # reason of a decision
    "Pellworth",  # what was decided
    "Grumvale",  # reason of a removal
    "Hexavintner",  # the analyst
    "Snorrheim",  # the casebook's own name
)


class WatchingReader:
    """Reads as `PlainReader` does, and looks into the folder while it does."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self, report: Report) -> Reading:
        require_secret(self._path)
        return PlainReader().read(report)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> CasebookFolder:
    path = tmp_path_factory.mktemp("made") / "x.casebook"
    return CasebookFolder.create(path, id=ID, name="Snorrheim", passphrase=PASSPHRASE)


@pytest.fixture
def path(made: CasebookFolder, tmp_path: Path) -> Path:
    """Give the folder of an encrypted casebook of which a test may do what it likes."""
    return Path(shutil.copytree(made.path, tmp_path / "x.casebook"))


def test_no_word_of_a_report_a_name_or_a_note_is_in_any_file(tmp_path: Path) -> None:
    path = tmp_path / "x.casebook"
    casebook = Casebook.create(
        path,
        name="Snorrheim files",
        passphrase=PASSPHRASE,
        analyst="Olga Hexavintner",
        reader=WatchingReader(path),
    )
    with casebook:
        fill(casebook)
        require_secret(path)
        assert [hit.report.id for hit in casebook.search("Vexnorad").hits] == ["first"]
        assert [hit.report.id for hit in casebook.search("небылицына").hits] == ["first"]
        assert not [fault for fault in casebook.verify() if fault.fails]
        casebook.remove("second", because="A court in Grumvale ordered it.")
        require_secret(path)
        backup = casebook.backup(tmp_path / "backup.casebook")
        require_secret(backup)
    require_secret(path)

    with Casebook.open(path, passphrase=PASSPHRASE) as casebook:
        assert [hit.report.id for hit in casebook.search("Krumbachov").hits] == ["first"]
        require_secret(path)
    require_bag(path / "evidence")


def test_the_search_for_words_would_find_them_in_a_casebook_that_is_not_encrypted(
    tmp_path: Path,
) -> None:
    with Casebook.create(
        tmp_path / "x.casebook", name="Snorrheim", analyst="Hexavintner", reader=PlainReader()
    ) as casebook:
        fill(casebook)

    found = " ".join(find_canaries(tmp_path / "x.casebook"))
    # Most texts are packed in the database; what is not shows that the search works.
    for canary in ("Zavrelka", "Выдумкин", "Mirkelblatt", "Tornquaffel", "Snorrheim", "SHA-256"):
        assert canary in found


def test_a_change_that_is_interrupted_leaves_no_word_and_no_hash(path: Path) -> None:
    from sayso.store.evidence import Evidence

    folder = CasebookFolder.open(path, passphrase=PASSPHRASE)
    with Evidence(folder).changing(lambda sha256: False) as change:
        change.put(TEXT.encode())
        change.remove(hashlib.sha256(TEXT.encode()).hexdigest())
        assert list((path / "pending").glob("*.jsonl"))
        require_secret(path)


def test_without_its_passphrase_a_casebook_does_not_open(path: Path) -> None:
    before = list_bytes(path)

    with pytest.raises(PassphraseError, match="is encrypted"):
        CasebookFolder.open(path)
    for wrong in (PASSPHRASE + "x", PASSPHRASE.upper(), f"x'{'0' * 64}'", "'; DROP TABLE key"):
        with pytest.raises(PassphraseError, match="wrong"):
            CasebookFolder.open(path, passphrase=wrong)

    assert list_bytes(path) == before
    assert CasebookFolder.open(path, passphrase=PASSPHRASE).name == "Snorrheim"


def test_whether_a_casebook_needs_a_passphrase_is_told_without_one(path: Path) -> None:
    assert CasebookFolder.is_encrypted(path)


def test_another_passphrase_changes_the_file_of_keys_alone(path: Path) -> None:
    folder = CasebookFolder.open(path, passphrase=PASSPHRASE)
    before = list_bytes(path)

    folder.change_passphrase(PASSPHRASE, OTHER)

    after = list_bytes(path)
    assert {name for name in before if before[name] != after[name]} == {"keys.db"}
    assert list(folder.check()) == []
    with pytest.raises(PassphraseError):
        CasebookFolder.open(path, passphrase=PASSPHRASE)
    again = CasebookFolder.open(path, passphrase=OTHER)
    assert folder.keys is not None
    assert again.keys == folder.keys


@pytest.mark.parametrize(("old", "new"), [("wrong", OTHER), (PASSPHRASE, ""), (PASSPHRASE, "\n")])
def test_a_change_of_passphrase_that_is_refused_changes_nothing(
    path: Path, old: str, new: str
) -> None:
    folder = CasebookFolder.open(path, passphrase=PASSPHRASE)
    before = list_bytes(path)

    with pytest.raises(PassphraseError):
        folder.change_passphrase(old, new)

    assert list_bytes(path) == before
    assert sorted(each.name for each in (path / "pending").iterdir()) == ["lock", "lock-turn"]


def test_keys_that_an_interrupted_change_of_passphrase_left_are_taken_away(path: Path) -> None:
    from sayso.store.evidence import Evidence

    folder = CasebookFolder.open(path, passphrase=PASSPHRASE)
    shutil.copy(path / "keys.db", path / "pending/keys.db.tmp")

    assert Evidence(folder).tidy(lambda sha256: False)

    assert not (path / "pending/keys.db.tmp").exists()


def test_any_altered_byte_of_the_keys_is_noticed(path: Path) -> None:
    keys = read_keys(path / "keys.db", PASSPHRASE)
    data = (path / "keys.db").read_bytes()
    assert is_whole(path / "keys.db", keys)

    for at in range(0, len(data), 41):
        altered = bytearray(data)
        altered[at] ^= 1
        (path / "keys.db").write_bytes(altered)
        assert not is_whole(path / "keys.db", keys), at


def test_the_same_letters_typed_on_another_keyboard_are_the_same_passphrase(
    tmp_path: Path,
) -> None:
    CasebookFolder.create(tmp_path / "x", id=ID, name="x", passphrase="Möwe über Süderlügum")

    CasebookFolder.open(tmp_path / "x", passphrase="Mo\u0308we u\u0308ber Su\u0308derlu\u0308gum")


def test_keys_that_are_gone_are_told_from_a_wrong_passphrase(path: Path) -> None:
    (path / "keys.db").unlink()

    with pytest.raises(StoreError, match="missing") as caught:
        CasebookFolder.open(path, passphrase=PASSPHRASE)
    assert not isinstance(caught.value, PassphraseError)


def test_keys_show_in_no_message_and_in_no_dump(path: Path) -> None:
    keys = read_keys(path / "keys.db", PASSPHRASE)

    assert repr(keys) == "Keys()"
    assert stat.S_IMODE((path / "keys.db").stat().st_mode) == 0o600


def test_with_the_passphrase_standard_tools_open_it_as_the_readme_tells(tmp_path: Path) -> None:
    path = tmp_path / "x.casebook"
    with Casebook.create(path, passphrase=OTHER, reader=PlainReader()) as casebook:
        fill(casebook)

    salt = (path / "keys.db").read_bytes()[:16]
    key = hashlib.scrypt(OTHER.encode(), salt=salt, n=131072, r=8, p=1, maxmem=2**28, dklen=32)
    with closing(open_database(path / "keys.db", key.hex() + salt.hex())) as database:
        found = dict(database.execute("SELECT name, value FROM key"))
    with closing(
        open_database(path / "casebook.sqlite", found["database_key"].hex(), 8192)
    ) as database:
        assert database.execute("SELECT count(*) FROM log").fetchone()[0] > 3
    sha256 = hashlib.sha256(TEXT.encode()).digest()
    name = hmac.new(found["name_key"], sha256, hashlib.sha256).hexdigest()
    identity = pyrage.x25519.Identity.from_str(found["identity"].decode())
    (file,) = path.rglob(name)
    assert pyrage.decrypt(file.read_bytes(), [identity]) == TEXT.encode()
    readme = (path / "README.md").read_text("utf-8")
    for told in ("N = 131072", "first 16 bytes", "cipher_page_size = 8192", "HMAC-SHA256"):
        assert told in readme


def test_a_database_larger_than_its_cache_can_be_written_anew(path: Path) -> None:
    """SQLCipher destroys it where the file on the way has pages of another size."""
    folder = CasebookFolder.open(path, passphrase=PASSPHRASE)
    assert folder.keys is not None
    file = path / "casebook.sqlite"
    backend = SqliteBackend(file, key=folder.keys.database_key, read_only=False)
    backend.prepare()
    with backend.engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("PRAGMA cache_size = -200")
        raw.execute("PRAGMA temp_store = FILE")
        raw.execute("CREATE TABLE text (text TEXT)")
        raw.executemany("INSERT INTO text VALUES (?)", [("Zavrelka " * 500,)] * 1000)
        raw.execute("VACUUM")
    backend.engine.dispose()

    again = SqliteBackend(file, key=folder.keys.database_key, read_only=True)
    with again.engine.connect() as connection:
        found = connection.exec_driver_sql("PRAGMA integrity_check").scalars().all()
    assert found == ["ok"]
    again.engine.dispose()
    require_secret(path)
    assert CasebookFolder.open(path, passphrase=PASSPHRASE).name == "Snorrheim"


def test_the_same_bytes_lie_under_other_names_in_other_casebooks(
    made: CasebookFolder, tmp_path: Path
) -> None:
    other = CasebookFolder.create(tmp_path / "x", id=ID, name="x", passphrase=PASSPHRASE)
    sha256 = hashlib.sha256(b"a known article").hexdigest()

    names = {sha256, made.make_object_name(sha256), other.make_object_name(sha256)}
    assert len(names) == 3


def open_database(path: Path, key: str, page_size: int = 4096) -> Any:
    database = dbapi2.connect(str(path))
    database.execute(f"PRAGMA key = \"x'{key}'\"")
    database.execute(f"PRAGMA cipher_page_size = {page_size}")
    return database


def fill(casebook: Casebook) -> None:
    """Add two reports and decide something, with a canary wherever words can be."""
    options = CaptureOptions(
        id="first",
        title="Quandlepost tells all",
        publisher="Brimmelgazette",
        url="https://example-zorvath.example/a?b=c",
        published="2026-03-02",
        language="en",
    )
    facts = {"note": "Mirkelblatt gave it to us", "file_name": "clandestine-fjord.txt"}
    first = Addition(
        name="clandestine-fjord.txt", source=TEXT.encode(), options=options, facts=facts
    )
    second = Addition(
        name="second",
        source=SECOND.encode(),
        options=CaptureOptions(id="second", language="en"),
    )
    added = list(casebook.add([first, second]))
    assert [each.problem for each in added] == [None, None]
    casebook.decide("claim:first/c1", judgement=Judgement.YES, because="Tornquaffel confirmed it.")
    casebook.correct("first", "publisher", "Pellworth Times", because="Tornquaffel says so.")


def require_secret(path: Path) -> None:
    assert list(find_canaries(path)) == []


def find_canaries(path: Path) -> Iterator[str]:
    """Yield which canaries are in which files, in any form that bytes are written in."""
    forms = {
        form: word
        for word in (*CANARIES, *(text.lower() for text in CANARIES))
        for form in list_forms(word.encode())
        | list_forms(word.encode("utf-16-le"))
        | list_forms(word.encode("utf-16-be"))
        | {word.encode("unicode_escape"), word.encode("cp1251", "ignore")}
        if len(form) > 4
    }
    for text in (TEXT, SECOND):
        digest = hashlib.sha256(text.encode())
        known = list_forms(digest.digest()) | list_forms(digest.hexdigest().encode())
        forms |= dict.fromkeys(known, "SHA-256 of a known article")
    for file in sorted(path.rglob("*")):
        data = file.relative_to(path).as_posix().encode()
        if file.is_file():
            data += b"\n" + file.read_bytes()
        for form, word in forms.items():
            if form in data:
                yield f"{word} in {file.relative_to(path)}"


def list_forms(data: bytes) -> set[bytes]:
    """Return data as it is, in hex, and in base64 wherever in a longer text it may begin."""
    forms = {data, data.hex().encode(), data.hex().upper().encode()}
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + data)
        # What depends on the bytes around it is left away at both ends.
        inner = encoded[4 * (before > 0) : len(encoded) - 4]
        forms |= {inner, inner.replace(b"+", b"-").replace(b"/", b"_")}
    return forms


def list_bytes(path: Path) -> dict[str, bytes]:
    return {
        file.relative_to(path).as_posix(): file.read_bytes()
        for file in path.rglob("*")
        if file.is_file() and file.parent.name != "pending"
    }
