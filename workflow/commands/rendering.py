"""What a worker of `publish build` does: an edition, a layout and pictures in, a PDF out."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import TYPE_CHECKING

from .. import __version__
from ..cache import key_of
from ..errors import RenderError
from ..render.layout import Layout
from ..render.libraries import libraries
from ..render.media import clean_picture
from ..render.press import printed

if TYPE_CHECKING:
    from .pdf import Job

MADE, FAILED = b"+", b"-"


def page_key(program: str, job: Job, layout: Layout, media: Mapping[str, str]) -> str:
    """Give the digest of all that a PDF depends on; `media` are the digests of its pictures.

    These are what `pack` packs, and what renders it: the program with its fonts, templates, styles
    and libraries.
    """
    return key_of(program, repr(job), repr(layout), repr(sorted(media.items())))


def pack(job: Job, layout: Layout, media: Mapping[str, bytes]) -> bytes:
    """Give a job as bytes, with all that it needs: a worker may share no disk with us."""
    return pickle.dumps((_versions(), job.edition, job.enclosed, layout, media))


def render(job: bytes) -> bytes:
    """Give the PDF of a job behind MADE, or why there is none behind FAILED.

    The same job gives the same bytes anywhere (law 8): it may be done twice.
    """
    versions, edition, enclosed, layout, media = pickle.loads(job)  # noqa: S301 (from who started us)
    if versions != _versions():  # its pages would be others
        return FAILED + f"a worker has {_versions()}, and not {versions}".encode()
    try:
        clean = {name: clean_picture(data, name) for name, data in media.items()}
        return MADE + printed(edition, layout, clean, enclosed)
    except RenderError as error:
        return FAILED + f"{error.message}\0{error.hint}".encode()


def _versions() -> str:
    return f"diptych {__version__}, {libraries()}"


def unpack(result: bytes) -> bytes | RenderError:
    """Give what `render` has made, or why it could not."""
    if result.startswith(MADE):
        return result[len(MADE) :]
    message, _, hint = result[len(FAILED) :].decode().partition("\0")
    return RenderError(message, hint)
