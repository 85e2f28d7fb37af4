"""P003 bom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Position, Severity
from .rule import Context, Problem, catalog_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


@catalog_rule("P003", Severity.ERROR)
def bom(catalog: Catalog, _: Context) -> Iterator[Problem]:
    r"""A catalog begins with a byte order mark.

    ## Why it matters

    U+FEFF at the beginning is no part of UTF-8. `msgfmt` refuses the file, and other tools take
    the mark for text.

    ## Example

    A file that Windows Notepad has saved as "UTF-8 with BOM".

    Bad, before the header:

    ```po
    <U+FEFF>msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    Good, none:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    ## How to mend it

    Save the file as UTF-8 without BOM; every editor has a setting for it.
    """
    if catalog.text.startswith("\ufeff"):
        yield Problem(
            "the file begins with U+FEFF BYTE ORDER MARK",
            "save it as UTF-8 without BOM",
            at=Position(catalog.path, 1),
        )
