"""R102 long-unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, excerpt, pair_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Pair

LONGEST = 120


@pair_rule("R102", Severity.WARNING)
def long_unit(pair: Pair, _: Context) -> Iterator[Problem]:
    """A unit of the source is longer than 120 words.

    ## Why it matters

    A translator works unit by unit. One that fills half a page cannot be overlooked in an editor,
    is found again by no translation memory, and becomes fuzzy as a whole when one word changes.
    Mostly it is a list typed as a sentence, or text in which the full stops were lost.

    ## Example

    A paragraph of 150 words in which all sentences are joined by commas.

    ## How to mend it

    Break the sentence in the source; an author can do that best. With `segmentation = "sentence"`
    a long paragraph is cut into its sentences.
    """
    words = len(pair.unit.msgid.split())
    if words > LONGEST:
        yield Problem(
            f"{words} words in one unit: {excerpt(pair.unit.msgid)}",
            "break it into sentences in the source",
            pair.unit,
        )
