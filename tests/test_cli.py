"""Runs the shell sessions in tests/cli/*.md, each in an empty folder of its own.

A fenced block whose info string names a path is a file that is laid down; a `console` block is a
session: `$ command`, what it prints (stdout and stderr together), and `=> code` where the exit code
is not 0. A line `...` stands for any lines. `make accept` writes what the commands print now.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SESSIONS = sorted((Path(__file__).parent / "cli").glob("*.md"))
_FENCE = re.compile(
    r"^(?P<fence>`{3,})(?P<info>[^\n`]*)\n(?P<body>.*?)^(?P=fence)$", re.MULTILINE | re.DOTALL
)
_COMMAND = re.compile(r"^\$ (?P<command>.*)\n(?P<output>(?:(?!\$ ).*\n)*)", re.MULTILINE)


def run(command: str, folder: Path) -> str:
    environment = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        "COLUMNS": "100",
        "NO_COLOR": "1",
    }
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=120,
        check=False,
    )
    output = done.stdout.decode("utf-8")
    assert "Traceback" not in output, output
    assert str(folder) not in output, "a session prints the path of a machine"
    if output and not output.endswith("\n"):
        output += "\n"
    return output + (f"=> {done.returncode}\n" if done.returncode else "")


def matches(expected: str, got: str) -> bool:
    pattern = "".join(
        r"(?:.*\n)*?" if line == "...\n" else re.escape(line)
        for line in expected.splitlines(keepends=True)
    )
    return re.fullmatch(pattern, got) is not None


@pytest.mark.parametrize("session", SESSIONS, ids=lambda path: path.stem)
def test_session(session: Path, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    text = session.read_text("utf-8")
    accept = request.config.getoption("--accept")
    commands = 0

    def play(block: re.Match[str]) -> str:
        nonlocal commands
        info, body = block["info"].split(), block["body"]
        if info == ["console"]:
            commands += len(_COMMAND.findall(body))
            played = _COMMAND.sub(lambda each: answer(each["command"], each["output"]), body)
            return block[0].replace(body, played) if body else block[0]
        if len(info) == 2:
            path = tmp_path / info[1]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(body, encoding="utf-8", newline="")
        return block[0]

    def answer(command: str, expected: str) -> str:
        got = run(command, tmp_path)
        if accept and not matches(expected, got):
            return f"$ {command}\n{got}"
        if not accept:
            assert matches(expected, got), f"$ {command}\n{got}"
        return f"$ {command}\n{expected}"

    played = _FENCE.sub(play, text)
    assert commands, f"{session.name} has no command"
    if accept:
        session.write_text(played, encoding="utf-8", newline="")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
def test_a_full_disk_is_one_line(tmp_path: Path) -> None:
    said = run("publish rules >/dev/full", tmp_path)
    assert said == "publish: error: cannot print: No space left on device\n=> 2\n"


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_who_closes_a_stream_hears_nothing_on_it_and_no_complaint(
    tmp_path: Path, closed: str
) -> None:
    assert run(f"publish rules number {closed} | tail -1", tmp_path) == (
        "" if closed.startswith(">") else run("publish rules number | tail -1", tmp_path)
    )
    assert run(f"publish rules nonsense 2>&1 {closed}", tmp_path).endswith("=> 2\n")
