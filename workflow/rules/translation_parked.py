"""P202 translation-parked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity, State
from ..similarity import best
from .rule import Context, Problem, catalog_rule, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


ALIKE = 90.0


@catalog_rule("P202", Severity.WARNING)
def translation_parked(catalog: Catalog, _: Context) -> Iterator[Problem]:
    r"""A message is empty, and its translation is kept among the obsolete.

    ## Why it matters

    A rebuild has taken the message out and put it in again, and the translation was left behind:
    work that is done, and not shown.

    ## Example

    Bad, a full stop was added:

    ```po
    msgid "The bridge is open."
    msgstr ""

    #~ msgid "The bridge is open"
    #~ msgstr "الجسر مفتوح"
    ```

    Good, it is translated:

    ```po
    msgid "The bridge is open."
    msgstr "الجسر مفتوح."

    #~ msgid "The bridge is open"
    #~ msgstr "الجسر مفتوح"
    ```

    ## How to mend it

    Copy the translation back, compare it and mend it. `publish update` proposes it as fuzzy.
    """
    parked = [entry for entry in catalog.entries if entry.obsolete and all(entry.msgstr)]
    if not parked:
        return
    texts = [entry.msgid for entry in parked]
    for entry in catalog.entries:
        if not entry.obsolete and entry.state is State.UNTRANSLATED and len(entry.msgid) > 3:
            number = best(entry.msgid, texts, ALIKE)
            if number is not None:
                yield Problem(
                    f"{excerpt(parked[number].msgstr[0])} is kept as obsolete",
                    "copy it back, compare it and mend it",
                    at=entry,
                )
