"""Work → its bytes, done in a process of its own that cannot take more than it is given.

What a page holds was written by others (law 9): a text that would fill the memory or never end
takes its own child down, and nothing else.
"""

from __future__ import annotations

import gc
import os
import pickle
import resource
import select
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from tempfile import TemporaryDirectory
from typing import NoReturn

from ..errors import RenderError

MEMORY = 3 << 30
"""Bytes of address space that one render may take; a page of plain text needs a tenth of it."""

WALL = 10
"""How many times its seconds of processor time a child may take by the clock on the wall."""

_GARBAGE = 200_000
"""New objects after which a child looks for garbage: it lives too short to look often."""

_SHORTEN = "shorten or divide what is very long or deeply nested, then print it again"

_REPORT = "no text should do this: report it with the article, its catalog and the fonts you use"


def in_child(work: Callable[[], bytes], seconds: int) -> bytes:
    """Give what the work gives. Its RenderError is ours; a limit that it meets is one too.

    Any other exception of the child is a RuntimeError that holds its traceback. What it lays down
    for the time of its work goes with it.
    """
    with TemporaryDirectory(prefix="publish-", ignore_cleanup_errors=True) as folder:
        return _in_child(work, seconds, folder)


def _in_child(work: Callable[[], bytes], seconds: int, folder: str) -> bytes:
    reader, writer = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()  # what is there already is no garbage of the child's: its pages stay shared
    child = os.fork()
    if not child:
        os.close(reader)
        tempfile.tempdir = folder
        _work(work, writer, seconds)
    os.close(writer)
    try:
        told = _read(reader, time.monotonic() + seconds * WALL)
    finally:
        os.close(reader)
        if _is_running(child):
            os.kill(child, signal.SIGKILL)
        status = os.waitpid(child, 0)[1]
    if not told:
        raise RenderError(*_ended(status, seconds))
    kind, *values = pickle.loads(told)  # noqa: S301 (our own child wrote it)
    if kind == "done":
        return bytes(values[0])
    if kind == "refused":
        raise RenderError(*values)
    raise RuntimeError(values[0])


def _work(work: Callable[[], bytes], writer: int, seconds: int) -> NoReturn:
    """Be the child: work, tell, and leave without the parent's farewells."""
    told: tuple[object, ...]
    gc.set_threshold(_GARBAGE)
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        if sys.platform == "linux":
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        told = ("done", work())
    except RenderError as error:
        told = ("refused", error.message, error.hint)
    except RecursionError:
        told = ("refused", "its boxes are nested too deeply to be laid out", _SHORTEN)
    except MemoryError:
        told = ("refused", f"it needs more than {MEMORY >> 30} GB of memory", _SHORTEN)
    except BaseException:  # noqa: BLE001 (what is told here is raised in the parent)
        import traceback  # noqa: PLC0415

        told = ("fault", traceback.format_exc())
    try:
        with os.fdopen(writer, "wb") as stream:
            stream.write(pickle.dumps(told))
    finally:
        os._exit(0)


def _read(reader: int, until: float) -> bytes:
    """Read until the child is done; nothing if that is too late or not whole."""
    parts: list[bytes] = []
    while (left := until - time.monotonic()) > 0:
        if not select.select([reader], [], [], left)[0]:
            return b""
        part = os.read(reader, 1 << 16)
        if not part:
            return b"".join(parts)
        parts.append(part)
    return b""


def _is_running(child: int) -> bool:
    return os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None


def _ended(status: int, seconds: int) -> tuple[str, str]:
    """Say how a child ended that told nothing, and what can be done."""
    killer = os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0
    if killer in {signal.SIGXCPU, signal.SIGKILL}:
        return f"it took more than {seconds} s to lay out", _SHORTEN
    return f"laying it out ended the page maker (signal {killer})", _REPORT
