"""`publish pdf`: an article and its translation, side by side, on paper."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from ..edition import make_edition
from ..errors import InputError, ProjectError, RenderError, UnfitError
from ..files import read_bytes, write_bytes
from ..model import Author, Catalog, Edition, Finding, Kind, Pair, Position, Severity
from ..po import read_catalog
from ..project import Project
from ..render.furniture import furniture, labels
from ..render.html import media_of
from ..render.layout import Layout
from ..render.media import clean_picture
from ..render.press import printed
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

People = dict[str, tuple[Author, Sequence[Pair]]]


@dataclass(frozen=True, slots=True)
class Job:
    """One edition, and the file that it becomes."""

    edition: Edition
    name: str


def editions(
    project: Project, slugs: Sequence[str], locales: Sequence[str], *, draft: bool = False
) -> tuple[tuple[Job, ...], UnfitError | None]:
    """Read and judge every edition before the first is made.

    Unless drafts are asked for, what is not fit to print is left out, and the error tells all that
    is missing.
    """
    documents = [load_article(project, slug) for slug in slugs]
    authors = load_authors(project)
    jobs: list[Job] = []
    missing: list[Finding] = []
    held: list[str] = []
    for document in documents:
        for name in locales:
            try:
                jobs.append(_job(project, document, authors, name, draft=draft))
            except UnfitError as error:
                held += error.held
                if project.settings.locale(name).withhold:
                    missing.append(_withheld(project, document, name))
                else:
                    missing += error.findings
    return tuple(jobs), UnfitError(dict.fromkeys(missing), held) if missing else None


def _withheld(project: Project, document: Document, name: str) -> Finding:
    """Say that an article waits, and that the others do not wait for it."""
    path = project.name(project.catalog_path(name, document.domain))
    message = f"{document.domain} is withheld from {name} until it is fit to print"
    hint = "`publish check` says what is missing"
    return Finding(Position(path, 1), Severity.WARNING, "C108", "below-threshold", message, hint)


def make_pdf(project: Project, job: Job, layout: Layout) -> str:
    """Make one PDF, whole or not at all, and give its path; same inputs, same bytes (law 8)."""
    edition = job.edition
    path = project.output_path(edition.slug, f"{job.name}{layout.suffix}.pdf")
    try:
        pictures = media(project, edition)
        data = printed(edition, layout, pictures)
    except RenderError as error:
        raise RenderError(f"{edition.slug}: {error.message}", error.hint) from error
    write_bytes(path, data)
    return project.name(path)


def media(project: Project, edition: Edition) -> dict[str, bytes]:
    """Give the pictures of an edition by name, cleaned of all that they tell."""
    return {
        name: clean_picture(read_bytes(project.media_path(name)), name)
        for name in media_of(edition)
    }


def _job(project: Project, document: Document, authors: Document, name: str, *, draft: bool) -> Job:
    article = document.article
    assert article
    source = target_locale(project, source_language(project, article))
    target = target_locale(project, name)
    catalog = _catalog(project, name, document.domain)
    shared = _catalog(project, name, authors.domain)
    pairs = pairs_of(project, document.units, catalog, name, source.name)
    helpers = (*article.translators.get(name, ()), *article.reviewers.get(name, ()))
    language = project.settings.source_locale
    known: People = {
        author.id: (author, pairs_of(project, units, shared, name, language))
        for author, units in authors.authors
    }
    people = _people(known, article.authors, helpers)
    if not draft:
        made = f"{article.slug}.{source.name}-{target.name}*.pdf"
        held = held_outputs(project, article.slug, name, made)
        _refuse(pairs, catalog, people, shared, held)
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
    return Job(edition, f"{article.slug}.{source.name}-{target.name}")


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
