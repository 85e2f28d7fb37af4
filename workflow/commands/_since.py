"""What a catalog said in another commit; git is a program, asked for one file."""

from __future__ import annotations

import subprocess
from pathlib import Path

from ..errors import InputError, ProjectError
from ..model import Catalog
from ..po import read_catalog


def catalog_at(folder: Path, path: str, commit: str) -> Catalog | None:
    """Give a catalog as it was, or None where it was not yet, or could not be read then.

    An unknown commit, or no repository at all, is a ProjectError.
    """
    if commit.startswith("-"):
        raise ProjectError(f"`{commit}` is no commit")
    file = (folder / path).resolve()
    _git(file.parent, ["rev-parse", "--verify", "--quiet", f"{commit}^{{commit}}"], commit)
    try:
        data = _git(file.parent, ["show", f"{commit}:./{file.name}"], "")
        return read_catalog(data, path)
    except (ProjectError, InputError):
        return None


def _git(folder: Path, words: list[str], commit: str) -> bytes:
    command = ["git", "-C", str(folder), *words]
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 (no shell)
    except OSError as error:
        raise ProjectError("git is not installed", "`--diff` asks git what has changed") from error
    if done.returncode:
        hint = "fetch it first: a shallow clone has no other commits (fetch-depth: 0)"
        raise ProjectError(f"git knows no commit `{commit}` here", hint)
    return done.stdout
