"""P005 header-missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Position, Severity
from .rule import Context, Problem, catalog_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


@catalog_rule("P005", Severity.ERROR)
def header_missing(catalog: Catalog, _: Context) -> Iterator[Problem]:
    r"""A catalog has no header.

    ## Why it matters

    The header says which language and which encoding the file is in. Without it `pybabel` skips
    the file in silence, and others guess.

    ## Example

    Bad, the file begins with its first message:

    ```po bare
    msgid "Raqqa"
    msgstr "الرقة"
    ```

    Good, with its header:

    ```po bare
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    ## How to mend it

    Run `publish update`, or copy the header from another catalog of the language and change what
    differs.
    """
    if catalog.head is None and catalog.entries:
        yield Problem(
            "the catalog has no header",
            "copy one from another catalog of the language",
            at=Position(catalog.path, 1),
        )
