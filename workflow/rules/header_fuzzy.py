"""P009 header-fuzzy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, catalog_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


@catalog_rule("P009", Severity.ERROR)
def header_fuzzy(catalog: Catalog, _: Context) -> Iterator[Problem]:
    r"""The header of a catalog is marked fuzzy.

    ## Why it matters

    `pybabel compile` and others then skip the whole file, in silence.

    ## Example

    A `#, fuzzy` above the empty `msgid` at the beginning of the file, as `msginit` and templates
    have it.

    Bad, as msginit leaves it:

    ```po
    #, fuzzy
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    Good, not fuzzy:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    ## How to mend it

    Delete the line `#, fuzzy` above the header.
    """
    if catalog.head is not None and catalog.head.fuzzy and not catalog.path.endswith(".pot"):
        yield Problem(
            "the header is marked fuzzy", "delete the line `#, fuzzy` above it", at=catalog.head
        )
