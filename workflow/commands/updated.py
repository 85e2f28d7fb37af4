"""`publish extract` and `publish update` again: what is in step is known, and not read.

The law is that a second run changes no file (law 3): what a run has written, or found as it should
be, is in step for as long as the text, its template, the catalog, the settings and the program stay
as they are.
"""

from __future__ import annotations

from collections.abc import Sequence
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
    folders: list[tuple[str, str, str]] = field(init=False)
    """Each locale, where its catalogs lie, how that is named: made once, for thousands of them."""
    templates: str = field(init=False)
    reports: dict[int, MergeReport] = field(default_factory=dict)
    """By how many entries they kept."""

    def __post_init__(self) -> None:
        project = self.project
        places = [(name, project.catalog_path(name, AUTHORS).parent) for name in self.locales]
        self.folders = [(name, str(place), project.name(place)) for name, place in places]
        self.templates = project.name(project.template_path(AUTHORS).parent)
        self.setting = setting(self.project, self.cache, "update")
        self.table = self.cache.table("update")

    def tell(self, domain: str) -> list[Written] | None:
        """Say that template and catalogs are as they should be; None if that is not known."""
        row = self.table.get(domain)
        if row is None or row[0] != self._key(domain):
            return None
        if not row[1]:
            return []
        template = Written(f"{self.templates}/{domain}.pot", changed=False)
        told = [template]
        known: dict[str, list[Any]] = row[2]
        for name, folder, shown in self.folders:
            digest, kept = known.get(name) or ("", 0)
            if digest != self.cache.digest(f"{folder}/{domain}.po"):
                return None
            report = self.reports.get(kept) or self.reports.setdefault(kept, MergeReport(kept))
            told.append(Written(f"{shown}/{domain}.po", changed=False, report=report))
        return told

    def note(self, domain: str, files: Sequence[Written]) -> None:
        """Remember a document that was just brought into step; an empty one has no files."""
        root = self.project.root
        if any(each.digest != self.cache.digest(str(root / each.path)) for each in files):
            return
        key, row = self._key(domain), self.table.get(domain)
        known: dict[str, list[Any]] = dict(row[2]) if row and row[0] == key else {}
        for (name, _, _), each in zip(self.folders, files[1:], strict=False):
            known[name] = [each.digest, each.report.settled.kept if each.report else 0]
        self.table.put(domain, [key, len(files), known])

    def _key(self, domain: str) -> str:
        return key_of(self.setting, source(self.project, self.cache, domain))
