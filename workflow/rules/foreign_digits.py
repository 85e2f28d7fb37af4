"""N103 foreign-digits."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ..model import Severity
from .form import each, together
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


KINDS = {0x0660: "arab", 0x06F0: "arabext", 0x0966: "deva", 0xFF10: "fullwide", 0x09E6: "beng"}
DIGITS = re.compile(r"[^\W\D0-9]+")
NAMES = {
    "arab": "Arabic-Indic",
    "arabext": "extended Arabic-Indic",
    "deva": "Devanagari",
    "fullwide": "full-width",
    "beng": "Bengali",
}
ZEROS = {"arab": 0x0660, "arabext": 0x06F0, "latn": 0x30, "deva": 0x0966}


@form_rule("N103", Severity.WARNING, target=r"[^\W\D0-9]")
def foreign_digits(form: Form, _: Context) -> Iterator[Problem]:
    r"""Digits of another language's writing stand in the text.

    ## Why it matters

    Persian ۴۵۶ and Arabic ٤٥٦ look alike and are not the same characters: a search for one does
    not find the other, and the reader sees the strange shape.

    ## Example

    `عام ۲۰۱۵` in an Arabic text, with the Persian digits of U+06F0 to U+06F9.

    Bad, Persian digits:

    ```po
    msgid "In 1456 it was built."
    msgstr "بُني عام ۱۴۵۶."
    ```

    Good, Arabic-Indic digits:

    ```po
    msgid "In 1456 it was built."
    msgstr "بُني عام ١٤٥٦."
    ```

    ## How to mend it

    Write the digits of your language; `publish check --fix` does.
    """
    if form.target.isascii() or not form.pack.language or not form.pack.scripts:
        return
    found = []
    native = next((kind for kind in reversed(form.pack.numbering) if kind != "latn"), "latn")
    for match, span in each(DIGITS, form.seen):
        kind = KINDS.get(ord(match[0][0]) - unicodedata.decimal(match[0][0]), "")
        if kind and kind not in form.pack.numbering and match[0] not in form.source:
            found.append(
                (span, "".join(chr(ZEROS[native] + unicodedata.decimal(c)) for c in match[0]))
            )
    yield from together(
        form,
        found,
        lambda span, fix: Problem(
            f"digits of another writing: {form.target[slice(*span)]}",
            f"write {dict(found)[span]}",
            span=span,
            fix=fix,
        ),
    )
