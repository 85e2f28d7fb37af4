"""U107 replacement-char."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


LOST = re.compile("\ufffd+")


@form_rule("U107", Severity.ERROR, target="�")
def replacement_char(form: Form, _: Context) -> Iterator[Problem]:
    r"""A text holds U+FFFD: a character was lost when the text was converted.

    ## Why it matters

    A program that could not read a byte put this sign in its place. What stood there is gone, and
    the reader sees a black diamond.

    ## Example

    `الر<U+FFFD>ة`, where a letter of the name was lost.

    Bad, one letter lost:

    ```po
    msgid "The teacher wrote."
    msgstr "كتب المعل<U+FFFD>."
    ```

    Good, the source speaks of it:

    ```po
    msgid "The sign <U+FFFD>"
    msgstr "العلامة <U+FFFD>"
    ```

    ## How to mend it

    Write the lost character anew; if there are many, take the text again from where it came from,
    as UTF-8.
    """
    if "\ufffd" in form.source:
        return
    for match in LOST.finditer(form.target):
        yield Problem(
            "U+FFFD REPLACEMENT CHARACTER: a letter was lost", "write it anew", span=match.span()
        )
