"""The libraries of the operating system that lay pages out, by version; WeasyPrint is not imported.

It costs 5 ms to ask them, and 600 to import WeasyPrint: `publish build` must know them even when it
finds nothing to render.
"""

from __future__ import annotations

import ctypes
import sys
from functools import lru_cache

_FILES = {"darwin": "lib{}.0.dylib", "win32": "lib{}-0.dll"}
_ASKED = (
    ("Pango", "pango-1.0", "pango_version_string"),
    ("HarfBuzz", "harfbuzz", "hb_version_string"),
    ("HarfBuzz-Subset", "harfbuzz-subset", "hb_version_string"),
)


@lru_cache(maxsize=1)
def libraries() -> str:
    """Give Pango and HarfBuzz with their versions; of one that cannot be loaded, its name alone."""
    return ", ".join(_version(*each) for each in _ASKED)


def _version(name: str, library: str, question: str) -> str:
    try:
        file = ctypes.CDLL(_FILES.get(sys.platform, "lib{}.so.0").format(library))
    except OSError:
        return name
    ask = getattr(file, question)
    ask.restype = ctypes.c_char_p
    return f"{name} {ask().decode('ascii')}"
