"""`publish verify`: what is wrong with a finished PDF."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..errors import RenderError
from ..files import read_bytes
from ..render.verify import Verdict, verify_pdf
from ..render.verify.verapdf import verapdf, verapdf_flaws
from ..report.safe import count


def verify(path: Path) -> Verdict:
    """Judge one file, with veraPDF too where it is; what is no PDF is a RenderError naming it."""
    try:
        verdict = verify_pdf(read_bytes(path))
    except RenderError as error:
        raise RenderError(f"{path}: {error.message}", error.hint) from error
    if program := verapdf():
        found = verapdf_flaws(program, path, archival=verdict.archival)
        return replace(verdict, flaws=(*verdict.flaws, *found), validator="veraPDF")
    return verdict


def told(path: Path, verdict: Verdict) -> list[str]:
    """Give the report: a line for each flaw, and one that says how much was looked at."""
    lines = [
        f"{path}:{f' page {flaw.page}:' if flaw.page else ''} error: {flaw.message} [{flaw.rule}]"
        for flaw in verdict.flaws
    ]
    end = count(len(lines), "error") if lines else "nothing wrong"
    claim = "PDF/A-3a, PDF/UA-1" if verdict.archival else "PDF/UA-1"
    by = f" by us and {verdict.validator}" if verdict.validator else ""
    counted = f"{count(verdict.pages, 'page')}, {count(verdict.rows, 'row')} measured{by}"
    return [*lines, f"{path}: {claim}, {counted}: {end}"]
