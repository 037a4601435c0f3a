"""Say what a wheel lacks of what sayso needs besides its modules; exit code 1 when it lacks any."""

import sys
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src"
KINDS = {".toml", ".css", ".js", ".json", ".jinja", ".typed", ".py"}
MADE = {"sayso/store/data/gazetteer.sqlite"}


def main(wheel: str) -> int:
    """Compare the wheel with the source tree."""
    with ZipFile(wheel) as archive:
        held = {entry.filename: entry.file_size for entry in archive.infolist()}
    needed = {
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*")
        if path.suffix in KINDS and path.is_file()
    } | MADE
    lacking = sorted(needed - set(held))
    licenses = sum(name.endswith(("licenses/LICENSE", "licenses/NOTICE")) for name in held)
    if licenses < 2:
        lacking.append("LICENSE or NOTICE")
    if held.get(*MADE, 0) < 1_000_000:
        lacking.append("a gazetteer that holds places")
    for name in lacking:
        sys.stderr.write(f"{wheel} lacks {name}\n")
    sys.stdout.write(f"{Path(wheel).name}: {len(held)} files, {len(lacking)} lacking\n")
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
