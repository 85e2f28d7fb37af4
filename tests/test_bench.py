"""`make bench`: no part of it stops the others, and what was measured by then counts."""

from __future__ import annotations

import json
import re
import sys
import time
from dataclasses import asdict
from pathlib import Path

from tests.bench.__main__ import Result, chart, main, run_part, table
from tests.bench.measure import Row

MET = Row("ours / theirs", 0.5, 1, 0.5, 1)
MISSED = Row("theirs / ours", 0.5, 1, 2, 3, at_least=True)
ENOUGH = 600
"""Seconds that no machine needs to start Python."""


def part(program: str) -> list[str]:
    return [sys.executable, "-c", program]


def told(row: Row) -> str:
    return f"print({json.dumps(asdict(row))!r}, flush=True)\n"


def test_what_a_part_measures_is_read() -> None:
    found = run_part("x", part(told(MET) + "print('\"no peer\"')"), ENOUGH)
    assert found == Result([MET], ["no peer"], [])


def test_a_part_that_fails_keeps_what_it_had_and_says_why() -> None:
    found = run_part("x", part(told(MET) + "raise ValueError('why')"), ENOUGH)
    assert found == Result([MET], [], ["x: it failed with 1: ValueError: why"])


def test_a_part_that_does_not_end_is_cut_off_with_all_that_it_has_started(tmp_path: Path) -> None:
    place = tmp_path / "pid"
    endless = part("while True: pass")
    program = (
        "import pathlib, subprocess\n"
        f"child = subprocess.Popen({endless!r})\n"
        f"pathlib.Path({str(place)!r}).write_text(str(child.pid))\n"
        "child.wait()\n"
    )
    found = run_part("x", part(program), 1)
    assert found.broken == ["x: cut off after 1 s"]
    pid = place.read_text(encoding="ascii") if place.exists() else ""
    for _ in range(ENOUGH * 100):  # a slow machine may not have started it
        if not pid or not Path(f"/proc/{pid}/exe").exists():
            return
        time.sleep(0.01)
    raise AssertionError(f"process {pid} is still there")


def test_the_table_names_each_goal_and_what_is_missing() -> None:
    text = table(Result([MET, MISSED], ["typst"], ["x: cut off"]))
    assert "| ours / theirs | 500 ms | 1,000 ms | 0.50 | ≤ 1 |" in text
    assert "| theirs / ours | 500 ms | 1,000 ms | 2.00 | ≥ 3, **missed** |" in text
    assert "Left out: typst." in text
    assert "Not measured whole: x: cut off." in text


def test_the_chart_has_a_bar_for_each_goal() -> None:
    drawing = chart([MET, MISSED, Row("no goal", 1, 1, 1)])
    assert re.findall(r'<rect [^>]*width="(\d+)"', drawing) == ["75", "225"]


def test_a_part_that_does_not_exist_is_named() -> None:
    assert main(["no-such-part"]) == 2


def test_the_documentation_shows_all_parts_or_none() -> None:
    assert main(["readers", "--docs"]) == 2
