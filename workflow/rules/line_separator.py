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

    `First line`, then U+2028 LINE SEPARATOR, then `second line`, in one `msgstr`.

    ## How to mend it

    Put a space there, or `\n` where the source has one.
    """
