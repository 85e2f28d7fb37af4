"""P012 plural-order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from ..plurals import read_plurals, taken
from .rule import Context, Problem, catalog_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


@catalog_rule("P012", Severity.ERROR)
def plural_order(catalog: Catalog, context: Context) -> Iterator[Problem]:
    r"""The Plural-Forms header is not the rule of its language.

    ## Why it matters

    The form for 11 houses is shown for 100 of them. Babel's own Arabic header exchanges the last
    two forms (python-babel #816): a catalog made by `pybabel init` and filled in Poedit shows the
    wrong noun from 11 to 99.

    ## Example

    `plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=0 && n%100<=2 ? 4
    : 5)` for Arabic.

    Bad, it divides by zero:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=6; plural=5/n;\n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    Good, none, and none is needed:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    ## How to mend it

    Take the header that `publish update` writes, and exchange the forms that the message names.
    """
    header = catalog.header.get("Plural-Forms", "")
    if catalog.head is None or context.target is None or not header or "INTEGER" in header:
        return
    ours, theirs = taken(context.target.plural_forms), taken(header)
    if not theirs:
        yield Problem(
            "the plural rule cannot be read"
            if read_plurals(header) is None
            else "the plural rule fails: it divides by zero, or gives a form that is not there",
            "take the header of CLDR",
            at=catalog.head,
        )
    elif theirs[:-1] == ours and not theirs[-1]:
        return  # the form of fractions, which CLDR counts and gettext never asks for
    elif any(not form for form in theirs):
        unreachable = next(number for number, form in enumerate(theirs) if not form)
        yield Problem(
            f"no number takes form {unreachable}", "take the header of CLDR", at=catalog.head
        )
    elif ours and theirs != ours and len(theirs) == len(ours):
        if sorted(ours) == sorted(theirs):
            swapped = [str(number) for number, form in enumerate(theirs) if form != ours[number]]
            yield Problem(
                f"forms {' and '.join(swapped)} are exchanged",
                "exchange them in the header and in each message",
                at=catalog.head,
            )
        elif len(ours) > 2:
            yield Problem(
                "the plural rule is not that of the language",
                f"write {context.target.plural_forms}",
                at=catalog.head,
            )
    elif ours and len(theirs) < len(ours) and len(ours) > 3:
        used = any(entry.msgid_plural is not None for entry in catalog.entries)
        yield Problem(
            f"{len(theirs)} plural forms, and the language has {len(ours)}",
            f"write {context.target.plural_forms}",
            at=catalog.head,
            severity=None if used else Severity.WARNING,
        )
