"""The README of a casebook's folder, for a stranger who has never heard of sayso."""

_TEXT = """\
# {title}

This folder is a casebook: reports as somebody captured them, what was read in them, and what
people decided about them. It was made with sayso, a program for people who document abuses.
Nothing in this file has to be believed: the steps below check it with tools of your own system.

Do not edit, rename or tidy anything here, and keep the folder together.

| file | what it is |
|---|---|
| `casebook.toml` | the casebook's id ({id}), format 1, and where its database is |
| {database_row} |
| `evidence/` | the bytes as captured: a bag after BagIt (RFC 8493) |
| `log-head.json` | number and hash of the last entry of the log, when it was last written |
| `pending/` | locks, and what an addition that was interrupted had begun; usually nothing else |
| `spool/` | what was handed over in the browser and is not added yet; often not there |
{keys_row}
## Verify it without sayso

Linux (on macOS write `shasum -a 256 -c`):

    cd evidence
    sha256sum --quiet --strict -c tagmanifest-sha256.txt
    sha256sum --quiet --strict -c manifest-sha256.txt

No output means: every file is there and is what it was when it was put down. Files that no
manifest names show up with the Python package `bagit`: `bagit.py --validate evidence`.

{objects}

Every capture and every decision is one entry of a log, and each entry holds the hash of the one
before, so that none can be altered, taken out or put in without all later hashes changing. To
check that, export the casebook with `sayso export --bag` (its README has the recipe), or compare
the hash in `log-head.json` with one that was published or timestamped earlier. A log
that nobody outside has seen a hash of proves only that it fits together.

With sayso: `sayso verify --casebook .`

## If something was removed

A report can be removed for a lawful reason. Then its bytes, its text and all words about it
are gone from this folder; the log keeps the SHA-256 of the bytes, the reason, who
removed it and when, and the chain of hashes still verifies. A file that is missing without
such an entry was not removed lawfully; `sayso verify` tells the two apart.

{encryption}"""

_PLAIN_OBJECTS = """\
A file in `evidence/data/objects` is named by its own SHA-256, so the name alone proves the content.
What it is (from where, when and by whom it was obtained) is in the database."""

_ENCRYPTED_OBJECTS = """\
A file in `evidence/data/objects` is encrypted; the manifest lists the encrypted files, so the check
above needs no passphrase. It shows that no file was altered, not what is in them."""

_PLAIN_ENCRYPTION = """\
## Encryption

This casebook is not encrypted: whoever has the folder can read all of it.
"""

_ENCRYPTED_ENCRYPTION = """\
## Encryption

Without the passphrase nobody can read this casebook: not its makers, not the makers of sayso.
There is no other way in, so a lost passphrase is a lost casebook, and so is a lost `keys.db`.

With the passphrase, standard tools open it without sayso (SQLCipher 4, age):

1. `keys.db` is a SQLCipher database. Its raw key is scrypt (N = 131072, r = 8, p = 1, 32 bytes) of
   the passphrase (UTF-8, NFC), the salt being the first 16 bytes of the file:
   `PRAGMA key = "x'<key in hex><salt in hex>'"`. Its table `key` has the names and values below.
2. `database_key` is the raw key of `casebook.sqlite`: `PRAGMA key = "x'<in hex>'"`, then
   `PRAGMA cipher_page_size = 8192`.
3. `identity` is an age secret key; `age --decrypt --identity FILE` with it opens every object.
4. `name_key`: the name of an object is HMAC-SHA256 under it of the 32 bytes of the SHA-256 of
   what the object holds once decrypted.

An attacker who has the folder still sees how many files there are, how large, and their times.
"""


def make_readme(*, id: str, name: str | None, database: str) -> str:  # noqa: A002 - our word
    """Return the README of a casebook.

    Args:
        id: The casebook's id.
        name: What it is called; ``None`` for an encrypted one, which does not tell.
        database: "sqlite", or the address of a PostgreSQL database.
    """
    encrypted = name is None
    if database == "sqlite":
        kind = "SQLCipher 4, encrypted" if encrypted else "SQLite 3"
        row = f"`casebook.sqlite` | the database ({kind}): reports, log, findings"
    else:
        row = "(a server) | the database is on the PostgreSQL server that `casebook.toml` names"
    keys = "| `keys.db` | the keys, encrypted under the passphrase (SQLCipher 4) |\n"
    return _TEXT.format(
        title="A casebook" if name is None else " ".join(name.split()),
        id=id,
        database_row=row,
        keys_row=keys if encrypted else "",
        objects=_ENCRYPTED_OBJECTS if encrypted else _PLAIN_OBJECTS,
        encryption=_ENCRYPTED_ENCRYPTION if encrypted else _PLAIN_ENCRYPTION,
    )
