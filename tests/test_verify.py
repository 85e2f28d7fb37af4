"""`publish verify`: every flaw that it knows is found in a file that has it, none in ours."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.render_edition import ARTICLE, edition, media
from tests.test_render import planted
from workflow.errors import RenderError
from workflow.model import Kind
from workflow.render.html import render_html
from workflow.render.layout import LAYOUTS, Layout
from workflow.render.pdf import render_pdf
from workflow.render.press import print_edition
from workflow.render.verify import verify_pdf
from workflow.render.verify.flaw import dictionaries


@cache
def made(way: str = "side") -> bytes:
    return print_edition(edition(), Layout(way), media())


SMALL = tuple(
    each
    for index, each in enumerate(ARTICLE)
    if each[0].kind not in {Kind.PARAGRAPH, Kind.ITEM, Kind.CODE} or index in {6, 7}
)
"""One of each kind of element that a spoiled file spoils."""


@cache
def small() -> bytes:
    return print_edition(edition(SMALL), Layout(), media())


@pytest.mark.parametrize("way", LAYOUTS)
def test_our_pages_have_no_flaw(way: str) -> None:
    verdict = verify_pdf(made(way))
    assert verdict.flaws == ()
    assert verdict.rows > 15 or way != "side"


def test_rows_out_of_step_are_found_with_their_page() -> None:
    css = "<style>.target .text{position:relative;top:2pt}</style></head>"
    html = render_html(edition(), Layout()).replace("</head>", css)
    flaws = verify_pdf(render_pdf(html, media())).flaws
    assert {flaw.rule for flaw in flaws} == {"step"}
    assert {flaw.page for flaw in flaws} == {1, 2, 3}
    assert "2.0 pt apart" in flaws[0].message


def of(pdf: pikepdf.Pdf, kind: str) -> Any:  # noqa: ANN401
    return next(
        each
        for each in dictionaries(pdf)
        if kind in {each.get("/Type"), each.get("/S"), each.get("/Subtype")}
        and (kind != "/Link" or "/Rect" in each)
    )


def photo(pdf: pikepdf.Pdf) -> None:
    of(pdf, "/Image").write(planted("xmp"), filter=pikepdf.Name.DCTDecode)


def unmarked(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    page.contents_add(b"0 0 9 9 re f")


def boxed(pdf: pikepdf.Pdf) -> None:
    """Show a letter that no font has, within content that is there."""
    page = pdf.pages[0]
    text = page.Contents.read_bytes()
    at = text.index(b"] TJ")
    page.Contents = pdf.make_stream(text[:at] + b"<0000>" + text[at:])


SOMEONES = str(Path("/", "home", "nour", "article.md"))
"""A path of a machine, in pieces: no file here may hold one."""


def spoil(change: Callable[[pikepdf.Pdf], Any]) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(small())) as pdf:
        change(pdf)
        pdf.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("tags", lambda pdf: pdf.Root.MarkInfo.__delitem__("/Marked")),
        ("tags", lambda pdf: pdf.Root.MarkInfo.update({"/Suspects": True})),
        ("tags", lambda pdf: of(pdf, "/BlockQuote").__setitem__("/S", pikepdf.Name.Cited)),
        ("tags", lambda pdf: of(pdf, "/Note").__delitem__("/K")),
        ("tags", lambda pdf: of(pdf, "/TR").K[0].__setitem__("/S", pikepdf.Name.P)),
        ("tags", unmarked),
        ("heading", lambda pdf: of(pdf, "/H2").__setitem__("/S", pikepdf.Name.H4)),
        ("heading", lambda pdf: of(pdf, "/H1").__setitem__("/S", pikepdf.Name.H2)),
        ("note", lambda pdf: of(pdf, "/Note").__delitem__("/ID")),
        ("note", lambda pdf: of(pdf, "/Note").__setitem__("/ID", of(pdf, "/TH").ID)),
        ("note", lambda pdf: pdf.Root.StructTreeRoot.__delitem__("/IDTree")),
        ("table", lambda pdf: of(pdf, "/TH").__delitem__("/A")),
        ("link", lambda pdf: pdf.pages[0].obj.__setitem__("/Tabs", pikepdf.Name.R)),
        ("link", lambda pdf: of(pdf, "/Link").__delitem__("/Contents")),
        ("link", lambda pdf: of(pdf, "/Link").__delitem__("/StructParent")),
        ("language", lambda pdf: of(pdf, "/Art").__setitem__("/Lang", "no language")),
        ("title", lambda pdf: pdf.docinfo.__setitem__("/Title", "Another")),
        ("font", boxed),
        ("language", lambda pdf: pdf.Root.__delitem__("/Lang")),
        ("title", lambda pdf: pdf.docinfo.__delitem__("/Title")),
        ("title", lambda pdf: pdf.Root.__delitem__("/ViewerPreferences")),
        ("tags", lambda pdf: pdf.Root.__delitem__("/Metadata")),
        ("picture", lambda pdf: of(pdf, "/Figure").__delitem__("/Alt")),
        ("font", lambda pdf: of(pdf, "/Type0").__delitem__("/ToUnicode")),
        ("font", lambda pdf: of(pdf, "/FontDescriptor").__delitem__("/FontFile2")),
        ("active", lambda pdf: of(pdf, "/URI").__setitem__("/URI", "javascript:alert(1)")),
        ("active", lambda pdf: of(pdf, "/URI").__setitem__("/S", pikepdf.Name.Launch)),
        ("private", lambda pdf: pdf.docinfo.__setitem__("/Subject", SOMEONES)),
        ("private", photo),
    ],
)
def test_each_flaw_is_found(rule: str, change: Callable[[pikepdf.Pdf], Any]) -> None:
    flaws = verify_pdf(spoil(change)).flaws
    assert {flaw.rule for flaw in flaws} == {rule}


@pytest.mark.parametrize("data", [b"", b"not a PDF", small()[:500]])
def test_what_is_no_pdf_is_an_error(data: bytes) -> None:
    with pytest.raises(RenderError, match="no PDF"):
        verify_pdf(data)
