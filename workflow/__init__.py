"""Diptych: a source text and its translation, side by side, always in step."""

__version__ = "0.1.0"
