"""Text that is safe to print (law 9): what is invisible has a name, what runs back is isolated."""

from __future__ import annotations

import json
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..model import Finding, Fix

LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"

_CONTROLS = {
    "\0": "NULL",
    "\t": "TAB",
    "\n": "LINE FEED",
    "\r": "CARRIAGE RETURN",
    "\x1b": "ESCAPE",
}
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff"


@cache  # a report that shows no text of a stranger needs none of these
def _invisible() -> re.Pattern[str]:
    """Controls, zero-width and bidi characters, line separators, tags, lone surrogates.

    Not the joiners, which are letters' business in Persian and Urdu and reorder nothing.
    """
    return re.compile(
        "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
        "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
    )


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(f"(?<=“)[^“”]*[{_RTL}][^“”]*(?=”)")


@cache
def _rtl_run() -> re.Pattern[str]:
    return re.compile(f"[{_RTL}](?:[^A-Za-z“”]*[{_RTL}])*")


def printable(text: str) -> str:
    """Give one line that shows what is invisible by name and isolates what runs the other way.

    A text between “…” is isolated as a whole, so that it reads as it does in print.
    """
    plain = text.isascii() and text.isprintable()
    return text if plain else _isolated(visible(text))


def message(finding: Finding) -> str:
    """Give what a finding says as any report may repeat it.

    A report is read by more people than the file: nothing in it finds one of them.
    """
    return _about(finding, finding.message)


def hint(finding: Finding) -> str:
    """Give how to mend it, as any report may repeat it."""
    return _about(finding, finding.hint)


def _about(finding: Finding, words: str) -> str:
    from ..privacy import masked_about  # noqa: PLC0415 (nothing found, nothing to mask)

    entry = finding.entry
    texts = (entry.msgid, entry.msgid_plural or "", *entry.msgstr) if entry else ()
    return masked_about(words, "\n".join(texts), finding.unsaid)


def shown_fixes(finding: Finding) -> tuple[Fix, ...]:
    """Give the fixes that a report may repeat: a fix is whole, or it is of no use."""
    from ..privacy import masks  # noqa: PLC0415

    return tuple(fix for fix in finding.fixes if not masks(fix.text, finding.unsaid))


def visible(text: str) -> str:
    """Show what is invisible by its code point and name."""
    return _invisible().sub(_named, text)


def _named(found: re.Match[str]) -> str:
    char = found.group()
    name = unicodedata.name(char, _CONTROLS.get(char, "CONTROL"))
    return f"<U+{ord(char):04X} {name}>"


def _isolated(text: str) -> str:
    pieces = []
    end = 0
    for quoted in _quoted().finditer(text):
        pieces += [_isolated_runs(text[end : quoted.start()]), FSI, quoted.group(), PDI]
        end = quoted.end()
    return "".join([*pieces, _isolated_runs(text[end:])])


def _isolated_runs(text: str) -> str:
    return _rtl_run().sub(rf"{FSI}\g<0>{PDI}", text)


def as_json(value: Any, indent: int | None = 2) -> str:  # noqa: ANN401 (whatever JSON holds)
    """Give JSON that anyone can print."""
    # Arabic stays readable; what is invisible or cannot be encoded is escaped: JSON reads it back.
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return re.sub(r"[^\n -~]", _json_escaped, text) + "\n"


def _json_escaped(found: re.Match[str]) -> str:
    char = found.group()
    return json.dumps(char)[1:-1] if _invisible().match(char) else char


def is_rtl(text: str) -> bool:
    """Say whether the first letter of a text runs from right to left, as FSI decides."""
    first = next((char for char in text if char.isalpha()), "")
    return bool(first) and re.match(f"[{_RTL}]", first) is not None


def cells(text: str) -> list[tuple[str, int, int]]:
    """Give the graphemes of a text as they are shown: the piece, its width, and its offset.

    What is invisible is shown by name, as one piece that runs from left to right.
    """
    pieces: list[tuple[str, int, int]] = []
    for offset, char in enumerate(text):
        joined = pieces and pieces[-1][0].endswith("\u200d")
        if _invisible().match(char):
            name = visible(char)
            pieces.append((f"{LRI}{name}{PDI}", len(name), offset))
        elif pieces and (
            joined
            or char in "\u200c\u200d"
            or "\U0001f3fb" <= char <= "\U0001f3ff"  # the colour of a hand or a face
            or unicodedata.category(char) in _ATTACHED
        ):
            piece, width, start = pieces[-1]
            pieces[-1] = (piece + char, width, start)
        else:
            wide = unicodedata.east_asian_width(char) in {"W", "F"}
            pieces.append((char, 2 if wide else 1, offset))
    return pieces


_ATTACHED = {"Mn", "Me"}


def count(number: int, word: str) -> str:
    """Give a number and its noun."""
    return f"{number} {word}{'' if number == 1 else 's'}"
