"""What `publish pdf --archival` encloses: the sources of the pages, and no more than they print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from ..model import Article, Author, Catalog, Entry, Locale, Pair
from ..po import write_catalog
from ..project import AUTHORS
from ..render.enclosures import Enclosure
from ..source import published


def enclosed(
    article: Article,
    pairs: Sequence[Pair],
    people: Mapping[str, tuple[Author, Sequence[Pair]]],
    source: Locale,
    target: Locale,
) -> tuple[Enclosure, ...]:
    """Give the article, its catalog and that of the people credited.

    Neither names anyone who is not on the pages: no comment, no note, no address, no place on a
    disk, no text that was taken out, no date of work comes along.
    """
    shared = [pair for _, told in people.values() for pair in told]
    files = [Enclosure(f"{article.slug}.md", published(article, target.name).encode())]
    for domain, told in ((article.slug, pairs), (AUTHORS, shared)):
        if told:
            name = f"{domain}.{target.name}.po"
            files.append(Enclosure(name, _catalog(name, domain, told, source, target)))
    return tuple(files)


def _catalog(
    name: str, domain: str, pairs: Iterable[Pair], source: Locale, target: Locale
) -> bytes:
    """Write what was printed as a catalog: contexts, texts and translations alone."""
    header = {
        "Project-Id-Version": domain,
        "Language": target.name,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": target.plural_forms,
        "X-Source-Language": source.name,
    }
    told = "".join(f"{field}: {value}\n" for field, value in header.items())
    printed = {pair.entry.key: pair.entry for pair in pairs if pair.entry}
    entries = [
        Entry(each.msgctxt, each.msgid, each.msgid_plural, each.msgstr) for each in printed.values()
    ]
    return write_catalog(Catalog(name, header, entries, Entry(msgstr=(told,))))
