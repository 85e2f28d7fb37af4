"""X202 too-long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .form import (
    proportions,
)
from .rule import Context, Problem, locale_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@locale_rule("X202", Severity.WARNING)
def too_long(documents: Sequence[Context]) -> Iterator[Problem]:
    r"""A translation is far longer than others of its locale are.

    ## Why it matters

    Something was added, pasted twice, or belongs to another entry.

    ## Example

    Bad, pasted four times:

    ```po
    msgid "The council met again late on Thursday to discuss the water shortage here."
    msgstr ""
    "اجتمع المجلس مجددًا مساء الخميس لبحث شحّ المياه هنا. "
    "اجتمع المجلس مجددًا مساء الخميس لبحث شحّ المياه هنا. "
    "اجتمع المجلس مجددًا مساء الخميس لبحث شحّ المياه هنا. "
    "اجتمع المجلس مجددًا مساء الخميس لبحث شحّ المياه هنا."
    ```

    Good, once:

    ```po
    msgid "The council met again late on Thursday to discuss the water shortage here."
    msgstr "اجتمع المجلس مجددًا مساء الخميس لبحث شحّ المياه هنا."
    ```

    ## How to mend it

    Compare the two texts and delete what the source does not say.
    """
    for pair, number, ratio, _low, high in proportions(documents):
        if ratio > high:
            yield Problem(
                f"the translation has {round(100 * ratio)} percent of the length of its source",
                "compare the two, and delete what the source does not say",
                at=pair,
                form=number,
            )
