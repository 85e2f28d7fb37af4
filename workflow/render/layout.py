"""How the two texts meet on paper: five layouts, three papers. Lengths in points."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..errors import RenderError
from .theme import PLAIN, Theme

MILLIMETRE = 72 / 25.4


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, its margins, and by what the type scale is multiplied on it."""

    width: float
    height: float
    top: float
    outer: float
    bottom: float
    first: float
    """The upper margin of the first page."""
    scale: float = 1


def _paper(*millimetres: float, scale: float = 1) -> Paper:
    width, height, top, outer, bottom, first = (each * MILLIMETRE for each in millimetres)
    return Paper(width, height, top, outer, bottom, first, scale)


PAPERS = {
    "a4": _paper(210, 297, 30, 19, 28, 22),
    "a5": _paper(148, 210, 21, 13, 19, 14, scale=0.84),
    "letter": _paper(215.9, 279.4, 28, 23, 26, 21),
}

_MEASURE = 372.0
"""Width of a single column at the scale of 1: some 75 letters."""

LAYOUTS = ("side", "facing", "stacked", "target", "source")
"""Parallel columns; source verso and target recto; paragraph under paragraph; one text alone."""

ALONE = frozenset({"target", "source"})


@dataclass(frozen=True, slots=True)
class Layout:
    """One way to print an edition."""

    name: str = "side"
    paper: str = "a4"
    rule: bool = True
    """A hairline between parallel columns."""
    theme: Theme = PLAIN
    archival: bool = False
    """PDF/A-3a, its sources enclosed."""

    def __post_init__(self) -> None:
        for given, known, what in (
            (self.name, LAYOUTS, "layout"),
            (self.paper, tuple(PAPERS), "paper"),
        ):
            if given not in known:
                raise RenderError(f"there is no {what} `{given}`", f"there are {', '.join(known)}")

    @property
    def sheet(self) -> Paper:
        """Give the paper that a page of running text is laid out on.

        Facing pages have narrow leaves with room at the spine, whose margins are `spine` wide.
        """
        sheet = PAPERS[self.paper]
        if self.name == "side":
            return sheet
        # one column has room for larger letters, and a measure that the eye can follow
        scale = min(1.1, (sheet.width - 2 * sheet.outer) / _MEASURE)
        margin = sheet.width - _MEASURE * scale
        outer = margin * 0.62 if self.name == "facing" else margin / 2
        return replace(sheet, outer=outer, scale=scale)

    @property
    def spine(self) -> float:
        """Give what stands between a column and the other: half a gutter, or the inner margin."""
        if self.name == "facing":
            return self.sheet.outer * 0.38 / 0.62
        return 5 * MILLIMETRE * self.sheet.scale

    @property
    def measure(self) -> float:
        """Give the width of both columns and what parts them, or of the one column."""
        if self.name == "facing":
            return 2 * (self.sheet.width - self.sheet.outer)
        return self.sheet.width - 2 * self.sheet.outer

    @property
    def columns(self) -> bool:
        """Say whether the two texts stand beside each other."""
        return self.name in {"side", "facing"}

    @property
    def suffix(self) -> str:
        """Give what tells its file from those of other layouts: nothing for the usual one."""
        parts = [self.name] if self.name != "side" else []
        parts += [self.paper] if self.paper != "a4" else []
        parts += [self.theme.name] if self.theme.foreign else []
        parts += ["archival"] if self.archival else []
        return "".join(f".{part}" for part in parts)
