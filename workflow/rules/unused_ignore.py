"""Z001 unused-ignore."""

from __future__ import annotations

from ..model import Severity
from .rule import SETTINGS, reader_rule


@reader_rule("Z001", Severity.WARNING, ignored=SETTINGS)
def unused_ignore() -> None:
    """A comment asks to ignore what is not found.

    ## Why it matters

    `# publish: ignore …` was right once; the text is mended now, and the comment would hide the
    next fault of that kind in silence. It is only reported when the rule it names was among those
    that ran.

    ## Example

    Bad, the text is mended and the comment is still there:

    ```po
    # publish: ignore bidi-override -- from the archive
    msgid "The bridge is open."
    msgstr "الجسر مفتوح."
    ```

    Good, it has something to hide:

    ```po
    # publish: ignore bidi-override -- from the archive
    msgid "The bridge is open."
    msgstr "الجسر <U+202E>مفتوح."
    ```

    ## How to mend it

    Delete the comment, or only the name in it that finds nothing any more.
    """
