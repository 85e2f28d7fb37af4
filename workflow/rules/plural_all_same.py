"""F105 plural-all-same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .form import (
    look,
)
from .rule import Context, Problem, pair_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Pair


@pair_rule("F105", Severity.INFO)
def plural_all_same(pair: Pair, _: Context) -> Iterator[Problem]:
    r"""All plural forms of a message are the same.

    ## Why it matters

    Arabic says "one house", "two houses", "three houses" and "eleven houses" each in another way.
    The same words for all are seldom right.

    ## Example

    Six times `%d شخص` for `%d person` and `%d people`.

    Bad, six times the same:

    ```po
    msgid "%d truck"
    msgid_plural "%d trucks"
    msgstr[0] "%d شاحنة"
    msgstr[1] "%d شاحنة"
    msgstr[2] "%d شاحنة"
    msgstr[3] "%d شاحنة"
    msgstr[4] "%d شاحنة"
    msgstr[5] "%d شاحنة"
    ```

    Good, each in its way:

    ```po
    msgid "%d truck"
    msgid_plural "%d trucks"
    msgstr[0] "لا شاحنات"
    msgstr[1] "شاحنة"
    msgstr[2] "شاحنتان"
    msgstr[3] "%d شاحنات"
    msgstr[4] "%d شاحنة"
    msgstr[5] "%d شاحنة"
    ```

    ## How to mend it

    Write each form as the language says it. Where the words really do not change, leave it: this
    is information.
    """
    forms = pair.entry.msgstr if pair.entry else ()
    if (
        len(forms) > 3
        and len(set(forms)) == 1
        and forms[0]
        and any(
            char.isalpha() for char in look(forms[0], pair.entry.flags if pair.entry else ()).text
        )
    ):
        yield Problem(
            f"all {len(forms)} plural forms are the same", "write each as the language says it"
        )
