"""Many jobs at once: none lost, none done twice, whatever happens to a worker."""

from __future__ import annotations

import os
import signal
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path

import pytest

from workflow import jobs
from workflow.errors import RenderError
from workflow.jobs import default_workers, local_pool, run_jobs

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
    results = run_jobs(process, [(number, b"") for number in range(20)], 2, POOL)
    _, pid = next(results)
    results.close()  # type: ignore[attr-defined]
    assert isinstance(pid, bytes)
    for _ in range(1000):
        if not Path(f"/proc/{int(pid)}/exe").exists():
            return
        time.sleep(0.01)
    raise AssertionError(f"worker {int(pid)} is still there")


def test_there_is_a_worker_for_every_processor() -> None:
    assert 1 <= default_workers() <= (os.cpu_count() or 1)
