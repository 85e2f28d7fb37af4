"""Font packages → faces, their metrics, and the type scale of the page as CSS.

Sizes stand in one table, `SCALE`; the distance that brings the first baselines of two scripts
together is computed from the fonts themselves.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from ..errors import RenderError
from ..files import read_bytes


@dataclass(frozen=True, slots=True)
class Face:
    """One static font file of a family."""

    family: str
    weight: int
    style: str = "normal"

    @property
    def asset(self) -> str:
        """Give its name among the assets."""
        return f"fonts/{self.family.replace(' ', '')}-{self.weight}-{self.style}"


SERIF, NASKH, LABEL = "IBM Plex Serif", "Amiri", "IBM Plex Sans Arabic"
"""Text in Latin letters; text in Arabic letters; labels in both. Amiri, because 99 % of its words
can be searched and copied; other Arabic fonts lose up to 90 %."""

FACES = (
    Face(SERIF, 400),
    Face(SERIF, 400, "italic"),
    Face(SERIF, 600),
    Face(SERIF, 700),
    Face(SERIF, 700, "italic"),
    Face(NASKH, 400),
    Face(NASKH, 700),
    Face(LABEL, 400),
    Face(LABEL, 600),
)


@dataclass(frozen=True, slots=True)
class Size:
    """How a role is set in one script, in points."""

    family: str
    size: float
    leading: float
    weight: int = 400


SCALE: dict[str, dict[str, Size]] = {
    # five lines of Latin text are as high as four of Arabic: the columns meet again every 72 pt
    "text": {"latn": Size(SERIF, 9.7, 14.4), "arab": Size(NASKH, 13.4, 18)},
    "title": {"latn": Size(SERIF, 26, 31, 700), "arab": Size(NASKH, 32, 40, 700)},
    "long-title": {"latn": Size(SERIF, 19.5, 24, 700), "arab": Size(NASKH, 24, 31, 700)},
    "standfirst": {"latn": Size(SERIF, 12.6, 18), "arab": Size(NASKH, 16, 22.5)},
    "heading": {"latn": Size(LABEL, 11.2, 14.4, 600), "arab": Size(LABEL, 12.6, 18, 600)},
    "subheading": {"latn": Size(LABEL, 9.4, 14.4, 600), "arab": Size(LABEL, 10.8, 18, 600)},
    "label": {"latn": Size(LABEL, 7.6, 12, 600), "arab": Size(LABEL, 8.8, 12, 600)},
    "byline": {"latn": Size(LABEL, 8.8, 14, 600), "arab": Size(LABEL, 10, 14, 600)},
    "dateline": {"latn": Size(LABEL, 8.2, 14), "arab": Size(LABEL, 9.4, 14)},
    "caption": {"latn": Size(LABEL, 7.8, 11.5), "arab": Size(LABEL, 8.8, 13)},
    "table": {"latn": Size(LABEL, 7.6, 13), "arab": Size(LABEL, 8.6, 13)},
    "code": {"latn": Size(LABEL, 8, 12), "arab": Size(LABEL, 8, 12)},
    "note": {"latn": Size(SERIF, 8, 12), "arab": Size(NASKH, 11, 15)},
    "name": {"latn": Size(SERIF, 12, 16, 700), "arab": Size(NASKH, 15, 20, 700)},
    "bio": {"latn": Size(SERIF, 8.6, 12.8), "arab": Size(NASKH, 11.8, 16)},
    "imprint": {"latn": Size(LABEL, 7.2, 11), "arab": Size(LABEL, 8.2, 11)},
}
"""Role → script → size: the one place where the size of a letter is decided."""

PITCH = {"latn": 0.484, "arab": 0.372}
"""Mean advance of a letter of running text, spaces included, in ems (measured on our pages)."""


@lru_cache(maxsize=len(FACES))
def font_bytes(face: Face) -> bytes:
    """Give a font file; a package that is missing or a variable font is a RenderError."""
    import fontpkg  # noqa: PLC0415 (reads the entry points of every installed package)

    try:
        path = fontpkg.path(face.family, face.weight, face.style)
    except fontpkg.FontpkgError as error:
        package = f"fontpkg-{face.family.lower().replace(' ', '-')}"
        raise RenderError(
            f"the font {face.family} {face.weight} {face.style} is missing",
            f"type: python -m pip install {package}",
        ) from error
    data = read_bytes(Path(path))
    if b"fvar" in _tables(data):
        # their widths differ from those the PDF states, and every run writes other bytes
        raise RenderError(f"{path.name} is a variable font; the page needs static ones")
    return data


@lru_cache(maxsize=len(FACES))
def metrics(family: str) -> tuple[float, float]:
    """Give ascent and descent of a family in ems, as HarfBuzz reads them (OpenType `hhea`)."""
    data = font_bytes(next(face for face in FACES if face.family == family))
    tables = _tables(data)
    (units,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    ascent, descent = struct.unpack_from(">hh", data, tables[b"hhea"] + 4)
    return ascent / units, -descent / units


def _tables(data: bytes) -> dict[bytes, int]:
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * index) for index in range(count))
    return {tag: offset for tag, _, offset, _ in records}


def baseline(size: Size) -> float:
    """Give the distance from the top of a first line to its baseline, in points.

    CSS 2.2, 10.8.1: half the leading above, then the ascent.
    """
    ascent, descent = metrics(size.family)
    return (size.leading - (ascent + descent) * size.size) / 2 + ascent * size.size


def face_css() -> str:
    """Give the `@font-face` rules of the house, each face an asset."""
    return "".join(
        f"@font-face{{font-family:'{face.family}';font-weight:{face.weight};"
        f"font-style:{face.style};src:url(asset:{face.asset})}}\n"
        for face in FACES
    )


def scaled(size: Size, scale: float) -> Size:
    """Give a size for a smaller or larger paper, to the twentieth of a point."""
    return replace(
        size, size=round(size.size * scale * 20) / 20, leading=round(size.leading * scale * 20) / 20
    )


def scale_css(scripts: frozenset[str], scale: float = 1) -> str:
    """Give the type scale as CSS: `.ROLE` in each script, first baselines of `scripts` level."""
    rules = []
    for role, roles in SCALE.items():
        sizes = {script: scaled(size, scale) for script, size in roles.items()}
        level = max(baseline(sizes[script]) for script in scripts)
        for script, size in sizes.items():
            fallback = {SERIF: NASKH, NASKH: SERIF, LABEL: SERIF}[size.family]
            drop = level - baseline(size) if script in scripts else 0
            rules.append(
                f".{script} .{role},.{role}.{script}{{"
                f"font:{size.weight} {size.size:g}pt/{size.leading:g}pt "
                f"'{size.family}','{fallback}';padding-block-start:{drop:.3f}pt;"
                f"box-decoration-break:clone}}\n"
                # a word of the other script is set in its own face, and never widens the line
                f".{role} bdi.{script}{{font-family:'{size.family}','{fallback}';"
                f"font-size:{size.size:g}pt;line-height:0}}\n"
            )
    return "".join(rules)


def area(script: str, count: int) -> float:
    """Guess how much paper so many characters of running text need, in square points."""
    size = SCALE["text"][script]
    return PITCH[script] * size.size * size.leading * count


def widths(source: float, target: float) -> tuple[float, float]:
    """Give the shares of two columns, in percent, in which texts of these areas end together.

    No column is narrower than 44 %.
    """
    share = round(200 * source / (source + target)) / 2 if source + target else 50
    share = min(max(share, 44), 56)
    return share, 100 - share


def lines(script: str, width: float, count: int, scale: float = 1) -> float:
    """Guess how many lines a text of so many characters fills in a column of this width."""
    return count * PITCH[script] * SCALE["text"][script].size * scale / width
