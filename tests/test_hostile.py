"""What others wrote asks for nothing, tells nothing, and stops nobody else's pages (law 9)."""

from __future__ import annotations

import io
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PureWindowsPath
from typing import Any

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from tests.render_edition import (
    ARTICLE,
    BRIDGE,
    Line,
    cell,
    edition,
    line,
    media,
)
from tests.render_pages import links, opened, uncompressed
from workflow.commands.build import Build
from workflow.model import Block, Kind
from workflow.printed import Edition
from workflow.project import find_project
from workflow.render import press
from workflow.render.enclosures import Enclosure
from workflow.render.layout import Layout
from workflow.render.media import clean_picture
from workflow.render.press import allowance, print_edition
from workflow.render.verify import verify_pdf

CANARY = "canary-5309"
SECRET = b"secret-4471"
"""Stands in a file that the texts name."""


@pytest.fixture
def server() -> Iterator[tuple[int, list[str]]]:
    """Listen on this machine, answer everything with a way on to a file, and count who came."""
    came: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.1)
        over = threading.Event()

        def listen() -> None:
            while not over.is_set():
                with suppress(TimeoutError), listener.accept()[0] as caller:
                    came.append(caller.recv(200).decode("latin-1"))
                    caller.sendall(b"HTTP/1.1 302 Found\r\nLocation: file:///etc/hostname\r\n\r\n")

        thread = threading.Thread(target=listen)
        thread.start()
        yield listener.getsockname()[1], came
        over.set()
        thread.join()


def hostile(port: int, secret: str) -> tuple[Line, ...]:
    """Give every kind of text, each trying to reach the listener or a file."""
    url = f"http://127.0.0.1:{port}/{CANARY}"
    tries = (
        f'<img src="{url}" srcset="{url} 2x"><image href="{url}"/>',
        f"![x]({url}.png) ![y]({secret})",
        f'<svg><use href="{url}#a"/><image href="{url}"/><style>@import "{url}"</style></svg>',
        f'<link rel="attachment" href="{url}"><link rel="stylesheet" href="{url}">',
        f'<a rel="attachment" href="{url}">a</a><object data="{url}"></object>',
        f"</style><style>@import url({url});@font-face{{font-family:x;src:url({url})}}</style>",
        f'<p style="background:url({url});content:url({url})">x</p>',
        f'<meta http-equiv="refresh" content="0;url={url}"><base href="{url}">',
        f"[x](javascript:fetch('{url}')) [y](file:///etc/{CANARY}) [z](data:text/html,{CANARY})",
        f"<iframe src='{secret}'></iframe><embed src='{secret}'>",
    )
    body = [line(Kind.PARAGRAPH, (each, each)) for each in tries]
    table = [cell(0, 0, tries[0], tries[1]), cell(1, 0, tries[2], tries[3])]
    title = line(Kind.TITLE, (tries[0], tries[5]))
    note = line(Kind.FOOTNOTE, (tries[3], tries[4]), marker="n")
    call = line(Kind.PARAGRAPH, ("x[^n]", "x[^n]"))
    item = line(Kind.ITEM, (tries[6], tries[7]), level=1, marker="1.")
    code = (Block(Kind.CODE, tries[5]), ())
    return (title, *body, *table, item, call, code, note)


@pytest.mark.parametrize("archival", [False, True])
def test_nothing_is_asked_for_and_nothing_comes_along(
    server: tuple[int, list[str]],
    archival: bool,  # noqa: FBT001
    tmp_path: Path,
) -> None:
    port, came = server
    secret = tmp_path / "secret"
    secret.write_bytes(SECRET)
    there = replace(
        edition(hostile(port, secret.as_uri()), photo=""), licence=f"<img src='http://x/{CANARY}'>"
    )
    files = (Enclosure("the-bridge.md", b"x"),) if archival else ()
    data = print_edition(there, Layout(), {}, files)
    assert came == []
    assert verify_pdf(data).flaws == ()
    assert set(links(data)) <= {"https://example.org/river"}
    with opened(data) as pdf:
        assert set(pdf.attachments) == ({"the-bridge.md", "manifest.json"} if archival else set())
    assert SECRET not in uncompressed(data)


# --- pictures -------------------------------------------------------------------------------

XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/">{CANARY}</x:xmpmeta>'.encode()


def telling(kind: str) -> bytes:
    """Give a picture that tells in every way its kind knows."""
    stream = io.BytesIO()
    photo = Image.new("RGB", (30, 20), (90, 120, 150))
    exif = Image.Exif()
    exif[0x010F] = exif[0x013B] = exif[0x8298] = str(Path("/", "home", CANARY, "photo.raw"))
    exif.get_ifd(0x8825)[29] = CANARY
    if kind == "PNG":
        words = PngInfo()
        words.add_text("Author", CANARY)
        words.add_text("Path", str(PureWindowsPath("C:/", "Users", CANARY)), zip=False)
        words.add_itxt("XML:com.adobe.xmp", XMP.decode())
        photo.save(stream, kind, pnginfo=words, exif=exif)
    elif kind == "GIF":
        photo.save(stream, kind, comment=CANARY.encode())
    elif kind == "TIFF":
        photo.save(stream, kind, exif=exif, description=CANARY)
    else:
        extra: Mapping[str, object] = {"comment": CANARY.encode()} if kind == "JPEG" else {}
        photo.save(stream, kind, exif=exif, xmp=XMP, **extra)
    return stream.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF"])
def test_no_kind_of_picture_brings_along_what_it_tells(kind: str) -> None:
    raw = telling(kind)
    assert CANARY.encode() in raw
    assert CANARY.encode() not in clean_picture(raw, "photo")


def test_a_page_of_telling_pictures_tells_nothing() -> None:
    pictures = dict(media())
    pictures[BRIDGE] = clean_picture(telling("JPEG"), BRIDGE)
    pictures["nour.jpg"] = clean_picture(telling("WEBP"), "nour.jpg")
    data = print_edition(edition(), Layout("target"), pictures)
    assert CANARY.encode() not in uncompressed(data)


# --- what never ends ------------------------------------------------------------------------

DEEP: Mapping[str, Callable[[], tuple[Line, ...]]] = {
    "fourteen quotes in one another": lambda: tuple(
        line(Kind.QUOTE, ("deep", "ع"), level=level) for level in range(1, 15)
    ),
    "fourteen lists in one another": lambda: tuple(
        line(Kind.ITEM, ("deep", "ع"), level=level, marker="•") for level in range(1, 15)
    ),
}


@pytest.mark.parametrize("name", DEEP)
def test_fourteen_boxes_in_one_another_are_printed(name: str) -> None:
    there = edition((ARTICLE[0], *DEEP[name]()), photo="")
    assert verify_pdf(print_edition(there, Layout(), {})).flaws == ()


def test_an_article_that_never_ends_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def allowed(edition: Edition) -> int:
        return 1 if edition.slug == "endless" else allowance(edition)

    def endless(edition: Edition, *rest: Any) -> bytes:  # noqa: ANN401 (as they come)
        while edition.slug == "endless":
            pass
        return print_edition(edition, *rest)

    monkeypatch.setattr(press, "allowance", allowed)
    monkeypatch.setattr(press, "print_edition", endless)
    head = (
        'msgid ""\nmsgstr ""\n"Language: ar\\n"\n"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    )
    texts = {"publish.toml": "[locales.ar]\n"}
    for slug, body in (("endless", "It goes on."), ("rain", "It rained.")):
        texts[f"source/articles/{slug}.md"] = f"---\ntitle: {slug}\n---\n\n{body}\n"
        texts[f"locale/ar/LC_MESSAGES/{slug}.po"] = (
            f'{head}msgctxt "title"\nmsgid "{slug}"\nmsgstr "ع"\n\nmsgid "{body}"\nmsgstr "ع"\n'
        )
    for name, told in texts.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(told, encoding="utf-8")
    run = Build(
        find_project(tmp_path), ["endless", "rain"], ["ar"], keep_going=True, first_judged=True
    )
    made = {each.slug: each for each in run.run()}
    assert made["endless"].error
    assert "1 s" in made["endless"].error.message
    assert made["endless"].error.hint.startswith("shorten")
    assert made["rain"].error is None
    assert verify_pdf((tmp_path / made["rain"].path).read_bytes()).flaws == ()
