"""P011 plural-count."""

from __future__ import annotations

from ..model import Severity
from .rule import reader_rule


@reader_rule("P011", Severity.ERROR)
def plural_count() -> None:
    r"""A message has more or fewer plural forms than its catalog declares.

    ## Why it matters

    A number that asks for a missing form gets no text, and a form too many is never shown.

    ## Example

    Bad, two forms where the header says `nplurals=6`:

    ```po
    msgid "%d person"
    msgid_plural "%d people"
    msgstr[0] "لا أحد"
    msgstr[1] "شخص واحد"
    ```

    Good, all six:

    ```po
    msgid "%d person"
    msgid_plural "%d people"
    msgstr[0] "لا أحد"
    msgstr[1] "شخص واحد"
    msgstr[2] "شخصان"
    msgstr[3] "%d أشخاص"
    msgstr[4] "%d شخصًا"
    msgstr[5] "%d شخص"
    ```

    Good, in French two:

    ```po
    msgid ""
    msgstr ""
    "Language: fr\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=2; plural=(n > 1);\n"

    msgid "%d person"
    msgid_plural "%d people"
    msgstr[0] "%d personne"
    msgstr[1] "%d personnes"
    ```

    ## How to mend it

    Give the message exactly the forms `msgstr[0]` to `msgstr[nplurals - 1]`, and correct
    `nplurals` if that is what is wrong.
    """
