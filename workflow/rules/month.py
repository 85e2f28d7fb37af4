"""N201 month."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from ..model import Severity
from .form import dated, stated
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..facts import Fact
    from .form import Form


MOONS = (
    (r"Rajab", "رجب"),
    (r"Sha['’ʿ]?ban", "شعبان"),
    (r"Ramadh?an", "رمضان"),
    (r"Shawwal", "شوال|شوّال"),
    (r"(?:Dhu|Zul?)[\s-]?(?:al-)?(?:Q|K)[a-z'’]*d[a-z]*", "ذ[وي] القعدة"),
    (r"(?:Dhu|Zul?)[\s-]?(?:al-)?Hijjah?", "ذ[وي] الحجة"),
)
"""Months of the Islamic year that are no other words in Arabic."""
_MOONS = tuple(
    (re.compile(rf"\b(?:{said})\b"), re.compile(rf"(?<!\w)[وفبل]?(?:{seen})(?!\w)"))
    for said, seen in MOONS
)
_MOON = re.compile(r"Raj|Sha|Ram|Dhu|Zu")


def _twins(text: str, months: tuple[Fact, ...]) -> tuple[Fact, Fact] | None:
    """Give two names with a slash between them that are two months: نيسان/مايو."""
    for one, other in itertools.pairwise(months):
        year = re.match(r"\D*\d{4}", text[other.end :])
        if text[one.end : other.start] == "/" and one.value != other.value and not year:
            return one, other
    return None


SEASONS = tuple(
    (
        re.compile(rf"\b(?:{said})\b", re.IGNORECASE),
        re.compile(rf"(?<!\w)[وفبل]?(?:ال|لل)?(?:{seen})(?!\w)"),
    )
    for said, seen in (
        ("(?<!arab )(?<!prague )spring", "ربيع(?! ال[أآث])"),
        ("summer", "صيف"),
        ("autumn", "خريف"),
        ("winter", "شتاء"),
    )
)


def _other_season(form: Form) -> Problem | None:
    """Give a problem where English names one season and Arabic another."""
    if form.pack.language != "ar" or form.source_pack.language != "en":
        return None
    said_ = form.said.text.casefold()
    if not any(name in said_ for name in ("spring", "summer", "autumn", "winter")):
        return None
    here = {number for number, (said, _) in enumerate(SEASONS) if said.search(form.said.text)}
    if not here:
        return None
    there = {number for number, (_, seen) in enumerate(SEASONS) if seen.search(form.seen.text)}
    if not there or here & there:
        return None
    return Problem("the translation names another season", "write the season of the source")


def _other_moon(form: Form) -> Problem | None:
    """Give a problem where English and Arabic name different months of the Islamic year."""
    if form.pack.language != "ar" or not _MOON.search(form.said.text):
        return None
    said = {number for number, (name, _) in enumerate(_MOONS) if name.search(form.said.text)}
    seen = {
        number: at for number, (_, name) in enumerate(_MOONS) if (at := name.search(form.seen.text))
    }
    if not said or not seen or said & set(seen):
        return None
    at = next(iter(seen.values()))
    return Problem(
        f"the source names another month than {at[0]}",
        "write the month of the source",
        span=form.seen.span(*at.span()),
    )


@form_rule("N201", Severity.ERROR)
def month(form: Form, _: Context) -> Iterator[Problem]:
    r"""The translation names another month than the source.

    ## Why it matters

    A date decides who was where. Arabic has several names for each month, from Syria to Morocco,
    and all of them are known: `أيار/مايو` is one month.

    ## Example

    `في أبريل 2016` for `in May 2016`.

    Bad, another month:

    ```po
    msgid "lifted in May 2016"
    msgstr "رُفع في نيسان 2016"
    ```

    Good, two names of one month:

    ```po
    msgid "lifted in May 2016"
    msgstr "رُفع في أيار/مايو 2016"
    ```

    ## How to mend it

    Write the month of the source, by the name that your readers use.
    """
    if other := _other_moon(form) or _other_season(form):
        yield other
    if not dated(form.said.text, form.source_pack.language):
        return
    source = stated(form.said.text, form.source_pack.language)
    if not source.months:
        return
    target = stated(form.seen.text, form.pack.language)
    said, seen = {f.value for f in source.months}, {f.value for f in target.months}
    said |= {str(int(f.value[5:7])) for f in source.dates if f.form == "date"} if seen else set()
    seen |= (
        {str(int(v[5:7])) for f in target.dates if f.form == "date" for v in (f.value, *f.also)}
        if said
        else set()
    )
    numbers = {f.value for f in (*target.numbers, *source.numbers)}
    lost, new = said - seen - numbers, seen - said - numbers
    if twin := _twins(form.seen.text, target.months):
        yield Problem(
            f"{twin[0].text.strip()} and {twin[1].text.strip()} are not the same month",
            "write two names of one month",
            span=form.seen.span(twin[0].start, twin[1].end),
        )
    elif lost and new and target.months:
        first = next((f for f in target.months if f.value in new), target.months[0])
        was = next((f.text for f in source.months if f.value in lost), "")
        yield Problem(
            f"the source says {was.strip() or 'another month'}, the translation {first.text.strip()}",
            "write the month of the source",
            span=form.seen.span(first.start, first.end),
        )
