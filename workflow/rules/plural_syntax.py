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

    The header says how many forms there are in words:

    ```po
    "Plural-Forms: nplurals=two; plural=(n != 1);\n"
    ```

    ## How to mend it

    `publish update` writes the header of CLDR for the catalog's language into a new catalog: copy
    it from there, or from another catalog of the language.
    """
