"""A page that was just made → what is mended on it at once, before the next is made.

A row that is out of step, a note that found no room, a line that stands alone, a picture that left
a hole: each is mended where it stands, and only from its page on is anything laid out again. What
is done to an element is written in it too, so that the same document laid out afresh gives the same
pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .copyfit import into_hole, off_last, on_top
from .proof import PX, Fault, begun_on, names, proof_of_breaks

Box = Any
"""A box of WeasyPrint, or an element of its document: neither says its type."""

PASSES = 5
"""How often as many pages as there are may be laid out before what is still wrong is left."""
_NOTED = 2
"""How often for the sake of notes, which could stand together at the end."""
_SPARE = 8
"""Pages more, for short editions."""

_STEPS = {"whole": {"break_inside": "avoid"}, "next": {"break_before": "page"}}
"""What is tried on a row: never part it; begin a page with it."""


class Astray(Exception):  # noqa: N818 (nothing is wrong: there is another way)
    """A note cannot stand at the foot of the page of its call."""


class Again(Exception):  # noqa: N818
    """The document has other classes now, and must be laid out from its first page."""


class Repair:
    """Looks at each page of a document as soon as it is made."""

    def __init__(self, root: Box) -> None:
        self._rows = [each for each in root.iter("div") if "row" in names(each)]
        self._places = {row: place for place, row in enumerate(self._rows)}
        self._before = [(row, row.get("class")) for row in self._rows]
        self._boxes: dict[Box, Box] = {}
        self._changed: dict[Box, list[tuple[Box, Box]]] = {}
        self._smaller: dict[Box, int] = {}
        self._answered: set[Box] = set()
        self._saving = 0
        self._begins: dict[Box, int] = {}
        self._first: list[Box] = []
        self.made = 0
        """How many pages have been laid out."""
        self._earlier = 0

    def begin(self, trees: Sequence[Box]) -> None:
        """Learn which boxes are laid out, those of the text and of the notes; nothing is tried."""
        for row, classes in self._before:
            row.set("class", classes)
        for picture in self._smaller:
            picture.attrib.pop("style")
        self._begins, self._first, self._boxes, self._earlier = {}, [], {}, self.made
        self._changed, self._smaller, self._answered, self._saving = {}, {}, set(), 0
        for tree in trees:
            for box in tree.descendants():
                if box.element is not None and "::" not in (box.element_tag or ""):
                    self._boxes.setdefault(box.element, box)

    def look(self, pages: Sequence[Box], *, whole: bool) -> int | None:
        """Give the page to go back to because something was mended there, if it was.

        `pages` are all that there are, the last of them new; with the document's last they are
        whole. Astray where a note cannot be helped.
        """
        self.made += 1
        last = len(pages) - 1
        covers = [page for page in pages if page.page_type.name == "cover"]
        if last and len(covers) > 1 and self._tightened(covers[0]):
            raise Again
        found = begun_on(pages[last])
        for element in found:
            self._begins.setdefault(element, last)
        self._first[last:] = [found[0] if found else None]
        start = max(0, last - 1)
        begun = {element for element, page in self._begins.items() if page < start}
        try:
            back = self._mended(proof_of_breaks(pages[start:], start, begun), last)
        except Astray:
            if not self._smaller:
                raise
            back = self._as_they_were(min(self._smaller.values()))
        if back is None:
            back = self._copyfitted(pages, whole=whole)
        if back is not None:
            self._begins = {row: page for row, page in self._begins.items() if page < back}
        return back

    def _copyfitted(self, pages: Sequence[Box], *, whole: bool) -> int | None:
        """Set a picture smaller that leaves a hole or would save the last page; else as it was."""
        last = len(pages) - 1
        if last and self._smaller.get(on_top(pages[last])) == last - 1:
            return self._as_they_were(last - 1)  # in vain
        if last and (found := into_hole(pages[last - 1], pages[last], self._answered)):
            return self._set_smaller(found, last - 1)
        if not whole:
            return None
        if self._saving and len(pages) >= self._saving:
            back, self._saving = self._saving - 2, 0
            return self._as_they_were(back)
        self._saving = 0
        if found := off_last(pages, self._answered):
            self._saving = len(pages)
            return self._set_smaller(found, last - 1)
        return None

    def _set_smaller(self, found: Mapping[Box, float], page: int) -> int:
        from weasyprint.css.properties import Dimension  # noqa: PLC0415 (a door opened late)

        for picture, height in found.items():
            picture.set("style", f"max-height:{height:.2f}pt")
            self._restyle(
                picture, self._boxes[picture], max_height=Dimension(round(height, 2) / PX, "px")
            )
            self._smaller[picture] = page
        self._answered |= found.keys()
        return self._stands_elsewhere(page)

    def _as_they_were(self, page: int) -> int:
        """Set pictures as high again as they were, from a page on."""
        self._saving = 0
        for picture in [each for each, there in self._smaller.items() if there >= page]:
            picture.attrib.pop("style")
            self._undo(picture)
            del self._smaller[picture]
        return self._stands_elsewhere(page)

    def _stands_elsewhere(self, page: int) -> int:
        """Take back what was tried on rows that begin on a page or after it."""
        for row, classes in self._before:
            if self._begins.get(row, page) >= page and row.get("class") != classes:
                row.set("class", classes)
                self._undo(row)
        return page

    def _undo(self, element: Box) -> None:
        for box, style in self._changed.pop(element, ()):
            box.style = style

    def _tightened(self, cover: Box) -> bool:
        """Give a cover that runs over its leaf less air; say whether that is still to be tried."""
        root = cover.children[0].element
        openings = (each for each in root.iter("div") if "opening" in names(each))
        return any(self._mark(each, "tight") for each in openings)

    def _mended(self, faults: Sequence[Fault], last: int) -> int | None:
        made = self.made - self._earlier
        if made > PASSES * (last + 1) + _SPARE:
            return None
        tried: set[int] = set()
        for fault in faults:
            if fault.kind == "hyphens" and self._mark(fault.row, "unhyphenated"):
                for box in self._boxes[fault.row].descendants():
                    self._restyle(fault.row, box, hyphens="manual")
                tried.add(self._begins.get(fault.row, fault.page))
            if fault.kind in {"step", "widow"} and fault.row is not None:
                tried |= self._climb(fault.row, fault.page)
        notes = [fault for fault in faults if fault.kind == "note" and fault.row is not None]
        if notes and not tried:
            fault = notes[0]  # the first only, for what follows may move
            if made <= _NOTED * (last + 1) + _SPARE:
                tried = self._climb(fault.row, fault.page)
            if not tried:
                raise Astray
        return min(tried, default=None)

    def _climb(self, row: Box, page: int) -> set[int]:
        """Try on a row what has not been tried yet; give the page that changes, if there is one."""
        if row not in self._places:
            return set()  # of a note, which is never parted
        start = self._begins.get(row, page)
        if start != page and self._step(row, "whole"):
            return {start}
        head = row
        while (place := self._places[head]) and "heading-row" in names(self._rows[place - 1]):
            head = self._rows[place - 1]
        start = self._begins.get(head, start)
        at_top = start < len(self._first) and self._first[start] is head
        return {start} if not at_top and self._step(head, "next") else set()

    def _step(self, row: Box, step: str) -> bool:
        parted = "parted" in names(row)
        if not self._mark(row, step):
            return False
        box = self._boxes[row]
        self._restyle(row, box, **_STEPS[step])
        for cell in box.children if parted else ():
            self._restyle(row, cell, height="auto")
        return True

    def _mark(self, row: Box, name: str) -> bool:
        """Add a class to an element, and say whether it was new."""
        if name in names(row):
            return False
        row.set("class", " ".join([*(each for each in names(row) if each != "parted"), name]))
        return True

    def _restyle(self, element: Box, box: Box, **changed: Any) -> None:  # noqa: ANN401
        """Give a box of an element other properties; those that are styled like it keep theirs."""
        self._changed.setdefault(element, []).insert(0, (box, box.style))
        box.style = box.style.copy()
        box.style.update(changed)
