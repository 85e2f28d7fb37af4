"""veraPDF, the reference validator of PDF/A and PDF/UA, asked where it is on the PATH."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from .flaw import Flaw

_SECONDS = 300
_RULE = re.compile(
    r'<rule\b(?=[^>]*\bclause="([^"]*)")(?=[^>]*\bstatus="failed")[^>]*>\s*'
    r"<description>(.*?)</description>",
    re.DOTALL,
)


def verapdf() -> str | None:
    """Give the place of veraPDF, or nothing."""
    return shutil.which("verapdf")


def verapdf_flaws(program: str, path: Path, *, archival: bool) -> Iterator[Flaw]:
    """Give what veraPDF finds wrong with a file by each standard that the file claims."""
    for flavour in ("ua1", "3a") if archival else ("ua1",):
        done = subprocess.run(  # noqa: S603 (the program that the person has installed)
            [program, "--flavour", flavour, "--format", "xml", str(path)],
            capture_output=True,
            text=True,
            check=False,
            timeout=_SECONDS,
        )
        failed = dict.fromkeys(_RULE.findall(done.stdout))
        for clause, words in failed:
            yield Flaw(f"verapdf-{flavour}", f"{clause}: {' '.join(words.split())}")
        if 'isCompliant="true"' not in done.stdout and not failed:
            last = " ".join(done.stderr.split())[-200:]
            yield Flaw(f"verapdf-{flavour}", f"veraPDF gives no verdict: {last}")
