"""B103 bidi-override."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, pair_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Pair

OVERRIDE = re.compile("[\u202a-\u202e]")


@pair_rule("B103", Severity.ERROR)
def bidi_override(pair: Pair, _: Context) -> Iterator[Problem]:
    """A text holds an invisible character that forces the direction of what follows.

    ## Why it matters

    U+202A to U+202E embed or override the direction of text. An override can show a sentence, a
    name or an address in another order than it is stored in, so that a reviewer reads one thing and
    the reader, or a search, finds another. They leak into the text after them when they are not
    closed. `publish pdf` does not print them.

    ## Example

    An address that shows as `example.org/gpj.map` and is stored, behind U+202E RIGHT-TO-LEFT
    OVERRIDE, as `example.org/pam.jpg`.

    ## How to mend it

    Delete the character. Arabic and Latin words stand in the right order by themselves; where they
    do not, put the piece between U+2068 FIRST STRONG ISOLATE and U+2069 POP DIRECTIONAL ISOLATE.
    """
    if found := _named(pair.unit.msgid):
        yield Problem(f"the source holds {found}", "delete it from the source", pair.unit)
    forms = pair.entry.msgstr if pair.entry else ()
    if found := _named("".join(forms)):
        yield Problem(f"the translation holds {found}", "delete it")


def _named(text: str) -> str:
    found = sorted(set(OVERRIDE.findall(text)))
    return ", ".join(f"U+{ord(char):04X} {unicodedata.name(char)}" for char in found)
