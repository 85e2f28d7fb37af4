"""Z003 unknown-code."""

from __future__ import annotations

from ..model import Severity
from .rule import SETTINGS, reader_rule


@reader_rule("Z003", Severity.WARNING, ignored=SETTINGS)
def unknown_code() -> None:
    """A comment asks to ignore a rule that does not exist.

    ## Why it matters

    A misspelt name hides nothing, and whoever wrote it believes that it does. Names and codes are
    those of `publish rules`; both may be written.

    ## Example

    Bad, a name with a slip:

    ```po
    # publish: ignore bidi-overide -- from the archive
    msgid "The bridge is open."
    msgstr "الجسر <U+202E>مفتوح."
    ```

    Good, a name of the table:

    ```po
    # publish: ignore bidi-override -- from the archive
    msgid "The bridge is open."
    msgstr "الجسر <U+202E>مفتوح."
    ```

    ## How to mend it

    Write the name as `publish rules` has it, or delete the comment.
    """
