"""N203 percent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..amounts import PART, WHOLE
from ..model import Severity
from .form import stated
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


SIGN = re.compile("[%٪﹪％]|في (?:المئة|المائة)|بالمئة|بالمائة")
OTHERWISE = re.compile(
    r"\b(?:pct|points?|rates?|ratio|share|proportion|half|thirds?|quarters?|fifths?|in (?:ten|10|100)|"
    r"out of|per|p\.c\.)\b|[‰½¼¾]",
    re.IGNORECASE,
)
SHARE = re.compile(
    r"[%٪﹪％‰]|مئ|مائ|مية|percent|pour\s*cent|prozent|por\s*ciento|yüzde|процент|درصد|סדר|אחוז|فیصد|سەد|per\s?cent|pct|百分之|成|"
    + PART.pattern,
    re.IGNORECASE,
)


@form_rule("N203", Severity.WARNING, source="[%r]", target="[%٪﹪％ئ]")
def percent(form: Form, _: Context) -> Iterator[Problem]:
    r"""A percentage of the source is a bare number in the translation, or the other way round.

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
        yield from _won(form)
        return
    if SHARE.search(form.target) or form.plural or not form.source_pack.language:
        return
    source = stated(form.said.text, form.source_pack.language)
    if {share.value for share in source.percents} == {"100"} and WHOLE.search(form.seen.text):
        return
    if source.percents:
        yield Problem(
            f"{source.percents[0].text.strip()} is no percentage any more",
            "write the sign or the words for it",
        )


def _won(form: Form) -> Iterator[Problem]:
    """Give a problem for a bare number of the source that has become a percentage."""
    if (
        form.plural
        or form.source_pack.language != "en"
        or not SIGN.search(form.seen.text)
        or OTHERWISE.search(form.said.text)
    ):
        return
    source = stated(form.said.text, form.source_pack.language)
    for share in stated(form.seen.text, form.pack.language).percents:
        if any(fact.value == share.value for fact in source.numbers):
            yield Problem(
                f"{share.text.strip()} is no percentage in the source",
                "write the bare number",
                span=form.seen.span(share.start, share.end),
            )
