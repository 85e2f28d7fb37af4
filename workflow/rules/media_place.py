"""V201 media-place."""

from __future__ import annotations

from ..model import Severity
from .rule import FILES, reader_rule


@reader_rule("V201", Severity.ERROR, ignored=FILES)
def media_place() -> None:
    """A picture says where it was taken.

    ## Why it matters

    A telephone writes the coordinates into the file. `publish pdf` prints pictures without them,
    but the file itself lies in `source/media/`, and whoever gets the repository gets the place: of
    a photographer, of a source, of a house. The finding names the field, never the place.

    ## Example

    Bad, `source/media/bridge.jpg` as it came from the camera:

    ```picture
    Exif GPS
    ```

    Good, the same picture without it, under the caption «الجسر القديم في الرقة», which tells as much
    of the place as you want told:

    ```picture
    JFIF
    ```

    ## How to mend it

    Put a copy without metadata in its place before it is committed (`exiftool -all= bridge.jpg`, or
    save it anew without metadata). If it was committed before, it is in the history: take it out
    there too, and tell whoever it endangers.
    """
