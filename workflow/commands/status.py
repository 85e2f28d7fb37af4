"""`publish status`: how far each article is in each locale.

What was counted once is not counted again: neither sources nor catalogs are read while they, the
settings and the program stay as they were.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..cache import Cache, key_of
from ..errors import InputError
from ..model import Tally
from ..project import AUTHORS, Project
from ._keys import setting, source

if TYPE_CHECKING:
    from ..model import Finding
    from ._load import Document

Row = tuple[str, str, Tally, bool]
"""Domain, locale, how far it is, and whether the locale is a draft."""


def status(
    project: Project, slugs: Sequence[str], locales: Sequence[str], cache: Cache | None = None
) -> tuple[Row, ...]:
    """Give a row for each document and locale; counts equal `msgfmt --statistics` (law 10).

    The faults of all files are told together. What is kept of a document is the key of its units
    and, by locale, the digest of the catalog and its counts.
    """
    cache = cache or Cache(project.root)
    table = cache.table("status")
    context = setting(project, cache, "status")
    folders = {name: str(project.catalog_path(name, AUTHORS).parent) for name in locales}
    drafts = {name: project.settings.locale(name).draft for name in locales}
    rows: list[Row] = []
    counting = _Counting(project)
    for domain in (*slugs, AUTHORS):
        units = source(project, cache, domain)
        key = key_of(context, domain, units)
        before = table.get(domain)
        known: dict[str, list[Any]] = before[1] if before and before[0] == key else {}
        for name, folder in folders.items():
            catalog = cache.digest(f"{folder}/{domain}.po")
            digest, *counts = known.get(name, [""])
            if digest != catalog:
                found = counting.count(domain, name)
                if found is None:
                    continue
                counts = found
                if (units, catalog) == (  # and have not changed meanwhile
                    source(project, cache, domain),
                    cache.digest(f"{folder}/{domain}.po"),
                ):
                    known[name] = [catalog, *counts]
                    table.put(domain, [key, known])
            if counts:
                rows.append((domain, name, Tally(*counts), drafts[name]))
    if counting.faults:
        raise InputError(counting.faults)
    cache.save()
    return tuple(rows)


class _Counting:
    """What has to be read after all, each source once."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.faults: list[Finding] = []
        self._document: tuple[str, Document | None] = ("", None)

    def count(self, domain: str, name: str) -> list[int] | None:
        """Give the numbers of a tally, none for a document without units; None: it has faults."""
        from ..align import tally_states  # noqa: PLC0415 (a warm status needs no reader)
        from ..po import states  # noqa: PLC0415
        from ._load import load_catalog  # noqa: PLC0415

        document = self._load(domain)
        if document is None:
            return None
        if not document.units:
            return []
        try:
            catalog = load_catalog(self.project, name, domain)
        except InputError as error:
            self.faults += error.findings
            return None
        count = tally_states(document.units, states(catalog) if catalog else {})
        return [
            count.translated,
            count.fuzzy,
            count.untranslated,
            count.words_translated,
            count.words_fuzzy,
            count.words_untranslated,
        ]

    def _load(self, domain: str) -> Document | None:
        from ._load import load_article, load_authors  # noqa: PLC0415

        if self._document[0] != domain:
            document = None
            try:
                if domain == AUTHORS:
                    document = load_authors(self.project)
                else:
                    document = load_article(self.project, domain)
            except InputError as error:
                self.faults += error.findings
            self._document = (domain, document)
        return self._document[1]
