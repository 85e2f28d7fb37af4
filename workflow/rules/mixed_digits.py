"""N102 mixed-digits."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from ..model import Severity
from .form import each, together
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


TOKEN = re.compile(r"\d(?:[\d.,٫٬:/]*\d)?")


@form_rule("N102", Severity.ERROR, target=r"[^\W\D0-9]")
def mixed_digits(form: Form, _: Context) -> Iterator[Problem]:
    r"""One number is written in digits of two kinds.

    ## Why it matters

    `٢0١١` was typed half on one keyboard and half on another. Programs read it as two numbers,
    readers stumble.

    ## Example

    `عام ٢0١١` where `عام ٢٠١١` was meant.

    Bad, a year:

    ```po
    msgid "The agreement of 2014"
    msgstr "اتفاق عام ٢0١٤"
    ```

    Good, one kind:

    ```po
    msgid "The agreement of 2014"
    msgstr "اتفاق عام ٢٠١٤"
    ```

    ## How to mend it

    Write all its digits alike; `publish check --fix` takes the kind of which there are more.
    """
    if form.target.isascii():
        return
    found = []
    for match, span in each(TOKEN, form.seen):
        kinds = Counter(_zero(char) for char in match[0] if char.isdecimal())
        if len(kinds) > 1 and _within(match[0]):
            zero = max(sorted(kinds), key=lambda kind: kinds[kind])
            found.append(
                (
                    span,
                    "".join(
                        chr(zero + unicodedata.decimal(c)) if c.isdecimal() else c for c in match[0]
                    ),
                )
            )
    yield from together(
        form,
        found,
        lambda span, fix: Problem(
            f"digits of two kinds in {form.target[slice(*span)]}",
            f"write {dict(found)[span]}",
            span=span,
            fix=fix,
        ),
    )


def _zero(char: str) -> int:
    return ord(char) - unicodedata.decimal(char)


def _within(token: str) -> bool:
    """Say whether one group of digits is mixed, or groups that make one number are."""
    groups = re.split(r"[:/]", token)
    return any(len({_zero(c) for c in group if c.isdecimal()}) > 1 for group in groups)
