"""V106 identity-clock."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from ..privacy import field_span, header_leaks
from .rule import Context, Problem, catalog_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


@catalog_rule("V106", Severity.INFO)
def identity_clock(catalog: Catalog, _: Context) -> Iterator[Problem]:
    r"""The header of a catalog says in which time zone somebody works.

    ## Why it matters

    `PO-Revision-Date: 2016-06-21 23:40+0300` says when somebody was awake, and in which part of the
    world. Catalogs of this house carry no date: git knows when a file changed, in the zone that the
    committer chose. A time in UTC (`+0000`) tells no place.

    ## Example

    Bad, twenty minutes to midnight, somewhere between Cairo and Moscow:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "PO-Revision-Date: 2016-06-21 23:40+0300\n"

    msgid "The bridge is open."
    msgstr "الجسر مفتوح."
    ```

    Good, no date:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "PO-Revision-Date: \n"

    msgid "The bridge is open."
    msgstr "الجسر مفتوح."
    ```

    ## How to mend it

    `publish fmt --scrub` empties the field; `msgfmt -c` accepts that.
    """
    for leak in header_leaks(catalog.header, None):
        if catalog.head and leak.kind == "clock":
            yield Problem(
                f"the header field `{leak.field}` holds a time zone",
                "empty it: `publish fmt --scrub` does",
                catalog.head,
                span=field_span(catalog.head.msgstr[0], leak.field),
            )
