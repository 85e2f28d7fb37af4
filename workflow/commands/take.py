"""`publish take`: a translator's returned file comes into the project."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import InputError, ProjectError
from ..files import is_there, read_bytes, read_text, write_bytes, write_text
from ..glossary import read_csv, read_tbx, with_terms, write_csv
from ..merge import merge
from ..model import Catalog, Entry, Finding, Glossary, Key, State
from ..po import read_catalog
from ..project import Project
from ._git import versions
from ._load import load_catalog
from .merge_driver import merged_bytes

ENOUGH = 1 / 3
"""Of the messages of a file: with fewer in common, it is not this catalog's."""


@dataclass(frozen=True, slots=True)
class Taken:
    """Where a file went, how many translations or terms it brought, and what is to settle."""

    path: str
    changed: int
    findings: tuple[Finding, ...]


def take(
    project: Project, file: Path, locales: Sequence[str], article: str, base: Path | None
) -> Taken:
    """Merge a returned file into its catalog, whatever editor, wrapping or template it has.

    What was sent out is the version in git's history that it agrees with most, or `base`. Both are
    first brought to the template of now, so that work on an older one finds its place. Where there
    is no such version, each translation that differs from a final one of ours is a conflict.
    """
    returned = read_catalog(read_bytes(file), file.as_posix())
    domain, name, ours = _find(project, returned, locales, article or file.stem)
    path = project.catalog_path(name, domain)
    sent = _sent(base, path, returned) or _doubtful(ours)
    before, theirs = _sides(sent, ours, returned, project.settings.carry)
    data, findings = merged_bytes(before, ours, theirs)
    merged = read_catalog(data, ours.path)
    known = _translations(ours)
    brought = sum(known.get(key) != forms for key, forms in _translations(merged).items())
    write_bytes(path, data)
    return Taken(ours.path, brought, findings)


def take_terms(project: Project, file: Path) -> Taken:
    """Bring the terms of a TBX file into the glossary; nothing is written if it brings nothing."""
    path = project.glossary_path()
    name = project.name(path)
    ours = read_csv(read_text(path, name), name) if is_there(path) else Glossary()
    source = project.settings.source_locale
    theirs = read_tbx(read_text(file, file.as_posix()), file.as_posix(), source)
    joined, findings = with_terms(ours, theirs)
    changed = sum(
        number >= len(ours.terms) or term != ours.terms[number]
        for number, term in enumerate(joined.terms)
    )
    if changed:
        write_text(path, write_csv(joined))
    return Taken(name, changed, findings)


def _now(catalog: Catalog, ours: Catalog, carry: Collection[str] = ()) -> Catalog:
    """Bring a catalog of an older template to the one of ours; `carry` as `update` has it."""
    template = [
        Entry(
            entry.msgctxt,
            entry.msgid,
            entry.msgid_plural,
            flags=tuple(flag for flag in entry.flags if flag != "fuzzy"),
            references=entry.references,
            note=entry.note,
        )
        for entry in ours.entries
        if not entry.obsolete
    ]
    language = ours.header.get("X-Source-Language", "en")
    return merge(template, catalog, header={}, language=language, carry=carry)[0]


def _sides(
    sent: Catalog, ours: Catalog, returned: Catalog, carry: Collection[str] = ()
) -> tuple[Catalog, Catalog]:
    """Give what was sent out and what came back, both in step with the template of ours.

    What is empty or missing in the returned file was not worked on; it is never deleted. Work on a
    text that has changed since is offered for the text of now, but for one that has a translation
    of its own by now, it is kept among the obsolete and nothing is put in doubt.
    """
    before, now = _now(sent, ours, carry), _now(returned, ours, carry)
    there = {entry.key for entry in returned.entries}
    settled = {entry.key for entry in sent.entries}
    settled |= {entry.key for entry in ours.entries if entry.state is State.TRANSLATED}
    entries = {entry.key: entry for entry in before.entries}
    for entry in now.entries:
        known = entries.get(entry.key)
        if known is not None and not any(entry.msgstr):
            continue
        worked_on = entry.key in there or entry.key not in settled
        if known is None or worked_on or not any(known.msgstr):
            entries[entry.key] = entry
        elif entry.fuzzy and entry.previous and entry.msgstr != known.msgstr:
            msgctxt, msgid, plural = entry.previous
            old = Entry(msgctxt, msgid, plural, entry.msgstr, obsolete=True)
            entries.setdefault(old.key, old)
    return before, replace(returned, entries=tuple(entries.values()))


def _doubtful(ours: Catalog) -> Catalog:
    """Give what may be replaced when nobody knows what was sent out: all that is fuzzy."""
    return replace(ours, entries=tuple(entry for entry in ours.entries if entry.fuzzy))


def _translations(catalog: Catalog) -> dict[Key, tuple[str, ...]]:
    return {entry.key: entry.msgstr for entry in catalog.entries if any(entry.msgstr)}


def _find(
    project: Project, returned: Catalog, locales: Sequence[str], article: str
) -> tuple[str, str, Catalog]:
    """Give the domain, locale and catalog that a file belongs to: the one with most in common."""
    language = returned.header.get("Language", "").strip().replace("-", "_")
    names = [name for name in locales if name == language] or list(locales)
    keys = {entry.key for entry in returned.entries}
    found: list[tuple[float, bool, str, str, Catalog]] = []
    for name in names:
        for path in sorted(project.catalog_path(name, "x").parent.glob("*.po")):
            catalog = load_catalog(project, name, path.stem)
            if catalog:
                common = sum(entry.key in keys for entry in catalog.entries)
                found.append((common, path.stem == article, name, path.stem, catalog))
    found.sort(key=lambda each: (-each[0], not each[1], each[2] != language))
    if not found or found[0][0] < ENOUGH * len(keys) or not keys:
        hint = "name the locale with --locale; or its article is new here: `publish update` first"
        raise ProjectError(f"{returned.path} has little in common with any catalog", hint)
    best = [each for each in found if each[:2] == found[0][:2]]
    if len({each[2] for each in best}) > 1 and language not in {each[2] for each in best}:
        listed = ", ".join(sorted(each[2] for each in best))
        raise ProjectError(
            f"{returned.path} does not say its language", f"--locale: one of {listed}"
        )
    _, _, name, domain, catalog = found[0]
    return domain, name, catalog


def _sent(base: Path | None, path: Path, returned: Catalog) -> Catalog | None:
    """Give the version that was sent out: `base`, or of git's history the most like it."""
    if base:
        return read_catalog(read_bytes(base), base.as_posix())
    theirs = _translations(returned)
    keys = {entry.key for entry in returned.entries}
    best: tuple[tuple[int, int], Catalog] | None = None
    for data in versions(path):
        try:
            catalog = read_catalog(data, path.as_posix())
        except InputError:
            continue  # a version that was broken once was not sent out
        same = sum(theirs.get(key) == forms for key, forms in _translations(catalog).items())
        score = (sum(entry.key in keys for entry in catalog.entries), same)
        if best is None or score > best[0]:
            best = (score, catalog)
    return best[1] if best else None
