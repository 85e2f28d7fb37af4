"""F101 placeholder-missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .form import (
    compared,
)
from .rule import Context, Problem, pair_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Pair


@pair_rule("F101", Severity.ERROR, source="[%{]", target="[%{]")
def placeholder_missing(pair: Pair, context: Context) -> Iterator[Problem]:
    r"""A placeholder of the source is not in the translation.

    ## Why it matters

    A program puts a name or a number in its place. Without it the reader is told less than the
    author said, or the program stops.

    ## Example

    Bad, one of two:

    ```po
    #, python-format
    msgid "%(count)s left %(city)s."
    msgstr "غادر %(count)s المدينة."
    ```

    Good, none, one and two need no number:

    ```po
    msgid "%d soldier"
    msgid_plural "%d soldiers"
    msgstr[0] "لا جنود"
    msgstr[1] "جندي"
    msgstr[2] "جنديان"
    msgstr[3] "%d جنود"
    msgstr[4] "%d جنديًا"
    msgstr[5] "%d جندي"
    ```

    ## How to mend it

    Put the placeholder where the value belongs in the sentence. In a plural form that stands for
    one number only (Arabic: none, one, two) the number may be left out.
    """
    for number, (missing, _unknown) in enumerate(compared(pair, context)):
        for text in missing:
            yield Problem(f"{text} is missing", "put it where the value belongs", form=number)
