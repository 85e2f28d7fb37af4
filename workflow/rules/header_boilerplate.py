"""P007 header-boilerplate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, catalog_rule, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


BOILERPLATE = re.compile(
    r"FULL NAME|EMAIL@ADDRESS|LANGUAGE <LL@li\.org>|PACKAGE VERSION|YEAR-MO-DA|\bINTEGER\b|\bEXPRESSION\b|charset=CHARSET"
)


@catalog_rule("P007", Severity.WARNING)
def header_boilerplate(catalog: Catalog, _: Context) -> Iterator[Problem]:
    r"""A field of the header still holds the words of a template.

    ## Why it matters

    `FULL NAME <EMAIL@ADDRESS>` says that nobody has looked at the header since a tool made it.

    ## Example

    `Last-Translator: FULL NAME <EMAIL@ADDRESS>`.

    Bad, nobody has signed:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Last-Translator: FULL NAME <EMAIL@ADDRESS>\n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    Good, empty:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Last-Translator: \n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    ## How to mend it

    Fill the field, or empty it: an empty one is accepted by every tool.
    """
    if catalog.head is None or catalog.path.endswith(".pot"):
        return
    for name, value in catalog.header.items():
        if BOILERPLATE.search(value):
            yield Problem(
                f"{name} holds a template's words: {excerpt(value)}",
                "fill it, or empty it",
                at=catalog.head,
            )
