"""X201 too-short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .form import (
    proportions,
)
from .rule import Context, Problem, locale_rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@locale_rule("X201", Severity.WARNING)
def too_short(documents: Sequence[Context]) -> Iterator[Problem]:
    r"""A translation is far shorter than others of its locale are.

    ## Why it matters

    Half a sentence is missing, or a summary stands in its place.

    How long a translation is beside its source is learnt from all catalogs of the locale that are
    checked together, where they have thirty long enough texts; else a usual measure of the language
    is taken.

    ## Example

    Bad, half of the sentence:

    ```po
    msgid "The council met again late on Thursday to discuss the water shortage here."
    msgstr "اجتمع المجلس."
    ```

    Good, all of it:

    ```po
    msgid "The council met again late on Thursday to discuss the water shortage here."
    msgstr "اجتمع المجلس مجددًا مساء الخميس لبحث شحّ المياه هنا."
    ```

    ## How to mend it

    Compare the two texts and translate the rest.
    """
    for pair, number, ratio, low, _high in proportions(documents):
        if ratio < low:
            yield Problem(
                f"the translation has {round(100 * ratio)} percent of the length of its source",
                "compare the two, and translate the rest",
                at=pair,
                form=number,
            )
