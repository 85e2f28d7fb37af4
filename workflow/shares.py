"""Work divided among processes that know what we know: forked, so that nothing is handed out.

A piece is a function without arguments. Numbers of lots of pieces lie in a pipe, and whoever is
free takes the next. What a helper hands back are the pickled results of its lots, once, at the end.
What a helper has not handed back, because it was killed or failed, is done here again: nothing
is lost, and what a piece raises is raised here.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import NoReturn, TypeVar

Result = TypeVar("Result")
Lot = Sequence[Callable[[], Result]]

LOTS = 32
"""For each process: the last ones to be done are small, and no process waits long for another."""
_NUMBER, _LENGTH = 4, 8
"""Bytes of a number in the pipe, and of the length before what a helper hands back."""


def default_workers() -> int:
    """Give how many processes this machine can run at once, as far as we are let."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def can_fork() -> bool:
    """Say whether a process that goes on where we are is as good as we: not beside threads."""
    return sys.platform == "linux" and threading.active_count() == 1


def shared(pieces: Lot[Result], workers: int) -> list[Result]:
    """Give what each piece gives, in their order, from so many processes, this one included.

    The last pieces are begun first. One process does it all where none can be forked.
    """
    size = -(-len(pieces) // (LOTS * max(workers, 1))) or 1
    lots = [pieces[at : at + size] for at in range(0, len(pieces), size)]
    if workers < 2 or len(lots) < 2 or not can_fork():
        return [piece() for piece in pieces]
    done = _divided(lots, min(workers, len(lots)) - 1)
    return [each for at, lot in enumerate(lots) for each in (done.get(at) or _all(lot))]


def _divided(lots: Sequence[Lot[Result]], helpers: int) -> dict[int, list[Result]]:
    """Give the results of lots by their number; those of a helper that died are not among them."""
    taking, giving = os.pipe()
    os.write(giving, b"".join(at.to_bytes(_NUMBER, "big") for at in reversed(range(len(lots)))))
    os.close(giving)
    children: dict[int, int] = {}
    try:
        for _ in range(helpers):
            ours, theirs = os.pipe()
            child = _fork()
            if child == 0:
                _help(lots, taking, theirs)
            os.close(theirs)
            if child is None:  # no process to be had
                os.close(ours)
                break
            children[child] = ours
        done = _taken(lots, taking)
        for ours in children.values():
            done.update(_handed(ours))
    except BaseException:
        for child in children:
            os.kill(child, signal.SIGKILL)
        raise
    finally:
        os.close(taking)
        for child, ours in children.items():
            os.close(ours)
            os.waitpid(child, 0)
    return done


def _fork() -> int | None:
    """Give the child, 0 to the child itself, None where there is none; Ctrl-C is for us alone."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    child: int | None = None
    with suppress(OSError):
        child = os.fork()
    if child != 0:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
    return child


def _help(lots: Sequence[Lot[Result]], taking: int, theirs: int) -> NoReturn:
    """Be a helper: take lots until there are none, hand back, and end without a trace."""
    try:
        gc.freeze()  # what we have from before is not ours to look through
        data = pickle.dumps(_taken(lots, taking), pickle.HIGHEST_PROTOCOL)
        with open(theirs, "wb") as stream:
            stream.write(len(data).to_bytes(_LENGTH, "big") + data)
    finally:
        os._exit(0)  # whatever happened: what we have not handed back is done where we came from


def _taken(lots: Sequence[Lot[Result]], taking: int) -> dict[int, list[Result]]:
    done = {}
    while number := os.read(taking, _NUMBER):
        at = int.from_bytes(number, "big")
        done[at] = _all(lots[at])
    return done


def _all(lot: Lot[Result]) -> list[Result]:
    return [piece() for piece in lot]


def _handed(ours: int) -> dict[int, list[Result]]:
    """Give what a helper hands back: nothing, if it is not whole."""
    with open(ours, "rb", closefd=False) as stream:
        length = int.from_bytes(stream.read(_LENGTH), "big")
        data = stream.read()
    done: dict[int, list[Result]] = {}
    if data and len(data) == length:
        done = pickle.loads(data)  # noqa: S301 (of a process of our own)
    return done
