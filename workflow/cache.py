"""Results by the digests of their inputs, in `.publish/cache`: safe to delete, at any time.

A table is one file of JSON, read whole and replaced whole: of two processes that write it, the
later one wins, and the other has only worked in vain. A table that is damaged, or of another
version of the program, is as good as none. Nothing in it is ever executed.
"""

from __future__ import annotations

import hashlib
import os
import sys
import time
from collections.abc import Iterator
from dataclasses import Field, dataclass, field, fields, is_dataclass
from enum import Enum
from pathlib import Path
from stat import S_ISREG
from typing import Any

from . import __version__, model
from .errors import ProjectError
from .files import read_bytes, write_bytes

FOLDER = ".publish/cache"
MAX_ROWS = 250_000
"""Of a table: a hundred thousand articles would need more, and then only the oldest work is lost.
Some 30 MB."""
SETTLED = 2_000_000_000
"""A file that was changed less than these nanoseconds before it was read may have been changed once
more in the same tick of its clock: the digest is taken again (git's "racy" files)."""
ABSENT = "-"
"""The digest of a file that is not there."""
NO_FILE = "!"
"""The digest of a pipe, a folder or a device in the place of a file."""
_FOLDER = Path(__file__).parent

_NESTED = (list, dict)

Row = Any
"""What JSON can hold."""


@dataclass(slots=True)
class Table:
    """Rows by their keys, the longest unused ones first."""

    path: Path
    rows: dict[str, Row] = field(default_factory=dict)
    changed: bool = False

    def get(self, key: str) -> Row | None:
        """Give a row, or nothing."""
        return self.rows.get(key)

    def put(self, key: str, row: Row) -> None:
        """Keep a row, the latest of all."""
        self.rows.pop(key, None)
        self.rows[key] = row
        self.changed = True

    def save(self) -> None:
        """Write the table if it has changed; a disk that is full or read-only is no fault."""
        if not self.changed:
            return
        import json  # noqa: PLC0415 (a start without a cache needs none)

        for key in list(self.rows)[: max(0, len(self.rows) - MAX_ROWS)]:
            del self.rows[key]
        body = json.dumps(self.rows, ensure_ascii=False, separators=(",", ":")).encode()
        try:
            if self.path.parent.is_symlink() or self.path.parent.parent.is_symlink():
                return
            write_bytes(self.path.parent / ".gitignore", b"*\n")
            write_bytes(self.path, _seal(body) + b"\n" + body)
        except ProjectError:
            return
        self.changed = False


def _seal(body: bytes) -> bytes:
    return hashlib.sha256(body).hexdigest().encode()


def _read_table(path: Path) -> Table:
    import json  # noqa: PLC0415

    try:
        seal, _, body = read_bytes(path).partition(b"\n")
        rows = json.loads(body) if seal == _seal(body) else {}
    except (ProjectError, ValueError, RecursionError):
        rows = {}
    return Table(path, rows if isinstance(rows, dict) else {})


class Cache:
    """The tables of one project, and the digests of its files."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._tables: dict[str, Table] = {}
        self._files: Table | None = None
        self._now = time.time_ns()
        self.reads = 0
        """How many files had to be read for their digests."""

    def table(self, name: str) -> Table:
        """Give a table; read when it is first asked for."""
        if name not in self._tables:
            self._tables[name] = _read_table(self.root / FOLDER / f"{name}.json")
        return self._tables[name]

    def digest(self, path: str) -> str:
        """Give the digest of a file's bytes, ABSENT or NO_FILE; read if its stat has changed."""
        try:
            stat = os.stat(path)  # noqa: PTH116 (thousands of them: a Path costs as much again)
        except OSError:
            return ABSENT
        # One string: a row of numbers takes three times as long to read.
        found = f"{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {stat.st_ino} "
        files = self._files = self._files or self.table("files")
        row = files.rows.get(path)
        if isinstance(row, str) and row.startswith(found):
            return row[len(found) :]
        if not S_ISREG(stat.st_mode):  # a pipe would be waited for
            return NO_FILE
        try:
            with open(path, "rb") as stream:  # noqa: PTH123
                digest = digest_of(stream.read())
        except OSError:
            return ABSENT
        self.reads += 1
        if self._now - max(stat.st_mtime_ns, stat.st_ctime_ns) > SETTLED:
            files.put(path, found + digest)
        return digest

    def save(self) -> None:
        """Write every table that has changed."""
        for table in self._tables.values():
            table.save()


def digest_of(data: bytes) -> str:
    """Give 160 bits of SHA-256, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()[:40]


def key_of(*parts: str) -> str:
    """Give one digest of several texts; no two lists of texts have the same."""
    return digest_of("".join([f"{len(part)}:{part}" for part in parts]).encode())


def program() -> str:
    """Give a digest of what computes: this package as it is installed, and all its neighbours.

    Another version of any package (the folder lists them by name and version), of Python, or of a
    module of ours makes every old result a stranger.
    """
    ours = []
    for folder, inner, names in os.walk(_FOLDER):
        inner[:] = sorted(each for each in inner if each != "__pycache__")
        for name in sorted(names):
            path = os.path.join(folder, name)  # noqa: PTH118
            stat = os.stat(path)  # noqa: PTH116
            ours.append(f"{path} {stat.st_size} {stat.st_mtime_ns}")
    others = [
        name
        for folder in sys.path
        if folder.endswith("-packages") and os.path.isdir(folder)  # noqa: PTH112
        for name in sorted(os.listdir(folder))  # noqa: PTH208
        if name.endswith(".dist-info")
    ]
    return key_of(__version__, sys.version, *ours, *others)


# --- values as JSON -------------------------------------------------------------------------


def encode(value: object) -> Row:
    """Give a value of the vocabulary as JSON; `decode` gives an equal one back."""
    if isinstance(value, Enum):
        return {"of": type(value).__name__, "is": value.value}
    if is_dataclass(value) and not isinstance(value, type):
        return {
            "of": type(value).__name__,
            "has": {each.name: encode(told) for each, told in _told(value)},
        }
    if isinstance(value, tuple):
        return [encode(each) for each in value]
    if value is None or isinstance(value, (str, int, float)):
        return value
    raise TypeError(f"{type(value).__name__} cannot be kept")


def _told(value: Any) -> Iterator[tuple[Field[Any], Any]]:  # noqa: ANN401 (any dataclass)
    """Give the fields that say something else than they do by default."""
    for each in fields(value):
        told = getattr(value, each.name)
        if type(told) is not type(each.default) or told != each.default:
            yield each, told


def decode(row: Row) -> Any:  # noqa: ANN401 (any value of the vocabulary)
    """Give a value back from its JSON; only names of the vocabulary are looked up."""
    if isinstance(row, list):
        return tuple([decode(each) if isinstance(each, _NESTED) else each for each in row])
    if not isinstance(row, dict):
        return row
    kind = vars(model)[row["of"]]
    if "is" in row:
        return kind(row["is"])
    told = row["has"].items()
    return kind(
        **{name: decode(each) if isinstance(each, _NESTED) else each for name, each in told}
    )
