"""`publish fmt`: catalogs in the one form that every tool leaves alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import InputError
from ..files import read_bytes, write_bytes
from ..model import Finding
from ..po import canonical, read_catalog, write_catalog
from ..privacy import scrub
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


def fmt(
    files: Sequence[Path], *, write: bool, people: Mapping[str, str] | None = None
) -> tuple[Path, ...]:
    """Give the files that are not in canonical form, and write them so if asked.

    With `people` (the ids and printed names of those who may be named, or none) what tells of
    others is taken out too. Every file is read before any is written (law 7).
    """
    faults: list[Finding] = []
    changed: list[tuple[Path, bytes]] = []
    for path in files:
        data = read_bytes(path)
        try:
            catalog = canonical(read_catalog(data, path.as_posix()))
            new = write_catalog(catalog if people is None else scrub(catalog, people))
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
