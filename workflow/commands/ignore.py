"""`publish ignore`: hide one finding for good, as long as the text stays what it is."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from ..errors import ProjectError
from ..files import read_bytes, write_bytes
from ..model import Catalog, Entry
from ..po import read_catalog, write_catalog
from ..rules import find_rule
from ..suppress import tag_of, write_ignore


def ignore(file: Path, line: int, rule: str, reason: str = "") -> str:
    """Write the comment at the entry that a line belongs to; say what was written."""
    name = find_rule(rule).name
    if file.suffix not in {".po", ".pot"}:
        hint = "what is found in a source is put right there; `publish.toml` leaves out a rule"
        raise ProjectError(f"{file.as_posix()} is no catalog", hint)
    catalog = read_catalog(read_bytes(file), file.as_posix())
    entry = entry_at(catalog, line)
    changed = write_ignore(name, entry, reason)
    entries = tuple(changed if each is entry else each for each in catalog.entries)
    write_bytes(file, write_catalog(replace(catalog, entries=entries)))
    return f"{file.as_posix()}:{line}: {name} is ignored here [{tag_of(entry)}]"


def entry_at(catalog: Catalog, line: int) -> Entry:
    """Give the entry whose lines hold a line of the file; a line of none is a ProjectError."""
    for entry in catalog.entries:
        if entry.position is None or entry.obsolete:
            continue
        lines = entry.raw.split("\n")
        at = next((n for n, each in enumerate(lines) if each.lstrip().startswith("msgstr")), 0)
        first = entry.position.line - at
        if first <= line < first + len(lines):
            return entry
    hint = "name the line that `publish check` prints"
    raise ProjectError(f"{catalog.path}:{line}: there is no entry on this line", hint)
