"""N203 percent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import (
    Form,
    stated,
)
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


SHARE = re.compile(
    r"[%٪﹪％‰]|مئ|مائ|مية|نسبة|percent|pour\s*cent|prozent|por\s*ciento|yüzde|процент|درصد|סדר|אחוז|فیصد|سەد|per\s?cent|pct",
    re.IGNORECASE,
)


@form_rule("N203", Severity.WARNING, source="[%r]")
def percent(form: Form, _: Context) -> Iterator[Problem]:
    r"""A percentage of the source is a bare number in the translation.

    ## Why it matters

    "60 percent of the city" and "60 of the city" say different things.

    ## Example

    `دُمّر 60 من المدينة` for `60% of the city was destroyed`.

    Bad, a bare number:

    ```po
    msgid "About 60% of the houses"
    msgstr "نحو 60 من البيوت"
    ```

    Good, in words:

    ```po
    msgid "About 60% of the houses"
    msgstr "نحو 60 في المئة من البيوت"
    ```

    ## How to mend it

    Write `٪`, `%`, `في المئة` or `بالمئة` beside the number.
    """
    if "%" not in form.source and "ercent" not in form.source and "per cent" not in form.source:
        return
    if SHARE.search(form.target) or form.plural or not form.source_pack.language:
        return
    source = stated(form.said.text, form.source_pack.language)
    if source.percents:
        yield Problem(
            f"{source.percents[0].text.strip()} is no percentage any more",
            "write the sign or the words for it",
        )
