"""What we mend in WeasyPrint 70 until it is mended there.

Each leans on private functions, so pyproject.toml pins the version; each has a test that fails
once WeasyPrint does it by itself.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from functools import wraps
from typing import Any


def mend() -> None:
    """Have parts say their language, right-to-left lines end level, notes stay with their calls."""
    from weasyprint.layout import block, inline  # noqa: PLC0415 (a door that is opened late)
    from weasyprint.pdf import tags  # noqa: PLC0415

    _tag_languages(tags)
    _level_line_ends(inline)
    _keep_notes(block)


REPORT = "report = not context.in_column and can_break_now and not could_break_before"


def _keep_notes(block: Any) -> None:  # noqa: ANN401
    """Leave a placed note on its page, though a line that comes later would like its room.

    WeasyPrint sends every note of the page on to make room for the first lines of a paragraph, and
    does not take them back when the row of those lines then goes to the next page too.
    """
    source = inspect.getsource(block._linebox_layout)  # noqa: SLF001
    if REPORT in source:
        exec(source.replace(REPORT, "report = False"), block.__dict__)  # noqa: S102 (its own text)


def _tag_languages(tags: Any) -> None:  # noqa: ANN401 (WeasyPrint has no types)
    """Write the language on each tagged element, so that a screen reader changes its voice.

    WeasyPrint writes that of the document only (its issue #1695); WCAG 2.2, 3.1.2 asks for that of
    the parts.
    """
    import pydyf  # type: ignore[import-untyped]  # noqa: PLC0415

    build = tags._build_box_tree  # noqa: SLF001

    @wraps(build)
    def build_in_language(box: Any, *rest: Any) -> Iterator[Any]:  # noqa: ANN401
        element = getattr(box, "_box", box).element
        language = element.get("lang") if element is not None else None
        for tag in build(box, *rest):
            if language and "Lang" not in tag:
                tag["Lang"] = pydyf.String(language)
            yield tag

    tags._build_box_tree = build_in_language  # noqa: SLF001


def _level_line_ends(inline: Any) -> None:  # noqa: ANN401
    """Keep a line that ends before an element, and loses its last space there, in its column.

    For a right-to-left line WeasyPrint moves the text by that space, which is right only as long as
    the text is drawn from the layout that still holds it; a justified line is laid out anew, and
    then stands a space too far out on one side and too far in on the other.
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
        if (
            not space
            or not getattr(text, "text", "")
            or text.pango_layout.first_line_direction == 0
        ):
            return
        for box in path[1:]:
            box.position_x += space
        text.pango_layout = inline.split_text_box(context, text, None, 0)[0].pango_layout

    inline.remove_last_whitespace = remove_last_whitespace
