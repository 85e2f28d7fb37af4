"""M203 entity."""

from __future__ import annotations

import re
from collections import Counter
from html.entities import html5
from typing import TYPE_CHECKING

from ..model import Fix, Severity
from .form import ENTITY
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


BROKEN = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|copy|reg|mdash|ndash|hellip|laquo|raquo|ldquo|rdquo|lrm|rlm|zwnj|zwj|shy|euro|trade|#\d{2,6}|#x[0-9a-fA-F]{2,6})(?![;A-Za-z0-9_؛])|&\s(?:amp|lt|gt|quot|nbsp|#\d+)\s?;|&[A-Za-z#]\w{1,8}؛"
)
TWICE = re.compile(r"&amp;(?:amp|lt|gt|quot|apos|nbsp|#\d{2,5});")
NAMED = re.compile(r"&([A-Za-z]{2,8}\d?)(;)?(?![=\w])")
STRUCTURAL = re.compile(r"&(?:lt|gt|copy|reg|trade);")
KEPT = {"&lt;": "", "&gt;": "", "&copy;": "©", "&reg;": "®", "&trade;": "™"}
"""What a text cannot do without, and the character that stands for it as well."""


@form_rule("M203", Severity.WARNING, source="&", target="&")
def entity(form: Form, _: Context) -> Iterator[Problem]:
    r"""An HTML entity is lost or broken.

    ## Why it matters

    `&nbsp` without its semicolon is printed as it is, in the middle of a sentence.

    ## Example

    `الأخبار &amp الآراء` where `&amp;` was meant.

    Bad, without its semicolon:

    ```po
    msgid "News &amp; opinion"
    msgstr "أخبار &amp رأي"
    ```

    Good, as in the source:

    ```po
    msgid "News &amp; opinion"
    msgstr "أخبار &amp; رأي"
    ```

    ## How to mend it

    Write the entity as the source does, or the character itself.
    """
    if "&" not in form.target and "&" not in form.source:
        return
    for match in BROKEN.finditer(form.target):
        if not re.search(re.escape(match[0]) + "(?!;)", form.source):
            mended = (
                form.target[: match.start()]
                + re.sub(r"[\s؛;]", "", match[0])
                + ";"
                + form.target[match.end() :]
            )
            yield Problem(
                f"{match[0]} is no entity",
                "put a semicolon behind it",
                span=match.span(),
                fix=Fix(mended, safe=True),
            )
            return
    if (twice := TWICE.search(form.target)) and not TWICE.search(form.source):
        yield Problem(
            f"{twice[0]} is escaped twice",
            "write it as the source does",
            span=twice.span(),
        )
        return
    for match in NAMED.finditer(form.target):
        known = match[1] + ";" in html5
        if (not known if match[2] else _fewer(form)) and not re.search(
            re.escape(match[0]) + r"\b" * (not match[2]), form.source
        ):
            yield Problem(
                f"{match[0]} is no entity", "write it as the source does", span=match.span()
            )
            return
    lost = Counter(STRUCTURAL.findall(form.source)) - Counter(STRUCTURAL.findall(form.target))
    for text, own in KEPT.items():
        if lost[text] and not any(char in form.target for char in own):
            yield Problem(f"{text} is missing", "write it as the source does")
            return


def _fewer(form: Form) -> bool:
    """Say whether one that was whole in the source is not here."""
    return len(ENTITY.findall(form.target)) < len(ENTITY.findall(form.source))
