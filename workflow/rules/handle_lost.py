"""L104 handle-lost."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from ..model import Severity
from .form import CODE, EMAIL, HANDLE, URL
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


@form_rule("L104", Severity.WARNING, source="@")
def handle_lost(form: Form, _: Context) -> Iterator[Problem]:
    r"""A handle of the source is not in the translation.

    ## Why it matters

    `@handle` says who speaks. It is an address and is never translated.

    ## Example

    `بحسب عبد العزيز` for `according to @Abdalaziz_Hamza`.

    Bad, the name in its place:

    ```po
    msgid "A photo by @lina_h"
    msgstr "صورة لينا"
    ```

    Good, the same:

    ```po
    msgid "A photo by @lina_h"
    msgstr "صورة @lina_h"
    ```

    ## How to mend it

    Copy the handle from the source; it is neither translated nor transliterated.
    """
    if "@" not in form.source or form.plural:
        return
    said = Counter(
        each_.lower()
        for each_ in HANDLE.findall(URL.sub(" ", EMAIL.sub(" ", CODE.sub(" ", form.source))))
    )
    text = form.raw.text.lower()
    for handle in said:
        if handle not in text:
            yield Problem(f"the handle {handle} is lost", "copy it from the source")
