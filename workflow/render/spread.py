"""Spreads → facing pages. Both leaves of a spread are laid out as one sheet, then parted.

So the two texts keep step by construction: a leaf is the sheet without the cells of the other side,
moved to its own origin. Nothing is laid out twice and no text is cut anew.
"""

from __future__ import annotations

from typing import Any

from ..model import Direction

Box = Any
"""A box of WeasyPrint, which says no types."""


def part(document: Any, runs: Direction) -> Any:  # noqa: ANN401 (WeasyPrint's own)
    """Give the document with each sheet twice as wide as the first leaf parted in two.

    The source's leaf comes first, then the target's, whichever way the book is bound.
    """
    from weasyprint.document import Page  # noqa: PLC0415

    pages: list[Any] = []
    spreads = [page for page in document.pages if page._page_box.page_type.name == "spread"]  # noqa: SLF001
    for page in document.pages:
        if page._page_box.page_type.name != "spread":  # noqa: SLF001
            pages.append(page)
            continue
        if page is spreads[0] and pages and len(pages) % 2 == 0:
            pages.append(_blank(pages[-1]))  # verso must lie beside its recto
        for name in ("source", "target"):
            leaf = _without(page._page_box, "target" if name == "source" else "source")  # noqa: SLF001
            left = (name == "source") == (runs is Direction.LTR)
            _narrow(leaf, left=left)
            pages.append(Page(leaf))
    return document.copy(pages)


def _blank(page: Any) -> Any:  # noqa: ANN401
    """Give a leaf like another, with nothing on it."""
    from weasyprint.document import Page  # noqa: PLC0415

    leaf = page._page_box.copy()  # noqa: SLF001
    leaf.children = []
    return Page(leaf)


def _without(box: Box, side: str) -> Box:
    """Copy a tree of boxes but for the cells of one side."""
    found = box.copy()
    found.children = [
        _without(child, side) for child in found.children if not _belongs(child, side)
    ]
    return found


def _belongs(box: Box, side: str) -> bool:
    element = box.element
    names = (element.get("class") or "").split() if element is not None else ()
    return "cell" in names and side in names


def _narrow(page: Box, *, left: bool) -> None:
    """Leave one half of a sheet, and on it the margin boxes that stand there."""
    from weasyprint.layout.background import layout_backgrounds  # noqa: PLC0415

    half = page.margin_width() / 2
    page.children = [
        child
        for child in page.children
        if not hasattr(child, "at_keyword")
        or child.at_keyword.endswith("left" if left else "right")
    ]
    if not left:
        for child in page.children:
            child.translate(dx=-half)
    edge = page.margin_left if left else page.margin_right
    page.margin_left, page.margin_right = (edge, 0) if left else (0, edge)
    page.width = half - edge
    layout_backgrounds(page, None)  # they know where they were; the page has no pictures behind it
