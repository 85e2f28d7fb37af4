"""V201 media-place."""

from __future__ import annotations

from ..model import Severity
from .rule import reader_rule


@reader_rule("V201", Severity.ERROR)
def media_place() -> None:
    """A picture says where it was taken.

    ## Why it matters

    A telephone writes the coordinates into the file. `publish pdf` prints pictures without them,
    but the file itself lies in `source/media/`, and whoever gets the repository gets the place: of
    a photographer, of a source, of a house. The finding names the field, never the place.

    ## Example

    `source/media/bridge.jpg` with `Exif GPS`, as it came from the camera.

    ## How to mend it

    Put a copy without metadata in its place before it is committed (`exiftool -all= bridge.jpg`, or
    save it anew without metadata). If it was committed before, it is in the history: take it out
    there too, and tell whoever it endangers.
    """
