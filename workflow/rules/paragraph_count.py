"""X101 paragraph-count."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


BLANK = re.compile(r"\n[ \t]*\n+")


@form_rule("X101", Severity.ERROR, source="\n", target="\n")
def paragraph_count(form: Form, _: Context) -> Iterator[Problem]:
    r"""A translation has other paragraphs than its source.

    ## Why it matters

    A paragraph was left out, or two ran into one.

    ## Example

    A text of three paragraphs whose translation has two.

    Bad, two in one:

    ```po
    msgid "First.\n\nThen."
    msgstr "أولًا، ثم بعدها."
    ```

    Good, as many:

    ```po
    msgid "First.\n\nThen."
    msgstr "أولًا.\n\nثم."
    ```

    ## How to mend it

    Put an empty line (`\n\n`) wherever the source has one.
    """
    said, seen = len(BLANK.split(form.source.strip())), len(BLANK.split(form.target.strip()))
    if said != seen:
        yield Problem(
            f"{said} paragraphs in the source, {seen} in the translation",
            "put empty lines where the source has them",
        )
