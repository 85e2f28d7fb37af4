"""`make bench`: every promise about speed in one table, the goal beside each ratio.

    make bench                        # all parts: a quarter of an hour
    make bench ARGS="readers starts"  # these
    make bench ARGS=--docs            # the table and the chart of docs/scale.md, too

Each part (`parts.py`) is a process of its own with a limit: one that fails, or is cut off, or has
no peer says so below the table, and the others go on. Writes `output/bench/bench.json` and a chart,
`bench.svg`. Exit 1 when a goal is missed or a part was not measured whole. `ROUNDS`, `ARTICLES`
(each in eight languages), `EDITIONS` and `RENDERS` say how much there is to do.
"""

from __future__ import annotations

import json
import os
import platform
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from html import escape

from tests.bench.measure import ROOT, Row
from tests.bench.parts import PARTS

_TABLE = re.compile(r"(?<=<!-- make bench -->\n).*?(?=<!-- end -->)", re.DOTALL)


@dataclass(slots=True)
class Result:
    """What one part or all of them came to."""

    rows: list[Row] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    """What is not on this machine."""
    broken: list[str] = field(default_factory=list)
    """What could not be measured whole."""


def run_part(name: str, command: Sequence[str], limit: float) -> Result:
    """Run a part to its end or to its limit; what it had measured by then counts."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as complaints:
        process = subprocess.Popen(
            command, cwd=ROOT, stdout=out, stderr=complaints, start_new_session=True
        )
        broken = ""
        try:
            if process.wait(limit):
                broken = f"it failed with {process.returncode}"
        except subprocess.TimeoutExpired:
            broken = f"cut off after {limit:g} s"
        finally:
            _end(process)
        found = Result()
        for stream in (out, complaints):
            stream.seek(0)
        for line in out.read().decode().splitlines(keepends=True):
            told = json.loads(line) if line.endswith("\n") else ""  # cut off in the middle
            if isinstance(told, dict):
                found.rows.append(Row(**told))
            elif told:
                found.left_out.append(told)
        if broken:
            last = complaints.read().decode(errors="replace").strip().rpartition("\n")[2]
            found.broken.append(f"{name}: {broken}{last and ': '}{last}")
    return found


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill a part, if it has not ended, and all that it has started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    process.wait()


def table(result: Result) -> str:
    """Give all rows as Markdown, and what could not be measured."""
    lines = ["| | Ours | Peer | Ratio | Goal |", "|---|---|---|---|---|"]
    for row in result.rows:
        sign = "≥" if row.at_least else "≤"
        goal = "" if row.goal is None else f"{sign} {row.goal:g}"
        missed = "" if row.kept else ", **missed**"
        ours, peer = (_amount(each, row.unit) for each in (row.ours, row.peer))
        lines.append(f"| {row.name} | {ours} | {peer} | {row.ratio:.2f} | {goal}{missed} |")
    lines += ["", *(f"Left out: {each}.  " for each in result.left_out)]
    lines += [f"Not measured whole: {each}.  " for each in result.broken]
    return "\n".join(lines).rstrip() + "\n"


def _amount(value: float, unit: str) -> str:
    return f"{value * 1000:,.0f} ms" if unit == "s" else f"{value:.3g} {unit}"


def chart(rows: Sequence[Row]) -> str:
    """Draw how far each goal is met: a bar that ends at the line has met it exactly."""
    promised = [(row, row.share) for row in rows if row.share is not None]
    bottom = 34 * len(promised) + 8
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="760" height="{bottom + 32}"',
        'font-family="sans-serif" font-size="12"><title>Ratios and their goals</title>',
    ]
    for number, (row, share) in enumerate(promised):
        top, width = 34 * number + 8, f"{min(share, 2) * 150:.0f}"
        colour = "#2f7d5b" if row.kept else "#b4442e"
        parts.append(
            f'<text x="4" y="{top + 15}">{escape(row.name)}</text>'
            f'<rect x="340" y="{top}" width="{width}" height="20" fill="{colour}"/>'
            f'<text x="350" dx="{width}" y="{top + 15}">{row.ratio:.2f} '
            f"({'≥' if row.at_least else '≤'} {row.goal:g})</text>"
        )
    parts.append(f'<line x1="490" x2="490" y1="0" y2="{bottom}" stroke="#333"/>')
    parts.append(f'<text x="450" y="{bottom + 18}">the goal</text></svg>')
    return "\n".join(parts) + "\n"


def write(result: Result, *, docs: bool) -> None:
    """Leave the table as JSON and the chart; for the documentation, where it shows them."""
    output = ROOT / "output/bench"
    output.mkdir(parents=True, exist_ok=True)
    record = {
        "python": platform.python_version(),
        "processors": os.cpu_count(),
        "rows": [asdict(row) | {"kept": row.kept} for row in result.rows],
        "left_out": result.left_out,
        "broken": result.broken,
    }
    (output / "bench.json").write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    (output / "bench.svg").write_text(chart(result.rows), encoding="utf-8")
    if docs:
        (ROOT / "docs/bench.svg").write_text(chart(result.rows), encoding="utf-8")
        page = ROOT / "docs/scale.md"
        text = page.read_text(encoding="utf-8")
        told = f"\n{table(result)}\n![How far each goal is met](bench.svg)\n\n"
        page.write_text(_TABLE.sub(lambda _: told, text), encoding="utf-8")


def main(words: Sequence[str]) -> int:
    """Run the parts, all by default, one after the other."""
    names = [word for word in words if word != "--docs"] or list(PARTS)
    if unknown := [name for name in names if name not in PARTS]:
        print(f"no such part: {', '.join(unknown)}; there are: {', '.join(PARTS)}", file=sys.stderr)
        return 2
    docs = "--docs" in words
    if docs and len(names) < len(PARTS):
        print("--docs shows all parts: name none of them", file=sys.stderr)
        return 2
    whole = Result()
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            start = time.monotonic()
            command = [sys.executable, "-m", "tests.bench.parts", name, folder]
            found = run_part(name, command, PARTS[name][1])
            whole.rows += found.rows
            whole.left_out += found.left_out
            whole.broken += found.broken
            took = f"{name}: {time.monotonic() - start:.0f} s"
            print("; ".join([took, *found.broken]), file=sys.stderr, flush=True)
    print(table(whole), end="")
    write(whole, docs=docs)
    return 0 if all(row.kept for row in whole.rows) and not whole.broken else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
