"""Check the log in this bag, and the bag against its log; it needs nothing but Python 3.

It checks the captured bytes, their texts and the logs; the other files are for sha256sum, as
README.md says, and readings.jsonl proves nothing. Run it so: python3 -I data/verify_log.py
It prints one line for each fault; the exit code is 0 if there is none, else 1.
"""

import base64
import hashlib
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parent
BAG = DATA.parent
TAGS = {"bag-info.txt", "bagit.txt", "manifest-sha256.txt"}
OTHERS = r"data/(README\.md|verify_log\.py|log-head\.json|(decisions|readings)\.jsonl)"

faults: list[str] = []
# Entries whose sealed part lawful removals took, with what these removed and which they are.
removed: dict[tuple[str, int], dict[str, str]] = {}
said: dict[tuple[str, int], set[str]] = {}  # what entries' hashes are, as others say
merges: set[tuple[str, int, str]] = set()  # log, number and hash that merges tell of
apart: set[tuple[str, int, str]] = set()  # those that are of another copy of a log
ends: dict[str, int] = {}  # how far merges brought each log
kept: set[str] = set()  # the objects that must be here, by SHA-256
texts: dict[str, set[str]] = {}  # what was ever made of an object's bytes, by SHA-256
decisions: list[bytes] = []
stamps: dict[str, bytes] = {}


def canonical(value: Any) -> bytes:
    """Return the bytes that are hashed (RFC 8785; there are no fractions in a log)."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def digest(value: Any) -> str:
    """Return the SHA-256 of a value."""
    return hashlib.sha256(canonical(value)).hexdigest()


def read(chain: str, *, tell: bool = False) -> Iterator[dict[str, Any]]:
    """Yield the entries of a log whose line is as it was written."""
    with (DATA / "log" / f"{chain}.jsonl").open("rb") as lines:
        for number, line in enumerate(lines, 1):
            try:
                entry = json.loads(line)
                hashed = {k: v for k, v in entry.items() if k not in ("hash", "sealed")}
                if digest(hashed) != entry["hash"] or canonical(entry) + b"\n" != line:
                    raise ValueError
            except (AttributeError, KeyError, RecursionError, TypeError, ValueError):
                if tell:
                    faults.append(f"log {chain}: line {number} was altered or put in")
                continue
            yield entry


def gather(chain: str) -> None:
    """Take in what the entries of a log say of others."""
    for entry in read(chain):
        body = entry["body"]
        if entry["kind"] == "removal":
            for log, n in body["entries"]:
                by = f"entry {entry['n']} of log {chain}"
                removed.setdefault((log, n), {})[body["sha256"]] = by
        if entry["kind"] == "merge":
            merges.add((body["chain"], body["n"], body["hash"]))
        if entry["kind"] == "custody":
            apart.update((log, n, hashed) for log, n, hashed in body.get("apart", []))
        if entry["kind"] == "timestamp":
            said.setdefault((chain, body["n"]), set()).add(body["hash"])
            name = f"data/timestamps/{chain}-{entry['n']}"
            what = {"chain": chain, "n": body["n"], "hash": body["hash"], "root": body["root"]}
            stamps[f"{name}.json"] = canonical(what)
            stamps[f"{name}.tsr"] = base64.b64decode(body["token"])


def walk(chain: str, own: str) -> None:
    """Check that each entry follows the one before, and is what others say of it."""
    n, before = 0, "0" * 64
    for entry in read(chain, tell=True):
        at = f"log {chain}: entry {entry['n']}"
        if (entry["chain"], entry["n"], entry["previous"]) != (chain, n + 1, before):
            faults.append(f"{at} does not follow: it, or what was before it, is not as it was")
        n, before = entry["n"], entry["hash"]
        if said.pop((chain, n), {before}) != {before}:
            faults.append(f"{at} is not the one that the head file, a merge or a timestamp names")
        check_sealed(at, entry, removed.get((chain, n), {}))
        take(entry)
    if chain != own and n != ends.get(chain):
        faults.append(f"log {chain}: merges brought {ends.get(chain)} entries, and {n} are here")


def check_sealed(at: str, entry: dict[str, Any], removals: dict[str, str]) -> None:
    """Check that an entry's words are those that were written, or went lawfully."""
    kind, body = entry["kind"], entry["body"]
    about = body["reports"] if kind == "decision" else [body.get("sha256")]
    if entry["sealed"] is not None:
        if removals:
            faults.append(f"{at} has a sealed part that should not be there: it was removed")
        elif digest(entry["sealed"]) != entry["sealed_sha256"]:
            faults.append(f"{at} has a sealed part that is not the one that was written")
    elif entry["sealed_sha256"] is not None and not removals:
        faults.append(f"{at} has lost its sealed part, and no removal says so")
    elif entry["sealed_sha256"] is not None and (
        kind not in ("capture", "extraction", "decision") or not removals.keys() & set(about)
    ):
        by = ", ".join(sorted(set(removals.values())))
        faults.append(f"{at} has lost its sealed part, and is not about what {by} removed")


def take(entry: dict[str, Any]) -> None:
    """Note what must be in the bag because of this entry."""
    kind, body, sealed = entry["kind"], entry["body"], entry["sealed"] or {}
    if kind == "capture" and sealed:
        kept.add(body["sha256"])
    if kind in ("capture", "extraction") and sealed and body["text_sha256"] is not None:
        texts.setdefault(body["sha256"], set()).add(body["text_sha256"])
    if kind == "decision":
        known = {k: entry[k] for k in ("chain", "n", "time")} | {"analyst": entry["actor"]}
        known |= {k: sealed.get(k) for k in ("question", "reason")}
        try:
            for name in ("value", "finding"):
                known[name] = json.loads(sealed.get(f"{name}_json") or "null")
        except ValueError:
            return  # its sealed part was altered, which was told
        decisions.append(canonical({**body, **known}) + b"\n")


def read_manifest(name: str) -> dict[str, str]:
    """Return the lines of a manifest: {path: digest}."""
    lines = (BAG / name).read_bytes().decode(errors="replace").splitlines(keepends=True)
    found: dict[str, str] = {}
    for line in lines:
        if re.fullmatch(r"[0-9a-f]{64}  [!-~]+\n", line) is None or line[66:-1] in found:
            faults.append(f"{name}: not as it was written: {line!r}")
        found[line[66:-1]] = line[:64]
    return found


def hash_file(path: Path) -> str:
    """Return the SHA-256 of a file, however large; "" where it is none."""
    hashed = hashlib.sha256()
    try:
        with path.open("rb") as file:
            for block in iter(lambda: file.read(1 << 20), b""):
                hashed.update(block)
    except OSError:
        return ""
    return hashed.hexdigest()


def check_files(chains: Iterable[str]) -> None:
    """Compare the files, and the digests that the manifest has for them, with the log."""
    manifest = read_manifest("manifest-sha256.txt")
    here = {p.relative_to(BAG).as_posix() for p in BAG.rglob("*") if p.is_symlink() or p.is_file()}
    strange = here ^ (manifest.keys() | TAGS | {"tagmanifest-sha256.txt"})
    strange |= read_manifest("tagmanifest-sha256.txt").keys() ^ TAGS
    wanted = {f"data/objects/{s[:2]}/{s[2:4]}/{s}": s for s in kept}
    told = {f"data/texts/{text}.txt": text for sha in kept for text in texts.get(sha, ())}
    must = {**wanted, **told}
    for path, sha256 in manifest.items():
        if path.startswith(("data/objects/", "data/texts/")):
            if must.get(path) != sha256:
                strange.add(path)
            elif path in here and hash_file(BAG / path) != sha256:
                faults.append(f"{path} was altered: it is not what the log noted")
        elif not re.fullmatch(OTHERS, path) and path not in stamps:
            strange |= {path} - {f"data/log/{chain}.jsonl" for chain in chains}
    strange |= wanted.keys() - manifest.keys()
    for sha256 in kept & texts.keys():
        if not any(f"data/texts/{text}.txt" in manifest for text in texts[sha256]):
            strange.add(f"the text of {sha256}")
    stamps["data/decisions.jsonl"] = b"".join(decisions)
    for path, data in stamps.items():
        if not (BAG / path).is_file():
            strange.discard(path)
            faults.append(f"{path} is missing")
        elif (BAG / path).read_bytes() != data:
            faults.append(f"{path} does not fit the log")
    faults.extend(
        f"{path} is missing, was put in, or does not fit the log" for path in sorted(strange)
    )


def main() -> int:
    """Check everything, and print what is wrong."""
    try:
        head = json.loads((DATA / "log-head.json").read_bytes())
        said[head["chain"], head["n"]] = {head["hash"]}
    except (OSError, KeyError, TypeError, ValueError):
        head = {"chain": ""}
        faults.append("data/log-head.json does not say where the log must end")
    chains = sorted(file.stem for file in (DATA / "log").glob("*.jsonl"))
    for chain in chains:
        gather(chain)
    for chain, n, hashed in merges - apart:
        said.setdefault((chain, n), set()).add(hashed)
        ends[chain] = max(n, ends.get(chain, 0))
    for chain in chains:
        walk(chain, head["chain"])
    for chain, n in said:
        faults.append(f"log {chain}: entry {n} is not here, though it was told of: cut short")
    check_files(chains)
    for fault in faults:
        sys.stdout.write(fault + "\n")
    sys.stdout.write("The log is not sound.\n" if faults else "The log is sound.\n")
    if not faults:
        sys.stdout.write("(data/readings.jsonl is not in the log, and proves nothing.)\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
