"""The parts of `make bench`: `python -m tests.bench.parts NAME FOLDER` prints rows as JSON lines.

A part yields a row as soon as it is measured, and a word where something cannot be. Newsrooms lie
in the folder; a part makes those that are not there yet.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from tests.bench.measure import (
    ROOT,
    Measured,
    Row,
    Run,
    adopt_orphans,
    child,
    cpu,
    measure,
    publish,
)
from tests.bench.newsroom import LOCALES, SAMPLE, Size, make_newsroom
from tests.bench.work import sample_of

ASSET = re.compile(r"asset:([\w./%-]+)")
SETTLE = 2.1
"""Seconds after which a file is old enough to be known by its time."""
CHECKED = 250
"""Articles that are checked: to look at 1,500 catalogs for the first time takes a minute."""
PEERS = 800
"""Catalogs that are read with polib, too: all of them would take it a minute a round."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where the data lie, and how much of everything: the environment says it."""

    folder: Path
    rounds: int
    articles: int
    """Of the tree, each in eight languages, and of the build with nothing changed, in four."""
    editions: int
    renders: int

    def newsroom(self, name: str, size: Size) -> Path:
        """Give a project, whole and settled."""
        place = self.folder / name
        if not place.exists():
            make_newsroom(self.folder / f"{name}.part", size).rename(place)
            time.sleep(SETTLE)
        return place

    @property
    def tree(self) -> Path:
        """Give the large one."""
        return self.newsroom("tree", Size(self.articles))

    @property
    def few(self) -> int:
        """Give the rounds of what takes long."""
        return max(2, self.rounds // 2)


def bench(folder: Path) -> Bench:
    """Give the sizes that the environment asks for."""
    sizes = {"ROUNDS": 5, "ARTICLES": 1000, "EDITIONS": 100, "RENDERS": 200}
    return Bench(folder, *(int(os.environ.get(name, usual)) for name, usual in sizes.items()))


Part = Callable[[Bench], Iterator[Row | str]]

RESULTS: dict[str, set[int]] = {}
"""What each piece of work came to, in every run of it."""


def work(name: str, folder: Path, most: int | None = None) -> Measured:
    """Make a measurement of one piece of `work.py`, with so many files at most."""

    def run() -> float:
        command = [sys.executable, "-m", "tests.bench.work", name, str(folder)]
        command += [str(most)] if most else []
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        seconds, result = done.stdout.split()
        RESULTS.setdefault(name, set()).add(int(result))
        return float(seconds)

    return run


# --- catalogs -------------------------------------------------------------------------------


def readers(run: Bench) -> Iterator[Row | str]:
    """Measure the reader and writer of catalogs against reading the bytes, and against polib."""
    tree, rounds = run.tree, run.rounds
    yield measure(
        "cold states of a tree / reading its bytes",
        work("states", tree),
        work("read", tree),
        rounds,
        13,
    )
    peer = work("polib_load", tree, PEERS)
    for name, reader, theirs, goal in (
        ("polib / lossless lazy load", "load", peer, 10),
        ("polib / every field decoded", "decode", peer, 5),
        ("polib / unchanged write", "write", work("polib_write", tree, PEERS), 30),
    ):
        yield measure(name, work(reader, tree, PEERS), theirs, rounds, goal, at_least=True)
    counts = {name: RESULTS[name] for name in ("load", "decode", "polib_load")}
    assert len(set.union(*counts.values())) == 1, counts
    yield identical(tree)
    few = sample_of(tree, 100)
    if shutil.which("msgfmt"):
        yield measure(
            "msgfmt --statistics of 100 / our cold states",
            work("states", tree, 100),
            lambda: sum(
                cpu(child("msgfmt", "--statistics", "-o", os.devnull, each)) for each in few
            ),
            run.few,
            at_least=True,
        )
    else:
        yield "msgfmt is not here: install gettext"
    if importlib.util.find_spec("translate"):
        ours, theirs = work("load", tree, 100), work("pypo_load", tree, 100)
        yield measure("translate-toolkit / lossless load", ours, theirs, rounds, at_least=True)
    else:
        yield "translate-toolkit is not here: python -m pip install translate-toolkit"


def identical(tree: Path) -> Row:
    """Count the files that come back as they were; half of them are wrapped as Poedit does it."""
    work("same", tree, PEERS)()
    work("polib_same", tree, PEERS)()
    count = len(sample_of(tree, PEERS))
    ours, peer = (100 * max(RESULTS[name]) / count for name in ("same", "polib_same"))
    name = "files the same after load and save, polib beside"
    return Row(name, ours, peer, ours / 100, 1, at_least=True, unit="%")


# --- commands -------------------------------------------------------------------------------


def starts(run: Bench) -> Iterator[Row | str]:
    """Measure what a start costs over bare Python."""
    tiny = run.newsroom("tiny", Size(1, ("ar",), units=4, complete=True))
    bare = child(sys.executable, "-I", "-c", "pass")
    rounds = 3 * run.rounds  # they are short

    def over(start: Run) -> Measured:
        return lambda: max(cpu(start) - cpu(bare), 1e-3)

    show_help = over(child(publish(), "--help"))
    typer = over(child(sys.executable, "-c", "import typer"))
    for name, ours, allowed in (
        ("--help over bare Python / 230 ms", show_help, 0.23),
        ("warm status over bare Python / 140 ms", over(told("status", tiny)), 0.14),
        ("warm check over bare Python / 140 ms", over(told("check", tiny)), 0.14),
    ):
        yield measure(name, ours, constant(allowed), rounds, 1)
    yield measure("--help / import typer, both over bare", show_help, typer, rounds)


def told(command: str, folder: Path) -> Run:
    """Make a run of a command in a project."""
    return child(publish(), "-C", folder, command)


def constant(seconds: float) -> Measured:
    """Give what is allowed as if it were measured."""
    return lambda: seconds


def again(run: Bench) -> Iterator[Row | str]:
    """Measure commands that know their answer against reading the bytes."""
    tree = run.tree
    for name, ours in (
        ("warm status of a tree / reading its bytes", "warm_status"),
        ("update of a tree in step / reading its bytes", "warm_update"),
    ):
        yield measure(name, work(ours, tree), work("read", tree), run.rounds, 1)
    # those with words of their own: in others every letter is an error
    languages = tuple(name for name in LOCALES if name not in {"ur", "ckb"})
    size = Size(min(run.articles, CHECKED), languages, complete=True)
    small = run.newsroom("checked", size)
    yield measure(
        "warm check of a tree / reading its bytes",
        work("warm_check", small),
        work("read", small),
        run.rounds,
        1,
    )


def unchanged(run: Bench) -> Iterator[Row | str]:
    """Measure a build with nothing to do."""
    size = Size(run.articles, LOCALES[:4], units=4, complete=True)
    known = run.newsroom("known", size)
    work("fill", known)()
    time.sleep(SETTLE)
    yield measure(
        f"build of {4 * run.articles} editions, nothing changed / 2 s",
        lambda: cpu(told("build", known)),
        constant(2.0),
        run.few,
        1,
    )


# --- pages ----------------------------------------------------------------------------------


def printed(run: Bench) -> Iterator[Row | str]:
    """Measure one article and many against WeasyPrint alone."""
    sample = run.folder / "sample"
    if not sample.exists():
        for name in ("source", "locale"):
            shutil.copytree(ROOT / name, sample / name)
        settings = 'publisher = "Diptych"\n\n[locales.ar]\ndigits = "arab"\n'
        (sample / "publish.toml").write_text(settings, encoding="utf-8")
    one = child(publish(), "-C", sample, "pdf", SAMPLE, "--locale", "ar")
    alone = plain_weasyprint(run.folder / "page", sample, [SAMPLE])
    yield measure(
        "publish pdf / WeasyPrint alone",
        afresh(one, sample),
        lambda: cpu(alone),
        run.few,
        1.25,
    )
    yield measure(
        "publish pdf again / the first time", lambda: cpu(one), afresh(one, sample), run.few
    )
    news = run.newsroom("news", Size(run.editions, ("ar",), units=12, complete=True))
    slugs = [f"article-{number:06}" for number in range(run.editions)]
    all_alone = plain_weasyprint(run.folder / "pages", news, slugs)
    yield measure(
        f"{run.editions} editions, one worker / WeasyPrint alone",
        afresh(child(publish(), "-C", news, "build", "--jobs", "1"), news),
        lambda: cpu(all_alone),
        1,
        1.25,
        warm_up=False,
    )


def afresh(start: Run, folder: Path) -> Measured:
    """Measure a command that knows nothing of what it has made."""

    def run() -> float:
        shutil.rmtree(folder / ".publish", ignore_errors=True)
        return cpu(start)

    return run


def plain_weasyprint(folder: Path, root: Path, slugs: Sequence[str]) -> Run:
    """Lay the very HTML, styles and fonts of editions out in a folder, for WeasyPrint alone.

    One process, whose fonts are loaded once, makes them all.
    """
    from workflow.commands.pdf import editions  # noqa: PLC0415
    from workflow.project import find_project  # noqa: PLC0415
    from workflow.render import pdf  # noqa: PLC0415
    from workflow.render.html import media_of, render_html  # noqa: PLC0415
    from workflow.render.media import clean_picture  # noqa: PLC0415

    folder.mkdir()
    project = find_project(root)
    for number, job in enumerate(editions(project, slugs, ["ar"])[0]):
        html = render_html(job.edition)
        pictures = {
            name: clean_picture(project.media_path(name).read_bytes(), name)
            for name in media_of(job.edition)
        }
        wanted = ASSET.findall(html)
        while wanted:
            name = wanted.pop()
            found = pdf._asset(name, pictures)  # the same bytes, by the same names
            assert found, name
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = found[0].decode() if name.endswith(".css") else ""
            wanted += ASSET.findall(text)
            path.write_bytes(text.replace("asset:", "../").encode() or found[0])
        text = html.replace("asset:", "")
        (folder / f"page{number}.html").write_text(text, encoding="utf-8")
    program = (
        "from weasyprint import HTML\nfrom weasyprint.text.fonts import FontConfiguration\n"
        f"fonts = FontConfiguration()\nfor number in range({len(slugs)}):\n"
        "    page = HTML(f'page{number}.html').render(font_config=fonts)\n"
        "    page.write_pdf(f'{number}.pdf', pdf_variant='pdf/ua-1')"
    )
    return child(sys.executable, "-c", program, folder=folder)


def engines(_: Bench) -> Iterator[Row | str]:
    """Measure the CPU of a page against WeasyPrint, Chromium and Typst, of the same content."""
    from tests.bench.pages import ENGINES, cost_of_a_page, run_all  # noqa: PLC0415

    costs = {made.name: cost_of_a_page(made) for made in run_all()}
    ours = costs.pop("ours")
    for name, peer in costs.items():
        yield Row(f"a page / a page by {name}", ours, peer, ours / peer)
    for name in ENGINES.keys() - {"ours", *costs}:
        yield f"{name} is not here (Typst: python -m pip install typst)"


def two_workers(run: Bench) -> Iterator[Row | str]:
    """Measure how much sooner two workers are done, by the clock."""
    from workflow.shares import default_workers  # noqa: PLC0415

    if default_workers() < 2:
        yield "two workers: there is one processor"
        return
    count = min(16, run.editions)
    project = run.newsroom("shared", Size(count, ("ar",), units=12, complete=True))

    def wall(workers: int) -> Measured:
        def build() -> float:
            for name in ("output", ".publish"):
                shutil.rmtree(project / name, ignore_errors=True)
            start = time.monotonic()
            child(publish(), "-C", project, "build", "--jobs", str(workers))()
            return time.monotonic() - start

        return build

    name = f"build of {count}: one worker / two, by the clock"
    yield measure(name, wall(2), wall(1), run.few, 1.6, at_least=True, warm_up=False)


def growth(run: Bench) -> Iterator[Row | str]:
    """Measure the memory that one process keeps of each render."""
    from tests.bench.pages import GROWTH, grown  # noqa: PLC0415

    kept = grown(run.renders)
    name = f"memory kept of each of {run.renders} renders / {GROWTH} MB"
    yield Row(name, kept, GROWTH, kept / GROWTH, 1, unit="MB")


PARTS: dict[str, tuple[Part, int]] = {
    "readers": (readers, 600),
    "starts": (starts, 180),
    "again": (again, 600),
    "unchanged": (unchanged, 600),
    "engines": (engines, 300),
    "printed": (printed, 600),
    "two-workers": (two_workers, 300),
    "growth": (growth, 600),
}
"""Each part, and the seconds after which it is cut off."""


def main(name: str, folder: Path) -> None:
    """Measure one part; a line of JSON is a row, or a word."""
    adopt_orphans()
    part, _ = PARTS[name]
    for found in part(bench(folder)):
        print(json.dumps(found if isinstance(found, str) else asdict(found)), flush=True)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
