"""What a command may import: nobody waits for the page maker to see a list of commands."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
HEAVY = ("weasyprint", "PIL", "jinja2", "fontTools", "pydantic", "numpy", "rapidfuzz")


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
    program = (
        "import sys\nfrom workflow.cli import main\n"
        f"sys.argv = ['publish', *{arguments!r}]\n"
        "try:\n    main()\nexcept SystemExit as end:\n    assert not end.code, end.code\n"
        f"print('LOADED', [name for name in {barred!r} if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] == "LOADED []", done.stdout + done.stderr
