"""What the pages look like: coarse pictures of them, compared with those that were accepted.

The bound is wide: another Pango moves a line, and that may pass; a lost picture, a bar of another
colour, columns that changed places do not. `make accept` takes the pages as they are now.
"""

from __future__ import annotations

import pytest
from PIL import Image, ImageChops

from tests.conftest import ROOT
from tests.look import FIVE, LOOKS, apart, coarse, printed
from workflow.render.layout import LAYOUTS

MEAN, WORST = 7, 75
"""How far pages may be from the accepted ones, of 255."""

FEW = [("plain", "en-ar", "side"), ("report", "en-ar", "facing")]
MANY = [
    *((look, "en-ar", way) for look in LOOKS for way in LAYOUTS),
    *(("plain", pair, "side") for pair in FIVE),
]


@pytest.mark.parametrize(
    ("look", "pair", "layout"),
    [
        *FEW,
        *(
            pytest.param(*case, marks=pytest.mark.stress)
            for case in dict.fromkeys(MANY)
            if case not in FEW
        ),
    ],
)
def test_the_pages_look_as_accepted(
    look: str, pair: str, layout: str, request: pytest.FixtureRequest
) -> None:
    path = ROOT / "tests" / "golden" / "look" / f"{look}.{pair}.{layout}.png"
    now = coarse(printed(look, pair, layout))
    if request.config.getoption("--accept"):
        path.parent.mkdir(parents=True, exist_ok=True)
        now.save(path, optimize=True)
    mean, worst = apart(now, Image.open(path))
    assert mean <= MEAN, f"the pages are {mean:.1f} apart from {path.name} on the whole"
    assert worst <= WORST, f"one place is {worst:.0f} apart from {path.name}"


def accepted(name: str) -> Image.Image:
    return Image.open(ROOT / "tests" / "golden" / "look" / f"{name}.png").convert("L")


def test_what_moves_by_a_line_passes_and_what_is_another_page_does_not() -> None:
    page = accepted("plain.en-ar.side")
    assert apart(page, page) == (0, 0)
    mean, worst = apart(page, ImageChops.offset(page, 0, 2))  # 2 of 14 dots an inch: 10 points
    assert mean <= MEAN
    assert worst <= WORST
    mirrored = page.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    without = page.copy()
    without.paste(255, (0, 0, page.width // 3, page.height // 2))  # the title and the picture
    for other in (mirrored, without, accepted("magazine.en-ar.side"), page.crop((0, 0, 90, 90))):
        mean, worst = apart(page, other)
        assert mean > MEAN or worst > WORST


def test_the_sheets_in_the_documentation_are_small() -> None:
    sheets = [*(ROOT / "docs" / "look").glob("*.png"), ROOT / "docs" / "spread.png"]
    assert len(sheets) == len(LOOKS) + 3
    assert max(each.stat().st_size for each in sheets) < 300_000
