"""M102 markdown-broken-link."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import together
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


GAP = re.compile(
    r"(?<=\])(\s+)(?=\((?:https?://|mailto:|/|#|\.{1,2}/|[\w./-]+\.(?:md|html?)\b)[^()\s]*\))"
)
EMPTY = re.compile(r"(?<!!)\[\s*\]\([^()\s]+\)")
SWAPPED = re.compile(r"\(([^()]+)\)\[((?:https?://|mailto:|/|#|\.{1,2}/)[^\[\]\s]*)\]")
INNER = re.compile(r"\]\((\s+)?((?:https?://|mailto:)[^()\s]*(?:\s+[^()\s\"']+)*)(\s+)?\)")


@form_rule("M102", Severity.ERROR, target=r"\]")
def markdown_broken_link(form: Form, _: Context) -> Iterator[Problem]:
    r"""A Markdown link is broken by a space, or its halves are exchanged.

    ## Why it matters

    The reader sees brackets and an address where a link should be.

    ## Example

    `انظر [الخريطة] (https://example.org/map)` with a space between the two halves.

    Bad, a space:

    ```po
    msgid "See [the map](https://example.org/map)."
    msgstr "انظر [الخريطة] (https://example.org/map)."
    ```

    Good, whole:

    ```po
    msgid "See [the map](https://example.org/map)."
    msgstr "انظر [الخريطة](https://example.org/map)."
    ```

    ## How to mend it

    Write `[text](address)` without a space; `publish check --fix` does.
    """
    text = form.target
    if "](" in form.source or "](" in text or "]" in text:
        found = [
            (match.span(1), "")
            for match in GAP.finditer(text)
            if not re.search(r"\]\s+\(", form.source)
        ]
        found += [(match.span(), f"[{match[1]}]({match[2]})") for match in SWAPPED.finditer(text)]
        yield from together(
            form,
            found,
            lambda span, fix: Problem(
                "a broken link", "write [text](address) without a space", span=span, fix=fix
            ),
        )
        if (empty := EMPTY.search(text)) and not EMPTY.search(form.source):
            yield Problem("a link without its text", "write the text", span=empty.span())
        for match in INNER.finditer(text):
            if " " in match[2]:
                yield Problem(
                    "a space breaks the address of a link", "delete it", span=match.span(2)
                )
