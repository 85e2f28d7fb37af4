"""Work divided among processes: the same results in the same order, whatever becomes of a helper.

What is tested is forked in a fresh process: the suite's own has threads.
"""

import os
import subprocess
import sys
from textwrap import dedent

import pytest

from workflow.shares import can_fork, default_workers, shared

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked here")

BEGIN = """
import os, signal, threading
from functools import partial
from workflow.shares import shared
me = os.getpid()
"""


def run(program: str) -> None:
    """Run a program that asserts; its children must end with it."""
    done = subprocess.run(
        [sys.executable, "-c", BEGIN + dedent(program)],
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_results_come_in_the_order_of_the_pieces() -> None:
    run("""
        pieces = [partial(pow, number, 2) for number in range(1000)]
        for workers in (0, 1, 2, 3):
            assert shared(pieces, workers) == [number ** 2 for number in range(1000)]
        assert shared([], 2) == []
    """)


def test_two_are_at_work_at_once() -> None:
    run("""
        one, other = os.pipe(), os.pipe()
        def meet(ours, theirs):
            os.write(ours[1], b"x")
            assert os.read(theirs[0], 1) == b"x"
            return os.getpid()
        first, second = shared([partial(meet, one, other), partial(meet, other, one)], 2)
        assert first != second and me in {first, second}
    """)


def test_what_a_killed_helper_had_is_done_again() -> None:
    run("""
        told, died = os.pipe()
        waited = []
        def piece(number):
            if os.getpid() != me:
                os.write(died, b"x")
                os.kill(os.getpid(), signal.SIGKILL)
            if not waited:
                waited.append(os.read(told, 1))
            return number
        assert shared([partial(piece, number) for number in range(8)], 2) == list(range(8))
        assert waited == [b"x"]
    """)


def test_what_a_helper_cannot_hand_back_is_done_again() -> None:
    run("""
        told, begun = os.pipe()
        def piece(number):
            if os.getpid() != me:
                os.write(begun, b"x")
            elif number == 1:
                os.read(told, 1)
            return lambda: number
        assert [each() for each in shared([partial(piece, each) for each in range(2)], 2)] == [0, 1]
    """)


def test_what_a_piece_raises_is_raised_here_and_no_helper_stays() -> None:
    run("""
        def fail():
            raise ValueError("wrong")
        def stop():
            if os.getpid() == me:
                raise KeyboardInterrupt
            signal.pause()
        for pieces, error in (([fail] * 3, ValueError), ([stop] * 3, KeyboardInterrupt)):
            try:
                shared(pieces, 2)
            except error:
                pass
            else:
                raise AssertionError
            try:
                os.waitpid(-1, 0)
            except ChildProcessError:
                pass
            else:
                raise AssertionError
    """)


def test_beside_a_thread_and_alone_nothing_is_forked() -> None:
    run("""
        assert set(shared([os.getpid] * 4, 1)) == {me}
        end = threading.Event()
        thread = threading.Thread(target=end.wait)
        thread.start()
        assert set(shared([os.getpid] * 4, 2)) == {me}
        end.set()
        thread.join()
    """)


def test_where_nothing_can_be_forked_one_process_does_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert not can_fork()
    assert set(shared([os.getpid] * 4, 2)) == {os.getpid()}


def test_no_process_to_be_had_is_no_fault() -> None:
    run("""
        def refuse():
            raise OSError
        os.fork = refuse
        assert set(shared([os.getpid] * 4, 2)) == {me}
    """)


def test_there_is_a_worker_for_every_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    assert 1 <= default_workers() <= (os.cpu_count() or 1)
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    assert default_workers() == (os.cpu_count() or 1)


def test_a_check_finds_the_same_with_one_process_and_with_several() -> None:
    run("""
        import tempfile
        from pathlib import Path
        from tests.bench.check import po, read_samples
        from workflow import rules
        from workflow.commands.check import check_files
        from workflow.commands.results import Asked

        rules._MANY, forks, fork = 1, [], os.fork
        def counted():
            forks.append(1)
            return fork()
        os.fork = counted
        with tempfile.TemporaryDirectory() as folder:
            files = [Path(folder) / f"{name}.po" for name in ("one", "two", "three")]
            for file in files:
                file.write_text(po(read_samples()), encoding="utf-8")
            told = [check_files(files, Asked(jobs=jobs)) for jobs in (1, 2, 3)]
        assert len(forks) == 3
        assert told[0] == told[1] == told[2]
        assert len(told[0].findings) > 300
        assert len({repr(each) for each in told}) == 1
    """)
