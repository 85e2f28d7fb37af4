"""`publish check`: what keeps a translation from print, at the line where it is mended."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..align import grouped, tally
from ..errors import InputError, ProjectError
from ..files import read_bytes
from ..locales import locale
from ..model import Catalog, Entry, Finding, Locale, Pair, Position, Tally, Unit
from ..po import examine_catalog, field_position
from ..project import Project
from ..rules import Context, Credit, apply_policy, by_position, run_rules
from ._load import (
    Document,
    load_article,
    load_authors,
    pairs_of,
    source_language,
    target_locale,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and how many catalogs were looked at."""

    findings: tuple[Finding, ...]
    catalogs: int


UNREAD = frozenset({"P001", "P002", "P104"})
"""Faults after which it is not known what a catalog holds: the rest would be called missing."""


def check(project: Project, slugs: Sequence[str], locales: Sequence[str]) -> Checked:
    """Give all findings of these articles, their authors and their catalogs.

    A file that cannot be read becomes its own findings, and the others are checked all the same.
    """
    faults: list[Finding] = []
    documents: list[Document] = []
    people: Document | None = None
    for slug in slugs:
        try:
            documents.append(load_article(project, slug))
        except InputError as error:
            faults += error.findings
    try:
        people = load_authors(project)
    except InputError as error:
        faults += error.findings
    contexts = []
    for name in locales:
        every = documents if people is None else [people, *documents]
        catalogs, unread = _catalogs(project, name, every)
        faults += unread
        known = people if people and people.domain in catalogs else None
        credits_ = _credits(project, known, catalogs[known.domain], name) if known else None
        contexts += [
            _context(project, document, name, catalogs[document.domain], credits_)
            for document in every
            if document.units and document.domain in catalogs
        ]
    findings = dict.fromkeys((*faults, *run_rules(contexts)))
    return Checked(tuple(sorted(findings, key=by_position)), len(contexts))


def _catalogs(
    project: Project, name: str, documents: Sequence[Document]
) -> tuple[dict[str, Catalog], list[Finding]]:
    """Give the catalogs that can be read, by domain, and what is wrong with the others."""
    catalogs: dict[str, Catalog] = {}
    faults: list[Finding] = []
    for document in documents:
        path = project.name(project.catalog_path(name, document.domain))
        file = project.catalog_path(name, document.domain)
        if not file.is_file():
            catalogs[document.domain] = Catalog(path)
            continue
        catalog, wrong = examine_catalog(read_bytes(file), path)
        faults += apply_policy(wrong, Tally(), project.settings.locale(name))
        if catalog is not None and not any(each.code in UNREAD for each in wrong):
            catalogs[document.domain] = catalog
    return catalogs, faults


def _credits(project: Project, people: Document, catalog: Catalog, name: str) -> dict[str, Credit]:
    language = project.settings.source_locale
    return {
        author.id: Credit(author, pairs_of(project, units, catalog, name, language))
        for author, units in people.authors
    }


def _context(
    project: Project,
    document: Document,
    name: str,
    catalog: Catalog,
    credits_: dict[str, Credit] | None,
) -> Context:
    source = project.settings.source_locale
    if document.article:
        source = source_language(project, document.article)
    pairs = pairs_of(project, document.units, catalog, name, source)
    return Context(
        pairs=pairs,
        catalog=catalog,
        article=document.article,
        units=document.units,
        credits=credits_,
        tally=tally(pairs),
        source=locale(source),
        target=target_locale(project, name),
        settings=project.settings,
        references=document.references,
        locate=_locate,
    )


def _locate(entry: Entry, offset: int, form: int) -> Position | None:
    return field_position(entry, offset, "msgstr", form)


def check_files(files: Sequence[Path]) -> Checked:
    """Give the findings of catalogs outside any project; rules that need the source are silent."""
    faults: list[Finding] = []
    contexts = []
    for file in files:
        catalog, wrong = examine_catalog(read_bytes(file), file.as_posix())
        faults += wrong
        if catalog is None:
            continue
        pairs = grouped(
            Pair(Unit(entry.msgctxt, entry.msgid, 0, " ", position=entry.position), entry)
            for entry in catalog.entries
            if not entry.obsolete
        )
        contexts.append(
            Context(
                pairs=pairs,
                catalog=catalog,
                tally=tally(pairs),
                source=_known(catalog.header.get("X-Source-Language", "en")),
                target=_known(catalog.header.get("Language", "")),
                locate=_locate,
            )
        )
    findings = (*faults, *run_rules(contexts))
    return Checked(tuple(sorted(findings, key=by_position)), len(files))


def _known(name: str) -> Locale | None:
    """Give a locale if the header names one; a stranger's header is not ours to judge here."""
    try:
        return locale(name.strip().replace("-", "_"))
    except ProjectError:
        return None
