"""Files → values, for all commands; each file is read once and every fault of it is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache, partial

from ..align import align
from ..cuts import Before, recall
from ..errors import InputError
from ..files import is_there, read_bytes, read_text
from ..locales import locale
from ..model import (
    Article,
    Author,
    Catalog,
    CutRule,
    Finding,
    Locale,
    Pair,
    Unit,
)
from ..po import read_catalog
from ..project import AUTHORS, RULES_FILE, Project
from ..segment import Cutting, segment
from ..sentences import starts
from ..source import read_article, read_author
from ..srx import read_rules, rules_for


@dataclass(frozen=True, slots=True)
class Document:
    """What one catalog is about: an article, or all authors together."""

    domain: str
    units: tuple[Unit, ...]
    article: Article | None = None
    authors: tuple[tuple[Author, tuple[Unit, ...]], ...] = ()
    before: Before = field(default_factory=Before)
    """How it was cut when its template was written."""

    @property
    def references(self) -> str:
        """Link definitions of the article."""
        return self.article.references if self.article else ""


def load_article(project: Project, slug: str, *, afresh: bool = False) -> Document:
    """Give an article and its units: cut as its template says, or afresh."""
    path = project.article_path(slug)
    name = project.name(path)
    article = read_article(read_text(path, name), name, slug)
    before = _before(project, slug)
    units = segment(
        article.blocks,
        article.text,
        source_language(project, article),
        article.segmentation or project.settings.segmentation,
        article.references,
        cutting_of(project, source_language(project, article), Before() if afresh else before),
    )
    return Document(slug, units, article, before=before)


def load_authors(project: Project, *, afresh: bool = False) -> Document:
    """Give everyone in `source/authors/` and all their units, by id."""
    language = locale(project.settings.source_locale).name
    before = _before(project, AUTHORS)
    cutting = cutting_of(project, language, Before() if afresh else before)
    people: list[tuple[Author, tuple[Unit, ...]]] = []
    faults: list[Finding] = []
    for identifier in project.author_ids():
        path = project.author_path(identifier)
        name = project.name(path)
        try:
            author = read_author(read_text(path, name), name, identifier)
        except InputError as error:
            faults += error.findings
            continue
        units = segment(
            author.blocks,
            author.text,
            language,
            project.settings.segmentation,
            cutting=cutting,
        )
        people.append((author, units))
    if faults:
        raise InputError(faults)
    every = tuple(unit for _, units in people for unit in units)
    return Document(AUTHORS, every, authors=tuple(people), before=before)


def people_of(project: Project | None) -> dict[str, Author]:
    """Give those who may be named, by id, as far as their files can be read."""
    people: dict[str, Author] = {}
    for identifier in project.author_ids() if project else ():
        assert project
        path = project.author_path(identifier)
        name = project.name(path)
        with suppress(InputError):
            people[identifier] = read_author(read_text(path, name), name, identifier)
    return people


def named(people: Mapping[str, Author]) -> dict[str, str]:
    """Give the ids of people and their printed names."""
    return {identifier: author.name for identifier, author in people.items()}


def load_documents(
    project: Project, domains: Iterable[str], *, afresh: bool = False
) -> tuple[Document, ...]:
    """Give articles, and the authors where AUTHORS stands; faults of all are told together."""
    documents: list[Document] = []
    faults: list[Finding] = []
    for domain in domains:
        try:
            if domain == AUTHORS:
                documents.append(load_authors(project, afresh=afresh))
            else:
                documents.append(load_article(project, domain, afresh=afresh))
        except InputError as error:
            faults += error.findings
    if faults:
        raise InputError(dict.fromkeys(faults))
    return tuple(documents)


def cutting_of(project: Project, language: str, before: Before) -> Cutting:
    """Give the way in which a text is cut: as before, by the project's rules, by the segmenter."""
    path = project.root / RULES_FILE
    if not is_there(path):
        return Cutting(before)
    rules = _rules(read_text(path, RULES_FILE), language)
    return Cutting(before, partial(starts, rules=rules))


@lru_cache(maxsize=16)
def _rules(text: str, language: str) -> tuple[CutRule, ...]:
    return rules_for(read_rules(text, RULES_FILE), language)


def _before(project: Project, domain: str) -> Before:
    """Give how a document was cut until now, as its template says.

    A template that cannot be read remembers nothing; `publish update` writes it anew.
    """
    path = project.template_path(domain)
    if is_there(path):
        with suppress(InputError):
            return recall(read_catalog(read_bytes(path), project.name(path)).entries)
    return Before()


def load_catalog(project: Project, name: str, domain: str) -> Catalog | None:
    """Give a locale's catalog of a document, or None where there is no such file yet."""
    path = project.catalog_path(name, domain)
    return read_catalog(read_bytes(path), project.name(path)) if is_there(path) else None


def refuse_holes(pairs: Sequence[Pair], catalog: Catalog, held: Sequence[str] = ()) -> None:
    """Raise UnfitError if anything is missing, fuzzy or joined to nothing, whatever the thresholds.

    `held` are the files made before, which the error says will stay.
    """
    if all(pair.target is not None and not pair.group and not pair.joins for pair in pairs):
        return
    from ._fit import judge  # noqa: PLC0415 (a hundred rules, for what is mostly whole)

    judge(pairs, catalog, held)


def held_outputs(project: Project, slug: str, name: str, pattern: str) -> tuple[str, ...]:
    """Give what was made before and stays as it is, where that is the policy of the locale."""
    if project.settings.locale(name).stale != "hold":
        return ()
    folder = project.output_path(slug, "")
    return tuple(project.name(path) for path in sorted(folder.glob(pattern)))


def source_language(project: Project, article: Article) -> str:
    """Give the language that an article is written in."""
    return article.locale or project.settings.source_locale


def pairs_of(
    project: Project, units: Sequence[Unit], catalog: Catalog, name: str, language: str
) -> tuple[Pair, ...]:
    """Put units beside their entries, by what the locale's settings say of a changed source."""
    return align(units, catalog, project.settings.locale(name).stale, language)


def target_locale(project: Project, name: str) -> Locale:
    """Give a target locale with the digits that the project asks for."""
    return locale(name, project.settings.locale(name).digits)
