"""X102 line-breaks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


BLANK = re.compile(r"\n[ \t]*\n+")


@form_rule("X102", Severity.WARNING, source="\n", target="\n")
def line_breaks(form: Form, _: Context) -> Iterator[Problem]:
    r"""A translation has other line breaks than its source.

    ## Why it matters

    In verse, in an address and in a list each line has its place.

    ## Example

    Two lines of a poem that became one.

    Bad, two lines in one:

    ```po
    msgid "a voice\nand a wall"
    msgstr "صوت وجدار"
    ```

    Good, as many:

    ```po
    msgid "a voice\nand a wall"
    msgstr "صوت\nوجدار"
    ```

    ## How to mend it

    Break the lines where the source does, with `\n` in the `msgstr`.
    """
    if "\n" not in form.source.strip() and "\n" not in form.target.strip():
        return
    source, target = form.source.strip(), form.target.strip()
    said, seen = source.count("\n"), target.count("\n")
    if said != seen and len(BLANK.split(source)) == len(BLANK.split(target)):
        wrapped = (
            said > 2
            and seen > 2
            and max(len(line) for line in source.split("\n")) > 60
            and not re.search(r"^\s*(?:[-*+>#|]|\d+[.)])", source, re.MULTILINE)
        )
        if not wrapped:
            yield Problem(
                f"{said} line breaks in the source, {seen} in the translation",
                "break the lines where the source does",
            )
