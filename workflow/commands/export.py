"""`publish export`: the translated article as Markdown, for a website."""

from __future__ import annotations

import re

from ..align import align, wholes
from ..files import write_text
from ..model import Catalog
from ..project import Project
from ..segment import compose
from ..source import read_parts
from ._load import held_outputs, load_article, load_catalog, refuse_holes


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
    target = project.output_path(slug, f"{slug}.{name}.md")
    write_text(target, text)
    return project.name(target)
