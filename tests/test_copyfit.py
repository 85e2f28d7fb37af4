"""Copyfitting: a page of a few lines is saved, a picture that left a hole is set smaller."""

from __future__ import annotations

import pytest

from tests.render_edition import ARTICLE, BOAT, FR, edition, line, media, picture
from tests.render_pages import PX
from tests.test_layouts import both
from workflow.model import Kind
from workflow.render.copyfit import leaves, level_quotes, off_last
from workflow.render.fonts import CLOSER, HOUSE, SCALE, closer_css
from workflow.render.html import render_html
from workflow.render.layout import Layout
from workflow.render.pdf import complaints, lay_out, write
from workflow.render.press import Settled, settle
from workflow.render.proof import names, proof
from workflow.render.verify import verify_pdf

TOLD = [
    told
    for block, each in ARTICLE
    if block.kind is Kind.PARAGRAPH
    for told in each
    if "[^" not in told[0]
]
PICTURES = {**media(), BOAT: picture((900, 780), "PNG", (180, 160, 120))}
FIGURE = (
    line(Kind.ALT, ("A boat", "قارب"), media=BOAT),
    line(Kind.CAPTION, ("The boat.", "القارب."), media=BOAT),
)


def document(way: Layout, *, illustrated: bool = False) -> str:
    """Give six paragraphs, and in their middle a picture or not."""
    told = [line(Kind.PARAGRAPH, *TOLD[:4])] * 3
    return render_html(
        edition((ARTICLE[0], *told, *(FIGURE if illustrated else ()), *told), authors=()), way
    )


def on_paper(html: str, height: float) -> str:
    """Give a document on pages whose room for text is so many points high."""
    box = f"{{size:595pt {height + 100}pt;margin-block:50pt}}"
    return html.replace("</head>", f"<style>@page{box}@page:first{box}</style></head>")


def used(html: str) -> float:
    """Give how high a document is on a page where it has room."""
    (page,) = lay_out(on_paper(html, 3000), PICTURES).pages
    return leaves([page._page_box])[0].used


def step(settled: Settled) -> set[str]:
    """Give the step that was taken."""
    page = settled.document.pages[0]._page_box
    return set(names(page.children[0].children[0].element)) & set(CLOSER)


def pictures(settled: Settled) -> list[tuple[int, float]]:
    """Give the page and the height of each picture."""
    return [
        (number, box.height * PX)
        for number, page in enumerate(settled.document.pages)
        for box in page._page_box.descendants()
        if "Replaced" in type(box).__name__
    ]


def test_a_last_page_of_a_few_lines_is_saved_and_stays_in_step() -> None:
    html = document(Layout())
    settled = settle(on_paper(html, used(html) - 20), PICTURES)
    assert (settled.faults, len(settled.document.pages)) == ((), 1)
    assert len(step(settled)) == 1
    with complaints():
        flaws = verify_pdf(write(settled.document, right_to_left=False)).flaws
    assert [flaw for flaw in flaws if flaw.rule == "step"] == []


@pytest.mark.parametrize(("part", "pages"), [(0.8, 2), (1.01, 1)])
def test_what_cannot_be_saved_and_what_has_room_are_left_as_they_were(
    part: float, pages: int
) -> None:
    html = document(Layout("target"))
    settled = settle(on_paper(html, used(html) * part), PICTURES)
    assert (settled.faults, len(settled.document.pages)) == ((), pages)
    assert (settled.made, step(settled)) == (pages, set())


def test_five_lines_of_latin_stay_as_high_as_four_of_arabic() -> None:
    for close in CLOSER.values():
        latin, arabic = (SCALE["text"][each].leading * close.leading for each in ("latn", "arab"))
        assert 5 * latin == pytest.approx(4 * arabic)
        assert close.leading > 0.94
    css = closer_css(frozenset({"latn", "arab"}), 1, HOUSE)
    assert "line-height:14pt" in css
    assert "line-height:17.5pt" in css


@pytest.mark.parametrize(("part", "shrinks"), [(0.8, True), (0.5, False)])
def test_a_picture_that_would_leave_a_hole_is_set_smaller(part: float, *, shrinks: bool) -> None:
    """It stays where it is named, and keeps three fifths of its height at least."""
    html = document(Layout("target"), illustrated=True)
    tall = settle(on_paper(html, 3000), PICTURES)
    ((_, whole),) = pictures(tall)
    (page,) = (each._page_box for each in tall.document.pages)
    below = max(
        box.position_y + box.height
        for box in page.descendants()
        if box.element_tag == "figure" and box.element is not None
    )
    room = (below - page.content_box_y()) * PX - (1 - part) * whole + 24
    settled = settle(on_paper(html, room), PICTURES)
    assert settled.faults == ()
    ((number, height),) = pictures(settled)
    assert number == (0 if shrinks else 1)
    assert height == pytest.approx(whole if not shrinks else part * whole, abs=12)


def test_a_picture_is_set_smaller_once() -> None:
    html = document(Layout("target"), illustrated=True)
    there = lay_out(on_paper(html, used(html) - 20), PICTURES)
    pages = [page._page_box for page in there.pages]
    (found,) = off_last(pages, ())
    assert found.tag == "img"
    assert off_last(pages, {found}) == {}


def test_a_picture_is_set_smaller_before_text_is_set_closer() -> None:
    html = document(Layout("target"), illustrated=True)
    settled = settle(on_paper(html, used(html) - 20), PICTURES)
    assert (settled.faults, len(settled.document.pages), step(settled)) == ((), 1, set())


def test_a_quote_reaches_as_far_down_as_that_beside_it() -> None:
    """Or its bar would be broken, and its ground be in pieces."""
    quotes = [line(Kind.QUOTE, ("We waited. " * 12, "انتظرنا."), level=1)] * 2
    html = render_html(edition((ARTICLE[0], *quotes), authors=()), Layout())
    grounded = html.replace("</head>", "<style>blockquote{background:#eee}</style></head>")
    there = lay_out(grounded, PICTURES)
    level_quotes(there)
    boxes = [
        box for box in there.pages[0]._page_box.descendants() if box.element_tag == "blockquote"
    ]
    source, target, again, last = (box.position_y + box.border_height() for box in boxes)
    assert (source, again) == (target, last)
    assert boxes[2].position_y == pytest.approx(source)
    for box in boxes:
        assert box.background.layers[0].painting_area[3] == box.border_height()


def test_no_more_than_two_lines_in_a_row_end_in_a_hyphen() -> None:
    told = ("internationalization " * 30, "نص. " * 30)
    html = render_html(edition((ARTICLE[0], line(Kind.QUOTE, told, level=1))), Layout())
    assert "hyphens" in {fault.kind for fault in proof(lay_out(html, PICTURES))}
    settled = settle(html, PICTURES)
    assert settled.faults == ()
    assert "hyphens" not in {fault.kind for fault in proof(settled.document)}
    assert settled.made > len(settled.document.pages)


def test_a_bio_beside_its_translation_is_as_narrow_as_that_in_every_layout() -> None:
    """Else it is held for short, is never parted, and leaves the page before it half white."""
    lives = both((line(Kind.BIO, ("She writes about towns and rivers. " * 18, "")),), 0)
    people = {
        name: ((line(Kind.NAME, ("Nour", "Nour"))), *lives) for name in ("nour-haddad", "sami-aziz")
    }
    there = edition((ARTICLE[0],), target=FR, people=people)
    for way, brief in (("side", False), ("stacked", False), ("target", True)):
        assert ("brief" in render_html(there, Layout(way)).split("bio-box")[-1][:20]) is brief
