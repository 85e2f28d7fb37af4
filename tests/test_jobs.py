"""Many jobs at once: none lost, none done twice, whatever happens to a worker."""

from __future__ import annotations

import os
import signal
import struct
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from workflow import jobs
from workflow.errors import RenderError
from workflow.jobs import local_pool, run_jobs

POOL = local_pool(2, "tests.test_jobs")


def double(job: bytes) -> bytes:
    return job * 2


def process(_: bytes) -> bytes:
    return str(os.getpid()).encode()


def die_once(job: bytes) -> bytes:
    """Kill this process if the file that the job names is not there yet."""
    path = Path(job.decode())
    if path.name == "7" and not path.exists():
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return job


def die(job: bytes) -> bytes:
    if job == b"7":
        os.kill(os.getpid(), signal.SIGKILL)
    return job


def lay_down(job: bytes) -> bytes:
    return tempfile.mkdtemp().encode()


def large(job: bytes) -> bytes:
    return bytes(5_000_000)


def cut_off(job: bytes) -> bytes:
    """Kill this process in the middle of handing in its result, once."""
    path = Path(job.decode())
    if path.name == "7" and not path.exists():
        path.touch()

        def send(self: Connection, data: bytes) -> None:
            os.write(self.fileno(), struct.pack("!i", len(data)) + bytes(data[:1]))
            os.kill(os.getpid(), signal.SIGKILL)

        Connection._send_bytes = send  # type: ignore[attr-defined]
    return job


def leave_a_child(job: bytes) -> bytes:
    """Kill this process, once, and leave a child behind that holds all that was open in it."""
    path = Path(job.decode())
    if path.name == "7" and not path.exists():
        path.touch()
        child = os.fork()
        if not child:
            signal.pause()
        path.write_text(str(child), encoding="ascii")
        os.kill(os.getpid(), signal.SIGKILL)
    return job


def fail(job: bytes) -> bytes:
    raise ValueError(job)


def test_every_job_gives_its_own_result() -> None:
    work = [(number, b"%d" % number) for number in range(20)]
    assert dict(run_jobs(double, work, 2, POOL)) == {key: job * 2 for key, job in work}


def test_nothing_to_do_starts_nothing() -> None:
    def no_pool() -> Executor:
        raise AssertionError

    assert list(run_jobs(double, [], 2, no_pool)) == []


def test_workers_are_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "RECYCLE", 3)
    done = list(run_jobs(process, [(number, b"") for number in range(13)], 2, POOL))
    assert len(done) == 13
    assert len({result for _, result in done}) >= 3
    assert max(Counter(result for _, result in done).values()) <= 6


def test_a_killed_worker_loses_nothing(tmp_path: Path) -> None:
    work = [(number, str(tmp_path / str(number)).encode()) for number in range(20)]
    done = list(run_jobs(die_once, work, 2, POOL))
    assert sorted(key for key, _ in done) == list(range(20))
    assert dict(done) == dict(work)


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such kill")
def test_a_worker_killed_while_it_hands_in_keeps_nobody_waiting(tmp_path: Path) -> None:
    work = [(number, str(tmp_path / str(number)).encode()) for number in range(20)]
    done = list(run_jobs(cut_off, work, 2, POOL))
    assert len(done) == 20
    assert dict(done) == dict(work)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a child cannot hold what was open here")
def test_a_child_of_a_killed_worker_keeps_nobody_waiting(tmp_path: Path) -> None:
    work = [(number, str(tmp_path / str(number)).encode()) for number in range(20)]
    try:
        done = list(run_jobs(leave_a_child, work, 2, POOL))
    finally:
        os.kill(int((tmp_path / "7").read_text(encoding="ascii")), signal.SIGKILL)
    assert len(done) == 20
    assert dict(done) == dict(work)


def breaking_pool() -> Executor:
    """Make a pool that is found broken at the third job, as when a worker dies between two."""
    taken: list[Future[bytes]] = []

    def submit(*_: object) -> Future[bytes]:
        if len(taken) == 2:
            for future in taken:
                future.set_exception(BrokenExecutor())
            raise BrokenExecutor
        taken.append(Future())
        return taken[-1]

    pool = ThreadPoolExecutor(2)
    pool.submit = submit  # type: ignore[assignment, method-assign]
    return pool


def test_a_worker_that_dies_while_jobs_are_handed_out_loses_nothing() -> None:
    pools = iter([breaking_pool(), ThreadPoolExecutor(2), ThreadPoolExecutor(2)])
    work = [(number, b"%d" % number) for number in range(9)]
    done = list(run_jobs(double, work, 2, lambda: next(pools)))
    assert len(done) == 9
    assert dict(done) == {key: job * 2 for key, job in work}


def test_a_job_that_kills_its_worker_fails_alone() -> None:
    done = dict(run_jobs(die, [(number, b"%d" % number) for number in range(20)], 2, POOL))
    error = done.pop(7)
    assert isinstance(error, RenderError)
    assert done == {number: b"%d" % number for number in range(20) if number != 7}


def test_a_fault_of_ours_is_not_hidden() -> None:
    with pytest.raises(ValueError, match="x"):
        list(run_jobs(fail, [(0, b"x")], 2, POOL))


def test_jobs_are_read_no_faster_than_they_are_done() -> None:
    read = 0

    def work() -> Iterator[tuple[int, bytes]]:
        nonlocal read
        for number in range(50):
            read += 1
            yield number, b""

    results = run_jobs(double, work(), 2, lambda: ThreadPoolExecutor(2))
    for done, _ in enumerate(results, 1):
        assert read <= done + 6


@pytest.mark.skipif(not Path("/proc/self/exe").exists(), reason="asks Linux who is alive")
def test_who_stops_asking_ends_the_workers() -> None:
    threads = threading.enumerate()
    results = run_jobs(process, [(number, b"") for number in range(20)], 2, POOL)
    _, pid = next(results)
    results.close()
    assert isinstance(pid, bytes)
    assert threading.enumerate() == threads
    for _ in range(1000):
        if not Path(f"/proc/{int(pid)}/exe").exists():
            return
        time.sleep(0.01)
    raise AssertionError(f"worker {int(pid)} is still there")


@pytest.mark.parametrize("stopped", [False, True])
def test_what_workers_lay_down_goes_with_them(stopped: bool) -> None:  # noqa: FBT001
    results = run_jobs(lay_down, [(number, b"%d" % number) for number in range(8)], 2, POOL)
    places = []
    for _, place in results:
        assert isinstance(place, bytes)
        places.append(Path(place.decode()))
        if stopped:
            results.close()
    assert len({each.parent for each in places}) == 1
    assert not places[0].parent.exists()


def test_a_result_that_is_cut_off_is_not_waited_for() -> None:
    threads = threading.enumerate()
    results = run_jobs(large, [(0, b""), (1, b"")], 2, POOL)
    next(results)
    results.close()
    assert threading.enumerate() == threads


class Ending(ThreadPoolExecutor):
    """A pool in which jobs end with their worker, or not, as it is told."""

    def __init__(self, ends: Iterator[bool]) -> None:
        super().__init__(1)
        self.ends = ends

    def submit(self, function: Callable[..., Any], /, *given: object, **_: object) -> Future[Any]:
        if not next(self.ends, False):
            return super().submit(function, *given)
        future: Future[Any] = Future()
        future.set_exception(BrokenExecutor())
        return future


def test_who_was_not_alone_is_not_blamed() -> None:
    """A batch breaks, and then the last of it once more, alone: it may be tried again."""
    ends = iter([True] * 4 + [False] * 3 + [True])
    work = [(number, b"%d" % number) for number in range(4)]
    done = list(run_jobs(double, work, 2, lambda: Ending(ends)))
    assert len(done) == 4
    assert dict(done) == {key: job * 2 for key, job in work}
