"""Law 7: a write is whole or not at all, on a full disk and under SIGKILL too."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from workflow.errors import InputError, ProjectError
from workflow.files import decode, read_bytes, write_bytes

OLD, NEW = b"old\n" * 50_000, b"new!\n" * 400_000


def test_what_is_no_file_is_written_into_and_stays_what_it_is(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    assert write_bytes(pipe, b"one")
    assert os.read(reader, 9) == b"one"
    os.close(reader)
    assert pipe.is_fifo()


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.po").write_bytes(b"old")
    link = tmp_path / "link.po"
    link.symlink_to("real.po")
    assert write_bytes(link, b"new")
    assert link.is_symlink()
    assert (tmp_path / "real.po").read_bytes() == b"new"


def test_a_write_says_whether_the_file_changed(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "file.po"
    assert write_bytes(path, b"one")
    before = path.stat()
    assert not write_bytes(path, b"one")
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert write_bytes(path, b"two")
    assert path.read_bytes() == b"two"
    assert [each.name for each in path.parent.iterdir()] == ["file.po"]


def test_the_rights_of_a_file_stay(tmp_path: Path) -> None:
    path = tmp_path / "file.po"
    write_bytes(path, b"one")
    path.chmod(0o640)
    write_bytes(path, b"two")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_full_disk_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "file.po"
    path.write_bytes(OLD)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        with pytest.raises(ProjectError, match="cannot write"):
            write_bytes(path, NEW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == OLD
    assert [each.name for each in tmp_path.iterdir()] == ["file.po"]


def test_a_kill_leaves_the_old_file_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "file.po"
    program = (
        "import sys; from pathlib import Path; from workflow.files import write_bytes\n"
        "old, new = b'old\\n' * 50_000, b'new!\\n' * 400_000\n"
        "print('ready', flush=True)\n"
        "path = Path(sys.argv[1])\n"
        "while True:\n    write_bytes(path, new); write_bytes(path, old)\n"
    )
    root = Path(__file__).parent.parent
    for round_ in range(8):
        path.write_bytes(OLD)
        child = subprocess.Popen(
            [sys.executable, "-c", program, path],
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(root)},
        )
        assert child.stdout
        child.stdout.readline()
        time.sleep(0.004 * round_)
        child.kill()
        child.wait()
        child.stdout.close()
        assert path.read_bytes() in {OLD, NEW}


def test_each_bad_byte_is_told_at_its_line_and_column() -> None:
    with pytest.raises(InputError) as caught:
        decode(b"one\ntw\xff\nthree\n\xc3(\n", "a.md")
    places = [(each.position.line, each.position.column) for each in caught.value.findings]
    assert places == [(2, 3), (4, 1)]


def test_a_file_that_is_not_there_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="No such file"):
        read_bytes(tmp_path / "nothing")
