"""A finished PDF → what is wrong with it. The only door to pikepdf.

It knows nothing of how the file was made: what it says holds for the file that a reader gets.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..errors import RenderError

LEVEL = 0.5
"""By how many points the first baselines of two cells may differ."""

_UNDER = 6
"""How many points below all lines of a text the other must begin to stand under it."""

_ACTIVE = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/SubmitForm", "/ImportData", "/GoToR")
_SEGMENTS = {0xE1: "EXIF or XMP", 0xED: "IPTC", 0xFE: "a comment"}
_PATH = re.compile(rb"file:|/(?:home|Users|tmp|root)/|[A-Z]:\\")


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing that is wrong in a PDF."""

    rule: str
    message: str
    page: int = 0
    """Counted from 1; 0 is the file as a whole."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at, and what is wrong."""

    pages: int
    rows: int
    """How many rows of two cells were measured."""
    flaws: tuple[Flaw, ...]


def verify_pdf(data: bytes) -> Verdict:
    """Judge a PDF: its tags, fonts, pictures, links and rows; one that is none is a RenderError."""
    import pikepdf  # noqa: PLC0415 (slow)

    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError as error:
        raise RenderError("it is no PDF, or it is damaged") from error
    with pdf:
        steps = list(_rows(pdf))
        flaws = [*_document(pdf), *_tags(pdf), *_fonts(pdf), *_pictures(pdf), *_active(pdf)]
        flaws += [flaw for flaw in steps if flaw]
        return Verdict(len(pdf.pages), len(steps), tuple(flaws))


def _document(pdf: Any) -> Iterator[Flaw]:  # noqa: ANN401 (pikepdf's own)
    root = pdf.Root
    if not root.get("/MarkInfo", {}).get("/Marked"):
        yield Flaw("tags", "the file is not tagged")
    if not str(root.get("/Lang", "")):
        yield Flaw("language", "the file does not say its language")
    if not str(pdf.docinfo.get("/Title", "")):
        yield Flaw("title", "the file has no title")
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield Flaw("title", "readers are shown the name of the file instead of its title")
    if pdf.open_metadata().get("pdfuaid:part") != "1":
        yield Flaw("tags", "the file does not claim PDF/UA-1")
    stated = bytes(root.Metadata.read_bytes()) if "/Metadata" in root else b""
    for text in (stated, *(str(value).encode() for value in pdf.docinfo.values())):
        if match := _PATH.search(text):
            yield Flaw("private", f"the metadata holds a path: {match[0].decode()}…")


def _elements(pdf: Any) -> Iterator[Any]:  # noqa: ANN401
    """Give each element of the structure, in reading order."""
    stack = [pdf.Root.get("/StructTreeRoot")]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        if "/S" in node:
            yield node
        stack += reversed(_kids(node))


def _kids(node: Any) -> list[Any]:  # noqa: ANN401
    """Give the elements below an element, without the marks of content."""
    import pikepdf  # noqa: PLC0415

    below = node.get("/K")
    found = list(below) if isinstance(below, pikepdf.Array) else [below]
    return [each for each in found if isinstance(each, pikepdf.Dictionary) and "/K" in each]


def _tags(pdf: Any) -> Iterator[Flaw]:  # noqa: ANN401
    languages = set()
    for node in _elements(pdf):
        languages.add(str(node.get("/Lang", "")))
        if node.S == "/Figure" and not str(node.get("/Alt", "")):
            yield Flaw("picture", "a picture has no words that stand for it")
    if not languages - {""}:
        yield Flaw("language", "no part of the file says its language")


def _fonts(pdf: Any) -> Iterator[Flaw]:  # noqa: ANN401
    import pikepdf  # noqa: PLC0415

    for each in pdf.objects:
        if not isinstance(each, pikepdf.Dictionary):
            continue
        name = str(each.get("/BaseFont", each.get("/FontName", ""))).lstrip("/")
        if each.get("/Type") == "/FontDescriptor":
            if not {"/FontFile", "/FontFile2", "/FontFile3"} & set(each.keys()):
                yield Flaw("font", f"the font {name} is not in the file")
        elif each.get("/Subtype") == "/Type0" and "/ToUnicode" not in each:
            yield Flaw("font", f"text in the font {name} cannot be searched or copied")


def _pictures(pdf: Any) -> Iterator[Flaw]:  # noqa: ANN401
    import pikepdf  # noqa: PLC0415

    for each in pdf.objects:
        if not isinstance(each, pikepdf.Stream) or each.get("/Subtype") != "/Image":
            continue
        if each.get("/Filter") == "/DCTDecode":
            for kind in _told(each.read_raw_bytes()):
                yield Flaw("private", f"a picture holds {kind}")


def _told(jpeg: bytes) -> Iterator[str]:
    """Give what a JPEG tells beside its pixels, by its segments before the scan."""
    place = 2
    while place + 4 <= len(jpeg) and jpeg[place] == 0xFF and jpeg[place + 1] != 0xDA:
        if jpeg[place + 1] in _SEGMENTS:
            yield _SEGMENTS[jpeg[place + 1]]
        place += 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")


def _active(pdf: Any) -> Iterator[Flaw]:  # noqa: ANN401
    for each in dictionaries(pdf):
        named = {str(each.get("/S", "")), str(each.get("/Type", ""))} & set(_ACTIVE)
        for name in sorted(named):
            yield Flaw("active", f"the file holds {name.lstrip('/')}")
        uri = str(each.get("/URI", "")) if each.get("/S") == "/URI" else ""
        if uri and not re.match(r"(?:https?://|mailto:)", uri, re.IGNORECASE):
            yield Flaw("active", f"a link leads to {uri[:60]}")


def dictionaries(pdf: Any) -> Iterator[Any]:  # noqa: ANN401
    """Give every dictionary and stream of a file, those within others too."""
    import pikepdf  # noqa: PLC0415

    for each in pdf.objects:
        stack = [each]
        while stack:
            node = stack.pop()
            if isinstance(node, pikepdf.Array):
                below = list(node)
            elif isinstance(node, pikepdf.Dictionary | pikepdf.Stream):
                yield node
                below = [value for _, value in node.items()]
            else:
                continue
            stack += [
                kid for kid in below if isinstance(kid, pikepdf.Object) and not kid.is_indirect
            ]


# --- rows -----------------------------------------------------------------------------------


def _rows(pdf: Any) -> Iterator[Flaw | None]:  # noqa: ANN401
    """Measure each row of two cells, and give what is wrong with it, or nothing."""
    starts = [_starts(page) for page in pdf.pages]
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for node in _elements(pdf):
        cells = _kids(node)
        if node.S != "/Div" or len(cells) != 2:
            continue
        if any(cell.get("/S") != "/Div" or "/Lang" not in cell for cell in cells):
            continue
        first, second = (list(_heights(cell, starts, numbers)) for cell in cells)
        if not first or not second:
            continue
        (page, height), (other, level) = first[0], second[0]
        apart = abs(height - level)
        if page == other and level < min(low for at, low in first if at == page) - _UNDER:
            continue  # one under the other
        if page != other:
            yield Flaw("step", "the two texts of a row begin on two pages", page + 1)
        elif apart > LEVEL:
            yield Flaw("step", f"two first lines of a row are {apart:.1f} pt apart", page + 1)
        else:
            yield None


def _heights(
    cell: Any,  # noqa: ANN401
    starts: list[dict[int, float]],
    numbers: dict[Any, int],
) -> Iterator[tuple[int, float]]:
    """Give the page and the height of each text of an element, in reading order."""
    import pikepdf  # noqa: PLC0415

    stack: list[tuple[Any, Any]] = [(cell, None)]
    while stack:
        node, page = stack.pop()
        if isinstance(node, pikepdf.Dictionary):
            page = node.get("/Pg", page)
            below = node.get("/MCID", node.get("/K"))
            kids = list(below) if isinstance(below, pikepdf.Array) else [below]
            stack += [(kid, page) for kid in reversed(kids)]
        elif isinstance(node, int) and page is not None:
            number = numbers[page.objgen]
            if node in starts[number]:
                yield number, starts[number][node]


def _starts(page: Any) -> dict[int, float]:  # noqa: ANN401
    """Give the height of the first text of each piece of marked content on a page."""
    import pikepdf  # noqa: PLC0415

    matrix, saved = pikepdf.Matrix(), []
    text = pikepdf.Matrix()
    marks: list[int | None] = []
    found: dict[int, float] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operands: Any = instruction.operands
        name = str(instruction.operator)
        if name == "q":
            saved.append(matrix)
        elif name == "Q":
            matrix = saved.pop()
        elif name == "cm":
            matrix = pikepdf.Matrix(*map(float, operands)) @ matrix
        elif name == "Tm":
            text = pikepdf.Matrix(*map(float, operands))
        elif name in {"BDC", "BMC"}:
            given = operands[1] if len(operands) > 1 else None
            marked = isinstance(given, pikepdf.Dictionary) and "/MCID" in given
            marks.append(int(given.MCID) if marked and given is not None else None)
        elif name == "EMC":
            marks.pop()
        elif name in {"TJ", "Tj"} and marks and marks[-1] is not None:
            found.setdefault(marks[-1], float((text @ matrix).f))
    return found
