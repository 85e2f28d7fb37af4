"""Edition → one HTML document, its styles, fonts and pictures named as assets."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .. import __version__
from ..errors import RenderError
from ..model import Kind, State
from ..printed import Edition, Row
from .bidi import refuse_disorder
from .fonts import closer_css, face_css, scale_css
from .layout import Layout
from .page import Page
from .templating import environment, safe, told

STYLES = Path(__file__).parent / "styles"

_PICTURE = frozenset({Kind.ALT, Kind.CAPTION, Kind.CREDIT})


def render_html(
    edition: Edition,
    layout: Layout | None = None,
    *,
    end_notes: bool = False,
) -> str:
    """Give the whole edition as HTML: every row, field, note, bio and credit the layout shows.

    Notes stand at the foot of the page of their call, or all together at the end.
    Opposite-direction runs are isolated (law 9). A text with a bidirectional override, a picture
    without alternative text, a call without its note, an unknown label, and an unfit text in an
    edition that is not a draft are a RenderError.
    """
    for where, text in texts_of(edition):
        refuse_disorder(text, where)
    _refuse_unfit(edition)
    layout = layout or Layout()
    theme = layout.theme
    page = Page(edition, layout, end_notes=end_notes)
    body = list(page.pieces())
    bios = [page.person(each) for each in edition.authors]
    notes = page.notes()
    with told(theme):
        template = environment(theme).get_template("edition.html")
        return template.render(
            page=page,
            layout=layout,
            edition=edition,
            source=page.source,
            target=page.target,
            s_=page.source_label,
            t_=page.target_label,
            body=body,
            bios=bios,
            notes=notes,
            styles=_styles(page, draft=edition.draft),
            theme=theme,
            version=__version__,
        )


def media_of(edition: Edition) -> tuple[str, ...]:
    """Give the pictures that the pages show, paths below `source/media/`, each once."""
    lead = [edition.image] if edition.image else []
    inside = [row.media for row in edition.rows if row.kind in _PICTURE]
    photos = [each.photo for each in edition.authors]
    return tuple(dict.fromkeys(path for path in (*lead, *inside, *photos) if path))


# --- what may be printed --------------------------------------------------------------------


def _rows_of(edition: Edition) -> Iterator[Row]:
    yield from edition.fields.values()
    yield from edition.rows
    for person in (*edition.authors, *edition.translators, *edition.reviewers):
        yield person.name
        yield from person.bio


def texts_of(edition: Edition) -> Iterator[tuple[str, str]]:
    """Give every text that others wrote, and how an error names it."""
    for row in _rows_of(edition):
        for run in (*row.source, *row.target):
            yield f"{edition.slug}: {row.kind}", run.text
        yield f"{edition.slug}: {row.kind}", row.marker
    for person in (*edition.authors, *edition.translators, *edition.reviewers):
        yield f"{person.id}: handle", person.handle
        for link in person.links:
            yield f"{person.id}: links", link
    for name in ("licence", "publisher", "date"):
        yield f"{edition.slug}: {name}", getattr(edition, name)
    for msgid, pair in edition.labels.items():
        for text in pair:
            yield f"furniture: {msgid}", text


def _refuse_unfit(edition: Edition) -> None:
    """Hold the line once more: only a draft shows a text that is not fit to print."""
    if edition.draft:
        return
    unfit = [
        run for row in _rows_of(edition) for run in row.target if run.state != State.TRANSLATED
    ]
    if unfit:
        raise RenderError(
            f"{edition.slug}: {len(unfit)} texts are not fit to print in {edition.target.name}",
            "translate them, or print a draft",
        )


def _styles(page: Page, *, draft: bool) -> Any:  # noqa: ANN401
    """Give the CSS that depends on the pair: faces, type scale, columns, page boxes."""
    theme = page.layout.theme
    boxes = environment(theme).get_template("page.css")
    scripts = frozenset({side.face for side in page.sides})
    sheet = page.layout.sheet
    return safe(
        face_css(theme.letters)
        + scale_css(scripts, sheet.scale, theme.letters)
        + closer_css(scripts, sheet.scale, theme.letters)
        + boxes.render(
            page=page,
            layout=page.layout,
            sheet=sheet,
            source=page.source,
            target=page.target,
            draft=draft,
            s_=page.source_label,
            t_=page.target_label,
        )
    )
