"""What git knows of a file; all is as if there were no git where there is none."""

from __future__ import annotations

import subprocess
from pathlib import Path

VERSIONS = 50
"""How far back a file that somebody sends in may have been sent out."""


def git(folder: Path, *words: str) -> bytes | None:
    """Give what git prints, or None where it fails, or is not there."""
    command = ["git", "-C", str(folder), *words]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    except OSError:
        return None
    return done.stdout if done.returncode == 0 else None


def versions(path: Path) -> tuple[bytes, ...]:
    """Give what a file has held in the history of its repository, the newest first."""
    log = git(path.parent, "log", f"-{VERSIONS}", "--format=%H", "--", path.name)
    found = [
        git(path.parent, "show", f"{commit}:./{path.name}")
        for commit in (log or b"").decode("ascii").split()
    ]
    return tuple(dict.fromkeys(data for data in found if data is not None))
