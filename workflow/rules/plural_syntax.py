"""P010 plural-syntax."""

from __future__ import annotations

from ..model import Severity
from .rule import reader_rule


@reader_rule("P010", Severity.ERROR)
def plural_syntax() -> None:
    r"""The Plural-Forms header of a catalog cannot be understood.

    ## Why it matters

    The header says how many plural forms the language has and which number takes which. Without it
    nobody can tell what `msgstr[2]` is for, and programs that read it may stop or read out of
    bounds.

    ## Example

    Bad, the number of forms in words:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=six; plural=(n != 1);\n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    Good, the six forms of Arabic:

    ```po
    msgid ""
    msgstr ""
    "Language: ar\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : "
    "n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;\n"

    msgid "Raqqa"
    msgstr "الرقة"
    ```

    Good, the one form of Japanese:

    ```po
    msgid ""
    msgstr ""
    "Language: ja\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Plural-Forms: nplurals=1; plural=0;\n"

    msgid "Raqqa"
    msgstr "ラッカ"
    ```

    ## How to mend it

    `publish update` writes the header of CLDR for the catalog's language into a new catalog: copy
    it from there, or from another catalog of the language.
    """
