"""V103 identity-team."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from ..privacy import field_span, header_leaks
from .rule import Context, Problem, catalog_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


@catalog_rule("V103", Severity.WARNING)
def identity_team(catalog: Catalog, _: Context) -> Iterator[Problem]:
    r"""The header of a catalog holds the address of a team.

    ## Why it matters

    `Language-Team` and `Report-Msgid-Bugs-To` come from the template of some other project, or from
    the preferences of an editor: a mailing list, a page with the members' names. Both lead to
    people who need not be known to readers of this file.

    ## Example

    Bad, as the template of another project had it:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Language-Team: Arabic <arabic-team@example.org>\n"

    msgid "The bridge is open."
    msgstr "الجسر مفتوح."
    ```

    Good, a language:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Language-Team: Arabic\n"

    msgid "The bridge is open."
    msgstr "الجسر مفتوح."
    ```

    ## How to mend it

    Empty the field, or leave the name of the language only. `publish fmt --scrub` empties it.
    """
    for leak in header_leaks(catalog.header, None):
        if catalog.head and leak.kind == "team":
            yield Problem(
                f"the header field `{leak.field}` holds an address",
                "empty it: `publish fmt --scrub` does",
                catalog.head,
                span=field_span(catalog.head.msgstr[0], leak.field),
            )
