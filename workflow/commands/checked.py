"""`publish check` again: while no input has changed, what was found is told without looking."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..cache import Cache, decode, encode, key_of, program

if TYPE_CHECKING:
    from pathlib import Path

    from ..model import Finding
    from ..project import Project


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, and how many catalogs were looked at."""

    findings: tuple[Finding, ...]
    catalogs: int


def check(
    project: Project, slugs: Sequence[str], locales: Sequence[str], cache: Cache | None = None
) -> Checked:
    """Give what `commands.check` finds; it is asked when any file of the project has changed.

    A rule may look at every file (a name is spelled alike in all articles), so that the inputs of
    a check are all of them.
    """
    cache = cache or Cache(project.root)
    table = cache.table("check")
    key = _key(project, cache, slugs, locales)
    row = table.get(key)
    if row is None:
        from .check import check as run  # noqa: PLC0415 (with all rules and readers)

        done = run(project, slugs, locales)
        if key == _key(project, cache, slugs, locales):  # nothing was edited meanwhile
            table.rows.clear()  # one is large, and an old one is seldom asked for again
            table.put(key, [done.catalogs, encode(done.findings)])
        cache.save()
        return Checked(done.findings, done.catalogs)
    cache.save()
    return Checked(decode(row[1]), row[0])


def check_files(files: Sequence[Path]) -> Checked:
    """Give what `commands.check` finds in catalogs outside any project; nothing is kept."""
    from .check import check_files as run  # noqa: PLC0415

    done = run(files)
    return Checked(done.findings, done.catalogs)


def _key(project: Project, cache: Cache, slugs: Sequence[str], locales: Sequence[str]) -> str:
    files = project.inputs()
    asked = (repr(project.settings), *slugs, "", *locales)
    return key_of("check", program(), *asked, "", *files, *map(cache.digest, files))
