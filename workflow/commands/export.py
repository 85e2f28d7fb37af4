"""`publish export`: the translated article as Markdown; memory and glossary for other tools."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..align import align, wholes
from ..exchange import write_tmx
from ..files import read_text, write_bytes, write_text
from ..glossary import read_csv, write_tbx
from ..locales import locale
from ..model import Catalog, Glossary, Translation
from ..privacy import masked, masks, signers
from ..project import AUTHORS, Project
from ..segment import compose
from ..source import published, read_article, read_parts
from ._load import held_outputs, load_article, load_catalog, named, people_of, refuse_holes
from .suggest import final


def export(project: Project, slug: str, name: str) -> str:
    """Write the article with every text translated; anything missing is an UnfitError.

    Where a website shows it nothing would tell a reader that a text is stale, so none is written.
    """
    document = load_article(project, slug)
    article = document.article
    assert article
    path = project.catalog_path(name, slug)
    catalog = load_catalog(project, name, slug) or Catalog(project.name(path))
    pairs = align(document.units, catalog)
    refuse_holes(pairs, catalog, held_outputs(project, slug, name, f"{slug}.{name}.md"))
    text = compose(
        article.text,
        [pair.unit for pair in wholes(pairs)],
        [pair.target or "" for pair in wholes(pairs)],
        read=lambda text: read_parts(text, article.path),
        language=name,
        mode=article.segmentation or project.settings.segmentation,
    )
    translated = replace(read_article(text, article.path, slug), locale=name)
    target = project.output_path(slug, f"{slug}.{name}.md")
    write_text(target, published(translated, name, bare=True))
    return project.name(target)


def export_tbx(project: Project, name: str) -> str:
    """Write the glossary as TBX, for term banks and CAT tools: one locale of it, or all.

    What finds a person is masked in the notes.
    """
    path = project.glossary_path()
    glossary = read_csv(read_text(path, project.name(path)), project.name(path))
    terms = (replace(term, note=masked(term.note)) for term in glossary.terms)
    glossary = Glossary(tuple(terms))
    if name:
        glossary = Glossary(
            tuple(
                replace(
                    term,
                    targets={key: term.targets[key] for key in term.targets if key == name},
                    forbidden={key: term.forbidden[key] for key in term.forbidden if key == name},
                )
                for term in glossary.terms
                if term.sources or name in term.forbidden
            )
        )
    target = project.output_path("", f"glossary.{name}.tbx" if name else "glossary.tbx")
    write_text(target, write_tbx(glossary, project.settings.source_locale))
    return project.name(target)


def export_tmx(project: Project, slugs: Sequence[str], name: str, article: str) -> tuple[str, int]:
    """Write the final translations of one article, or of all and the authors, as TMX.

    A memory goes from house to house: it has nothing that was taken out of a text, and nothing that
    finds a person. The number is how many were left out for the latter.
    """
    domains = (article,) if article else (AUTHORS, *slugs)
    catalogs = {domain: load_catalog(project, name, domain) for domain in domains}
    people = named(people_of(project))
    known: list[Translation] = []
    left = 0
    for domain, held in catalogs.items():
        unsaid = signers(held, people) if held else ()
        for each in final(held, domain, with_obsolete=False) if held else ():
            if masks(each.source, unsaid) or masks(each.target, unsaid):
                left += 1
            else:
                known.append(each)
    tags = locale(project.settings.source_locale).tag, locale(name).tag
    path = project.output_path(article, f"{article or 'memory'}.{name}.tmx")
    write_bytes(path, write_tmx(known, *tags))
    return project.name(path), left
