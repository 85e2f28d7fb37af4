"""A photo as it was taken → the same picture with nothing but its pixels.

Cameras write where and when, with which device and by whom a picture was taken; none of that may
reach a reader. So a picture is never copied: it is decoded, and its pixels are written anew.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from ..errors import RenderError

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "TIFF")
"""What is read; never SVG, PDF or EPS, which are programs more than pictures."""

MAX_PIXELS = 100_000_000
"""A larger picture is refused before it is decoded (a small file can hold a huge one)."""

PRINT_SIZE = (2000, 1500)
"""168 mm wide and 120 mm high, the most the page gives a picture, at 300 dots an inch."""

_QUALITY = 88


def clean_picture(data: bytes, name: str) -> bytes:
    """Give the picture upright, in sRGB, no larger than print needs, and without metadata.

    A photo becomes a JPEG; a PNG or GIF, whose edges are sharp, a PNG, on white where it was
    transparent. The same bytes give the same bytes (law 8). What is not a picture is a RenderError
    that names the file.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError  # noqa: PLC0415 (slow)

    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise RenderError(
                        f"{name}: {opened.width} × {opened.height} pixels are too many to print",
                        "save it smaller",
                    )
                sharp = opened.format in {"PNG", "GIF"}
                upright = ImageOps.exif_transpose(opened)
                pixels = _rgb(upright, upright.info.get("icc_profile"))
    except (UnidentifiedImageError, *bombs) as error:
        raise RenderError(
            f"{name}: not a picture that can be printed", f"use one of {', '.join(FORMATS)}"
        ) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise RenderError(f"{name}: the picture is damaged ({error})", "save it anew") from error
    pixels.thumbnail(PRINT_SIZE, Image.Resampling.LANCZOS)
    # a new picture: nothing that the old one carried beside its pixels comes along
    bare = Image.new(pixels.mode, pixels.size)
    bare.paste(pixels)
    stream = io.BytesIO()
    if sharp:
        bare.save(stream, "PNG", optimize=True)
    else:
        bare.save(stream, "JPEG", quality=_QUALITY, subsampling="4:2:0", optimize=True)
    return stream.getvalue()


def _rgb(picture: Image, profile: bytes | None) -> Image:
    """Give the picture in sRGB or grey, on white paper where it was transparent."""
    from PIL import Image, ImageCms  # noqa: PLC0415

    if picture.mode in {"P", "PA", "LA", "RGBA", "RGBa", "La"} or "transparency" in picture.info:
        whole = picture.convert("RGBA")
        paper = Image.new("RGBA", whole.size, "white")
        picture = Image.alpha_composite(paper, whole).convert("RGB")
    if profile and picture.mode in {"RGB", "CMYK"}:
        try:
            converted = ImageCms.profileToProfile(
                picture,
                ImageCms.ImageCmsProfile(io.BytesIO(profile)),
                ImageCms.createProfile("sRGB"),
                outputMode="RGB",
            )
        except ImageCms.PyCMSError:
            converted = None  # a broken profile says nothing about the colours
        if converted:
            return converted
    return picture if picture.mode in {"RGB", "L"} else picture.convert("RGB")
