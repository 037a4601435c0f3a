"""Put the reports of each storyline together, and score the cases that come out.

    python -m benchmarks.storylines                 every storyline, and the bars
    python -m benchmarks.storylines --only NAME     one of them ("storyline-a", or "a")
    python -m benchmarks.storylines --errors        say what was missed and wrong
    python -m benchmarks.storylines --leave-one-out settings chosen on the others: the figures
                                                    to believe
    python -m benchmarks.storylines --out FOLDER    keep each output as FOLDER/NAME.json
    python -m benchmarks.storylines --json          figures as JSON
    python -m benchmarks.storylines --write-floors  raise the gate's floors to today's scores
    python -m benchmarks.storylines --stale         take readings that older code made

Readings are kept in build/storylines until the reader's code or data change; the first run
takes a second or more for each report.

Exit code 2 when something cannot be scored.
"""

import argparse
import json
import math
import sys
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from benchmarks.scoring.floors import SLACK
from benchmarks.scoring.golden import get_json, get_pipeline
from benchmarks.scoring.storyline_gold import STORYLINES, Story, list_stories
from benchmarks.scoring.storyline_score import make_story_tally, score_story
from benchmarks.scoring.tally import Tally, make_summary, make_table
from benchmarks.scoring.text import ScoringError
from benchmarks.storylines.bars import Bars, describe_bars, list_shares, measure_bars
from benchmarks.storylines.corpus import Reader, make_cases, make_output
from benchmarks.storylines.tuning import Tuner, say_changes
from sayso.errors import SaysoError

_SLACK = 5.0  # points, for what is counted of so few that one more or less is several


def main(arguments: Sequence[str] | None = None) -> int:
    asked = _parse(arguments)
    try:
        stories = _choose(asked.only)
        whole, bars = make_story_tally(), Bars()
        if asked.leave_one_out:
            _leave_one_out(stories, whole, bars, stale=asked.stale)
            stories = []
        for story, output in _put_together(stories, stale=asked.stale):
            tally, mine = score_story(story, output), measure_bars(story, output)
            whole.add(tally)
            bars.add(mine)
            _keep(asked.out, story, output)
            if not asked.json:
                _show(story, tally, mine, errors=asked.errors)
    except (ScoringError, SaysoError) as exc:
        print(exc, file=sys.stderr)
        return 2
    if asked.write_floors:
        _raise_floors(list_shares(bars, whole))
    _show_all(whole, bars, as_json=asked.json)
    return 0


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.storylines",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--only", action="append", default=[], metavar="NAME")
    parser.add_argument("--errors", action="store_true", help="say what was missed and wrong")
    parser.add_argument("--leave-one-out", action="store_true", help="settings from the others")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="keep the outputs")
    parser.add_argument("--stale", action="store_true", help="take readings that older code made")
    parser.add_argument("--write-floors", action="store_true", help="raise the gate's floors")
    parser.add_argument("--json", action="store_true", help="print figures as JSON")
    asked = parser.parse_args(arguments)
    if asked.write_floors and (asked.only or asked.stale or asked.leave_one_out):
        parser.error("--write-floors wants every storyline, read anew, as it is shipped")
    if asked.leave_one_out and asked.only:
        parser.error("--leave-one-out wants every storyline")
    return asked


def _choose(names: Sequence[str]) -> list[Story]:
    stories = list_stories()
    wanted = {name if name.startswith("storyline-") else f"storyline-{name}" for name in names}
    if unknown := wanted - {story.name for story in stories}:
        raise ScoringError(f"There is no {', '.join(sorted(unknown))}.")
    return [story for story in stories if not wanted or story.name in wanted]


def _put_together(stories: Sequence[Story], *, stale: bool) -> Iterator[tuple[Story, Any]]:
    """Yield every storyline with its output."""
    reader = Reader(stale=stale)
    for story in stories:
        readings = reader.read_story(story)
        yield story, make_output(story, readings, make_cases(readings))


def _leave_one_out(stories: Sequence[Story], whole: Tally, bars: Bars, *, stale: bool) -> None:
    reader = Reader(stale=stale)
    tuner = Tuner([(story, reader.read_story(story)) for story in stories])
    for story, settings, trial in tuner.leave_one_out():
        whole.add(trial.tally)
        bars.add(trial.bars)
        print(f"{story.name:16}{make_summary(trial.tally)}  {say_changes(settings)}")


def _keep(folder: Path | None, story: Story, output: Any) -> None:
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps(output, ensure_ascii=False, indent=1)
        (folder / f"{story.name}.json").write_text(text + "\n", encoding="utf-8")


def _raise_floors(shares: Mapping[str, float]) -> None:
    """Set each floor a little under what was measured; none becomes lower."""
    path = STORYLINES / "floors.toml"
    floors = tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    first = list_stories()[0]  # in English: its weights are what differs between machines
    pipeline = get_pipeline(get_json(Reader().read_story(first)[0]))
    known = floors.setdefault(pipeline, {})
    for name, share in shares.items():
        slack = SLACK if name == "total-f1" else _SLACK
        known[name] = max(known.get(name, 0.0), math.floor(10 * (share - slack)) / 10)
    lines = ["# Percent under which no figure may fall; --write-floors raises them.\n"]
    for name, values in sorted(floors.items()):
        lines.append(f'\n["{name}"]\n')
        lines += [f"{key} = {value}\n" for key, value in sorted(values.items())]
    path.write_text("".join(lines), encoding="utf-8")


def _show(story: Story, tally: Tally, bars: Bars, *, errors: bool) -> None:
    print(f"{story.name:16}{make_summary(tally)}")
    if errors:
        print(*(f"  {fault}" for fault in (*tally.faults, *bars.faults)), sep="\n")


def _show_all(tally: Tally, bars: Bars, *, as_json: bool) -> None:
    if not as_json:
        print("", *make_table(tally), "", *describe_bars(bars, tally), sep="\n")
        return
    sections = {
        name: {"precision": it.precision, "recall": it.recall, "f1": it.f1}
        for name, it in (*tally.sections.items(), ("total", tally.total))
    }
    counts = {
        name: getattr(bars, name)
        for name in ("cases", "cases_right", "steps", "told", "exact", "over")
    }
    print(json.dumps({"sections": sections, "bars": counts}, indent=1))


if __name__ == "__main__":
    sys.exit(main())
