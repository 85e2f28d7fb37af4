"""What we mend in WeasyPrint 70 until it is mended there.

Each leans on private functions, so pyproject.toml pins the version; each has a test that fails
once WeasyPrint does it by itself.
"""

from __future__ import annotations

import inspect
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from functools import wraps
from itertools import pairwise
from textwrap import dedent
from typing import Any


def mend() -> None:
    """Have parts say what they are, lines end level, notes stay with calls, marks be searched."""
    from weasyprint import document, layout  # noqa: PLC0415 (a door that is opened late)
    from weasyprint.draw import text  # noqa: PLC0415
    from weasyprint.layout import block, inline, page  # noqa: PLC0415
    from weasyprint.pdf import stream, tags  # noqa: PLC0415

    _tag(tags)
    _set_furniture_apart(document, stream)
    _level_line_ends(inline)
    _keep_notes(layout, block)
    _look_at_pages(layout, page)
    _name_marks(text)


REPORT = "report = not context.in_column and can_break_now and not could_break_before"
OVERFLOW = "overflow = last_child_bottom > footnote_area_bottom"


def _keep_notes(layout: Any, block: Any) -> None:  # noqa: ANN401
    """Leave a placed note on its page, though a line that comes later would like its room.

    WeasyPrint sends every note of the page on to make room for the first lines of a paragraph, and
    does not take them back when the row of those lines then goes to the next page too. And it holds
    a note for too high that ends below its room by the last digit of a number.
    """
    source = inspect.getsource(block._linebox_layout)  # noqa: SLF001
    if REPORT in source:
        exec(source.replace(REPORT, "report = False"), block.__dict__)  # noqa: S102 (its own text)
    context = layout.LayoutContext
    source = dedent(inspect.getsource(context._update_footnote_area))  # noqa: SLF001
    if OVERFLOW in source:
        own: dict[str, Any] = {}
        exec(source.replace(OVERFLOW, f"{OVERFLOW} + 1e-6"), layout.__dict__, own)  # noqa: S102
        context._update_footnote_area = own["_update_footnote_area"]  # noqa: SLF001


def _look_at_pages(layout: Any, page: Any) -> None:  # noqa: ANN401
    """Show each page to what looks on, if anything does, and go back to where that has mended.

    WeasyPrint goes back itself for page numbers that were not known, a page at a time.
    """
    make_all = layout.make_all_pages

    @wraps(make_all)
    def make_and_show(context: Any, root: Any, html: Any, pages: Any) -> Iterator[Any]:  # noqa: ANN401
        watch = getattr(html, "watch", None)
        if watch is None or pages:
            return make_all(context, root, html, pages)  # type: ignore[no-any-return]
        watch.begin([root, *context.footnotes])
        context.rendered_notes = []
        made: list[Any] = []
        kept: list[Any] = []
        while True:
            number = len(made)
            waiting = context.footnotes, context.reported_footnotes, context.broken_out_of_flow
            kept[number:] = [tuple(map(copy, waiting))]
            context.page_maker[number][-1].update(
                content_changed=False, pages_wanted=False, anchors=[], content_lookups=[]
            )
            box, resume_at = page.remake_page(number, context, root, html)
            made.append(box)
            whole = resume_at is None and not context.reported_footnotes
            back = watch.look(made, whole=whole)
            if back is not None:
                del made[back:], context.page_maker[back + 1 :]
                context.footnotes, context.reported_footnotes, context.broken_out_of_flow = map(
                    copy, kept[back]
                )
            elif whole:
                return iter(made)

    layout.make_all_pages = make_and_show


def _tag(tags: Any) -> None:  # noqa: ANN401 (WeasyPrint has no types)
    """Write the language on each tagged element, tag notes as such, leave the furniture out.

    WeasyPrint writes the language of the document only (its issue #1695); WCAG 2.2, 3.1.2 asks for
    that of the parts. Notes are spans to it (#2482); ISO 14289-1, 7.9 asks for Note with an ID.
    """
    import pydyf  # type: ignore[import-untyped]  # noqa: PLC0415

    build = tags._build_box_tree  # noqa: SLF001

    @wraps(build)
    def build_in_language(
        box: Any,  # noqa: ANN401
        parent: Any,  # noqa: ANN401
        pdf: Any,  # noqa: ANN401
        page_number: int,
        *rest: Any,  # noqa: ANN401
    ) -> Iterator[Any]:
        bare = getattr(box, "_box", box)
        if hasattr(bare, "at_keyword"):
            return  # an artifact
        element = bare.element
        language = element.get("lang") if element is not None else None
        note = _note_of(bare)
        for tag in build(box, parent, pdf, page_number, *rest):
            if language and "Lang" not in tag:
                tag["Lang"] = pydyf.String(language)
            if tag["S"] == "/TH":
                tag["A"]["Scope"] = "/Column"  # all our tables have one row of heads
            if note:
                tag["S"] = "/Note"
                tag["ID"] = pydyf.String(f"{note}-{page_number + 1}")
            yield tag

    tags._build_box_tree = build_in_language  # noqa: SLF001


def _note_of(box: Any) -> str:  # noqa: ANN401
    """Give the anchor of the note that a box is, at a page's foot or at the end, or nothing."""
    element = box.element
    if element is None or box.element_tag not in {"span", "p"} or not hasattr(box, "children"):
        return ""
    classes = (element.get("class") or "").split()
    if "note" in classes and box.element_tag == "p":
        return str(element.get("id") or "")
    if "fn" not in classes:
        return ""
    inside = (each.element.get("id") for each in box.descendants() if each.element is not None)
    return next((str(name) for name in inside if (name or "").startswith("note-")), "")


def _set_furniture_apart(document: Any, stream: Any) -> None:  # noqa: ANN401
    """Mark running heads and page numbers as artifacts, which no screen reader reads out.

    WeasyPrint marks them as text that belongs nowhere (its issue #2482); ISO 14289-1, 7.8 asks for
    pagination artifacts.
    """
    import pydyf  # noqa: PLC0415

    paint, marked = document.Page.paint, stream.Stream.marked

    @wraps(paint)
    def paint_with_furniture(page: Any, onto: Any, scale: float = 1) -> None:  # noqa: ANN401
        onto.furniture = {
            box: "/Header" if child.at_keyword.startswith("@top") else "/Footer"
            for child in page._page_box.children  # noqa: SLF001
            if hasattr(child, "at_keyword")
            for box in child.descendants()
        }
        paint(page, onto, scale)

    @wraps(marked)
    @contextmanager
    def marked_or_artifact(self: Any, box: Any, tag: str) -> Iterator[None]:  # noqa: ANN401
        where = getattr(self, "furniture", {}).get(box)
        if where is None or self._tags is None:
            with marked(self, box, tag):
                yield
            return
        properties = pydyf.Dictionary({"Type": "/Pagination", "Subtype": where})
        self.begin_marked_content("Artifact", properties)
        try:
            yield
        finally:
            self.end_marked_content()

    document.Page.paint = paint_with_furniture
    stream.Stream.marked = marked_or_artifact


def _level_line_ends(inline: Any) -> None:  # noqa: ANN401
    """Keep a line that ends before an element, and loses its last space there, in its column.

    For a right-to-left line WeasyPrint moves the text by that space, which is right only as long as
    the text is drawn from the layout that still holds it; a justified line is laid out anew, and
    then stands a space too far out on one side and too far in on the other. Where the last text
    runs to the right within such a line, what stands to the right of it is not moved at all.
    """
    remove = inline.remove_last_whitespace

    @wraps(remove)
    def remove_last_whitespace(context: Any, line: Any) -> None:  # noqa: ANN401
        width = line.width
        remove(context, line)
        space = width - line.width
        path = [line]
        while getattr(path[-1], "children", ()):
            path.append(path[-1].children[-1])
        text = path[-1]
        if not space:
            return
        if text.pango_layout.first_line_direction == 0:
            for parent in path[:-1]:
                if parent.style["direction"] == "rtl":
                    for box in parent.children[:-1]:
                        box.translate(dx=-space, ignore_floats=True)
        elif text.text:
            for box in path[1:]:
                box.position_x += space
            text.pango_layout = inline.split_text_box(context, text, None, 0)[0].pango_layout

    inline.remove_last_whitespace = remove_last_whitespace


def _name_marks(text: Any) -> None:  # noqa: ANN401
    """Say which letter a glyph is and which mark another, where both stand on one another.

    WeasyPrint gives all letters of such a cluster to the one glyph and none to the other, and keeps
    to that for the whole file (its issue #2841): after one vocalized word the letters of that word
    could be found nowhere any more.
    """
    draw = text.draw_first_line

    @wraps(draw)
    def draw_named(stream: Any, textbox: Any, *rest: Any) -> Any:  # noqa: ANN401
        if any(unicodedata.category(each) == "Mn" for each in textbox.text):
            first, _ = textbox.pango_layout.get_first_line()
            run = first.runs[0]
            while run != text.ffi.NULL:
                _name(run.data, textbox.pango_layout.text.encode(), stream)
                run = run.next
        return draw(stream, textbox, *rest)

    text.draw_first_line = draw_named


def _name(item: Any, text: bytes, stream: Any) -> None:  # noqa: ANN401 (Pango's run of glyphs)
    """Note what the glyphs of a run stand for, cluster by cluster."""
    font, _ = stream.add_font(item.item.analysis.font)
    starts = [item.glyphs.log_clusters[each] for each in range(item.glyphs.num_glyphs)]
    ends = dict(pairwise([*sorted(set(starts)), item.item.length]))
    clusters: dict[int, list[tuple[int, int]]] = {}
    for index, start in enumerate(starts):
        glyph = item.glyphs.glyphs[index]
        clusters.setdefault(start, []).append((glyph.glyph, glyph.geometry.width))
    for start, glyphs in clusters.items():
        shown = text[item.item.offset + start : item.item.offset + ends[start]].decode()
        if item.item.analysis.level % 2:
            glyphs.reverse()
        for glyph, letters in _parted(glyphs, shown):
            font.to_unicode.setdefault(glyph, letters)


def _parted(glyphs: list[tuple[int, int]], shown: str) -> Iterator[tuple[int, str]]:
    """Deal out the letters of a cluster: those of no width are the marks, in HarfBuzz's order."""
    marks = sorted((each for each in shown if unicodedata.combining(each)), key=_rank)
    letters = "".join(each for each in shown if not unicodedata.combining(each))
    above = [glyph for glyph, width in glyphs if not width]
    below = [glyph for glyph, width in glyphs if width]
    if len(below) != 1 or not letters or not marks:
        return  # a letter made of parts, or one glyph for all
    yield below[0], letters if above else shown
    if len(above) == len(marks):
        yield from zip(above, marks, strict=True)
    elif above:
        yield above[0], "".join(marks)
        yield from ((glyph, "") for glyph in above[1:])


def _rank(mark: str) -> tuple[bool, int]:
    """Say which of several marks HarfBuzz sets first: those of the letter itself, then shadda."""
    own = mark in "\u0654\u0655\u0658\u06dc\u06e3\u06e7\u06e8"
    return (not own, 27 if mark == "\u0651" else unicodedata.combining(mark))
