"""C101 untranslated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, excerpt, pair_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Pair


@pair_rule("C101", Severity.ERROR)
def untranslated(pair: Pair, _: Context) -> Iterator[Problem]:
    """A message has no translation.

    ## Why it matters

    A missing sentence is a hole in the printed page. `publish pdf` refuses to print it, and whoever
    reads only the translation would never know that something was said there.

    A message of which some plural forms are filled and others are not counts as untranslated, as
    `msgfmt --statistics` counts it, and is reported by `plural-form-empty`. A sentence that the
    catalog does not hold at all is reported by `catalog-stale`.

    In a draft locale, or where `min-translated` is below 100 and the article keeps it, this is
    information only.

    ## Example

    Bad, nothing yet:

    ```po
    msgid "The city is quiet tonight."
    msgstr ""
    ```

    Good, a translation:

    ```po
    msgid "The city is quiet tonight."
    msgstr "المدينة هادئة الليلة."
    ```

    ## How to mend it

    Write the translation between the quotation marks of `msgstr`, in any PO editor.
    """
    if pair.entry and not any(pair.entry.msgstr):
        yield Problem(f"no translation for {excerpt(pair.unit.msgid)}")
