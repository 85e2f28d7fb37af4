"""R101 source-text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from ..packs import pack
from .form import (
    look,
    named,
)
from .rule import Context, Problem, excerpt, pair_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Pair


DOUBLED = re.compile(r"(?<![\w'’-])([^\W\d_]{2,})[ \t]+\1(?![\w'’-])", re.IGNORECASE)
INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\ufffd]")
SPACES = re.compile(r"(?<=\w)  +(?=\w)")
SPACED = re.compile(r"(?<=\w) +[,;](?=\s)")


@pair_rule("R101", Severity.INFO)
def source_text(pair: Pair, context: Context) -> Iterator[Problem]:
    r"""The text of the source has a slip that its readers and its translators trip over.

    ## Why it matters

    A doubled word, an invisible character or a lost bracket in the source is printed in one
    language and copied into the others. It is said once, at the source, and not in each locale.

    ## Example

    Bad, one word twice in a row:

    ```markdown
    ---
    title: Raqqa
    ---
    The the bridge is closed.
    ```

    Bad, an invisible character in an Arabic article:

    ```markdown
    ---
    title: الرقة
    locale: ar
    ---
    الجس<U+200B>ر مغلق.
    ```

    Good, neither:

    ```markdown
    ---
    title: الرقة
    locale: ar
    ---
    الجسر مغلق.
    ```

    ## How to mend it

    Correct the article, and run `publish update`: a small correction leaves the translations as
    they are, marked fuzzy.
    """
    if context.units is None or context.source is None:
        return
    text = look(pair.unit.msgid).text
    doubles = pack(context.source.name).doubles
    if (found := DOUBLED.search(text)) and found[1].lower() not in doubles:
        yield Problem(f"{excerpt(found[1])} stands twice in the source", "delete one", pair.unit)
    if found := INVISIBLE.search(text):
        yield Problem(f"{named(found[0])} in the source", "delete it", pair.unit)
    if SPACES.search(text):
        yield Problem("two spaces between two words of the source", "leave one", pair.unit)
    if SPACED.search(text):
        yield Problem("a space before a comma of the source", "delete it", pair.unit)
