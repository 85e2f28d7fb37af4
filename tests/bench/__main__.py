"""`make bench`: every promise about speed in one table, the goal beside each ratio.

Ours and the peer take turns (A B A B), as CPU seconds of whole child processes, or of the work
alone (`work.py`). A ratio is the median of the rounds' own ratios: this holds on a busy machine,
single times do not. Writes `output/bench/bench.json` and a chart, `bench.svg`. Exit 1 when a ratio
misses its goal. `ROUNDS`, `ARTICLES` (each in eight languages) and `EDITIONS` say how long it
takes. With `--docs` the chart is that of docs/scale.md, too.
"""

from __future__ import annotations

import importlib.util
import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from html import escape
from pathlib import Path

from tests.bench.newsroom import LOCALES, Size, make_newsroom
from tests.bench.work import files

ROOT = Path(__file__).parents[2]
SLUG = "has-the-decline-of-isis-begun"
ASSET = re.compile(r"asset:([\w./%-]+)")
Run = Callable[[], None]


def child(*command: str | Path, folder: Path = ROOT) -> Run:
    """Make a run of a whole process; it must end well."""

    def run() -> None:
        quiet = subprocess.DEVNULL
        subprocess.run(command, cwd=folder, check=True, stdout=quiet, stderr=quiet)

    return run


def cpu(run: Run) -> float:
    """Give the CPU seconds of the children of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


@dataclass(frozen=True, slots=True)
class Row:
    """One promise: what was measured, and the ratio that was promised."""

    name: str
    ours: float
    peer: float
    ratio: float
    goal: float | None = None
    at_least: bool = False
    """The peer over ours, and the more the better; else ours over the peer."""

    @property
    def kept(self) -> bool:
        """Say whether the goal is met."""
        if self.goal is None:
            return True
        return self.ratio >= self.goal if self.at_least else self.ratio <= self.goal

    def __str__(self) -> str:
        sign = "≥" if self.at_least else "≤"
        goal = f"{sign} {self.goal:g}" if self.goal is not None else ""
        return (
            f"{self.name:46}{self.ours * 1000:9.0f} ms{self.peer * 1000:9.0f} ms"
            f"{self.ratio:9.2f}  {goal:8}{'' if self.kept else 'missed'}"
        )


def measure(
    name: str,
    ours: Callable[[], float],
    peer: Callable[[], float],
    rounds: int,
    goal: float | None = None,
    *,
    at_least: bool = False,
) -> Row:
    """Take turns; the first round warms up and is not counted."""
    times = [(ours(), peer()) for _ in range(rounds + 1)][1:]
    mine, other = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(b / a if at_least else a / b for a, b in times)
    row = Row(name, mine, other, ratio, goal, at_least)
    print(row, flush=True)
    return row


def work(name: str, folder: Path, most: str = "") -> Callable[[], float]:
    """Make a measurement of one piece of `work.py`, with so many files at most."""

    def run() -> float:
        command = [sys.executable, "-m", "tests.bench.work", name, str(folder)]
        command += [most] if most else []
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
        seconds, result = done.stdout.split()
        RESULTS.setdefault(name + most, set()).add(int(result))
        return float(seconds)

    return run


RESULTS: dict[str, set[int]] = {}
"""What each piece of work came to, in every run of it."""


def plain_weasyprint(folder: Path, root: Path, slugs: Sequence[str]) -> Run:
    """Lay the very HTML, styles and fonts of editions out in a folder, for WeasyPrint alone.

    One process, whose fonts are loaded once, makes them all.
    """
    from workflow.commands.pdf import editions  # noqa: PLC0415
    from workflow.project import find_project  # noqa: PLC0415
    from workflow.render import pdf  # noqa: PLC0415
    from workflow.render.html import media_of, render_html  # noqa: PLC0415
    from workflow.render.media import clean_picture  # noqa: PLC0415

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


def readers(folder: Path, rounds: int) -> list[Row]:
    """Measure the reader and writer of catalogs against reading the bytes, and against polib."""
    floor, peer = work("read", folder), work("polib_load", folder)
    rows = [
        measure(
            "cold states of a tree / reading its bytes", work("states", folder), floor, rounds, 13
        ),
        measure(
            "polib / lossless lazy load", work("load", folder), peer, rounds, 10, at_least=True
        ),
        measure(
            "polib / every field decoded", work("decode", folder), peer, rounds, 5, at_least=True
        ),
        measure(
            "polib / unchanged write",
            work("write", folder),
            work("polib_write", folder),
            rounds,
            30,
            at_least=True,
        ),
    ]
    if shutil.which("msgfmt"):
        some = files(folder)[:100]
        rows.append(
            measure(
                "msgfmt --statistics of 100 / our cold states",
                work("states", folder, "100"),
                lambda: sum(
                    cpu(child("msgfmt", "--statistics", "-o", os.devnull, each)) for each in some
                ),
                max(2, rounds // 3),
                at_least=True,
            )
        )
    if importlib.util.find_spec("translate"):
        ours, theirs = work("load", folder, "100"), work("pypo_load", folder, "100")
        rows.append(
            measure("translate-toolkit / lossless load of 100", ours, theirs, rounds, at_least=True)
        )
    counts = {name: RESULTS[name] for name in ("load", "decode", "polib_load")}
    assert len(set.union(*counts.values())) == 1, counts
    return rows


def starts(tiny: Path, tree: Path, rounds: int) -> list[Row]:
    """Measure what a start costs over bare Python, in seconds that no work is done in."""
    publish = Path(sys.executable).parent / "publish"
    bare = child(sys.executable, "-I", "-c", "pass")
    typer = child(sys.executable, "-c", "import typer")

    def over(run: Run) -> Callable[[], float]:
        return lambda: max(cpu(run) - cpu(bare), 1e-3)

    def unit(seconds: float) -> Callable[[], float]:
        return lambda: seconds

    start = child(publish, "-C", tiny, "status")
    return [
        measure(
            "--help over bare Python / 230 ms",
            over(child(publish, "--help")),
            unit(0.23),
            rounds,
            1,
        ),
        measure(
            "--help / import typer, both over bare",
            over(child(publish, "--help")),
            over(typer),
            rounds,
        ),
        measure("warm status over bare Python / 140 ms", over(start), unit(0.14), rounds, 1),
        measure(
            "warm check over bare Python / 140 ms",
            over(child(publish, "-C", tiny, "check")),
            unit(0.14),
            rounds,
            1,
        ),
        measure(
            "warm status of a tree / reading its bytes",
            work("warm_status", tree),
            work("read", tree),
            rounds,
            1,
        ),
        measure(
            "update of a tree in step / reading its bytes",
            work("warm_update", tree),
            work("read", tree),
            rounds,
            1,
        ),
    ]


def builds(folder: Path, rounds: int) -> list[Row]:
    """Measure one article against WeasyPrint alone, two workers against one, a build of nothing."""
    publish = Path(sys.executable).parent / "publish"
    project, page = folder / "printed", folder / "page"
    make_newsroom(project, Size(4, ("ar",), units=12, complete=True))
    page.mkdir()

    def wall(workers: int) -> Callable[[], float]:
        def run() -> float:
            shutil.rmtree(project / "output", ignore_errors=True)
            shutil.rmtree(project / ".publish", ignore_errors=True)
            start = time.monotonic()
            child(publish, "-C", project, "build", "--jobs", str(workers))()
            return time.monotonic() - start

        return run

    few = max(2, rounds // 3)
    known = make_newsroom(folder / "known", Size(50, LOCALES[:4], units=4, complete=True))
    work("fill", known)()
    time.sleep(2.1)

    def nothing_changed() -> float:
        start = cpu(child(publish, "-C", known, "build", slugs[0], "--locale", "ar"))
        return start + (cpu(child(publish, "-C", known, "build")) - start) * 4000 / 199

    many = int(os.environ.get("EDITIONS", "100"))
    news = make_newsroom(folder / "news", Size(many, ("ar",), units=12, complete=True))
    (folder / "news-page").mkdir()
    slugs = [f"article-{number:06}" for number in range(many)]
    alone, all_alone = (
        plain_weasyprint(page, ROOT, [SLUG]),
        plain_weasyprint(folder / "news-page", news, slugs),
    )

    def first(*command: str | Path, of: Path) -> Callable[[], float]:
        def run() -> float:
            shutil.rmtree(of / ".publish", ignore_errors=True)
            return cpu(child(*command))

        return run

    one = (publish, "pdf", SLUG, "--locale", "ar")
    hundred = (publish, "-C", news, "build", "--jobs", "1")
    return [
        measure(
            "build of 4,000 editions, nothing changed / 2 s",
            nothing_changed,
            lambda: 2.0,
            rounds,
            1,
        ),
        measure(
            "publish pdf / WeasyPrint alone", first(*one, of=ROOT), lambda: cpu(alone), few, 1.25
        ),
        measure(
            f"{many} editions, one worker / WeasyPrint alone",
            first(*hundred, of=news),
            lambda: cpu(all_alone),
            1,
            1.25,
        ),
        measure(
            "publish pdf again / the first time",
            lambda: cpu(child(*one)),
            first(*one, of=ROOT),
            few,
        ),
        measure("build: 1 worker / 2 workers, wall", wall(2), wall(1), few, at_least=True),
    ]


def chart(rows: Sequence[Row]) -> str:
    """Draw how far each goal is met: a bar that ends at the line has met it exactly."""
    promised = [row for row in rows if row.goal is not None]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="720" height="{34 * len(promised) + 40}"',
        'font-family="sans-serif" font-size="12"><title>Ratios and their goals</title>',
    ]
    for number, row in enumerate(promised):
        assert row.goal is not None
        share = row.goal / row.ratio if row.at_least else row.ratio / row.goal
        top, width = 34 * number + 8, f"{min(share, 2) * 150:.0f}"
        colour = "#2f7d5b" if row.kept else "#b4442e"
        parts.append(
            f'<text x="4" y="{top + 15}">{escape(row.name)}</text>'
            f'<rect x="330" y="{top}" width="{width}" height="20" fill="{colour}"/>'
            f'<text x="340" dx="{width}" y="{top + 15}">{row.ratio:.2f} '
            f"({'≥' if row.at_least else '≤'} {row.goal:g})</text>"
        )
    bottom = 34 * len(promised) + 8
    parts.append(f'<line x1="480" x2="480" y1="0" y2="{bottom}" stroke="#333"/>')
    parts.append(f'<text x="440" y="{bottom + 18}">the goal</text></svg>')
    return "\n".join(parts) + "\n"


def main() -> int:
    """Run every comparison; the goals are those that the project has promised."""
    rounds, articles = int(os.environ.get("ROUNDS", "7")), int(os.environ.get("ARTICLES", "100"))
    print(f"{'CPU, medians of ' + str(rounds):46}     ours        peer     ratio  goal")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        tree = make_newsroom(folder / "tree", Size(articles))
        tiny = make_newsroom(folder / "tiny", Size(1, ("ar",), units=4, complete=True))
        time.sleep(2.1)  # younger files are read again by every run
        rows = readers(tree, rounds) + starts(tiny, tree, rounds) + builds(folder, rounds)
    output = ROOT / "output/bench"
    output.mkdir(parents=True, exist_ok=True)
    table = [asdict(row) | {"kept": row.kept} for row in rows]
    (output / "bench.json").write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")
    (output / "bench.svg").write_text(chart(rows), encoding="utf-8")
    if "--docs" in sys.argv:
        shutil.copy(output / "bench.svg", ROOT / "docs/bench.svg")
    return 0 if all(row.kept for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
