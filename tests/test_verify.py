"""`publish verify`: every flaw that it knows is found in a file that has it, none in ours."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from tests.render_edition import edition, media
from tests.test_render import planted
from workflow.errors import RenderError
from workflow.render.html import render_html
from workflow.render.layout import LAYOUTS, Layout
from workflow.render.pdf import render_pdf
from workflow.render.press import print_edition
from workflow.render.verify import dictionaries, verify_pdf


@cache
def made(way: str = "side") -> bytes:
    return print_edition(edition(), Layout(way), media())


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
    )


def photo(pdf: pikepdf.Pdf) -> None:
    of(pdf, "/Image").write(planted("xmp"), filter=pikepdf.Name.DCTDecode)


SOMEONES = str(Path("/", "home", "nour", "article.md"))
"""A path of a machine, in pieces: no file here may hold one."""


def spoil(change: Callable[[pikepdf.Pdf], Any]) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(made())) as pdf:
        change(pdf)
        pdf.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("rule", "change"),
    [
        ("tags", lambda pdf: pdf.Root.MarkInfo.__delitem__("/Marked")),
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


@pytest.mark.parametrize("data", [b"", b"not a PDF", made()[:500]])
def test_what_is_no_pdf_is_an_error(data: bytes) -> None:
    with pytest.raises(RenderError, match="no PDF"):
        verify_pdf(data)
