"""B103 bidi-override."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ..model import Fix, Severity
from .rule import Context, Problem, pair_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Pair

OVERRIDE = re.compile("[\u202d\u202e]")


@pair_rule("B103", Severity.ERROR, source=OVERRIDE.pattern, target=OVERRIDE.pattern)
def bidi_override(pair: Pair, _: Context) -> Iterator[Problem]:
    """A text holds an invisible character that forces the direction of what follows.

    ## Why it matters

    U+202D and U+202E override the direction of text. An override can show a sentence, a name or an
    address in another order than it is stored in, so that a reviewer reads one thing and the
    reader, or a search, finds another. It leaks into the text after it when it is not closed.
    `publish pdf` does not print it. Embeddings are `bidi-embedding`.

    ## Example

    A file name that is stored, behind U+202E RIGHT-TO-LEFT OVERRIDE, as `pam.jpg`, and shows as
    `gpj.map`.

    Bad, an override:

    ```po
    msgid "Open pam.jpg now."
    msgstr "افتح <U+202E>pam.jpg<U+202C> الآن."
    ```

    Good, an isolate:

    ```po
    msgid "Open pam.jpg now."
    msgstr "افتح <U+2068>pam.jpg<U+2069> الآن."
    ```

    ## How to mend it

    Delete the character. Arabic and Latin words stand in the right order by themselves; where they
    do not, put the piece between U+2068 FIRST STRONG ISOLATE and U+2069 POP DIRECTIONAL ISOLATE.
    """
    if found := _named(pair.unit.msgid):
        yield Problem(f"the source holds {found}", "delete it from the source", pair.unit)
    for number, text in enumerate(pair.entry.msgstr if pair.entry else ()):
        if match := OVERRIDE.search(text):
            yield Problem(
                f"the translation holds {_named(text)}",
                "delete it",
                form=number,
                span=match.span(),
                fix=Fix(_without(text), safe=True),
            )


def _without(text: str) -> str:
    """Leave out overrides, and what closes them unless it closes an embedding too."""
    bare = OVERRIDE.sub("", text)
    return bare if re.search("[\u202a\u202b]", bare) else bare.replace("\u202c", "")


def _named(text: str) -> str:
    found = sorted(set(OVERRIDE.findall(text)))
    return ", ".join(f"U+{ord(char):04X} {unicodedata.name(char)}" for char in found)
