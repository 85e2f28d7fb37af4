"""Many pure jobs at once: bytes in, bytes out, in worker processes; none lost, none done twice.

A worker holds fonts and styles from its first job on. Workers are replaced after a number of jobs,
so that what a library leaks is given back. When one is killed, what it had not handed in is done
again.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import tempfile
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from dataclasses import dataclass, field
from tempfile import TemporaryDirectory
from typing import Any, Generic, TypeVar

from .errors import ProjectError, RenderError

Key = TypeVar("Key")
Job = Callable[[bytes], bytes]
Pool = Callable[[], Executor]

RECYCLE = 100
"""Jobs of a worker."""
ATTEMPTS = 2
"""A job whose worker dies so often, when nothing else is being done, is what kills it."""

_DEADLY = "the process that rendered it died, again and again"


def default_workers() -> int:
    """Give how many processes this machine can run at once, as far as we are let."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def local_pool(workers: int, preload: str) -> Pool:
    """Give what makes a pool of processes of this machine, which have imported a module."""
    method = "forkserver" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload([preload])
    return lambda: _Workers(workers, context)


class _Workers(ProcessPoolExecutor):
    """Processes, and a folder for what they lay down: it goes with them, however they end."""

    def __init__(self, workers: int, context: Any) -> None:  # noqa: ANN401 (of no public type)
        self.folder = TemporaryDirectory(prefix="publish-", ignore_cleanup_errors=True)
        super().__init__(workers, context, initializer=_begin, initargs=(self.folder.name,))

    def end(self, *, at_once: bool) -> None:
        """Wait until all is done; at once: kill what is being done. No process, no thread stays."""
        if at_once and self._processes and self._result_queue:
            for process in self._processes.values():
                process.terminate()
            # a result that was cut off in the middle would be waited for: we hold its other end
            self._result_queue._writer.close()  # type: ignore[attr-defined]  # noqa: SLF001
        # who does not wait here leaves a thread that fails when the interpreter ends
        self.shutdown(wait=True, cancel_futures=True)
        self.folder.cleanup()


def cluster(address: str) -> tuple[int, Pool]:
    """Give how many jobs a Dask cluster does at once, and what makes an executor on it.

    Its workers need this program, its fonts and nothing else: they share no disk with us. A worker
    that is killed costs only time: its jobs go to the others.
    """
    try:
        from distributed import Client  # noqa: PLC0415 (an extra: most have one machine)
    except ImportError as error:
        hint = "type: python -m pip install 'diptych[cluster]'"
        raise ProjectError("--scheduler needs Dask", hint) from error
    connect: Any = Client  # of no type
    try:
        client = connect(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ProjectError(
            f"no scheduler answers at {address}", "start one: dask scheduler"
        ) from error
    threads = client.nthreads()
    if not threads or max(threads.values()) > 1:
        what = "has workers with more than one thread" if threads else "has no workers"
        hint = f"start each so: dask worker {address} --nthreads 1"
        raise ProjectError(f"the cluster at {address} {what}", hint)
    return len(threads), lambda: client.get_executor(pure=False, retries=ATTEMPTS)


def _begin(folder: str) -> None:
    """Leave Ctrl-C, which every process of the terminal gets, to the one that writes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder


def run_jobs(
    function: Job, jobs: Iterable[tuple[Key, bytes]], workers: int, open_pool: Pool
) -> Generator[tuple[Key, bytes | RenderError]]:
    """Give each job's result as soon as it is there; a job is read when a worker is nearly free.

    When a worker dies, what was being done is done again, one job at a time, so that it is known
    which one kills: that one gives a RenderError. Whoever stops asking, by Ctrl-C too, ends the
    workers.
    """
    queue = _Queue(iter(jobs))
    while queue.advance():
        pool = open_pool()
        try:
            yield from _generation(pool, function, queue, workers)
        except BaseException:
            _end(pool, at_once=True)
            raise
        _end(pool, at_once=False)


@dataclass(slots=True)
class _Queue(Generic[Key]):
    """What is to be done: first what was being done when a worker died."""

    fresh: Iterator[tuple[Key, bytes]]
    again: deque[tuple[Key, bytes, int]] = field(default_factory=deque)
    ahead: tuple[Key, bytes, int] | None = None
    """The next one of the fresh."""

    def advance(self) -> bool:
        """Say whether anything is left."""
        if self.ahead is None:
            job = next(self.fresh, None)
            self.ahead = (*job, 0) if job else None
        return bool(self.again or self.ahead)

    def take(self) -> tuple[Key, bytes, int]:
        """Give the next job, after `advance` has said that there is one."""
        if self.again:
            return self.again.popleft()
        job, self.ahead = self.ahead, None
        assert job
        return job


def _generation(
    pool: Executor, function: Job, queue: _Queue[Key], workers: int
) -> Generator[tuple[Key, bytes | RenderError]]:
    """Do what one generation of workers may do, or less if one of them dies."""
    running: dict[Future[bytes], tuple[Key, bytes, int]] = {}
    left = RECYCLE * workers
    while True:
        most = 1 if queue.again else 2 * workers
        while left and len(running) < most and queue.advance():
            job = queue.take()
            try:
                running[pool.submit(function, job[1])] = job
            except BrokenExecutor:  # a worker died while we were handing out
                queue.again.appendleft(job)
                left = 0
            else:
                left -= 1
        if not running:
            return
        single = len(running) == 1  # who dies then has nobody else to blame
        for future in wait(running, return_when=FIRST_COMPLETED).done:
            key, payload, died = running.pop(future)
            if future.cancelled():
                raise ProjectError("the scheduler has gone", "start it, and build again")
            error = future.exception()
            if type(error).__name__ == "KilledWorker":  # Dask's, which has tried it again and again
                yield key, RenderError(_DEADLY)
                continue
            if not isinstance(error, BrokenExecutor):
                yield key, future.result()
                continue
            left = 0
            died += single
            if died < ATTEMPTS:
                queue.again.append((key, payload, died))
            else:
                yield key, RenderError(_DEADLY)


def _end(pool: Executor, *, at_once: bool) -> None:
    """End a pool; at once: without waiting for what it is at."""
    if isinstance(pool, _Workers):
        pool.end(at_once=at_once)
    else:
        pool.shutdown(wait=not at_once)
