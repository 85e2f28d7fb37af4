"""P011 plural-count."""

from __future__ import annotations

from ..model import Severity
from .rule import reader_rule


@reader_rule("P011", Severity.ERROR)
def plural_count() -> None:
    """A message has more or fewer plural forms than its catalog declares.

    ## Why it matters

    A number that asks for a missing form gets no text, and a form too many is never shown.

    ## Example

    The header says `nplurals=6`, and a message has two forms:

    ```po
    msgid "%d person"
    msgid_plural "%d people"
    msgstr[0] "لا أحد"
    msgstr[1] "شخص واحد"
    ```

    ## How to mend it

    Give the message exactly the forms `msgstr[0]` to `msgstr[nplurals - 1]`, and correct
    `nplurals` if that is what is wrong.
    """
