"""`publish status`: how far each article is in each locale."""

from __future__ import annotations

from collections.abc import Sequence

from ..align import align, tally
from ..model import Catalog, Tally
from ..project import Project
from ._load import load_catalog, load_documents

Row = tuple[str, str, Tally, bool]
"""Domain, locale, how far it is, and whether the locale is a draft."""


def status(project: Project, slugs: Sequence[str], locales: Sequence[str]) -> tuple[Row, ...]:
    """Give a row for each document and locale; counts equal `msgfmt --statistics` (law 10)."""
    rows = []
    for document in load_documents(project, slugs):
        if not document.units:
            continue
        for name in locales:
            catalog = load_catalog(project, name, document.domain) or Catalog("")
            count = tally(align(document.units, catalog))
            rows.append((document.domain, name, count, project.settings.locale(name).draft))
    return tuple(rows)
