"""One promise measured: ours and a peer in turns, as CPU seconds, and the ratio of the two.

Ours and the peer take turns (A B A B). A ratio is the median of the rounds' own ratios: this holds
on a busy machine, single times do not.
"""

from __future__ import annotations

import ctypes
import os
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
Run = Callable[[], None]
Measured = Callable[[], float]
KEEPING = {key: each for key, each in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
"""What a whole process is started with: bytecode is kept, as it is for a user."""
_CHILD_SUBREAPER = 36


@dataclass(frozen=True, slots=True)
class Row:
    """One promise: what was measured, and the ratio that was promised."""

    name: str
    ours: float
    peer: float
    ratio: float
    goal: float | None = None
    at_least: bool = False
    """The more the better; else the less."""
    unit: str = "s"
    """Of what was measured: CPU seconds, where it says nothing else."""

    @property
    def kept(self) -> bool:
        """Say whether the goal is met."""
        if self.goal is None:
            return True
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    @property
    def share(self) -> float | None:
        """Give how much of what is allowed it takes: 1 meets the goal exactly."""
        if self.goal is None:
            return None
        return self.goal / self.ratio if self.at_least else self.ratio / self.goal


def adopt_orphans() -> None:
    """Become the parent of every process that loses its own, so that its CPU time is seen, too."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)


def child(*command: str | Path, folder: Path = ROOT) -> Run:
    """Make a run of a whole process; it must end well."""

    def run() -> None:
        quiet = subprocess.DEVNULL
        subprocess.run(command, cwd=folder, check=True, stdout=quiet, stderr=quiet, env=KEEPING)

    return run


def cpu(run: Run) -> float:
    """Give the CPU seconds of the children of one run, and of all that they have started."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run()
    try:
        while True:
            os.wait()  # for the orphans
    except ChildProcessError:
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def measure(
    name: str,
    ours: Measured,
    peer: Measured,
    rounds: int,
    goal: float | None = None,
    *,
    at_least: bool = False,
    warm_up: bool = True,
) -> Row:
    """Take turns; the first round warms up and is not counted. `at_least` is the peer over ours."""
    times = [(ours(), peer()) for _ in range(rounds + warm_up)][warm_up:]
    mine, other = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(b / a if at_least else a / b for a, b in times)
    return Row(name, mine, other, ratio, goal, at_least)


def publish() -> Path:
    """Give the command as it is installed."""
    return Path(sys.executable).parent / "publish"
