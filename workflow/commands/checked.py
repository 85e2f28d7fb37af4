"""`publish check` again: while no input has changed, what was found is told without looking."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ..cache import Cache, decode, encode, key_of, program
from ..files import leads_to
from ..model import Finding, Severity
from .results import Asked, Checked

if TYPE_CHECKING:
    from ..project import Project


def check(
    project: Project,
    slugs: Sequence[str],
    locales: Sequence[str],
    cache: Cache | None = None,
    jobs: int = 0,
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

        done = run(project, slugs, locales, Asked(jobs=jobs))
        if key == _key(project, cache, slugs, locales):  # nothing was edited meanwhile
            table.rows.clear()  # one is large, and an old one is seldom asked for again
            table.put(key, [done.catalogs, encode(done.findings)])
        cache.save()
        return done
    cache.save()
    settings = project.settings.check
    return Checked(decode(row[1]), row[0], settings=settings, root=project.root)


def in_repository(done: Checked) -> Checked:
    """Give the same with paths from the top of the repository, as GitHub and GitLab read them.

    A project need not lie at the top. What lies in no repository keeps its paths.
    """
    base = leads_to(done.root)
    top = next((each for each in (base, *base.parents) if (each / ".git").exists()), None)
    if top is None:
        return done

    def moved(finding: Finding) -> Finding:
        path = Path(os.path.normpath(base / finding.position.path))
        if not path.is_relative_to(top):
            return finding
        name = path.relative_to(top).as_posix()
        return replace(finding, position=replace(finding.position, path=name))

    findings, hidden, known = (
        tuple(map(moved, group)) for group in (done.findings, done.hidden, done.known)
    )
    return replace(done, findings=findings, hidden=hidden, known=known)


def fails(findings: Iterable[Finding], fail_on: str) -> bool:
    """Say whether any finding weighs at least so much; `never` fails for nothing."""
    order = [Severity.INFO, Severity.WARNING, Severity.ERROR]
    if fail_on not in {str(each) for each in order}:
        return False
    least = order.index(Severity(fail_on))
    return any(order.index(finding.severity) >= least for finding in findings)


def _key(project: Project, cache: Cache, slugs: Sequence[str], locales: Sequence[str]) -> str:
    files = project.inputs()
    asked = (repr(project.settings), *slugs, "", *locales)
    return key_of("check", program(), *asked, "", *files, *map(cache.digest, files))
