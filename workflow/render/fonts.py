"""Font packages → faces, their metrics, and the type scale of the page as CSS.

The sizes of the house stand in one table, `SCALE`, and a theme may change them; the distance that
brings the first baselines of two scripts together is computed from the fonts themselves.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from ..errors import RenderError
from ..files import read_bytes


@dataclass(frozen=True, slots=True)
class Face:
    """One static font file of a family."""

    family: str
    weight: int
    style: str = "normal"
    data: bytes = field(default=b"", repr=False)
    """The file itself, if a theme brought it; else the font package of the family has it."""

    @property
    def asset(self) -> str:
        """Give its name among the assets."""
        return f"fonts/{self.family.replace(' ', '')}-{self.weight}-{self.style}"


SERIF, NASKH, LABEL = "IBM Plex Serif", "Amiri", "IBM Plex Sans Arabic"
"""Text in Latin letters; text in Arabic letters; labels in both. Amiri, because 99 % of its words
can be searched and copied; other Arabic fonts lose up to 90 %."""
MONO = "IBM Plex Mono"
"""What machines read."""
SPARE = "Cardo"
"""Has Greek and Hebrew letters, which the others lack."""

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
    Face(MONO, 400),
    Face(SPARE, 400),
    Face(SPARE, 400, "italic"),
    Face(SPARE, 700),
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
    "quote": {"latn": Size(SERIF, 9.7, 14.4), "arab": Size(NASKH, 13.4, 18)},
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
    "code": {"latn": Size(MONO, 7.6, 12), "arab": Size(MONO, 7.6, 12)},
    "note": {"latn": Size(SERIF, 8, 12), "arab": Size(NASKH, 11, 15)},
    "name": {"latn": Size(SERIF, 12, 16, 700), "arab": Size(NASKH, 15, 20, 700)},
    "bio": {"latn": Size(SERIF, 8.6, 12.8), "arab": Size(NASKH, 11.8, 16)},
    "imprint": {"latn": Size(LABEL, 7.2, 11), "arab": Size(LABEL, 8.2, 11)},
}
"""Role → script → size: the one place where the size of a letter is decided."""


@dataclass(frozen=True, slots=True)
class Close:
    """How much closer running text may be set where that saves a page."""

    leading: float
    """What its leading is multiplied by."""
    gap: float
    """By how many points the gap between two paragraphs is narrower."""


CLOSER = {"close": Close(35 / 36, 1.2), "closer": Close(34 / 36, 2.2)}
"""Class of the page → its step. Five lines of Latin text are still as high as four of Arabic."""

_RUNNING = ("text", "quote", "bio")


@dataclass(frozen=True, slots=True)
class Letters:
    """The faces of a page, and how large each role is set in them."""

    faces: tuple[Face, ...] = FACES
    scale: Mapping[str, Mapping[str, Size]] = field(default_factory=lambda: SCALE)

    def face(self, family: str, weight: int = 400, style: str = "normal") -> Face | None:
        """Give a face that the page has, or nothing."""
        wanted = (family, weight, style)
        return next((f for f in self.faces if (f.family, f.weight, f.style) == wanted), None)

    def any_of(self, family: str) -> Face:
        """Give a face of a family: all of one family have the same ascent and descent."""
        return next(face for face in self.faces if face.family == family)

    def size(self, role: str, script: str) -> Size:
        """Give how a role is set in a script."""
        return self.scale[role][script]

    def families(self, role: str, script: str) -> str:
        """Give a role's families as CSS: its own, its other script's, and those that have most.

        Last come the spare ones: what they have, no other has.
        """
        other = {"latn": "arab", "arab": "latn"}[script]
        named = (self.size(role, script).family, self.size(role, other).family, SERIF, NASKH)
        return _css((*named, *self.spares))

    @property
    def spares(self) -> tuple[str, ...]:
        """Name the families that nothing is set in but what all others lack, a theme's first."""
        sized = {size.family for sizes in self.scale.values() for size in sizes.values()}
        spare = {each.family for each in self.faces} - sized - {each.family for each in FACES}
        return (*sorted(spare), SPARE)

    def spared(self) -> frozenset[str]:
        """Give the characters that only the spare families have."""
        spares = self.spares
        has: dict[bool, set[int]] = {True: set(), False: set()}
        for face in self.faces:
            has[face.family in spares] |= _characters(face)
        return frozenset(map(chr, has[True] - has[False]))


def _css(families: Iterable[str]) -> str:
    return ",".join(f"'{name}'" for name in dict.fromkeys(families))


HOUSE = Letters()
"""The letters of a page without a theme."""

PITCH = {"latn": 0.484, "arab": 0.372}
"""Mean advance of a letter of the house's running text, spaces included, in ems (measured)."""

_SAMPLE = {
    "latn": "The quick brown fox jumps over the lazy dog, and then sleeps until noon.",
    "arab": "كان الصباح قد أشرق على المدينة حين خرج الناس إلى السوق يحملون الخبز والماء.",
}


@lru_cache(maxsize=64)
def font_bytes(face: Face) -> bytes:
    """Give a font file; a package that is missing or a variable font is a RenderError."""
    if face.data:
        return face.data
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
    refuse_font(data, path.name)
    return data


_COLOURS = frozenset({b"COLR", b"CBDT", b"sbix", b"SVG "})
"""Tables of letters in colours (OpenType 1.9)."""


def refuse_font(data: bytes, name: str) -> None:
    """Let no font pass that the page cannot be set in: one with weights to choose, or colours."""
    tables = _tables(data)
    if b"fvar" in tables:
        # their widths differ from those the PDF states, and every run writes other bytes
        raise RenderError(f"{name} is a variable font; the page needs static ones")
    if _COLOURS & tables.keys():
        # of such a letter the page draws what stands below its colours, which may be nothing
        hint = "take one that is drawn in lines, such as a static Noto Emoji"
        raise RenderError(f"{name} is a font in colours; the page prints letters in one", hint)


@lru_cache(maxsize=64)
def metrics(face: Face) -> tuple[float, float]:
    """Give ascent and descent of a face in ems, as HarfBuzz reads them (OpenType `hhea`)."""
    data = font_bytes(face)
    tables = _tables(data)
    (units,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    ascent, descent = struct.unpack_from(">hh", data, tables[b"hhea"] + 4)
    return ascent / units, -descent / units


def _tables(data: bytes) -> dict[bytes, int]:
    (count,) = struct.unpack_from(">H", data, 4)
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * index) for index in range(count))
    return {tag: offset for tag, _, offset, _ in records}


def baseline(size: Size, letters: Letters = HOUSE) -> float:
    """Give the distance from the top of a first line to its baseline, in points.

    CSS 2.2, 10.8.1: half the leading above, then the ascent.
    """
    ascent, descent = metrics(letters.any_of(size.family))
    return (size.leading - (ascent + descent) * size.size) / 2 + ascent * size.size


def face_css(letters: Letters = HOUSE) -> str:
    """Give the `@font-face` rules of a page, each face an asset, and its families by name.

    A face that is not to be had is a RenderError.
    """
    for face in letters.faces:
        font_bytes(face)
    faces = "".join(
        f"@font-face{{font-family:'{face.family}';font-weight:{face.weight};"
        f"font-style:{face.style};src:url(asset:{face.asset})}}\n"
        for face in letters.faces
    )
    named = {
        "latin": letters.families("text", "latn"),
        "arabic": letters.families("text", "arab"),
        "label": letters.families("label", "latn"),
        "mono": letters.families("code", "latn"),
        "spare": _css(letters.spares),
    }
    return faces + ":root{" + "".join(f"--{key}:{value};" for key, value in named.items()) + "}\n"


def scaled(size: Size, scale: float) -> Size:
    """Give a size for a smaller or larger paper, to the twentieth of a point."""
    return replace(
        size, size=round(size.size * scale * 20) / 20, leading=round(size.leading * scale * 20) / 20
    )


def scale_css(scripts: frozenset[str], scale: float = 1, letters: Letters = HOUSE) -> str:
    """Give the type scale as CSS: `.ROLE` in each script, first baselines of `scripts` level."""
    rules = []
    for role, roles in letters.scale.items():
        sizes = {script: scaled(size, scale) for script, size in roles.items()}
        drops = _drops(sizes, scripts, letters)
        for script, size in sizes.items():
            families = letters.families(role, script)
            rules.append(
                f".{script} .{role},.{role}.{script}{{"
                f"font:{size.weight} {size.size:g}pt/{size.leading:g}pt "
                f"{families};padding-block-start:{drops[script]:.3f}pt;"
                f"box-decoration-break:clone}}\n"
                # a word of the other script is set in its own face, and never widens the line
                f".{role} bdi.{script}{{font-family:{families};"
                f"font-size:{size.size:g}pt;line-height:0}}\n"
            )
    return "".join(rules)


def _drops(
    sizes: Mapping[str, Size], scripts: frozenset[str], letters: Letters
) -> dict[str, float]:
    """Give what a first line of each script is lowered by, so that all have one baseline."""
    level = max(baseline(sizes[script], letters) for script in scripts)
    return {
        script: level - baseline(size, letters) if script in scripts else 0
        for script, size in sizes.items()
    }


def closer_css(scripts: frozenset[str], scale: float = 1, letters: Letters = HOUSE) -> str:
    """Give the CSS of a page whose running text is set closer: a class for each step."""
    rules = []
    for step, close in CLOSER.items():
        for role in _RUNNING:
            sizes = {
                script: scaled(replace(size, leading=size.leading * close.leading), scale)
                for script, size in letters.scale[role].items()
            }
            drops = _drops(sizes, scripts, letters)
            rules += [
                f".{step} .{script} .{role},.{step} .{role}.{script}{{"
                f"line-height:{size.leading:g}pt;padding-block-start:{drops[script]:.3f}pt}}\n"
                for script, size in sizes.items()
                if script in scripts
            ]
    return "".join(rules)


@lru_cache(maxsize=64)
def font(face: Face) -> Any:  # noqa: ANN401 (uharfbuzz's own)
    """Give a face as HarfBuzz measures with it."""
    import uharfbuzz  # noqa: PLC0415

    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob(font_bytes(face))))


@lru_cache(maxsize=64)
def _characters(face: Face) -> frozenset[int]:
    """Give the code points that a face has letters for."""
    return frozenset(font(face).face.unicodes)


@lru_cache(maxsize=20000)
def advance(text: str, face: Face, language: str) -> float:
    """Give the width of a text in ems, shaped as Pango will shape it."""
    import uharfbuzz  # noqa: PLC0415

    shaped = font(face)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    if language:
        buffer.language = language
    uharfbuzz.shape(shaped, buffer)
    return float(sum(each.x_advance for each in buffer.glyph_positions) / shaped.face.upem)


def pitch(script: str, letters: Letters = HOUSE) -> float:
    """Give the mean advance of a letter of running text in ems."""
    own, house = (each.any_of(each.size("text", script).family) for each in (letters, HOUSE))
    if own == house:
        return PITCH[script]
    return PITCH[script] * advance(_SAMPLE[script], own, "") / advance(_SAMPLE[script], house, "")


def area(script: str, count: int, letters: Letters = HOUSE) -> float:
    """Guess how much paper so many characters of running text need, in square points."""
    size = letters.size("text", script)
    return pitch(script, letters) * size.size * size.leading * count


def widths(source: float, target: float) -> tuple[float, float]:
    """Give the shares of two columns, in percent, in which texts of these areas end together.

    No column is narrower than 44 %.
    """
    share = round(200 * source / (source + target)) / 2 if source + target else 50
    share = min(max(share, 44), 56)
    return share, 100 - share


def lines(
    script: str, width: float, count: int, scale: float = 1, letters: Letters = HOUSE
) -> float:
    """Guess how many lines a text of so many characters fills in a column of this width."""
    size = letters.size("text", script).size
    return count * pitch(script, letters) * size * scale / width
