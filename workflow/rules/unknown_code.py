"""Z003 unknown-code."""

from __future__ import annotations

from ..model import Severity
from .rule import reader_rule


@reader_rule("Z003", Severity.WARNING)
def unknown_code() -> None:
    """A comment asks to ignore a rule that does not exist.

    ## Why it matters

    A misspelt name hides nothing, and whoever wrote it believes that it does. Names and codes are
    those of `publish rules`; both may be written.

    ## Example

    ```po
    # publish: ignore untranslatd -- later
    msgid "The bridge is open."
    msgstr ""
    ```

    ## How to mend it

    Write the name as `publish rules` has it, or delete the comment.
    """
