"""P106 obsolete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, catalog_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


@catalog_rule("P106", Severity.INFO)
def obsolete(catalog: Catalog, context: Context) -> Iterator[Problem]:
    r"""A catalog keeps translations that nothing asks for any more.

    ## Why it matters

    They are a memory, and useful. Where they outnumber the living, the file is slow to read and
    to merge.

    ## Example

    Forty messages that begin with `#~` in a catalog of sixty.

    Bad, one:

    ```po
    msgid "Raqqa"
    msgstr "الرقة"

    #~ msgid "Homs"
    #~ msgstr "حمص"
    ```

    Good, none:

    ```po
    msgid "Raqqa"
    msgstr "الرقة"
    ```

    ## How to mend it

    Delete them with `msgattrib --no-obsolete` when nobody will want them back.
    """
    dead = [entry for entry in catalog.entries if entry.obsolete]
    live = len(catalog.entries) - len(dead)
    if dead and (len(dead) > live or context.units is None):
        yield Problem(
            f"{len(dead)} obsolete messages beside {live}",
            "delete them if nobody will want them back",
            at=dead[0],
        )
