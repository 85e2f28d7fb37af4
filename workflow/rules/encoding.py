"""P002 encoding."""

from __future__ import annotations

from ..model import Severity
from .rule import reader_rule


@reader_rule("P002", Severity.ERROR)
def encoding() -> None:
    r"""A file is not UTF-8, or says that it is in an encoding it is not in.

    ## Why it matters

    In another encoding each program sees other letters, and a text that was saved once by the
    wrong one is lost for good. A catalog may be in any encoding that its header names truly; what
    Diptych writes itself is UTF-8, and so are sources and settings.

    ## Example

    A catalog whose header says `charset=UTF-8` and that was saved as Windows-1256.

    Bad, the bytes of another encoding:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"

    msgid "Raqqa"
    msgstr "<0xC7><0xE1><0xD1><0xDE><0xC9>"
    ```

    Good, what the header says:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    ## How to mend it

    Open the file in an editor that shows it correctly, and save it as UTF-8; in a catalog the
    header says `charset=UTF-8`. On a terminal: `iconv -f WINDOWS-1256 -t UTF-8 old.po > new.po`.
    """
