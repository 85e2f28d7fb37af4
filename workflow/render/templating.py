"""Templates: ours, and those of a theme in their place. The only door to Jinja2's environment.

A template sees the values it is given and nothing else: the sandbox gives no way to Python's own,
and no template is ever found outside the theme and this package.
"""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..errors import RenderError

if TYPE_CHECKING:
    import jinja2

    from .theme import Theme

TEMPLATES = Path(__file__).parent / "templates"

OURS = "ours/"
"""Before the name of one of our templates: what a theme's template of that name extends."""


def names() -> tuple[str, ...]:
    """Name our templates that a theme may extend."""
    return tuple(sorted(each.name for each in TEMPLATES.glob("*.html")))


def environment(theme: Theme) -> jinja2.Environment:
    """Give the templates of a theme, ours where it has none."""
    return _environment(theme.shown, tuple(sorted(theme.templates.items())))


@lru_cache(maxsize=4)
def _environment(shown: str, own: tuple[tuple[str, str], ...]) -> jinja2.Environment:
    import jinja2  # noqa: PLC0415 (only rendering needs it)
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415

    texts = dict(own)

    def find(name: str) -> tuple[str, str, None] | None:
        return (texts[name], _path(shown, name), None) if name in texts else None

    ours = jinja2.FileSystemLoader(TEMPLATES)
    loaders = [jinja2.FunctionLoader(find), jinja2.PrefixLoader({OURS[:-1]: ours}), ours]
    made = ImmutableSandboxedEnvironment(
        loader=jinja2.ChoiceLoader(loaders),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["css"] = css_string
    return made


def _path(shown: str, name: str) -> str:
    return f"{shown}/templates/{name}"


def css_string(text: str) -> Any:  # noqa: ANN401 (Jinja2's)
    """Write a text as a CSS string; nothing in it can end the string, the rule or the element."""
    return safe('"' + "".join(f"\\{ord(each):x} " for each in text) + '"')


def safe(html: str) -> str:
    """Mark HTML of our own making as such, so that Jinja2 does not escape it again."""
    from markupsafe import Markup  # noqa: PLC0415 (Jinja2's)

    return Markup(html)  # noqa: S704 (made by set_inline and set_plain, which escape)


def syntax(text: str) -> Iterator[tuple[int, str]]:
    """Give what is wrong with the form of a template, with its line."""
    import jinja2  # noqa: PLC0415

    try:
        _environment("", ()).parse(text)
    except jinja2.TemplateSyntaxError as error:
        yield error.lineno, error.message or "not a template"


@contextmanager
def told(theme: Theme) -> Iterator[None]:
    """Say in one line where a theme's template failed; what fails in ours is ours to mend."""
    try:
        yield
    except RenderError:
        raise
    except Exception as error:
        own = {_path(theme.shown, name) for name in theme.templates}
        frames = [
            each for each in traceback.extract_tb(error.__traceback__) if each.filename in own
        ]
        if not frames:
            raise
        message = " ".join(str(error).split()) or type(error).__name__
        place = f"{frames[-1].filename}:{frames[-1].lineno}"
        raise RenderError(f"{place}: error: {message} [settings]") from error
