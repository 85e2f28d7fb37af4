"""Many pure jobs at once: bytes in, bytes out, in worker processes; none lost, none done twice.

A worker holds fonts and styles from its first job on. Workers are replaced after a number of jobs,
so that what a library leaks is given back. When one is killed, what it had not handed in is done
again.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    Executor,
    Future,
    ThreadPoolExecutor,
    wait,
)
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import connection
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


def local_pool(workers: int, preload: str) -> Pool:
    """Give what makes a pool of processes of this machine, which have imported a module."""
    method = "forkserver" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    if method == "forkserver":
        context.set_forkserver_preload([preload])
    return lambda: _Workers(workers, context)


class _Workers(Executor):
    """Processes, and a folder for what they lay down: it goes with them, however they end.

    Each has a pipe of its own: one that is killed, in the middle of its result too, keeps nobody
    else from handing in, and only its own job is lost. Another takes its place.
    """

    def __init__(self, workers: int, context: Any) -> None:  # noqa: ANN401 (of no public type)
        self.folder = TemporaryDirectory(prefix="publish-", ignore_cleanup_errors=True)
        self._context = context
        self._threads = ThreadPoolExecutor(workers)
        """Each waits for one process."""
        self._mine = threading.local()
        self._starting = threading.Lock()
        self._started: list[_Worker] = []
        self._ended = False

    def submit(self, function: Callable[..., Any], /, *given: Any, **_: Any) -> Future[Any]:  # noqa: ANN401
        """Have a job done by the next process that is free."""
        return self._threads.submit(self._ask, function, *given)

    def _ask(self, function: Job, job: bytes) -> bytes:
        """Have the process of this thread do a job; BrokenExecutor if it dies of it."""
        worker: _Worker = getattr(self._mine, "worker", None) or self._start()
        try:
            result, fault = _asked(worker, function, job)
        except (EOFError, OSError) as error:
            self._mine.worker = None
            raise BrokenExecutor from error
        if fault:
            raise fault
        return bytes(result)

    def _start(self) -> _Worker:
        with self._starting:
            if self._ended:
                raise BrokenExecutor
            ours, theirs = self._context.Pipe()
            process = self._context.Process(
                target=_serve, args=(theirs, self.folder.name), daemon=True
            )
            process.start()
            theirs.close()
            self._mine.worker = (ours, process)
            self._started.append(self._mine.worker)
        return ours, process

    def end(self, *, at_once: bool) -> None:
        """Wait until all is done; at once: kill what is being done. No process, no thread stays."""
        with self._starting:
            self._ended = True
        for _, process in self._started if at_once else ():
            process.terminate()
        self._threads.shutdown(wait=True, cancel_futures=True)
        for ours, process in self._started:
            ours.close()  # which tells it to go
            process.join()
        self.folder.cleanup()


_Worker = tuple[Any, Any]
"""Our end of its pipe, and the process."""


def _asked(worker: _Worker, function: Job, job: bytes) -> tuple[Any, Exception | None]:
    """Hand a job out and give what comes back; EOFError or OSError if the process has died."""
    ours, process = worker
    ours.send((function, job))
    # Both: a child of the process may hold its end of the pipe when it has died.
    connection.wait([ours, process.sentinel])
    if not ours.poll():
        raise EOFError
    told: tuple[Any, Exception | None] = ours.recv()
    return told


def _serve(theirs: Any, folder: str) -> None:  # noqa: ANN401 (of no public type)
    """Be a process of the pool: do what is handed out until nobody hands out any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that writes
    tempfile.tempdir = folder
    with suppress(EOFError, OSError):
        while True:
            function, job = theirs.recv()
            told: tuple[Any, Exception | None]
            try:
                told = function(job), None
            except Exception as error:  # noqa: BLE001 (raised again where it was asked for)
                told = None, error
            theirs.send(told)


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
