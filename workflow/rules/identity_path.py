"""V104 identity-path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..model import Severity
from .rule import Context, Problem, catalog_rule, leaking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Catalog


@catalog_rule("V104", Severity.WARNING)
def identity_path(catalog: Catalog, _: Context) -> Iterator[Problem]:
    r"""A catalog holds a path of somebody's machine.

    ## Why it matters

    A path below `/home/…` on Linux, or below `Users` on a Mac and on Windows, holds a login, which
    is often a name, and says how a machine is set up. They come from editors that write absolute
    references, from search paths in the header (`X-Poedit-SearchPath-0`), and from error messages
    that were pasted into a comment.

    ## Example

    Bad, a reference from the root of a machine:

    ```po
    #: /home/…/news/story.md:12
    msgid "The bridge is open."
    msgstr "الجسر مفتوح."
    ```

    Good, one from the root of the project:

    ```po
    #: source/articles/story.md:12
    msgid "The bridge is open."
    msgstr "الجسر مفتوح."
    ```

    ## How to mend it

    `publish fmt --scrub` takes them out of headers, comments and references; `publish update`
    writes references relative to the project again. In a translation delete the path by hand.
    """
    yield from leaking(catalog, "path", "a path of a machine")
