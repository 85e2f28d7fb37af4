"""`publish check --fix`: apply what needs no judgement, and look again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ..files import write_bytes
from ..mend import Mended, mend
from ..model import Catalog, Entry
from ..po import write_catalog
from .results import Checked

ROUNDS = 10
"""A fix may make room for another; nothing needs so many."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """What was mended, and what is left to find."""

    checked: Checked
    mended: tuple[tuple[str, Mended], ...]
    """The path of the catalog, and an entry of it before and after."""


def fix(look: Callable[[], Checked], *, unsafe: bool = False) -> Fixed:
    """Mend the catalogs until nothing more can be mended; each is written whole or not at all."""
    done: list[tuple[str, Mended]] = []
    checked = look()
    for _ in range(ROUNDS):
        changed = False
        for path, catalog in checked.read:
            after, mended = _mended(checked, catalog, unsafe=unsafe)
            if mended and write_bytes(path, write_catalog(after)):
                done += [(catalog.path, each) for each in mended]
                changed = True
        if not changed:
            break
        checked = look()
    return Fixed(checked, tuple(done))


def planned(checked: Checked, *, unsafe: bool = False) -> tuple[tuple[str, Mended], ...]:
    """Give what the first round would mend, and write nothing."""
    return tuple(
        (catalog.path, each)
        for _, catalog in checked.read
        for each in _mended(checked, catalog, unsafe=unsafe)[1]
    )


def _mended(
    checked: Checked, catalog: Catalog, *, unsafe: bool
) -> tuple[Catalog, Sequence[Mended]]:
    own = [each for each in checked.findings if each.entry and _path(each.entry) == catalog.path]
    return mend(catalog, own, unsafe=unsafe)


def _path(entry: Entry) -> str:
    return entry.position.path if entry.position else ""
