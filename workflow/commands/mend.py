"""`publish check --fix`: apply what needs no judgement, and look again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ..errors import InputError
from ..files import write_bytes
from ..mend import Mended, mend
from ..model import Catalog, Entry
from ..po import write_catalog
from .results import Checked

ROUNDS = 10
"""A fix may make room for another; nothing needs so many."""
Look = Callable[[Mapping[Path, bytes]], Checked]
"""What is found where these files hold these bytes, and all others what they hold."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What is mended, and what is left to find."""

    checked: Checked
    mended: tuple[tuple[str, Mended], ...]
    """The path of the catalog, and an entry of it as it is and as it is mended."""
    unsaid: tuple[str, ...] = ()
    """Names that no report repeats."""


@dataclass(slots=True)
class _Kept:
    """A catalog: its entries as they are, as they are mended, and why."""

    path: str
    before: tuple[Entry, ...]
    after: tuple[Entry, ...]
    rules: dict[int, dict[str, None]] = field(default_factory=dict)
    """By the number of the entry."""


def fix(look: Look, *, unsafe: bool = False, write: bool = True) -> Fixed:
    """Mend the catalogs until nothing more can be mended; each is written whole or not at all.

    All is mended before any is written. Without `write` nothing is, and the rest is the same.
    """
    kept: dict[Path, _Kept] = {}
    files: dict[Path, bytes] = {}
    checked = look(files)
    unsaid = tuple(dict.fromkeys(name for each in checked.findings for name in each.unsaid))
    for _ in range(ROUNDS):
        changed = False
        for path, catalog in checked.read:
            after, mended = _mended(checked, catalog, unsafe=unsafe)
            data = _written(after) if mended else None
            if data is None:
                continue
            held = kept.setdefault(path, _Kept(catalog.path, tuple(catalog.entries), ()))
            held.after = tuple(after.entries)
            rules = {id(each.after): each.rules for each in mended}
            for number, entry in enumerate(after.entries):
                told = dict.fromkeys(rules.get(id(entry), ()))
                held.rules[number] = held.rules.get(number, {}) | told
            files[path] = data
            changed = True
        if not changed:
            break
        checked = look(files)
    for path, data in files.items() if write else ():
        write_bytes(path, data)
    changes = tuple(
        (held.path, Mended(before, after, tuple(held.rules[number])))
        for held in kept.values()
        for number, (before, after) in enumerate(zip(held.before, held.after, strict=True))
        if before.msgstr != after.msgstr
    )
    return Fixed(checked, changes, unsaid)


def _written(catalog: Catalog) -> bytes | None:
    """Give the bytes of a catalog, or None for one that holds what no file of ours may."""
    try:
        return write_catalog(catalog)
    except InputError:  # it is among the findings; the other catalogs are mended all the same
        return None


def _mended(
    checked: Checked, catalog: Catalog, *, unsafe: bool
) -> tuple[Catalog, tuple[Mended, ...]]:
    own = [each for each in checked.findings if each.entry and _path(each.entry) == catalog.path]
    return mend(catalog, own, unsafe=unsafe)


def _path(entry: Entry) -> str:
    return entry.position.path if entry.position else ""
