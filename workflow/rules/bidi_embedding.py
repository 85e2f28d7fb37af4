"""B104 bidi-embedding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Fix, Severity
from .form import named
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


ISOLATE = {"\u202a": "\u2066", "\u202b": "\u2067"}
EMBEDDED = re.compile("[\u202a\u202b]")


@form_rule("B104", Severity.WARNING, target=EMBEDDED.pattern)
def bidi_embedding(form: Form, _: Context) -> Iterator[Problem]:
    r"""A text embeds a direction where an isolate should stand.

    ## Why it matters

    U+202A and U+202B let what they enclose act upon the order of what stands around it. Unicode
    has advised since 2013 (UAX #9, 2.0) to use isolates, which do not.

    ## Example

    `<U+202A>+963 11 555<U+202C>` within an Arabic sentence.

    Bad, an embedding from left to right:

    ```po
    msgid "the code A-12"
    msgstr "الرمز <U+202A>A-12<U+202C>"
    ```

    Good, an isolate:

    ```po
    msgid "the code A-12"
    msgstr "الرمز <U+2066>A-12<U+2069>"
    ```

    ## How to mend it

    Write U+2066, U+2067 and U+2069 in place of U+202A, U+202B and U+202C; `publish check --fix`
    does.
    """
    if form.target.isascii() or not EMBEDDED.search(form.target):
        return
    overridden = any(char in form.target for char in "\u202d\u202e")
    mended = form.target.translate(str.maketrans("\u202a\u202b\u202c", "\u2066\u2067\u2069"))
    for match in EMBEDDED.finditer(form.target):
        yield Problem(
            f"{named(match[0])}: an embedding",
            f"use {named(ISOLATE[match[0]])} and U+2069 POP DIRECTIONAL ISOLATE",
            span=match.span(),
            fix=None if overridden else Fix(mended, safe=True),
        )
