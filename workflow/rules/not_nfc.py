"""U105 not-nfc."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ..model import Fix, Severity
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


VOWELS = re.compile("([\u064b-\u0652\u0670\u05b0-\u05c7]+)")


@form_rule("U105", Severity.WARNING, target=r"[^\x00-\x7f]")
def not_nfc(form: Form, _: Context) -> Iterator[Problem]:
    r"""A letter is written in pieces that have a character of their own.

    ## Why it matters

    `é` can be one character or two, `أ` too. Both look alike, and a search, a glossary or a font
    may know only one of them. The order in which vowel signs and shadda are typed does not matter
    here.

    ## Example

    `سوريا` beside `أ` written as alef and U+0654 ARABIC HAMZA ABOVE.

    Bad, a hamza typed behind its alef:

    ```po
    msgid "The mothers wait."
    msgstr "ا<U+0654>مهات ينتظرن."
    ```

    Good, shadda before its vowel, as keyboards give it:

    ```po
    msgid "the nation"
    msgstr "الأُم<U+0651><U+064E>ة"
    ```

    ## How to mend it

    Write the composed character (Unicode NFC); `publish check --fix` does.
    """
    if form.target.isascii() or unicodedata.is_normalized("NFC", form.target):
        return
    pieces = VOWELS.split(form.target)
    composed = "".join(
        piece if number % 2 else unicodedata.normalize("NFC", piece)
        for number, piece in enumerate(pieces)
    )
    if composed == form.target:
        return
    start = next(
        (
            at
            for at, (old, new) in enumerate(zip(form.target, composed, strict=False))
            if old != new
        ),
        0,
    )
    yield Problem(
        f"decomposed letter at {excerpt(form.target[start : start + 12])}",
        "write it in one character (NFC)",
        span=(start, min(start + 2, len(form.target))),
        fix=Fix(composed, safe=True),
    )
