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

    ```po
    msgid "%d person"
    msgid_plural "%d people"
    msgstr[0] "لا أحد"
    msgstr[1] ""
    ```

    ## How to mend it

    Fill every form. Arabic has six: for 0, 1, 2, 3 to 10, 11 to 99, and all others.
    """
    forms = pair.entry.msgstr if pair.entry else ()
    if any(forms):
        for number, text in enumerate(forms):
            if not text:
                yield Problem(f"plural form {number} is empty", "fill every form", form=number)
