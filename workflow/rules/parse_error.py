"""P001 parse-error."""

from __future__ import annotations

from ..model import Severity
from .rule import reader_rule


@reader_rule("P001", Severity.ERROR)
def parse_error() -> None:
    r"""A catalog is not written in the grammar of PO files.

    ## Why it matters

    A catalog that is cut off, or in which a quotation mark is lost, can still be half read, and
    what is lost would be lost in silence: other tools print an empty sentence. We read strictly,
    report each fault of the file at its line, and change nothing in it. The other catalogs are
    still checked.

    ## Example

    Bad, a quotation mark is lost:

    ```po
    msgid "The city is quiet tonight."
    msgstr "المدينة هادئة الليلة.
    ```

    Good, it is there again:

    ```po
    msgid "The city is quiet tonight."
    msgstr "المدينة هادئة الليلة."
    ```

    ## How to mend it

    Go to the line and restore what is missing, most often a `"` at the end or a `\"` inside.
    If the file was cut off, take the last good one from version control: `git checkout FILE`.
    """
