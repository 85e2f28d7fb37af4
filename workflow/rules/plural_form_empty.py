"""C104 plural-form-empty."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, pair_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Pair


@pair_rule("C104", Severity.ERROR)
def plural_form_empty(pair: Pair, _: Context) -> Iterator[Problem]:
    r"""Some plural forms of a message are translated and some are not.

    ## Why it matters

    The text is there for some numbers and missing for others. Many tools count such a message as
    translated.

    ## Example

    Bad, the last one:

    ```po
    msgid "%d village"
    msgid_plural "%d villages"
    msgstr[0] "لا قرى"
    msgstr[1] "قرية"
    msgstr[2] "قريتان"
    msgstr[3] "%d قرى"
    msgstr[4] "%d قرية"
    msgstr[5] ""
    ```

    Good, all filled:

    ```po
    msgid "%d village"
    msgid_plural "%d villages"
    msgstr[0] "لا قرى"
    msgstr[1] "قرية"
    msgstr[2] "قريتان"
    msgstr[3] "%d قرى"
    msgstr[4] "%d قرية"
    msgstr[5] "%d قرية"
    ```

    ## How to mend it

    Fill every form. Arabic has six: for 0, 1, 2, 3 to 10, 11 to 99, and all others.
    """
    forms = pair.entry.msgstr if pair.entry else ()
    if any(forms):
        for number, text in enumerate(forms):
            if not text:
                yield Problem(f"plural form {number} is empty", "fill every form", form=number)
