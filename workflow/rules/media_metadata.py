"""V202 media-metadata."""

from __future__ import annotations

from ..model import Severity
from .rule import reader_rule


@reader_rule("V202", Severity.WARNING)
def media_metadata() -> None:
    """A picture tells more than it shows: camera, owner, time, comments.

    ## Why it matters

    Exif, XMP and comments hold serial numbers, the name that the owner gave the camera, when the
    picture was taken, and what an editor wrote. They do not reach the printed page, but they lie in
    `source/media/` for everyone who has the files. The finding names the fields, never their
    content.

    ## Example

    `source/media/bridge.jpg` with `Exif Model`, `Exif BodySerialNumber` and a JPEG comment.

    ## How to mend it

    Save the picture without metadata (`exiftool -all= bridge.jpg`), and put the credit where
    readers see it: `credit` of the image in the front matter.
    """
