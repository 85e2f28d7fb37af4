"""U109 question-marks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


RUN = re.compile(r"\?{3,}")


@form_rule("U109", Severity.ERROR, target=r"\?")
def question_marks(form: Form, _: Context) -> Iterator[Problem]:
    r"""Letters have become question marks.

    ## Why it matters

    A program that could not write the script put `?` for each letter. What was said is lost, and
    no other check sees it, since a question mark is a good character.

    ## Example

    Bad, all letters lost:

    ```po
    msgid "The river is high."
    msgstr "????? ????."
    ```

    Good, a source that asks thrice:

    ```po
    msgid "What???"
    msgstr "ماذا???"
    ```

    ## How to mend it

    Write the translation anew, or take it from version control; save the file as UTF-8.
    """
    text = form.seen.text
    if "??" not in text:
        return
    marks = text.count("?")
    if (run := RUN.search(text)) and not RUN.search(form.source):
        yield Problem(
            "letters have become question marks",
            "write the text anew",
            span=form.seen.span(*run.span()),
        )
    elif marks > 3 and marks > 0.4 * len(text) and marks > 2 * form.source.count("?"):
        yield Problem("letters have become question marks", "write the text anew")
