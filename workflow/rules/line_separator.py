"""U104 line-separator."""

from __future__ import annotations

from ..model import Severity
from .rule import reader_rule


@reader_rule("U104", Severity.ERROR)
def line_separator() -> None:
    r"""A text holds U+2028, U+2029 or U+0085: a line end that only some programs see.

    ## Why it matters

    One program reads one line where another reads two. Several PO libraries lose what stands before
    such a character, in silence. They come with text copied out of a web page or a word processor.

    ## Example

    Bad, U+2028 LINE SEPARATOR:

    ```po
    msgid "First line\nSecond line"
    msgstr "السطر الأول<U+2028>السطر الثاني"
    ```

    Good, the newline of the source:

    ```po
    msgid "First line\nSecond line"
    msgstr "السطر الأول\nالسطر الثاني"
    ```

    ## How to mend it

    Put a space there, or `\n` where the source has one.
    """
