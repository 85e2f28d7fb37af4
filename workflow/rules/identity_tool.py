"""V105 identity-tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from ..privacy import field_span, header_leaks
from .rule import Context, Problem, catalog_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


@catalog_rule("V105", Severity.INFO)
def identity_tool(catalog: Catalog, _: Context) -> Iterator[Problem]:
    r"""The header of a catalog names the program that wrote it.

    ## Why it matters

    `X-Generator: Poedit 3.4 on macOS` says which program, version and system somebody uses. On its
    own it names nobody; together with times and places it tells people apart, and it changes with
    every editor that saves the file. This is information; a project that wants it gone raises its
    severity.

    ## Example

    Bad, as Poedit writes it, unless it is told not to:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "X-Generator: Poedit 3.4.2\n"

    msgid "The bridge is open."
    msgstr "الجسر مفتوح."
    ```

    Good, what says nothing of whoever saved it:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "X-Source-Language: en\n"

    msgid "The bridge is open."
    msgstr "الجسر مفتوح."
    ```

    ## How to mend it

    `publish fmt --scrub` deletes the field; the editor may write it again when the file is saved.
    """
    for leak in header_leaks(catalog.header, None):
        if catalog.head and leak.kind == "tool":
            yield Problem(
                f"the header field `{leak.field}` names a program",
                "delete it: `publish fmt --scrub` does",
                catalog.head,
                span=field_span(catalog.head.msgstr[0], leak.field),
            )
