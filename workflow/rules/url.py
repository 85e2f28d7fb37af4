"""L101 url."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from ..model import Fix, Severity
from .form import DOMAIN, addressed, addresses, alike, places
from .rule import Context, Problem, form_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .form import Form


@form_rule("L101", Severity.ERROR)
def url(form: Form, _: Context) -> Iterator[Problem]:
    r"""An address is lost, changed or added.

    ## Why it matters

    The link leads nowhere, or to another page than the author meant. Nobody notices before a
    reader does.

    ## Example

    `https://example.org/maps` in the translation where the source has `https://example.org/map`.

    Bad, changed:

    ```po
    msgid "More at https://example.org/story-12 today."
    msgstr "المزيد على https://example.org/story-21 اليوم."
    ```

    Good, the same:

    ```po
    msgid "More at https://example.org/story-12."
    msgstr "المزيد على https://example.org/story-12."
    ```

    ## How to mend it

    Copy the address from the source. The same site in the language of the reader (`ar.` for
    `en.`) is no fault.
    """
    yield from _places(form)
    if not addressed(form):
        return
    source, target = addresses(form.source), addresses(form.target)
    if source == target:
        return
    missing, more = list((source - target).elements()), list((target - source).elements())
    if form.source.count("](") > form.target.count("](") and not more:
        return  # the link itself is lost or broken, and that is said by others
    for url in list(missing):
        twin = next((each_ for each_ in more if alike(url, each_)), None)
        if twin:
            missing.remove(url)
            more.remove(twin)
    for url in missing:
        new = more.pop(0) if more else ""
        at = form.target.find(new) if new else -1
        fix = (
            Fix(form.target.replace(new, url, 1), safe=False)
            if at >= 0 and len(missing) == 1
            else None
        )
        yield Problem(
            f"the address {url} is {'now ' + new if new else 'missing'}",
            "copy it from the source",
            span=(at, at + len(new)) if at >= 0 else None,
            fix=fix,
        )
    for url in [each_ for each_ in more if each_ not in form.source]:  # it may have been code
        at = form.target.find(url)
        yield Problem(
            f"the address {url} is not in the source",
            "delete it, or ask why",
            span=(at, at + len(url)) if at >= 0 else None,
        )


def _places(form: Form) -> Iterator[Problem]:
    """Give a problem for each path and file name in plain text that is changed or lost."""
    if not PLACE.search(form.source):
        return
    source, target = places(form.source), places(form.target)
    lost = [
        each_ for each_ in (source - target) if each_ not in form.target and LOWER.search(each_)
    ]
    new = [each_ for each_ in (target - source) if each_ not in form.source]
    for path in lost:
        other = next((each_ for each_ in new if _slip(path, each_)), "")
        if not other and (new or DOMAIN.fullmatch(path) or path.rpartition(".")[2] in form.target):
            continue  # an example, in words of the reader: /path/to is /chemin/vers
        at = form.target.find(other) if other else -1
        yield Problem(
            f"the path {path} is {'now ' + other if other else 'missing'}",
            "copy it from the source",
            span=(at, at + len(other)) if at >= 0 else None,
            severity=None if other else Severity.WARNING,
        )


def _slip(one: str, other: str) -> bool:
    """Say whether two paths differ in one part, by a letter or two or by their order."""
    pairs = list(zip(one.split("/"), other.split("/"), strict=False))
    apart = [(a, b) for a, b in pairs if a != b]
    if one.count("/") != other.count("/") or len(apart) != 1:
        return False
    first, second = apart[0]
    return sorted(first) == sorted(second) or SequenceMatcher(None, first, second).ratio() >= 0.75


PLACE = re.compile(r"[/.](?:(?<=/)|(?<=\w\.))\w")
LOWER = re.compile("[a-z]")
