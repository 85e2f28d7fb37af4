"""G103 do-not-translate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity, State, TermKind
from .rule import Context, Problem, excerpt, pair_rule, terms_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Pair


@pair_rule("G103", Severity.ERROR)
def do_not_translate(pair: Pair, context: Context) -> Iterator[Problem]:
    """What the glossary keeps as it is, is not in the translation as it is.

    ## Why it matters

    A handle, an abbreviation or the name of a product is found by its letters: the reader who looks
    for it in another script finds nothing. Rows of the kind `keep` in `source/glossary.csv` stand
    in every translation letter for letter. Where a locale has a form of its own in the row, that
    form is accepted too.

    ## Example

    With this row of the glossary:

    ```csv
    source,kind,ar
    YPG,keep,
    ```

    Bad, only what it stands for:

    ```po
    msgid "The YPG left the town."
    msgstr "غادرت الوحدات البلدة."
    ```

    Good, the letters of the source:

    ```po
    msgid "The YPG left the town."
    msgstr "غادرت الوحدات (YPG) البلدة."
    ```

    ## How to mend it

    Put it in as the source has it, «غادرت الوحدات (YPG) البلدة.», or give the row a form for the
    locale.
    """
    if not context.glossary.terms or context.target is None:
        return
    if pair.entry is None or pair.state is not State.TRANSLATED:
        return
    for kept, written in terms_in(pair.unit.msgid, context):
        if kept.kind is not TermKind.KEEP:
            continue
        accepted = (*kept.sources, *kept.targets.get(context.target.name, ()))
        if not any(form in text for form in accepted for text in pair.entry.msgstr):
            yield Problem(
                f"{excerpt(written)} is not in the translation",
                "the glossary keeps it as it is",
            )
