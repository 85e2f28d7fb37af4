"""Z002 stale-ignore."""

from __future__ import annotations

from ..model import Severity
from .rule import SETTINGS, reader_rule


@reader_rule("Z002", Severity.WARNING, ignored=SETTINGS)
def stale_ignore() -> None:
    """A comment that ignores a finding was written for another text.

    ## Why it matters

    The six digits at the end of `# publish: ignore term -- reason [a1b2c3]` are made of the source
    and the translation. When either changes, the comment no longer knows what it hides: the finding
    comes back, and this one says why.

    ## Example

    Bad, the digits of another text:

    ```po
    # publish: ignore bidi-override -- shown as it was sent [000000]
    msgid "The bridge is open."
    msgstr "الجسر <U+202E>مفتوح."
    ```

    Good, those of this one:

    ```po
    # publish: ignore bidi-override -- shown as it was sent [6ce752]
    msgid "The bridge is open."
    msgstr "الجسر <U+202E>مفتوح."
    ```

    ## How to mend it

    Look again. If the finding is still to be hidden, `publish ignore RULE FILE:LINE` renews the
    comment; else mend the text and delete it.
    """
