"""P105 stray-previous."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, catalog_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


@catalog_rule("P105", Severity.INFO)
def stray_previous(catalog: Catalog, _: Context) -> Iterator[Problem]:
    r"""A message keeps what its source said before, and is not fuzzy.

    ## Why it matters

    `#| msgid` helps to compare. Once the translation is checked it says nothing, and misleads who
    comes later.

    ## Example

    `#| msgid "Ten people left."` above a message that is translated and not fuzzy.

    Bad, left behind:

    ```po
    #| msgid "Raqa"
    msgid "Raqqa"
    msgstr "الرقة"
    ```

    Good, of a fuzzy message:

    ```po
    #, fuzzy
    #| msgid "Raqa"
    msgid "Raqqa"
    msgstr "الرقة"
    ```

    ## How to mend it

    Delete the lines that begin with `#|`; `msgattrib --clear-previous` does that for a whole
    file.
    """
    for entry in catalog.entries:
        if entry.previous is not None and not entry.fuzzy and not entry.obsolete:
            yield Problem(
                "the previous source is kept, and the message is not fuzzy",
                "delete the lines that begin with #|",
                at=entry,
            )
