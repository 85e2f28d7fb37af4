"""T102 double-space."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import together
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


SPACES = re.compile(r"(?<=[^\s])[ \u00a0]{2,}(?=[^\s])")


@form_rule("T102", Severity.WARNING)
def double_space(form: Form, _: Context) -> Iterator[Problem]:
    r"""Two spaces stand between two words.

    ## Why it matters

    Some programs show both, some one; a search for the words fails, and the next update makes the
    entry fuzzy.

    ## Example

    `الجسر مغلق` where one space was meant.

    Bad, between words:

    ```po
    msgid "The lights went out."
    msgstr "انطفأت  الأضواء."
    ```

    Good, the source has two as well:

    ```po
    msgid "One  two"
    msgstr "واحد  اثنان"
    ```

    ## How to mend it

    Leave one; `publish check --fix` does. A line that is indented in the source too is left
    alone.
    """
    if "  " not in form.target and "\u00a0" not in form.target:
        return
    if not SPACES.search(form.target) or SPACES.search(form.source):
        return
    yield from together(
        form,
        [(match.span(), " ") for match in SPACES.finditer(form.target)],
        lambda span, fix: Problem("two spaces between two words", "leave one", span=span, fix=fix),
    )
