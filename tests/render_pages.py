"""What a laid-out page and a written PDF say of themselves, for tests of facts, not of bytes."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import pikepdf
import pypdf

from workflow.render.fonts import NASKH, Face, advance
from workflow.render.pdf import lay_out

PX = 0.75
"""Points in a CSS pixel."""

Box: TypeAlias = Any
"""A box of WeasyPrint, or a value of pikepdf: neither says its type."""


@dataclass(frozen=True)
class Cell:
    """One cell of a row on one page, in points."""

    classes: frozenset[str]
    start: float
    end: float
    baselines: tuple[float, ...]
    text: str


@dataclass(frozen=True)
class Row:
    """The part of a row that stands on one page."""

    page: int
    element: Any
    """Parts of one row on two pages share it."""
    classes: frozenset[str]
    source: Cell
    target: Cell


def walk(box: Box) -> Iterator[Box]:
    """Give a box and all in it, in reading order."""
    box = getattr(box, "_box", box)
    yield box
    for child in getattr(box, "children", ()):
        yield from walk(child)


def pages(html: str, media: Mapping[str, bytes]) -> list[Box]:
    return [page._page_box for page in lay_out(html, media).pages]


def text_of(box: Box) -> str:
    return "".join(each.text for each in walk(box) if type(each).__name__ == "TextBox")


def rows(boxes: list[Box]) -> list[Row]:
    """Give every row of two columns, page by page."""
    found = []
    for number, page in enumerate(boxes):
        for box in walk(page):
            if type(box).__name__ == "TableRowBox" and "row" in _classes(box):
                cells = {
                    side: _cell(each)
                    for each in box.children
                    for side in ("source", "target")
                    if side in _classes(each)
                }
                if len(cells) == 2:
                    found.append(Row(number, box.element, _classes(box), **cells))
    return found


def _cell(box: Box) -> Cell:
    lines = [each for each in walk(box) if type(each).__name__ == "LineBox"]
    baselines = [(each.position_y + each.baseline) * PX for each in lines if text_of(each).strip()]
    end = box.position_x + box.border_width()
    return Cell(_classes(box), box.position_x * PX, end * PX, tuple(baselines), text_of(box))


def _classes(box: Box) -> frozenset[str]:
    element = box.element
    return frozenset((element.get("class") or "").split()) if element is not None else frozenset()


def outside(boxes: list[Box]) -> list[str]:
    """Give the texts and pictures that leave their page's margins."""
    found = []
    for page in boxes:
        low, high = page.content_box_x() - 0.5, page.content_box_x() + page.width + 0.5
        for box in walk(page):
            name = type(box).__name__
            if name == "TextBox" or "Replaced" in name:
                start = box.position_x
                end = start + (box.width if name == "TextBox" else box.border_width())
                if start < low or end > high or not 0 <= box.position_y <= page.margin_height():
                    found.append(getattr(box, "text", name))
    return found


def plain(text: str) -> str:
    """Leave only what a reader would search for: no space, hyphen, mark or control."""
    normal = unicodedata.normalize("NFKC", text)
    return "".join(
        each for each in normal if unicodedata.category(each)[0] not in "ZC" and each not in "-‐\n"
    )


def words(text: str) -> list[str]:
    """Give the words of a text without their vowel marks; numbers are none."""
    bare = "".join(
        each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) != "Mn"
    )
    return re.findall(r"[^\W\d_]+", bare)


def extracted(data: bytes) -> str:
    """Give the text of a PDF as pypdf finds it."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


def uncompressed(data: bytes) -> bytes:
    """Give the PDF with every stream unpacked, to look for what must not be there."""
    stream = io.BytesIO()
    with opened(data) as pdf:
        parts = [
            each.read_bytes() if _unpacks(each) else each.read_raw_bytes()
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream)
        ]
        pdf.save(stream, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    return b"\n".join([stream.getvalue(), *parts])


def _unpacks(stream: pikepdf.Stream) -> bool:
    return stream.get("/Filter") == pikepdf.Name.FlateDecode or "/Filter" not in stream


def structure(data: bytes) -> list[tuple[str, str]]:
    """Give the tags in reading order, each with its language."""
    found: list[tuple[str, str]] = []

    def visit(node: Box) -> None:
        if isinstance(node, pikepdf.Array):
            for each in node:
                visit(each)
        elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
            found.append((str(node.S).removeprefix("/"), str(node.get("/Lang", ""))))
            if "/K" in node:
                visit(node.K)

    with opened(data) as pdf:
        visit(pdf.Root.StructTreeRoot.K)
    return found


def links(data: bytes) -> list[str]:
    """Give the outside addresses that a reader can click."""
    with opened(data) as pdf:
        return [
            str(note.A.URI)
            for page in pdf.pages
            for note in page.get("/Annots", ())
            if "/A" in note and "/URI" in note.A
        ]


def gaps(boxes: list[Box]) -> dict[str, list[float]]:
    """Give the gaps between words of full justified lines of running text, in ems, by script."""
    found: dict[str, list[float]] = {"latn": [], "arab": []}
    for page in boxes:
        for line in walk(page):
            if type(line).__name__ == "LineBox" and "text" in _classes(line):
                inside = list(walk(line))
                filled = any("fill" in _classes(each) for each in inside)
                parts = [each for each in inside if getattr(each, "justification_spacing", 0)]
                if parts and not filled:
                    text = max(parts, key=lambda each: len(each.text))
                    family = text.style["font_family"][0]
                    spacing = text.style["word_spacing"] + text.justification_spacing
                    space = advance(" ", Face(family, 400), "")
                    script = "arab" if family == NASKH else "latn"
                    found[script].append(space + spacing / text.style["font_size"])
    return found
