"""`publish extract` and `publish update` again: what is in step is known, and not read.

The law is that a second run changes no file (law 3): what a run has written, or found as it should
be, is in step for as long as the text, its template, the catalog, the settings and the program stay
as they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from ..cache import Cache, Table, key_of
from ..model import MergeReport
from ..project import AUTHORS, Project
from ._keys import setting, source, text
from .results import Written


def extract(project: Project, slugs: Sequence[str], cache: Cache | None = None) -> list[Written]:
    """Write the templates of these articles and of the authors, all or none (law 7)."""
    return update(project, slugs, (), cache)


def update(
    project: Project,
    slugs: Sequence[str],
    locales: Sequence[str],
    cache: Cache | None = None,
    *,
    dry_run: bool = False,
    force: bool = False,
    recut: bool = False,
) -> list[Written]:
    """Do what `update.update` does to what is not known to be in step; tell of all.

    To cut afresh, everything is read.
    """
    cache = cache or Cache(project.root)
    known = _Known(project, cache, locales)
    told = {domain: None if recut else known.tell(domain) for domain in (*slugs, AUTHORS)}
    left = [domain for domain, files in told.items() if files is None]
    if left:
        from .update import update as run  # noqa: PLC0415 (with readers and writers)

        texts = {domain: text(project, cache, domain) for domain in left}
        done = run(project, left, locales, dry_run=dry_run, force=force, recut=recut)
        for domain in left:
            files = told[domain] = [each for each in done if PurePath(each.path).stem == domain]
            if text(project, cache, domain) == texts[domain]:  # nobody has edited it meanwhile
                known.note(domain, files)
    cache.save()
    return [each for files in told.values() for each in files or ()]


@dataclass(slots=True)
class _Known:
    """What is in step: of each document that it has units, of each catalog how many entries."""

    project: Project
    cache: Cache
    locales: Sequence[str]
    setting: str = field(init=False)
    table: Table = field(init=False)
    folders: list[str] = field(init=False)
    """Where the catalogs lie: made once, for thousands of them."""
    shown: list[str] = field(init=False)
    """How they are named."""

    def __post_init__(self) -> None:
        project = self.project
        places = [project.catalog_path(name, AUTHORS).parent for name in self.locales]
        self.folders, self.shown = list(map(str, places)), list(map(project.name, places))
        self.setting = setting(self.project, self.cache, "update")
        self.table = self.cache.table("update")

    def tell(self, domain: str) -> list[Written] | None:
        """Say that template and catalogs are as they should be; None if that is not known."""
        rows: list[Any] = [self.table.get(key) for key in self._keys(domain)]
        if rows[0] is not None and not rows[0]:
            return []
        if None in rows:
            return None
        reports = (None, *(MergeReport(int(kept)) for kept in rows[1:]))
        return [
            Written(path, changed=False, report=report)
            for path, report in zip(self._paths(domain), reports, strict=True)
        ]

    def note(self, domain: str, files: Sequence[Written]) -> None:
        """Remember a document that was just brought into step; an empty one has no files."""
        root = self.project.root
        if any(each.digest != self.cache.digest(str(root / each.path)) for each in files):
            return
        reports = [each.report for each in files]
        rows = [len(files), *(each.settled.kept if each else 0 for each in reports[1:])]
        for key, row in zip(self._keys(domain), rows, strict=False):
            self.table.put(key, row)

    def _paths(self, domain: str) -> Iterable[str]:
        yield self.project.name(self.project.template_path(domain))
        for folder in self.shown:
            yield f"{folder}/{domain}.po"

    def _keys(self, domain: str) -> Iterable[str]:
        context = key_of(self.setting, domain, source(self.project, self.cache, domain))
        yield context
        for name, folder in zip(self.locales, self.folders, strict=True):
            yield key_of(context, name, self.cache.digest(f"{folder}/{domain}.po"))
