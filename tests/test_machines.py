"""What other programs read: SARIF, JUnit, GitLab, GitHub, Markdown, and the files that run us."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import jsonschema
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tests.strategies import texts
from workflow.baseline import beyond, read_baseline, write_baseline
from workflow.errors import ProjectError
from workflow.fingerprints import fingerprints
from workflow.model import Entry, Finding, Fix, Position, Severity
from workflow.po import field_position, read_catalog
from workflow.report import findings_concise, findings_github, findings_jsonl
from workflow.report.full import finding_full, fix_text
from workflow.report.machines import gitlab, junit, markdown, sarif
from workflow.report.safe import FSI, LRI, PDI, RLI
from workflow.rules import RULES

ROOT = Path(__file__).parent.parent


@dataclass
class Checked:
    """What `publish check` gives, as far as it is printed."""

    findings: tuple[Finding, ...] = ()
    hidden: tuple[Finding, ...] = ()
    known: tuple[Finding, ...] = ()
    documents: tuple[tuple[str, str, str], ...] = ()
    catalogs: int = 0
    more: dict[str, Any] = field(default_factory=dict)


_RULE = st.sampled_from(RULES)


@st.composite
def findings(draw: st.DrawFn) -> Finding:
    """A finding with anything that a translator may have written in it."""
    rule = draw(_RULE)
    msgstr = draw(texts(1))
    path = draw(st.sampled_from(["ar.po", "locale/a b/ä.po", "locale/\udcff.po"]))
    entry = Entry(None, draw(texts(1)), msgstr=(msgstr,), position=Position(path, 7))
    start = draw(st.integers(0, len(msgstr)))
    return Finding(
        Position(path, draw(st.integers(1, 99)), draw(st.integers(1, 9))),
        draw(st.sampled_from(Severity)),
        rule.code,
        rule.name,
        draw(texts(1)),
        draw(texts()),
        draw(st.none() | st.just((start, draw(st.integers(start, len(msgstr)))))),
        draw(st.sampled_from([(), (Fix("x", safe=True),)])),
        entry=draw(st.none() | st.just(entry)),
    )


FOUND = st.lists(findings(), max_size=5).map(tuple)


def closed(required: list[str], **properties: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "type": "object",
        "required": required,
        "properties": properties,
        "additionalProperties": False,
    }


TEXT = {"type": "string", "minLength": 1}
NUMBER = {"type": "integer", "minimum": 1}
MESSAGE = closed(["text"], text=TEXT, markdown=TEXT)
LEVEL = {"enum": ["none", "note", "warning", "error"]}
ARTIFACT = closed(
    ["uri"],
    uri={"type": "string", "pattern": "^[^/:\\s][^:\\s]*$"},
    uriBaseId={"const": "%SRCROOT%"},
)
REGION = closed(
    ["startLine"], startLine=NUMBER, startColumn=NUMBER, endLine=NUMBER, endColumn=NUMBER
)
RULE = closed(
    ["id"],
    id={"type": "string", "pattern": "^[A-Z][0-9]{3}$"},
    name=TEXT,
    shortDescription=MESSAGE,
    fullDescription=MESSAGE,
    help=MESSAGE,
    defaultConfiguration=closed([], level=LEVEL),
    properties={"type": "object"},
)
CHANGE = closed(
    ["artifactLocation", "replacements"],
    artifactLocation=ARTIFACT,
    replacements={
        "type": "array",
        "minItems": 1,
        "items": closed(
            ["deletedRegion"],
            deletedRegion=REGION,
            insertedContent=closed([], text={"type": "string"}),
        ),
    },
)
RESULT = closed(
    ["message"],
    ruleId=TEXT,
    ruleIndex={"type": "integer", "minimum": -1},
    level=LEVEL,
    message=MESSAGE,
    locations={
        "type": "array",
        "items": closed(
            [],
            physicalLocation=closed(["artifactLocation"], artifactLocation=ARTIFACT, region=REGION),
        ),
    },
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    suppressions={
        "type": "array",
        "items": closed(["kind"], kind={"enum": ["inSource", "external"]}),
    },
    fixes={
        "type": "array",
        "items": closed(
            ["artifactChanges"],
            description=MESSAGE,
            artifactChanges={"type": "array", "minItems": 1, "items": CHANGE},
        ),
    },
)
DRIVER = closed(
    ["name"],
    name=TEXT,
    fullName=TEXT,
    version=TEXT,
    rules={"type": "array", "uniqueItems": True, "items": RULE},
)
RUN = closed(
    ["tool"],
    tool=closed(["driver"], driver=DRIVER),
    columnKind={"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
    originalUriBaseIds={"type": "object"},
    results={"type": "array", "items": RESULT},
)
SARIF = closed(
    ["version", "runs"],
    **{"$schema": {"type": "string"}, "version": {"const": "2.1.0"}},
    runs={"type": "array", "items": RUN},
)
"""The parts of SARIF 2.1.0 (OASIS, section 3) that we write, and nothing beside them."""


@given(FOUND, FOUND, FOUND)
def test_sarif_keeps_to_its_schema(
    found: tuple[Finding, ...], hidden: tuple[Finding, ...], known: tuple[Finding, ...]
) -> None:
    log = json.loads(sarif(Checked(found, hidden, known), RULES, "1.0"))
    jsonschema.validate(log, SARIF)
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    results = run["results"]
    assert len(results) == len(found) + len(hidden) + len(known)
    assert sum("suppressions" in each for each in results) == len(hidden) + len(known)
    marks = [each["partialFingerprints"]["publish/v1"] for each in results]
    assert len(set(marks)) == len(marks)
    for each in results:
        assert rules[each["ruleIndex"]]["id"] == each["ruleId"]


def test_sarif_is_what_a_model_of_it_reads() -> None:
    """A second opinion, where the library is installed."""
    model = pytest.importorskip("sarif_pydantic")
    log = sarif(Checked((mended(),)), RULES, "1.0")
    read = model.Sarif.model_validate_json(log)
    assert read.runs[0].results[0].rule_id == "T102"


PO = 'msgid ""\nmsgstr "Language: ar\\n"\n\nmsgid "a b"\nmsgstr "واحد  اثنان"\n'


def mended() -> Finding:
    entry = read_catalog(PO.encode(), "ar.po").entries[0]
    at = field_position(entry, 4)
    assert at
    fix = Fix("واحد اثنان", safe=True)
    return Finding(
        at, Severity.WARNING, "T102", "double-space", "two spaces", "", (4, 6), (fix,), 0, entry
    )


def test_a_fix_in_sarif_is_the_fix_in_the_file() -> None:
    log = json.loads(sarif(Checked((mended(),)), RULES, "1.0"))
    (result,) = log["runs"][0]["results"]
    (fix,) = result["fixes"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    region = replacement["deletedRegion"]
    lines = PO.split("\n")
    assert result["locations"][0]["physicalLocation"]["region"] == {
        **region,
        "endLine": region["startLine"],
    }
    line = lines[region["startLine"] - 1]
    start, end = region["startColumn"] - 1, region["endColumn"] - 1
    assert line[start:end] == "  "
    words = line[:start] + replacement["insertedContent"]["text"] + line[end:]
    assert words == 'msgstr "واحد اثنان"'


@given(FOUND)
def test_fingerprints_know_no_line_and_are_never_equal(found: tuple[Finding, ...]) -> None:
    moved = [
        replace(each, position=replace(each.position, line=each.position.line + 7))
        for each in found
    ]
    assert fingerprints(found) == fingerprints(moved)
    assert len(set(fingerprints(found))) == len(found)


def test_github_knows_a_finding_again_on_another_line() -> None:
    def mark(line: int) -> str:
        at = replace(mended(), position=Position("ar.po", line))
        log = json.loads(sarif(Checked((at,)), RULES, "1.0"))
        told: str = log["runs"][0]["results"][0]["partialFingerprints"]["primaryLocationLineHash"]
        return told

    assert mark(3) == mark(30)
    assert re.fullmatch("[0-9a-f]+:1", mark(3))


@given(FOUND, FOUND)
def test_a_baseline_hides_what_it_knows_and_holds_no_text(
    known: tuple[Finding, ...], new: tuple[Finding, ...]
) -> None:
    text = write_baseline(known)
    marks = read_baseline(text, "known.json")
    assert beyond(known, marks) == ((), 0)
    left, _ = beyond([*known, *new], marks)
    assert len(left) == len(new)
    assert re.fullmatch(r'[{}\[\]\s"a-z0-9:,./]*', text)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "x", "fingerprints": []}', "null"])
def test_what_is_no_baseline_is_refused(text: str) -> None:
    with pytest.raises(ProjectError):
        read_baseline(text, "known.json")


@given(FOUND)
def test_junit_is_xml_with_a_case_for_each_document(found: tuple[Finding, ...]) -> None:
    documents = (("ar", "x", "ar.po"), ("fr", "y", "fr.po"))
    root = ET.fromstring(junit(Checked(found, documents=documents)))  # noqa: S314 (our own)
    cases = list(root.iter("testcase"))
    assert {("ar", "x"), ("fr", "y")} <= {(c.get("classname"), c.get("name")) for c in cases}
    failed = {each.position.path for each in found if each.severity is not Severity.INFO}
    assert root.get("failures") == str(len(failed)) == str(len(list(root.iter("failure"))))
    assert root.get("tests") == str(len(cases))


@given(FOUND)
def test_gitlab_drops_no_finding(found: tuple[Finding, ...]) -> None:
    rows = json.loads(gitlab(found))
    assert len({row["fingerprint"] for row in rows}) == len(found)
    for row in rows:
        assert row["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert row["location"]["lines"]["begin"] >= 1
        assert row["description"]


@given(FOUND)
def test_each_finding_is_one_line(found: tuple[Finding, ...]) -> None:
    assert len(findings_concise(found).splitlines()) == len(found) + 1
    lines = findings_jsonl(found).splitlines()
    assert [json.loads(line)["code"] for line in lines] == [each.code for each in found]
    for line in findings_github(found).split("\n"):
        assert not line or line.startswith("::")


@given(FOUND)
def test_markdown_stays_in_its_table(found: tuple[Finding, ...]) -> None:
    text = markdown(Checked(found, documents=(("ar", "x", "ar.po"),)))
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert len(text.splitlines()) == len(rows) + 2 + bool(found)
    for row in rows[3:]:
        assert len(re.findall(r"(?<!\\)\|", row)) in {5, 6}
        assert "<" not in re.sub(r"\\.", "", row)


def test_markdown_shows_an_entity_as_it_is_written() -> None:
    found = replace(mended(), message="&lt; is missing")
    assert "&amp;lt; is missing" in markdown(Checked((found,)))


# --- for a person ---------------------------------------------------------------------------


def shown(msgstr: str, span: tuple[int, int]) -> tuple[str, str]:
    """Give the target and the carets below it, without what runs them."""
    entry = Entry(msgid="x", msgstr=(msgstr,), position=Position("ar.po", 3))
    finding = Finding(
        Position("ar.po", 3), Severity.ERROR, "T999", "t", "wrong", "", span, entry=entry
    )
    lines = finding_full(finding).split("\n")
    strip = str.maketrans("", "", LRI + RLI + PDI)
    at = next(n for n, line in enumerate(lines) if line.startswith("    target"))
    return lines[at][12:].translate(strip), lines[at + 1][12:].translate(strip)


def test_a_caret_stands_under_each_grapheme() -> None:
    assert shown("one two", (4, 7)) == ("one two", "    ^^^")
    assert shown("e\u0301a", (2, 3)) == ("e\u0301a", " ^")
    assert shown("東京x", (2, 3)) == ("東京x", "    ^")
    assert shown("مَدِينة", (2, 4)) == ("مَدِينة", "·^···")


def test_what_is_invisible_has_a_name_and_as_many_carets() -> None:
    target, carets = shown("a\u200bb", (1, 2))
    assert target == "a<U+200B ZERO WIDTH SPACE>b"
    assert carets == " " + "^" * len("<U+200B ZERO WIDTH SPACE>")


def test_of_a_long_text_the_part_around_is_shown() -> None:
    target, carets = shown("x" * 200 + "Y" + "x" * 200, (200, 201))
    assert target.startswith("…")
    assert target.endswith("…")
    assert target[carets.index("^")] == "Y"
    assert len(target) <= 80


@given(texts(1), st.data())
def test_any_span_of_any_text_can_be_shown(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    entry = Entry(msgid=text, msgstr=(text,), position=Position("ar.po", 3))
    finding = Finding(
        Position("ar.po", 3), Severity.ERROR, "T999", "t", "wrong", "", (start, end), entry=entry
    )
    lines = finding_full(finding).split("\n")
    assert len(lines) == 4
    assert "^" in lines[3]
    for line in lines:
        opened = sum(line.count(mark) for mark in (LRI, RLI, FSI))
        assert opened == line.count(PDI)


def test_a_coloured_hand_is_one_grapheme_above_its_caret() -> None:
    assert shown("a\U0001f44d\U0001f3fd,, b", (3, 5)) == (
        "a\U0001f44d\U0001f3fd,, b",
        "   ^^",
    )


def test_a_plan_names_code_points() -> None:
    assert fix_text("a\u202eb", "ab", "ar.po:3: x") == (
        f"ar.po:3: x\n  - {FSI}a<U+202E RIGHT-TO-LEFT OVERRIDE>b{PDI}\n"
        f"  + {FSI}ab{PDI}\n    U+202E → nothing\n"
    )


# --- the files that run us ------------------------------------------------------------------


def loaded(name: str) -> Any:  # noqa: ANN401
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def options() -> set[str]:
    from typer.main import get_command  # noqa: PLC0415

    from workflow.cli import app  # noqa: PLC0415

    check = get_command(app).commands["check"]  # type: ignore[attr-defined]
    return {word for parameter in check.params for word in parameter.opts}


def test_every_option_in_the_files_that_run_us_exists() -> None:
    for name in (
        ".pre-commit-hooks.yaml",
        ".github/actions/publish-check/action.yml",
        ".gitlab/publish-check.yml",
    ):
        text = (ROOT / name).read_text("utf-8")
        for line in re.findall(r"publish check (.*(?:\\\n.*|\n +--.*)*)", text):
            assert set(re.findall(r"--[a-z-]+", line)) <= options(), (name, line)


def test_hooks_are_complete_and_run(tmp_path: Path) -> None:
    """What pre-commit does: it calls the entry with the files that match."""
    hooks = {hook["id"]: hook for hook in loaded(".pre-commit-hooks.yaml")}
    assert set(hooks) == {"publish-check", "publish-fix", "publish-project"}
    for hook in hooks.values():
        assert {"id", "name", "entry", "language", "files"} <= hook.keys()
        assert re.search(hook["files"], "locale/ar/LC_MESSAGES/x.po")
    (tmp_path / "ar.po").write_text(PO.replace("واحد", "\u202eواحد"), encoding="utf-8")
    for name, code in (("publish-check", 1), ("publish-fix", None)):
        words = hooks[name]["entry"].split()
        assert words[0] == "publish"
        done = subprocess.run(
            [sys.executable, "-m", "workflow", *words[1:], str(tmp_path / "ar.po")],
            cwd=ROOT,
            capture_output=True,
            check=False,
        )
        assert done.returncode == code or code is None


def test_the_action_runs_its_own_script(tmp_path: Path) -> None:
    """The step of the composite action, in a shell, with what the runner gives it."""
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash")
    action = loaded(".github/actions/publish-check/action.yml")
    assert action["runs"]["using"] == "composite"
    for step in action["runs"]["steps"]:
        assert "run" not in step or ("shell" in step and "${{" not in step["run"])
    for name, content in {
        "publish.toml": "[locales.ar]\n",
        "source/articles/x.md": "---\ntitle: T\n---\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "runner").mkdir()
    step = action["runs"]["steps"][-1]
    assert step["working-directory"] == "${{ inputs.working-directory }}"
    done = subprocess.run(
        [bash, "-eo", "pipefail", "-c", step["run"]],
        cwd=tmp_path,
        env={
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "ARGUMENTS": "--locale ar\n--fail-on never\n",  # a YAML block ends so
            "DIFF": "",
            "SARIF": "log.sarif",
            "RUNNER_TEMP": str(tmp_path / "runner"),
            "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "::error file=" in done.stdout
    jsonschema.validate(json.loads((tmp_path / "log.sarif").read_text("utf-8")), SARIF)
    assert (tmp_path / "summary.md").read_text("utf-8").startswith("## publish check")


def test_the_gitlab_template_hands_over_what_it_writes() -> None:
    template = loaded(".gitlab/publish-check.yml")
    job = template["publish-check"]
    script = " ".join(job["script"])
    folder = "$PUBLISH_FOLDER"
    assert f'publish -C "{folder}" check' in script
    assert template["variables"][folder[1:]] == "."
    for path in job["artifacts"]["reports"].values():
        assert f"--output {path.removeprefix(f'{folder}/')}" in script
    assert job["artifacts"]["when"] == "always"
