"""Laid-out pages → what a layout artist would still do to them: copyfitting.

Nothing that is found here is wrong. A picture that does not fit where it is named leaves a hole
before it; an edition that runs over by a few lines ends on a leaf that is almost white. A picture
may then be set smaller, and the lines of running text a little closer, both within bounds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .fonts import CLOSER
from .proof import PX, names

Box = Any
"""A box of WeasyPrint, or an element of its document: neither says its type."""

SHORT = 1 / 3
"""What of a page runs over at most where the last page is worth saving."""
_HOLE = 1 / 6
"""What may be left white before a picture, as a share of the page."""
_FEW = 8
"""Pages of the longest edition whose text is set closer; in a longer one a leaf is no tenth."""
_SMALLEST = 0.6
"""What is left of the height of a picture that is set smaller, at least."""
_AROUND = 24.0
"""Points kept free above and below it."""
_MARGINS = 60.0
"""Points that part the end of the text from what follows it, which the top of a page swallows."""
_TEXT_ROWS = frozenset({"paragraph-row", "quote-row", "item-row"})


@dataclass(frozen=True, slots=True)
class Leaf:
    """How full a page is, in points."""

    height: float
    used: float

    @property
    def white(self) -> float:
        """Give what is left below the text."""
        return max(0.0, self.height - self.used)


def leaves(pages: Iterable[Box]) -> list[Leaf]:
    """Measure each page: the room above its notes, and how far down its text goes."""
    return [_leaf(page) for page in pages]


def _leaf(page: Box) -> Leaf:
    top = page.content_box_y()
    areas = [each for each in page.children if type(each).__name__ == "FootnoteAreaBox"]
    notes = sum(each.margin_height() for each in areas if each.children)
    ends = [box.position_y + _high(box) for box in _inked(page)]
    return Leaf((page.height - notes) * PX, (max(ends, default=top) - top) * PX)


def _inked(page: Box) -> Iterator[Box]:
    """Give the lines and pictures of a page in reading order, but for its notes and furniture."""
    for child in page.children:
        if hasattr(child, "at_keyword") or type(child).__name__ == "FootnoteAreaBox":
            continue
        for box in child.descendants():
            if type(box).__name__ == "LineBox" or "Replaced" in type(box).__name__:
                yield box


def _high(box: Box) -> float:
    return float(box.height if type(box).__name__ == "LineBox" else box.margin_height())


def on_top(page: Box) -> Box:
    """Give the element of the picture that a page begins with, if it does."""
    first = next(_inked(page), None)
    return first.element if first is not None and first.element.tag == "img" else None


def into_hole(before: Box, page: Box, answered: Collection[Box]) -> dict[Box, float]:
    """Give the pictures that would leave no hole on the page before, if so many points high.

    No picture is answered twice.
    """
    picture, leaf = on_top(page), _leaf(before)
    if picture is None or picture in answered or leaf.white < _HOLE * leaf.height:
        return {}
    first = next(_inked(page))
    beside = _beside(page, first)
    words = max(_words_under(page, box) for box in beside)
    room = leaf.white - words - _AROUND
    if room < _SMALLEST * first.height * PX:
        return {}
    return {box.element: room for box in beside}


def off_last(pages: Sequence[Box], answered: Collection[Box]) -> dict[Box, float]:
    """Give the picture before the last page that would leave room for all that stands there."""
    if len(pages) < 2:
        return {}
    before, last = leaves(pages[-2:])
    if last.used - before.white > SHORT * last.height:
        return {}
    figures = (box for box in pages[-2].descendants() if box.element_tag == "figure")
    inside = (each for box in figures for each in box.descendants() if each.element_tag == "img")
    shown = [each for each in inside if each.element not in answered]
    highest = max(shown, key=lambda box: float(box.height), default=None)
    if highest is None:
        return {}
    over = last.used - before.white + _MARGINS
    room = highest.height * PX - over
    if room < _SMALLEST * highest.height * PX:
        return {}
    return {box.element: room for box in _beside(pages[-2], highest)}


def _beside(page: Box, picture: Box) -> list[Box]:
    """Give a picture and, on facing pages, the same one on the other."""
    return [
        box
        for box in _inked(page)
        if "Replaced" in type(box).__name__ and abs(box.position_y - picture.position_y) < 1
    ]


def _words_under(page: Box, picture: Box) -> float:
    """Give how high the caption of a picture is."""
    for box in page.descendants():
        if box.element_tag == "figure" and picture in box.descendants():
            return float(box.height - picture.height) * PX
    return 0.0


def closer(document: Any) -> list[str]:  # noqa: ANN401
    """Give the steps that may save the last page, the gentlest first; none if it may stay."""
    boxes = [page._page_box for page in document.pages]  # noqa: SLF001
    if len(boxes) > _FEW:
        return []
    *before, last = leaves(boxes)
    over = last.used - before[-1].white if before else last.height
    if over > SHORT * last.height:
        return []
    text, rows = _running(document)
    return [
        step
        for step, close in CLOSER.items()
        if text * (1 - close.leading) + rows * close.gap >= over
    ]


def _running(document: Any) -> tuple[float, int]:  # noqa: ANN401
    """Give how high all rows of running text are together, and how many there are."""
    heights = [
        box.height * PX
        for page in document.pages
        for box in page._page_box.descendants()  # noqa: SLF001
        if box.element is not None
        and isinstance(box.height, float | int)
        and _TEXT_ROWS & set(names(box.element))
    ]
    return sum(heights), len(heights)


def level_quotes(document: Any) -> None:  # noqa: ANN401
    """Have the bar or ground of a quote reach as far down as that of the quote beside it.

    Else it would be broken where one language says a part of the quote in fewer lines.
    """
    for page in (each._page_box for each in document.pages):  # noqa: SLF001
        for row in page.descendants():
            if type(row).__name__ == "TableRowBox" and "quote-row" in names(row.element):
                quotes = [
                    box
                    for cell in row.children
                    for box in cell.children
                    if box.element_tag == "blockquote"
                ]
                end = max((box.position_y + box.margin_height() for box in quotes), default=0)
                for box in quotes:
                    _stretch(box, end - box.position_y - box.margin_height(), page)


def _stretch(box: Box, more: float, page: Box) -> None:
    """Make a box higher, and with it what is painted behind it."""
    from weasyprint.layout.background import layout_box_backgrounds  # noqa: PLC0415

    box.height += more
    if box.background:
        known = iter([layer.image for layer in box.background.layers])
        layout_box_backgrounds(page, box, lambda **_: next(known), layout_children=False)
