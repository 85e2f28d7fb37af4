"""`publish suggest`: what has been translated before, offered to what is not translated yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from ..exchange import read_tmx
from ..files import read_bytes, write_bytes, write_text
from ..locales import locale
from ..memory import INSTANT, Index, Match, Memory, Scan, open_index
from ..model import Catalog, Entry, State, Translation
from ..po import read_catalog, write_catalog
from ..privacy import masked
from ..project import AUTHORS, Project
from ._load import load_catalog

MARK = "suggestion, "
"""How the comment begins that says where a suggestion comes from, and how like its source is."""


@dataclass(frozen=True, slots=True)
class SuggestReport:
    """What has become of the texts without a translation."""

    exact: int = 0
    """Offered the translation of the very same text."""
    similar: int = 0
    left: int = 0


@dataclass(frozen=True, slots=True)
class Suggested:
    """A catalog, and what it was offered."""

    path: str
    changed: bool
    report: SuggestReport


def suggest(
    project: Project,
    slugs: Sequence[str],
    locales: Sequence[str],
    *,
    exact_only: bool = False,
    tmx: Sequence[Path] = (),
) -> tuple[Suggested, ...]:
    """Fill what is untranslated from all catalogs of the locale, always fuzzy.

    Each offer says in a translator's comment where it comes from and its score, and in `#|` the
    text that it was made for. Only final translations are offered; obsolete ones are remembered,
    too. Everything is read before anything is written.
    """
    writes: list[tuple[Path, Catalog, SuggestReport]] = []
    for name in locales:
        memory = _memory(project, name, tmx)
        for domain in (AUTHORS, *slugs):
            catalog = load_catalog(project, name, domain)
            if catalog:
                path = project.catalog_path(name, domain)
                writes.append((path, *offer(catalog, memory, exact_only=exact_only)))
        if isinstance(memory, Index):
            memory.close()
    ready = [(path, write_catalog(catalog), report) for path, catalog, report in writes]
    return tuple(
        Suggested(project.name(path), write_bytes(path, data), report)
        for path, data, report in ready
    )


def offer(
    catalog: Catalog, memory: Memory, *, exact_only: bool = False
) -> tuple[Catalog, SuggestReport]:
    """Give the catalog with suggestions, and without the marks of those that were accepted."""
    entries: list[Entry] = []
    exact = similar = left = 0
    for entry in catalog.entries:
        if entry.obsolete or any(entry.msgstr) or entry.msgid_plural is not None:
            entries.append(_settled(entry))
            continue
        found = memory.find(entry.msgid, entry.msgctxt)
        if found is None or (exact_only and found.score < 100):
            left += 1
            entries.append(entry)
            continue
        exact += found.score == 100
        similar += found.score < 100
        entries.append(_suggested(entry, found))
    report = SuggestReport(exact, similar, left)
    changed = any(one is not other for one, other in zip(entries, catalog.entries, strict=True))
    return (replace(catalog, entries=tuple(entries)) if changed else catalog), report


def _suggested(entry: Entry, found: Match) -> Entry:
    known = found.translation
    origin = masked(" ".join(known.origin.split())) or "memory"
    comment = tuple(line for line in entry.comment if not line.startswith(MARK))
    return replace(
        entry,
        msgstr=(known.target,),
        flags=("fuzzy", *(flag for flag in entry.flags if flag != "fuzzy")),
        comment=(*comment, f"{MARK}{found.score} %: {origin}"),
        previous=None if known.source == entry.msgid else (known.msgctxt, known.source, None),
        raw="",
    )


def _settled(entry: Entry) -> Entry:
    """Take the mark of a suggestion off an entry that a translator has accepted."""
    if entry.state is not State.TRANSLATED or entry.obsolete:
        return entry
    comment = tuple(line for line in entry.comment if not line.startswith(MARK))
    return entry if comment == entry.comment else replace(entry, comment=comment, raw="")


# --- the memory of a locale ---------------------------------------------------------------------


def final(catalog: Catalog, origin: str, *, with_obsolete: bool = True) -> Iterable[Translation]:
    """Give what is translated for good in a catalog, plurals not, and obsolete entries if asked.

    A sentence that is joined to the one before it is remembered with it: `+++` is no translation,
    and that of the other holds more than its own text.
    """
    head: Entry | None = None
    texts: list[str] = []
    for entry in catalog.entries:
        if entry.obsolete and not with_obsolete:
            continue
        joins = entry.joins and not entry.obsolete
        if head and joins:
            texts.append(entry.msgid)
            continue
        if head:
            yield Translation(" ".join(texts), head.msgstr[0], head.msgctxt, origin)
        remembered = entry.state is State.TRANSLATED and entry.msgid_plural is None and entry.msgid
        head, texts = (entry, [entry.msgid]) if remembered and not entry.joins else (None, [])
    if head:
        yield Translation(" ".join(texts), head.msgstr[0], head.msgctxt, origin)


def _memory(project: Project, name: str, tmx: Sequence[Path]) -> Memory:
    """Give all that is known in a locale: every text compared, or an index where that is slow.

    Which of the two depends on the files alone: an index that is there, or not, changes nothing.
    """
    folder = project.catalog_path(name, AUTHORS).parent
    files = {project.name(path): path for path in sorted(folder.glob("*.po"))}
    files |= {f"{path.name} ({n})" if n else path.name: path for n, path in enumerate(tmx)}
    held = {key: read_bytes(path) for key, path in files.items()}
    source, target = locale(project.settings.source_locale).tag, locale(name).tag

    def read(key: str) -> Iterable[Translation]:
        path = files[key]
        if path.suffix != ".po":
            named = path.name
            for each in read_tmx(held[key], named, source, target):
                yield replace(each, origin=each.origin or named)
            return
        yield from final(read_catalog(held[key], key), path.stem)

    if sum(data.count(b"\nmsgid ") + data.count(b"<tu") // 3 for data in held.values()) <= INSTANT:
        return Scan(each for key in sorted(held) for each in read(key))
    store = project.root / ".publish"
    write_text(store / ".gitignore", "*\n")
    digests = {key: sha256(data).hexdigest() for key, data in held.items()}
    return open_index(store / f"memory.{name}.sqlite", digests, read)
