"""P104 conflict-marker."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, pair_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Pair

MARKER = re.compile(r"(?:^|\s)(?:<{7}|>{7})(?=\s|$)|^={7}$|^\|{7}(?=\s|$)|#-#-#-#-#", re.MULTILINE)


@pair_rule("P104", Severity.ERROR, target="[<>=|#]")
def conflict_marker(pair: Pair, _: Context) -> Iterator[Problem]:
    """A merge has left its conflict markers in a file, or within a text.

    ## Why it matters

    Two people changed the same lines and nobody has decided between them. Some programs read such a
    catalog without complaint and take whichever half comes first.

    ## Example

    Bad, both halves:

    ```po
    msgid "Raqqa"
    <<<<<<< HEAD
    msgstr "الرقة"
    =======
    msgstr "الرقّة"
    >>>>>>> names
    ```

    Good, one of them:

    ```po
    msgid "Raqqa"
    msgstr "الرقة"
    ```

    ## How to mend it

    Keep one of the two halves and delete the three marked lines: those that begin with
    `<<<<<<<`, `=======` and `>>>>>>>`. Only a marker within a text can be ignored: a file with two
    halves cannot be read.
    """
    for number, text in enumerate(pair.entry.msgstr if pair.entry else ()):
        found = MARKER.search(text)
        if found and not MARKER.search(pair.unit.msgid):
            yield Problem(
                "a merge has left its marker in the text",
                "choose between the two sides, and delete the marks",
                form=number,
                span=found.span(),
            )
