"""M202 unsafe-html."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import CODE, together
from .rule import Context, Problem, excerpt, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


UNSAFE = re.compile(
    r"<\s*/?\s*(?:script|iframe|object|embed|style|form|input|meta|link|base|svg|math|frame|frameset|applet)\b[^>]*>?"
    r"|<[^>]*\son[a-z]{3,}\s*=[^>]*>?|(?:javascript|vbscript)\s*:\s*\S*|data\s*:\s*text/html[^\s\"'>]*|<[^>]*\sstyle\s*=[^>]*>?",
    re.IGNORECASE,
)


@form_rule("M202", Severity.ERROR, target="[<:]")
def unsafe_html(form: Form, _: Context) -> Iterator[Problem]:
    r"""A translation brings HTML that can run a program or load a page.

    ## Why it matters

    What a translator writes is text. A script in it would run in the browser of every reader.
    `publish pdf` and `publish export` show such tags as text.

    ## Example

    `<script>…</script>`, `<a href="javascript:…">`, `<img onerror=…>` where the source has none.

    Bad, a script:

    ```po
    msgid "Watch the video"
    msgstr "شاهد <script>alert(1)</script>"
    ```

    Good, as in the source:

    ```po
    msgid "<iframe src=\"x\"></iframe>"
    msgstr "<iframe src=\"x\"></iframe>"
    ```

    ## How to mend it

    Delete it, and ask who has put it there, and why.
    """
    if "<" not in form.target and ":" not in form.target:
        return
    plain = CODE.sub(lambda match: " " * len(match[0]), form.target)
    if re.search(r"&#|[\u200b-\u200f\x00-\x1f]", plain):
        plain = plain.replace("&#58;", ":    ")
    source = {match[0].lower().split("=")[0].split()[0] for match in UNSAFE.finditer(form.source)}
    found = [
        match
        for match in UNSAFE.finditer(plain)
        if match[0].lower().split("=")[0].split()[0] not in source
    ]
    yield from together(
        form,
        [(match.span(), "") for match in found],
        lambda span, fix: Problem(
            f"unsafe HTML: {excerpt(form.target[slice(*span)])}", "delete it", span=span, fix=fix
        ),
    )
