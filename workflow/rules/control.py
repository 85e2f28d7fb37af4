"""U103 control."""

from __future__ import annotations

from ..model import Severity
from .rule import reader_rule


@reader_rule("U103", Severity.ERROR)
def control() -> None:
    r"""A text holds a control character.

    ## Why it matters

    Control characters are invisible, mean nothing in a text, and come from a broken copy or from
    somebody with a purpose: they can move the cursor of a terminal, end a string early, or
    stop the PDF from being made. Newlines and tabs are no fault.

    ## Example

    A message that holds U+0007 BELL or U+0000 NULL, raw or as the escape `\a`.

    Bad, a bell:

    ```po
    msgid "The city is quiet tonight."
    msgstr "المدينة هادئة الليلة.\a"
    ```

    Good, none:

    ```po
    msgid "The city is quiet tonight."
    msgstr "المدينة هادئة الليلة."
    ```

    ## How to mend it

    Delete the character. The message names it and its line.
    """
