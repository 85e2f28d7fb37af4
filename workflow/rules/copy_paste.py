"""G202 copy-paste."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..model import Severity, State
from ..terms import words
from .rule import Context, Problem, excerpt, locale_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Entry, Pair

LEAST = 3
"""Words: below that two sources may well share a translation."""
BOTH = 8
"""Words of both sources: short ones may say the same (`Thank you very much.` `Thanks a lot.`)."""


@locale_rule("G202", Severity.WARNING)
def copy_paste(documents: Sequence[Context]) -> Iterator[Problem]:
    """Two texts of the source have one translation.

    ## Why it matters

    Someone pasted the translation of the sentence above and meant to change it. The reader gets one
    sentence twice and loses another. Catalogs of one locale are compared with one another.

    Looked at are translations of three words and more whose sources differ in more than capitals
    and punctuation.

    ## Example

    Bad, the sentence above was pasted:

    ```po
    msgid "The army entered the city on Sunday."
    msgstr "دخل الجيش المدينة يوم الأحد."

    msgid "The residents left the city on Monday."
    msgstr "دخل الجيش المدينة يوم الأحد."
    ```

    Good, each says its own:

    ```po
    msgid "The army entered the city on Sunday."
    msgstr "دخل الجيش المدينة يوم الأحد."

    msgid "The residents left the city on Monday."
    msgstr "غادر السكان المدينة يوم الاثنين."
    ```

    ## How to mend it

    Translate the one that was pasted. Where both sources do mean the same, hide the finding with
    `publish ignore copy-paste FILE:LINE --reason …`.
    """
    first: dict[str, tuple[Pair, Entry]] = {}
    for context in documents:
        for pair in context.pairs:
            entry = pair.entry
            if entry is None or entry.position is None or pair.state is not State.TRANSLATED:
                continue
            if entry.msgid_plural is not None:
                continue
            known, other = first.setdefault(entry.msgstr[0], (pair, entry))
            if known is not pair and _pasted(entry, other):
                yield Problem(
                    f"{excerpt(entry.msgid)} has the translation of another text",
                    f"{other.position} has the same for {excerpt(other.msgid)}",
                    pair,
                )


def _pasted(entry: Entry, other: Entry) -> bool:
    """Say whether one translation is too long to be right for both sources."""
    if len(words(entry.msgstr[0])) < LEAST:
        return False
    told = [" ".join(word.text.casefold() for word in words(each.msgid)) for each in (entry, other)]
    return told[0] != told[1] and len(" ".join(told).split()) >= BOTH
