"""T105 odd-space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import each, named, together
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


ODD = re.compile(
    "(?<=[^\\W\\d_][^\\W\\d_])([\u00a0\u2000-\u200a\u202f\u205f\u3000]+|\t+)(?=[^\\W\\d_]{2})"
)


@form_rule("T105", Severity.INFO, target=r"[\u00a0\u2000-\u200a\u202f\u205f\u3000\t]")
def odd_space(form: Form, _: Context) -> Iterator[Problem]:
    r"""A space of an unusual kind, or a tab, stands between two words.

    ## Why it matters

    Where it stands no line can be broken, or it is wider than its neighbours, and a search for
    the two words fails.

    ## Example

    `الجسر<U+00A0>مغلق` with U+00A0 NO-BREAK SPACE between two Arabic words.

    Bad, a no-break space:

    ```po
    msgid "The silent street"
    msgstr "الشارع<U+00A0>الصامت"
    ```

    Good, before a unit:

    ```po
    msgid "5 kilometres"
    msgstr "5<U+00A0>كيلومترات"
    ```

    ## How to mend it

    Type a space; `publish check --fix` does. Beside numbers, units and marks it may stay.
    """
    if form.target.isascii() and "\t" not in form.target:
        return
    found = [
        span
        for match, span in each(ODD, form.seen, 1)
        if form.arabic or match[1] != "\u00a0"
        if match[1][0] not in form.source
    ]
    yield from together(
        form,
        [(span, " ") for span in found],
        lambda span, fix: Problem(
            f"{'TAB' if form.target[span[0]] == chr(9) else named(form.target[span[0]])} between two words",
            "type a space",
            span=span,
            fix=fix,
        ),
    )
