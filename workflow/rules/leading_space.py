"""T103 leading-space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Fix, Severity
from .form import Form, spaces_named
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator


EDGE = re.compile(r"[\u200e\u200f]*(\s*)")


@form_rule("T103", Severity.WARNING)
def leading_space(form: Form, _: Context) -> Iterator[Problem]:
    r"""A translation begins with other space than its source.

    ## Why it matters

    The space stands at the beginning of a line, or two pieces that are put together get none
    between them.

    ## Example

    `" الرقة"` for `"Raqqa"`.

    Bad, a space:

    ```po
    msgid "The frontier"
    msgstr " الحدود"
    ```

    Good, as in the source:

    ```po
    msgid " and then"
    msgstr " ثم"
    ```

    ## How to mend it

    Begin as the source does; `publish check --fix` does it for you.
    """
    if not form.target.strip() or form.pair.entry is None:
        return
    ours = EDGE.match(form.target)
    theirs = EDGE.match(form.source)
    if ours and theirs and ours[1] != theirs[1]:
        first = form.target[ours.end() : ours.end() + 1]
        if not theirs[1] and first and first in form.pack.spaced and form.source.startswith(first):
            return  # `: to go on` is ` : pour continuer`
        newline = "\n" in ours[1] + theirs[1]
        yield Problem(
            f"the translation begins with {spaces_named(ours[1])}, the source with {spaces_named(theirs[1])}",
            "begin as the source does",
            span=(0, max(1, ours.end())),
            fix=Fix(theirs[1] + form.target[ours.end() :], safe=True),
            severity=Severity.ERROR if newline else None,
        )
