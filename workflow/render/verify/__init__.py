"""A finished PDF → what is wrong with it. The only door to pikepdf.

It knows nothing of how the file was made: what it says holds for the file that a reader gets.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ...errors import RenderError
from .archive import archive_flaws
from .content import Content, heights, read_content
from .flaw import Flaw, dictionaries, elements, kids
from .tags import tag_flaws

LEVEL = 0.5
"""By how many points the first baselines of two cells may differ."""

_UNDER = 6
"""How many points below all lines of a text the other must begin to stand under it."""

_ACTIVE = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFile", "/SubmitForm", "/ImportData", "/GoToR")
_SEGMENTS = {0xE1: "EXIF or XMP", 0xED: "IPTC", 0xFE: "a comment"}
_PATH = re.compile(rb"file:|/(?:home|Users|tmp|root)/|[A-Z]:\\")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was looked at, and what is wrong."""

    pages: int
    rows: int
    """How many rows of two cells were measured."""
    flaws: tuple[Flaw, ...]
    archival: bool = False
    """It says that it is PDF/A-3a besides."""
    validator: str = ""
    """Who has judged it besides us."""


def verify_pdf(data: bytes) -> Verdict:
    """Judge a PDF: its tags, fonts, pictures, links and rows; one that is none is a RenderError."""
    import pikepdf  # noqa: PLC0415 (slow)

    try:
        pdf = pikepdf.open(io.BytesIO(data))
    except pikepdf.PdfError as error:
        raise RenderError("it is no PDF, or it is damaged") from error
    with pdf:
        contents = [read_content(page) for page in pdf.pages]
        metadata = pdf.open_metadata()
        archival = metadata.get("pdfaid:part") == "3"
        steps = list(_rows(pdf, contents))
        flaws = [*_document(pdf, metadata), *tag_flaws(pdf, contents), *_fonts(pdf, contents)]
        flaws += [*_pictures(pdf), *_active(pdf, archival=archival)]
        flaws += archive_flaws(pdf, metadata) if archival else ()
        flaws += [flaw for flaw in steps if flaw]
        return Verdict(len(pdf.pages), len(steps), tuple(flaws), archival)


def _document(pdf: Any, metadata: Any) -> Iterator[Flaw]:  # noqa: ANN401 (pikepdf's)
    root = pdf.Root
    title = str(pdf.docinfo.get("/Title", ""))
    if not title:
        yield Flaw("title", "the file has no title")
    if "/Metadata" in root and metadata.get("dc:title", "") != title:
        yield Flaw("title", "the metadata gives the file another title")
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle"):
        yield Flaw("title", "readers are shown the name of the file instead of its title")
    if metadata.get("pdfuaid:part") != "1":
        yield Flaw("tags", "the file does not claim PDF/UA-1")
    stated = bytes(root.Metadata.read_bytes()) if "/Metadata" in root else b""
    for text in (stated, *(str(value).encode() for value in pdf.docinfo.values())):
        if match := _PATH.search(text):
            yield Flaw("private", f"the metadata holds a path: {match[0].decode()}…")


def _fonts(pdf: Any, contents: Sequence[Content]) -> Iterator[Flaw]:  # noqa: ANN401
    import pikepdf  # noqa: PLC0415

    for number, content in enumerate(contents, 1):
        if content.missing:
            yield Flaw("font", f"{content.missing} letters are in no font", number)
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


def _active(pdf: Any, *, archival: bool) -> Iterator[Flaw]:  # noqa: ANN401
    forbidden = set(_ACTIVE) - ({"/EmbeddedFile"} if archival else set())
    for each in dictionaries(pdf):
        named = {str(each.get("/S", "")), str(each.get("/Type", ""))} & forbidden
        for name in sorted(named):
            yield Flaw("active", f"the file holds {name.lstrip('/')}")
        uri = str(each.get("/URI", "")) if each.get("/S") == "/URI" else ""
        if uri and not re.match(r"(?:https?://|mailto:)", uri, re.IGNORECASE):
            yield Flaw("active", f"a link leads to {uri[:60]}")


# --- rows -----------------------------------------------------------------------------------


def _rows(pdf: Any, contents: list[Content]) -> Iterator[Flaw | None]:  # noqa: ANN401
    """Measure each row of two cells, and give what is wrong with it, or nothing."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    for node in elements(pdf):
        cells = kids(node)
        if node.S != "/Div" or len(cells) != 2:
            continue
        if any(cell.get("/S") != "/Div" or "/Lang" not in cell for cell in cells):
            continue
        first, second = (heights(cell, contents, numbers) for cell in cells)
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
