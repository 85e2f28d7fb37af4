"""What a command may import: nobody waits for the page maker to see a list of commands."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("weasyprint", "PIL", "jinja2", "fontTools", "pydantic", "numpy", "rapidfuzz")


READERS = (
    *("yaml", "markdown_it", "babel", "sentencex", "polib", "rich"),
    *("workflow.po", "workflow.markdown", "workflow.source", "workflow.segment"),
    *("workflow.rules", "workflow.locales", "workflow.commands.check", "workflow.shares"),
)


@pytest.mark.parametrize(
    ("arguments", "barred"),
    [
        (["--help"], (*HEAVY, "babel", "polib", "yaml", "markdown_it", "sentencex")),
        (["check", "locale/ar/LC_MESSAGES/authors.po"], (*HEAVY, "polib", "sentencex")),
        (["check", "--locale", "ar"], (*HEAVY, "polib")),
        (["status"], (*HEAVY, "polib")),
    ],
)
def test_a_command_imports_only_what_it_uses(arguments: list[str], barred: tuple[str, ...]) -> None:
    assert imported(arguments, barred, ROOT) == "LOADED []"


def test_a_command_that_knows_its_answer_imports_no_reader(tmp_path: Path) -> None:
    for name in ("source", "locale"):
        shutil.copytree(ROOT / name, tmp_path / name)
    (tmp_path / "publish.toml").write_text("[locales.ar]\n", encoding="utf-8")
    for path in tmp_path.rglob("*"):
        os.utime(path, (1e9, 1e9))
    changed = time.time()  # what was changed just now is read again: its time says little
    while time.time() - changed < 2.1:  # the clock of the files, which need not keep step with ours
        time.sleep(0.1)
    commands = (["status"], ["check", "--locale", "ar"], ["update"], ["extract"])
    for arguments in commands:
        imported(arguments, (), tmp_path)
    for arguments in commands:
        assert imported(arguments, (*HEAVY, *READERS), tmp_path) == "LOADED []", arguments
    assert imported(["status"], ("workflow.privacy",), tmp_path) == "LOADED []"


def imported(arguments: list[str], barred: tuple[str, ...], folder: Path) -> str:
    program = (
        "import sys\nfrom workflow.cli import main\n"
        f"sys.argv = ['publish', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        f"print('LOADED', [name for name in {barred!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False
    )
    assert not done.returncode, done.stdout + done.stderr
    return done.stdout.splitlines()[-1]
