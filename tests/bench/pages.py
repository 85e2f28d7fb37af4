"""The page beside other engines: `python -m tests.bench.pages`, one table.

The shipped article with three notes, in English and Arabic, two columns: ours, plain WeasyPrint,
Chromium and Typst, each with the same faces and sizes. What is not on this machine is left out with
a word. Gaps between words are measured in the finished PDF, on lines that fill their column.

    python -m tests.bench.pages stress [SEED ...]   # CPU beside one plain render each
    python -m tests.bench.pages growth [RENDERS]    # memory of one process that renders on

CPU seconds throughout. Exit 1 when a bound is missed.
"""

from __future__ import annotations

import gc
import io
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from html import escape, unescape
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pikepdf

from tests.bench.measure import child, cpu
from tests.render_edition import media
from tests.render_pages import extracted, words
from workflow.commands.pdf import editions
from workflow.model import Kind, State
from workflow.printed import Edition, Row, Run
from workflow.project import find_project
from workflow.render.fonts import FACES, NASKH, SCALE, SERIF, Face, font_bytes, metrics
from workflow.render.html import STYLES, render_html
from workflow.render.inline import visible
from workflow.render.layout import Layout
from workflow.render.press import print_edition, printed
from workflow.render.verify import verify_pdf

ROOT = Path(__file__).parents[2]
SLUG = "has-the-decline-of-isis-begun"
ROUNDS = 3
MEDIAN, WORST, GROWTH = 2.0, 6.0, 0.5
"""CPU of ours over that of one plain render, median and worst; megabytes a render."""
NOTES = {
    2: ("Sirte fell to the group in 2015.", "سقطت سرت في يد التنظيم عام ٢٠١٥."),
    6: ("The battle began in May.", "بدأت المعركة في أيار/مايو."),
    10: ("Reported by several sources.", "وردت في مصادر عدة."),
}
"""Paragraph → its note in both languages."""


@dataclass(frozen=True, slots=True)
class Made:
    """What an engine made of the article, and at what cost."""

    name: str
    data: bytes
    seconds: float


# --- the article ----------------------------------------------------------------------------


def article() -> Edition:
    """Give the shipped article with three notes."""
    (job,), unfit = editions(find_project(ROOT), [SLUG], ["ar"])
    assert unfit is None
    rows: list[Row] = []
    notes: list[Row] = []
    count = 0
    for row in job.edition.rows:
        count += row.kind is Kind.PARAGRAPH
        note = NOTES.get(count) if row.kind is Kind.PARAGRAPH else None
        if note is None:
            rows.append(row)
            continue
        call = f"[^n{count}]"
        ends = [
            (*runs[:-1], replace(runs[-1], text=runs[-1].text + call))
            for runs in (row.source, row.target)
        ]
        rows.append(replace(row, source=ends[0], target=ends[1]))
        told = [(Run(text, State.TRANSLATED),) for text in note]
        notes.append(Row(Kind.FOOTNOTE, told[0], told[1], 0, f"n{count}", "", None))
    return replace(job.edition, rows=(*rows, *notes))


def paragraphs(edition: Edition) -> list[tuple[str, str]]:
    """Give the running text in both languages, without markup."""
    return [
        (text(row.source), text(row.target)) for row in edition.rows if row.kind is Kind.PARAGRAPH
    ]


def text(runs: Sequence[Run]) -> str:
    """Give the words of a text."""
    return "".join((run.joint or "") + visible(run.text) for run in runs)


# --- the engines ----------------------------------------------------------------------------


def ours(edition: Edition, _: Path) -> bytes:
    """Make it as `publish pdf` does, proofs and mending included."""
    return print_edition(edition, Layout(), media())


def plain_html(edition: Edition, way: Layout) -> str:
    """Give the same document without chosen line ends."""
    with patch("workflow.render.page.fit", lambda *_, **__: None):
        return render_html(edition, way)


def plain(edition: Edition, folder: Path) -> bytes:
    """Lay the same document out once, with nothing of ours but its HTML and styles."""
    return by_weasyprint(plain_html(edition, Layout()), folder)


def by_weasyprint(html: str, folder: Path) -> bytes:
    """Lay a document out with WeasyPrint alone."""
    import weasyprint  # noqa: PLC0415 (before anything of ours mends it)

    page = folder / "page.html"
    page.write_text(_with_files(html, folder), encoding="utf-8")
    made: bytes = weasyprint.HTML(filename=page).write_pdf(pdf_variant="pdf/ua-1")
    return made


def chromium(edition: Edition, folder: Path) -> bytes | None:
    """Have Chromium print the same document; its notes stand where they are called."""
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    if program is None:
        return None
    page, made = folder / "page.html", folder / "page.pdf"
    page.write_text(_with_files(plain_html(edition, Layout()), folder), encoding="utf-8")
    command = [program, "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    command += [f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}", page.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return made.read_bytes()


def _with_files(html: str, folder: Path) -> str:
    """Put faces, styles and pictures beside a document that names them as assets."""
    for face in FACES:
        place = folder / face.asset
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(font_bytes(face))
    for path, data in media().items():
        place = folder / "media" / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(data)
    styles = ROOT / "workflow/render/styles"
    shutil.copytree(styles, folder / "styles", dirs_exist_ok=True)
    return html.replace("asset:", "./")


def typst(edition: Edition, folder: Path) -> bytes | None:
    """Set it with Typst: a grid of two columns, its own notes, PDF/UA-1."""
    try:
        import typst as engine  # noqa: PLC0415
    except ImportError:
        return None
    (folder / "page.typ").write_text("\n".join(_typst(edition)), encoding="utf-8")
    fonts = folder / "faces"
    fonts.mkdir()
    for number, face in enumerate(FACES):
        (fonts / f"{number}.ttf").write_bytes(font_bytes(face))
    made: bytes = engine.compile(
        str(folder / "page.typ"),
        format="pdf",
        font_paths=[str(fonts)],
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    return made


def _typst(edition: Edition) -> Iterator[str]:
    sheet = Layout().sheet
    margins = f"x: {sheet.outer}pt, top: {sheet.top}pt, bottom: {sheet.bottom}pt"
    title = text(edition.fields[Kind.TITLE].source)
    yield f"#set page(width: {sheet.width}pt, height: {sheet.height}pt, margin: ({margins}))"
    yield f'#set document(title: "{title}")'
    latin, arabic = SCALE["text"]["latn"], SCALE["text"]["arab"]
    yield "#set par(justify: true, spacing: 7.2pt)"
    # a baseline as far below the top of a line in both, so that first lines are level
    yield '#set text(top-edge: 9pt, bottom-edge: "baseline")'
    yield (
        f'#let en(it) = {{set text(font: "{SERIF}", size: {latin.size}pt, lang: "en",'
        f" hyphenate: true); set par(leading: {latin.leading - 9}pt); it}}"
    )
    yield (
        f'#let ar(it) = {{set text(font: ("{NASKH}", "{SERIF}"), size: {arabic.size}pt,'
        f' lang: "ar", dir: rtl); set par(leading: {arabic.leading - 9}pt); it}}'
    )
    yield f"#heading(level: 1)[{_escaped(title)}]"
    yield "#grid(columns: (1fr, 1fr), column-gutter: 10mm, row-gutter: 7.2pt,"
    for count, (source, target) in enumerate(paragraphs(edition), 1):
        note = NOTES.get(count)
        call = f"#footnote[{_escaped(note[0])} #ar[{_escaped(note[1])}]]" if note else ""
        yield f"en[{_escaped(source)}{call}], ar[{_escaped(target)}],"
    yield ")"


def _escaped(told: str) -> str:
    return re.sub(r"([\\#$*_`<>@\[\]~/\"'=+-])", r"\\\1", told)


ENGINES: dict[str, Callable[[Edition, Path], bytes | None]] = {
    "ours": ours,
    "plain WeasyPrint": plain,
    "Chromium": chromium,
    "Typst": typst,
}


def run_all() -> Iterator[Made]:
    """Make the article with every engine that is here, each in a process of its own."""
    for name in ENGINES:
        spent = []
        data = b""
        for _ in range(ROUNDS):
            with tempfile.TemporaryDirectory() as folder:
                command = [sys.executable, "-m", "tests.bench.pages", "make", name, folder]
                spent.append(cpu(child(*command)))
                made = Path(folder) / "made.pdf"
                data = made.read_bytes() if made.is_file() else b""
        if data:
            yield Made(name, data, statistics.median(spent))
        else:
            print(f"{name} is not on this machine and is left out", file=sys.stderr)


def make_one(name: str, folder: Path) -> int:
    """Make the article with one engine, here; nothing is written where there is no such engine."""
    data = ENGINES[name](article(), folder)
    if data is not None:
        (folder / "made.pdf").write_bytes(data)
    return 0


# --- what is measured in a PDF --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Word:
    """A word where it stands, in points from the upper left."""

    page: int
    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def arabic(self) -> bool:
        """Say whether it is in Arabic letters."""
        return bool(re.search(r"[\u0621-\u064a\ufe70-\ufefc]", self.text))


_BOX = re.compile(
    r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>'
)


def located(data: bytes) -> list[Word]:
    """Give every word of a PDF with its place, as poppler finds it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "x.pdf"
        file.write_bytes(data)
        done = subprocess.run(
            ["pdftotext", "-bbox", file, "-"], capture_output=True, text=True, check=True
        )
    found = [
        Word(number, float(box[0]), float(box[1]), float(box[2]), float(box[3]), unescape(box[4]))
        for number, page in enumerate(done.stdout.split("<page ")[1:])
        for box in _BOX.findall(page)
    ]
    # poppler gives these words as they are seen, the last letter first
    return [replace(each, text=each.text[::-1]) if each.arabic else each for each in found]


def gaps(data: bytes, told: str, *, arabic: bool, size: float) -> list[float]:
    """Give the gaps between the words of a column's full lines, in ems.

    A line is full when it reaches from one edge of the column to the other; only lines whose words
    are all of the running text count.
    """
    known = Counter(words(told))
    height = _usual_height(data, known, arabic=arabic)
    found: list[float] = []
    for line in _lines(data, arabic=arabic):
        body = [each for each in line if abs(each.bottom - each.top - height) < 0.4]
        if len(body) < 4 or any(each.arabic is not arabic for each in line):
            continue
        found += [right.left - left.right for left, right in pairwise(line)]
    return [gap / size for gap in found]


def _usual_height(data: bytes, known: Mapping[str, int], *, arabic: bool) -> float:
    """Give the height of the boxes of running text: the one that most known words have."""
    heights = Counter(
        round(each.bottom - each.top, 1)
        for each in located(data)
        if each.arabic is arabic and any(word in known for word in words(each.text))
    )
    return heights.most_common(1)[0][0]


def _lines(data: bytes, *, arabic: bool) -> Iterator[list[Word]]:
    """Give the full lines of the column of a script, each from left to right."""
    there = located(data)
    own = [each for each in there if each.arabic is arabic and len(each.text) > 1]
    middle = statistics.median(each.left for each in own)
    other = statistics.median(each.left for each in there if each.arabic is not arabic)
    split = (middle + other) / 2
    column = [each for each in there if (each.left > split) == (middle > other)]
    low = statistics.quantiles((each.left for each in column), n=50)[0]
    high = statistics.quantiles((each.right for each in column), n=50)[-1]
    rows: dict[tuple[int, int], list[Word]] = {}
    for each in column:
        rows.setdefault((each.page, round(each.bottom / 3)), []).append(each)
    for line in rows.values():
        line.sort(key=lambda each: each.left)
        if line[0].left < low + 2 and line[-1].right > high - 2:
            yield line


def in_step(data: bytes, told: Sequence[tuple[str, str]]) -> tuple[int, int]:
    """Count the rows whose two texts begin on one page with level baselines, and those found.

    The box of a word ends as far below its baseline as its face goes down.
    """
    there = located(data)
    starts = [
        (_start(there, source, arabic=False), _start(there, target, arabic=True))
        for source, target in told
    ]
    below = [
        metrics(Face(family, 400))[1] * SCALE["text"][script].size
        for family, script in ((SERIF, "latn"), (NASKH, "arab"))
    ]
    found = [(first, second) for first, second in starts if first and second]
    level = sum(
        first.page == second.page
        and abs(first.bottom - below[0] - (second.bottom - below[1])) <= 0.5
        for first, second in found
    )
    return level, len(found)


def _start(there: Sequence[Word], told: str, *, arabic: bool) -> Word | None:
    """Find where a text begins, by four of its first words that follow one another."""
    wanted = words(told)
    lines = sorted(
        (each for each in there if each.arabic is arabic),
        key=lambda each: (each.page, round(each.bottom), -each.left if arabic else each.left),
    )
    own = [(each, word) for each in lines for word in words(each.text)]
    for first in range(3):  # an extracted word may be in pieces
        run = wanted[first : first + 4]
        for at in range(len(own)):
            if [word for _, word in own[at : at + len(run)]] == run:
                return own[at][0]
    return None


def notes_in_place(data: bytes, told: Sequence[tuple[str, str]]) -> int:
    """Count the notes that stand on the page where their paragraph ends, under all its text."""
    there = located(data)
    found = 0
    for number, (note, _) in NOTES.items():
        body = _start(there, note, arabic=False)
        call = _start(there, " ".join(told[number - 1][0].split()[-6:-1]), arabic=False)
        # no text that is set as running text stands below a note
        height = max((each.bottom - each.top for each in (call,) if each), default=0)
        under = [
            each
            for each in there
            if body
            and each.page == body.page
            and each.top > body.bottom
            and abs(each.bottom - each.top - height) < 0.1
        ]
        found += bool(body and call and body.page == call.page and not under)
    return found


def extractable(data: bytes, told: Sequence[tuple[str, str]]) -> float:
    """Give the share of Arabic words that pypdf finds."""
    found = Counter(words(extracted(data)))
    wanted = Counter(word for _, target in told for word in words(target))
    return sum((found & wanted).values()) / sum(wanted.values())


def tags(data: bytes) -> str:
    """Say what `publish verify` finds in the tags."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        if "/StructTreeRoot" not in pdf.Root:
            return "none"
    kinds = {"step", "font", "private", "active"}
    flaws = {flaw.rule for flaw in verify_pdf(data).flaws} - kinds
    return ", ".join(sorted(flaws)) or "nothing wrong"


def table(edition: Edition, made: Iterable[Made]) -> Iterator[str]:
    """Give the table, a line for each engine."""
    told = paragraphs(edition)
    whole = [" ".join(each) for each in zip(*told, strict=True)]
    head = [
        "",
        *("English gap, p95", "Arabic gap, p95", "rows in step, of found", "notes in place"),
        *("Arabic words", "tags: flaws", "CPU s, a page", "KB"),
    ]
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for each in made:
        cells = [each.name]
        for arabic, script in ((False, "latn"), (True, "arab")):
            size = SCALE["text"][script].size
            found = gaps(each.data, whole[arabic], arabic=arabic, size=size)
            p95 = statistics.quantiles(found, n=20)[-1]
            cells.append(f"{statistics.mean(found):.2f}, {p95:.2f}")
        level, count = in_step(each.data, told)
        cells.append(f"{level} of {count}")
        cells.append(f"{notes_in_place(each.data, told)} of {len(NOTES)}")
        cells.append(f"{100 * extractable(each.data, told):.1f} %")
        cells += [
            tags(each.data),
            f"{each.seconds:.1f}, {cost_of_a_page(each):.2f}",
            f"{len(each.data) // 1000}",
        ]
        yield f"| {' | '.join(escape(cell, quote=False) for cell in cells)} |"


# --- cost -----------------------------------------------------------------------------------


def cost_of_a_page(made: Made) -> float:
    """Give the CPU seconds of one page."""
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        return made.seconds / len(pdf.pages)


def stress(seeds: Sequence[int]) -> int:
    """Compare the CPU of each edition of the stress set with that of one plain render.

    Each is made in a process of its own, in which WeasyPrint has been imported.
    """
    from tests.test_layout_stress import make  # noqa: PLC0415
    from workflow.render.layout import LAYOUTS, PAPERS  # noqa: PLC0415

    os.environ["FONTCONFIG_FILE"] = str(STYLES / "fonts.conf")
    import weasyprint  # noqa: F401, PLC0415 (not mended: that is done where ours is made)

    ratios = []
    for seed in seeds:
        edition = make(seed)
        way = Layout(LAYOUTS[seed % 3], list(PAPERS)[seed % 3])
        html = plain_html(edition, way)
        with tempfile.TemporaryDirectory() as folder:
            once = _spent(partial(by_weasyprint, html, Path(folder)))
        whole = _spent(partial(printed, edition, way, media()))
        ratios.append(whole / once)
        print(f"{seed:3} {way.name:8} {once:7.1f} s {whole:7.1f} s {whole / once:5.2f}", flush=True)
    median, worst = statistics.median(ratios), max(ratios)
    print(f"median {median:.2f} (at most {MEDIAN}), worst {worst:.2f} (at most {WORST})")
    return int(median > MEDIAN or worst > WORST)


def _spent(work: Callable[[], Any]) -> float:
    """Give the CPU seconds of some work, done in a copy of this process."""
    made = os.fork()
    if not made:
        status = 1
        try:
            work()
            status = 0
        finally:
            os._exit(status)
    _, status, used = os.wait4(made, 0)
    assert status == 0
    return used.ru_utime + used.ru_stime


def growth(renders: int) -> int:
    """Measure how much memory one process keeps of each render."""
    each = grown(renders)
    print(f"{each:.2f} MB a render over {renders} (at most {GROWTH})")
    return int(each > GROWTH)


def grown(renders: int) -> float:
    """Give the megabytes that one process keeps of each of so many renders, but for the first."""
    from tests.render_edition import edition  # noqa: PLC0415

    start = 0.0
    for number in range(renders):
        print_edition(edition(), Layout(), media())
        if number == 4:
            start = _memory()
    gc.collect()
    return (_memory() - start) / (renders - 5)


def _memory() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    found = re.search(r"VmRSS:\s+(\d+)", status)
    assert found
    return int(found[1]) / 1000


def main(words_: Sequence[str]) -> int:
    """Do what is asked; exit 1 when a bound is missed."""
    match list(words_):
        case ["stress", *seeds]:
            return stress([int(each) for each in seeds] or range(40))
        case ["make", name, folder]:
            return make_one(name, Path(folder))
        case ["growth", *count]:
            return growth(int(count[0]) if count else 200)
        case _:
            for line in table(article(), run_all()):
                print(line, flush=True)
            return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
