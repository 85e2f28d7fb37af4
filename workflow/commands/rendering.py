"""What a worker of `publish build` does: an edition and its pictures in, a PDF out."""

from __future__ import annotations

import pickle

from .. import __version__
from ..errors import RenderError
from ..model import Edition
from ..render.layout import Layout
from ..render.media import clean_picture
from ..render.press import printed

MADE, FAILED = b"+", b"-"


def pack(edition: Edition, media: dict[str, bytes]) -> bytes:
    """Give a job as bytes, with all that it needs: a worker may share no disk with us."""
    return pickle.dumps((__version__, edition, media))


def render(job: bytes) -> bytes:
    """Give the PDF of a job behind MADE, or why there is none behind FAILED.

    The same job gives the same bytes anywhere (law 8): it may be done twice.
    """
    version, edition, media = pickle.loads(job)  # noqa: S301 (from the process that started us)
    if version != __version__:
        return FAILED + f"a worker has diptych {__version__}, and not {version}".encode()
    try:
        clean = {name: clean_picture(data, name) for name, data in media.items()}
        return MADE + printed(edition, Layout(), clean)
    except RenderError as error:
        return FAILED + f"{error.message}\0{error.hint}".encode()


def unpack(result: bytes) -> bytes | RenderError:
    """Give what `render` has made, or why it could not."""
    if result.startswith(MADE):
        return result[len(MADE) :]
    message, _, hint = result[len(FAILED) :].decode().partition("\0")
    return RenderError(message, hint)
