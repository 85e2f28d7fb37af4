"""`publish fmt`: catalogs in the one form that every tool leaves alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ..errors import InputError
from ..files import read_bytes, write_bytes
from ..model import Finding
from ..po import canonical, read_catalog, write_catalog
from ..project import Project


def project_files(project: Project, locales: Sequence[str]) -> tuple[Path, ...]:
    """Give all templates and the catalogs of these locales, those that are there."""
    folders = [project.template_path("x").parent]
    folders += [project.catalog_path(name, "x").parent for name in locales]
    return tuple(
        path
        for folder in folders
        for path in sorted(folder.glob("*.po*"))
        if path.suffix in {".po", ".pot"}
    )


def fmt(files: Sequence[Path], *, write: bool) -> tuple[Path, ...]:
    """Give the files that are not in canonical form, and write them so if asked.

    Every file is read before any is written (law 7).
    """
    faults: list[Finding] = []
    changed: list[tuple[Path, bytes]] = []
    for path in files:
        data = read_bytes(path)
        try:
            new = write_catalog(canonical(read_catalog(data, path.as_posix())))
        except InputError as error:
            faults += error.findings
            continue
        if new != data:
            changed.append((path, new))
    if faults:
        raise InputError(faults)
    for path, new in changed if write else ():
        write_bytes(path, new)
    return tuple(path for path, _ in changed)
