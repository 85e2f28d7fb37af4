"""`publish export`: the translated article as Markdown; memory and glossary for other tools."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ..align import align, wholes
from ..exchange import write_tmx
from ..files import read_text, write_bytes, write_text
from ..glossary import read_csv, write_tbx
from ..locales import locale
from ..model import Catalog, Glossary
from ..privacy import without_comments
from ..project import AUTHORS, Project
from ..segment import compose
from ..source import read_parts
from ._load import held_outputs, load_article, load_catalog, refuse_holes
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
    text = re.sub(r"^locale:.*\n", "", text, count=1, flags=re.MULTILINE)
    text = text.replace("---\n", f"---\nlocale: {name}\n", 1)
    blocks, _ = read_parts(text, article.path)
    text = without_comments(
        text, [(span.start, span.end) for block in blocks for span in block.spans]
    )
    target = project.output_path(slug, f"{slug}.{name}.md")
    write_text(target, text)
    return project.name(target)


def export_tbx(project: Project, name: str) -> str:
    """Write the glossary as TBX, for term banks and CAT tools: one locale of it, or all."""
    path = project.glossary_path()
    glossary = read_csv(read_text(path, project.name(path)), project.name(path))
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


def export_tmx(project: Project, slugs: Sequence[str], name: str, article: str) -> str:
    """Write the final translations of one article, or of all and the authors, as TMX."""
    domains = (article,) if article else (AUTHORS, *slugs)
    catalogs = {domain: load_catalog(project, name, domain) for domain in domains}
    known = [each for domain, held in catalogs.items() if held for each in final(held, domain)]
    tags = locale(project.settings.source_locale).tag, locale(name).tag
    path = project.output_path(article, f"{article or 'memory'}.{name}.tmx")
    write_bytes(path, write_tmx(known, *tags))
    return project.name(path)
