"""B105 bidi-in-token."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .form import BIDI, BRACES, C_STYLE, CODE, EMAIL, HANDLE, NAMED, URL, named, together
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


TOKENS = (URL, EMAIL, HANDLE, CODE, NAMED, BRACES, C_STYLE)


@form_rule("B105", Severity.ERROR, target=BIDI.pattern)
def bidi_in_token(form: Form, _: Context) -> Iterator[Problem]:
    r"""An invisible bidi control stands inside an address, a handle, code or a placeholder.

    ## Why it matters

    The address looks right and leads nowhere, the placeholder is not replaced, the handle is
    another person's. Such characters come with text copied from a chat.

    ## Example

    `https://example.org/<U+200F>map`: the link is broken and nobody can see why.

    Bad, a mark within an address:

    ```po
    msgid "Read https://example.org/letters."
    msgstr "اقرأ https://example.org/<U+200F>letters."
    ```

    Good, isolates around the address:

    ```po
    msgid "Read https://example.org/letters now."
    msgstr "اقرأ <U+2066>https://example.org/letters<U+2069> الآن."
    ```

    ## How to mend it

    Delete the character; `publish check --fix` does. Around the whole piece it may stay.
    """
    raw = form.raw
    if raw.places is None:
        return
    changes: dict[tuple[int, int], str] = {}
    for pattern in TOKENS:
        for match in pattern.finditer(raw.text):
            start, end = raw.span(*match.span())
            piece = form.target[start:end]
            if len(piece) != len(match[0]) and form.source.find(piece) < 0:
                changes[start, end] = match[0]
    kept = [
        (span, new)
        for span, new in changes.items()
        if not any(o != span and o[0] <= span[0] and span[1] <= o[1] for o in changes)
    ]
    yield from together(
        form,
        kept,
        lambda span, fix: Problem(
            f"{_controls(form.target[span[0] : span[1]])} inside {excerpt(changes[span])}",
            "delete it",
            span=span,
            fix=fix,
        ),
    )


def _controls(piece: str) -> str:
    return ", ".join(named(char) for char in sorted(set(BIDI.findall(piece))))
