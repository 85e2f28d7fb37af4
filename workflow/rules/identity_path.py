"""V104 identity-path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from ..privacy import comment_leaks, field_span, header_leaks, new_leaks
from .rule import Context, Problem, catalog_rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog

HINT = "delete it: `publish fmt --scrub` does"


@catalog_rule("V104", Severity.WARNING)
def identity_path(catalog: Catalog, _: Context) -> Iterator[Problem]:
    r"""A catalog holds a path of somebody's machine.

    ## Why it matters

    A path below `/home/…` on Linux, or below `Users` on a Mac and on Windows, holds a login, which
    is often a name, and says how a machine is set up. They come from editors that write absolute
    references, from search paths in the header (`X-Poedit-SearchPath-0`), and from error messages
    that were pasted into a comment.

    ## Example

    ```po
    #: /home/…/news/story.md:12
    msgid "The bridge is open."
    msgstr "الجسر مفتوح."
    ```

    ## How to mend it

    `publish fmt --scrub` takes them out of headers, comments and references; `publish update`
    writes references relative to the project again. In a translation delete the path by hand.
    """
    for leak in header_leaks(catalog.header, None):
        if catalog.head and leak.kind == "path":
            span = field_span(catalog.head.msgstr[0], leak.field)
            yield Problem(
                f"a path of a machine in the header field `{leak.field}`", HINT, catalog.head, span
            )
    entries = [catalog.head, *catalog.entries] if catalog.head else catalog.entries
    for entry in entries:
        for leak in comment_leaks(entry):
            if leak.kind == "path":
                yield Problem(f"a path of a machine in {leak.field}", HINT, entry)
        source = f"{entry.msgid} {entry.msgid_plural or ''}"
        if entry is not catalog.head and "path" in new_leaks(" ".join(entry.msgstr), source):
            yield Problem("a path of a machine that the source does not have", "delete it", entry)
