"""What a catalog said in another commit; git is a program, asked for one file."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from ..errors import InputError, ProjectError
from ..files import leads_to
from ..model import Catalog
from ..po import read_catalog


class Commit:
    """A commit, as it is known wherever catalogs lie: an unknown one is a ProjectError."""

    def __init__(self, name: str) -> None:
        if name.startswith("-"):
            raise ProjectError(f"`{name}` is no commit")
        self.name = name
        self._renamed: dict[Path, dict[str, str]] = {}
        """By folder, where what has moved since lay then; all paths from that folder."""

    def catalog(self, folder: Path, path: str) -> Catalog | None:
        """Give a catalog as it was, or None where it was not yet, or could not be read then.

        One that git sees was renamed is looked for where it lay.
        """
        file = leads_to(folder / path)
        if not file.is_file():
            return None
        if file.parent not in self._renamed:
            self._verify(file.parent)
            self._renamed[file.parent] = self._moves(file.parent)
        old = self._renamed[file.parent].get(file.name, f"./{file.name}")
        shown = _git(file.parent, "show", f"{self.name}:{old}")
        try:
            return None if shown.returncode else read_catalog(shown.stdout, path)
        except InputError:
            return None

    def _verify(self, folder: Path) -> None:
        """Raise ProjectError unless git knows the commit here; say what is in the way."""
        if not _git(
            folder, "rev-parse", "--verify", "--quiet", f"{self.name}^{{commit}}"
        ).returncode:
            return
        here = _git(folder, "rev-parse", "--git-dir")
        if b"dubious ownership" in here.stderr:
            hint = "`git config --global --add safe.directory FOLDER` says that it may be read"
            raise ProjectError("git does not trust this folder: it is another user's", hint)
        if here.returncode:
            raise ProjectError("this is no git repository", "`--diff` asks git what has changed")
        hint = "fetch it first: a shallow clone has no other commits (fetch-depth: 0)"
        raise ProjectError(f"git knows no commit `{self.name}` here", hint)

    def _moves(self, folder: Path) -> dict[str, str]:
        """Give where each file of this folder that was renamed lay, from the top of the tree."""
        prefix = os.fsdecode(_git(folder, "rev-parse", "--show-prefix").stdout).rstrip("\n")
        words = ("diff", "--name-status", "-z", "--find-renames", "--diff-filter=R")
        told = _git(folder, *words, self.name, "--", ":/*.po", ":/*.pot").stdout
        names = [os.fsdecode(each) for each in told.split(b"\0")]
        return {
            new.removeprefix(prefix): old
            for old, new in zip(names[1::3], names[2::3], strict=False)
            if new.startswith(prefix)
        }


def _git(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = ["git", "-C", str(folder), *words]
    try:
        return subprocess.run(  # noqa: S603 (no shell)
            command, capture_output=True, check=False, env={**os.environ, "LC_ALL": "C"}
        )
    except OSError as error:
        raise ProjectError("git is not installed", "`--diff` asks git what has changed") from error
