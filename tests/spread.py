"""`make look`: the first two pages of the shipped edition as one picture, the README's."""

from __future__ import annotations

import sys
from pathlib import Path

from PIL import Image

WIDTH = 1500
"""Of the picture, in pixels."""
GAP, GROUND = 24, (222, 217, 208)


def spread(folder: Path) -> Path:
    """Leave `spread.png` in the folder, made of the pages that lie there as pictures."""
    paths = sorted(folder.glob("*.en-ar-*.png"))[:2]
    pages = [Image.open(path).convert("RGB") for path in paths]
    width = sum(page.width for page in pages) + GAP * 3
    sheet = Image.new("RGB", (width, pages[0].height + GAP * 2), GROUND)
    for number, page in enumerate(pages):
        sheet.paste(page, (GAP + number * (page.width + GAP), GAP))
    size = (WIDTH, sheet.height * WIDTH // width)
    target = folder / "spread.png"
    small = sheet.resize(size, Image.Resampling.LANCZOS)
    small.quantize(200, method=Image.Quantize.FASTOCTREE).save(target, optimize=True)
    return target


if __name__ == "__main__":
    spread(Path(sys.argv[1]))
