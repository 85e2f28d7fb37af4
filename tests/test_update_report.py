"""What `publish update` says of a merge, for people and for programs."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from tests.test_report import faults
from workflow.model import Change, MergeReport
from workflow.report import written_json, written_text

SCHEMA = json.loads(
    (Path(__file__).parents[1] / "workflow" / "schemas" / "update.json").read_text("utf-8")
)
CHANGES = (
    Change(None, "See [it](b).", "See [it](a).", "link-target", carried=True),
    Change(None, "Four days.", "Three days.", "digits"),
    Change(None, "He left.", "He left, and she came.", "split"),
    Change(None, "She came.", "He left, and she came.", "split"),
)


@dataclass(frozen=True)
class File:
    path: str
    changed: bool
    report: MergeReport | None = None


FILES = (
    File("a.pot", changed=True),
    File(
        "a.po",
        changed=True,
        report=MergeReport(kept=7, carried=1, fuzzy=3, before=9, changes=CHANGES),
    ),
)


def test_the_text_names_each_class_and_shows_what_nobody_will_look_at_again() -> None:
    assert written_text(FILES, dry_run=True) == (
        "a.pot: would be written\n"
        "a.po: would be written, 7 kept, 1 carried (link-target), 3 fuzzy (1 digits, 2 split)\n"
        "    carried, link-target: “See [it](b).”\n"
    )


def test_the_json_keeps_to_its_schema_and_has_every_change() -> None:
    value = json.loads(written_json(FILES))
    assert faults(value, SCHEMA) == []
    assert [each["edit"] for each in value["files"][1]["changes"]] == [
        "link-target",
        "digits",
        "split",
        "split",
    ]


def test_more_than_a_fifth_gone_is_excessive_but_one_sentence_never_is() -> None:
    assert MergeReport(obsolete=3, before=14).excessive
    assert not MergeReport(obsolete=3, before=15).excessive
    assert not MergeReport(obsolete=1, before=2).excessive
