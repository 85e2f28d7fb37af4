"""Q103 quote-lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


QUOTED = re.compile(
    '“[^“”]{2,}”|«[^«»]{2,}»|„[^„“”]{2,}[“”]|(?<![\\w"])"[^"]{2,}"(?![\\w"])|「[^」]+」'
)
ANY = re.compile(
    "[“”„«»‹›\"「」『』《》〈〉‘’﴿﴾״]|(?<!\\w)'|'(?!\\w)|[*_`]|&(?:quot|laquo|ldquo);|\\\\\"|<(?:q|em|i|cite|blockquote)\\b"
)


SPOKEN = re.compile(r"[-–—]\s|[–—―]\w")
"""A dash opens what somebody says, as in a dialogue."""


@form_rule("Q103", Severity.WARNING, source='["“«„「]')
def quote_lost(form: Form, _: Context) -> Iterator[Problem]:
    r"""The source quotes somebody and the translation does not.

    ## Why it matters

    Without its marks a quotation becomes the newsroom's own claim. In a text about a war that can
    be a lie, or a danger.

    ## Example

    Bad, a word:

    ```po
    msgid "They called it a “corridor”."
    msgstr "سموه ممرًا."
    ```

    Good, other marks:

    ```po
    msgid "They called it a “corridor”."
    msgstr "سموه «ممرًا»."
    ```

    ## How to mend it

    Put the marks of the language around the same words. Emphasis in their place is accepted.
    """
    if ANY.search(form.target) or form.plural or SPOKEN.match(form.target):
        return
    quoted = [
        match
        for match in QUOTED.finditer(form.said.text)
        if any(char.isalpha() for char in match[0])
    ]
    if quoted:
        words = quoted[0][0].strip('“”«»„"')
        yield Problem(
            f"the quotation {excerpt(words)} has lost its marks",
            f"put {form.pack.quotes[0][0].strip()}…{form.pack.quotes[0][1].strip()} around its translation",
        )
