"""Themes: ours print every page, a new one works at once, and none can fetch or break the rest."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import product
from pathlib import Path

import pikepdf
import pytest

from tests.conftest import STRESS
from tests.render_edition import ARTICLE, edition, media
from tests.render_pages import opened
from tests.test_layouts import NATIVE
from workflow.errors import InputError, ProjectError, RenderError
from workflow.render.fonts import SCALE, Face, baseline, font_bytes, pitch, scale_css
from workflow.render.html import render_html
from workflow.render.layout import LAYOUTS, PAPERS, Layout
from workflow.render.press import print_edition
from workflow.render.theme import Theme
from workflow.render.theming import SHIPPED, new_theme, read_theme, shipped, theme_folder
from workflow.render.verify import verify_pdf

AMIRI = font_bytes(Face("Amiri", 400))
AMIRI_DIGEST = hashlib.sha256(AMIRI).hexdigest()
SMALL = edition((ARTICLE[0], ARTICLE[9]), photo="")
"""A title and a short paragraph."""
FONT = f'[[font]]\nfamily = "Mine"\nfile = "mine.ttf"\nsha256 = "{AMIRI_DIGEST}"\n'


@cache
def theme(name: str) -> Theme:
    return read_theme(SHIPPED / name, name)


Lay = Callable[[Mapping[str, str | bytes]], Path]


@pytest.fixture
def lay(tmp_path: Path) -> Lay:
    """Lay down a theme called `mine`."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        folder = tmp_path / "mine"
        for name, content in {"theme.toml": "", **files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        return folder

    return write


def fonts(data: bytes) -> set[str]:
    with opened(data) as pdf:
        return {
            str(each.FontName).partition("+")[2]
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        }


def test_two_themes_are_shipped() -> None:
    assert shipped() == ("magazine", "report")


@pytest.mark.parametrize(
    ("name", "face"), [("magazine", "DM-Serif-Display"), ("report", "Fira-Sans-Semi-Bold")]
)
def test_a_shipped_theme_is_printed_in_its_own_letters_without_a_flaw(name: str, face: str) -> None:
    data = print_edition(edition(), Layout(theme=theme(name)), media())
    assert face in fonts(data)
    assert "IBM-Plex-Serif" not in fonts(data)
    assert verify_pdf(data).flaws == ()


GRID = list(product(("magazine", "report"), LAYOUTS, PAPERS, NATIVE))


@pytest.mark.stress
@pytest.mark.parametrize(
    ("name", "way", "paper", "pair"),
    random.Random(0).sample(GRID, min(len(GRID), STRESS // 10)),  # noqa: S311 (no secret)
)
def test_each_theme_prints_every_layout_paper_and_pair(
    name: str, way: str, paper: str, pair: str
) -> None:
    data = print_edition(NATIVE[pair](), Layout(way, paper, theme=theme(name)), media())
    assert verify_pdf(data).flaws == ()


@pytest.mark.parametrize("name", ["magazine", "report"])
def test_first_baselines_are_level_in_every_theme(name: str) -> None:
    letters = theme(name).letters
    css = scale_css(frozenset({"latn", "arab"}), 1, letters)
    assert set(letters.scale) == set(SCALE)
    for role, sizes in letters.scale.items():
        found = {
            script: re.search(rf"\.{role}\.{script}{{.*?block-start:([\d.]+)pt", css)
            for script in sizes
        }
        first = {
            script: baseline(sizes[script], letters) + float(drop[1])
            for script, drop in found.items()
            if drop
        }
        assert abs(first["latn"] - first["arab"]) < 0.01, role


def test_the_pitch_of_a_face_is_measured() -> None:
    """Fira Sans runs narrower than the slab of the house, Spectral too."""
    house = pitch("latn")
    for name in ("magazine", "report"):
        assert 0.85 * house < pitch("latn", theme(name).letters) < house
        assert pitch("arab", theme(name).letters) == pitch("arab")


# --- a new one ------------------------------------------------------------------------------


def test_a_new_theme_works_as_it_is_written(tmp_path: Path) -> None:
    made = new_theme("ours", tmp_path)
    assert [each.name for each in made] == ["imprint.html", "theme.css", "theme.toml"]
    there = read_theme(theme_folder("ours", tmp_path), "themes/ours")
    html = render_html(edition(), Layout(theme=there))
    assert "asset:theme/theme.css" in html
    assert there.letters.size("title", "latn").size == 28
    with pytest.raises(ProjectError, match="is there already"):
        new_theme("ours", tmp_path)
    with pytest.raises(ProjectError, match="cannot be the name"):
        new_theme("../ours", tmp_path)


def test_a_template_extends_ours(lay: Lay) -> None:
    text = (
        '{% extends "ours/imprint.html" %}'
        "{% block after %}<p>Own {{ page.digest() }}</p>{% endblock %}"
    )
    there = read_theme(lay({"templates/imprint.html": text}), "mine")
    html = render_html(edition(), Layout(theme=there))
    assert "<p>Own <bdi" in html
    assert html.count("Set with") == 2


def test_a_font_of_its_own_is_taken_by_its_digest(lay: Lay) -> None:
    toml = FONT + '[size.title]\narab = {family = "Mine", weight = 400}\n'
    there = read_theme(lay({"theme.toml": toml, "mine.ttf": AMIRI}), "mine")
    assert there.letters.any_of("Mine").data == AMIRI
    data = print_edition(SMALL, Layout("target", theme=there), {})
    assert "Mine" in fonts(data)


def test_every_file_of_a_theme_tells_in_its_digest(lay: Lay) -> None:
    seen = {read_theme(lay({}), "mine").digest}
    for name in ("theme.css", "templates/notes.html", "theme.toml"):
        seen.add(
            read_theme(lay({name: "/* one */" if name.endswith("css") else "# "}), "mine").digest
        )
    assert len(seen) == 4
    assert Layout(theme=read_theme(lay({}), "mine")) == Layout(theme=read_theme(lay({}), "mine"))


# --- what is wrong --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"theme.toml": "about = 'x'\nsize = ["}, "theme.toml:2: not TOML"),
        ({"theme.toml": "colour = 'x'"}, "theme.toml:1: `colour` is not a setting"),
        ({"theme.toml": "\n[[font]]\nweight = 400"}, "theme.toml:2: a font has a `family`"),
        ({"theme.toml": '[[font]]\nfamily = "Amiri"\nweight = 450'}, "theme.toml:1: `weight` is"),
        ({"theme.toml": '[[font]]\nfamily = "Comic Sans"'}, "theme.toml:1: the font Comic Sans"),
        ({"theme.toml": FONT}, "theme.toml:1: there is no font file `mine.ttf`"),
        ({"theme.toml": FONT, "mine.ttf": b"x"}, "theme.toml:1: `mine.ttf` is not the file"),
        ({"theme.toml": "[size.hero]\nlatn = {size = 9}"}, "theme.toml:1: `hero` is nothing"),
        ({"theme.toml": "[size.text]\nlatn = {size = 900}"}, "theme.toml:2: `size` is a number"),
        (
            {"theme.toml": '[size.text]\n\narab = {family = "Amiri", weight = 300}'},
            "theme.toml:3: there is no font Amiri 300",
        ),
        ({"theme.css": "p{color:red}\n@import 'x.css';"}, "theme.css:2: a theme has no @import"),
        ({"theme.css": "@font-face{src:url(x)}"}, "theme.css:1: a theme has no @font-face"),
        (
            {"theme.css": "p{\nbackground:url(https://example.org/x.png)}"},
            "theme.css:2: a theme fetches nothing: https://example.org/x.png",
        ),
        ({"theme.css": "p{background:url('../x.png')}"}, "theme.css:1: a theme fetches nothing"),
        ({"theme.css": "p{background:url(asset:theme/no.png)}"}, "theme.css:1: a theme fetches"),
        ({"theme.css": "p{color:red}}"}, "theme.css:1: not CSS"),
        ({"templates/imprint.html": "a\n{% if %}"}, "templates/imprint.html:2: "),
        ({"templates/other.html": ""}, "templates/other.html:1: a template stands for one of ours"),
        ({"x.png": b"no picture"}, "x.png:1: x.png: not a picture"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(
    lay: Lay, files: Mapping[str, str | bytes], line: str
) -> None:
    with pytest.raises(InputError) as raised:
        read_theme(lay(files), "themes/mine")
    (fault, *_) = raised.value.findings
    assert f"{fault.position}: {fault.message}".startswith(f"themes/mine/{line}")
    assert raised.value.exit_code == 2


@pytest.mark.parametrize(
    ("files", "line"),
    [
        ({"theme.css": "p{color:red}\np{colour:red}"}, "theme.css:2: error: Ignored"),
        (
            {"templates/imprint.html": "{{ ''.__class__.__mro__ }}"},
            "templates/imprint.html:1: error: access to attribute",
        ),
        (
            {"templates/imprint.html": "\n{{ nothing }}"},
            "templates/imprint.html:2: error: 'nothing'",
        ),
        (
            {"templates/imprint.html": "\n\n{{ 1 / 0 }}"},
            "templates/imprint.html:3: error: division",
        ),
        (
            {"templates/imprint.html": '{% include "../html.py" %}'},
            "templates/imprint.html:1: error: ",
        ),
    ],
)
def test_what_fails_on_the_page_is_told_with_its_line(
    lay: Lay, files: Mapping[str, str], line: str
) -> None:
    there = read_theme(lay(files), "mine")
    with pytest.raises(RenderError) as raised:
        print_edition(SMALL, Layout(theme=there), {})
    assert raised.value.message.startswith(f"mine/{line}")


@pytest.mark.parametrize(
    "names",
    [
        (
            '<img src="https://example.org/x.png" alt="x">',
            '<img src="file:theme.toml" alt="x">',
            '<link rel="stylesheet" href="https://example.org/x.css">',
        ),
        ('<link rel="attachment" href="https://example.org/x.css">',),
    ],
)
def test_a_template_cannot_fetch(lay: Lay, names: tuple[str, ...]) -> None:
    there = read_theme(lay({"templates/imprint.html": "".join(names)}), "mine")
    with pytest.raises(RenderError, match="is no asset of this page") as raised:
        print_edition(SMALL, Layout(theme=there), {})
    assert raised.value.message.count("is no asset") == len(names)


def test_a_link_out_of_the_theme_is_refused(lay: Lay, tmp_path: Path) -> None:
    folder = lay({})
    (tmp_path / "secret.css").write_text("p{color:red}")
    (folder / "theme.css").symlink_to(tmp_path / "secret.css")
    with pytest.raises(InputError, match=r"theme\.css:1: this is a link out of the theme"):
        read_theme(folder, "mine")


def test_an_unknown_theme_is_told_with_those_there_are(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="there is no theme `nice`") as raised:
        theme_folder("nice", tmp_path)
    assert "magazine, report" in raised.value.hint
