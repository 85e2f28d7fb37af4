"""What we spare WeasyPrint 70 from doing twice: a third of what it takes to lay a page out.

A line at the end of a page is often tried there and again on the next; where text is set closer all
lines are the same but for their distance; and a justified line needs its letters placed when it is
drawn, not before. Each leans on private functions, so pyproject.toml pins the version.
"""

from __future__ import annotations

from copy import copy
from functools import wraps
from typing import Any

MEASURED = (
    "direction",
    "font_family",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "text_decoration_line",
    "white_space",
    "word_break",
    "word_spacing",
)
"""All of a style that tells how a line of text ends and how wide it is."""


def spare() -> None:
    """Have each line measured once for a document, and justified lines set when they are drawn."""
    from weasyprint import document  # noqa: PLC0415 (a door that is opened late)
    from weasyprint.layout import inline, preferred  # noqa: PLC0415

    _remember_lines(document)
    inline.split_first_line = preferred.split_first_line = _measured_once(inline.split_first_line)
    inline.create_layout = _set_later(inline.create_layout)


def _remember_lines(document: Any) -> None:  # noqa: ANN401 (WeasyPrint has no types)
    """Keep the lines of a document for as long as it can be laid out."""
    lay_out = document.layout_document

    @wraps(lay_out)
    def lay_out_again(html: Any, root: Any, context: Any) -> Any:  # noqa: ANN401
        context.lines = vars(html).setdefault("lines", {})
        context.line_styles = {}
        return lay_out(html, root, context)

    document.layout_document = lay_out_again


def _measured_once(split: Any) -> Any:  # noqa: ANN401
    @wraps(split)
    def split_once(
        text: str,
        style: Any,  # noqa: ANN401
        context: Any,  # noqa: ANN401
        *how: Any,  # noqa: ANN401
        is_line_start: bool = True,
        minimum: bool = False,
    ) -> Any:  # noqa: ANN401
        # the style is kept with its key: another one could be given its id
        kept = context.line_styles.get(id(style))
        if kept is None:
            kept = style, repr([style[each] for each in MEASURED])
            context.line_styles[id(style)] = kept
        key = text, kept[1], how, is_line_start, minimum
        found = context.lines.get(key)
        if found is None:
            found = split(text, style, context, *how, is_line_start, minimum)
            context.lines[key] = found
        return copy(found[0]), *found[1:]

    return split_once


def _set_later(create: Any) -> Any:  # noqa: ANN401
    @wraps(create)
    def create_later(
        text: str,
        style: Any,  # noqa: ANN401
        context: Any,  # noqa: ANN401, ARG001
        max_width: float | None,
        justification_spacing: float,
    ) -> Any:  # noqa: ANN401
        layout: Any = object.__new__(_layout_class())
        vars(layout).update(
            text=text,
            max_width=max_width,
            justification_spacing=justification_spacing,
            first_line_direction=0,
            layout=None,
            language=None,
            style=style,
        )
        return layout

    return create_later


def _layout_class() -> type:
    from weasyprint.text.line_break import Layout  # noqa: PLC0415

    return Layout  # type: ignore[no-any-return]
