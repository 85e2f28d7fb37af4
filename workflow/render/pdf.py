"""HTML → PDF. WeasyPrint is imported when the first page is made.

Fonts, styles and pictures come from memory by name; every other address is refused, so that no text
of an author or a translator can make a request or read a file (law 9). System fonts are never seen.
"""

from __future__ import annotations

import atexit
import logging
import os
import re
import sys
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol
from urllib.parse import unquote

from ..errors import RenderError
from ..files import read_bytes
from .enclosures import Enclosure, enclose
from .fonts import face_css, font_bytes
from .html import STYLES
from .mending import mend
from .sparing import spare
from .theme import PLAIN, Theme

_INSTALL = """\
Debian, Ubuntu: sudo apt install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
macOS: brew install pango
Windows: install MSYS2 (https://www.msys2.org), then: pacman -S mingw-w64-ucrt-x86_64-pango"""

_SCHEME = "asset:"
_PLACED = re.compile(r"(.*) at (\d+):\d+(.*)", re.DOTALL)
"""What WeasyPrint says of a style: where, between what and why."""
_PRINT = 4
"""The flag of an annotation that is there on paper too (ISO 32000-1, table 165)."""


def render_pdf(html: str, media: Mapping[str, bytes]) -> bytes:
    """Give the PDF of a document made by `render_html`: tagged (PDF/UA-1), fonts embedded.

    `media` holds the pictures, cleaned by `clean_picture`, by their paths below `source/media/`.
    The same input gives the same bytes (law 8). Whatever WeasyPrint warns of is a RenderError: a
    missing glyph, a refused address, a picture without alternative text, wrong CSS.
    """
    right_to_left = ' dir="rtl">' in html.partition("<head>")[0]
    with complaints() as found:
        data = write(lay_out(html, media), right_to_left=right_to_left)
    if found:
        raise RenderError(f"the page cannot be made: {'; '.join(dict.fromkeys(found))}")
    return data


def lay_out(html: str, media: Mapping[str, bytes], theme: Theme = PLAIN) -> Any:  # noqa: ANN401
    """Give WeasyPrint's document, its pages laid out and not yet written."""
    return parse(html, media, theme).render()


class Watch(Protocol):
    """What looks on while pages are made."""

    def begin(self, trees: Sequence[Any]) -> None:
        """Learn which boxes are to be laid out."""

    def look(self, pages: Sequence[Any], *, whole: bool) -> int | None:
        """Look at the pages made so far; give the one to go back to, if any."""


@dataclass(frozen=True, slots=True)
class Source:
    """A document that can be laid out again and again, its elements changed in between."""

    html: Any
    faces: str
    """What tells its fonts from those of other themes."""

    def render(self, watch: Watch | None = None) -> Any:  # noqa: ANN401
        """Give WeasyPrint's document, its pages laid out and not yet written."""
        self.html.watch = watch
        return self.html.render(font_config=_fonts(self.faces))


def parse(html: str, media: Mapping[str, bytes], theme: Theme = PLAIN) -> Source:
    """Read a document; `media` holds its pictures, the theme its fonts and styles."""
    weasyprint = _weasyprint()
    fetcher = _fetcher(weasyprint, media, theme)
    page = weasyprint.HTML(string=html, base_url=_SCHEME, url_fetcher=fetcher)
    return Source(page, theme.digest)


def refuse_styles(theme: Theme) -> None:
    """Let no theme pass that holds a style which nothing would come of."""
    weasyprint = _weasyprint()
    with complaints() as found:
        weasyprint.CSS(string=theme.css, url_fetcher=_fetcher(weasyprint, {}, theme))
    for said in found:
        match = _PLACED.fullmatch(said)
        line, message = (match[2], f"{match[1]}{match[3]}") if match else ("1", said)
        raise RenderError(
            f"{theme.shown}/theme.css:{line}: error: {message.rstrip('.')} [settings]"
        )


def write(
    document: Any,  # noqa: ANN401 (WeasyPrint's own)
    *,
    right_to_left: bool,
    spreads: bool = False,
    metadata: bytes = b"",
    enclosed: Sequence[Enclosure] = (),
    date: str = "",
) -> bytes:
    """Give the PDF of a laid-out document; a book bound on the right says so.

    It conforms to PDF/UA-1, and where files are enclosed to PDF/A-3a besides: `metadata` is its
    XMP, `date` that of its files.
    """

    def finish(_document: Any, pdf: Any) -> None:  # noqa: ANN401 (WeasyPrint's own)
        if right_to_left:
            pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"
        if spreads:
            pdf.catalog["PageLayout"] = "/TwoPageRight"  # the cover alone, then pairs
        if metadata:
            _object(pdf, pdf.catalog["Metadata"]).stream = [metadata]
        if enclosed:
            enclose(pdf, enclosed, date)
        _index(pdf)
        for each in pdf.objects:
            if hasattr(each, "get") and each.get("Type") == "/Annot":
                each["F"] = _PRINT

    for page in document.pages:
        # WeasyPrint makes a link of every box within a link, and tags only the outer one as such
        page.links[:] = [link for link in page.links if link[3].element_tag == "a"]
    variant = "pdf/a-3a" if enclosed else "pdf/ua-1"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves its colour profile open
        data: bytes = document.write_pdf(pdf_variant=variant, finisher=finish)
    return data


def _object(pdf: Any, reference: bytes) -> Any:  # noqa: ANN401
    return pdf.objects[int(reference.split()[0])]


def _index(pdf: Any) -> None:  # noqa: ANN401
    """List the elements that have an ID (ISO 32000-1, table 322: IDTree)."""
    import pydyf  # type: ignore[import-untyped]  # noqa: PLC0415

    named = {
        each["ID"].string: each.reference
        for each in pdf.objects
        if hasattr(each, "get") and each.get("Type") == "/StructElem" and "ID" in each
    }
    if named:
        items = [part for name in sorted(named) for part in (pydyf.String(name), named[name])]
        limits = pydyf.Array([pydyf.String(min(named)), pydyf.String(max(named))])
        leaf = pydyf.Dictionary({"Names": pydyf.Array(items), "Limits": limits})
        pdf.add_object(leaf)
        root = _object(pdf, pdf.catalog["StructTreeRoot"])
        root["IDTree"] = pydyf.Dictionary({"Kids": pydyf.Array([leaf.reference])})


# --- what a page may load -------------------------------------------------------------------


def _asset(name: str, media: Mapping[str, bytes], theme: Theme = PLAIN) -> tuple[bytes, str] | None:
    """Give the bytes and the media type of an asset, or nothing for a name that nobody gave."""
    kind, _, rest = name.partition("/")
    if kind == "styles" and rest in {"edition.css", "layouts.css"}:
        return read_bytes(STYLES / rest), "text/css"
    if kind == "fonts":
        face = next((each for each in theme.letters.faces if each.asset == name), None)
        return (font_bytes(face), "font/ttf") if face else None
    if kind == "theme" and rest == "theme.css":
        return theme.css.encode(), "text/css"
    pictures = {"media": media, "theme": theme.pictures}.get(kind, {})
    if unquote(rest) in pictures:
        data = pictures[unquote(rest)]
        return data, "image/png" if data.startswith(b"\x89PNG") else "image/jpeg"
    return None


def _fetcher(weasyprint: Any, media: Mapping[str, bytes], theme: Theme) -> Any:  # noqa: ANN401
    """Make a fetcher that knows assets and refuses everything else, `data:` and redirects too."""
    urls = sys.modules["weasyprint.urls"]

    class Assets(weasyprint.urls.URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401, ARG002
            name = url.removeprefix(_SCHEME)
            found = _asset(name, media, theme) if name != url else None
            if found is None:
                raise ValueError(f"{url} is no asset of this page")
            data, media_type = found
            return urls.URLFetcherResponse(url, data, {"Content-Type": media_type})

    return Assets(allowed_protocols=(), allow_redirects=False)


# --- WeasyPrint -----------------------------------------------------------------------------


@lru_cache(maxsize=1)
def load() -> None:
    """Import WeasyPrint and the fonts of the house, so that child processes find them there.

    Without Pango a RenderError.
    """
    weasyprint, config = _weasyprint(), _fonts(PLAIN.digest)
    faces, fetcher = face_css(), _fetcher(weasyprint, {}, PLAIN)
    weasyprint.CSS(string=faces, base_url=_SCHEME, url_fetcher=fetcher, font_config=config)


def producer() -> str:
    """Name the program that writes the file, as its document information does."""
    return f"WeasyPrint {_weasyprint().VERSION}"


@lru_cache(maxsize=1)
def _weasyprint() -> Any:  # noqa: ANN401
    """Import WeasyPrint with no system fonts in sight; without Pango, say which line to type."""
    # fontconfig reads this when Pango first asks: it must stand before the import, and stay
    os.environ["FONTCONFIG_FILE"] = str(STYLES / "fonts.conf")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # "No fonts configured": that is what we want
            import weasyprint  # noqa: PLC0415
    except OSError as error:
        raise RenderError(
            f"Pango is missing, so that no PDF can be made ({error})", _INSTALL
        ) from error
    mend()
    spare()
    return weasyprint


@lru_cache(maxsize=4)
def _fonts(theme: str) -> Any:  # noqa: ANN401, ARG001 (themes may call other files by one name)
    """Load the faces once for all documents of a theme: a fifth of the time of a render.

    A face that cannot be loaded is a RenderError: without any, Pango would end the process.
    """
    from weasyprint.text import ffi  # noqa: PLC0415
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415

    class Fonts(FontConfiguration):  # type: ignore[misc]
        loaded: frozenset[str] = frozenset()

        def add_font_face(self, rule: Mapping[str, Any], fetcher: Any) -> None:  # noqa: ANN401
            before = self.count()
            parts = [rule.get(f"font_{each}", "") for each in ("family", "weight", "style")]
            name = " ".join(map(str, parts)).strip()
            try:
                super().add_font_face(rule, fetcher)
            except OSError as error:
                where = tempfile.gettempdir()
                raise RenderError(
                    f"the font {name} cannot be laid down in {where}: {error.strerror}",
                    "make room there, or name another folder: TMPDIR=…",
                ) from error
            if self.count() == before and name not in self.loaded:
                raise RenderError(
                    f"the font {name} cannot be loaded",
                    "its file is damaged: install its package again, or mend the theme",
                )
            self.loaded |= {name}

        def count(self) -> int:
            found = ffi.fontconfig.FcConfigGetFonts(self._config, ffi.fontconfig.FcSetApplication)
            return int(found.nfont) if found else 0

    atexit.register(_fonts.cache_clear)  # while its modules are still there to clean up after it
    return Fonts()


@contextmanager
def complaints() -> Iterator[list[str]]:
    """Collect what WeasyPrint warns of instead of letting it pass."""
    found: list[str] = []

    class Collect(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(record.getMessage())

    logger = logging.getLogger("weasyprint")
    handler = Collect(logging.WARNING)
    level, propagate = logger.level, logger.propagate
    logger.addHandler(handler)
    logger.setLevel(logging.WARNING)
    logger.propagate = False
    try:
        yield found
    finally:
        logger.removeHandler(handler)
        logger.setLevel(level)
        logger.propagate = propagate
