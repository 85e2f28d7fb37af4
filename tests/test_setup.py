"""`.ci/setup` on machines that lack something: what it says, what it installs, and that only once.

Each test builds its machine: a PATH that holds a few of the real programs and fakes of the rest.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

HOME = Path(__file__).parent.parent
REAL = "awk cat chmod cksum dirname env find grep mkdir rm sh tar touch true"

# A Python without Pango until `apt-get` has brought it; its pip writes down what it is asked for.
PYTHON = f"""
case $* in
    *ctypes*) [ -e "$MACHINE/pango" ] ;;
    *"import pip"*) ;;
    "-m pip"*) echo "pip $*" >>"$MACHINE/log"; [ ! -e "$MACHINE/offline" ] ;;
    "-m venv"*) mkdir -p .venv/bin; cat "$0" >.venv/bin/python; chmod +x .venv/bin/python ;;
    *) exec "{sys.executable}" "$@" ;;
esac
"""
APT = 'echo "apt-get $*" >>"$MACHINE/log"; [ ! -e "$MACHINE/offline" ] && touch "$MACHINE/pango"'


@dataclass
class Machine:
    """A clone of this repository, in a folder with spaces, on a machine of our making."""

    path: Path

    @property
    def log(self) -> list[str]:
        log = self.path / "log"
        return log.read_text().splitlines() if log.exists() else []

    def add(self, program: str, script: str) -> None:
        file = self.path / "bin" / program
        file.write_text(f"#!/bin/sh\n{script}\n")
        file.chmod(0o755)

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", self.path / "a clone" / ".ci" / "setup", *words],
            cwd=self.path,
            env={"PATH": str(self.path / "bin"), "MACHINE": str(self.path)},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    clone = tmp_path / "a clone"
    (clone / ".ci").mkdir(parents=True)
    for name in (".ci/setup", "Makefile", "pyproject.toml"):
        shutil.copy(HOME / name, clone / name)
    (tmp_path / "bin").mkdir()
    for name in REAL.split():
        (tmp_path / "bin" / name).symlink_to(shutil.which(name) or pytest.fail(f"no {name}"))
    machine = Machine(tmp_path)
    machine.add("uname", "echo Linux")
    machine.add("id", "echo 1000")
    machine.add("sudo", "echo 'sudo: a password is required' >&2; exit 1")
    machine.add("apt-get", APT)
    machine.add("publish", "echo published")
    return machine


def targets() -> list[str]:
    return re.findall(r"^([a-z]+): *##", (HOME / "Makefile").read_text(), re.MULTILINE)


def test_help_names_every_target_and_each_is_a_word(machine: Machine) -> None:
    (recipe,) = re.findall(r"^(help .*):$", (HOME / "Makefile").read_text(), re.MULTILINE)
    assert recipe.split() == targets()
    assert re.findall(r"^  make (\w+)", machine.run().stdout, re.MULTILINE) == targets()
    for word in set(targets()) - {"help", "clean"}:
        assert "needs Python 3.11" in machine.run(word).stderr
    unknown = machine.run("pfd")
    assert (unknown.returncode, "No such word: pfd" in unknown.stderr) == (2, True)


LINES = {
    "Debian": "sudo apt-get install -y --no-install-recommends libpango-1.0-0 "
    "libpangoft2-1.0-0 libharfbuzz-subset0",
    "macOS": "brew install pango",
    "Windows": "pacman -S --needed mingw-w64-ucrt-x86_64-pango",
}


@pytest.mark.parametrize(
    ("uname", "packager", "shown"),
    [
        ("Linux", "apt-get", {"Debian"}),
        ("Darwin", "brew", {"macOS"}),
        ("MINGW64_NT-10.0", "pacman", {"Windows"}),
        ("FreeBSD", "pkg", {"Debian", "macOS", "Windows"}),
    ],
)
def test_without_pango_or_root_it_says_which_line_to_type(
    machine: Machine, uname: str, packager: str, shown: set[str]
) -> None:
    machine.add("python3", PYTHON)
    machine.add("uname", f"echo {uname}")
    (machine.path / "bin" / "apt-get").rename(machine.path / "bin" / packager)
    ended = machine.run("pdf")
    assert ended.returncode == 2
    assert {system for system, line in LINES.items() if line in ended.stderr} == shown
    assert "Traceback" not in ended.stderr
    assert machine.log == []


def test_no_python_new_enough_is_said(machine: Machine) -> None:
    machine.add("python3", "exit 1")
    ended = machine.run("test")
    assert ended.returncode == 2
    assert "Python 3.11 or newer" in ended.stderr
    assert "sudo apt-get install -y python3 python3-pip" in ended.stderr


@pytest.mark.parametrize(("program", "script"), [("id", "echo 0"), ("sudo", 'shift; exec "$@"')])
def test_what_is_missing_is_installed_once(machine: Machine, program: str, script: str) -> None:
    machine.add("python3", PYTHON)
    machine.add(program, script)
    first = machine.run("pdf")
    assert (first.returncode, first.stdout) == (0, "published\n"), first.stderr
    update, install, pip = machine.log
    assert update.startswith("apt-get ")
    assert install.endswith("install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0")
    assert "-e ." in pip
    second = machine.run("pdf")
    assert (second.returncode, second.stderr) == (0, "")
    assert len(machine.log) == 3


def test_a_changed_pyproject_another_place_or_a_dead_python_installs_again(
    machine: Machine,
) -> None:
    machine.add("python3", PYTHON)
    (machine.path / "pango").touch()
    clone = machine.path / "a clone"
    machine.run("pdf")
    with (clone / "pyproject.toml").open("a") as file:
        file.write("# changed\n")
    machine.run("pdf")
    assert len(machine.log) == 2
    clone.rename(machine.path / "elsewhere")
    clone.symlink_to(machine.path / "elsewhere")
    machine.run("pdf")
    assert len(machine.log) == 3
    (clone / ".venv" / "bin" / "python").unlink()
    machine.run("pdf")
    assert len(machine.log) == 4


@pytest.mark.parametrize(
    ("present", "reason"), [("nothing", LINES["Debian"]), ("pango", "pip could not install")]
)
def test_a_failed_installation_is_said_and_tried_again(
    machine: Machine, present: str, reason: str
) -> None:
    machine.add("python3", PYTHON)
    machine.add("id", "echo 0")
    (machine.path / present).touch()
    (machine.path / "offline").touch()
    ended = machine.run("pdf")
    assert (ended.returncode, reason in ended.stderr) == (2, True)
    (machine.path / "offline").unlink()
    assert machine.run("pdf").returncode == 0


def test_no_network_address_is_written_down() -> None:
    for name in (".ci/setup", ".ci/run", "Makefile"):
        assert "://" not in (HOME / name).read_text()
