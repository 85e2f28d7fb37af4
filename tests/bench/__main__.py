"""`make bench`: what a start costs, what a page costs over WeasyPrint alone, what an update costs.

Every row is measured in rounds, ours and the peer in turn (A B A B), as CPU seconds of whole child
processes. The ratio is the median of the rounds' own ratios: this holds on a busy machine, single
times do not. Exit 1 when a ratio is over its bound.
"""

from __future__ import annotations

import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
SLUG = "has-the-decline-of-isis-begun"
ASSET = re.compile(r"asset:([\w./%-]+)")
Run = Callable[[], None]


def child(*command: str | Path, folder: Path = ROOT) -> Run:
    """Make a run of a whole process; it must end well."""

    def run() -> None:
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)

    return run


def cpu(run: Run) -> float:
    """Give the CPU seconds of the children of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def compare(name: str, ours: Run, peer: Run, rounds: int, bound: float | None = None) -> bool:
    """Print medians, their difference and the ratio; say whether the ratio keeps its bound."""
    for warm in (ours, peer):
        warm()
    times = [(cpu(ours), cpu(peer)) for _ in range(rounds)]
    mine, other = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(a / b for a, b in times)
    kept = bound is None or ratio <= bound
    limit = f"  bound {bound}{'' if kept else '  EXCEEDED'}" if bound else ""
    print(
        f"{name:44} {mine * 1000:7.0f} ms {other * 1000:7.0f} ms "
        f"{(mine - other) * 1000:+8.0f} ms  ratio {ratio:6.2f}{limit}"
    )
    return kept


def plain_weasyprint(folder: Path) -> Run:
    """Lay the very HTML, styles and fonts of the edition out in a folder, for WeasyPrint alone."""
    from workflow.commands.pdf import editions, media  # noqa: PLC0415
    from workflow.project import find_project  # noqa: PLC0415
    from workflow.render import pdf  # noqa: PLC0415
    from workflow.render.html import render_html  # noqa: PLC0415

    project = find_project(ROOT)
    ((job,), _) = editions(project, [SLUG], ["ar"])
    html, pictures = render_html(job.edition), media(project, job.edition)
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
    (folder / "page.html").write_text(html.replace("asset:", ""), encoding="utf-8")
    program = (
        "from weasyprint import HTML\n"
        "HTML('page.html').write_pdf('out.pdf', pdf_variant='pdf/ua-1')"
    )
    return child(sys.executable, "-c", program, folder=folder)


def scratch_project(folder: Path) -> Path:
    """Copy this project's sources and catalogs, to be updated there."""
    for name in ("source", "locale", "pyproject.toml"):
        source, target = ROOT / name, folder / name
        shutil.copytree(source, target) if source.is_dir() else shutil.copy(source, target)
    return folder


def main() -> int:
    """Run every comparison; the bounds are those that the project has promised."""
    rounds = int(os.environ.get("ROUNDS", "9"))
    publish = Path(sys.executable).parent / "publish"
    bare = child(sys.executable, "-I", "-c", "pass")
    print(
        f"{'CPU of whole processes, medians of ' + str(rounds):44}    ours       peer  difference"
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for each in ("project", "page"):
            (folder / each).mkdir()
        copy = scratch_project(folder / "project")
        kept = [
            compare("publish --help / python -c pass", child(publish, "--help"), bare, rounds),
            compare("publish check / python -c pass", child(publish, "check"), bare, rounds),
            compare("publish status / python -c pass", child(publish, "status"), bare, rounds),
            compare(
                "publish update, 3 locales / python -c pass",
                child(publish, "-C", copy, "update"),
                bare,
                rounds,
            ),
            compare(
                "publish pdf, 1 article / WeasyPrint alone",
                child(publish, "pdf", SLUG, "--locale", "ar"),
                plain_weasyprint(folder / "page"),
                max(3, rounds // 2),
                1.25,
            ),
        ]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
