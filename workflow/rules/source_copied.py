"""C105 source-copied."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


SMALL = re.compile(r"(?<![\w\ufffc@/:.(\\-])[a-zà-ÿа-я]{2,}(?![\w\ufffc@(/\\]|[.:]\w|::)")
COMMAND = re.compile(
    r"(?:npm|pip|apt|apt-get|git|cargo|brew|make|docker|sudo|cd|go|python|yarn|uv)\b[\w\s.@/=-]*"
)


@form_rule("C105", Severity.WARNING)
def source_copied(form: Form, _: Context) -> Iterator[Problem]:
    r"""A translation is the source, word for word.

    ## Why it matters

    It was copied to be overwritten, and never was. Statistics count it as translated.

    ## Example

    Bad, a sentence:

    ```po
    msgid "The market opened again."
    msgstr "The market opened again."
    ```

    Good, translated:

    ```po
    msgid "The market opened again."
    msgstr "عاد السوق إلى العمل."
    ```

    Good, a brand:

    ```po
    msgid "WhatsApp"
    msgstr "WhatsApp"
    ```

    ## How to mend it

    Translate it. A brand, an address, code, a number or a licence may stand as it is, and is not
    reported.
    """
    if form.target.strip()[:1].casefold() != form.source.strip()[:1].casefold():
        return
    if (
        form.target.strip().casefold() != form.source.strip().casefold()
        or form.pack.language == form.source_pack.language
    ):
        return
    if form.source[:1] == form.source[-1:] == '"' and "{" in form.source:
        return  # a literal of a program
    words = SMALL.findall(form.said.text)
    far = form.pack.scripts != form.source_pack.scripts
    enough = len(words) >= 2 if far else len(words) >= 3 and len(form.source.split()) >= 4
    prose = form.source_pack.stopwords.intersection(word.lower() for word in words)
    if not prose and (not far or COMMAND.fullmatch(form.source.strip())):
        return  # npm install
    if enough:
        yield Problem(
            "the translation is the source, word for word",
            "translate it",
            span=(0, len(form.target)),
        )
