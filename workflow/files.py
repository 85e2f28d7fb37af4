"""Files ↔ text: read with every fault at its line; write whole or not at all (law 7)."""

from __future__ import annotations

import os
from pathlib import Path
from stat import S_IFBLK, S_IFCHR, S_IFDIR, S_IFIFO, S_IFMT, S_IFSOCK, S_ISREG

from .errors import InputError, ProjectError
from .model import Finding, Position, Severity

_KINDS = {
    S_IFIFO: "pipe",
    S_IFDIR: "folder",
    S_IFSOCK: "socket",
    S_IFCHR: "device",
    S_IFBLK: "device",
}


def read_bytes(path: Path) -> bytes:
    """Give the bytes of a file; a file that cannot be opened is a ProjectError.

    So is a pipe or a device that lies among the files: whoever waits for it may wait for ever. One
    that a shell has opened (`<(command)`, /dev/stdin) is read.
    """
    try:
        if not path.is_relative_to("/dev") and (what := _other_than_file(path)):
            raise ProjectError(f"{path}: it is a {what}, no file")
        return path.read_bytes()
    except OSError as error:
        raise ProjectError(f"{path}: {error.strerror}") from error


def is_there(path: Path) -> bool:
    """Say whether there is a file; a pipe or a folder in its place is a ProjectError."""
    if path.is_file():
        return True
    if what := _other_than_file(path):
        raise ProjectError(f"{path}: it is a {what}, no file", "take it away")
    return False


def _other_than_file(path: Path) -> str:
    """Give what lies there instead of a file, if anything does; links are followed."""
    try:
        mode = path.stat().st_mode
    except OSError:
        return ""
    return "" if S_ISREG(mode) else _KINDS.get(S_IFMT(mode), "special file")


def decode(data: bytes, path: str) -> str:
    """Give the text of UTF-8 bytes; each bad byte is reported at its line (InputError)."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        findings = []
        for number, line in enumerate(data.split(b"\n"), 1):
            try:
                line.decode("utf-8")
            except UnicodeDecodeError as error:
                column = len(line[: error.start].decode("utf-8")) + 1
                findings.append(
                    Finding(
                        Position(path, number, column),
                        Severity.ERROR,
                        "P002",
                        "encoding",
                        f"byte 0x{line[error.start]:02x} is not UTF-8",
                        "save the file as UTF-8",
                    )
                )
        raise InputError(findings) from None


def read_text(path: Path, name: str) -> str:
    """Give the text of a UTF-8 file, line ends untouched; `name` is what findings call it."""
    return decode(read_bytes(path), name)


def write_bytes(path: Path, data: bytes) -> bool:
    """Leave exactly these bytes in the file, or the old ones on any fault; say whether they differ.

    Written beside the file, synced, and renamed over it, so that neither a full disk nor a kill
    leaves a part (law 7). A file that already holds the bytes is not touched. A link stays a link,
    and what is no file, such as `/dev/null` or a pipe, is written into and never replaced.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            path.write_bytes(data)
            return True
        real = leads_to(path)
        if real.is_file() and real.read_bytes() == data:
            return False
        import tempfile  # noqa: PLC0415 (most starts write nothing)

        real.parent.mkdir(parents=True, exist_ok=True)
        mode = real.stat().st_mode & 0o777 if real.exists() else 0o666 & ~_umask()
        descriptor, temporary = tempfile.mkstemp(prefix=f".{real.name}.", dir=real.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(mode)
            Path(temporary).replace(real)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ProjectError(f"{path}: cannot write: {error.strerror}") from error
    return True


def leads_to(path: Path) -> Path:
    """Give where a path leads, links followed; of links in a circle, one of them."""
    return Path(os.path.realpath(path))


def write_text(path: Path, text: str) -> bool:
    """Leave exactly this text in the file, in UTF-8; see `write_bytes`."""
    return write_bytes(path, text.encode("utf-8"))


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
