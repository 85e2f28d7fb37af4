"""Texts that no page was made for: a right page, or one line that names what is wrong and where."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

from tests.render_edition import ARTICLE, Line, edition, line, media
from tests.render_pages import extracted
from workflow.errors import InputError, RenderError
from workflow.model import Kind
from workflow.render.layout import Layout
from workflow.render.press import print_edition
from workflow.render.theming import read_theme
from workflow.render.verify import verify_pdf

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


def lines(*texts: str) -> tuple[Line, ...]:
    """Give an article of texts that are the same on both sides."""
    return (ARTICLE[0], *(line(Kind.PARAGRAPH, (each, each)) for each in texts), ARTICLE[-1])


def refused(*texts: str) -> RenderError:
    with pytest.raises(RenderError) as error:
        print_edition(edition(lines(*texts), photo=""), Layout(), media())
    return error.value


def test_each_emoji_is_named_whole_and_all_of_them() -> None:
    thanks = "\U0001f44d\U0001f3fd"
    text = f"A \U0001f600 and a {FAMILY} from \U0001f1f8\U0001f1fe: 1\ufe0f\u20e3, {thanks}."
    error = refused("Words first.", text)
    for told in (
        "“\U0001f600” (U+1F600 GRINNING FACE)",
        f"“{FAMILY}” (U+1F468 U+200D U+1F469 U+200D U+1F467 MAN, WOMAN, GIRL)",
        "“\U0001f1f8\U0001f1fe” (U+1F1F8 U+1F1FE FLAG SY)",
        "“1\ufe0f\u20e3” (U+0031 U+FE0F U+20E3 DIGIT ONE, COMBINING ENCLOSING KEYCAP)",
        f"“{thanks}” (U+1F44D U+1F3FD THUMBS UP SIGN, EMOJI MODIFIER FITZPATRICK TYPE-4)",
        "in the-bridge: paragraph “A \U0001f600 and a",
    ):
        assert error.message.count(told) == 1
    assert "\n" not in error.message
    assert "docs/themes.md" in error.hint


def test_letters_of_a_script_are_told_together_and_of_a_form_the_plain_letter() -> None:
    error = refused("From 北京 to ภาษาไทย.")
    assert "the Chinese characters “北” “京” (U+5317 …)" in error.message
    assert "the Thai characters “ภ”" in error.message
    assert refused("An ５ here.").hint == "write “5” for “５”"


@pytest.mark.parametrize(
    ("sign", "told"),
    [
        ("\u2028", "a line separator character U+2028"),
        ("\u2029", "a line separator character U+2029"),
        ("\x85", "a line separator character U+0085"),
        ("\u1680", "an Ogham space character U+1680"),
        ("\ud83d", "a control character U+D83D"),
    ],
)
def test_what_is_no_letter_and_no_space_is_refused_by_its_name(sign: str, told: str) -> None:
    assert f"the-bridge: paragraph: {told} in " in refused(f"one{sign}two").message


def font(tmp_path: Path, *, colours: bool) -> Path:
    """Lay down a theme whose font has one emoji, and no role set in it."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    for point in ((0, 700), (700, 700), (700, 0)):
        pen.lineTo(point)
    pen.closePath()
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "smile"])
    builder.setupCharacterMap({0x1F600: "smile"})
    builder.setupGlyf(dict.fromkeys((".notdef", "smile"), pen.glyph()))
    builder.setupHorizontalMetrics(dict.fromkeys((".notdef", "smile"), (800, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": "Smile", "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    if colours:
        builder.setupCOLR({"smile": [("smile", 0)]}, version=0)
        builder.setupCPAL([[(1.0, 0.0, 0.0, 1.0)]])
    stream = io.BytesIO()
    builder.save(stream)
    (tmp_path / "Smile.ttf").write_bytes(stream.getvalue())
    digest = hashlib.sha256(stream.getvalue()).hexdigest()
    (tmp_path / "theme.toml").write_text(
        f'[[font]]\nfamily = "Smile"\nfile = "Smile.ttf"\nsha256 = "{digest}"\n', encoding="utf-8"
    )
    return tmp_path


def test_a_font_that_a_theme_brings_gives_what_the_others_lack(tmp_path: Path) -> None:
    way = Layout(theme=read_theme(font(tmp_path, colours=False), "theme"))
    text = "Great \U0001f600 news."
    data = print_edition(edition(lines(text), photo=""), way, media())
    assert verify_pdf(data).flaws == ()
    assert text in extracted(data)


def test_a_font_in_colours_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is a font in colours"):
        read_theme(font(tmp_path, colours=True), "theme")


@pytest.mark.parametrize("markers", [("9.", "10."), ("99.", "100."), ("1998.", "1999.")])
def test_a_list_may_have_any_numbers(markers: tuple[str, ...]) -> None:
    """They hang in its margin, in the digits of both columns, and its texts stand level."""
    items = [line(Kind.ITEM, ("Stone.", "حجر."), level=1, marker=each) for each in markers]
    data = print_edition(edition((ARTICLE[0], *items, ARTICLE[-1]), photo=""), Layout(), media())
    assert verify_pdf(data).flaws == ()
    assert all(each in extracted(data) for each in markers)
