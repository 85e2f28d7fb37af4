"""P004 duplicate-message."""

from __future__ import annotations

from ..model import Severity
from .rule import reader_rule


@reader_rule("P004", Severity.ERROR)
def duplicate_message() -> None:
    """A catalog holds the same message twice.

    ## Why it matters

    Only one of the two translations would be printed, and which one is an accident. A translator
    who corrects the other wonders why nothing changes.

    Two messages are the same if both `msgctxt` and `msgid` are, obsolete ones included.

    ## Example

    Bad, two branches merged as text:

    ```po
    msgid "Raqqa"
    msgstr "الرقة"

    msgid "Raqqa"
    msgstr "الرقّة"
    ```

    Good, told apart, since they mean two things:

    ```po
    msgctxt "the verb"
    msgid "Open"
    msgstr "افتح"

    msgid "Open"
    msgstr "مفتوح"
    ```

    ## How to mend it

    Keep one of them. It comes mostly from two branches that were merged as text. If one English
    text needs two translations, say so in the source: `<!-- publish:context … -->`, then `publish
    update`.
    """
