"""A real scheduler and two workers, as processes of their own, one of them killed in mid-run."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bench.newsroom import Size, make_newsroom
from workflow.commands.build import Build
from workflow.errors import ProjectError
from workflow.project import Project, find_project

pytest.importorskip("distributed")
pytestmark = [pytest.mark.client, pytest.mark.filterwarnings("ignore")]

SIZE = Size(8, ("ar",), units=3, complete=True)
Process = subprocess.Popen[bytes]


def start(word: str, *options: str | Path, folder: Path) -> Process:
    program = [sys.executable, "-m", f"distributed.cli.dask_{word}"]
    quiet = subprocess.DEVNULL
    return subprocess.Popen([*program, *options], cwd=folder, stdout=quiet, stderr=quiet)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[Process]]]:
    """Give the address and two workers, each in a folder of its own."""
    file = tmp_path / "scheduler.json"
    options = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-show")
    scheduler = start("scheduler", *options, "--scheduler-file", file, folder=tmp_path)
    workers: list[Process] = []
    try:
        for _ in range(600):
            if file.exists() and file.read_text("utf-8").endswith("}"):
                break
            time.sleep(0.1)
        address = json.loads(file.read_text("utf-8"))["address"]
        for name in ("one", "two"):
            (tmp_path / name).mkdir()
            words = (address, "--nthreads", "1", "--no-nanny", "--no-dashboard")
            workers.append(start("worker", *words, folder=tmp_path / name))
        await_workers(address, 2)
        yield address, workers
    finally:
        for process in (*workers, scheduler):
            process.kill()
            process.wait()


def await_workers(address: str, count: int) -> None:
    from distributed import Client  # noqa: PLC0415

    connect: Any = Client
    with connect(address, set_as_default=False) as client:
        client.wait_for_workers(count, timeout=60)


def outputs(project: Project) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in (project.root / "output").rglob("*.pdf")}


def test_a_killed_worker_loses_nothing_and_the_bytes_are_those_of_one_machine(
    cluster: tuple[str, list[Process]], tmp_path: Path
) -> None:
    address, workers = cluster
    there = find_project(make_newsroom(tmp_path / "there", SIZE))
    made = []
    for each in Build(there, there.slugs(), ("ar",)).run(scheduler=address):
        made.append(each)
        if len(made) == 2:
            workers[0].send_signal(signal.SIGKILL)
    assert sorted(each.slug for each in made if each.rendered) == list(there.slugs())
    assert [each.error for each in made if each.error] == []
    here = find_project(make_newsroom(tmp_path / "here", SIZE))
    assert all(each.rendered for each in Build(here, here.slugs(), ("ar",)).run(2))
    assert outputs(there) == outputs(here)


def test_a_cluster_without_workers_is_refused(cluster: tuple[str, list[Process]]) -> None:
    from workflow.jobs import cluster as connect  # noqa: PLC0415

    address, workers = cluster
    assert connect(address)[0] == 2
    for worker in workers:
        worker.kill()
        worker.wait()
    time.sleep(1)
    with pytest.raises(ProjectError, match="has no workers"):
        connect(address)


def test_a_scheduler_that_does_not_answer_is_a_plain_error(tmp_path: Path) -> None:
    folder = make_newsroom(tmp_path / "news", SIZE)
    command = [sys.executable, "-m", "workflow", "build", "--scheduler", "tcp://127.0.0.1:9"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("publish: error: no scheduler answers at tcp://127.0.0.1:9\n")
