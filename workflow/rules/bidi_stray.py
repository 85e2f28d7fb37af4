"""B102 bidi-stray."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .form import named, together
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


ISOLATES, EMBEDDINGS = "\u2066\u2067\u2068", "\u202a\u202b\u202d\u202e"


@form_rule("B102", Severity.ERROR, target="[\u2069\u202c]")
def bidi_stray(form: Form, _: Context) -> Iterator[Problem]:
    r"""A character closes an isolate or an embedding that nothing has opened.

    ## Why it matters

    It is what is left when half of a pair was deleted. The piece that was to be isolated is not,
    and stands in the wrong order on the page.

    ## Example

    `الرقم +963 11 555<U+2069>` with nothing that opens before the number.

    Bad, an isolate is closed that was not opened:

    ```po
    msgid "the code A-12"
    msgstr "الرمز A-12<U+2069>"
    ```

    Good, what was opened is closed:

    ```po
    msgid "the code A-12"
    msgstr "الرمز <U+2066>A-12<U+2069>"
    ```

    ## How to mend it

    Put U+2068 FIRST STRONG ISOLATE before the piece, or delete the character; `publish check
    --fix` deletes it.
    """
    if form.target.isascii() or not ("\u2069" in form.target or "\u202c" in form.target):
        return
    yield from together(
        form,
        [((at, at + 1), "") for at in _stray(form.target)],
        lambda span, fix: Problem(
            f"{named(form.target[span[0]])} closes nothing", "delete it", span=span, fix=fix
        ),
    )


def _stray(text: str) -> Iterator[int]:
    """Give where something is closed that is not open, paragraph by paragraph."""
    stack: list[str] = []
    for at, char in enumerate(text):
        if char == "\n":
            stack = []
        elif char in ISOLATES or char in EMBEDDINGS:
            stack.append(char)
        elif char == "\u2069":
            while stack and stack[-1] in EMBEDDINGS:
                stack.pop()
            if stack:
                stack.pop()
            else:
                yield at
        elif char == "\u202c":
            if stack and stack[-1] in EMBEDDINGS:
                stack.pop()
            elif not stack:
                yield at
