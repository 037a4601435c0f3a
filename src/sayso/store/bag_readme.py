"""What a bag tells a stranger, and the program that it brings for whoever has no sayso."""

from importlib.resources import files

SCRIPT = (files("sayso") / "store" / "data" / "verify_log.py").read_bytes()
"""A program of the standard library alone that checks a bag's log, and the bag against it."""

_TEXT = """\
# A casebook of sayso: {name}

This folder is a bag after BagIt (RFC 8493). It holds what somebody captured, how, when and by
whom it was captured, what was read in it, and what people decided about it. Nothing here has to be
believed: it can be verified with `sha256sum`, Python 3 and, where there are timestamps, `openssl`.

| file | what it is |
|---|---|
| `objects/ab/cd/abcd...` | bytes as captured, named by their SHA-256 |
| `log/*.jsonl` | one log a file, one entry a line; `{id}` is this casebook's own |
| `log-head.json` | number and hash of the entry that the own log must reach |
| `texts/*.txt` | the texts that people read in the bytes, named by their SHA-256 (UTF-8) |
| `decisions.jsonl` | what people decided, in the order of the logs |
| `readings.jsonl` | what a program found in the texts; it can be found anew and proves nothing |
| `timestamps/*.json`, `*.tsr` | a log's head, and when an authority saw it (RFC 3161) |
| `verify_log.py` | the program below |

## Verify it

In the folder that holds `bagit.txt`, on Linux (on macOS write `shasum -a 256` for `sha256sum`):

    sha256sum --quiet --strict -c tagmanifest-sha256.txt
    sha256sum --quiet --strict -c manifest-sha256.txt
    python3 -I data/verify_log.py

The first two print nothing, and the third "The log is sound.", if all is as it was written. The
third hashes the captured bytes and their texts itself, too. Readings are not in the log: a program
made `readings.jsonl`, `sayso reread` makes them anew, and it is here for convenience. The
digest that the manifest gives for captured bytes and for their texts is the one that the log
noted when they came in, so what was altered in between fails here.

A timestamp N is verified with the certificate of its authority, which you get from the authority:

    openssl ts -verify -data data/timestamps/N.json -in data/timestamps/N.tsr -CAfile ca.pem

Then the entry whose number and hash are in that file, and all entries before it, were there
at that time. Without a timestamp, or a head that was published or that you were given earlier,
you know that all of this fits together, and not since when: who has the whole casebook could
have written a whole new one. Compare `Sayso-Log-Head` in `bag-info.txt` with what you know.

## The log

Each line is an entry: `chain` (the log's id), `n`, `time`, `actor`, `kind`, `body`, `sealed`,
`sealed_sha256`, `previous`, `hash`. `hash` is the SHA-256 of the canonical JSON (RFC 8785) of
all fields but `sealed` and `hash`; `previous` is the `hash` of the entry before, 64 zeros for the
first; `sealed_sha256` is the SHA-256 of the canonical JSON of `sealed`. What was lawfully removed
is neither in the bag nor in its manifest: an entry of kind `removal` says what went, when, why
and by whom, and names the entries that have `null` as `sealed` since. An entry of kind `merge`
names the head of another log that is carried here from then on.

## The program

Read it before you trust it. This is `verify_log.py`:

```python
{script}```
"""


def make_bag_readme(name: str, id: str) -> bytes:  # noqa: A002 - our word
    """Return the README of a bag for a casebook of this name and id."""
    return _TEXT.format(name=" ".join(name.split()), id=id, script=SCRIPT.decode()).encode()
