"""`publish extract` and `publish update`: sources → templates → catalogs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ..cache import digest_of
from ..cuts import remember
from ..errors import ProjectError
from ..files import write_bytes
from ..joins import hold
from ..merge import merge
from ..model import Catalog, Entry, MergeReport
from ..po import new_catalog, write_catalog
from ..project import AUTHORS, Project
from ..seals import seal
from ..segment import template
from ._load import Document, load_catalog, load_documents, source_language, target_locale
from .results import Written

if TYPE_CHECKING:
    from pathlib import Path


def update(
    project: Project,
    domains: Sequence[str],
    locales: Sequence[str],
    *,
    dry_run: bool = False,
    force: bool = False,
    recut: bool = False,
) -> tuple[Written, ...]:
    """Write templates and catalogs of articles, and of the authors if they are among them.

    Nothing that a translator wrote is lost (law 4).

    Everything is read before anything is written: one unreadable file, and no catalog is touched.
    Nor is one touched where more than a fifth of a catalog's translations would become obsolete,
    unless that is forced. A dry run says the same and writes nothing.
    `recut` cuts every paragraph anew, also those that have not changed.
    """
    documents = [each for each in load_documents(project, domains, afresh=recut) if each.units]
    old = {
        (name, document.domain): load_catalog(project, name, document.domain)
        for document in documents
        for name in locales
    }
    writes: list[_Write] = []
    for document in documents:
        entries = _entries(project, document)
        writes.append(_template(project, document))
        for name in locales:
            path = project.catalog_path(name, document.domain)
            header = _header(project, document, name)
            title = _title(document, f"{name} translation")
            found = old[name, document.domain] or new_catalog(project.name(path), header, title)
            catalog, report = merge(
                entries,
                found,
                header=header,
                language=header["X-Source-Language"],
                carry=project.settings.carry,
            )
            writes.append((path, _remembered(document, catalog, found), report))
    if not force:
        _refuse(project, writes)
    return _write(project, writes, dry_run=dry_run)


def _refuse(project: Project, writes: Sequence[_Write]) -> None:
    """Stop where a wrong or broken source would bury much of what was translated."""
    for path, _, report in writes:
        if report and report.excessive:
            raise ProjectError(
                f"{project.name(path)}: {report.obsolete} of {report.before} translations would "
                "become obsolete; nothing was written",
                "if the source is right, add --force: they stay in the file, as obsolete",
            )


def _remembered(document: Document, catalog: Catalog, old: Catalog) -> Catalog:
    """Give the catalog with what must be known of its translations when the source changes again.

    A seal on what was final, and is in doubt only by its source; what each join was joined to.
    """
    entries = seal(catalog.entries, old.entries)
    entries = hold(entries, old.entries, document.units, document.before.followed())
    return catalog if entries == tuple(catalog.entries) else replace(catalog, entries=entries)


_Write = tuple["Path", Catalog, MergeReport | None]


def _write(
    project: Project, writes: Sequence[_Write], *, dry_run: bool = False
) -> tuple[Written, ...]:
    ready = [(path, write_catalog(catalog), report) for path, catalog, report in writes]
    save = _differs if dry_run else write_bytes
    return tuple(
        Written(project.name(path), save(path, data), report, digest_of(data))
        for path, data, report in ready
    )


def _differs(path: Path, data: bytes) -> bool:
    return not path.is_file() or path.read_bytes() != data


def _entries(project: Project, document: Document) -> tuple[Entry, ...]:
    return template(document.units, project.settings.references)


def _template(project: Project, document: Document) -> _Write:
    path = project.template_path(document.domain)
    catalog = new_catalog(
        project.name(path),
        _header(project, document, ""),
        _title(document, "template"),
        remember(_entries(project, document), document.units),
    )
    return path, catalog, None


def _title(document: Document, what: str) -> tuple[str, ...]:
    about = "the authors" if document.domain == AUTHORS else document.domain
    return (f"{about}: {what}",)


def _header(project: Project, document: Document, name: str) -> dict[str, str]:
    """Give what is true of a catalog and known without a clock."""
    source = project.settings.source_locale
    if document.article:
        source = source_language(project, document.article)
    up = "../../.." if name else "../.."
    header = {
        "Project-Id-Version": document.domain,
        "Language": name or source,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "X-Source-Language": source,
        "X-Poedit-Basepath": up,
    }
    if name:
        header["Plural-Forms"] = target_locale(project, name).plural_forms
    return header
