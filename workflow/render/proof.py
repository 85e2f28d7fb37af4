"""Laid-out pages → what is wrong with them: the reader of proofs looks at boxes, not at intents.

What must hold on every page: both cells of a row begin on it, their first lines level; a note
stands at the foot of the page of its call; no paragraph leaves a single line behind; each text is
there once, whole, in order; and nothing leaves its column.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

Box = Any
"""A box of WeasyPrint, or an element of its document: neither says its type."""

PX = 0.75
"""Points in a CSS pixel."""

HYPHENS = frozenset("-\u2010")
_MOST_HYPHENS = 2
"""Lines in a row that may end in a hyphen."""

LEVEL = 0.5
"""By how many points first baselines may differ."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong on a page."""

    kind: str
    """`step`, `note`, `widow`, `fit`, `hyphens`, `lost` or `outside`."""
    page: int
    text: str
    """How what is wrong begins."""
    row: Box = field(compare=False, repr=False, default=None)
    """The element of the row it is in."""

    def __str__(self) -> str:
        return f"page {self.page + 1}: {_SAID[self.kind]} “{self.text}”"


_SAID = {
    "step": "the two texts are not in step at",
    "note": "the note is not on the page of its call:",
    "fit": "the lines do not end where they were to end:",
    "widow": "a single line stands alone of",
    "hyphens": "more than two lines in a row end in a hyphen:",
    "lost": "the text is not whole on the pages:",
    "outside": "this leaves its column:",
}


@dataclass(slots=True)
class _Cell:
    """The part of a cell that stands on one page."""

    element: Box
    baselines: list[float] = field(default_factory=list)


@dataclass(slots=True)
class _Part:
    """The part of a row that stands on one page."""

    page: int
    element: Box
    beside: bool
    """Its cells stand beside each other."""
    cells: list[_Cell] = field(default_factory=list)


@dataclass(slots=True)
class _Reading:
    """What was met on the way through the pages."""

    parts: list[_Part] = field(default_factory=list)
    texts: dict[Box, list[str]] = field(default_factory=dict)
    """Element of a cell → its lines."""
    calls: dict[str, list[tuple[int, Box]]] = field(default_factory=dict)
    """Number of a note → the page and the row of its first calls."""
    notes: dict[str, set[int]] = field(default_factory=dict)
    """Number → the pages at whose foot it stands."""
    paragraphs: dict[Box, dict[int, int]] = field(default_factory=dict)
    """Element → page → how many of its lines stand there."""
    rows: dict[Box, Box] = field(default_factory=dict)
    """Element of a paragraph → of its row."""
    hyphens: dict[Box, list[tuple[int, bool]]] = field(default_factory=dict)
    """Element of a paragraph or note → of each line, its page and whether it ends in a hyphen."""
    heads: dict[Box, int] = field(default_factory=dict)
    """Element of a table's head → the page that it first stands on."""
    outside: list[Fault] = field(default_factory=list)


def proof(document: Any) -> list[Fault]:  # noqa: ANN401 (WeasyPrint's own)
    """Read all pages of a document and say what is wrong on them."""
    boxes = [page._page_box for page in document.pages]  # noqa: SLF001
    reading = _read(boxes, 0)
    root = boxes[0].children[0].element if boxes else None
    return [
        *reading.outside,
        *_losses(reading, root),
        *_steps(reading, set()),
        *_notes(reading),
        *_widows(reading),
        *_misfits(reading),
        *_hyphens(reading),
    ]


def proof_of_breaks(boxes: Sequence[Box], number: int, begun: Collection[Box]) -> list[Fault]:
    """Read pages that follow one another, the first of this number, for what their ends did.

    Which rows have begun on pages before is told.
    """
    reading = _read(boxes, number)
    return [*_steps(reading, set(begun)), *_notes(reading), *_widows(reading), *_hyphens(reading)]


def begun_on(box: Box) -> list[Box]:
    """Give the elements of the rows and paragraphs on a page, in order, but for those of notes."""
    reading = _Reading()
    _Reader(reading, 0, (float("-inf"), float("inf"))).read(box.children[0])
    return [*dict.fromkeys(part.element for part in reading.parts), *reading.rows]


def _read(boxes: Iterable[Box], number: int) -> _Reading:
    reading = _Reading()
    for page, box in enumerate(boxes, number):
        edges = (box.content_box_x(), box.content_box_x() + box.width)
        for child in box.children:
            if not hasattr(child, "at_keyword"):
                _Reader(reading, page, edges).read(child)
    return reading


def texts(document: Any) -> dict[Any, list[str]]:  # noqa: ANN401
    """Give the lines of each cell of a document."""
    reading = _Reading()
    for number, page in enumerate(document.pages):
        for child in page._page_box.children:  # noqa: SLF001
            if not hasattr(child, "at_keyword"):
                _Reader(reading, number, (float("-inf"), float("inf"))).read(child)
    return reading.texts


def names(element: Box) -> list[str]:
    """Give the classes of an element."""
    return (element.get("class") or "").split() if element is not None else []


class _Reader:
    """Reads the boxes of one page, remembering what it is in."""

    def __init__(self, reading: _Reading, page: int, edges: tuple[float, float]) -> None:
        self.reading = reading
        self.page = page
        self.edges = edges
        self.part: _Part | None = None
        self.cell: _Cell | None = None
        self.paragraph: Box = None

    def read(self, box: Box) -> None:
        """Read a box and all in it."""
        box = getattr(box, "_box", box)
        kept = (self.part, self.cell, self.paragraph, self.edges)
        name = type(box).__name__
        if getattr(box, "is_header", False) and self._is_repeated(box):
            return  # the head of a table that goes on from the page before
        if name == "LineBox":
            self._line(box)
            self._inside(box)
        else:
            self._enter(box, name)
            for child in getattr(box, "children", ()):
                self.read(child)
        self.part, self.cell, self.paragraph, self.edges = kept

    def _is_repeated(self, head: Box) -> bool:
        return self.reading.heads.setdefault(head.element, self.page) != self.page

    def _enter(self, box: Box, name: str) -> None:
        element, reading = box.element, self.reading
        if element is None or "::" in (box.element_tag or ""):
            return
        if "Replaced" in name:
            self._hold(box.position_x, box.position_x + box.border_width(), element.get("src", ""))
        if not hasattr(box, "border_width") or name in {"InlineBox", "TextBox"}:
            return
        classes = names(element)
        if "fn" in classes:
            for part in element.iter():
                number = (part.get("id") or "").rpartition("-")[2]
                if number:
                    reading.notes.setdefault(number, set()).add(self.page)
                    break
        if "row" in classes and (self.part is None or self.part.element is not element):
            self.part = _Part(self.page, element, name == "TableRowBox")
            reading.parts.append(self.part)
            self.cell = None
        elif "cell" in classes and (self.cell is None or self.cell.element is not element):
            self.cell = _Cell(element)
            if self.part:
                self.part.cells.append(self.cell)
            start = box.content_box_x()
            self.edges = (start, start + box.width)
        elif {"text", "bio", "note"} & set(classes):
            self.paragraph = element
            reading.rows[element] = self.part.element if self.part else None

    def _line(self, line: Box) -> None:
        found = [each for each in line.descendants() if type(each).__name__ == "TextBox"]
        shown = "".join(_shown(each) for each in found)
        if self.paragraph is not None and (shown.strip() or _is_filled(line)):
            ends = self.reading.hyphens.setdefault(self.paragraph, [])
            ends.append((self.page, shown.rstrip()[-1:] in HYPHENS))
            if "note" not in names(self.paragraph):
                lines = self.reading.paragraphs.setdefault(self.paragraph, {})
                lines[self.page] = lines.get(self.page, 0) + 1
        if not shown.strip():
            return
        if self.cell:
            self.cell.baselines.append((line.position_y + line.baseline) * PX)
            own = "".join(_shown(each) for each in found if "::" not in each.element_tag)
            self.reading.texts.setdefault(self.cell.element, []).append(own)
        for each in found:
            if _shown(each).strip():  # what is left of a space at a line's end stands anywhere
                self._hold(each.position_x, each.position_x + each.width, each.text)

    def _inside(self, line: Box) -> None:
        """Read what a line holds that is not text: calls, pictures, boxes."""
        for box in line.descendants():
            # the first call of a side has an anchor; its note is not asked for again by later ones
            if (
                type(box).__name__ == "InlineBox"
                and "call" in names(box.element)
                and box.element.get("id")
            ):
                number = (box.element.get("href") or "").rpartition("-")[2]
                row = self.part.element if self.part else None
                self.reading.calls.setdefault(number, []).append((self.page, row))

    def _hold(self, start: float, end: float, what: str) -> None:
        low, high = self.edges
        # a line is justified to a hundredth of a pixel, and a mark may hang over by a hair
        if start < low - 1 or end > high + 1:
            row = self.part.element if self.part else None
            self.reading.outside.append(Fault("outside", self.page, _excerpt(what), row))


def _shown(box: Box) -> str:
    """Give the text of a box without U+200B, a space of no width.

    WeasyPrint puts one after a space alone between two elements, for Pango would not widen that.
    """
    return str(box.text).replace(_NO_WIDTH, "")


_NO_WIDTH = "\u200b"


def _is_filled(line: Box) -> bool:
    """Say whether a line holds the filler that follows the last word of a fitted paragraph."""
    return any("fill" in names(box.element) for box in line.descendants())


def _excerpt(text: str) -> str:
    shown = " ".join(text.split())
    return shown if len(shown) <= 40 else f"{shown[:39]}…"


def _content(element: Box) -> Iterator[str]:
    """Give the text of an element without the notes that it holds."""
    yield element.text or ""
    for child in element:
        if isinstance(child.tag, str) and "fn" not in names(child):
            yield from _content(child)
        yield child.tail or ""


def _losses(reading: _Reading, root: Box) -> Iterator[Fault]:
    for element in root.iter() if root is not None else ():
        if not isinstance(element.tag, str) or "cell" not in names(element):
            continue
        wanted = "".join(_content(element))
        if not agree(wanted, reading.texts.get(element, ())):
            pages = [
                part.page
                for part in reading.parts
                for cell in part.cells
                if cell.element is element
            ]
            yield Fault("lost", min(pages, default=0), _excerpt(wanted), element)


def agree(wanted: str, lines: Iterable[str]) -> bool:
    """Say whether lines hold a text: every character once, in order, but for spaces and hyphens.

    A hyphen at the end of a line that the text does not have is the line's own.
    """
    text = "".join(wanted.replace(_NO_WIDTH, "").split())
    places = {0}
    for line in lines:
        shown = "".join(line.split())
        readings = {shown, shown[:-1]} if shown[-1:] in HYPHENS else {shown}
        places = {
            place + len(each)
            for place in places
            for each in readings
            if text.startswith(each, place)
        }
    return len(text) in places


def _notes(reading: _Reading) -> Iterator[Fault]:
    for number, pages in reading.notes.items():
        for page, row in reading.calls.get(number, ()):
            if page not in pages or len(pages) > 1:
                yield Fault("note", page, number, row)


def _widows(reading: _Reading) -> Iterator[Fault]:
    for element, pages in reading.paragraphs.items():
        if len(pages) > 1 and min(pages.values()) < 2:
            text = _excerpt("".join(_content(element)))
            yield Fault("widow", min(pages), text, reading.rows[element])


def _misfits(reading: _Reading) -> Iterator[Fault]:
    """Paragraphs that have other lines than `fit` chose for them."""
    for element, pages in reading.paragraphs.items():
        if "fit" in names(element):
            chosen = sum("brk" in names(each) for each in element.iter("br"))
            if sum(pages.values()) != chosen + 1:
                yield Fault("fit", min(pages), _excerpt("".join(_content(element))), element)


def _hyphens(reading: _Reading) -> Iterator[Fault]:
    """Paragraphs whose edge is a ladder of hyphens, which could be set without them."""
    for element, ends in reading.hyphens.items():
        row = 0
        for page, hyphenated in ends:
            row = row + 1 if hyphenated else 0
            if row > _MOST_HYPHENS and "unhyphenated" not in names(element):
                yield Fault("hyphens", page, _excerpt("".join(_content(element))), element)
                break


def _steps(reading: _Reading, begun: set[Box]) -> Iterator[Fault]:
    for part in reading.parts:
        cells = part.cells
        if len(cells) != 2 or not part.beside:
            continue
        text = _excerpt("".join(_content(cells[0].element)))
        starts = [cell.baselines[0] for cell in cells if cell.baselines]
        whole = [bool("".join(_content(cell.element)).strip()) for cell in cells]
        first = part.element not in begun
        if starts:
            begun.add(part.element)
        alone = first and all(whole) and len(starts) == 1
        if alone or (len(starts) == 2 and abs(starts[0] - starts[1]) > LEVEL):
            yield Fault("step", part.page, text, part.element)
