"""G201 inconsistent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..model import Kind, Severity, State
from ..terms import words
from .rule import Context, Problem, excerpt, locale_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Entry

KINDS = frozenset(Kind)
"""Contexts that the house makes itself; they tell where a text stands, not what it means."""
PLACE = re.compile(r"\d|/")
"""What the context of others has in it when it tells a place: `news/12`."""
PARTICLES = frozenset("in out up down on off over away back to".split())
"""`Sign up` is a verb on one page and a heading on the next."""


@locale_rule("G201", Severity.WARNING)
def inconsistent(documents: Sequence[Context]) -> Iterator[Problem]:
    """One text of the source has two translations.

    ## Why it matters

    A heading, a caption or a refrain that is the same in the source is the same for the reader
    only if it is the same in the translation. All catalogs of a locale are compared. Vowel marks,
    spaces and the punctuation at the end do not count. A source of one word may well mean two
    things in two catalogs, so it is only compared within one.

    Where a person has told two equal texts apart (a `publish:context`, or any msgctxt that another
    tool gave), the difference is meant.

    ## Example

    Bad, two words for one bridge:

    ```po
    msgctxt "heading"
    msgid "The Bridge"
    msgstr "الجسر"

    msgctxt "caption"
    msgid "The Bridge"
    msgstr "القنطرة"
    ```

    Good, one:

    ```po
    msgctxt "heading"
    msgid "The Bridge"
    msgstr "الجسر"

    msgctxt "caption"
    msgid "The Bridge"
    msgstr "الجسر"
    ```

    ## How to mend it

    Choose one. If both are right, tell them apart in the source with `<!-- publish:context … -->`,
    or hide the finding with `publish ignore inconsistent FILE:LINE --reason …`.
    """
    found = [
        (pair, pair.entry)
        for context in documents
        for pair in context.pairs
        if pair.entry and _comparable(pair.entry) and pair.state is State.TRANSLATED
    ]
    often = Counter(entry.msgid for _, entry in found)
    first: dict[tuple[str, str], tuple[Entry, str]] = {}
    for pair, entry in found:
        if often[entry.msgid] == 1:
            continue
        told = _spelt(entry.msgstr[0])
        path = "" if len(words(entry.msgid)) > 1 else str(entry.position and entry.position.path)
        known, said = first.setdefault((path, entry.msgid), (entry, told))
        if said != told:
            yield Problem(
                f"{excerpt(entry.msgid)} is translated otherwise at {known.position}",
                f"there it is {excerpt(known.msgstr[0])}",
                pair,
            )


def _comparable(entry: Entry) -> bool:
    """Say whether its context tells where the text stands; or the text is too long for two meanings."""
    if entry.position is None or entry.msgid_plural is not None:
        return False
    if entry.msgctxt is None or entry.msgctxt in KINDS or PLACE.search(entry.msgctxt):
        return True
    if " " not in entry.msgid:
        return False  # `translator-credits`
    said = [word.text for word in words(entry.msgid)]
    return len(said) > 2 or (len(said) == 2 and said[1].casefold() not in PARTICLES)


def _spelt(text: str) -> str:
    """Give what two translations are compared by: their letters."""
    return " ".join(word.text.casefold() for word in words(text)) or text.strip()
