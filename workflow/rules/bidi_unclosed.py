"""B101 bidi-unclosed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Fix, Severity
from .form import named
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


# an override that is open is an override first: bidi-override says so
CLOSER = {
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
}


@form_rule("B101", Severity.ERROR, target="[\u2066-\u2068\u202a\u202b\u202d\u202e]")
def bidi_unclosed(form: Form, _: Context) -> Iterator[Problem]:
    r"""A character that isolates or embeds a direction is never closed.

    ## Why it matters

    An isolate that is open at the end of its paragraph can reorder what stands behind it: the
    next sentence, a name, a number. With an override it is a known attack (CVE-2021-42574).

    ## Example

    `اتصل بالرقم <U+2068>+963 11 555` without U+2069 POP DIRECTIONAL ISOLATE behind the number.

    Bad, an isolate that is not closed:

    ```po
    msgid "Call +963 11 555."
    msgstr "اتصل بالرقم <U+2068>+963 11 555."
    ```

    Good, a closed isolate:

    ```po
    msgid "Call +963 11 555."
    msgstr "اتصل بالرقم <U+2068>+963 11 555<U+2069>."
    ```

    ## How to mend it

    Put U+2069 (of an embedding: U+202C) behind the piece that it encloses; `publish check --fix`
    puts it at the end of the paragraph.
    """
    if form.target.isascii() or not any(char in form.target for char in CLOSER):
        return
    unclosed, mended = [], []
    start = 0
    for paragraph in form.target.splitlines(keepends=True):
        open_ = _open(paragraph)
        unclosed += [start + at for at in open_ if paragraph[at] not in "\u202d\u202e"]
        body = paragraph.rstrip("\r\n")
        closers = "".join(CLOSER[paragraph[at]] for at in reversed(open_))
        mended.append(body + closers + paragraph[len(body) :])
        start += len(paragraph)
    for at in unclosed:
        yield Problem(
            f"{named(form.target[at])} is not closed",
            f"put {named(CLOSER[form.target[at]])} behind what it encloses",
            span=(at, at + 1),
            fix=Fix("".join(mended), safe=True),
        )


def _open(paragraph: str) -> list[int]:
    """Give where what is still open at the end was opened (UAX #9, BD9 to BD11)."""
    stack: list[int] = []
    for at, char in enumerate(paragraph):
        if char in CLOSER:
            stack.append(at)
        elif char == "\u2069":
            isolate = next(
                (
                    n
                    for n in reversed(range(len(stack)))
                    if paragraph[stack[n]] in "\u2066\u2067\u2068"
                ),
                None,
            )
            if isolate is not None:
                del stack[isolate:]
        elif char == "\u202c" and stack and CLOSER[paragraph[stack[-1]]] == char:
            stack.pop()
    return stack
