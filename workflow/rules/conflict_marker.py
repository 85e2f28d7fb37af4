"""P104 conflict-marker."""

from __future__ import annotations

from ..model import Severity
from .rule import reader_rule


@reader_rule("P104", Severity.ERROR)
def conflict_marker() -> None:
    """A merge has left its conflict markers in a file.

    ## Why it matters

    Two people changed the same lines and nobody has decided between them. Some programs read such a
    catalog without complaint and take whichever half comes first.

    ## Example

    ```po
    msgid "Raqqa"
    <<<<<<< HEAD
    msgstr "الرقة"
    =======
    msgstr "الرقّة"
    >>>>>>> names
    ```

    ## How to mend it

    Keep one of the two halves and delete the three marked lines: those that begin with
    `<<<<<<<`, `=======` and `>>>>>>>`.
    """
