"""Each render in a child with limits: what hangs or swells ends, and says so."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from tests.render_edition import ARTICLE, Line, edition, line, media
from workflow.errors import RenderError
from workflow.model import Kind
from workflow.render import fit, fonts, pdf, press
from workflow.render.child import in_child
from workflow.render.fonts import FACES
from workflow.render.layout import Layout
from workflow.render.press import allowance, print_edition, printed


def spin() -> bytes:
    while True:
        pass


def swell() -> bytes:
    return bytes(64 << 30)


def sleep() -> bytes:
    time.sleep(60)
    return b""


def refuse() -> bytes:
    raise RenderError("no page", "try another")


def die() -> bytes:
    os.kill(os.getpid(), signal.SIGTERM)
    return b""


def fail() -> bytes:
    raise KeyError("mine")


def lay_down() -> bytes:
    return tempfile.mkdtemp().encode()


def sink() -> bytes:
    return sink()


def test_what_the_child_makes_is_given_whole() -> None:
    assert in_child(lambda: b"x" * 3_000_000, 5) == b"x" * 3_000_000
    there = edition()
    assert printed(there, Layout(), media()) == print_edition(there, Layout(), media())


@pytest.mark.parametrize(
    ("work", "message"),
    [
        (spin, "it took more than 1 s"),
        (swell, "more than 3 GB"),
        (refuse, "no page"),
        (die, "signal 15"),
        (sink, "nested too deeply"),
    ],
)
def test_a_child_that_cannot_go_on_is_an_error_of_one_line(work: object, message: str) -> None:
    with pytest.raises(RenderError, match=message) as raised:
        in_child(work, 1)  # type: ignore[arg-type]
    assert "\n" not in raised.value.message
    assert raised.value.hint


def test_a_child_that_only_sleeps_is_ended_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workflow.render.child.WALL", 1)
    with pytest.raises(RenderError, match="took more than 1 s"):
        in_child(sleep, 1)


def test_a_fault_of_ours_in_the_child_is_one_here() -> None:
    with pytest.raises(RuntimeError, match="KeyError: 'mine'"):
        in_child(fail, 5)


def test_no_child_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    children: list[int] = []
    fork = os.fork

    def noted() -> int:
        children.append(fork())
        return children[-1]

    monkeypatch.setattr(os, "fork", noted)
    with pytest.raises(RenderError):
        in_child(spin, 1)
    assert len(children) == 1
    with pytest.raises(ChildProcessError):
        os.waitpid(children[0], os.WNOHANG)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere each child loads its own")
def test_children_find_fonts_and_patterns_loaded() -> None:
    there = edition()
    printed(there, Layout(), media())
    folder = pdf._fonts("")._folder
    assert len(list(folder.iterdir())) == len(FACES)
    known = fit._patterns.cache_info().misses, fonts.font.cache_info().misses
    second = printed(there, Layout(), media())
    assert (fit._patterns.cache_info().misses, fonts.font.cache_info().misses) == known
    assert pdf._fonts("")._folder == folder
    assert len(list(folder.iterdir())) == len(FACES)
    assert second == print_edition(there, Layout(), media())


@pytest.mark.parametrize("work", [lay_down, spin])
def test_what_a_child_lays_down_goes_with_it(
    work: Callable[[], bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with suppress(RenderError):
        assert Path(in_child(work, 1).decode()).is_relative_to(tmp_path)
    assert list(tmp_path.iterdir()) == []


HOSTILE: dict[str, tuple[Line, ...]] = {
    "a word of a megabyte": (line(Kind.PARAGRAPH, ("a" * 1_000_000, "\u0628" * 1000)),),
    "200,000 marks on a letter": (line(Kind.PARAGRAPH, ("a" + "\u0301" * 200_000, "\u0628")),),
    "300 quotes in one another": tuple(
        line(Kind.QUOTE, ("deep", "\u0639"), level=level) for level in range(1, 301)
    ),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_article_ends_in_time(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is printed, or refused."""
    monkeypatch.setattr(press, "_SECONDS", 8)
    there = edition((ARTICLE[0], *HOSTILE[name]), photo="")
    assert allowance(there) < 25
    before = os.times()
    told = b""
    with suppress(RenderError):
        told = printed(there, Layout(), media())
    after = os.times()
    assert told[:4] in {b"", b"%PDF"}
    assert after.children_user - before.children_user < 30
