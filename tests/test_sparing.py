"""What is spared WeasyPrint changes no page: the same bytes, with fewer lines measured."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING

from tests.render_edition import edition, media
from workflow.render.html import render_html
from workflow.render.layout import Layout
from workflow.render.pdf import load, parse
from workflow.render.press import print_edition
from workflow.render.sparing import MEASURED

if TYPE_CHECKING:
    import pytest


def test_pages_are_the_same_byte_for_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    spared = print_edition(edition(), Layout(), media())
    from weasyprint.layout import inline, preferred  # noqa: PLC0415

    for module, name in (
        (inline, "split_first_line"),
        (preferred, "split_first_line"),
        (inline, "create_layout"),
    ):
        monkeypatch.setattr(module, name, inspect.unwrap(vars(module)[name]))
    assert inline.create_layout.__module__ == "weasyprint.text.line_break"
    assert print_edition(edition(), Layout(), media()) == spared


def test_what_is_laid_out_again_measures_no_line_again() -> None:
    source = parse(render_html(edition(), Layout()), media())
    source.render()
    lines = len(source.html.lines)
    closer = next(source.html.etree_element.iter("body"))
    closer.set("class", f"{closer.get('class')} close")
    source.render()
    assert lines > 200
    assert len(source.html.lines) < 1.1 * lines


def test_all_that_weasyprint_asks_of_a_style_to_measure_a_line_is_told() -> None:
    load()
    from weasyprint.text import fonts, line_break  # noqa: PLC0415

    told = inspect.getsource(line_break) + inspect.getsource(fonts.get_font_description)
    asked = set(re.findall(r"style\['(\w+)'\]", told))
    # the distance of lines is no part of their measure
    assert asked - {"line_height"} == set(MEASURED)
