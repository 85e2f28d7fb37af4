"""Editions of every length and make, in five pairs: in step, whole, and nothing outside."""

from __future__ import annotations

import random

import pytest

from tests.conftest import STRESS
from tests.render_edition import (
    ARTICLE,
    BOAT,
    FR,
    Line,
    cell,
    edition,
    line,
    media,
    reversed_lines,
)
from tests.test_layouts import CKB, both
from workflow.model import Kind
from workflow.printed import Edition
from workflow.render.html import render_html
from workflow.render.layout import LAYOUTS, PAPERS, Layout
from workflow.render.press import print_edition, settle
from workflow.render.verify import verify_pdf

SENTENCES = [told for block, each in ARTICLE if block.kind is Kind.PARAGRAPH for told in each]
PLAIN = [told for told in SENTENCES if "[^" not in told[0]]


def body(dice: random.Random, pages: int) -> list[Line]:
    """Give rows of very unlike lengths, with lists, tables, figures and notes among them."""
    found: list[Line] = [ARTICLE[0]]
    labels = [f"n{number}" for number in range(dice.randrange(0, 2 * pages + 1))]
    waiting = list(labels)
    for number in range(pages * 6):
        kind = dice.choices(
            ["text", "list", "table", "figure", "heading", "quote"], [9, 1, 1, 1, 1, 1]
        )
        told = [dice.choice(PLAIN) for _ in range(dice.choice([1, 1, 2, 3, 5, 9, 22]))]
        if waiting and dice.random() < 0.3:
            label = waiting.pop()
            told[-1] = (f"{told[-1][0]}[^{label}]", f"{told[-1][1]}[^{label}]")
        if kind == ["list"]:
            found += [line(Kind.ITEM, each, level=1, marker="•") for each in told]
        elif kind == ["quote"]:
            found.append(line(Kind.QUOTE, *told, level=1))
        elif kind == ["table"]:
            found += [cell(row, column, "410", "٤١٠") for row in range(4) for column in range(2)]
            found.append(line(Kind.PARAGRAPH, *told))
        elif kind == ["figure"]:
            found += [line(Kind.ALT, ("A boat", "قارب"), media=BOAT)]
            found += [line(Kind.CAPTION, ("The boat.", "القارب."), media=BOAT)]
            found.append(line(Kind.PARAGRAPH, *told))
        elif kind == ["heading"]:
            found.append(line(Kind.HEADING, (f"Part {number}", f"الجزء {number}"), level=2))
            found.append(line(Kind.PARAGRAPH, *told))
        else:
            found.append(line(Kind.PARAGRAPH, *told))
    for label in labels:
        told = [dice.choice(PLAIN) for _ in range(dice.choice([1, 1, 2]))]
        found.append(line(Kind.FOOTNOTE, *told, marker=label))
    return found


def make(seed: int) -> Edition:
    """Give an edition of one to forty pages in one of five pairs."""
    dice = random.Random(seed)  # noqa: S311 (a stress set, no secret)
    lines = tuple(body(dice, 1 + seed % 40))
    match seed % 5:
        case 0:
            return edition(lines)
        case 1:
            return edition(reversed_lines(lines), edition().target, edition().source)
        case 2:
            return edition(both(lines, 0), target=FR)
        case 3:
            return edition(both(lines, 1), edition().target, CKB)
        case _:
            return edition(reversed_lines(lines), edition().target, FR)


@pytest.mark.stress
@pytest.mark.parametrize("seed", range(min(40, max(3, STRESS // 100))))
def test_generated_editions_are_in_step_and_whole(seed: int) -> None:
    way = Layout(LAYOUTS[seed % 3], list(PAPERS)[seed % 3])
    verdict = verify_pdf(print_edition(make(seed), way, media()))
    assert verdict.flaws == ()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_few_generated_editions_settle(seed: int) -> None:
    """The fall-back for notes is taken where they cannot stand; nothing else is ever left."""
    settled = settle(render_html(make(seed), Layout()), media())
    assert {fault.kind for fault in settled.faults} <= {"note"}
