"""A page that was just made → what is mended on it at once, before the next is made.

A row that is out of step, a note that found no room, a line that stands alone: each is mended where
it stands, and only from its page on is anything laid out again. What is done to a row is written in
its classes too, so that the same document laid out afresh gives the same pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .proof import Fault, begun_on, names, proof_of_breaks

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
        self._begins: dict[Box, int] = {}
        self._first: list[Box] = []
        self.made = 0
        """How many pages have been laid out."""
        self._earlier = 0

    def begin(self, trees: Sequence[Box]) -> None:
        """Learn which boxes are laid out, those of the text and of the notes; nothing is tried."""
        for row, classes in self._before:
            row.set("class", classes)
        self._begins, self._first, self._boxes, self._earlier = {}, [], {}, self.made
        for tree in trees:
            for box in tree.descendants():
                if box.element is not None and "::" not in (box.element_tag or ""):
                    self._boxes.setdefault(box.element, box)

    def look(self, pages: Sequence[Box], following: Box) -> int | None:
        """Give the page to go back to because something was mended there, if it was.

        `pages` are all that there are, the last of them new; `following` is the first row of the
        next page if it begins there. Astray where a note cannot be helped.
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
        back = self._mended(proof_of_breaks(pages[start:], start, begun), last, following)
        if back is not None:
            self._begins = {row: page for row, page in self._begins.items() if page < back}
        return back

    def _tightened(self, cover: Box) -> bool:
        """Give a cover that runs over its leaf less air; say whether that is still to be tried."""
        root = cover.children[0].element
        openings = (each for each in root.iter("div") if "opening" in names(each))
        return any(self._mark(each, "tight") for each in openings)

    def _mended(self, faults: Sequence[Fault], last: int, following: Box) -> int | None:
        made = self.made - self._earlier
        if made > PASSES * (last + 1) + _SPARE:
            return None
        tried: set[int] = set()
        for fault in faults:
            if fault.kind == "hyphens" and self._mark(fault.row, "unhyphenated"):
                for box in self._boxes[fault.row].descendants():
                    _restyle(box, hyphens="manual")
                tried.add(self._begins.get(fault.row, fault.page))
            if fault.kind in {"step", "widow"} and fault.row is not None:
                tried |= self._climb(fault.row, fault.page)
        notes = [fault for fault in faults if fault.kind == "note" and fault.row is not None]
        if notes and not tried:
            # the first only: what follows may move. The page gave its room to rows that it sent on
            fault = notes[0]
            many = made > _NOTED * (last + 1) + _SPARE
            if fault.page == last and following is not None and not many:
                tried = self._sent_on(following, last)
            if not tried and not many:
                tried = self._climb(fault.row, fault.page)
            if not tried:
                raise Astray
        return min(tried, default=None)

    def _sent_on(self, row: Box, page: int) -> set[int]:
        """Begin the next page with what begins it already; it gives up its room before then."""
        return {page} if self._step(row, "next") else set()

    def _climb(self, row: Box, page: int) -> set[int]:
        """Try on a row what has not been tried yet; give the page that changes, if there is one."""
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
        _restyle(box, **_STEPS[step])
        for cell in box.children if parted else ():
            _restyle(cell, height="auto")
        return True

    def _mark(self, row: Box, name: str) -> bool:
        """Add a class to an element, and say whether it was new."""
        if name in names(row):
            return False
        row.set("class", " ".join([*(each for each in names(row) if each != "parted"), name]))
        return True


def _restyle(box: Box, **changed: str) -> None:
    """Give a box other properties; those that are styled like it keep theirs."""
    box.style = box.style.copy()
    box.style.update(changed)
