"""V202 media-metadata."""

from __future__ import annotations

from ..model import Severity
from .rule import FILES, reader_rule


@reader_rule("V202", Severity.WARNING, ignored=FILES)
def media_metadata() -> None:
    """A picture tells more than it shows: camera, owner, time, comments.

    ## Why it matters

    Exif, XMP and comments hold serial numbers, the name that the owner gave the camera, when the
    picture was taken, and what an editor wrote. They do not reach the printed page, but they lie in
    `source/media/` for everyone who has the files. The finding names the fields, never their
    content.

    ## Example

    Bad, `source/media/bridge.jpg` with the camera and a comment:

    ```picture
    Exif Model
    comment
    ```

    Good, only the picture; `credit: "تصوير: لينا"` in the front matter says whose it is:

    ```picture
    JFIF
    ```

    ## How to mend it

    Save the picture without metadata (`exiftool -all= bridge.jpg`), and put the credit where
    readers see it: `credit` of the image in the front matter.
    """
