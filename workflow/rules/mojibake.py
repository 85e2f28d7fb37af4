"""U108 mojibake."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..model import Severity
from .form import together
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


_SPECIAL = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
WESTERN = re.compile(f"[\u0080-\u00ff{_SPECIAL}]{{2,}}")
CODECS: dict[tuple[str, ...], str] = {("Arab",): "cp1256", ("Cyrl",): "cp1251", ("Hebr",): "cp1255"}
TOKEN = re.compile(r"[^\x00-\x7f]{4,}")
PLAUSIBLE = re.compile(
    "[\u00a0-\u017f\u0370-\u03ff\u0400-\u04ff\u0590-\u06ff\u2010-\u203a\u20ac\ufb50-\ufefc]+"
)


@form_rule("U108", Severity.ERROR, target=r"[^\x00-\x7f]")
def mojibake(form: Form, _: Context) -> Iterator[Problem]:
    r"""A text was read in the wrong encoding: letters have become strings of signs.

    ## Why it matters

    UTF-8 that some program took for Windows-1252 or Windows-1256 is unreadable and can look, to
    someone who does not read the language, like any other text.

    ## Example

    `Ø§Ù„Ø±Ù‚Ø©` where `الرقة` was meant.

    Bad, UTF-8 read as Windows-1252:

    ```po
    msgid "The school"
    msgstr "Ø§Ù„Ù…Ø¯Ø±Ø³Ø©"
    ```

    Good, French letters as they should be:

    ```po
    msgid "The Café Riche"
    msgstr "مقهى Café Riche à la carte"
    ```

    ## How to mend it

    `publish check --fix` puts the letters back where that can be done without loss; otherwise
    take the text again from where it came from.
    """
    if form.target.isascii():
        return
    changes: list[tuple[tuple[int, int], str]] = []
    misread = _misread(form.pack.scripts)
    tokens = TOKEN.finditer(form.target) if misread and misread.search(form.target) else ()
    for match in (*WESTERN.finditer(form.target), *tokens):
        meant = _meant(match[0], form)
        if (
            meant
            and match[0] not in form.source
            and not any(span[0] < match.end() and match.start() < span[1] for span, _ in changes)
        ):
            changes.append((match.span(), meant))
    yield from together(
        form,
        changes,
        lambda span, fix: Problem(
            f"text in the wrong encoding: {excerpt(form.target[span[0] : span[1]])}",
            f"it may have been {excerpt(dict(changes)[span])}",
            span=span,
            fix=fix,
        ),
    )


def _meant(run: str, form: Form) -> str:
    """Give what the signs were before they were read wrongly, or nothing."""
    own = form.pack.scripts
    if WESTERN.fullmatch(run):
        if meant := _reread(run, "cp1252", "utf-8"):
            return meant if PLAUSIBLE.fullmatch(meant) else ""
        if own == ("Arab",) and len(run) >= 4 and (meant := _reread(run, "cp1252", "cp1256")):
            return (
                meant
                if sum("\u0621" <= char <= "\u064a" for char in meant) > len(run) * 0.7
                else ""
            )
        return ""
    codec = CODECS.get(own)
    if codec and (meant := _reread(run, codec, "utf-8")) and PLAUSIBLE.fullmatch(meant):
        return meant
    return ""


@cache
def _misread(scripts: tuple[str, ...]) -> re.Pattern[str] | None:
    """Give what two letters in UTF-8 look like in the old encoding of these scripts."""
    codec = CODECS.get(scripts)
    if codec is None:
        return None
    first, more = (
        re.escape("".join(bytes([byte]).decode(codec, "ignore") or chr(byte) for byte in bytes_))
        for bytes_ in (range(0xC2, 0xF5), range(0x80, 0xC0))
    )
    return re.compile(f"(?:[{first}][{more}]{{1,3}}){{2}}")


def _reread(run: str, wrong: str, right: str) -> str:
    """Read the bytes of a text again; a byte that cp1252 has no sign for stands for itself."""
    try:
        return run.encode(wrong).decode(right)
    except UnicodeDecodeError:
        return ""
    except UnicodeEncodeError:
        pass
    data = bytearray()
    for char in run:
        try:
            data += char.encode(wrong)
        except UnicodeEncodeError:
            if ord(char) > 0xFF:
                return ""
            data.append(ord(char))
    try:
        return data.decode(right)
    except UnicodeDecodeError:
        return ""
