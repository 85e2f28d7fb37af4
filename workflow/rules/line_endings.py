"""P107 line-endings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Position, Severity
from .rule import Context, Problem, catalog_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


@catalog_rule("P107", Severity.INFO)
def line_endings(catalog: Catalog, _: Context) -> Iterator[Problem]:
    r"""The lines of a catalog end in more than one way.

    ## Why it matters

    A mixed file shows every line as changed in the next commit, and hides what really was.

    ## Example

    A file of which some lines end in CR LF and others in LF.

    Bad, two of them:

    ```po
    msgid "Raqqa"<0x0D>
    msgstr "الرقة"<0x0D>
    ```

    Good, LF:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    ## How to mend it

    Save it with one kind of line end; LF is what gettext writes.
    """
    crlf = catalog.text.count("\r\n")
    if crlf:
        every = catalog.text.count("\n")
        words = (
            "all lines end in CR LF" if crlf == every else f"{crlf} of {every} lines end in CR LF"
        )
        yield Problem(words, "save the file with LF", at=Position(catalog.path, 1))
