"""What the pages look like: coarse pictures of them, compared with those that were accepted.

The bound is wide: another Pango moves a line, and that may pass; a lost picture, a bar of another
colour, columns that changed places do not. `make accept` takes the pages as they are now.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from PIL import Image, ImageChops

from tests.conftest import ROOT
from tests.look import FIVE, LOOKS, apart, coarse, facts, printed
from workflow.render.layout import LAYOUTS

MEAN, WORST = 7, 75
"""How far pages may be from the accepted ones, of 255."""
FIRST, MORE = 3, 6
"""Points by which a first baseline may move; texts by which a page may have more or fewer."""

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
    now, told = coarse(printed(look, pair, layout)), facts(printed(look, pair, layout))
    if request.config.getoption("--accept"):
        path.parent.mkdir(parents=True, exist_ok=True)
        now.save(path, optimize=True)
        path.with_suffix(".json").write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    assert not differences(told, json.loads(path.with_suffix(".json").read_text("utf-8")))
    mean, worst = apart(now, Image.open(path))
    assert mean <= MEAN, f"the pages are {mean:.1f} apart from {path.name} on the whole"
    assert worst <= WORST, f"one place is {worst:.0f} apart from {path.name}"


def differences(now: dict[str, Any], then: dict[str, Any]) -> list[str]:
    """Say what is not as accepted; a line more or less on a page is no difference."""
    found = [f"face {each}" for each in sorted({*now["faces"]} ^ {*then["faces"]})]
    if len(now["pages"]) != len(then["pages"]):
        return [*found, f"{len(now['pages'])} pages, not {len(then['pages'])}"]
    for number, (page, was) in enumerate(zip(now["pages"], then["pages"], strict=True), 1):
        if abs(page["first"] - was["first"]) > FIRST:
            found.append(f"page {number} begins at {page['first']} pt, not {was['first']}")
        if abs(page["texts"] - was["texts"]) > MORE:
            found.append(f"page {number} has {page['texts']} texts, not {was['texts']}")
    return found


def test_what_is_another_page_differs_in_its_facts() -> None:
    path = ROOT / "tests" / "golden" / "look" / "plain.en-ar.side.json"
    page = json.loads(path.read_text("utf-8"))
    assert differences(page, page) == []
    assert len(page["faces"]) > 5
    fewer = {**page, "faces": page["faces"][1:]}
    lower = {**page, "pages": [{**each, "first": each["first"] + 9} for each in page["pages"]]}
    empty = {**page, "pages": [{**each, "texts": 1} for each in page["pages"]]}
    for other in (fewer, lower, empty, {**page, "pages": page["pages"][1:]}):
        assert differences(other, page)


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
