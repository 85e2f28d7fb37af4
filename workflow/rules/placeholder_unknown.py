"""F102 placeholder-unknown."""

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


@pair_rule("F102", Severity.ERROR, source="[%{]", target="[%{]")
def placeholder_unknown(pair: Pair, context: Context) -> Iterator[Problem]:
    r"""A translation holds a placeholder that the source does not.

    ## Why it matters

    The program has no value to put there, and prints it as it is, or stops.

    ## Example

    Bad, misspelt:

    ```po
    #, python-brace-format
    msgid "Hello, {name}!"
    msgstr "مرحبًا {user}!"
    ```

    Good, the same:

    ```po
    #, python-brace-format
    msgid "Hello, {name}!"
    msgstr "مرحبًا {name}!"
    ```

    ## How to mend it

    Write the placeholder exactly as the source does; what stands in it is never translated.
    """
    for number, (_missing, unknown) in enumerate(compared(pair, context)):
        for text in unknown:
            at = pair.entry.msgstr[number].find(text) if pair.entry else -1
            yield Problem(
                f"{text} is not in the source",
                "write it as the source does",
                form=number,
                span=(at, at + len(text)) if at >= 0 else None,
            )
