"""`make look`: contact sheets of every look, layout, paper and pair, and the README's picture.

They go to docs/look/ and docs/spread.png; the goldens of tests/test_look.py are the same pages,
small and blurred.
"""

from __future__ import annotations

import io
import math
import random
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from tests.render_edition import ARTICLE, BOAT, BRIDGE, PEOPLE, Line, edition
from workflow.commands.pdf import editions
from workflow.locales import locale
from workflow.po import read_catalog
from workflow.printed import Edition
from workflow.project import find_project
from workflow.render.furniture import furniture, labels
from workflow.render.layout import LAYOUTS, PAPERS, Layout
from workflow.render.press import print_edition
from workflow.render.theme import PLAIN, Theme
from workflow.render.theming import SHIPPED, read_theme
from workflow.render.verify.content import read_content

ROOT = Path(__file__).parent.parent
LOOKS = ("plain", "magazine", "report")
FIVE = ("en-ar", "ar-en", "en-fr", "ar-ckb", "ar-fr")
WIDTH = 1400
"""Of a contact sheet, in pixels."""
GAP, GROUND = 14, (222, 217, 208)
COARSE = 14
"""Dots an inch of the goldens: a line of text is a grey band, a title a dark one."""


def theme(name: str) -> Theme:
    return PLAIN if name == "plain" else read_theme(SHIPPED / name, name)


# --- the article in each pair ---------------------------------------------------------------


@cache
def words(language: str) -> Mapping[str, str]:
    """Give the article in a language, by its English sentences."""
    if language in {"en", "ar"}:
        told = [each for lines in (ARTICLE, *PEOPLE.values()) for _, each in lines]
        return {pair[0]: pair[language == "ar"] for each in told for pair in each}
    path = ROOT / "tests" / "fixtures" / f"the-bridge.{language}.po"
    return {
        each.msgid: each.msgstr[0] for each in read_catalog(path.read_bytes(), path.name).entries
    }


def spoken(lines: Sequence[Line], source: str, target: str) -> tuple[Line, ...]:
    """Give lines in a pair of languages."""
    found = []
    for block, told in lines:
        each = [(words(source)[english], words(target)[english]) for english, _ in told]
        text = " ".join(before for before, _ in each)
        found.append((replace(block, text=text or block.text), each))
    return tuple(found)


def bridge(pair: str) -> Edition:
    """Give the article in a pair, and the page's own words in its languages."""
    names = pair.split("-")
    source, target = (locale(each, "arab" if each in {"ar", "ckb"} else "") for each in names)
    paths = [furniture(each) for each in names]
    return edition(
        spoken(ARTICLE, *names),
        source,
        target,
        people={name: spoken(lines, *names) for name, lines in PEOPLE.items()},
        labels=labels(*(read_catalog(each.read_bytes(), each.name) for each in paths)),
    )


@cache
def printed(look: str, pair: str, layout: str, paper: str = "a4") -> bytes:
    """Give the PDF of the article of the tests, with its pictures drawn."""
    return print_edition(bridge(pair), Layout(layout, paper, theme=theme(look)), scenery())


def pages(data: bytes, dpi: int, last: int = 99) -> list[Image.Image]:
    """Give the pages of a PDF as pictures."""
    with tempfile.TemporaryDirectory() as folder:
        options = ["-r", str(dpi), "-l", str(last), "-png", "-", f"{folder}/page"]
        subprocess.run(["pdftoppm", *options], input=data, check=True)
        return [Image.open(each).convert("RGB") for each in sorted(Path(folder).glob("*.png"))]


def sheet(rows: Sequence[Sequence[Image.Image]], width: int = WIDTH) -> Image.Image:
    """Lay pictures out in rows, on one ground."""
    wide = max(sum(each.width + GAP for each in row) for row in rows) + GAP
    high = sum(max(each.height for each in row) + GAP for row in rows) + GAP
    whole = Image.new("RGB", (wide, high), GROUND)
    y = GAP
    for row in rows:
        x = GAP
        for each in row:
            whole.paste(each, (x, y))
            x += each.width + GAP
        y += max(each.height for each in row) + GAP
    size = (width, whole.height * width // whole.width)
    return whole.resize(size, Image.Resampling.LANCZOS)


def save(picture: Image.Image, path: Path) -> None:
    """Write a small PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(96, method=Image.Quantize.FASTOCTREE).save(path, optimize=True)


# --- goldens --------------------------------------------------------------------------------


def coarse(data: bytes) -> Image.Image:
    """Give all pages of a PDF side by side, grey, small and blurred."""
    shown = pages(data, COARSE)
    width = sum(each.width for each in shown)
    strip = Image.new("L", (width, max(each.height for each in shown)), 255)
    x = 0
    for each in shown:
        strip.paste(each.convert("L"), (x, 0))
        x += each.width
    return strip.filter(ImageFilter.GaussianBlur(2))


def apart(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Say how far two such strips are apart: on the whole, and where they are farthest; 0 to 255.

    Another number of pages is as far as can be.
    """
    if abs(one.width - other.width) > 4 or abs(one.height - other.height) > 4:
        return 255, 255
    size = (min(one.width, other.width) // 6, min(one.height, other.height) // 6)
    fields = [each.resize(size, Image.Resampling.BOX) for each in (one, other)]
    values = list(ImageChops.difference(*fields).tobytes())
    return sum(values) / len(values), max(values)


def facts(data: bytes) -> dict[str, Any]:
    """Give what a picture does not tell for sure: faces, first baselines, texts on each page."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        faces = {
            str(each.BaseFont).rpartition("+")[2]
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Subtype") == "/Type0"
        }
        pages = []
        for page in pdf.pages:
            starts = read_content(page).starts
            texts = [height for mark, height in starts.items() if mark >= 0]
            top = float(page.mediabox[3]) - max(texts, default=0)
            pages.append({"first": round(top, 1), "texts": len(texts)})
    return {"faces": sorted(faces), "pages": pages}


# --- what the article's photos show ---------------------------------------------------------


@cache
def scenery() -> Mapping[str, bytes]:
    """Draw the pictures of the article: a bridge, a boat, a face."""
    return {BRIDGE: _bridge(), BOAT: _boat(), "nour.jpg": _face()}


def _hills(size: tuple[int, int], seed: int) -> tuple[Image.Image, ImageDraw.ImageDraw]:
    """Draw an evening: a sky, hills behind hills, and water."""
    dice = random.Random(seed)  # noqa: S311 (a drawing)
    width, height = size
    picture = Image.new("RGB", size)
    pen = ImageDraw.Draw(picture)
    for y in range(height):
        part = y / height
        pen.line(
            (0, y, width, y), (238 - int(50 * part), 196 - int(70 * part), 152 - int(20 * part))
        )
    for layer in range(4):
        base, waves = height * (0.36 + 0.1 * layer), [dice.uniform(0.004, 0.02) for _ in range(3)]
        tops = [
            (x, base - sum(math.sin(x * each + layer * 7) * 14 for each in waves))
            for x in range(0, width + 8, 8)
        ]
        tone = 150 - 28 * layer
        pen.polygon([*tops, (width, height), (0, height)], (tone, tone - 30, tone - 22))
    pen.rectangle((0, height * 0.74, width, height), (92, 96, 112))
    for _ in range(60):
        left, low = dice.uniform(0, width), dice.uniform(height * 0.76, height)
        pen.line((left, low, left + dice.uniform(20, 90), low), (124, 126, 138), 2)
    return picture, pen


def _written(picture: Image.Image, kind: str) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, kind)
    return stream.getvalue()


def _bridge() -> bytes:
    picture, pen = _hills((1400, 780), 3)
    pen.rectangle((0, 500, 1400, 548), (46, 40, 44))
    for x in range(60, 1400, 260):
        pen.rectangle((x, 540, x + 52, 660), (46, 40, 44))
        pen.pieslice((x - 104, 520, x + 156, 700), 180, 360, (46, 40, 44))
        pen.ellipse((x + 60, 560, x + 252, 760), (92, 96, 112))
    return _written(picture, "JPEG")


def _boat() -> bytes:
    picture, pen = _hills((900, 600), 8)
    pen.polygon([(280, 470), (640, 470), (590, 530), (330, 530)], (58, 40, 34))
    pen.line((450, 470, 450, 300), (58, 40, 34), 8)
    pen.line((640, 470, 880, 400), (70, 60, 50), 4)
    return _written(picture, "PNG")


def _face() -> bytes:
    picture = Image.new("RGB", (500, 600), (186, 172, 156))
    pen = ImageDraw.Draw(picture)
    pen.ellipse((90, 400, 410, 900), (74, 66, 70))
    pen.ellipse((150, 120, 350, 390), (120, 92, 78))
    pen.chord((140, 90, 360, 330), 180, 360, (52, 42, 40))
    return _written(picture, "JPEG")


# --- the sheets -----------------------------------------------------------------------------


def main() -> None:
    """Write them all."""
    folder = ROOT / "docs" / "look"
    for look in LOOKS:
        rows = [pages(printed(look, "en-ar", way), 60, 5) for way in LAYOUTS]
        save(sheet(rows), folder / f"{look}.png")
    pairs = [pages(printed("plain", pair, "side"), 60, 3) for pair in FIVE]
    save(sheet([pairs[0] + pairs[1], pairs[2] + pairs[3], pairs[4]]), folder / "pairs.png")
    papers = [
        page for way in PAPERS for page in pages(printed("plain", "en-ar", "side", way), 60, 2)
    ]
    save(sheet([papers]), folder / "papers.png")
    ((job,), _) = editions(find_project(ROOT), ["has-the-decline-of-isis-begun"], ["ar"])
    shipped = print_edition(job.edition, Layout(), {})
    save(sheet([pages(shipped, 110, 2)], 1500), ROOT / "docs" / "spread.png")


if __name__ == "__main__":
    main()
