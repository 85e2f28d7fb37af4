"""Law 5 on the examples of the CommonMark specification, which set-up brings beside the tests."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.test_segment import assert_tiled
from workflow.markdown import read_blocks
from workflow.model import Block
from workflow.segment import compose, segment

EXAMPLES = Path(sys.prefix, "share", "commonmark.json")
if not EXAMPLES.exists() and "CI" not in os.environ:
    pytest.skip("`make test` brings the specification's examples", allow_module_level=True)


def read(text: str) -> tuple[tuple[Block, ...], str]:
    document = read_blocks(text, "spec.md")
    return document.blocks, document.references


@pytest.mark.parametrize("mode", ["sentence", "paragraph"])
def test_every_example_is_tiled_and_composed_byte_for_byte(mode: str) -> None:
    examples = json.loads(EXAMPLES.read_text("utf-8"))
    assert len(examples) > 600
    units_seen = 0
    for example in examples:
        text = example["markdown"]
        if "\0" in text:
            continue  # a source file that holds it is refused before
        blocks, references = read(text)
        units = segment(blocks, text, "en", mode, references)
        assert_tiled(text, units)
        msgids = [unit.msgid for unit in units]
        assert compose(text, units, msgids, read=read, language="en", mode=mode) == text, example
        units_seen += len(units)
    assert units_seen > 500


def test_every_example_takes_other_words() -> None:
    examples = json.loads(EXAMPLES.read_text("utf-8"))
    for example in examples:
        text = example["markdown"]
        if "\0" in text:
            continue
        blocks, references = read(text)
        units = segment(blocks, text, "en", references=references)
        msgstrs = [f"الجملة رقم {number} هنا." for number, _ in enumerate(units)]
        again = compose(text, units, msgstrs, read=read, language="ar")
        new_blocks, new_references = read(again)
        got = segment(new_blocks, again, "ar", references=new_references)
        assert [unit.msgid for unit in got] == msgstrs
