"""T104 trailing-space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Fix, Severity
from .form import Form, spaces_named
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator


EDGE = re.compile(r"(\s*)[\u200e\u200f\u2069\u202c]*\Z")
LAST = re.compile(r"[\s\u200e\u200f\u2069\u202c]")


@form_rule("T104", Severity.WARNING)
def trailing_space(form: Form, _: Context) -> Iterator[Problem]:
    r"""A translation ends with other space than its source.

    ## Why it matters

    It is seen by nobody in an editor, moves what is centred, and two pieces that are put together
    get none between them, or two.

    ## Example

    `"الرقة "` for `"Raqqa"`.

    Bad, a line break lost:

    ```po
    msgid "The last page\n"
    msgstr "الصفحة الأخيرة"
    ```

    Good, as in the source:

    ```po
    msgid "The last page\n"
    msgstr "الصفحة الأخيرة\n"
    ```

    ## How to mend it

    End as the source does; `publish check --fix` does it for you.
    """
    if not form.target.strip() or form.pair.entry is None:
        return
    if not LAST.search(form.target[-1:] + form.source[-1:]):
        return
    ours, theirs = EDGE.search(form.target), EDGE.search(form.source)
    if ours and theirs and ours[1] != theirs[1]:
        newline = "\n" in ours[1] + theirs[1]
        yield Problem(
            f"the translation ends with {spaces_named(ours[1])}, the source with {spaces_named(theirs[1])}",
            "end as the source does",
            span=(ours.start() if ours[1] else len(form.target) - 1, len(form.target)),
            fix=Fix(
                form.target[: ours.start(1)] + theirs[1] + form.target[ours.end(1) :], safe=True
            ),
            severity=Severity.ERROR if newline else None,
        )
