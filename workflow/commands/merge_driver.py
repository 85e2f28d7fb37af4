"""`publish merge-driver`: git merges catalogs by their messages instead of by their lines."""

from __future__ import annotations

import shlex
import sys
from codecs import BOM_UTF8
from pathlib import Path

from ..errors import InputError, ProjectError
from ..files import read_bytes, read_text, write_bytes, write_text
from ..model import Catalog, Finding, Position, Severity
from ..po import canonical, read_catalog, write_catalog
from ..rules.fuzzy import fuzzy
from ..rules.rule import excerpt
from ..threeway import Conflict, merge_three
from ._git import git

ATTRIBUTES = ("*.po merge=publish", "*.pot merge=publish")
NAME = "PO catalogs, message by message"


def merge_files(base: Path, ours: Path, theirs: Path, name: str) -> tuple[Finding, ...]:
    """Write the merge of three catalogs into ours; give what the two sides disagree on.

    What is written can be read again, conflicts or not. A side that cannot be read is an
    InputError, and ours stays as it is.
    """
    first = read_bytes(base)
    before = read_catalog(first, name) if first.strip() else Catalog(name)
    sides = []
    faults: list[Finding] = []
    for path in (ours, theirs):
        try:
            sides.append(read_catalog(read_bytes(path), name))
        except InputError as error:
            faults += error.findings
    if faults:
        raise InputError(faults)
    data, findings = merged_bytes(before, *sides)
    write_bytes(ours, data)
    return findings


def merged_bytes(
    base: Catalog, ours: Catalog, theirs: Catalog
) -> tuple[bytes, tuple[Finding, ...]]:
    """Give the bytes of the merged catalog, and each conflict at its line."""
    merged, conflicts = merge_three(base, ours, theirs)
    data = write_any(merged)
    return data, located(conflicts, read_catalog(data, merged.path))


def write_any(catalog: Catalog) -> bytes:
    """Give the bytes of a catalog, as UTF-8 where its own charset lacks a character.

    There is no byte order mark before them: gettext does not read a file with one.
    """
    try:
        return write_catalog(catalog).removeprefix(BOM_UTF8)
    except InputError:
        return write_catalog(canonical(catalog))


def located(conflicts: tuple[Conflict, ...], catalog: Catalog) -> tuple[Finding, ...]:
    """Give conflicts as findings, each at the line of its entry."""
    places = {entry.key: entry.position for entry in catalog.entries}
    return tuple(
        Finding(
            places.get(each.key) or Position(catalog.path, 1),
            Severity.ERROR,
            fuzzy.code,
            fuzzy.name,
            f"{excerpt(each.key[1])}: {each.message}",
            each.hint,
        )
        for each in conflicts
    )


def install(folder: Path) -> tuple[str, ...]:
    """Tell the repository of a folder to merge catalogs by this driver; give the files written.

    `.gitattributes` is committed and says which files; git's own settings are each clone's, and say
    how. A folder outside git is a ProjectError.
    """
    if git(folder, "rev-parse", "--git-dir") is None:
        raise ProjectError(f"{folder} is in no git repository", "`git init` makes one")
    settings = {"merge.publish.name": NAME, "merge.publish.driver": f"{_ourselves()} %O %A %B %P"}
    for key, value in settings.items():
        if git(folder, "config", "--local", key, value) is None:
            raise ProjectError(f"git does not take the setting {key}")
    path = folder / ".gitattributes"
    text = read_text(path, path.name) if path.exists() else ""
    missing = [line for line in ATTRIBUTES if line not in text.splitlines()]
    if missing:
        text += "" if not text or text.endswith("\n") else "\n"
        write_text(path, text + "".join(f"{line}\n" for line in missing))
    return (path.name,) if missing else ()


def _ourselves() -> str:
    """Give the command that git runs, whatever the PATH is then; git has its own sh on Windows."""
    here = Path(sys.executable).parent
    script = next(
        (each for each in (here / "publish", here / "publish.exe") if each.exists()), None
    )
    words = [script.as_posix()] if script else [_python(), "-P", "-m", "workflow"]
    return shlex.join([*words, "merge-driver"])


def _python() -> str:
    return Path(sys.executable).as_posix()
