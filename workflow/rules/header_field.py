"""P006 header-field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, catalog_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


@catalog_rule("P006", Severity.WARNING)
def header_field(catalog: Catalog, _: Context) -> Iterator[Problem]:
    r"""A field of the header is missing or empty.

    ## Why it matters

    Editors and compilers read the language, the encoding and the plural rule from the header, and
    each falls back on something else.

    ## Example

    A header without `Language:`, or without `Plural-Forms:` though some message has plural forms.

    Bad, no language:

    ```po
    msgid ""
    msgstr ""
    "Content-Type: text/plain; charset=UTF-8\n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    Good, language and charset:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    ## How to mend it

    Add the field; `publish update` writes the right ones into a new catalog.
    """
    if catalog.head is None:
        return
    plural = any(entry.msgid_plural is not None for entry in catalog.entries)
    for name in ("Language", "Content-Type", "Plural-Forms"):
        if not catalog.header.get(name, "").strip() and (name != "Plural-Forms" or plural):
            yield Problem(f"the header says nothing of {name}", "add it", at=catalog.head)
