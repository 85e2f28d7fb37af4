"""A206 repeated-mark."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import each, together
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


TWICE = re.compile(
    r"([،؛,;٪])\1+|(?<![.\d])\.\.(?![./\d])|([؟?!])[؟?!]*\2[؟?!]*|[،؛]([.؛؟!])(?!\.)"
)
ELLIPSIS = re.compile(r"\.\.|…")
SHOUT = re.compile(r"[?!]{2,}")
MAYBE = re.compile(r"[،؛,;.؟?!٪]{2}")


@form_rule("A206", Severity.WARNING)
def repeated_mark(form: Form, _: Context) -> Iterator[Problem]:
    r"""A mark is repeated where the source has one.

    ## Why it matters

    `،،` is a slip of the hand, and `؟؟؟` shouts where the author asked.

    ## Example

    `غادر المدينة،، ثم عاد` where one comma was meant.

    Bad, two commas:

    ```po
    msgid "In the morning, they left."
    msgstr "في الصباح،، غادروا."
    ```

    Good, an ellipsis:

    ```po
    msgid "And then..."
    msgstr "ثم..."
    ```

    ## How to mend it

    Leave one of them; `publish check --fix` does that for you.
    """
    text = form.seen.text
    if not MAYBE.search(text):
        return
    found = []
    for match, span in each(TWICE, form.seen):
        if match[0] == "..":
            excused = ELLIPSIS.search(form.said.text) or text[
                match.start() - 1 : match.start()
            ] in {"", " ", "/"}
        elif match[2]:
            excused = SHOUT.search(form.said.text) or "?" * 3 in match[0]
        else:
            excused = match[0] in form.said.text
        if not excused:
            found.append((span, match[2] or match[3] or match[0][0]))
    yield from together(
        form,
        found,
        lambda span, fix: Problem(
            f"{excerpt(form.target[span[0] : span[1]])}: the mark is repeated",
            "leave one",
            span=span,
            fix=fix,
        ),
    )
