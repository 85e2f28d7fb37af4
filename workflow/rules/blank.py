"""C102 blank."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Fix, Severity
from .form import (
    MASK,
    look,
)
from .rule import Context, Problem, pair_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Pair


READABLE = re.compile(r"[^\W_]|[^\x00-\u2bff\u3000-\u303f\ufe00-\uffff]")


@pair_rule("C102", Severity.ERROR)
def blank(pair: Pair, _: Context) -> Iterator[Problem]:
    r"""A translation holds nothing that can be read.

    ## Why it matters

    A space or a dot in `msgstr` makes a message count as translated: the statistics are green,
    and the page has a hole.

    ## Example

    Bad, a space:

    ```po
    msgid "The road is open."
    msgstr "<U+0020>"
    ```

    Good, a translation:

    ```po
    msgid "The road is open."
    msgstr "الطريق مفتوحة."
    ```

    ## How to mend it

    Translate the message, or empty its `msgstr`, so that it counts as what it is.
    """
    if pair.entry is None:
        return
    for number, text in enumerate(pair.entry.msgstr):
        if not text or READABLE.search(text) or pair.joins:
            continue
        if any(char.isalpha() for char in pair.unit.msgid) and MASK not in look(text).text:
            yield Problem(
                "the translation holds no letter",
                "translate it, or empty it",
                form=number,
                fix=Fix("", safe=True),
            )
