"""Article, catalogs and people → the edition that `publish pdf` and `publish build` print."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field

from ..edition import make_edition
from ..errors import InputError, ProjectError, RenderError, UnfitError
from ..files import read_bytes
from ..model import Author, Catalog, Finding, Kind, Pair, Position, Severity
from ..po import read_catalog
from ..printed import Edition
from ..project import Project
from ..render.enclosures import Enclosure
from ..render.furniture import furniture, labels
from ._load import (
    Document,
    held_outputs,
    load_article,
    load_authors,
    load_catalog,
    pairs_of,
    refuse_holes,
    source_language,
    target_locale,
)
from .enclosing import enclosed

People = dict[str, tuple[Author, Sequence[Pair]]]


@dataclass(frozen=True, slots=True)
class Job:
    """One edition, and the name of the file that it becomes, without layout and suffix."""

    edition: Edition
    name: str
    enclosed: tuple[Enclosure, ...] = ()
    """Of an archive, its sources."""


@dataclass(slots=True)
class Desk:
    """What lies open while editions are put together: whatever the next one needs again."""

    article: Document | None = None
    authors: Document | None = None
    people: dict[str, tuple[Catalog, People]] = field(default_factory=dict)
    """The catalog of the authors, and the authors beside it, by locale."""


def editions(
    project: Project,
    slugs: Sequence[str],
    locales: Sequence[str],
    *,
    draft: bool = False,
    desk: Desk | None = None,
    archival: bool = False,
) -> tuple[tuple[Job, ...], UnfitError | None]:
    """Read and judge every edition.

    Unless drafts are asked for, what is not fit to print is left out, and the error tells all that
    is missing.
    """
    desk = desk or Desk()
    jobs: list[Job] = []
    missing: list[Finding] = []
    held: list[str] = []
    for slug in slugs:
        document = _article(project, desk, slug)
        for name in locales:
            try:
                job = _job(project, document, desk, name, draft=draft, archival=archival)
                jobs.append(job)
            except UnfitError as error:
                held += error.held
                if project.settings.locale(name).withhold:
                    missing.append(_withheld(project, document, name))
                else:
                    missing += error.findings
    return tuple(jobs), UnfitError(dict.fromkeys(missing), held) if missing else None


def _article(project: Project, desk: Desk, slug: str) -> Document:
    if desk.article is None or desk.article.domain != slug:
        desk.article = load_article(project, slug)
    return desk.article


def _people_of(project: Project, desk: Desk, name: str) -> tuple[Catalog, People]:
    if name not in desk.people:
        desk.authors = authors = desk.authors or load_authors(project)
        shared = _catalog(project, name, authors.domain)
        language = project.settings.source_locale
        desk.people[name] = (
            shared,
            {
                author.id: (author, pairs_of(project, units, shared, name, language))
                for author, units in authors.authors
            },
        )
    return desk.people[name]


def _withheld(project: Project, document: Document, name: str) -> Finding:
    """Say that an article waits, and that the others do not wait for it."""
    path = project.name(project.catalog_path(name, document.domain))
    message = f"{document.domain} is withheld from {name} until it is fit to print"
    hint = "`publish check` says what is missing"
    return Finding(Position(path, 1), Severity.WARNING, "C108", "below-threshold", message, hint)


def _job(
    project: Project,
    document: Document,
    desk: Desk,
    name: str,
    *,
    draft: bool,
    archival: bool,
) -> Job:
    article = document.article
    assert article
    source = target_locale(project, source_language(project, article))
    target = target_locale(project, name)
    catalog = _catalog(project, name, document.domain)
    shared, known = _people_of(project, desk, name)
    pairs = pairs_of(project, document.units, catalog, name, source.name)
    helpers = (*article.translators.get(name, ()), *article.reviewers.get(name, ()))
    people = _people(known, article.authors, helpers)
    if not draft:
        _refuse(pairs, catalog, people, shared, held_editions(project, article.slug, name))
    edition = make_edition(
        article,
        pairs,
        people,
        source,
        target,
        publisher=project.settings.publisher,
        digest=_digest(article.text, *(author.text for author, _ in people.values()), catalog.text),
        draft=draft,
        labels=labels(_furniture(source.name), _furniture(target.name)),
    )
    sources = enclosed(article, pairs, people, source, target) if archival else ()
    return Job(edition, f"{article.slug}.{source.name}-{target.name}", sources)


def held_editions(project: Project, slug: str, name: str) -> tuple[str, ...]:
    """Give the PDFs of an article that stay as they are, where that is the policy of the locale."""
    return held_outputs(project, slug, name, f"{slug}.*-{name}.*pdf")


def _refuse(
    pairs: Sequence[Pair],
    catalog: Catalog,
    people: People,
    shared: Catalog,
    held: Sequence[str],
) -> None:
    """Gather what is missing in the article and in the credits before saying no."""
    missing: list[Finding] = []
    own = [pair for _, told in people.values() for pair in told]
    for told, where in ((pairs, catalog), (own, shared)):
        try:
            refuse_holes(told, where)
        except UnfitError as error:
            missing += error.findings
    if missing:
        raise UnfitError(missing, held)


def _people(known: People, writers: Sequence[str], helpers: Sequence[str]) -> People:
    """Give everyone credited; of those who did not write it only the name is printed."""
    for identifier in (*writers, *helpers):
        if identifier not in known:
            raise ProjectError(
                f"`{identifier}` is credited and has no file",
                f"write source/authors/{identifier}.md",
            )
    named = {
        identifier: (
            known[identifier][0],
            [pair for pair in known[identifier][1] if pair.unit.msgctxt == Kind.NAME],
        )
        for identifier in helpers
    }
    return {**named, **{identifier: known[identifier] for identifier in writers}}


def _catalog(project: Project, name: str, domain: str) -> Catalog:
    path = project.name(project.catalog_path(name, domain))
    return load_catalog(project, name, domain) or Catalog(path)


def _furniture(name: str) -> Catalog | None:
    """Give the page's own words in a language, or in the one it is a variant of."""
    for each in (name, name.partition("_")[0]):
        path = furniture(each)
        if path.is_file():
            try:
                return read_catalog(read_bytes(path), path.name)
            except InputError as error:
                raise RenderError(f"the furniture of {each} cannot be read: {error}") from error
    return None


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8")).hexdigest()
