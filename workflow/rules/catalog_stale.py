"""P201 catalog-stale."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, catalog_rule, excerpt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog

HINT = "run `publish update`"


@catalog_rule("P201", Severity.ERROR)
def catalog_stale(catalog: Catalog, context: Context) -> Iterator[Problem]:
    """A catalog does not match the source as it is now.

    ## Why it matters

    The author has changed the article since the catalog was made. A sentence of the source that the
    catalog lacks cannot be translated by anyone; a sentence that the source no longer has costs a
    translator an hour for nothing, and its translation is never printed.

    Only the messages count: comments, references, their order and dates may differ.

    ## Example

    The article, as it is now:

    ```markdown
    ---
    title: Raqqa
    ---
    The bridge is open again.
    ```

    Bad, the catalog has what it said before:

    ```po
    msgctxt "title"
    msgid "Raqqa"
    msgstr "الرقة"

    msgid "The bridge is closed."
    msgstr "الجسر مغلق."
    ```

    Good, after `publish update` and a new translation:

    ```po
    msgctxt "title"
    msgid "Raqqa"
    msgstr "الرقة"

    msgid "The bridge is open again."
    msgstr "أُعيد فتح الجسر."
    ```

    ## How to mend it

    Run `publish update` and commit the catalogs. A changed sentence comes back with its old
    translation marked fuzzy; a removed one is kept at the end of the file as `#~`. Nothing that a
    translator wrote is lost.
    """
    if context.units is None:
        return
    live = [entry for entry in catalog.entries if not entry.obsolete]
    units = {unit.key: unit for unit in reversed(context.units)}
    if units and not live:
        first = context.units[0]
        locale = f" for {context.target.name}" if context.target else ""
        yield Problem(f"no catalog{locale} yet: {catalog.path} is missing or empty", HINT, first)
        return
    held = {entry.key for entry in live}
    for key, unit in units.items():
        if key not in held:
            yield Problem(f"{excerpt(unit.msgid)} is not in {catalog.path}", HINT, unit)
    for entry in live:
        if entry.key not in units:
            yield Problem(f"{excerpt(entry.msgid)} is no longer in the source", HINT, entry)
