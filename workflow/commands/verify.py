"""`publish verify`: what is wrong with a finished PDF."""

from __future__ import annotations

from pathlib import Path

from ..errors import RenderError
from ..files import read_bytes
from ..render.verify import Verdict, verify_pdf


def verify(path: Path) -> Verdict:
    """Judge one file; what is no PDF is a RenderError that names it."""
    try:
        return verify_pdf(read_bytes(path))
    except RenderError as error:
        raise RenderError(f"{path}: {error.message}", error.hint) from error


def told(path: Path, verdict: Verdict) -> list[str]:
    """Give the report: a line for each flaw, and one that says how much was looked at."""
    lines = [
        f"{path}:{f' page {flaw.page}:' if flaw.page else ''} error: {flaw.message} [{flaw.rule}]"
        for flaw in verdict.flaws
    ]
    end = f"{len(lines)} errors" if lines else "nothing wrong"
    return [*lines, f"{path}: {verdict.pages} pages, {verdict.rows} rows measured: {end}"]
