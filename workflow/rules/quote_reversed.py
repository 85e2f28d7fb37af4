"""Q102 quote-reversed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import mirrored
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


ANGLED = re.compile("»([^«»\n]*)«")
CLOSED_TWICE = re.compile(r"(?<![\w”])”(?=[^\W_])[^”\n]*[\w.!?؟،]”(?!\w)")
CURLY = re.compile("”([^“”„\n]*)“")


@form_rule("Q102", Severity.ERROR, target="[»”]")
def quote_reversed(form: Form, _: Context) -> Iterator[Problem]:
    r"""The quotation marks stand the wrong way round.

    ## Why it matters

    They close before the words and open behind them, as happens when marks are typed by their
    looks in a text that runs from right to left.

    ## Example

    `»الرقة«` where `«الرقة»` was meant.

    Bad, guillemets:

    ```po
    msgid "The word “victory”"
    msgstr "كلمة »النصر«"
    ```

    Good, the right way round:

    ```po
    msgid "The word “victory”"
    msgstr "كلمة «النصر»"
    ```

    ## How to mend it

    Exchange the two marks; `publish check --fix` does.
    """
    pairs = form.pack.quotes
    found = []
    text = form.seen.text
    if ("»", "«") not in pairs and text.count("«") == text.count("»") and _first(text, "»", "«"):
        found += [(match, "«", "»") for match in ANGLED.finditer(text)]
    single = not any("“" in pair[1] for pair in pairs)
    if (
        single
        and form.pack.language
        and text.count("“") == text.count("”")
        and _first(text, "”", "“")
    ):
        found += [(match, "“", "”") for match in CURLY.finditer(text)]
    if not found:
        yield from _opened_wrong(form)
    yield from mirrored(form, found, "the quotation marks are reversed")


def _opened_wrong(form: Form) -> Iterator[Problem]:
    """Tell ”words”, which closes twice and opens never, where the source opens and closes."""
    text = form.seen.text
    if "“" in text or "„" in text or text.count("”") != 2:
        return
    if ("”", "”") in form.pack.quotes or form.pack.language in {"he", "ckb"}:
        return
    match = CLOSED_TWICE.search(text)
    if match and form.said.text.count("“") == form.said.text.count("”"):
        yield Problem(
            "the quotation opens with its closing mark",
            f"open it with {form.pack.quotes[0][0].strip()}",
            span=form.seen.span(match.start(), match.start() + 1),
            severity=Severity.WARNING,
        )


def _first(text: str, closing: str, opening: str) -> bool:
    return closing in text and text.find(closing) < text.find(opening)
