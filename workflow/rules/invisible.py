"""U101 invisible."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import named, together
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


INVISIBLE = re.compile(
    "[\u200b\u2060-\u2064\ufeff\u00ad\u180e\u034f\u115f\u1160\u3164\uffa0]"
    "|(?<=[\u0621-\u064a])[\u200e\u200f\u061c]+(?=[\u0621-\u064a])|(?<=[a-z])[\u200e\u200f\u061c]+(?=[a-z])"
    "|(?<=[A-Za-z\u00c0-\u024f\u0400-\u04ff\u05d0-\u05ea\u0620-\u06d3])[\ufe00-\ufe0f]"
    "|(?<![\U0001f3f4\U000e0020-\U000e007f])[\U000e0000-\U000e007f]+"
)
UNSPACED = frozenset(["km", "lo", "my", "th"])


@form_rule(
    "U101",
    Severity.ERROR,
    target="[\u061c\u200b\u200e\u200f\u2060-\u2064\ufeff\u00ad\u180e\u034f\u115f\u1160\u3164\uffa0\ufe00-\ufe0f\U000e0000-\U000e007f]",
)
def invisible(form: Form, _: Context) -> Iterator[Problem]:
    r"""A translation holds an invisible character that the source does not.

    ## Why it matters

    A zero-width space, a soft hyphen or a byte order mark inside a text is seen by nobody and
    breaks search, links, line ends and word counts. They come with text copied from web pages and
    word processors.

    ## Example

    `الرقة` with U+200B ZERO WIDTH SPACE between two letters: a search for the city does not find
    it.

    Bad, a zero-width space within a word:

    ```po
    msgid "The square is empty."
    msgstr "السا<U+200B>حة خالية."
    ```

    Good, the source has it too:

    ```po
    msgid "zero<U+200B>width"
    msgstr "عرض<U+200B>صفري"
    ```

    ## How to mend it

    Delete the character; `publish check --fix` does. Where a language needs U+200B between words
    (Khmer, Lao, Burmese, Thai) it is left alone.
    """
    if form.target.isascii():
        return
    found = [
        match
        for match in INVISIBLE.finditer(form.target)
        if match[0] not in form.source
        and not (match[0] == "\u200b" and form.pack.language in UNSPACED)
    ]
    yield from together(
        form,
        [(match.span(), "") for match in found],
        lambda span, fix: Problem(
            f"invisible {named(form.target[span[0]])}", "delete it", span=span, fix=fix
        ),
    )
