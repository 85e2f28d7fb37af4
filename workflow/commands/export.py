"""`publish export`: the translated article as Markdown, for a website."""

from __future__ import annotations

import re

from ..align import align
from ..files import write_text
from ..model import Catalog
from ..privacy import without_comments
from ..project import Project
from ..segment import compose
from ..source import read_parts
from ._load import load_article, load_catalog, refuse_holes


def export(project: Project, slug: str, name: str) -> str:
    """Write the article with every text translated; anything missing is an UnfitError."""
    document = load_article(project, slug)
    article = document.article
    assert article
    path = project.catalog_path(name, slug)
    catalog = load_catalog(project, name, slug) or Catalog(project.name(path))
    pairs = align(document.units, catalog)
    refuse_holes(pairs, catalog)
    text = compose(
        article.text,
        document.units,
        [pair.target or "" for pair in pairs],
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
